import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import {
  type MetricCode,
  metricCodes,
  metrics,
  otherSources,
  type PassportType,
  passportTypes,
} from '@tilik/db/vocabulary';
import { plainName, readCount, readPeriod } from './cells.ts';
import type { Row, Sheet } from './decode.ts';
import { passportTypeByName } from './formats/applicants-template.ts';
import { codesByName } from './formats/template.ts';
import { isBlank } from './header.ts';
import { passportKind } from './passport-words.ts';

const ColumnIndex = z.int().min(0).max(500);
const MetricName = z.enum(metricCodes as [MetricCode, ...MetricCode[]]);
const TypeName = z.enum(Object.keys(passportTypes) as [PassportType, ...PassportType[]]);
const SourceName = z.string().openapi({ description: 'A channel, `other` or `unknown`.' });
const Office = z.string().optional().openapi({ description: 'Office of the figures; ours by default.' });

const mappingShapes = ['wide', 'long', 'applicants-wide', 'applicants-long', 'sources-wide', 'sources-long'] as const;

/**
 * How a table that nobody knows is to be read. Wide: a column per metric, passport type or declared source. Long: a row
 * per figure, which names what it is of in a column. Columns are counted from 0.
 */
export const Mapping = z
  .discriminatedUnion('shape', [
    z.object({
      shape: z.literal('wide'),
      day: ColumnIndex,
      metrics: z.array(z.object({ column: ColumnIndex, metric: MetricName })).min(1),
      channel: z.string(),
      office: Office,
    }),
    z.object({
      shape: z.literal('long'),
      day: ColumnIndex,
      metric: ColumnIndex,
      value: ColumnIndex,
      channelColumn: ColumnIndex.optional(),
      channel: z.string().optional().openapi({ description: 'Channel, where no column names it.' }),
      office: Office,
    }),
    z.object({
      shape: z.literal('applicants-wide'),
      day: ColumnIndex,
      types: z.array(z.object({ column: ColumnIndex, passportType: TypeName })).min(1),
      office: Office,
    }),
    z.object({
      shape: z.literal('applicants-long'),
      day: ColumnIndex,
      typeColumn: ColumnIndex,
      value: ColumnIndex,
      office: Office,
    }),
    z.object({
      shape: z.literal('sources-wide'),
      day: ColumnIndex,
      sources: z.array(z.object({ column: ColumnIndex, source: SourceName })).min(1),
      passportType: TypeName.openapi({ description: 'What those who were asked applied for.' }),
      office: Office,
    }),
    z.object({
      shape: z.literal('sources-long'),
      day: ColumnIndex,
      sourceColumn: ColumnIndex,
      value: ColumnIndex,
      typeColumn: ColumnIndex.optional(),
      passportType: TypeName.optional().openapi({ description: 'Passport type, where no column names it.' }),
      office: Office,
    }),
  ])
  .superRefine((mapping, context) => {
    const used = columnsOf(mapping);
    if (new Set(used).size < used.length) context.addIssue({ code: 'custom', params: { code: 'column-twice' } });
    const names = namesOf(mapping);
    if (new Set(names).size < names.length) context.addIssue({ code: 'custom', params: { code: 'metric-twice' } });
    if (mapping.shape === 'long' && mapping.channel === undefined && mapping.channelColumn === undefined) {
      context.addIssue({ code: 'custom', path: ['channel'], params: { code: 'missing' } });
    }
    if (mapping.shape === 'sources-long' && mapping.passportType === undefined && mapping.typeColumn === undefined) {
      context.addIssue({ code: 'custom', path: ['passportType'], params: { code: 'missing' } });
    }
  })
  .openapi('Mapping');
export type Mapping = z.infer<typeof Mapping>;

/** What the columns of figures of a wide table are of. */
function namesOf(mapping: Mapping): string[] {
  switch (mapping.shape) {
    case 'wide':
      return mapping.metrics.map(({ metric }) => metric);
    case 'applicants-wide':
      return mapping.types.map(({ passportType }) => passportType);
    case 'sources-wide':
      return mapping.sources.map(({ source }) => source);
    default:
      return [];
  }
}

/** Every column a mapping uses. */
export function columnsOf(mapping: Mapping): number[] {
  const columns = (list: readonly { readonly column: number }[]) => list.map(({ column }) => column);
  switch (mapping.shape) {
    case 'wide':
      return [mapping.day, ...columns(mapping.metrics)];
    case 'long':
      return given([mapping.day, mapping.metric, mapping.value, mapping.channelColumn]);
    case 'applicants-wide':
      return [mapping.day, ...columns(mapping.types)];
    case 'applicants-long':
      return [mapping.day, mapping.typeColumn, mapping.value];
    case 'sources-wide':
      return [mapping.day, ...columns(mapping.sources)];
    case 'sources-long':
      return given([mapping.day, mapping.sourceColumn, mapping.value, mapping.typeColumn]);
  }
}

