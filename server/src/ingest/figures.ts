import type { Activity, Applicants, Campaign, Event, Inquiries, Reading, Snapshot, Source } from '@tilik/db/schema';
import type { Day } from '../day.ts';

/** What SQLite keeps in one column. */
export type Cell = string | number | null;

/** The tables an import can write to, each with its natural key and its other columns. */
export const nouns = {
  campaigns: {
    key: ['id'],
    value: [
      'office_id',
      'name',
      'name_en',
      'objective',
      'approach',
      'planned_from_on',
      'planned_to_on',
      'started_on',
      'ended_on',
      'channels',
      'audiences',
      'topics',
      'budget_rupiah',
    ],
  },
  events: {
    key: ['id'],
    value: ['office_id', 'kind', 'name', 'name_en', 'starts_on', 'ends_on', 'confounds', 'reference'],
  },
  activities: {
    key: ['id'],
    value: [
      'office_id',
      'channel_id',
      'campaign_id',
      'kind',
      'caption',
      'permalink',
      'account',
      'published_at',
      'published_on',
    ],
  },
  applicants: {
    key: ['office_id', 'grain', 'period_on', 'passport_type', 'variant', 'request', 'purpose', 'service_point'],
    value: ['applicants'],
  },
  sources: { key: ['office_id', 'grain', 'period_on', 'source', 'passport_type'], value: ['applicants'] },
  inquiries: {
    key: ['office_id', 'channel_id', 'topic', 'grain', 'period_on'],
    value: ['received', 'answered', 'answer_minutes'],
  },
  readings: { key: ['office_id', 'channel_id', 'metric', 'grain', 'period_on'], value: ['value'] },
  snapshots: { key: ['activity_id', 'metric', 'taken_on'], value: ['value'] },
} as const satisfies Record<string, { key: readonly string[]; value: readonly string[] }>;
export type Noun = keyof typeof nouns;

/** One thing a row of a file says: a table's natural key and what the file gives for it. */
export interface Figure {
  readonly noun: Noun;
  readonly key: readonly Cell[];
  readonly value: readonly Cell[];
  /** What the import's summary tells of it. */
  readonly on: Day;
  readonly channel?: string;
  readonly metric?: string;
}

type Row<Stored> = Omit<Stored, 'importId'>;

export const readingFigure = (row: Row<Reading>): Figure => ({
  noun: 'readings',
  key: [row.officeId, row.channelId, row.metric, row.grain, row.periodOn],
  value: [row.value],
  on: row.periodOn,
  channel: row.channelId,
  metric: row.metric,
});

export const applicantsFigure = (row: Row<Applicants>): Figure => ({
  noun: 'applicants',
  key: [
    row.officeId,
    row.grain,
    row.periodOn,
    row.passportType,
    row.variant,
    row.request,
    row.purpose,
    row.servicePoint,
  ],
  value: [row.applicants],
  on: row.periodOn,
});

export const sourceFigure = (row: Row<Source>): Figure => ({
  noun: 'sources',
  key: [row.officeId, row.grain, row.periodOn, row.source, row.passportType],
  value: [row.applicants],
  on: row.periodOn,
  channel: row.source,
});

export const activityFigure = (row: Row<Activity>): Figure => ({
  noun: 'activities',
  key: [row.id],
  value: [
    row.officeId,
    row.channelId,
    row.campaignId,
    row.kind,
    row.caption,
    row.permalink,
    row.account,
    row.publishedAt,
    row.publishedOn,
  ],
  on: row.publishedOn,
  channel: row.channelId,
});

/** `publishedOn` is the activity's day: an import of posts spans the days they were published on. */
export const snapshotFigure = (row: Row<Snapshot>, publishedOn: Day, channel: string): Figure => ({
  noun: 'snapshots',
  key: [row.activityId, row.metric, row.takenOn],
  value: [row.value],
  on: publishedOn,
  channel,
  metric: row.metric,
});

export const campaignFigure = (row: Row<Campaign>): Figure => ({
  noun: 'campaigns',
  key: [row.id],
  value: [
    row.officeId,
    row.name,
    row.nameEn,
    row.objective,
    row.approach,
    row.plannedFromOn,
    row.plannedToOn,
    row.startedOn,
    row.endedOn,
    JSON.stringify(row.channels),
    JSON.stringify(row.audiences),
    JSON.stringify(row.topics),
    row.budgetRupiah,
  ],
  on: row.startedOn,
});

export const eventFigure = (row: Row<Event>): Figure => ({
  noun: 'events',
  key: [row.id],
  value: [row.officeId, row.kind, row.name, row.nameEn, row.startsOn, row.endsOn, row.confounds ? 1 : 0, row.reference],
  on: row.startsOn,
});

export const inquiriesFigure = (row: Row<Inquiries>): Figure => ({
  noun: 'inquiries',
  key: [row.officeId, row.channelId, row.topic, row.grain, row.periodOn],
  value: [row.received, row.answered, row.answerMinutes],
  on: row.periodOn,
  channel: row.channelId,
});
