/** Calendar days as text, `YYYY-MM-DD`, and months, `YYYY-MM`: as far as a calendar has to be laid out. */

const dayMilliseconds = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whether text is a day that there is. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text)) && new Date(at(text)).toISOString().startsWith(text);

export const addDays = (day: string, count: number): string =>
  new Date(at(day) + count * dayMilliseconds).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / dayMilliseconds);

/** 1 Monday … 7 Sunday. */
export const weekday = (day: string): number => new Date(at(day)).getUTCDay() || 7;

export function addMonths(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

export const firstOf = (month: string): string => `${month}-01`;
export const lastOf = (month: string): string => addDays(firstOf(addMonths(month, 1)), -1);

export const monthsOf = (year: string): string[] =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);

export const daysOf = (from: string, to: string): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
