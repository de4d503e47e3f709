/**
 * Calendar days as text, `YYYY-MM-DD`. Everything that counts, compares or names days is here, so that no instant is
 * ever used to bucket a day without its zone being named.
 */

export type Day = string;

/** The grains a question can be asked at. Weeks are ISO weeks: Monday to Sunday. */
export const periodGrains = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type PeriodGrain = (typeof periodGrains)[number];

/** A span of days, both ends included. */
export interface Span {
  readonly from: Day;
  readonly to: Day;
}

const dayMilliseconds = 86_400_000;

/** Days that were counted before: a question walks over the same few thousand days again and again. */
const instants = new Map<Day, number>();
const days = new Map<number, Day>();
const rememberedMax = 200_000;

function instantOfDay(day: Day): number {
  const known = instants.get(day);
  if (known !== undefined) return known;
  const instant = Date.parse(`${day}T00:00:00Z`);
  if (instants.size < rememberedMax) instants.set(day, instant);
  return instant;
}

function dayOfInstant(milliseconds: number): Day {
  const known = days.get(milliseconds);
  if (known !== undefined) return known;
  const day = new Date(milliseconds).toISOString().slice(0, 10);
  if (days.size < rememberedMax) days.set(milliseconds, day);
  return day;
}

/** Whether the text is `YYYY-MM-DD` and such a day exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = instantOfDay(text);
  return !Number.isNaN(instant) && dayOfInstant(instant) === text;
}

/** The day of a year, month (1–12) and day of the month, or undefined where the calendar has none such. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | undefined {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}

export const addDays = (day: Day, count: number): Day => dayOfInstant(instantOfDay(day) + count * dayMilliseconds);

/** Days from the first to the second; negative where the second is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((instantOfDay(to) - instantOfDay(from)) / dayMilliseconds);

/** 1 Monday … 7 Sunday. */
export const weekday = (day: Day): number => new Date(instantOfDay(day)).getUTCDay() || 7;

export const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** The same day of the month some months later, or the month's last day where it is shorter. */
export function addMonths(day: Day, count: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  for (let dayOfMonth = Number(day.slice(8, 10)); dayOfMonth > 0; dayOfMonth -= 1) {
    const found = dayOf(year, month, dayOfMonth);
    if (found) return found;
  }
  throw new RangeError(`no month ${count} from ${day}`);
}

/** The whole period of that grain in which the day lies. */
export function periodOf(day: Day, grain: PeriodGrain): Span {
  switch (grain) {
    case 'day':
      return { from: day, to: day };
    case 'week': {
      const from = addDays(day, 1 - weekday(day));
      return { from, to: addDays(from, 6) };
    }
    case 'month': {
      const from = firstOfMonth(day);
      return { from, to: addDays(addMonths(from, 1), -1) };
    }
    case 'quarter': {
      const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
      const from = `${day.slice(0, 5)}${String(month).padStart(2, '0')}-01`;
      return { from, to: addDays(addMonths(from, 3), -1) };
    }
    case 'year':
      return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` };
  }
}

/** The periods of a grain that the window touches, in order, each whole. */
export function periodsOf(window: Span, grain: PeriodGrain): Span[] {
  const periods: Span[] = [];
  for (let period = periodOf(window.from, grain); period.from <= window.to; ) {
    periods.push(period);
    period = periodOf(addDays(period.to, 1), grain);
  }
  return periods;
}

/** Every day of a span, in order. */
export function daysOf(span: Span): Day[] {
  const days: Day[] = [];
  for (let day = span.from; day <= span.to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** A short name for a period: `2024-03-01`, `2024-W09`, `2024-03`, `2024-Q1`, `2024`. */
export function periodName(period: Span, grain: PeriodGrain): string {
  const year = period.from.slice(0, 4);
  switch (grain) {
    case 'day':
      return period.from;
    case 'week': {
      // The ISO week belongs to the year its Thursday is in.
      const thursday = addDays(period.from, 3);
      const week = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
      return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
    }
    case 'month':
      return period.from.slice(0, 7);
    case 'quarter':
      return `${year}-Q${Math.ceil(Number(period.from.slice(5, 7)) / 3)}`;
    case 'year':
      return year;
  }
}

const partsFormats = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock in the zone shows at an instant, as `YYYY-MM-DDTHH:mm:ss`. */
function wallClock(instant: Date, zone: string): string {
  let format = partsFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    partsFormats.set(zone, format);
  }
  return format.format(instant).replace(' ', 'T');
}

/** The calendar day in a zone at an instant. */
export const dayInZone = (instant: Date, zone: string): Day => wallClock(instant, zone).slice(0, 10);

/** What a wall clock in a zone shows at an instant, as `HH:mm:ss`. */
export const clockInZone = (instant: Date, zone: string): string => wallClock(instant, zone).slice(11);

/**
 * The instant at which a wall clock in the zone shows `YYYY-MM-DDTHH:mm`. In the hour that daylight saving repeats it
 * is the first of the two; a time that it skips is read as if the clocks had not moved.
 */
export function instantOfWallClock(local: string, zone: string): Date {
  const asIfUtc = Date.parse(`${local.length === 16 ? `${local}:00` : local}Z`);
  const offsetAt = (milliseconds: number) => Date.parse(`${wallClock(new Date(milliseconds), zone)}Z`) - milliseconds;
  const candidates = [offsetAt(asIfUtc - dayMilliseconds), offsetAt(asIfUtc + dayMilliseconds)]
    .map((offset) => asIfUtc - offset)
    .filter((milliseconds) => milliseconds + offsetAt(milliseconds) === asIfUtc);
  return new Date(candidates.length > 0 ? Math.min(...candidates) : asIfUtc - offsetAt(asIfUtc - dayMilliseconds));
}
