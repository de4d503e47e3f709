import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { metrics } from '@tilik/server/client';
import { type ReactNode, useState } from 'react';
import { type About, channelNameIn } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { type Choice, nameIn } from '../ui/choices.ts';
import { formatChange, formatCount, formatDay } from '../ui/format.ts';
import '../ui/entries.css';
import { isMeeting } from './fields.ts';
import { type Figure, mainFigures } from './figures.ts';
import { activityTitle, kindName, prRoleName } from './names.ts';
import type { Activity } from './queries.ts';
import type { ActivitySearch } from './view.ts';

/** How many are drawn at first, and how many more at a time. */
const step = 25;

/** Activities from the latest, each with its figures as last taken and what is new in them. */
export function ActivityList({
  activities,
  about,
  campaigns,
  search,
  pictures,
}: {
  activities: readonly Activity[];
  about: About;
  /** Undefined: all of them are of one campaign, which is known. */
  campaigns: readonly Choice[] | undefined;
  /** Of the page of activities, where each of them is opened. */
  search: ActivitySearch;
  /** The photos of a meeting, where they are shown beside it. */
  pictures?: ((activity: string) => ReactNode) | undefined;
}) {
  const t = useWords();
  const language = useLanguage();
  const [drawn, setDrawn] = useState(step);
  return (
    <>
      <ul className="entries">
        {activities.slice(0, drawn).map((activity) => {
          const facts = [
            kindName(activity.kind, language),
            channelNameIn(about, activity.channelId, language),
            activity.place,
            activity.prRole === null ? null : prRoleName(activity.prRole, language),
          ].filter((fact) => fact !== null);
          return (
            <li key={activity.id} className="entry">
              <span className="entry-day">{formatDay(activity.publishedOn, language)}</span>
              <div>
                <Link
                  to="/kampanye/kegiatan"
                  search={{ ...search, open: activity.id }}
                  resetScroll={false}
                  className="entry-title"
                >
                  {activityTitle(activity, language)}
                </Link>
                <div className="entry-about">{facts.join(' · ')}</div>
                {campaigns ? (
                  <div className="entry-about">
                    {activity.campaignId === null ? t('activities.noCampaign') : nameIn(campaigns, activity.campaignId)}
                  </div>
                ) : null}
                {isMeeting(activity.kind) ? pictures?.(activity.id) : null}
              </div>
              <FigureList figures={mainFigures(activity.snapshots)} />
            </li>
          );
        })}
      </ul>
      {activities.length > drawn ? (
        <Button variant="default" mt="sm" onClick={() => setDrawn(drawn + step)}>
          {t('activities.more', { count: activities.length - drawn })}
        </Button>
      ) : null}
    </>
  );
}

function FigureList({ figures }: { figures: readonly Figure[] }) {
  const t = useWords();
  const language = useLanguage();
  if (figures.length === 0) return <span className="entry-about">{t('activities.noFigures')}</span>;
  return (
    <ul className="entry-figures">
      {figures.map(({ metric, value, difference, since }) => (
        <li key={metric}>
          {metrics[metric].label[language]}: <strong>{formatCount(value, language)}</strong>
          {difference === null || since === null ? null : (
            <span className="soft">
              {' '}
              {t('activities.since', { change: formatChange(difference, language), day: formatDay(since, language) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
