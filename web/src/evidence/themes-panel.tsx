import { ActionIcon, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AskOnceMore } from '../access/ask-once-more.tsx';
import { FormError } from '../access/form-error.tsx';
import '../ui/entries.css';
import { issuesOf } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { changedFields } from '../records/differences.ts';
import { type HistoryAsked, HistoryDialog } from '../records/history-dialog.tsx';
import { type Fields, recordsQuery, removeRecord, storeRecords } from '../records/queries.ts';
import { useSession } from '../session.ts';
import { formatCount } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { moved } from './order.ts';
import type { Theme } from './queries.ts';

const named = ['theme', 'name', 'name_en', 'definition', 'position'] as const;

/** The codebook: what the notes are coded by. A theme keeps its code whatever it is called. */
export function ThemesPanel({ themes }: { themes: readonly Theme[] }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  // The codebook is every office's: whoever is bound to one reads it.
  const isOfAllOffices = useSession()?.actor?.officeId === null;
  const list = useQuery(recordsQuery('themes'));
  /** The row that is being changed; null: a new one; undefined: none. */
  const [changing, setChanging] = useState<Fields | null>();
  const [removing, setRemoving] = useState<Fields>();
  const [history, setHistory] = useState<HistoryAsked>();
  const again = () => Promise.all(['evidence', 'records'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
  const order = useMutation({
    mutationFn: (places: readonly { readonly id: string; readonly position: number }[]) =>
      storeRecords(
        'themes',
        places.map(({ id, position }) => ({ fields: { theme: id, position }, was: {} })),
      ),
    onSuccess: again,
  });
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (list.isPending) return <Loading height={200} />;
  const { rows } = list.data;
  const mayWrite = list.data.mayWrite && isOfAllOffices;
  const placed = rows.map(({ fields }) => ({ id: String(fields.theme), position: Number(fields.position) }));
  const usesOf = (id: string) => themes.find((theme) => theme.id === id)?.notes ?? 0;
  return (
    <Panel
      title={t('notes.themes.title')}
      actions={
        <Group gap="md">
          <a href={`/api/v1/records/themes.csv?lang=${language}`} download>
            {t('notes.csv')}
          </a>
          {mayWrite && changing === undefined ? (
            <Button size="xs" onClick={() => setChanging(null)}>
              {t('notes.themes.add')}
            </Button>
          ) : null}
        </Group>
      }
    >
      <Text size="sm" className="soft" maw={760} mt={4}>
        {t('notes.themes.lead')}
      </Text>
      {changing === undefined ? null : (
        <ThemeForm
          key={String(changing?.theme ?? 'new')}
          was={changing}
          position={rows.length + 1}
          onDone={async () => {
            setChanging(undefined);
            await again();
          }}
          onCancel={() => setChanging(undefined)}
        />
      )}
      <FormError error={order.error} />
      {rows.length === 0 ? (
        <Text mt="sm">{t('notes.themes.none')}</Text>
      ) : (
        <div style={{ marginTop: '0.6rem' }}>
          <ScrollTable name={t('notes.themes.title')}>
            <thead>
              <tr>
                <th scope="col">{t('notes.themes.fields.name')}</th>
                <th scope="col">{t('notes.themes.fields.definition')}</th>
                <th scope="col" className="end">
                  {t('notes.themes.notes')}
                </th>
                {mayWrite ? <th scope="col">{t('notes.themes.acts')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ fields }, index) => {
                const id = String(fields.theme);
                const name = String((language === 'en' ? fields.name_en : null) ?? fields.name);
                return (
                  <tr key={id}>
                    <th scope="row" style={{ whiteSpace: 'normal', minWidth: 140 }}>
                      {name}
                      <div className="soft" style={{ fontWeight: 400, fontSize: '0.82rem' }}>
                        {id}
                      </div>
                    </th>
                    <td style={{ minWidth: 220 }}>{String(fields.definition ?? '–')}</td>
                    <td className="end">{formatCount(usesOf(id), language)}</td>
                    {mayWrite ? (
                      <td>
                        <Group gap={4} wrap="nowrap">
                          <ActionIcon
                            variant="default"
                            aria-label={t('notes.themes.up', { name })}
                            disabled={index === 0 || order.isPending}
                            onClick={() => order.mutate(moved(placed, id, -1))}
                          >
                            <IconArrowUp size={16} aria-hidden />
                          </ActionIcon>
                          <ActionIcon
                            variant="default"
                            aria-label={t('notes.themes.down', { name })}
                            disabled={index === rows.length - 1 || order.isPending}
                            onClick={() => order.mutate(moved(placed, id, 1))}
                          >
                            <IconArrowDown size={16} aria-hidden />
                          </ActionIcon>
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`${t('notes.change')}: ${name}`}
                            onClick={() => setChanging(fields)}
                          >
                            {t('notes.change')}
                          </Button>
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`${t('notes.history')}: ${name}`}
                            onClick={() => setHistory({ noun: 'themes', key: [id], name })}
                          >
                            {t('notes.history')}
                          </Button>
                          <Button
                            size="compact-sm"
                            variant="default"
                            color="red"
                            aria-label={`${t('notes.remove')}: ${name}`}
                            onClick={() => setRemoving(fields)}
                          >
                            {t('notes.remove')}
                          </Button>
                        </Group>
                      </td>
                    ) : null}
                  </tr>
                );
              })}
            </tbody>
          </ScrollTable>
        </div>
      )}
      {history ? (
        <HistoryDialog
          asked={history}
          fieldName={(field) => {
            const known = named.find((name) => name === field);
            return known ? t(`notes.themes.fields.${known}`) : field;
          }}
          onClose={() => setHistory(undefined)}
        />
      ) : null}
      <AskOnceMore
        asked={
          removing
            ? {
                title: `${t('notes.remove')}: ${String(removing.name)}`,
                detail: t('notes.themes.removeDetail', { count: usesOf(String(removing.theme)) }),
                yes: t('notes.remove'),
                act: async () => {
                  await removeRecord('themes', [String(removing.theme)]);
                  await again();
                },
              }
            : undefined
        }
        onClose={() => setRemoving(undefined)}
      />
    </Panel>
  );
}

