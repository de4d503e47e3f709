import type ICAL from 'ical.js';
import { addDays, type Day, instantOfWallClock, isDay } from '../day.ts';
import { ProblemError } from '../problem.ts';
import { type Row, type Sheet, sheetOf } from './decode.ts';
import { personalTextIn } from './personal-text.ts';

/** What is read of each event of a calendar, as the columns of a sheet. */
export const icalendarColumns = [
  'icalendar uid',
  'icalendar summary',
  'icalendar description',
  /** A day, an instant that ends with Z, or a wall clock of no zone. */
  'icalendar from',
  /** The same; the first moment after it. Empty: the event says none. */
  'icalendar until',
  'icalendar status',
  /** `actual`: Tilik wrote it of a campaign that was never planned. */
  'icalendar span',
  /** Why nothing can be made of the event, and what the reason names. */
  'icalendar trouble',
  'icalendar trouble of',
] as const;
export type IcalendarColumn = (typeof icalendarColumns)[number];

/** A calendar of a section has hundreds of events; one that is longer is something else. */
const bytesMax = 5 * 1024 * 1024;

export const isIcalendar = (head: Uint8Array): boolean =>
  /^(?:\u00EF\u00BB\u00BF)?\s*BEGIN:VCALENDAR\s/i.test(Buffer.from(head).toString('latin1'));

/** A reason why an event cannot be read, as a value. */
class Trouble extends Error {
  readonly reason: string;
  readonly of: string;
  constructor(reason: string, of = '') {
    super(reason);
    this.reason = reason;
    this.of = of;
  }
}

/** The events of a calendar file as a sheet, one row each. Its name is that of the calendar. */
export async function icalendarSheet(text: string, sizeBytes: number): Promise<Sheet> {
  if (sizeBytes > bytesMax) {
    throw new ProblemError(413, 'calendar-too-large', { facts: { limit: bytesMax / 1024 / 1024 } });
  }
  // Loaded when the first calendar comes: most starts of the program see none.
  const { default: library } = await import('ical.js');
  const rows: Row[] = [{ line: 0, cells: icalendarColumns, original: '' }];
  const lines = linesOfEvents(text);
  let name = '';
  for (const calendar of calendarsIn(text, library)) {
    name ||= String(calendar.getFirstPropertyValue('x-wr-calname') ?? '').trim();
    for (const event of calendar.getAllSubcomponents('vevent')) {
      rows.push(rowOf(event, calendar, lines[rows.length - 1] ?? 0, library));
    }
  }
  // A calendar of one person is named by the address of that person.
  return sheetOf(personalTextIn(name).length > 0 ? '' : name.slice(0, 100), rows);
}

function calendarsIn(text: string, library: typeof ICAL): ICAL.Component[] {
  try {
    const parsed = library.parse(text) as unknown[];
    // One calendar is one list that begins with its name; several are a list of those.
    const roots = typeof parsed[0] === 'string' ? [parsed] : (parsed as unknown[][]);
    return roots.map((root) => new library.Component(root)).filter(({ name }) => name === 'vcalendar');
  } catch {
    throw new ProblemError(422, 'damaged-calendar');
  }
}

/** The line at which each event begins, counted from 1. */
const linesOfEvents = (text: string): number[] =>
  text.split('\n').flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index + 1] : []));

function rowOf(event: ICAL.Component, calendar: ICAL.Component, line: number, library: typeof ICAL): Row {
  const text = (name: string) => String(event.getFirstPropertyValue(name) ?? '').trim();
  const summary = text('summary');
  const cells: Record<IcalendarColumn, string> = {
    'icalendar uid': text('uid'),
    'icalendar summary': summary,
    'icalendar description': text('description'),
    'icalendar from': '',
    'icalendar until': '',
    'icalendar status': text('status').toUpperCase(),
    'icalendar span': text('x-tilik-span').toLowerCase(),
    'icalendar trouble': '',
    'icalendar trouble of': '',
  };
  try {
    for (const repeats of ['rrule', 'rdate', 'recurrence-id']) {
      if (event.hasProperty(repeats)) throw new Trouble('event-repeats');
    }
    const from = momentOf(event, 'dtstart', calendar, library);
    if (from === undefined) throw new Trouble('event-without-day');
    cells['icalendar from'] = from;
    cells['icalendar until'] = momentOf(event, 'dtend', calendar, library) ?? afterDuration(event, from);
  } catch (error) {
    const { reason, of } = error instanceof Trouble ? error : new Trouble('event-damaged');
    cells['icalendar trouble'] = reason;
    cells['icalendar trouble of'] = (of || summary).slice(0, 100);
  }
  // Who invites and who is invited stays out of it, as does the link of a meeting.
  const original = [summary, cells['icalendar from'], cells['icalendar until']]
    .filter((part) => part !== '')
    .join(', ');
  return { line, cells: icalendarColumns.map((column) => cells[column]), original };
}

