import { MultiSelect, NativeSelect, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { activityKinds, prRoles } from '@tilik/server/client';
import { useState } from 'react';
import { type About, channelNameIn } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { useProgrammeWords } from '../programme-words.ts';
import { changedFields } from '../records/differences.ts';
import { type Fields, storeRecords } from '../records/queries.ts';
import { issuesAt, RecordFoot } from '../records/record-foot.tsx';
import type { Choice } from '../ui/choices.ts';
import '../ui/entries.css';
import { fieldsOfForm, givenFields, isMeeting, isOfPlatform } from './fields.ts';
import { kindName, prRoleName } from './names.ts';

const text = (fields: Fields, name: string): string => String(fields[name] ?? '');

/** Writes down what was done: a field event, a forum, an article; of a platform's post what the platform cannot know. */
export function ActivityForm({
  about,
  office,
  campaigns,
  was,
  onStored,
  onCancel,
}: {
  about: About;
  office: string | undefined;
  campaigns: readonly Choice[];
  /** As it is now; null for a new one. */
  was: Fields | null;
  onStored: (id: string) => void;
  onCancel: () => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const topics = useProgrammeWords('topics');
  const meetingChannel = about.channels.find(({ kind }) => kind === 'face-to-face') ?? about.channels[0];
  const [fields, setFields] = useState<Fields>(
    () =>
      was ?? {
        date: about.today,
        channel: meetingChannel?.id ?? '',
        kind: 'field-event',
        ...(office ? { office } : {}),
      },
  );
  const set = (next: Fields) => setFields({ ...fields, ...next });
  const kind = text(fields, 'kind');
  const shown = fieldsOfForm(was, kind);
  const store = useMutation({
    mutationFn: () => {
      const changed = was ? changedFields(was, fields) : undefined;
      return storeRecords('activities', [
        changed
          ? { fields: { activity: was?.activity ?? null, ...changed.fields }, was: changed.was }
          : { fields: givenFields(fields, shown), was: null },
      ]);
    },
    onSuccess: async ({ rows }) => {
      await Promise.all(
        ['activities', 'records', 'stages'].map((queryKey) => cache.invalidateQueries({ queryKey: [queryKey] })),
      );
      onStored(String(rows[0]?.key[0]));
    },
  });
  const { errorOf } = issuesAt(store.error, shown);
  const count = (name: 'attendees' | 'materials_handed_out' | 'cost') => (
    <NumberInput
      key={name}
      label={t(`activities.fields.${name}`)}
      min={0}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator={language === 'id' ? '.' : ','}
      decimalSeparator={language === 'id' ? ',' : '.'}
      value={typeof fields[name] === 'number' ? (fields[name] as number) : ''}
      error={errorOf(name)}
      onChange={(value) => set({ [name]: typeof value === 'number' ? value : null })}
    />
  );
  const line = (name: 'title' | 'place' | 'permalink', rest: { required?: boolean; type?: string } = {}) => (
    <TextInput
      key={name}
      className={name === 'title' ? 'wide' : ''}
      label={t(`activities.fields.${name}`)}
      maxLength={1000}
      value={text(fields, name)}
      error={errorOf(name)}
      onChange={({ currentTarget: { value } }) => set({ [name]: value || null })}
      {...rest}
    />
  );
  return (
    <form
      noValidate
      aria-label={t(was ? 'activities.change' : 'activities.add')}
      onSubmit={(event) => {
        event.preventDefault();
        store.mutate();
      }}
    >
      <Stack gap="md">
        {isOfPlatform(was) ? (
          <Text size="sm" className="soft">
            {t('activities.ofPlatform')}
          </Text>
        ) : null}
        <div className="form-fields">
          {line('title', { required: true })}
          {shown.includes('kind') ? (
            <NativeSelect
              label={t('activities.fields.kind')}
              value={kind}
              error={errorOf('kind')}
              data={Object.keys(activityKinds).map((value) => ({ value, label: kindName(value, language) }))}
              onChange={({ currentTarget: { value } }) => set({ kind: value })}
            />
          ) : null}
          {shown.includes('date') ? (
            <>
              <TextInput
                type="date"
                required
                label={t('activities.fields.date')}
                value={text(fields, 'date')}
                max={about.today}
                error={errorOf('date')}
                onChange={({ currentTarget: { value } }) => set({ date: value || null })}
              />
              <TextInput
                type="time"
                label={t('activities.fields.time')}
                value={text(fields, 'time')}
                error={errorOf('time')}
                onChange={({ currentTarget: { value } }) => set({ time: value || null })}
              />
              <NativeSelect
                label={t('activities.fields.channel')}
                value={text(fields, 'channel')}
                disabled={was !== null}
                error={errorOf('channel')}
                data={about.channels.map(({ id }) => ({ value: id, label: channelNameIn(about, id, language) }))}
                onChange={({ currentTarget: { value } }) => set({ channel: value })}
              />
            </>
          ) : null}
          <NativeSelect
            label={t('activities.fields.campaign')}
            value={text(fields, 'campaign')}
            error={errorOf('campaign')}
            data={[
              { value: '', label: t('activities.noCampaign') },
              ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => set({ campaign: value || null })}
          />
          {isMeeting(kind) && shown.includes('place') ? (
            <>
              {line('place')}
              {count('attendees')}
              {count('materials_handed_out')}
            </>
          ) : null}
          {shown.includes('permalink') ? line('permalink', { type: 'url' }) : null}
          <NativeSelect
            label={t('activities.fields.pr_role')}
            value={text(fields, 'pr_role')}
            error={errorOf('pr_role')}
            data={[
              { value: '', label: t('activities.notSaid') },
              ...Object.keys(prRoles).map((value) => ({ value, label: prRoleName(value, language) })),
            ]}
            onChange={({ currentTarget: { value } }) => set({ pr_role: value || null })}
          />
          <MultiSelect
            label={t('activities.fields.topics')}
            value={(fields.topics as string[] | null | undefined) ?? []}
            error={errorOf('topics')}
            data={topics.choices((was?.topics as string[] | null | undefined) ?? [])}
            onChange={(codes) => set({ topics: codes })}
            comboboxProps={{ withinPortal: true }}
            clearable
          />
          {count('cost')}
          {shown.includes('caption') ? (
            <Textarea
              className="wide"
              label={t('activities.fields.caption')}
              autosize
              minRows={3}
              maxRows={12}
              value={text(fields, 'caption')}
              error={errorOf('caption')}
              onChange={({ currentTarget: { value } }) => set({ caption: value || null })}
            />
          ) : null}
        </div>
        <RecordFoot error={store.error} shown={shown} isPending={store.isPending} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
