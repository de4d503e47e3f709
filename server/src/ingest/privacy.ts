import { ProblemError } from '../problem.ts';
import type { ReadLine } from './csv-rows.ts';
import type { Row, Sheet } from './decode.ts';
import type { Format } from './format.ts';
import { findHeader } from './header.ts';
import type { RejectedRow } from './plan.ts';

/** What of a person a column holds. */
export type PersonalKind = 'identity-number' | 'passport-number' | 'person-name' | 'phone' | 'email';

/** One column that holds something of single persons. */
interface PersonalColumn {
  /** Header as the file writes it, or the column's letter where a header would itself tell of somebody. */
  readonly column: string;
  readonly kind: PersonalKind;
  /** How many values look like it. */
  readonly count: number;
  /** One of them with all but its ends hidden. */
  readonly example: string;
}

/** Why a table is about single persons and not about counts. */
interface PersonalFinding {
  readonly columns: readonly PersonalColumn[];
}

/** Parts of provinces' codes that were ever given out, by their first two digits. */
const firstProvince = 11;
const lastProvince = 94;

/**
 * Whether sixteen digits can be a NIK: a province from 11 to 94, a regency and a district, then day, month and year of
 * birth, the day of a woman's raised by 40, and a running number that begins with 0001.
 */
export function isIdentityNumber(digits: string): boolean {
  if (!/^\d{16}$/.test(digits)) return false;
  const part = (from: number, to: number) => Number(digits.slice(from, to));
  const province = part(0, 2);
  const written = part(6, 8);
  const day = written > 40 ? written - 40 : written;
  const month = part(8, 10);
  return (
    province >= firstProvince &&
    province <= lastProvince &&
    part(2, 4) > 0 &&
    part(4, 6) > 0 &&
    day >= 1 &&
    day <= (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31) &&
    month >= 1 &&
    month <= 12 &&
    part(12, 16) > 0
  );
}

/** A header as it is compared: lower case, words parted by one blank, marks away. */
const plainHeader = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Names of columns that say by themselves what they hold. */
const headers: Readonly<Record<PersonalKind, RegExp>> = {
  'identity-number':
    /^(no|nomor|nomer|number)? ?(nik|ktp|e ktp|nik ktp|nomor induk kependudukan|kk|kartu keluarga|identitas|identity number|identity card|national id)( (pemohon|ktp|number|no))?$/,
  'passport-number':
    /^((no|nomor|nomer) (paspor|passport|dokumen perjalanan)( (lama|baru|pemohon))?|(passport|paspor) (no|number|nomor)|nikim|(no|nomor) nikim)$/,
  'person-name':
    /^(nama|name|nama lengkap|full name|fullname|first name|last name|nama depan|nama belakang|nama (pemohon|orang tua|ayah|ibu|ibu kandung|anak|wni|wna|peserta|pelapor|penanya|pengguna jasa|sesuai ktp|sesuai paspor)|(applicant|participant|person) name|name of (applicant|participant)|pemohon|applicants?)$/,
  phone:
    /^(no|nomor|nomer)? ?(hp|handphone|ponsel|telepon|telpon|telp|tlp|tel|wa|whatsapp|phone|mobile|phone number|mobile number|kontak|contact)( (hp|wa|pemohon|number|no|aktif))*$/,
  email: /^(alamat )?(e ?mail|surel|email address|e mail address)( pemohon)?$/,
};

/** Names that can be of persons only; `nama` and `pemohon` can also be of things and of counts. */
const vagueNames = new Set(['nama', 'name', 'pemohon', 'applicant', 'applicants']);
/** Columns of counts, if they hold numbers. */
const namesOfCounts = new Set(['pemohon', 'applicant', 'applicants']);

/** Columns that tell of single persons beside a name, without naming anybody. */
const personHeader =
  /^(alamat|address|alamat (lengkap|rumah|pemohon)|(tempat|tanggal|tgl|tempat tanggal|tempat tgl) lahir|ttl|lahir|date of birth|birth ?date|place of birth|umur|usia|age|jenis kelamin|kelamin|jk|l p|gender|sex|pekerjaan|occupation|agama|religion|status (kawin|perkawinan|nikah)|kewarganegaraan|nationality|tanda tangan|signature)$/;
