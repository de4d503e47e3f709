import { type MetricCode, metrics, otherSources, type PassportType, passportTypes } from '@tilik/server/client';
import type { ImportReport } from './queries.ts';

export type Proposal = NonNullable<ImportReport['mapping']>;
export type Shape = Proposal['guess']['shape'];

/** What a table is about, and how it is laid out: together a shape. */
export const subjects = ['readings', 'applicants', 'sources'] as const;
export type Subject = (typeof subjects)[number];
export const layouts = ['wide', 'long'] as const;
export type Layout = (typeof layouts)[number];

export const subjectOf = (shape: Shape): Subject =>
  shape.startsWith('applicants') ? 'applicants' : shape.startsWith('sources') ? 'sources' : 'readings';
export const layoutOf = (shape: Shape): Layout => (shape.endsWith('long') ? 'long' : 'wide');
export const shapeOf = (subject: Subject, layout: Layout): Shape =>
  subject === 'readings' ? layout : `${subject}-${layout}`;

/** What a column can be besides figures of something. */
type Role = 'day' | 'channel' | 'metric' | 'type' | 'source' | 'value';

/** What a column is: nothing of ours, a role, or the figures of a metric, a passport type or a declared source. */
export type Use = '' | Role | `metric:${MetricCode}` | `type:${PassportType}` | `source:${string}`;

export const rolesOf: Readonly<Record<Shape, readonly Role[]>> = {
  wide: ['day'],
  long: ['day', 'channel', 'metric', 'value'],
  'applicants-wide': ['day'],
  'applicants-long': ['day', 'type', 'value'],
  'sources-wide': ['day'],
  'sources-long': ['day', 'source', 'type', 'value'],
};

/** What the columns of figures of a wide table can be of. */
export const figureUses: Readonly<Record<Subject, (channels: readonly string[]) => Use[]>> = {
  readings: () => (Object.keys(metrics) as MetricCode[]).map((code): Use => `metric:${code}`),
  applicants: () => (Object.keys(passportTypes) as PassportType[]).map((code): Use => `type:${code}`),
  sources: (channels) => [...channels, ...Object.keys(otherSources)].map((code): Use => `source:${code}`),
};

/** What is said of the table as a whole, where its columns do not say it. */
export interface Whole {
  readonly channel: string;
  readonly passportType: PassportType | '';
}

/** What the guess makes of each column. */
export function usesOf({ header, guess }: Proposal): Use[] {
  const uses = header.map((): Use => '');
  const put = (column: number | null, use: Use) => {
    if (column !== null) uses[column] = use;
  };
  for (const { column, metric } of guess.metrics) put(column, `metric:${metric}`);
  for (const { column, passportType } of guess.types) put(column, `type:${passportType}`);
  for (const { column, source } of guess.sources) put(column, `source:${source}`);
  put(guess.day, 'day');
  put(guess.metric, 'metric');
  put(guess.value, 'value');
  put(guess.channelColumn, 'channel');
  put(guess.typeColumn, 'type');
  put(guess.sourceColumn, 'source');
  return uses;
}

/** The uses that a column keeps when the shape becomes another. */
export const usesIn = (shape: Shape, uses: readonly Use[], channels: readonly string[]): Use[] => {
  const possible: readonly string[] = [
    ...rolesOf[shape],
    ...(layoutOf(shape) === 'wide' ? figureUses[subjectOf(shape)](channels) : []),
  ];
  return uses.map((use) => (possible.includes(use) ? use : ''));
};

/** What is still to be said, as keys of the catalogue. */
export function missingOf(shape: Shape, uses: readonly Use[], { channel, passportType }: Whole) {
  const chosen = uses.filter((use) => use !== '');
  const has = (role: Role) => uses.includes(role);
  const isLong = layoutOf(shape) === 'long';
  const subject = subjectOf(shape);
  return [
    has('day') ? undefined : ('day' as const),
    !isLong && !uses.some((use) => use.includes(':')) ? ('figures' as const) : undefined,
    isLong && !has('value') ? ('value' as const) : undefined,
    shape === 'long' && !has('metric') ? ('metric' as const) : undefined,
    shape === 'applicants-long' && !has('type') ? ('type' as const) : undefined,
    shape === 'sources-long' && !has('source') ? ('source' as const) : undefined,
    subject === 'readings' && channel === '' && !has('channel') ? ('channel' as const) : undefined,
    subject === 'sources' && passportType === '' && !has('type') ? ('passportType' as const) : undefined,
    new Set(chosen).size < chosen.length ? ('twice' as const) : undefined,
  ].filter((missing) => missing !== undefined);
}

/** The mapping as the form field carries it. */
export function mappingText(shape: Shape, uses: readonly Use[], { channel, passportType }: Whole): string {
  const at = (role: Role) => (uses.includes(role) ? uses.indexOf(role) : undefined);
  const figures = <Name extends string>(name: Name) =>
    uses.flatMap((use, column) => (use.includes(':') ? [{ column, [name]: use.slice(use.indexOf(':') + 1) }] : []));
  const base = { shape, day: at('day') };
  const ofChannel = channel === '' ? {} : { channel };
  const ofType = passportType === '' ? {} : { passportType };
  switch (shape) {
    case 'wide':
      return JSON.stringify({ ...base, metrics: figures('metric'), ...ofChannel });
    case 'long':
      return JSON.stringify({
        ...base,
        metric: at('metric'),
        value: at('value'),
        channelColumn: at('channel'),
        ...ofChannel,
      });
    case 'applicants-wide':
      return JSON.stringify({ ...base, types: figures('passportType') });
    case 'applicants-long':
      return JSON.stringify({ ...base, typeColumn: at('type'), value: at('value') });
    case 'sources-wide':
      return JSON.stringify({ ...base, sources: figures('source'), ...ofType });
    case 'sources-long':
      return JSON.stringify({
        ...base,
        sourceColumn: at('source'),
        value: at('value'),
        typeColumn: at('type'),
        ...ofType,
      });
  }
}
