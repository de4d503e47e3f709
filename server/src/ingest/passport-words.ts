import type { PassportType } from '@tilik/db/vocabulary';

/** Words of a label: lower case, marks as blanks, `48H` as `48 h`. */
const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replaceAll(/(?<=\d)(?=[a-z])/g, ' ')
    .trim();

/** A label as a code: words joined by hyphens. */
export const codeOf = (text: string): string => wordsOf(text).replaceAll(' ', '-');

/** What a recap calls a book or document. */
export interface PassportKind {
  readonly passportType: PassportType;
  /** Undefined where the label says no more than the type. */
  readonly variant: string | undefined;
}

const named = (pattern: RegExp, words: string): boolean => pattern.test(words);

/**
 * Type and variant of a label such as `PASPOR BIASA ELEKTRONIK LAMINASI 10 TAHUN`. The ordinary passport is also
 * called `PASPOR BIASA NON ELEKTRONIK`, so NON is looked for before ELEKTRONIK. Undefined where it is no passport or
 * travel document.
 */
export function passportKind(text: string): PassportKind | undefined {
  const words = wordsOf(text);
  const isElectronic =
    !named(/\bnon\b|\bnonelektronik\b|\btanpa\b/, words) &&
    named(
      /\belektronik\b|\belectronic\b|\be (paspor|passport)\b|\bepaspor\b|\bpolikarbonat\b|\bpolycarbonate\b/,
      words,
    );
  if (named(/\b24 ?(h|hal|hlm|halaman|p|pages?)?\b/, words)) {
    return { passportType: 'other', variant: isElectronic ? '24-page-electronic' : '24-page' };
  }
  if (named(/\bsplp\b|\bplb\b|\bpas lintas batas\b|\bsurat perjalanan\b|\bdinas\b|\bdiplomatik\b/, words)) {
    return { passportType: 'other', variant: codeOf(words.replace(/^paspor /, '')) };
  }
  const isOrdinary = named(/\bbiasa\b|\bnon\b|\bnonelektronik\b|\bordinary\b|\b48\b/, words);
  if (!isElectronic && !isOrdinary) return undefined;
  const years = /\b(\d{1,2}) (?:tahun|thn|th|t|years?|y)\b/.exec(words)?.[1];
  const parts = [
    named(/\blaminasi\b|\blaminated\b|\blaminate\b/, words) ? 'laminated' : '',
    named(/\bpolikarbonat\b|\bpolycarbonate\b/, words) ? 'polycarbonate' : '',
    named(/\b48\b/, words) ? '48-page' : '',
    years === undefined ? '' : `${Number(years)}y`,
  ].filter((part) => part !== '');
  return {
    passportType: isElectronic ? 'electronic' : 'ordinary',
    variant: parts.length > 0 ? parts.join('-') : undefined,
  };
}

/** Why a book is replaced. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/\bhabis\b|\bmasa berlaku\b|\bperpanjang\w*|\bexpired\b/, 'expired'],
  [/\bhilang\b|\blost\b/, 'lost'],
  [/\brusak\b|\bdamaged\b/, 'damaged'],
  [/\bperubahan\b|\bubah\b|\bdata change\b/, 'data-change'],
  [/\bpenuh\b|\bfull\b/, 'full'],
];

/** Words of a request that say only that it is one. */
const fillers = /\b(ganti|penggantian|pergantian|replacement|paspor|karena|permohonan)\b/g;

/** Code of what was asked for: `BARU` is `new`, `GANTI (HABIS MASA BERLAKU)` is `replacement-expired`. */
export function requestCode(text: string): string {
  const words = wordsOf(text);
  const isReplacement = named(/\bganti\b|\bpenggantian\b|\bpergantian\b|\breplacement\b/, words);
  const reason = reasons.find(([pattern]) => named(pattern, words))?.[1];
  if (isReplacement) {
    const rest = codeOf(words.replaceAll(fillers, ' '));
    return reason === undefined
      ? ['replacement', rest].filter((part) => part !== '').join('-')
      : `replacement-${reason}`;
  }
  if (named(/\bbaru\b|\bnew\b/, words)) return 'new';
  if (reason === undefined) return codeOf(text);
  return reason === 'lost' || reason === 'damaged' ? reason : `replacement-${reason}`;
}

/** Whether a column's title is a kind of request. */
export const isRequest = (text: string): boolean => {
  const words = wordsOf(text);
  return named(/\bbaru\b|\bnew\b|\bganti\b|\bpenggantian\b|\bpergantian\b|\breplacement\b/, words)
    ? true
    : reasons.some(([pattern]) => named(pattern, words));
};
