import type { Language, Role } from '@tilik/db/vocabulary';
import { wholeTotal } from '@tilik/db/vocabulary';
import { clockInZone } from '../day.ts';
import { decimalText } from '../ingest/cells.ts';
import type { Cell, Noun } from '../ingest/figures.ts';
import { activitiesTemplate } from '../ingest/formats/activities-template.ts';
import { applicantsTemplate } from '../ingest/formats/applicants-template.ts';
import { audienceApplicantsTemplate } from '../ingest/formats/audience-applicants-template.ts';
import { campaignsTemplate } from '../ingest/formats/campaigns-template.ts';
import { eventsTemplate } from '../ingest/formats/events-template.ts';
import { evidenceTemplate } from '../ingest/formats/evidence-template.ts';
import { feesTemplate } from '../ingest/formats/fees-template.ts';
import { inquiriesTemplate } from '../ingest/formats/inquiries-template.ts';
import { processingTemplate } from '../ingest/formats/processing-template.ts';
import { readingsTemplate } from '../ingest/formats/readings-template.ts';
import { sourcesTemplate } from '../ingest/formats/sources-template.ts';
import { targetsTemplate } from '../ingest/formats/targets-template.ts';
import type { Template } from '../ingest/formats/template.ts';
import { themesTemplate } from '../ingest/formats/themes-template.ts';

/** The value of a field as JSON has it. */
export type FieldValue = string | number | boolean | null | readonly string[];

/** A row by the names that the English template has for its columns; a list is a list of codes. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** The cells of a row by their column; null where there is none. */
export type CellsByColumn = (column: string) => Cell;

type FieldReader = (cell: CellsByColumn) => FieldValue;

/** A list of the programme: where it is kept, the template by which it comes in and goes out, and who may touch it. */
export interface RecordList {
  readonly noun: Noun;
  readonly template: Template;
  /** What each of the template's columns says, in their order. */
  readonly columns: readonly { readonly header: Readonly<Record<Language, string>>; readonly read: FieldReader }[];
  readonly readers: readonly Role[];
  /** Nobody: it is filled in by the grid of the month. */
  readonly writers: readonly Role[];
}

const everyone: readonly Role[] = ['administrator', 'kepala', 'petugas', 'peneliti', 'pembaca'];
const researchers: readonly Role[] = ['administrator', 'kepala', 'petugas', 'peneliti'];
const staff: readonly Role[] = ['administrator', 'petugas'];
const staffAndHead: readonly Role[] = ['administrator', 'kepala', 'petugas'];

const plain =
  (column: string): FieldReader =>
  (cell) =>
    cell(column);
/** What is kept as an empty text where there is none. */
const orNothing =
  (column: string): FieldReader =>
  (cell) =>
    cell(column) || null;
const codes =
  (column: string): FieldReader =>
  (cell) =>
    JSON.parse(String(cell(column) ?? '[]')) as string[];
const flag =
  (column: string): FieldReader =>
  (cell) =>
    cell(column) === 1;
/** A breakdown that is not made is left empty. */
const brokenDown =
  (column: string): FieldReader =>
  (cell) =>
    cell(column) === wholeTotal ? null : cell(column);
const period: FieldReader = (cell) =>
  cell('grain') === 'month' ? String(cell('period_on')).slice(0, 7) : cell('period_on');

/** The wall clock of the office at the instant of publication; nothing at midnight, which stands for no time. */
const clock: FieldReader = (cell) => {
  const publishedAt = String(cell('published_at'));
  const [time, milliseconds] = [clockInZone(new Date(publishedAt), String(cell('zone'))), publishedAt.slice(20, 23)];
  if (milliseconds !== '000') return `${time}.${milliseconds}`;
  if (time === '00:00:00') return null;
  return time.endsWith(':00') ? time.slice(0, 5) : time;
};

function listOf<Field extends string>(
  noun: Noun,
  template: Template<Field>,
  fields: Readonly<Record<Field, FieldReader>>,
  { readers, writers }: Pick<RecordList, 'readers' | 'writers'>,
): RecordList {
  const names = Object.keys(template.template) as Field[];
  return {
    noun,
    template: template as Template,
    columns: names.map((name) => ({ header: template.template[name].header, read: fields[name] })),
    readers,
    writers,
  };
}

const ofPeriod = { date: period, office: plain('office_id') };

