import {
  Alert,
  Autocomplete,
  Button,
  Group,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { approaches, managementSteps } from '@tilik/server/client';
import { type ReactNode, useRef, useState } from 'react';
import type { About } from '../about.ts';
import { isProblem, issuesOf } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { useProgrammeWords } from '../programme-words.ts';
import { changedFields } from '../records/differences.ts';
import { type Fields, storeRecords } from '../records/queries.ts';
import { type FormTrouble, troublesOf } from './form.ts';

/** A description as dark as other soft text: the library's own is too faint to read. */
const readable = { style: { color: 'var(--ink-soft)' } };

/** Everything about a campaign, to be planned or changed. */
export function CampaignForm({
  about,
  was,
  begins,
  roles,
  onSaved,
  onLeave,
}: {
  about: About;
  /** The campaign as it is; null for a new one. */
  was: Fields | null;
  begins: Fields;
  /** Roles that are in charge of other campaigns. */
  roles: readonly string[];
  onSaved: (id: string, importId: number | null) => void;
  onLeave: () => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const audiences = useProgrammeWords('audiences');
  const topics = useProgrammeWords('topics');
  const form = useRef<HTMLFormElement>(null);
  const [fields, setFields] = useState<Fields>(begins);
  const [isChecked, setChecked] = useState(false);
  const change = (name: string) => (value: Fields[string]) => setFields((before) => ({ ...before, [name]: value }));
  const save = useMutation({
    mutationFn: async () => {
      if (was === null) return storeRecords('campaigns', [{ fields, was: null }]);
      const changed = changedFields(was, fields);
      return storeRecords('campaigns', [
        { fields: { ...changed.fields, campaign: was.campaign ?? '' }, was: changed.was },
      ]);
    },
    onSuccess: async ({ rows, importId }) => {
      await Promise.all(
        ['records', 'calendar', 'campaigns', 'effect', 'effects'].map((key) =>
          cache.invalidateQueries({ queryKey: [key] }),
        ),
      );
      onSaved(String(rows[0]?.key[0] ?? was?.campaign ?? ''), importId);
    },
    onError: () => focusFirst(),
  });
  const focusFirst = () =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  const troubles: ReadonlyMap<string, FormTrouble> = isChecked ? troublesOf(fields, about.today) : new Map();
  const issues = issuesOf(save.error);
  const errorOf = (name: string): ReactNode => {
    const trouble = troubles.get(name);
    if (trouble) return t(`campaigns.form.troubles.${trouble}`);
    return issues.find(({ field }) => field === name)?.message;
  };
  const names = Object.keys(begins);
  const others = issues.filter(({ field }) => field === undefined || !names.includes(field));
  const field = (name: string) => ({
    label: t(`campaigns.fields.${name}` as 'campaigns.fields.name'),
    error: errorOf(name),
  });
  const words = (name: string) => ({
    ...field(name),
    value: String(fields[name] ?? ''),
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      change(name)(value === '' ? null : value),
  });
  const codes = (name: string) => ({
    ...field(name),
    value: [...((fields[name] as string[] | null) ?? [])],
    onChange: (value: string[]) => change(name)(value),
    searchable: true,
    clearable: true,
    hidePickedOptions: true,
    comboboxProps: { withinPortal: false },
  });
  const money = (name: string) => ({
    ...field(name),
    value: (fields[name] as number | null) ?? '',
    onChange: (value: number | string) => change(name)(typeof value === 'number' ? value : null),
    thousandSeparator: language === 'id' ? '.' : ',',
    decimalSeparator: language === 'id' ? ',' : '.',
    prefix: 'Rp ',
    min: 0,
    clampBehavior: 'none' as const,
  });
  const labelled = (list: Readonly<Record<string, { readonly label: Readonly<Record<'id' | 'en', string>> }>>) =>
    Object.entries(list).map(([value, { label }]) => ({ value, label: label[language] }));
  const suggestions = [...new Set([...t('campaigns.form.roles').split('|'), ...roles])];
  return (
    <form
      ref={form}
      noValidate
      aria-label={t(was === null ? 'campaigns.form.new' : 'campaigns.form.edit')}
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (troublesOf(fields, about.today).size > 0) focusFirst();
        else save.mutate();
      }}
    >
      <Stack gap="md" maw={820}>
        <TextInput {...words('name')} required maxLength={300} />
        <TextInput {...words('name_en')} maxLength={300} />
        <Textarea {...words('objective')} autosize minRows={2} maxLength={2000} />
        <Group grow align="start" preventGrowOverflow={false}>
          <NativeSelect {...words('approach')} data={labelled(approaches)} />
          <NativeSelect
            {...words('management_step')}
            data={[{ value: '', label: t('campaigns.notStated') }, ...labelled(managementSteps)]}
          />
        </Group>
        <Group grow align="start" preventGrowOverflow={false}>
          <TextInput type="date" {...words('planned_from')} />
          <TextInput type="date" {...words('planned_to')} min={String(fields.planned_from ?? '')} />
        </Group>
        <Group grow align="start" preventGrowOverflow={false}>
          <TextInput type="date" {...words('started')} max={about.today} />
          <TextInput type="date" {...words('ended')} max={about.today} />
        </Group>
        <MultiSelect
          {...codes('channels')}
          data={about.channels.map(({ id, nameId, nameEn }) => ({
            value: id,
            label: language === 'en' ? nameEn : nameId,
          }))}
        />
        <MultiSelect {...codes('audiences')} data={audiences.choices(fields.audiences as string[] | undefined)} />
        <MultiSelect {...codes('topics')} data={topics.choices(fields.topics as string[] | undefined)} />
        <Group grow align="start" preventGrowOverflow={false}>
          <NumberInput {...money('budget')} />
          <NumberInput {...money('spending')} />
        </Group>
        <Autocomplete
          {...field('person_in_charge')}
          description={t('campaigns.form.roleNote')}
          descriptionProps={readable}
          comboboxProps={{ withinPortal: false }}
          data={suggestions}
          value={String(fields.person_in_charge ?? '')}
          onChange={(value) => change('person_in_charge')(value === '' ? null : value)}
          maxLength={300}
        />
        {was?.cancelled ? <TextInput type="date" {...words('cancelled')} max={about.today} /> : null}
        {save.error ? (
          <Alert
            color="red"
            variant="light"
            role="alert"
            title={isProblem(save.error, 409) ? t('calendar.conflict') : save.error.message}
          >
            {others.length > 0 || isProblem(save.error, 409) ? (
              <ul className="plain">
                {(isProblem(save.error, 409) ? issues : others).map(({ field: of, message }) => (
                  <li key={`${of} ${message}`}>{message}</li>
                ))}
              </ul>
            ) : (
              t('campaigns.form.atFields')
            )}
            {isProblem(save.error, 409) ? (
              <Button size="xs" variant="default" mt="xs" onClick={() => window.location.reload()}>
                {t('calendar.reload')}
              </Button>
            ) : null}
          </Alert>
        ) : null}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('campaigns.form.save')}
          </Button>
          <Button variant="default" onClick={onLeave}>
            {t('access.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
