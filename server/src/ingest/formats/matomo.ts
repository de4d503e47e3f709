import { readPeriod } from '../cells.ts';
import { orderQuestions } from '../day-order.ts';
import { rowsAfter, type Sheet } from '../decode.ts';
import { type Format, RowReader } from '../format.ts';
import { cellOf, findHeader, isBlank, overflow } from '../header.ts';
import type { RowOutcome } from '../plan.ts';
import { datesOf, firstDayQuestion, readWebPeriod, webColumnOrder, webOutcome } from './web-days.ts';

const metricColumns = {
  visits: ['nb_visits', 'visits', 'kunjungan'],
  pageviews: ['nb_pageviews', 'pageviews', 'page views', 'tampilan halaman'],
  visitors: ['nb_uniq_visitors', 'unique visitors', 'pengunjung unik'],
} as const;

/** What else is counted; by it a file is known, and none of it is a metric of the programme. */
const otherColumns = {
  users: ['nb_users', 'users', 'pengguna'],
  actions: ['nb_actions', 'actions', 'tindakan'],
  mostActions: ['max_actions', 'maximum actions in one visit', 'tindakan maksimum tiap kunjungan'],
  bounces: ['bounce_count', 'bounces', 'pentalan'],
  time: [
    'sum_visit_length',
    'total time spent by visitors (in seconds)',
    'jumlah waktu kunjungan tiap pengunjung (dalam detik)',
  ],
  actionsPerVisit: ['nb_actions_per_visit', 'actions per visit', 'tindakan tiap kunjungan'],
} as const;

const columns = { date: ['date', 'tanggal'], label: ['label'], ...metricColumns, ...otherColumns } as const;
const metrics = ['visits', 'pageviews', 'visitors'] as const;
const otherFields = Object.keys(otherColumns) as (keyof typeof otherColumns)[];

/** Whether a table has one row below its header and no day in it: only then does somebody have to say which day it is. */
function holdsOneDay(sheet: Sheet, headerIndex: number): boolean {
  const rows = sheet.head.slice(headerIndex + 1).filter((row) => !isBlank(row));
  return (
    !sheet.isLong &&
    rows.length === 1 &&
    !rows.some(({ cells }) => cells.some((cell) => readPeriod(cell, '9999-12-31').ok))
  );
}

/**
 * Matomo, its reports by day or month, with names as it translates them or raw (`nb_visits`). A report of one day says
 * nowhere which; a report by page, source or country has a label and no day.
 */
export const matomo: Format = {
  id: 'matomo',
  required: ['date', 'visits', 'actions'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    const has = (field: keyof typeof columns) => header.at.has(field);
    const written = [...header.written.values(), ...header.unknown];
    const isRaw = written.some((name) => /^nb_/i.test(name));
    const others = otherFields.filter(has).length;
    const counts = has('visits') || has('visitors');
    const isMatomo = isRaw || others > 1 || (has('visits') && (has('visitors') || has('actions')));
    if (!(has('label') ? isRaw || header.at.size > 1 : isMatomo && counts)) return undefined;
    const isOneDay = !has('date') && !has('label');
    if (isOneDay && !holdsOneDay(sheet, header.index)) return undefined;
    const known = header.at.size;
    const order = webColumnOrder(datesOf(sheet, header, 'date'));
    const label = (field: keyof typeof columns) => header.written.get(field) ?? field;
    return {
      confidence: Math.max(0.7, known / (known + header.unknown.length)),
      questions: isOneDay ? [firstDayQuestion] : orderQuestions(order),
      ignoredAre: 'passed-over',
      ignored: [...otherFields.filter(has).map(label), ...header.unknown],
      *read(context): Iterable<RowOutcome> {
        for (const row of rowsAfter(sheet, header.index)) {
          if (isBlank(row)) continue;
          const { line, original } = row;
          const tooLong = overflow(header, row);
          if (tooLong) {
            yield { kind: 'rejected', line, original, issues: [tooLong] };
          } else if (has('label')) {
            yield { kind: 'skipped', line, original, reason: has('date') ? 'broken-down' : 'no-day' };
          } else {
            const reader = new RowReader();
            const text = isOneDay ? (context.firstDay ?? '') : cellOf(header, row, 'date');
            const period = reader.take(label('date'), readWebPeriod(text, context.today, order, context.dayOrder));
            const given = metrics.filter(has).map((metric) => ({
              metric,
              label: label(metric),
              text: cellOf(header, row, metric),
            }));
            yield webOutcome(row, reader, period, given, context);
          }
        }
      },
    };
  },
};
