import type { Channel, Office } from '@tilik/db/schema';
import type { ProgrammeList } from '@tilik/db/vocabulary';
import type { Day } from '../day.ts';
import type { WordList } from '../offices/programme-words.ts';
import type { Facts } from '../problem.ts';
import type { RowOutcomes } from './batches.ts';
import type { Read } from './cells.ts';
import type { Sheet } from './decode.ts';
import type { ColumnNames } from './header.ts';
import type { Mapping, UnknownTable } from './mapping.ts';
import type { RowIssue } from './plan.ts';

/** What a person can be asked of a file. Each is also a field of the import form. */
export const questionFields = ['channel', 'snapshotOn', 'dayOrder', 'month', 'firstDay', 'approach'] as const;
export type QuestionField = (typeof questionFields)[number];

/** What a person says of a file besides the file. */
export type Answers = Readonly<Partial<Record<QuestionField | 'office', string | undefined>>>;

/** What a reader of rows needs to know besides the rows. */
export interface Context {
  readonly today: Day;
  /** Office of the rows that name none. */
  readonly office: Office;
  /** Codes by every name they go by. */
  readonly offices: ReadonlyMap<string, string>;
  readonly channels: ReadonlyMap<string, string>;
  readonly channelList: readonly Channel[];
  /** The lists that an administrator may add to. */
  readonly words: Readonly<Record<ProgrammeList, WordList>>;
  /** Channel given by the person where the file does not say. */
  readonly channel?: string | undefined;
  /** Day on which lifetime figures were as the file gives them. */
  readonly snapshotOn: Day;
  /** `day-first` or `month-first`, where the person was asked what 03/04/2025 means. */
  readonly dayOrder?: string | undefined;
  /** `YYYY-MM`, where a recap does not name its month. */
  readonly month?: string | undefined;
  /** First day of a table that counts its days from it. */
  readonly firstDay?: string | undefined;
  /** Approach of campaigns of which a calendar tells nothing but their days. */
  readonly approach?: string | undefined;
  readonly programme: Programme;
}

/** What is in the store that a row may speak of. Looked up when the row is read: a sheet before it may have brought it. */
export interface Programme {
  /** Id of a campaign of the office by its id or, where only one has it, by its name. */
  readonly campaignNamed: (text: string, officeId: string) => string | undefined;
  /** A campaign by the columns of its template, each as a file would have it; undefined where there is none such. */
  readonly campaignCells: (id: string) => Readonly<Record<string, string>> | undefined;
  readonly themeNamed: (text: string) => string | undefined;
  /** The zone in which an office's days begin and end. */
  readonly zoneOf: (officeId: string) => string;
  /** The office to which the thing of this id belongs; undefined where there is none such. */
  readonly officeOf: (noun: 'campaigns' | 'activities' | 'evidence', id: string) => string | undefined;
}

/** What the file cannot say and a person must or may. */
export interface Question {
  readonly field: QuestionField;
  /** Without an answer nothing can be read. */
  readonly required: boolean;
  readonly choices: readonly string[];
}

/** A format's claim on a sheet. */
export interface Recognition {
  /** 0 to 1: how much of what is there the format knows. */
  readonly confidence: number;
  readonly questions: readonly Question[];
  /** Columns or sections passed over, as the file names them. */
  readonly ignored: readonly string[];
  /** What those are, where they are no unknown columns. */
  readonly ignoredAre?: 'passed-over';
  /** The account, page or property the file is of, as it names it: answers are remembered for it. */
  readonly account?: string | undefined;
  /** What else is to be said of the file; keeps nothing out. */
  readonly remarks?: readonly { readonly code: string; readonly facts: Facts }[];
  /** How the columns were named, where a person has named them: remembered for tables with the same header. */
  readonly mapped?: { readonly table: UnknownTable; readonly mapping: Mapping };
  readonly read: (context: Context) => RowOutcomes;
}

/** One file format: one file in `formats/`. */
export interface Format {
  readonly id: string;
  /** Columns without which it is not this format; for saying what is missing of a near miss. */
  readonly required: readonly string[];
  readonly columns: ColumnNames<string>;
  readonly recognise: (sheet: Sheet) => Recognition | undefined;
}

/** Collects what is wrong in a row while its cells are read. */
export class RowReader {
  readonly issues: RowIssue[] = [];

  /** The value of a cell, or undefined and an issue. */
  take<Value>(field: string, read: Read<Value>): Value | undefined {
    if (read.ok) return read.value;
    this.issues.push({ field, reason: read.reason, ...(read.facts ? { facts: read.facts } : {}) });
    return undefined;
  }
}
