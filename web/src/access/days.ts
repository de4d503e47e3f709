/** The day some days later, as `YYYY-MM-DD`. */
export const daysAfter = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** Whether an instant lies behind us; what has none never ends. */
export const hasPassed = (instant: string | null, now: Date = new Date()): boolean =>
  instant !== null && Date.parse(instant) <= now.getTime();

/** The last day on which something holds that ends at an instant, in the office's zone. */
export const lastDayBefore = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(new Date(Date.parse(instant) - 1));
