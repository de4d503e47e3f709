import type { MetricCode } from '@tilik/db/vocabulary';
import { plainName, readCount, readPeriod } from '../cells.ts';
import type { Row } from '../decode.ts';
import { readingFigure } from '../figures.ts';
import { type Context, type Format, RowReader } from '../format.ts';
import { isBlank } from '../header.ts';
import type { RowOutcome } from '../plan.ts';

/** The metric is named by the section's title alone. */
const titles: Readonly<Record<string, MetricCode>> = {
  reach: 'reach',
  jangkauan: 'reach',
  views: 'views',
  tayangan: 'views',
  impressions: 'impressions',
  impresi: 'impressions',
  'content interactions': 'engagements',
  'interaksi konten': 'engagements',
  follows: 'follows',
  'new followers': 'follows',
  pengikut: 'follows',
  'pengikut baru': 'follows',
  unfollows: 'unfollows',
  visits: 'profile_visits',
  'profile visits': 'profile_visits',
  'page visits': 'profile_visits',
  kunjungan: 'profile_visits',
  'kunjungan profil': 'profile_visits',
  'kunjungan halaman': 'profile_visits',
  'link clicks': 'link_clicks',
  'klik tautan': 'link_clicks',
};

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

/** A title line, a line `Date,Primary`, and a line per day, as often as there are metrics; blank lines between. */
function sectionsOf(rows: readonly Row[]): Section[] {
  const sections: Section[] = [];
  for (const [index, row] of rows.entries()) {
    const header = rows[index + 1];
    const [title, ...rest] = filled(row);
    if (title === undefined || rest.length > 0 || header === undefined) continue;
    const [dateColumn = '', valueColumn = ''] = header.cells;
    if (!['date', 'tanggal'].includes(plainName(dateColumn)) || filled(header).length !== 2) continue;
    const body: Row[] = [];
    for (const line of rows.slice(index + 2)) {
      if (isBlank(line) || filled(line).length === 1) break;
      body.push(line);
    }
    const words = plainName(title);
    const channel = platforms.find((platform) => words.includes(platform));
    sections.push({
      title: title.trim(),
      metric: titles[words.replace(channel ?? '', '').replaceAll(/\s+/g, ' ').trim()],
      channel,
      dateColumn: dateColumn.trim(),
      valueColumn: valueColumn.trim(),
      rows: body,
    });
  }
  return sections;
}

/** Meta Business Suite, one metric a day (`Reach.csv`, `Views.csv`, `Follows.csv` …), UTF-16, one or more sections. */
export const metaDailyMetric: Format = {
  id: 'meta-daily-metric',
  required: ['date', 'primary'],
  columns: { date: ['date', 'tanggal'], primary: ['primary'] },
  recognise(sheet) {
    const sections = sectionsOf(sheet.rows);
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