const given = (columns: readonly (number | undefined)[]): number[] => columns.filter((column) => column !== undefined);

/** A channel or source that a mapping names and the office does not have, and where it names it. */
export function unknownNameIn(
  mapping: Mapping,
  channels: readonly string[],
): { readonly field: string; readonly code: 'unknown-channel' | 'unknown-source'; readonly value: string } | undefined {
  if (mapping.shape === 'wide' || mapping.shape === 'long') {
    const { channel } = mapping;
    if (channel === undefined || channels.includes(channel)) return undefined;
    return { field: 'mapping.channel', code: 'unknown-channel', value: channel };
  }
  if (mapping.shape !== 'sources-wide') return undefined;
  const at = mapping.sources.findIndex(({ source }) => !(channels.includes(source) || source in otherSources));
  const value = mapping.sources[at]?.source;
  return value === undefined ? undefined : { field: `mapping.sources.${at}.source`, code: 'unknown-source', value };
}

/** What a person is shown of a table that nobody knows, and what its columns seem to be. */
export const MappingProposal = z
  .object({
    sheet: z.string(),
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())).openapi({ description: 'The first rows, to look at.' }),
    guess: z.object({
      shape: z.enum(mappingShapes),
      day: z.int().nullable(),
      metrics: z.array(z.object({ column: z.int(), metric: MetricName })),
      types: z.array(z.object({ column: z.int(), passportType: TypeName })),
      sources: z.array(z.object({ column: z.int(), source: z.string() })),
      metric: z.int().nullable(),
      value: z.int().nullable(),
      channelColumn: z.int().nullable(),
      typeColumn: z.int().nullable(),
      sourceColumn: z.int().nullable(),
      channel: z.string().nullable(),
      passportType: TypeName.nullable(),
    }),
  })
  .openapi('MappingProposal');
export type MappingProposal = z.infer<typeof MappingProposal>;
type Guess = MappingProposal['guess'];

const noGuess: Omit<Guess, 'shape' | 'day'> = {
  metrics: [],
  types: [],
  sources: [],
  metric: null,
  value: null,
  channelColumn: null,
  typeColumn: null,
  sourceColumn: null,
  channel: null,
  passportType: null,
};

/** A table with a header in a sheet of no known format. */
export interface UnknownTable {
  readonly sheet: Sheet;
  /** Index of the header among the sheet's rows. */
  readonly index: number;
  readonly header: readonly string[];
  /** By which it is known again: SHA-256 of the plain names of the header's cells. */
  readonly headerHash: string;
}

const rowsSearched = 20;

const isNumber = (cell: string): boolean => {
  const read = readCount(cell);
  return read.ok && read.value !== null;
};
const isPeriod = (cell: string): boolean => readPeriod(cell, '9999-12-31').ok;
const filledOf = (row: Row): string[] => row.cells.filter((cell) => cell.trim() !== '');

/** The first row of names with a figure or a day in the row below it. */
export function unknownTable(sheet: Sheet): UnknownTable | undefined {
  const rows = sheet.head.slice(0, rowsSearched);
  for (const [index, row] of rows.entries()) {
    const names = filledOf(row);
    const below = sheet.head.slice(index + 1).find((next) => !isBlank(next));
    if (names.length < 2 || !below || names.some((name) => isNumber(name) || isPeriod(name))) continue;
    if (!filledOf(below).some((cell) => isNumber(cell) || isPeriod(cell)) || filledOf(below).length < 2) continue;
    const header = row.cells.map((cell) => cell.replace(/^\uFEFF/, '').trim());
    while (header.at(-1) === '') header.pop();
    const headerHash = createHash('sha256')
      .update(JSON.stringify(header.map(plainName)))
      .digest('hex');
    return { sheet, index, header, headerHash };
  }
  return undefined;
}

/** Metrics by their names, and by the names people give them. */
export const metricByName = codesByName<MetricCode>(metrics, {
  posts: ['post', 'jumlah post', 'jumlah unggahan', 'konten', 'jumlah konten'],
  events_held: ['kegiatan', 'jumlah kegiatan', 'sosialisasi', 'events'],
  forums_held: ['forum', 'jumlah forum', 'forums'],
  views: ['tayangan', 'ditonton', 'dilihat', 'views'],
  impressions: ['impression', 'impresi'],
  pageviews: ['pageview', 'halaman dilihat', 'tampilan laman', 'hits'],
  visits: ['kunjungan', 'sesi', 'sessions', 'visit', 'jumlah kunjungan'],
  attendees: ['hadir', 'jumlah peserta', 'kehadiran', 'audiens', 'participants'],
  materials_handed_out: ['brosur', 'leaflet', 'materi', 'brosur dibagikan'],
  visitors: ['pengunjung unik', 'unique visitors', 'users', 'pengguna', 'visitor'],
  reach: ['jangkauan akun', 'accounts reached'],
  engagements: ['engagement', 'interaksi konten', 'total interaksi'],
  likes: ['like', 'suka', 'disukai', 'menyukai', 'jumlah like', 'reactions'],
  comments: ['comment', 'jumlah komentar'],
  shares: ['share', 'bagikan', 'jumlah share'],
  saves: ['save', 'simpan', 'disimpan'],
  replies: ['reply', 'dibalas'],
  reposts: ['repost', 'retweet', 'retweets'],
  follows: ['follow', 'new followers', 'pengikut baru'],
  followers: ['follower', 'jumlah pengikut', 'jumlah follower', 'total followers'],
  link_clicks: ['klik', 'clicks', 'link click'],
  profile_visits: ['kunjungan ke profil', 'profile views'],
});

