import { MultiSelect, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { evidenceKinds } from '@tilik/server/client';
import { type ReactNode, useState } from 'react';
import { type About, channelNameIn } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { changedFields } from '../records/differences.ts';
import { type Fields, storeRecords } from '../records/queries.ts';
import { issuesAt, RecordFoot } from '../records/record-foot.tsx';
import type { Choice } from '../ui/choices.ts';
import '../ui/entries.css';
import { formatCount } from '../ui/format.ts';
import { noteKindName, themeName } from './names.ts';
import type { Theme } from './queries.ts';

/** As the server has it. */
const charactersMax = 10_000;

const shown = ['date', 'kind', 'title', 'content', 'themes', 'informant', 'campaign', 'channel', 'activity'] as const;

const text = (fields: Fields, name: string): string => String(fields[name] ?? '');

interface ActivityField {
  readonly campaign: string | null;
  readonly day: string;
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (id: string | null) => void;
}

/** Writes a note: what was seen, said or read. It asks for no name, and the server refuses what can only be a person's. */
export function NoteForm({
  about,
  office,
  themes,
  campaigns,
  activityField,
  was,
  onStored,
  onCancel,
}: {
  about: About;
  office: string | undefined;
  themes: readonly Theme[];
  campaigns: readonly Choice[];
  /** Chooses the activity that it is a note on. */
  activityField: (given: ActivityField) => ReactNode;
  /** As it is now; null for a new one. */
  was: Fields | null;
  onStored: (id: string) => void;
  onCancel: () => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [fields, setFields] = useState<Fields>(
    () => was ?? { date: about.today, kind: 'observation', ...(office ? { office } : {}) },
  );
  const set = (next: Fields) => setFields({ ...fields, ...next });
  const store = useMutation({
    mutationFn: () => {
      const changed = was ? changedFields(was, fields) : undefined;
      const given = Object.fromEntries(
        Object.entries(fields).filter(([, value]) => value !== null && value !== '' && !isEmptyList(value)),
      );
      return storeRecords('evidence', [
        changed
          ? { fields: { evidence: was?.evidence ?? null, ...changed.fields }, was: changed.was }
          : { fields: given, was: null },
      ]);
    },
    onSuccess: async ({ rows }) => {
      await Promise.all(['evidence', 'records'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
      onStored(String(rows[0]?.key[0]));
    },
  });
  const { errorOf } = issuesAt(store.error, shown);
  const content = text(fields, 'content');
  return (
    <form
      noValidate
      aria-label={t(was ? 'notes.change' : 'notes.add')}
      onSubmit={(event) => {
        event.preventDefault();
        store.mutate();
      }}
    >
      <Stack gap="md">
        <Text size="sm" className="soft">
          {t('notes.noNames')}
        </Text>
        <div className="form-fields">
          <NativeSelect
            label={t('notes.fields.kind')}
            value={text(fields, 'kind')}
            error={errorOf('kind')}
            data={Object.keys(evidenceKinds).map((value) => ({ value, label: noteKindName(value, language) }))}
            onChange={({ currentTarget: { value } }) => set({ kind: value })}
          />
          <TextInput
            type="date"
            required
            label={t('notes.fields.date')}
            value={text(fields, 'date')}
            max={about.today}
            error={errorOf('date')}
            onChange={({ currentTarget: { value } }) => set({ date: value || null })}
          />
          <TextInput
            label={t('notes.fields.informant')}
            description={t('notes.informantRule')}
            value={text(fields, 'informant')}
            error={errorOf('informant')}
            onChange={({ currentTarget: { value } }) => set({ informant: value || null })}
          />
          <TextInput
            className="wide"
            required
            label={t('notes.fields.title')}
            value={text(fields, 'title')}
            error={errorOf('title')}
            onChange={({ currentTarget: { value } }) => set({ title: value || null })}
          />
          <Textarea
            className="wide"
            required
            autosize
            minRows={6}
            maxRows={18}
            label={t('notes.fields.content')}
            description={t('notes.characters', {
              count: formatCount(content.length, language),
              limit: formatCount(charactersMax, language),
            })}
            value={content}
            error={errorOf('content')}
            onChange={({ currentTarget: { value } }) => set({ content: value || null })}
          />
          <MultiSelect
            className="wide"
            label={t('notes.fields.themes')}
            placeholder={themes.length === 0 ? t('notes.noThemes') : ''}
            value={(fields.themes as string[] | null | undefined) ?? []}
            error={errorOf('themes')}
            data={themes.map((theme) => ({ value: theme.id, label: themeName(theme, language) }))}
            onChange={(codes) => set({ themes: codes })}
            searchable
            clearable
          />
          <NativeSelect
            label={t('notes.fields.campaign')}
            value={text(fields, 'campaign')}
            error={errorOf('campaign')}
            data={[
              { value: '', label: t('notes.ofNone') },
              ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => set({ campaign: value || null })}
          />
          <NativeSelect
            label={t('notes.fields.channel')}
            value={text(fields, 'channel')}
            error={errorOf('channel')}
            data={[
              { value: '', label: t('notes.ofNone') },
              ...about.channels.map(({ id }) => ({ value: id, label: channelNameIn(about, id, language) })),
            ]}
            onChange={({ currentTarget: { value } }) => set({ channel: value || null })}
          />
          {activityField({
            campaign: text(fields, 'campaign') || null,
            day: text(fields, 'date'),
            value: text(fields, 'activity') || null,
            error: errorOf('activity'),
            onChange: (activity) => set({ activity }),
          })}
        </div>
        <RecordFoot error={store.error} shown={shown} isPending={store.isPending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
