/**
 * What a report says, as data: every figure, table, chart and sentence, in both languages, in the order in which they
 * are read. It is made once by `compose.ts`; the page, the PDF, the slides and the workbook are faces of it and compute
 * nothing. Plain JSON, so that it can be kept to the byte.
 */

/** A text in both languages, written when the report was composed. */
export interface Words {
  readonly id: string;
  readonly en: string;
}

/** Why there is no value. Three things, and none of them is zero. */
export const missingReasons = ['not-reported', 'outside', 'not-computed'] as const;
export interface Missing {
  readonly missing: (typeof missingReasons)[number];
}

/** A value of a table: a number in the unit of its column, a day or month as text, a text in both languages, or why none. */
export type Cell = number | string | Words | Missing;

/**
 * What a column holds, and so how every face writes it. `share`: a fraction, 0.406 is 40.6 %. `points`: a difference of
 * two shares, 0.012 is 1.2 percentage points. `change`: a ratio minus 1, 0.08 is +8 %. `rupiah`: whole rupiah. `days`,
 * `minutes`: numbers. `day`: `YYYY-MM-DD`. `month`: `YYYY-MM`. `text`: a string that is the same in both languages
 * (a name), or `Words`.
 */
export const columnKinds = [
  'text',
  'month',
  'day',
  'count',
  'decimal',
  'share',
  'points',
  'change',
  'days',
  'minutes',
  'rupiah',
] as const;
export type ColumnKind = (typeof columnKinds)[number];

export interface Column {
  readonly key: string;
  readonly label: Words;
  readonly kind: ColumnKind;
}

/** Rows have a key that names the same thing in every month and edition: differences are told by it. */
export interface Row {
  readonly key: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** A number that answers the report's question, with what it is held against. */
export interface Figure {
  readonly key: string;
  readonly label: Words;
  readonly kind: ColumnKind;
  readonly value: Cell;
  /** Ends of the 95 % interval, where the value has one. */
  readonly interval?: readonly [number, number];
  /** Last month, last year, the target: each in the figure's own unit, with the difference where both are known. */
  readonly against: readonly {
    readonly label: Words;
    readonly value: Cell;
    readonly difference?: Cell;
    readonly differenceKind?: ColumnKind;
  }[];
}

/** What is marked on an axis of time: a campaign as a band, an event as a line. */
export interface Mark {
  readonly kind: 'campaign' | 'event' | 'launch';
  /** Months, as the axis has them. */
  readonly from: string;
  readonly to: string;
  readonly label: Words;
}

export interface Series {
  /** Column of the table that is drawn. */
  readonly column: string;
  /** Columns with the ends of its interval. */
  readonly band?: { readonly low: string; readonly high: string };
  /** Its colour is the same everywhere. */
  readonly role: 'electronic' | 'ordinary' | 'share' | 'target' | 'first' | 'second' | 'third' | 'fourth';
  /** On the right-hand axis, as a line. */
  readonly secondAxis?: boolean;
}

/** A picture of a table that stands in the same block: it has no data of its own. */
export interface Chart {
  readonly key: string;
  /** Key of the table it draws. */
  readonly table: string;
  readonly form: 'columns' | 'stacked-columns' | 'lines' | 'bars';
  /** Column of the categories. */
  readonly category: string;
  readonly series: readonly Series[];
  readonly title: Words;
  /** What it shows, computed. */
  readonly says: Words;
  readonly marks: readonly Mark[];
}

export interface Table {
  readonly key: string;
  readonly title: Words;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** What has to be known to read it: counts that are not the same people, suppressed cells. */
  readonly note?: Words;
}

/** The section's own words: paragraphs and lists of runs, nothing else. */
export interface Run {
  readonly text: string;
  readonly strong?: true;
  readonly emphasis?: true;
}
export type RichBlock =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly entries: readonly (readonly Run[])[] };
export type RichText = readonly RichBlock[];

export type Item =
  | { readonly kind: 'sentence'; readonly key: string; readonly text: Words }
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'chart'; readonly chart: Chart }
  | {
      readonly kind: 'definitions';
      readonly definitions: readonly { readonly key: string; readonly term: Words; readonly meaning: Words }[];
    }
  /** One text, not two: it is what somebody wrote. */
  | { readonly kind: 'rich'; readonly text: RichText };

/** The parts of a report, in this order. */
export const blockKeys = [
  'summary',
  'uptake',
  'campaigns',
  'channels',
  'inquiries',
  'service',
  'duties',
  'events',
  'completeness',
  'plan',
  'remarks',
  'appendix',
] as const;
export type BlockKey = (typeof blockKeys)[number];

export interface Block {
  readonly key: BlockKey;
  readonly title: Words;
  readonly items: readonly Item[];
}

/** A page of the deck: what is said aloud stands in the notes, with the definitions. */
export interface Slide {
  readonly key: string;
  readonly title: Words;
  readonly sentences: readonly Words[];
  /** Keys of figures, of a chart and of a table of the report. */
  readonly figures: readonly string[];
  readonly chart: string | null;
  readonly table: string | null;
  /** So many rows of the table are shown; the rest is told by number. */
  readonly rowsMax: number;
  readonly notes: Words;
}

export interface ReportContent {
  /** Of this shape: a later program reads an earlier report. */
  readonly version: 1;
  readonly office: { readonly id: string; readonly name: string };
  /** `YYYY-MM`. */
  readonly month: string;
  readonly title: Words;
  /** Made-up figures: every face says so. */
  readonly sample: boolean;
  /** The month is closed; if not, every face says that its figures are provisional. */
  readonly closed: boolean;
  readonly letterhead: { readonly lines: readonly string[]; readonly logo: string | null };
  readonly signature: { readonly place: string; readonly title: string; readonly name: string | null };
  readonly blocks: readonly Block[];
  readonly slides: readonly Slide[];
}

/** What is only known once a report is approved. */
export interface Seal {
  readonly number: string;
  readonly edition: number;
  /** Day in the office's zone. */
  readonly approvedOn: string;
  readonly dataVersion: string;
  /** For a revision: why, the number it revises, and what differs from it. */
  readonly revises: {
    readonly edition: number;
    readonly contentHash: string;
    readonly reason: string;
    readonly differences: readonly Difference[];
  } | null;
}

/** What is frozen, and hashed. */
export interface FrozenReport {
  readonly content: ReportContent;
  readonly seal: Seal;
}

/** One value that differs between two reports. */
export interface Difference {
  readonly block: BlockKey;
  /** Key of the table, or `figures`, `sentences`, `remarks`. */
  readonly place: string;
  /** What it is, in words: table, row and column. */
  readonly what: Words;
  readonly kind: ColumnKind;
  /** Null: it is not there. */
  readonly was: Cell | null;
  readonly became: Cell | null;
}
