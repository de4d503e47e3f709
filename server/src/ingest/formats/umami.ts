import { type Day, dayInZone } from '../../day.ts';
import { numericDateOf, type Read } from '../cells.ts';
import { type ColumnOrder, orderQuestions } from '../day-order.ts';
import { type Row, rowsAfter } from '../decode.ts';
import { readingFigure } from '../figures.ts';
import { type Context, type Format, RowReader } from '../format.ts';
import { cellOf, findHeader, isBlank, overflow } from '../header.ts';
import type { RowIssue, RowOutcome } from '../plan.ts';
import { datesOf, readWebPeriod, type WebMetric, webColumnOrder } from './web-days.ts';

const columns = {
  website: ['website_id'],
  session: ['session_id'],
  visit: ['visit_id'],
  event: ['event_id'],
  hostname: ['hostname'],
  kind: ['event_type'],
  name: ['event_name'],
  created: ['created_at'],
} as const;

/** What is counted of one day while the events go by. */
interface Counted {
  pageviews: number;
  readonly visits: Set<string>;
  readonly sessions: Set<string>;
}

/** `2025-01-31 17:30:00`, which is in UTC, or the same with its own offset, or with the day as Excel writes it. */
function readInstant(text: string, order: ColumnOrder, answer: string | undefined): Read<Date> {
  const trimmed = text.trim();
  const [, date = '', time = '', fraction = '', zone = ''] =
    /^(\S+?)[T ](\d{1,2}:\d{2}(?::\d{2})?)(\.\d+)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i.exec(trimmed) ?? [];
  if (date === '') {
    return trimmed === ''
      ? { ok: false, reason: 'missing' }
      : { ok: false, reason: 'not-a-time', facts: { value: trimmed } };
  }
  const day = readWebPeriod(date, '9999-12-31', order, answer);
  if (!day.ok) return day;
  const offset = /^(?:|z|utc)$/i.test(zone)
    ? 'Z'
    : zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours, minutes) => `${hours}:${minutes ?? '00'}`);
  const clock = time.length < 8 && time.split(':').length === 2 ? `${time}:00` : time;
  const instant = new Date(`${day.value.periodOn}T${clock.padStart(8, '0')}${fraction.slice(0, 4)}${offset}`);
  return Number.isNaN(instant.getTime())
    ? { ok: false, reason: 'not-a-time', facts: { value: trimmed } }
    : { ok: true, value: instant };
}

/**
 * The day in a zone, asked once for every quarter of an hour: days begin on one in every zone, and a file has thousands
 * of events in each.
 */
function daysByQuarter(): (instant: Date, zone: string) => Day {
  const known = new Map<number, Day>();
  return (instant, zone) => {
    const quarter = Math.floor(instant.getTime() / 900_000);
    const day = known.get(quarter) ?? dayInZone(instant, zone);
    known.set(quarter, day);
    return day;
  };
}

/**
 * Umami, `website_event.csv` of an export: a row per event. Page views, visits and sessions are counted by day in the
 * office's zone, of page views alone, as Umami counts them itself. The first page view of a day brings the day's
 * figures; the others are counted into it.
 */
export const umami: Format = {
  id: 'umami-events',
  required: ['session_id', 'visit_id', 'event_type', 'created_at'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    const has = (field: keyof typeof columns) => header.at.has(field);
    // What events carry along (`event_data.csv`) names the same events again.
    const isOfEvents = has('kind')
      ? has('visit') || has('event')
      : has('visit') && !header.unknown.includes('data_key');
    if (!has('session') || !has('created') || !isOfEvents) return undefined;
    const first = sheet.head[header.index + 1];
    const account = first && (cellOf(header, first, 'hostname') || cellOf(header, first, 'website')).trim();
    // Only a file that Excel has been through writes its days so.
    const [date = ''] = first === undefined ? [] : cellOf(header, first, 'created').trim().split(/[T ]/, 1);
    const order = webColumnOrder(numericDateOf(date) ? datesOf(sheet, header, 'created') : []);
    const label = (field: keyof typeof columns) => header.written.get(field) ?? field;
    return {
      confidence: 0.95,
      account: account === '' ? undefined : account,
      questions: orderQuestions(order),
      ignoredAre: 'passed-over',
      ignored: header.unknown,
      *read(context): Iterable<RowOutcome> {
        const days = new Map<Day, Counted>();
        for (const event of events(context)) {
          if (event.day === undefined) continue;
          const counted = days.get(event.day) ?? { pageviews: 0, visits: new Set(), sessions: new Set() };
          days.set(event.day, counted);
          counted.pageviews += 1;
          if (event.visit !== '') counted.visits.add(event.visit);
          if (event.session !== '') counted.sessions.add(event.session);
        }
        for (const { day, row, issues } of events(context)) {
          const { line, original } = row;
          const counted = day === undefined ? undefined : days.get(day);
          if (issues.length > 0) yield { kind: 'rejected', line, original, issues };
          else if (day === undefined) yield { kind: 'skipped', line, original, reason: 'no-page-view' };
          else if (!counted) yield { kind: 'skipped', line, original, reason: 'counted-into-day' };
          else {
            days.delete(day);
            const values: [WebMetric, number][] = [
              ['pageviews', counted.pageviews],
              ...(has('visit') ? [['visits', counted.visits.size] satisfies [WebMetric, number]] : []),
              ['visitors', counted.sessions.size],
            ];
            const figures = values.map(([metric, value]) =>
              readingFigure({
                officeId: context.office.id,
                channelId: 'website',
                metric,
                grain: 'day',
                periodOn: day,
                value,
              }),
            );
            yield { kind: 'figures', line, original, figures };
          }
        }
      },
    };

    /** Every event, the page views among them with their day. */
    function* events(context: Context): Iterable<{
      row: Row;
      day: Day | undefined;
      visit: string;
      session: string;
      issues: readonly RowIssue[];
    }> {
      const dayOfQuarter = daysByQuarter();
      let website: string | undefined;
      for (const row of rowsAfter(sheet, header.index)) {
        if (isBlank(row)) continue;
        const reader = new RowReader();
        const tooLong = overflow(header, row);
        if (tooLong) reader.issues.push(tooLong);
        const instant = reader.take(
          label('created'),
          readInstant(cellOf(header, row, 'created'), order, context.dayOrder),
        );
        const day = instant && dayOfQuarter(instant, context.office.zone);
        if (day !== undefined && day > context.today) {
          reader.issues.push({
            field: label('created'),
            reason: 'in-future',
            facts: { value: day, today: context.today },
          });
        }
        const site = cellOf(header, row, 'website').trim();
        website ??= site;
        // Two sites in one file are two accounts; which of them is the office's cannot be guessed.
        if (site !== website)
          reader.issues.push({ field: label('website'), reason: 'other-website', facts: { website } });
        const kind = cellOf(header, row, 'kind').trim();
        const isPageView = has('kind') ? /^1(?:\.0+)?$/.test(kind) : cellOf(header, row, 'name').trim() === '';
        yield {
          row,
          day: isPageView && reader.issues.length === 0 ? day : undefined,
          visit: cellOf(header, row, 'visit').trim(),
          session: cellOf(header, row, 'session').trim(),
          issues: reader.issues,
        };
      }
    }
  },
};
