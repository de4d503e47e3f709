import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { type MetricCode, metricCodes, metrics } from '@tilik/db/vocabulary';
import { plainName, readCount, readPeriod } from './cells.ts';
import type { Row, Sheet } from './decode.ts';
import { codesByName } from './formats/template.ts';
import { isBlank } from './header.ts';

const ColumnIndex = z.int().min(0).max(500);
const MetricName = z.enum(metricCodes as [MetricCode, ...MetricCode[]]);
const Office = z.string().optional().openapi({ description: 'Office of the figures; ours by default.' });

/**
 * How a table that nobody knows is to be read. Wide: a column per metric, all of one channel. Long: a row per figure,
 * its metric named in a column. Columns are counted from 0.
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
  ])
  .superRefine((mapping, context) => {
    const used = columnsOf(mapping);
    if (new Set(used).size < used.length) context.addIssue({ code: 'custom', params: { code: 'column-twice' } });
    if (mapping.shape === 'wide') {
      const names = mapping.metrics.map(({ metric }) => metric);
      if (new Set(names).size < names.length) context.addIssue({ code: 'custom', params: { code: 'metric-twice' } });
    } else if (mapping.channel === undefined && mapping.channelColumn === undefined) {
      context.addIssue({ code: 'custom', path: ['channel'], params: { code: 'missing' } });
    }
  })
  .openapi('Mapping');
export type Mapping = z.infer<typeof Mapping>;

/** The form field that carries a mapping: JSON. */
export const MappingText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', params: { code: 'not-valid' } });
      return z.NEVER;
    }
  })
  .pipe(Mapping);

/** Every column a mapping uses. */
export const columnsOf = (mapping: Mapping): number[] =>
  mapping.shape === 'wide'
    ? [mapping.day, ...mapping.metrics.map(({ column }) => column)]
    : [mapping.day, mapping.metric, mapping.value, mapping.channelColumn].filter((column) => column !== undefined);

/** What a person is shown of a table that nobody knows, and what its columns seem to be. */
export const MappingProposal = z
  .object({
    sheet: z.string(),
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())).openapi({ description: 'The first rows, to look at.' }),
    guess: z.object({
      shape: z.enum(['wide', 'long']),
      day: z.int().nullable(),
      metrics: z.array(z.object({ column: z.int(), metric: MetricName })),
      metric: z.int().nullable(),
      value: z.int().nullable(),
      channelColumn: z.int().nullable(),
      channel: z.string().nullable(),
    }),
  })
  .openapi('MappingProposal');
export type MappingProposal = z.infer<typeof MappingProposal>;

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
const valueColumnNames = new Set(['nilai', 'value', 'jumlah', 'angka', 'count', 'total', 'capaian']);
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
    return {
      ...base,
      guess: {
        shape: known.shape,
        day: known.day,
        metrics: known.shape === 'wide' ? known.metrics : [],
        metric: known.shape === 'long' ? known.metric : null,
        value: known.shape === 'long' ? known.value : null,
        channelColumn: known.shape === 'long' ? (known.channelColumn ?? null) : null,
        channel: known.channel ?? null,
      },
    };
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
  const isLong = metric !== null && value !== null;
  const seen = new Set<MetricCode>();
  const guessed = names.flatMap((name, column) => {
    const code = metricByName.get(name);
    if (code === undefined || column === day || seen.has(code)) return [];
    seen.add(code);
    return [{ column, metric: code }];
  });
  return {
    ...base,
    guess: {
      shape: isLong ? 'long' : 'wide',
      day,
      metrics: isLong ? [] : guessed,
      metric: isLong ? metric : null,
      value: isLong ? value : null,
      channelColumn: isLong ? named(channelColumnNames) : null,
      channel: null,
    },
  };
}
