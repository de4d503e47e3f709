/** The month before that of a day, and its own. */
export function monthsUntil(today: string): [before: string, now: string] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const before = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
  return [before, today.slice(0, 7)];
}

/** The twelve months of a year. */
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
