import { addMonths, daysBetween, isDay } from '../../day.ts';
import { plainName } from '../cells.ts';
import { orderQuestions } from '../day-order.ts';
import { rowsAfter } from '../decode.ts';
import { type Format, RowReader } from '../format.ts';
import { cellOf, findHeader, isBlank, overflow } from '../header.ts';
import type { RowOutcome } from '../plan.ts';
import { datesOf, isWithinDay, readWebPeriod, webColumnOrder, webOutcome } from './web-days.ts';

const metrics = ['visits', 'pageviews', 'visitors'] as const;

const columns = {
  date: ['date'],
  visits: ['visits'],
  pageviews: ['pageviews'],
  visitors: ['visitors'],
  bounces: ['bounces', 'bounce_rate'],
  duration: ['visit_duration'],
  viewsPerVisit: ['views_per_visit'],
} as const;
const rates = ['bounces', 'duration', 'viewsPerVisit'] as const;

/** Columns that part the figures by something else than the day, in the dashboard's files and in an export of a site. */
const parts = new Set(
  [
    ...['name', 'page', 'source', 'referrer', 'entry_page', 'exit_page', 'browser', 'browser_version', 'device'],
    ...['operating_system', 'operating_system_version', 'country', 'region', 'city', 'hostname', 'link_url', 'path'],
    ...['channel', 'utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term', 'property', 'value', 'goal'],
  ].map(plainName),
);

/** How long the span is that each row is of: the dashboard writes its first day, whether it is a day, week or month. */
function lengthOf(days: readonly string[]): 'day' | 'week' | 'month' {
  if (days.length < 2 || !days.every(isDay)) return 'day';
  const sorted = [...days].sort();
  const steps = sorted.slice(1).map((day, index) => [sorted[index] ?? day, day] as const);
  if (sorted.every((day) => day.endsWith('-01')) && steps.every(([from, to]) => addMonths(from, 1) === to))
    return 'month';
  return steps.length > 0 && steps.every(([from, to]) => daysBetween(from, to) === 7) ? 'week' : 'day';
}

/** Plausible: `visitors.csv` of the dashboard and `imported_visitors` of a site's export; what is by page or source has no day of the whole site. */
export const plausible: Format = {
  id: 'plausible',
  required: ['date', 'visitors', 'pageviews'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    const has = (field: keyof typeof columns) => header.at.has(field);
    const isParted = header.unknown.some((name) => parts.has(plainName(name)));
    const known = rates.filter(has).length;
    if (!has('visitors') || !(has('date') || isParted)) return undefined;
    if (!(has('pageviews') || has('visits') || known > 0)) return undefined;
    const dates = isParted ? [] : datesOf(sheet, header, 'date');
    const order = webColumnOrder(dates);
    const length = lengthOf(dates);
    const label = (field: keyof typeof columns) => header.written.get(field) ?? field;
    return {
      confidence: header.at.size / (header.at.size + header.unknown.length),
      questions: orderQuestions(order),
      ignoredAre: 'passed-over',
      ignored: [...rates.filter(has).map(label), ...header.unknown],
      *read(context): Iterable<RowOutcome> {
        for (const row of rowsAfter(sheet, header.index)) {
          if (isBlank(row)) continue;
          const { line, original } = row;
          const tooLong = overflow(header, row);
          const text = cellOf(header, row, 'date');
          if (tooLong) yield { kind: 'rejected', line, original, issues: [tooLong] };
          else if (isParted) yield { kind: 'skipped', line, original, reason: has('date') ? 'broken-down' : 'no-day' };
          else if (isWithinDay(text)) yield { kind: 'skipped', line, original, reason: 'part-of-day' };
          else if (length === 'week') yield { kind: 'skipped', line, original, reason: 'no-day' };
          else {
            const reader = new RowReader();
            const period = reader.take(label('date'), readWebPeriod(text, context.today, order, context.dayOrder));
            const given = metrics.filter(has).map((metric) => ({
              metric,
              label: label(metric),
              text: cellOf(header, row, metric),
            }));
            yield webOutcome(
              row,
              reader,
              period && length === 'month' ? { ...period, grain: 'month' } : period,
              given,
              context,
            );
          }
        }
      },
    };
  },
};
