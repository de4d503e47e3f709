import { NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChannelKind, channelKinds } from '@tilik/server/client';
import { useState } from 'react';
import { aboutQuery } from '../about.ts';
import { FormFoot } from '../access/form-foot.tsx';
import { useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { codeOf, namesIn } from './codes.ts';
import { type ChannelKept, channelsKeptQuery, keepChannel } from './queries.ts';
import { AliasesField, CodeField, NameField } from './settings-fields.tsx';
import { SettingsList } from './settings-list.tsx';

/** Kanal: where the office tells of the e-passport, and the names by which a file may call a channel. */
export function ChannelsSettings() {
  const t = useWords();
  const may = useMay();
  const channels = useQuery({ ...channelsKeptQuery, select: (answer) => answer.channels });
  return (
    <SettingsList<ChannelKept>
      title={t('lists.channels')}
      lead={t('lists.channelsLead')}
      add={t('lists.addChannel')}
      found={channels}
      named={({ id, nameId }) => ({ code: id, name: nameId })}
      nameTitle={t('lists.nameId')}
      columns={[
        { title: t('lists.nameEn'), read: ({ nameEn }) => nameEn },
        { title: t('lists.kind'), read: ({ kind }) => t(`lists.kinds.${kind}`) },
        { title: t('lists.aliases'), read: ({ aliases }) => aliases.join(', ') || '–', isWide: true },
      ]}
      mayKeep={may('keepChannel')}
      form={(channel, close) => <ChannelForm channel={channel} onClose={close} />}
    />
  );
}

function ChannelForm({ channel, onClose }: { channel: ChannelKept | undefined; onClose: () => void }) {
  const t = useWords();
  const cache = useQueryClient();
  const [nameId, setNameId] = useState(channel?.nameId ?? '');
  const [nameEn, setNameEn] = useState(channel?.nameEn ?? '');
  const [id, setId] = useState<string>();
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'mass-media');
  const [aliases, setAliases] = useState((channel?.aliases ?? []).join('\n'));
  const code = channel?.id ?? id ?? codeOf(nameId);
  const save = useMutation({
    mutationFn: () =>
      keepChannel({ id: code, nameId: nameId.trim(), nameEn: nameEn.trim(), kind, aliases: namesIn(aliases) }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['channels-kept'] });
      await cache.invalidateQueries(aboutQuery);
      onClose();
    },
  });
  return (
    <form
      aria-label={t(channel ? 'lists.changeChannel' : 'lists.addChannel')}
      style={{ margin: '0.8rem 0 1.2rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="access-fields">
        <NameField label={t('lists.nameId')} value={nameId} isFirst onChange={setNameId} />
        <NameField label={t('lists.nameEn')} value={nameEn} onChange={setNameEn} />
        {channel ? null : <CodeField value={code} onChange={setId} />}
        <NativeSelect
          label={t('lists.kind')}
          value={kind}
          data={channelKinds.map((value) => ({ value, label: t(`lists.kinds.${value}`) }))}
          onChange={({ currentTarget: { value } }) => setKind(value as ChannelKind)}
        />
        <AliasesField value={aliases} onChange={setAliases} />
      </div>
      <FormFoot error={save.error} isPending={save.isPending} onCancel={onClose} />
    </form>
  );
}