const countHeader =
  /^(jumlah|total|count|banyaknya|permohonan|applications?|pemohon|applicants?|jumlah (permohonan|pemohon))$/;
/** Columns whose numbers are the platform's names for something. */
const idHeader = /(^| )(id|ids|link|url|permalink|guid|uuid|hash)( |$)/;

const phonePattern = /^(?:\+ ?62|62|0)[ .-]?\(?(?:8\d{1,2})\)?(?:[ .-]?\d{2,5}){2,4}$/;
const emailPattern = /^[^\s@,;:]+@[^\s@,;:]+\.[a-z]{2,}$/i;
const passportPattern = /^(?:[A-Z]\d{6,7}|[A-Z]{2}\d{7})$/i;
/** Sixteen digits among other words, not a piece of a longer number or of an address. */
const numberInText = /(?<![\w/=%.-])\d{16}(?![\w/%-])/g;
/** How Excel shows a number of sixteen digits. */
const shortened = /^\d[.,]?\d*E\+1[4-6]$/i;

const organisation =
  /^(kantor|kanim|kanwil|ulp|ukk|unit|imigrasi|dinas|badan|balai|bank|pt|cv|ud|universitas|univ|institut|sekolah|sma|smk|smp|sd|hotel|mal|mall|plaza|rumah|rs|rsud|desa|kelurahan|kecamatan|kota|kabupaten|kampanye|sosialisasi|diseminasi|paspor|program|situs|radio|media|forum)\b/i;