const two = (value: number) => String(value).padStart(2, '0');

/** A day, an instant or a wall clock as text; undefined where the event does not say it. */
function momentOf(
  event: ICAL.Component,
  name: 'dtstart' | 'dtend',
  calendar: ICAL.Component,
  library: typeof ICAL,
): string | undefined {
  const property = event.getFirstProperty(name);
  if (!property) return undefined;
  // The library makes the 3rd of March of the 31st of February.
  if (!isDay(String(property.toJSON()[3]).slice(0, 10))) throw new Trouble('event-damaged');
  const value = property.getFirstValue();
  if (!(value instanceof library.Time)) throw new Trouble('event-damaged');
  const { year, month, day, hour, minute, second } = value;
  const on = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (value.isDate) return on;
  const clock = `${on}T${two(hour)}:${two(minute)}:${two(second)}`;
  const zone = property.getFirstParameter('tzid');
  if (value.zone === library.Timezone.utcTimezone || zone === 'UTC') return instantText(new Date(`${clock}Z`));
  if (!zone) return clock;
  return instantText(instantIn(zone, clock, value, calendar, library));
}

function instantText(instant: Date): string {
  if (Number.isNaN(instant.getTime())) throw new Trouble('event-damaged');
  return instant.toISOString();
}

/** The instant at which a clock of that zone shows this: by the world's zones, else by what the file says of its own. */
function instantIn(
  zone: string,
  clock: string,
  value: ICAL.Time,
  calendar: ICAL.Component,
  library: typeof ICAL,
): Date {
  if (isKnownZone(zone)) return instantOfWallClock(clock, zone);
  const own = calendar
    .getAllSubcomponents('vtimezone')
    .find((component) => component.getFirstPropertyValue('tzid') === zone);
  if (!own || !changesYearly(own)) throw new Trouble('unknown-time-zone', zone);
  const { year, month, day, hour, minute, second } = value;
  const timezone = new library.Timezone({ component: own, tzid: zone });
  return new Date(1000 * new library.Time({ year, month, day, hour, minute, second }, timezone).toUnixTime());
}

function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Clocks change by rules of years; what claims to change by the second is there to keep a computer busy. */
const changesYearly = (zone: ICAL.Component): boolean =>
  ['standard', 'daylight']
    .flatMap((name) => zone.getAllSubcomponents(name))
    .flatMap((part) => part.getAllProperties('rrule'))
    .every((rule) => /FREQ=YEARLY/i.test(String(rule.getFirstValue())));

/** The first moment after a duration; empty where the event has none. */
function afterDuration(event: ICAL.Component, from: string): string {
  const given = event.getFirstPropertyValue('duration');
  if (given === null || given === undefined) return '';
  const seconds = (given as ICAL.Duration).toSeconds();
  if (!Number.isFinite(seconds) || seconds < 0) throw new Trouble('event-damaged');
  if (from.length === 10) return addDays(from, Math.ceil(seconds / 86_400));
  const isInstant = from.endsWith('Z');
  const until = instantText(new Date(Date.parse(isInstant ? from : `${from}Z`) + 1000 * seconds));
  return isInstant ? until : until.slice(0, 19);
}

/** The last day of an event that ends before a moment; its first where it says no end. */
export function lastDayBefore(until: string, first: Day, dayIn: (instant: Date) => Day): Day {
  const day =
    until === ''
      ? first
      : until.length === 10
        ? addDays(until, -1)
        : until.endsWith('Z')
          ? dayIn(new Date(Date.parse(until) - 1))
          : new Date(Date.parse(`${until}Z`) - 1).toISOString().slice(0, 10);
  // An end that is its beginning is a moment of that day.
  return day === addDays(first, -1) ? first : day;
}
