import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { formatDay } from '../ui/format.ts';
import { activityTitle } from './names.ts';
import { activitiesQuery } from './queries.ts';

/** Chooses an activity: of those of a campaign, else of those of a day. */
export function ActivityChoice({
  about,
  office,
  campaign,
  day,
  value,
  error,
  onChange,
}: {
  about: About;
  office: string | undefined;
  campaign: string | null;
  day: string;
  value: string | null;
  error: string | undefined;
  onChange: (id: string | null) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const { today } = about;
  const on = day === '' || day > today ? today : day;
  const asked = campaign ? { office, from: '2000-01-01', to: today, campaign } : { office, from: on, to: on };
  const activities = useQuery(activitiesQuery(asked, language));
  const choices = (activities.data?.activities ?? []).map((activity) => ({
    value: activity.id,
    label: `${formatDay(activity.publishedOn, language)} · ${activityTitle(activity, language)}`,
  }));
  const isElsewhere = value !== null && !choices.some((choice) => choice.value === value);
  return (
    <NativeSelect
      label={t('activities.one')}
      description={t('activities.choiceRule')}
      value={value ?? ''}
      error={error}
      data={[
        { value: '', label: t('activities.ofNone') },
        ...(isElsewhere ? [{ value, label: value }] : []),
        ...choices,
      ]}
      onChange={({ currentTarget: { value: chosen } }) => onChange(chosen || null)}
    />
  );
}
