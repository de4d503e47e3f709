import type { MetricCode } from '@tilik/db/vocabulary';
import { plainName, readCount, readPeriod } from '../cells.ts';
import type { Row } from '../decode.ts';
import { readingFigure } from '../figures.ts';
import { type Context, type Format, RowReader } from '../format.ts';
import { isBlank } from '../header.ts';
import type { RowOutcome } from '../plan.ts';

/** The metric is named by the section's title alone. */
const titles: ReadonlyMap<string, MetricCode> = new Map([
  ['reach', 'reach'],
  ['jangkauan', 'reach'],
  ['views', 'views'],
  ['tayangan', 'views'],
  ['impressions', 'impressions'],
  ['impresi', 'impressions'],
  ['content interactions', 'engagements'],
  ['interaksi konten', 'engagements'],
  ['follows', 'follows'],
  ['new followers', 'follows'],
  ['pengikut', 'follows'],
  ['pengikut baru', 'follows'],
  ['unfollows', 'unfollows'],
  ['visits', 'profile_visits'],
  ['profile visits', 'profile_visits'],
  ['page visits', 'profile_visits'],
  ['kunjungan', 'profile_visits'],
  ['kunjungan profil', 'profile_visits'],
  ['kunjungan halaman', 'profile_visits'],
  ['link clicks', 'link_clicks'],
  ['klik tautan', 'link_clicks'],
]);

/** The platforms whose figures Meta gives this way. */
const platforms = ['instagram', 'facebook'] as const;

interface Section {
  readonly title: string;
  readonly metric: MetricCode | undefined;
  readonly channel: (typeof platforms)[number] | undefined;
  readonly dateColumn: string;
  readonly valueColumn: string;
  readonly rows: readonly Row[];
}

const filled = (row: Row): string[] => row.cells.filter((cell) => cell.trim() !== '');

const isHeader = (row: Row | undefined): boolean =>
  row !== undefined && ['date', 'tanggal'].includes(plainName(row.cells[0] ?? '')) && filled(row).length === 2;

/** Whether a row is of a day and not the beginning of something else. */
const isOfDay = (row: Row): boolean => readPeriod(row.cells[0] ?? '', '9999-12-31').ok;

/**
 * A title line, a line `Date,Primary`, and a line per day, as often as there are metrics; blank lines between. Every
 * row that is not blank is in one section: a day after a stray blank line goes on with the section above it, and what
 * is no metric a day (audiences, cities) is a section of its own, so that it can be named.
 */
function sectionsOf(rows: readonly Row[]): Section[] {
  const sections: (Section & { readonly rows: Row[] })[] = [];
  let isParted = true;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined || isBlank(row)) {
      isParted = true;
      continue;
    }
    const current = sections.at(-1);
    const [title = '', ...rest] = filled(row);
    const header = rest.length === 0 && isHeader(rows[index + 1]) ? rows[index + 1] : undefined;
    if (header) {
      sections.push(sectionOf(title, header));
      index += 1;
    } else if (current && (!isParted || isOfDay(row))) current.rows.push(row);
    else sections.push(sectionOf(title, undefined));
    isParted = false;
  }
  return sections;
}

function sectionOf(title: string, header: Row | undefined): Section & { readonly rows: Row[] } {
  const words = plainName(title);
  const channel = platforms.find((platform) => words.includes(platform));
  const metricWords = words
    .replace(channel ?? '', '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return {
    title: title.trim(),
    metric: header && titles.get(metricWords),
    channel,
    dateColumn: (header?.cells[0] ?? '').trim(),
    valueColumn: (header?.cells[1] ?? '').trim(),
    rows: [],
  };
}

/** Meta Business Suite, one metric a day (`Reach.csv`, `Views.csv`, `Follows.csv` …), UTF-16, one or more sections. */
export const metaDailyMetric: Format = {
  id: 'meta-daily-metric',
  required: ['date', 'primary'],
  columns: { date: ['date', 'tanggal'], primary: ['primary'] },
  recognise(sheet) {
    // Its first lines tell whether it is of this kind; only then is all of it read.
    if (sectionsOf(sheet.head).every((section) => section.metric === undefined)) return undefined;
    const sections = sectionsOf([...sheet.rows()]);
    const known = sections.filter((section) => section.metric !== undefined);
    if (known.length === 0) return undefined;
    return {
      confidence: known.length / sections.length,
      questions: known.every((section) => section.channel !== undefined)
        ? []
        : [{ field: 'channel', required: true, choices: platforms }],
      ignored: sections.filter((section) => section.metric === undefined).map((section) => section.title),
      *read(context: Context): Iterable<RowOutcome> {
        for (const { metric, channel, rows, dateColumn, valueColumn } of sections) {
          const channelId = channel ?? context.channel;
          for (const { line, original, cells } of rows) {
            if (metric === undefined || channelId === undefined) {
              yield { kind: 'skipped', line, original, reason: 'unknown-section' };
              continue;
            }
            const reader = new RowReader();
            // The stamp is midnight or one o'clock, as daylight saving goes in the US; the date is the day meant.
            const period = reader.take(dateColumn, readPeriod(cells[0] ?? '', context.today));
            const value = reader.take(valueColumn, readCount(cells[1] ?? ''));
            if (cells.slice(2).some((cell) => cell.trim() !== '')) {
              reader.take(valueColumn, { ok: false, reason: 'too-many-cells' });
            }
            if (reader.issues.length > 0 || period === undefined || value === undefined) {
              yield { kind: 'rejected', line, original, issues: reader.issues };
            } else if (value === null) {
              yield { kind: 'skipped', line, original, reason: 'not-reported' };
            } else {
              const figure = readingFigure({ officeId: context.office.id, channelId, metric, ...period, value });
              yield { kind: 'figures', line, original, figures: [figure] };
            }
          }
        }
      },
    };
  },
};
