import { type Day, daysBetween, type Span } from '@tilik/server/inside/day.ts';

/** First day of the demo data. */
export const firstDay: Day = '2018-12-01';

/** No office served anybody, for the pandemic. */
export const closure: Span = { from: '2020-03-24', to: '2020-06-15' };

/** Idul Fitri by year, with the days off around it: joint leave and, where it adjoins, Nyepi. 2027 as expected. */
export const lebarans: readonly { readonly feast: Day; readonly off: Span }[] = [
  { feast: '2019-06-05', off: { from: '2019-06-03', to: '2019-06-07' } },
  { feast: '2020-05-24', off: { from: '2020-05-24', to: '2020-05-25' } },
  { feast: '2021-05-13', off: { from: '2021-05-12', to: '2021-05-14' } },
  { feast: '2022-05-02', off: { from: '2022-04-29', to: '2022-05-06' } },
  { feast: '2023-04-22', off: { from: '2023-04-19', to: '2023-04-25' } },
  { feast: '2024-04-10', off: { from: '2024-04-08', to: '2024-04-15' } },
  { feast: '2025-03-31', off: { from: '2025-03-28', to: '2025-04-07' } },
  { feast: '2026-03-21', off: { from: '2026-03-18', to: '2026-03-24' } },
  { feast: '2027-03-10', off: { from: '2027-03-08', to: '2027-03-12' } },
];

/** On the same date every year, before and after the table as well. */
const fixedHolidays = ['01-01', '05-01', '06-01', '08-17', '12-25'];

/**
 * National holidays and joint leave that move from year to year, beside Lebaran: lunar new years, Nyepi, Good Friday,
 * Ascension, Waisak, Idul Adha, Maulid, Isra Mikraj, elections. After 2027 only weekends and fixed holidays are known.
 */
const movingHolidays = new Set<Day>([
  ...['2018-12-24'],
  ...['2019-02-05', '2019-03-07', '2019-04-03', '2019-04-17', '2019-04-19', '2019-05-30', '2019-12-24'],
  ...['2020-01-25', '2020-03-22', '2020-03-25', '2020-07-31', '2020-08-20', '2020-08-21', '2020-10-28'],
  ...['2020-10-29', '2020-10-30', '2020-12-09', '2020-12-24', '2020-12-31'],
  ...['2021-02-12', '2021-03-11', '2021-04-02', '2021-05-26', '2021-07-20', '2021-08-11', '2021-10-20'],
  ...['2022-02-01', '2022-02-28', '2022-03-03', '2022-04-15', '2022-05-16', '2022-05-26'],
  ...['2023-01-23', '2023-03-22', '2023-03-23', '2023-04-07', '2023-05-18', '2023-06-02', '2023-06-28'],
  ...['2023-06-29', '2023-06-30', '2023-07-19', '2023-09-28', '2023-12-26'],
  ...['2024-02-08', '2024-02-09', '2024-02-14', '2024-03-11', '2024-03-12', '2024-03-29', '2024-05-09'],
  ...['2024-05-10', '2024-05-23', '2024-05-24', '2024-06-17', '2024-06-18', '2024-09-16', '2024-11-27'],
  ...['2024-12-26'],
  ...['2025-01-27', '2025-01-28', '2025-01-29', '2025-04-18', '2025-05-12', '2025-05-13', '2025-05-29'],
  ...['2025-05-30', '2025-06-06', '2025-06-09', '2025-06-27', '2025-08-18', '2025-09-05', '2025-12-26'],
  ...['2026-01-16', '2026-02-16', '2026-02-17', '2026-04-03', '2026-05-14', '2026-05-15', '2026-05-27'],
  ...['2026-05-28', '2026-06-16', '2026-08-25', '2026-12-24'],
  ...['2027-01-05', '2027-03-26', '2027-05-06', '2027-05-17', '2027-05-20'],
]);

/** Single days off from Monday to Friday, of a span of years, in order: what an office notes in its calendar. */
export const singleHolidays = (fromYear: number, toYear: number): Day[] => {
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, index) => fromYear + index);
  const days = years.flatMap((year) => fixedHolidays.map((date) => `${year}-${date}`));
  return [...new Set([...days, ...movingHolidays])]
    .filter((day) => day.slice(0, 4) >= String(fromYear) && day.slice(0, 4) <= String(toYear) && placeInWeek(day) < 5)
    .sort();
};

const dayNumbers = new Map<Day, number>();

/** Days since 2018-01-01, a Monday. Remembered: the curves ask for the same few thousand days again and again. */
export function dayNumber(day: Day): number {
  const known = dayNumbers.get(day);
  if (known !== undefined) return known;
  const number = daysBetween('2018-01-01', day);
  dayNumbers.set(day, number);
  return number;
}

/** 0 Monday … 6 Sunday. */
export const placeInWeek = (day: Day): number => dayNumber(day) % 7;

export const isWorkday = (day: Day): boolean => placeInWeek(day) < 5;

export const within = (day: Day, span: Span): boolean => day >= span.from && day <= span.to;

const isHoliday = (day: Day): boolean =>
  fixedHolidays.includes(day.slice(5)) || movingHolidays.has(day) || lebarans.some(({ off }) => within(day, off));

/** Whether the offices serve the public on that day. */
export const isOpen = (day: Day): boolean => isWorkday(day) && !within(day, closure) && !isHoliday(day);

/** The moment at which a day ends in Bandung: never later than now, whatever the hour at which the demo is made. */
export const endOf = (day: Day): Date => new Date(`${day}T17:00:00Z`);
