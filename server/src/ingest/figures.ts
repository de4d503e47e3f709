import type {
  Activity,
  Applicants,
  AudienceApplicants,
  Campaign,
  Event,
  Evidence,
  Fee,
  Inquiries,
  Processing,
  Reading,
  Snapshot,
  Source,
  Target,
  Theme,
} from '@tilik/db/schema';
import type { Day } from '../day.ts';

/** What SQLite keeps in one column. */
export type Cell = string | number | null;

/**
 * The tables an import can write to, each with its natural key and its other columns. A column that comes later stands
 * last: what was said before it came is kept as a list of values in this order.
 */
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
      'spending_rupiah',
      'management_step',
      'person_in_charge',
      'cancelled_on',
      'copied_from',
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
      'title',
      'place',
      'pr_role',
      'topics',
      'cost_rupiah',
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
  processing: {
    key: ['office_id', 'grain', 'period_on', 'passport_type'],
    value: ['completed', 'held', 'waiting_days_median', 'waiting_days_p90'],
  },
  fees: { key: ['passport_type', 'validity_years', 'starts_on'], value: ['rupiah', 'reference'] },
  targets: {
    key: ['office_id', 'campaign_id', 'indicator', 'channel_id', 'month_on'],
    value: ['target', 'note'],
  },
  evidence: {
    key: ['id'],
    value: [
      'office_id',
      'kind',
      'noted_on',
      'title',
      'content',
      'themes',
      'informant',
      'campaign_id',
      'channel_id',
      'activity_id',
    ],
  },
  themes: { key: ['id'], value: ['name', 'name_en', 'definition', 'position'] },
  audience_applicants: {
    key: ['office_id', 'grain', 'period_on', 'audience', 'passport_type'],
    value: ['applicants'],
  },
} as const satisfies Record<string, { key: readonly string[]; value: readonly string[] }>;
export type Noun = keyof typeof nouns;

/** One thing a row of a file says: a table's natural key and what the file gives for it. */
export interface Figure {
  readonly noun: Noun;
  readonly key: readonly Cell[];
  readonly value: readonly Cell[];
  /**
   * Columns of the value that the file cannot know of. Where the figure stands already they stay as they are: a file of
   * a platform takes no campaign away that a person gave a post.
   */
  readonly keeps?: readonly string[];
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
    row.title,
    row.place,
    row.prRole,
    JSON.stringify(row.topics),
    row.costRupiah,
  ],
  on: row.publishedOn,
  channel: row.channelId,
});

/** What no platform knows of a post: a person says it. */
export const saidByPersons = ['campaign_id', 'title', 'place', 'pr_role', 'topics', 'cost_rupiah'] as const;

/** A post as its platform's file gives it. */
export const postFigure = (
  row: Omit<Row<Activity>, 'campaignId' | 'title' | 'place' | 'prRole' | 'topics' | 'costRupiah'>,
): Figure => ({
  ...activityFigure({
    ...row,
    campaignId: null,
    title: null,
    place: null,
    prRole: null,
    topics: [],
    costRupiah: null,
  }),
  keeps: saidByPersons,
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

/** `on` is the day on which it began or is to begin. */
export const campaignFigure = (row: Row<Campaign>, on: Day): Figure => ({
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
    row.spendingRupiah,
    row.managementStep,
    row.personInCharge,
    row.cancelledOn,
    row.copiedFrom,
  ],
  on,
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

export const processingFigure = (row: Row<Processing>): Figure => ({
  noun: 'processing',
  key: [row.officeId, row.grain, row.periodOn, row.passportType],
  value: [row.completed, row.held, row.waitingDaysMedian, row.waitingDaysP90],
  on: row.periodOn,
});

export const feeFigure = (row: Row<Fee>): Figure => ({
  noun: 'fees',
  key: [row.passportType, row.validityYears, row.startsOn],
  value: [row.rupiah, row.reference],
  on: row.startsOn,
});

export const targetFigure = (row: Row<Target>): Figure => ({
  noun: 'targets',
  key: [row.officeId, row.campaignId, row.indicator, row.channelId, row.monthOn],
  value: [row.target, row.note],
  on: row.monthOn,
});

export const evidenceFigure = (row: Row<Evidence>): Figure => ({
  noun: 'evidence',
  key: [row.id],
  value: [
    row.officeId,
    row.kind,
    row.notedOn,
    row.title,
    row.content,
    JSON.stringify(row.themes),
    row.informant,
    row.campaignId,
    row.channelId,
    row.activityId,
  ],
  on: row.notedOn,
});

/** `on` is the day on which it is said: a theme has no day of its own. */
export const themeFigure = (row: Row<Theme>, on: Day): Figure => ({
  noun: 'themes',
  key: [row.id],
  value: [row.name, row.nameEn, row.definition, row.position],
  on,
});

export const audienceApplicantsFigure = (row: Row<AudienceApplicants>): Figure => ({
  noun: 'audience_applicants',
  key: [row.officeId, row.grain, row.periodOn, row.audience, row.passportType],
  value: [row.applicants],
  on: row.periodOn,
});
