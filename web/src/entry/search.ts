/** The sheets of a month that can be filled in by hand. */
export const sheets = ['readings', 'applicants', 'sources', 'inquiries'] as const;
export type Sheet = (typeof sheets)[number];

/** What the page of entry shows is in its URL; what is at its default is left out of it. */
export interface EntrySearch {
  month?: string | undefined;
  sheet?: Sheet | undefined;
  office?: string | undefined;
}

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readEntrySearch(search: Readonly<Record<string, unknown>>): EntrySearch {
  const { month, office } = search;
  const found: EntrySearch = {
    month: typeof month === 'string' && /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined,
    sheet: sheets.find((sheet) => sheet === search.sheet),
    office: typeof office === 'string' && /^[a-z0-9-]+$/.test(office) ? office : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** A month some months later. */
export function monthAfter(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** Months to choose from, latest first: from the first that is reported, and two years at least. */
export function monthsTo(last: string, first: string | undefined, chosen: string): string[] {
  const earliest = [monthAfter(last, -23), first ?? last, chosen].toSorted()[0] ?? last;
  const months: string[] = [];
  for (let month = last > chosen ? last : chosen; month >= earliest; month = monthAfter(month, -1)) months.push(month);
  return months;
}
