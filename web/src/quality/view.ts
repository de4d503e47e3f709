import type { Language } from '@tilik/server/client';

/** What the page shows is in its URL: an office and a month, `YYYY-MM`. */
export interface QualitySearch {
  office?: string | undefined;
  month?: string | undefined;
  lang?: Language | undefined;
}

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readQualitySearch(search: Readonly<Record<string, unknown>>): QualitySearch {
  const office =
    typeof search.office === 'string' && /^[a-z0-9-]+$/.test(search.office) ? { office: search.office } : {};
  const month =
    typeof search.month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(search.month) ? { month: search.month } : {};
  return { ...office, ...month };
}

/** The month some months before or after another, as `YYYY-MM`. */
export function monthAway(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** The months of a map: the chosen one is among them, and they end with the running one where it is recent. */
export const monthsShown = 12;

/** First and last day of the map's window. */
export function mapWindow(month: string, today: string): { from: string; to: string } {
  const running = today.slice(0, 7);
  const isRecent = month > monthAway(running, -monthsShown);
  const last = isRecent ? running : month;
  // Any day of the last month does: the server answers for whole months.
  return { from: `${monthAway(last, 1 - monthsShown)}-01`, to: isRecent ? today : `${last}-28` };
}

/** The months one can choose, latest first: from the first with a figure to the running one. */
export function monthChoices(today: string, reportedFrom: string | null): string[] {
  const running = today.slice(0, 7);
  const first = [reportedFrom?.slice(0, 7) ?? running, monthAway(running, 1 - monthsShown)].sort()[0] ?? running;
  const months: string[] = [];
  for (let month = running; month >= first; month = monthAway(month, -1)) months.push(month);
  return months;
}
