import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { type About, channelNameIn } from '../about.ts';
import { AskOnceMore } from '../access/ask-once-more.tsx';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { type HistoryAsked, HistoryDialog } from '../records/history-dialog.tsx';
import { type Fields, historyQuery, removeRecord, undoStored } from '../records/queries.ts';
import { useMay } from '../session.ts';
import { type Choice, nameIn } from '../ui/choices.ts';
import '../ui/entries.css';
import { formatDay } from '../ui/format.ts';
import { Failed, Loading } from '../ui/states.tsx';
import './evidence.css';
import { noteKindName, themeNameIn } from './names.ts';
import { NoteForm } from './note-form.tsx';
import type { Theme } from './queries.ts';

/** What a note is shown and written with. */
interface Parts {
  readonly about: About;
  readonly office: string | undefined;
  readonly themes: readonly Theme[];
  readonly campaigns: readonly Choice[];
  readonly activityField: ComponentProps<typeof NoteForm>['activityField'];
  /** What is attached to a note. */
  readonly attachments: (id: string) => ReactNode;
}

/** One note: read, and for those who may, changed, removed, and with things attached to it. */
export function NoteDialog({
  id,
  onClose,
  onOpen,
  ...parts
}: {
  /** `new`: one is written. Undefined: nothing is open. */
  id: string | undefined;
  onClose: () => void;
  onOpen: (id: string) => void;
} & Parts) {
  const t = useWords();
  return (
    <Modal
      opened={id !== undefined}
      onClose={onClose}
      size="xl"
      title={t(id === 'new' ? 'notes.add' : 'notes.one')}
      closeButtonProps={{ 'aria-label': t('notes.close') }}
    >
      {id === 'new' ? (
        <NoteForm {...parts} was={null} onStored={onOpen} onCancel={onClose} />
      ) : id !== undefined ? (
        <Opened key={id} id={id} onClose={onClose} {...parts} />
      ) : null}
    </Modal>
  );
}

const named = [
  'date',
  'office',
  'kind',
  'title',
  'content',
  'themes',
  'informant',
  'campaign',
  'channel',
  'activity',
] as const;

function Opened({
  id,
  onClose,
  ...parts
}: {
  id: string;
  onClose: () => void;
} & Parts) {
  const { about, themes, campaigns, attachments } = parts;
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const cache = useQueryClient();
  const [isChanging, setIsChanging] = useState(false);
  const [history, setHistory] = useState<HistoryAsked>();
  const [isAsking, setIsAsking] = useState(false);
  const [removed, setRemoved] = useState<number>();
  const row = useQuery({ ...historyQuery('evidence', [id]), enabled: removed === undefined });
  const undo = useMutation({
    mutationFn: (importId: number) => undoStored(importId),
    onSuccess: async () => {
      setRemoved(undefined);
      await Promise.all(['evidence', 'records'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
    },
  });
  if (removed !== undefined) {
    return (
      <Alert color="gray" variant="light" title={t('notes.removed')} role="status">
        <Group mt="xs">
          <Button size="xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate(removed)}>
            {t('notes.undo')}
          </Button>
          <Button size="xs" variant="default" onClick={onClose}>
            {t('notes.close')}
          </Button>
        </Group>
        <FormError error={undo.error} />
      </Alert>
    );
  }
  if (row.isError) return <Failed error={row.error} retry={() => void row.refetch()} />;
  if (row.isPending) return <Loading height={240} />;
  const fields = row.data.fields as Fields | null;
  if (!fields) return <Text>{t('notes.gone')}</Text>;
  if (isChanging) {
    return (
      <NoteForm {...parts} was={fields} onStored={() => setIsChanging(false)} onCancel={() => setIsChanging(false)} />
    );
  }
  const codes = Array.isArray(fields.themes) ? fields.themes : [];
  const facts: [(typeof named)[number], string | null][] = [
    ['date', formatDay(String(fields.date), language)],
    ['kind', noteKindName(String(fields.kind), language)],
    ['informant', fields.informant === null ? null : String(fields.informant)],
    ['campaign', fields.campaign === null ? null : nameIn(campaigns, String(fields.campaign))],
    ['channel', fields.channel === null ? null : channelNameIn(about, String(fields.channel), language)],
    ['activity', fields.activity === null ? null : String(fields.activity)],
  ];
  return (
    <Stack gap="lg">
      <div>
        <Text fw={700} size="lg" component="h3" m={0}>
          {String(fields.title)}
        </Text>
        <div className="written" style={{ marginTop: '0.6rem' }}>
          {String(fields.content)}
        </div>
        {codes.length > 0 ? (
          <ul className="theme-tags" style={{ marginTop: '0.8rem' }} aria-label={t('notes.fields.themes')}>
            {codes.map((theme) => (
              <li key={theme}>{themeNameIn(themes, theme, language)}</li>
            ))}
          </ul>
        ) : null}
      </div>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{t(`notes.fields.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {attachments(id)}
      <Group>
        {may('recordActivities') ? <Button onClick={() => setIsChanging(true)}>{t('notes.change')}</Button> : null}
        <Button
          variant="default"
          onClick={() => setHistory({ noun: 'evidence', key: [id], name: String(fields.title) })}
        >
          {t('notes.history')}
        </Button>
        {may('recordActivities') ? (
          <Button variant="default" color="red" onClick={() => setIsAsking(true)}>
            {t('notes.remove')}
          </Button>
        ) : null}
      </Group>
      {history ? (
        <HistoryDialog
          asked={history}
          fieldName={(field) => {
            const known = named.find((name) => name === field);
            return known ? t(`notes.fields.${known}`) : field;
          }}
          onClose={() => setHistory(undefined)}
        />
      ) : null}
      <AskOnceMore
        asked={
          isAsking
            ? {
                title: t('notes.remove'),
                detail: t('notes.removeDetail'),
                yes: t('notes.remove'),
                act: async () => {
                  const { importId } = await removeRecord('evidence', [id]);
                  setRemoved(importId);
                  await cache.invalidateQueries({ queryKey: ['evidence'] });
                },
              }
            : undefined
        }
        onClose={() => setIsAsking(false)}
      />
    </Stack>
  );
}
