import { addDays, addMonths, type Day, dayOf } from '../day.ts';
import { months } from './cells.ts';

/** What a title says of the time its table is of. */
export interface SaidMonth {
  /** First day of the month; undefined where the title names more than one. */
  readonly monthOn: Day | undefined;
  /** False where only a part of the month is named. */
  readonly isWhole: boolean;
  readonly text: string;
}

interface Mention {
  readonly day: number | undefined;
  readonly month: number;
  readonly year: number | undefined;
}

const names = [...months.keys()].sort((one, other) => other.length - one.length).join('|');
const until = String.raw`(?:s\.?\s?\/?\s?d\.?|sampai(?: dengan)?|hingga|-|–)`;
const inWords = new RegExp(
  String.raw`(?:\b(\d{1,2})\s*${until}\s*)?(?:\b(\d{1,2})[\s-]+)?\b(${names})\b\.?(?:[\s,:-]*(?:tahun|thn)?[\s:]*(\d{4})\b)?`,
  'g',
);
const inNumbers =
  /(?<![\d/.-])(?:(\d{1,2})[-/.])?(\d{1,2})[-/.](20\d{2})(?![\d/.-]*\d)|(?<![\d/.-])(20\d{2})-(\d{2})(?:-(\d{2}))?(?![\d-])/g;

function mentionsOf(text: string): Mention[] {
  const found: Mention[] = [];
  for (const [, first, day, name = '', year] of text.matchAll(inWords)) {
    const mention = { month: months.get(name) ?? 0, year: year === undefined ? undefined : Number(year) };
    if (first !== undefined && day !== undefined) found.push({ ...mention, day: Number(first) });
    found.push({ ...mention, day: day === undefined ? undefined : Number(day) });
  }
  for (const [, day, month, year, yearFirst, monthSecond, dayLast] of text.matchAll(inNumbers)) {
    found.push({
      day: (day ?? dayLast) === undefined ? undefined : Number(day ?? dayLast),
      month: Number(month ?? monthSecond),
      year: Number(year ?? yearFirst),
    });
  }
  return found.filter(({ month }) => month >= 1 && month <= 12);
}

/**
 * The month a title names: `BULAN MARET 2026`, `PERIODE 1 S.D 31 MARET 2026`, `Maret 2026`. A single day is when a
 * page was signed, not what it is of, unless the title says that it is a period. `year` is one that stands elsewhere.
 */
export function monthOfTitle(title: string, year?: number): SaidMonth | undefined {
  const text = title.trim().toLowerCase();
  const isPeriod = /\b(bulan|periode|period|month|per|sampai|hingga)\b/.test(text);
  // A cell that shows `Maret 2026` may hold the first day of the month.
  const all = mentionsOf(isPeriod ? text.replace(/^([^\d]*\d{4}-\d{2})-01$/, '$1') : text);
  const lastYear = all.findLast((mention) => mention.year !== undefined)?.year ?? (isPeriod ? year : undefined);
  if (all.length === 0 || lastYear === undefined) return undefined;
  const days = all.flatMap(({ day }) => (day === undefined ? [] : [day]));
  if (days.length === 1 && all.length === 1 && !isPeriod) return undefined;
  const starts = [...new Set(all.map((mention) => dayOf(mention.year ?? lastYear, mention.month, 1)))];
  const [monthOn] = starts;
  if (starts.length > 1 || monthOn === undefined) return { monthOn: undefined, isWhole: false, text: title.trim() };
  const lastDay = Number(addDays(addMonths(monthOn, 1), -1).slice(8));
  const isWhole = days.length === 0 || (days.at(-1) === lastDay && (days.length === 1 || days[0] === 1));
  return { monthOn, isWhole, text: title.trim() };
}

/** A year that stands alone: `TAHUN 2026`. */
export const yearOfTitle = (title: string): number | undefined => {
  const found = /\b(?:tahun|thn|year)\b[\s:.]*(20\d{2})\b/i.exec(title) ?? /^\s*(20\d{2})\s*$/.exec(title);
  return found ? Number(found[1]) : undefined;
};

/** The month a file's name tells, as `YYYY-MM`: `rekap-paspor-maret-2026.xlsx`, `Rekap 2026-03.csv`, `202603.xlsx`. */
export function monthOfFileName(fileName: string): string | undefined {
  const name = fileName
    .replace(/\.[a-z]{2,5}$/i, '')
    .replaceAll('_', ' ')
    .replaceAll(/(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/gi, ' ')
    .replaceAll(/\s+/g, ' ');
  const compact = /(?<![\d-])(20\d{2})(0[1-9]|1[0-2])(?![\d-])/.exec(name);
  if (compact) return `${compact[1]}-${compact[2]}`;
  const [year] = /(?<!\d)20\d{2}(?!\d)/.exec(name) ?? [];
  // A whole date is when the file was made.
  const isDated = /(?<!\d)(?:20\d{2}[-.]\d{1,2}[-.]\d{1,2}|\d{1,2}[-.]\d{1,2}[-.]20\d{2})(?!\d)/.test(name);
  if (isDated) return undefined;
  const said = monthOfTitle(name) ?? (year === undefined ? undefined : monthOfTitle(`bulan ${name}`, Number(year)));
  return said?.monthOn !== undefined && said.isWhole ? said.monthOn.slice(0, 7) : undefined;
}