function ThemeForm({
  was,
  position,
  onDone,
  onCancel,
}: {
  was: Fields | null;
  /** Where a new one stands: behind the others. */
  position: number;
  onDone: () => Promise<void>;
  onCancel: () => void;
}) {
  const t = useWords();
  const [fields, setFields] = useState<Fields>(() => was ?? { position });
  const store = useMutation({
    mutationFn: () => {
      const changed = was ? changedFields(was, fields) : undefined;
      return storeRecords('themes', [
        changed
          ? { fields: { theme: was?.theme ?? null, ...changed.fields }, was: changed.was }
          : { fields, was: null },
      ]);
    },
    onSuccess: onDone,
  });
  // Without a name there is no code either, which is made of it.
  const issues = issuesOf(store.error).filter(({ field }) => field !== 'theme');
  const errorOf = (field: string) => issues.find((issue) => issue.field === field)?.message;
  const set = (next: Fields) => setFields({ ...fields, ...next });
  const line = (name: 'name' | 'name_en', required: boolean) => (
    <TextInput
      required={required}
      label={t(`notes.themes.fields.${name}`)}
      value={String(fields[name] ?? '')}
      error={errorOf(name)}
      onChange={({ currentTarget: { value } }) => set({ [name]: value || null })}
    />
  );
  return (
    <form
      noValidate
      aria-label={t(was ? 'notes.themes.change' : 'notes.themes.add')}
      onSubmit={(event) => {
        event.preventDefault();
        store.mutate();
      }}
    >
      <Stack gap="sm" mt="sm">
        <div className="form-fields">
          {line('name', true)}
          {line('name_en', false)}
          <Textarea
            className="wide"
            autosize
            minRows={2}
            label={t('notes.themes.fields.definition')}
            description={t('notes.themes.definitionRule')}
            value={String(fields.definition ?? '')}
            error={errorOf('definition')}
            onChange={({ currentTarget: { value } }) => set({ definition: value || null })}
          />
        </div>
        {issues.some(({ field }) => field === undefined || errorOf(field) === undefined) ||
        (store.isError && issues.length === 0) ? (
          <FormError error={store.error} />
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('records.cancel')}
          </Button>
          <Button type="submit" loading={store.isPending}>
            {t('records.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
