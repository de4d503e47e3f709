import { Checkbox, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ProgrammeList, programmeLists } from '@tilik/server/client';
import { useState } from 'react';
import { FormFoot } from '../access/form-foot.tsx';
import { useWords } from '../language.ts';
import { type ProgrammeWord, programmeWordsQuery } from '../programme-words.ts';
import { useMay } from '../session.ts';
import { codeOf } from './codes.ts';
import { keepWord } from './queries.ts';
import { CodeField, NameField } from './settings-fields.tsx';
import { SettingsList } from './settings-list.tsx';

/** Khalayak, tujuan dan topik: the lists that are the office's own, to be added to. */
export function WordsSettings() {
  return (
    <Stack gap="lg">
      {programmeLists.map((list) => (
        <Words key={list} list={list} />
      ))}
    </Stack>
  );
}

function Words({ list }: { list: ProgrammeList }) {
  const t = useWords();
  const may = useMay();
  const words = useQuery({ ...programmeWordsQuery, select: (answer) => answer[list] });
  return (
    <SettingsList<ProgrammeWord>
      title={t(`lists.words.${list}.title`)}
      lead={t(`lists.words.${list}.lead`)}
      add={t(`lists.words.${list}.add`)}
      found={words}
      named={({ code, nameId }) => ({ code, name: nameId })}
      nameTitle={t('lists.nameId')}
      columns={[
        { title: t('lists.nameEn'), read: ({ nameEn }) => nameEn },
        {
          title: t('lists.words.state'),
          read: ({ added, retired }) => t(`lists.words.states.${retired ? 'retired' : added ? 'added' : 'own'}`),
        },
      ]}
      mayKeep={may('keepWord')}
      isFixed={({ added }) => !added}
      form={(word, close) => <WordForm list={list} word={word} onClose={close} />}
    />
  );
}

function WordForm({
  list,
  word,
  onClose,
}: {
  list: ProgrammeList;
  word: ProgrammeWord | undefined;
  onClose: () => void;
}) {
  const t = useWords();
  const cache = useQueryClient();
  const [nameId, setNameId] = useState(word?.nameId ?? '');
  const [nameEn, setNameEn] = useState(word?.nameEn ?? '');
  const [code, setCode] = useState<string>();
  const [retired, setRetired] = useState(word?.retired ?? false);
  const kept = word?.code ?? code ?? codeOf(nameId);
  const save = useMutation({
    mutationFn: () => keepWord(list, kept, { nameId: nameId.trim(), nameEn: nameEn.trim(), retired }),
    onSuccess: async () => {
      // Sentences of the server and every list, table and chart name it.
      await cache.invalidateQueries();
      onClose();
    },
  });
  return (
    <form
      aria-label={t(word ? 'lists.words.change' : `lists.words.${list}.add`)}
      style={{ margin: '0.8rem 0 1.2rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="access-fields">
        <NameField label={t('lists.nameId')} value={nameId} isFirst onChange={setNameId} />
        <NameField label={t('lists.nameEn')} value={nameEn} onChange={setNameEn} />
        {word ? null : <CodeField value={kept} onChange={setCode} />}
      </div>
      {word ? (
        <Checkbox
          mt="sm"
          label={t('lists.words.retire')}
          description={t('lists.words.retireNote')}
          styles={{ description: { color: 'var(--ink-soft)' } }}
          checked={retired}
          onChange={({ currentTarget: { checked } }) => setRetired(checked)}
        />
      ) : null}
      <FormFoot error={save.error} isPending={save.isPending} onCancel={onClose} />
    </form>
  );
}