const dayNames = new Set([
  'tanggal',
  'tgl',
  'date',
  'day',
  'hari',
  'hari tanggal',
  'bulan',
  'month',
  'periode',
  'period',
  'waktu',
]);
const metricColumnNames = new Set(['metrik', 'metric', 'indikator', 'ukuran', 'measure', 'nama metrik']);
const typeColumnNames = new Set([
  'jenis paspor',
  'jenis',
  'tipe paspor',
  'paspor',
  'passport type',
  'type',
  'jenis dokumen',
]);
const sourceColumnNames = new Set([
  'sumber informasi',
  'sumber',
  'tahu dari',
  'mengetahui dari',
  'source',
  'heard from',
  'source of information',
]);
const valueColumnNames = new Set([
  'pemohon',
  'permohonan',
  'jumlah pemohon',
  'jumlah permohonan',
  'applicants',
  'nilai',
  'value',
  'jumlah',
  'angka',
  'count',
  'total',
  'capaian',
]);
const channelColumnNames = new Set(['kanal', 'channel', 'platform', 'media', 'akun', 'saluran']);

const rowsShown = 5;

/** What to show of a table, with a guess by the names of its columns and by what stands in them. */
export function proposalOf({ sheet, index, header }: UnknownTable, known?: Mapping): MappingProposal {
  const sample = sheet.head.slice(index + 1).filter((row) => !isBlank(row));
  const rows = sample
    .slice(0, rowsShown)
    .map((row) => header.map((_, column) => (row.cells[column] ?? '').slice(0, 200)));
  const base = { sheet: sheet.name, header: [...header], rows };
  if (known) {
    const { office: _, ...said } = known;
    return { ...base, guess: { ...noGuess, ...definedOf(said), shape: known.shape, day: known.day } };
  }
  const names = header.map(plainName);
  const named = (list: ReadonlySet<string>): number | null => {
    const found = names.findIndex((name) => list.has(name));
    return found < 0 ? null : found;
  };
  const datedPart = (column: number): number => {
    const cells = sample.map((row) => (row.cells[column] ?? '').trim()).filter((cell) => cell !== '');
    return cells.length === 0 ? 0 : cells.filter(isPeriod).length / cells.length;
  };
  const dated = header.map((_, column) => datedPart(column));
  const mostDated = dated.indexOf(dated.reduce((most, part) => Math.max(most, part), 0));
  const dayByName = names.findIndex((name, column) => dayNames.has(name) && (dated[column] ?? 0) > 0);
  const day = dayByName >= 0 ? dayByName : (dated[mostDated] ?? 0) > 0.5 ? mostDated : null;
  const metric = named(metricColumnNames);
  const value = named(valueColumnNames);
  const typeColumn = named(typeColumnNames);
  const sourceColumn = named(sourceColumnNames);
  const guessed = <Code>(codeOf: (name: string) => Code | undefined): { column: number; code: Code }[] => {
    const seen = new Set<Code>();
    return names.flatMap((name, column) => {
      const code = codeOf(name);
      if (code === undefined || column === day || seen.has(code)) return [];
      seen.add(code);
      return [{ column, code }];
    });
  };
  const guess = (part: Partial<Guess> & Pick<Guess, 'shape'>) => ({ ...base, guess: { ...noGuess, day, ...part } });
  if (metric !== null && value !== null) {
    return guess({ shape: 'long', metric, value, channelColumn: named(channelColumnNames) });
  }
  if (sourceColumn !== null && value !== null) return guess({ shape: 'sources-long', sourceColumn, value, typeColumn });
  if (typeColumn !== null && value !== null) return guess({ shape: 'applicants-long', typeColumn, value });
  // Both kinds of passport side by side: one alone may be anything.
  const types = guessed((name) => passportTypeByName.get(name) ?? passportKind(name)?.passportType);
  if (types.some(({ code }) => code === 'electronic') && types.some(({ code }) => code === 'ordinary')) {
    return guess({
      shape: 'applicants-wide',
      types: types.map(({ column, code: passportType }) => ({ column, passportType })),
    });
  }
  const metricsFound = guessed((name) => metricByName.get(name));
  return guess({ shape: 'wide', metrics: metricsFound.map(({ column, code }) => ({ column, metric: code })) });
}

/** The parts of a mapping that are said. */
const definedOf = (said: object): Partial<Guess> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