/** Two to six words, each with a capital letter, as names of persons are written. */
function isPersonName(text: string): boolean {
  const words = text.split(/\s+/);
  return (
    words.length >= 2 &&
    words.length <= 6 &&
    text.length <= 60 &&
    words.every((word) => /^\p{Lu}[\p{L}.,'’-]*$/u.test(word)) &&
    !organisation.test(text)
  );
}

/** Anything that can stand in a column that holds names of persons. */
const namePattern = /^\p{L}[\p{L}.,'’ -]+$/u;

const isPhone = (text: string): boolean => phonePattern.test(text) && text.replaceAll(/\D/g, '').length >= 10;

const digitsOf = (text: string): string => text.replaceAll(/[\s.'’-]/g, '');

/** The NIK in a cell: all of it, spaced or not, or a number among words. A count whose thousands are grouped is none. */
function identityNumberIn(text: string): { readonly looks: boolean; readonly is: string | undefined } {
  const digits = digitsOf(text);
  if (/^\d{16}$/.test(digits)) {
    if (/^\d(?:[. ]\d{3}){5}$/.test(text)) return { looks: false, is: undefined };
    return { looks: true, is: isIdentityNumber(digits) ? digits : undefined };
  }
  if (text.length < 18) return { looks: false, is: undefined };
  const found = text.match(numberInText) ?? [];
  return { looks: found.length > 0, is: found.find(isIdentityNumber) };
}

/** What a rejected row says of itself, its NIK hidden: one that strayed into a file of counts is not kept either. */
export function withoutIdentityNumbers(row: RejectedRow): RejectedRow {
  // Where a row is refused because a text in it tells of somebody, nothing of the text is kept.
  if (row.issues.some(({ reason }) => reason.startsWith('remark-'))) return { ...row, original: '' };
  const hidden = (text: string): string =>
    text.replaceAll(numberInText, (digits) => (isIdentityNumber(digits) ? masked(digits, 'identity-number') : digits));
  const original = hidden(row.original);
  if (original === row.original) return row;
  const issues = row.issues.map((issue) => ({
    ...issue,
    ...(issue.facts === undefined
      ? {}
      : {
          facts: Object.fromEntries(
            Object.entries(issue.facts).map(([name, fact]) => [name, typeof fact === 'string' ? hidden(fact) : fact]),
          ),
        }),
  }));
  return { ...row, original, issues };
}

/** All but the ends hidden: enough to find the value in one's own file, too little to learn it. */
export function masked(text: string, kind: PersonalKind): string {
  if (kind === 'person-name') return text.replaceAll(/(\p{L})[^\s]*/gu, '$1•••');
  if (kind === 'email') return `${text.slice(0, 1)}•••@•••`;
  const bare = digitsOf(text);
  const shown = kind === 'passport-number' ? [1, 2] : [4, kind === 'phone' ? 2 : 4];
  const [before = 0, after = 0] = shown;
  return `${bare.slice(0, before)}${'•'.repeat(Math.max(bare.length - before - after, 4))}${bare.slice(-after)}`;
}

const kindsOfHeader = (header: string): PersonalKind[] =>
  header.length > 60 ? [] : (Object.keys(headers) as PersonalKind[]).filter((kind) => headers[kind].test(header));

const [zero, nine, at] = [0x30, 0x39, 0x40];
/** A passport number has six digits, and everything else that is looked for in a column without a name has more. */
const digitsMin = 6;

/** Whether a piece of text can hold no number of a person and no address: most pieces, told without a copy of them. */
function isInnocent(text: string, from: number, to: number): boolean {
  let digits = 0;
  for (let index = from; index < to; index += 1) {
    const code = text.charCodeAt(index);
    if (code === at) return false;
    if (code >= zero && code <= nine) {
      digits += 1;
      if (digits === digitsMin) return false;
    }
  }
  return true;
}

/** What was seen of one column. */
class ColumnSeen {
  filled = 0;
  /** Numbers of sixteen digits, NIK or not. */
  sixteens = 0;
  ones = 0;
  isFirstRepeated = true;
  readonly counts: Record<PersonalKind, number> = {
    'identity-number': 0,
    'passport-number': 0,
    'person-name': 0,
    phone: 0,
    email: 0,
  };
  readonly examples: Partial<Record<PersonalKind, string>> = {};
  /** Short numbers and nothing else: no value of a person can be in it. */
  isOfSmallNumbers = true;
  #firstNumber: string | undefined;
  readonly header: string;
  readonly letter: string;
  /** What the header says of the column. */
  readonly named: readonly PersonalKind[];
  /** Whether the header leaves no doubt that names of persons are meant. */
  readonly isOfPersons: boolean;

  constructor(header: string, letter: string) {
    this.header = header;
    this.letter = letter;
    this.named = kindsOfHeader(plainHeader(header));
    this.isOfPersons = this.named.includes('person-name') && !vagueNames.has(plainHeader(header));
  }

  #count(kind: PersonalKind, example: string): void {
    this.counts[kind] += 1;
    this.examples[kind] ??= example;
  }

  see(cell: string): void {
    // Nearly every cell: it holds something, and nothing that could be of a person.
    if (this.named.length === 0 && isInnocent(cell, 0, cell.length)) {
      if (!/[^\s'’\uFEFF]/.test(cell)) return;
      this.seeInnocent();
      if (cell.trim() === '1') this.ones += 1;
      if (this.isOfSmallNumbers && !/^[\s'’\uFEFF]*[\d.,%-]{1,6}\s*$/.test(cell)) this.isOfSmallNumbers = false;
      return;
    }
    const text = cell.trim().replace(/^['’\uFEFF]+/, '');
    if (text === '') return;
    this.filled += 1;
    if (text === '1') this.ones += 1;
    if (text.length < 7 && /^[\d.,%-]+$/.test(text)) return;
    this.isOfSmallNumbers = false;
    const identity = identityNumberIn(text);
    if (identity.looks) this.sixteens += 1;
    if (identity.is !== undefined) {
      this.#firstNumber ??= identity.is;
      this.isFirstRepeated &&= this.#firstNumber === identity.is;
      this.#count('identity-number', identity.is);
    } else if (this.named.includes('identity-number') && (/^\d{12,20}$/.test(digitsOf(text)) || shortened.test(text))) {
      this.#count('identity-number', text);
    }
    if (text.length > 60) return;
    if (isPhone(text) || (this.named.includes('phone') && /^[\d+][\d ().-]{6,18}$/.test(text))) {
      this.#count('phone', text);
    } else if (emailPattern.test(text)) this.#count('email', text);
    else if (
      passportPattern.test(text) ||
      (this.named.includes('passport-number') && /^[A-Z]{0,3} ?\d{5,9}$/i.test(text))
    ) {
      this.#count('passport-number', text);
    } else if (isPersonName(text) || (this.isOfPersons && namePattern.test(text))) this.#count('person-name', text);
  }

  /** A cell that holds something and nothing of a person. */
  seeInnocent(): void {
    this.filled += 1;
  }

  isMostly(kind: PersonalKind): boolean {
    return this.counts[kind] > 0 && this.counts[kind] * 2 > this.filled;
  }

  isIdentityNumbers(): boolean {
    const count = this.counts['identity-number'];
    if (count === 0) return false;
    if (this.named.includes('identity-number')) return true;
    // Numbers of a platform pass for a NIK one time in forty; of numbers that are NIK, nearly all do.
    if (count * 2 < this.sixteens) return false;
    // One number in every row is an account's.
    if (count > 2 && this.isFirstRepeated) return false;
    return !idHeader.test(plainHeader(this.header)) || (count > 1 && !this.isFirstRepeated);
  }

  isPhones(): boolean {
    if (this.named.includes('phone')) return this.counts.phone > 0;
    return this.isMostly('phone') && (this.counts.phone > 1 || /^[+0]/.test(this.examples.phone ?? ''));
  }

  isNamed(kind: PersonalKind): boolean {
    return this.named.includes(kind) && this.counts[kind] > 0;
  }
}

/** `A`, `B` … `AA`, as a spreadsheet names its columns. */
function letterOf(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? letterOf(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}

const headerRowsSearched = 10;
/** No table that people make has more; a line of a million commas is none. */
const columnsMax = 1_000;
/** A sheet whose head has fewer rows was seen whole. */
const rowsInHead = 200;

/** The row that names columns: the one with the most names of persons' columns, else the one with the most cells. */
function headerRowOf(rows: readonly Row[]): number {
  let best = -1;
  let most = 0;
  for (const [index, { cells }] of rows.slice(0, headerRowsSearched).entries()) {
    const filled = cells.slice(0, columnsMax).filter((cell) => cell.trim() !== '');
    const named = filled.filter((cell) => {
      const header = plainHeader(cell);
      return kindsOfHeader(header).length > 0 || personHeader.test(header);
    }).length;
    // A row with a figure or a personal value in it is data.
    const isData = filled.some((cell) => /\d{4}|@/.test(cell));
    const score = named * 1_000 + (isData ? 0 : filled.length);
    if (score > most) {
      best = index;
      most = score;
    }
  }
  return best;
}

/**
 * Whether a sheet tells of single persons: identity numbers, passport numbers, names, phones, e-mail addresses of the
 * public. Such a table is not ours to keep. Columns that the sheet's format knows hold what the format says and are
 * looked at only where they hold a NIK instead of a count, or names in the place of counts.
 *
 * The first rows decide which columns could hold such a thing; only for those is the rest of the sheet read.
 */
export function personalData(sheet: Sheet, knownColumns: ReadonlySet<number> | undefined): PersonalFinding | undefined {
  const headerRow = headerRowOf(sheet.head);
  const header = sheet.head[headerRow]?.cells ?? [];
  const columns: ColumnSeen[] = [];
  const isKnown = (column: number) => knownColumns?.has(column) ?? false;
  const columnAt = (column: number): ColumnSeen => {
    const found = columns[column] ?? new ColumnSeen((header[column] ?? '').trim(), letterOf(column));
    columns[column] = found;
    return found;
  };
  for (const [index, { cells }] of sheet.head.entries()) {
    // What stands above the header is a title.
    if (index < headerRow) continue;
    for (const [column, cell] of cells.slice(0, columnsMax).entries()) {
      if (index === headerRow) columnAt(column);
      else columnAt(column).see(cell);
    }
  }

  const found = findingOf(columns, isKnown, knownColumns !== undefined);
  const canHold = columns.flatMap((seen, column) =>
    !isKnown(column) && (seen.filled === 0 || !seen.isOfSmallNumbers) ? [column] : [],
  );
  if (canHold.length === 0 || sheet.head.length < rowsInHead) return found;
  let index = -1;
  const watched = columns.map((seen, column) => (canHold.includes(column) ? seen : undefined));
  watched.length = (canHold.at(-1) ?? 0) + 1;
  // Names of persons have no sign of their own: where a column is said to hold them every row is looked at.
  const isTold = watched.every((seen) => seen === undefined || seen.named.length === 0);
  const filled: ColumnSeen[] = [];
  const readLine: ReadLine = (text, from, to, delimiter) => {
    if (!isTold || index + 1 < sheet.head.length) return false;
    filled.length = 0;
    let start = from;
    for (let column = 0; column < watched.length && start <= to; column += 1) {
      const found = text.indexOf(delimiter, start);
      const end = found === -1 || found > to ? to : found;
      const seen = watched[column];
      if (seen !== undefined && end > start) {
        // A blank and a `1` alone are looked at as cells are.
        const isPlain = text.charCodeAt(start) > 0x20 && end - start > 1;
        if (!isPlain || !isInnocent(text, start, end)) return false;
        filled.push(seen);
      }
      start = end + 1;
    }
    for (const seen of filled) seen.seeInnocent();
    index += 1;
    return true;
  };
  for (const { cells } of sheet.rows(readLine)) {
    index += 1;
    if (index < sheet.head.length) continue;
    for (const column of canHold) {
      const cell = cells[column];
      if (cell !== undefined && cell !== '') columns[column]?.see(cell);
    }
  }
  return index < sheet.head.length ? found : findingOf(columns, isKnown, knownColumns !== undefined);
}

function findingOf(
  columns: readonly ColumnSeen[],
  isKnown: (column: number) => boolean,
  isRecognised: boolean,
): PersonalFinding | undefined {
  const personal: PersonalColumn[] = [];
  const add = (seen: ColumnSeen, kind: PersonalKind) => {
    const says = seen.named.includes(kind) || personHeader.test(plainHeader(seen.header));
    // In a file that is not recognised the first row may be data: only a header that is known to be one is repeated.
    const isSafe = seen.header !== '' && (says || isRecognised) && !/\d{5}|@/.test(seen.header);
    personal.push({
      column: isSafe ? seen.header : seen.letter,
      kind,
      count: seen.counts[kind],
      example: masked(seen.examples[kind] ?? '', kind),
    });
  };
  const open = columns.filter((_, column) => !isKnown(column));
  for (const seen of open) {
    if (seen.isIdentityNumbers()) add(seen, 'identity-number');
    else if (seen.isNamed('passport-number') || (seen.isMostly('passport-number') && !isIdColumn(seen))) {
      add(seen, 'passport-number');
    } else if (seen.isPhones()) add(seen, 'phone');
    else if (seen.isNamed('email') || seen.isMostly('email')) add(seen, 'email');
  }
  const tellsOfPersons =
    personal.length > 0 || open.some((seen) => personHeader.test(plainHeader(seen.header)) && seen.filled > 0);
  const countsOfOne = columns.filter(
    (seen) => countHeader.test(plainHeader(seen.header)) && seen.filled > 0 && seen.ones === seen.filled,
  );
  for (const [column, seen] of columns.entries()) {
    if (seen === undefined) continue;
    const name = plainHeader(seen.header);
    if (isKnown(column)) {
      // A figure of sixteen digits is no count; a name is none either.
      if (!idHeader.test(name) && seen.isMostly('identity-number')) add(seen, 'identity-number');
      if (namesOfCounts.has(name) && seen.isMostly('person-name')) add(seen, 'person-name');
      continue;
    }
    if (!seen.named.includes('person-name') || !seen.isMostly('person-name')) continue;
    const isVague = vagueNames.has(name) && !namesOfCounts.has(name);
    if (!isVague || tellsOfPersons || countsOfOne.some((other) => other !== seen)) add(seen, 'person-name');
  }
  return personal.length === 0 ? undefined : { columns: personal };
}

const isIdColumn = (seen: ColumnSeen): boolean => idHeader.test(plainHeader(seen.header));

/**
 * Refuses a sheet that tells of single persons, whether its format is known or not. Nothing of it is repeated but
 * headers and hidden values.
 */
export function refusePersonalData(sheet: Sheet, format: Format | undefined): void {
  const known = format && new Set([...findHeader(sheet, format.columns).at.values()].flat());
  const finding = personalData(sheet, known);
  if (!finding) return;
  const { columns } = finding;
  throw new ProblemError(422, 'personal-data', {
    facts: {
      columns: columns.map(({ column }) => column).join(', '),
      count: Math.max(...columns.map(({ count }) => count)),
    },
    issues: columns.map(({ column, kind, count, example }) => ({
      field: column,
      code: `personal-${kind}`,
      facts: { count, example },
    })),
  });
}
