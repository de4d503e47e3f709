import type { Language } from '@tilik/server/client';

type Given = Readonly<Record<string, unknown>>;

/** An id as the server gives it, or a code of an office; other text is no such thing. */
const codeIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,100}$/.test(value) ? value : undefined;

const yes = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);

const whole = <Search extends object>(found: Search): Search =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Search;

/** What the list of reports shows: an office, and whether it goes back to the first month. */
export interface ReportsSearch {
  office?: string | undefined;
  all?: true | undefined;
  lang?: Language | undefined;
}

export const readReportsSearch = (search: Given): ReportsSearch =>
  whole({ office: codeIn(search.office), all: yes(search.all) });

/** With what a report is compared: what the figures say now, or another report by its id. */
export interface DifferenceSearch {
  with?: string | undefined;
  lang?: Language | undefined;
}

export const readDifferenceSearch = (search: Given): DifferenceSearch => whole({ with: codeIn(search.with) });

/** Which slide is shown, counted from 1, and whether what is said aloud is shown with it. */
export interface SlideSearch {
  slide?: number | undefined;
  notes?: true | undefined;
  lang?: Language | undefined;
}

export function readSlideSearch(search: Given): SlideSearch {
  const slide = typeof search.slide === 'number' ? search.slide : Number(search.slide ?? '');
  return whole({
    slide: Number.isInteger(slide) && slide >= 1 && slide <= 99 ? slide : undefined,
    notes: yes(search.notes),
  });
}