/** The lists by the word under which they are asked for, which is also that of their template. */
export const recordLists = {
  campaigns: listOf(
    'campaigns',
    campaignsTemplate,
    {
      campaign: plain('id'),
      name: plain('name'),
      nameEn: plain('name_en'),
      office: plain('office_id'),
      approach: plain('approach'),
      objective: plain('objective'),
      plannedFrom: plain('planned_from_on'),
      plannedTo: plain('planned_to_on'),
      started: plain('started_on'),
      ended: plain('ended_on'),
      channels: codes('channels'),
      audiences: codes('audiences'),
      topics: codes('topics'),
      budget: plain('budget_rupiah'),
      spending: plain('spending_rupiah'),
      step: plain('management_step'),
      personInCharge: plain('person_in_charge'),
      cancelled: plain('cancelled_on'),
      copiedFrom: plain('copied_from'),
    },
    { readers: researchers, writers: staffAndHead },
  ),
  activities: listOf(
    'activities',
    activitiesTemplate,
    {
      activity: plain('id'),
      date: plain('published_on'),
      time: clock,
      office: plain('office_id'),
      channel: plain('channel_id'),
      kind: plain('kind'),
      title: plain('title'),
      caption: plain('caption'),
      campaign: plain('campaign_id'),
      place: plain('place'),
      attendees: plain('attendees'),
      materials: plain('materials_handed_out'),
      prRole: plain('pr_role'),
      topics: codes('topics'),
      cost: plain('cost_rupiah'),
      permalink: plain('permalink'),
      account: plain('account'),
    },
    { readers: researchers, writers: staff },
  ),
  events: listOf(
    'events',
    eventsTemplate,
    {
      event: plain('id'),
      name: plain('name'),
      nameEn: plain('name_en'),
      office: plain('office_id'),
      kind: plain('kind'),
      starts: plain('starts_on'),
      ends: plain('ends_on'),
      confounds: flag('confounds'),
      reference: plain('reference'),
    },
    { readers: everyone, writers: staff },
  ),
  inquiries: listOf(
    'inquiries',
    inquiriesTemplate,
    {
      ...ofPeriod,
      channel: plain('channel_id'),
      topic: brokenDown('topic'),
      received: plain('received'),
      answered: plain('answered'),
      answerMinutes: plain('answer_minutes'),
    },
    { readers: researchers, writers: staff },
  ),
  processing: listOf(
    'processing',
    processingTemplate,
    {
      ...ofPeriod,
      passportType: brokenDown('passport_type'),
      completed: plain('completed'),
      held: plain('held'),
      median: plain('waiting_days_median'),
      p90: plain('waiting_days_p90'),
    },
    { readers: researchers, writers: staff },
  ),
  fees: listOf(
    'fees',
    feesTemplate,
    {
      passportType: plain('passport_type'),
      years: plain('validity_years'),
      starts: plain('starts_on'),
      rupiah: plain('rupiah'),
      reference: plain('reference'),
    },
    { readers: everyone, writers: staff },
  ),
  targets: listOf(
    'targets',
    targetsTemplate,
    {
      month: (cell) => String(cell('month_on')).slice(0, 7),
      office: plain('office_id'),
      campaign: orNothing('campaign_id'),
      indicator: plain('indicator'),
      channel: orNothing('channel_id'),
      target: plain('target'),
      note: plain('note'),
    },
    { readers: researchers, writers: staffAndHead },
  ),
  evidence: listOf(
    'evidence',
    evidenceTemplate,
    {
      evidence: plain('id'),
      date: plain('noted_on'),
      office: plain('office_id'),
      kind: plain('kind'),
      title: plain('title'),
      content: plain('content'),
      themes: codes('themes'),
      informant: plain('informant'),
      campaign: plain('campaign_id'),
      channel: plain('channel_id'),
      activity: plain('activity_id'),
    },
    { readers: researchers, writers: staff },
  ),
  themes: listOf(
    'themes',
    themesTemplate,
    {
      theme: plain('id'),
      name: plain('name'),
      nameEn: plain('name_en'),
      definition: plain('definition'),
      position: plain('position'),
    },
    { readers: everyone, writers: staffAndHead },
  ),
  'audience-applicants': listOf(
    'audience_applicants',
    audienceApplicantsTemplate,
    {
      ...ofPeriod,
      audience: plain('audience'),
      passportType: plain('passport_type'),
      applicants: plain('applicants'),
    },
    { readers: researchers, writers: staff },
  ),
  applicants: listOf(
    'applicants',
    applicantsTemplate,
    {
      ...ofPeriod,
      passportType: plain('passport_type'),
      variant: brokenDown('variant'),
      request: brokenDown('request'),
      purpose: brokenDown('purpose'),
      servicePoint: brokenDown('service_point'),
      applicants: plain('applicants'),
    },
    { readers: researchers, writers: [] },
  ),
  sources: listOf(
    'sources',
    sourcesTemplate,
    { ...ofPeriod, source: plain('source'), passportType: plain('passport_type'), applicants: plain('applicants') },
    { readers: researchers, writers: [] },
  ),
  readings: listOf(
    'readings',
    readingsTemplate,
    { ...ofPeriod, channel: plain('channel_id'), metric: plain('metric'), value: plain('value') },
    { readers: researchers, writers: [] },
  ),
} as const satisfies Readonly<Record<string, RecordList>>;

export type RecordWord = keyof typeof recordLists;
export const recordWords = Object.keys(recordLists) as [RecordWord, ...RecordWord[]];

/** A row's fields, by the names of the English template. */
export const fieldsOf = ({ columns }: RecordList, cell: CellsByColumn): Fields =>
  Object.fromEntries(columns.map(({ header, read }) => [header.en, read(cell)]));

const yesAndNo: Readonly<Record<Language, readonly [yes: string, no: string]>> = {
  id: ['ya', 'tidak'],
  en: ['yes', 'no'],
};

/** A field as a file of the template has it in its cell. */
export function fieldText(value: FieldValue | undefined, language: Language = 'en'): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return decimalText(value);
  if (typeof value === 'boolean') return yesAndNo[language][value ? 0 : 1];
  return typeof value === 'string' ? value : value.join('|');
}
