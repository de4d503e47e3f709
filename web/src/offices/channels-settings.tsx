import { Button, Group, NativeSelect, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ChannelKind, channelKinds } from '@tilik/server/client';
import { useState } from 'react';
import { aboutQuery } from '../about.ts';
import { FormError } from '../access/form-error.tsx';
import { useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { codeOf, namesIn } from './codes.ts';
import { type ChannelKept, channelsKeptQuery, keepChannel } from './queries.ts';

/** Kanal: where the office tells of the e-passport, and the names by which a file may call a channel. */
export function ChannelsSettings() {
  const t = useWords();
  const may = useMay();
  const cache = useQueryClient();
  const channels = useQuery(channelsKeptQuery);
  const [edited, setEdited] = useState<{ channel?: ChannelKept }>();
  return (
    <Panel
      title={t('lists.channels')}
      actions={
        may('keepChannel') && !edited ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited({})}>
            {t('lists.addChannel')}
          </Button>
        ) : undefined
      }
    >
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('lists.channelsLead')}
      </Text>
      {edited ? (
        <ChannelForm
          key={edited.channel?.id ?? ''}
          channel={edited.channel}
          onClose={() => setEdited(undefined)}
          onDone={async () => {
            await cache.invalidateQueries({ queryKey: ['channels-kept'] });
            await cache.invalidateQueries(aboutQuery);
            setEdited(undefined);
          }}
        />
      ) : null}
      {channels.isError ? (
        <Failed error={channels.error} retry={() => void channels.refetch()} />
      ) : channels.isPending ? (
        <Loading height={240} />
      ) : (
        <div style={{ marginTop: '0.8rem' }}>
          <ScrollTable name={t('lists.channels')}>
            <thead>
              <tr>
                <th scope="col">{t('lists.nameId')}</th>
                <th scope="col">{t('lists.nameEn')}</th>
                <th scope="col">{t('lists.kind')}</th>
                <th scope="col">{t('lists.aliases')}</th>
                {may('keepChannel') ? <th scope="col">{t('data.action')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {channels.data.channels.map((channel) => (
                <tr key={channel.id}>
                  <th scope="row" style={{ whiteSpace: 'normal', minWidth: 120 }}>
                    {channel.nameId}
                    <div className="soft" style={{ fontWeight: 400, fontFamily: 'monospace' }}>
                      {channel.id}
                    </div>
                  </th>
                  <td>{channel.nameEn}</td>
                  <td>{t(`lists.kinds.${channel.kind}`)}</td>
                  <td style={{ minWidth: 160 }}>{channel.aliases.join(', ') || '–'}</td>
                  {may('keepChannel') ? (
                    <td>
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('records.edit')}: ${channel.nameId}`}
                        onClick={() => setEdited({ channel })}
                      >
                        {t('records.edit')}
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </div>
      )}
    </Panel>
  );
}

function ChannelForm({
  channel,
  onClose,
  onDone,
}: {
  channel: ChannelKept | undefined;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const t = useWords();
  const [nameId, setNameId] = useState(channel?.nameId ?? '');
  const [nameEn, setNameEn] = useState(channel?.nameEn ?? '');
  const [id, setId] = useState<string>();
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'mass-media');
  const [aliases, setAliases] = useState((channel?.aliases ?? []).join('\n'));
  const code = channel?.id ?? id ?? codeOf(nameId);
  const save = useMutation({
    mutationFn: () =>
      keepChannel({ id: code, nameId: nameId.trim(), nameEn: nameEn.trim(), kind, aliases: namesIn(aliases) }),
    onSuccess: onDone,
  });
  const note = {
    styles: { description: { color: 'var(--ink-soft)' } },
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
  };
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
        <TextInput
          label={t('lists.nameId')}
          value={nameId}
          required
          withAsterisk={false}
          autoFocus
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => setNameId(value)}
        />
        <TextInput
          label={t('lists.nameEn')}
          value={nameEn}
          required
          withAsterisk={false}
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => setNameEn(value)}
        />
        {channel ? null : (
          <TextInput
            label={t('lists.code')}
            description={t('lists.codeNote')}
            {...note}
            value={code}
            required
            withAsterisk={false}
            pattern="[a-z0-9]+(-[a-z0-9]+)*"
            maxLength={60}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => setId(value)}
          />
        )}
        <NativeSelect
          label={t('lists.kind')}
          value={kind}
          data={channelKinds.map((value) => ({ value, label: t(`lists.kinds.${value}`) }))}
          onChange={({ currentTarget: { value } }) => setKind(value as ChannelKind)}
        />
        <Textarea
          label={t('lists.aliases')}
          description={t('lists.aliasesNote')}
          {...note}
          value={aliases}
          autosize
          minRows={2}
          onChange={({ currentTarget: { value } }) => setAliases(value)}
        />
      </div>
      <FormError error={save.error} />
      <Group gap="xs" mt="sm">
        <Button type="submit" loading={save.isPending}>
          {t('records.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('records.cancel')}
        </Button>
      </Group>
    </form>
  );
}
