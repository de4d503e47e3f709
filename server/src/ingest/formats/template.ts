import type { Language } from '@tilik/db/vocabulary';
import type { Day } from '../../day.ts';
import { unguarded } from '../../export/formula-guard.ts';
import type { Batch, BatchBuilder } from '../batches.ts';
import type { Period, Read } from '../cells.ts';
import { DailyLines } from '../daily-lines.ts';
import { columnOrder, orderQuestions, readOrdered } from '../day-order.ts';
import { type Row, rowsAfter } from '../decode.ts';
import type { Figure } from '../figures.ts';
import { type Context, type Format, RowReader } from '../format.ts';
import { cellOf, findHeader, isBlank, overflow } from '../header.ts';
import type { RowOutcome } from '../plan.ts';

/** A column of one of Tilik's own templates. */
export interface TemplateColumn {
  /** Header as the downloaded template writes it. */
  readonly header: Readonly<Record<Language, string>>;
  /** Other names it is known by. */
  readonly aliases?: readonly string[];
  readonly required?: boolean;
  /** It holds a day or a month. */
  readonly isDate?: boolean;
  readonly example: Readonly<Record<Language, string>>;
}

/** What a template's row reader is given. */
export interface TemplateRow<Field extends string> {
  /** Text of a cell; empty where there is none. */
  readonly text: (field: Field) => string;
  /** The column as the file calls it. */
  readonly label: (field: Field) => string;
  readonly has: (field: Field) => boolean;
  /** Day or month of a cell, in the order of day and month that the file keeps; undefined and an issue where it is none. */
  readonly period: (field: Field, latest?: Day) => Period | undefined;
  readonly reader: RowReader;
  readonly context: Context;
}

export interface Template<Field extends string = string> extends Format {
  readonly template: Readonly<Record<Field, TemplateColumn>>;
}

/** The columns of a template whose rows are one figure each, of which nothing but the day and the value changes with them. */
export interface DailyColumns<Field extends string> {
  readonly date: Field;
  readonly value: Field;
}

/**
 * Makes a format of a template's columns and of what one row means. `figuresOf` answers the row's figures; none means
 * that nothing was reported in it. Issues it puts into the reader reject the row.
 */
export function defineTemplate<Field extends string>(
  id: string,
  template: Readonly<Record<Field, TemplateColumn>>,
  figuresOf: (row: TemplateRow<Field>) => readonly Figure[],
  daily?: DailyColumns<NoInfer<Field>>,
): Template<Field> {
  const fields = Object.keys(template) as Field[];
  const columns = Object.fromEntries(
    fields.map((field) => [
      field,
      [field, template[field].header.id, template[field].header.en, ...(template[field].aliases ?? [])],
    ]),
  ) as Record<Field, string[]>;
  const required = fields.filter((field) => template[field].required);
  const dateFields = fields.filter((field) => template[field].isDate);
  return {
    id,
    template,
    required: required.map((field) => template[field].header.en),
    columns,
    recognise(sheet) {
      const header = findHeader(sheet, columns);
      if (!required.every((field) => header.at.has(field))) return undefined;
      const known = header.at.size;
      const label = (field: Field) => header.written.get(field) ?? field;
      const has = (field: Field) => header.at.has(field);
      // One hand wrote the file: its date columns are looked at as one.
      const order = columnOrder(
        dateTexts(sheet.head.slice(header.index + 1)),
        dateTexts(rowsAfter(sheet, header.index)),
      );
      return {
        confidence: known / (known + header.unknown.length),
        questions: orderQuestions(order),
        ignored: header.unknown,
        read: (context) => ({
          *[Symbol.iterator]() {
            const outcomeOf = rowReader(context);
            for (const row of rowsAfter(sheet, header.index)) if (!isBlank(row)) yield outcomeOf(row);
          },
          ...(isDailyTable() ? { gather: (builder: BatchBuilder) => gather(builder, context) } : {}),
        }),
      };

      /** Whether the day comes first in every line, the value last, and both only there. */
      function isDailyTable(): boolean {
        if (daily === undefined || header.width < 3) return false;
        const stands = (field: Field, at: number) => header.at.get(field)?.join() === String(at);
        return stands(daily.date, 0) && stands(daily.value, header.width - 1);
      }

      function* gather(builder: BatchBuilder, context: Context): Iterable<Batch> {
        const outcomeOf = rowReader(context);
        const lines = new DailyLines(builder, header.width);
        for (const row of rowsAfter(sheet, header.index, lines.read)) {
          if (isBlank(row)) continue;
          const outcome = outcomeOf(row);
          if (!builder.fits(outcome)) yield builder.take();
          builder.add(outcome);
          lines.learn(row, outcome);
        }
      }

      function* dateTexts(rows: Iterable<Row>): Iterable<string> {
        for (const row of rows) {
          for (const field of dateFields) yield cellOf(header, row, field);
        }
      }

      /** What reads one row after the other: made once, since a large file has a million of them. */
      function rowReader(context: Context): (row: Row) => RowOutcome {
        let current: Row = { line: 0, cells: [], original: '' };
        let reader = new RowReader();
        const text = (field: Field) => unguarded(cellOf(header, current, field));
        // The same day stands on many rows that follow each other.
        let last: { text: string; latest: Day; read: Read<Period> } | undefined;
        const period = (field: Field, latest: Day = context.today) => {
          const said = text(field);
          if (last?.text !== said || last.latest !== latest) {
            last = { text: said, latest, read: readOrdered(said, latest, order, context.dayOrder) };
          }
          return reader.take(label(field), last.read);
        };
        return (row) => {
          const { line, original } = row;
          current = row;
          if (reader.issues.length > 0) reader = new RowReader();
          const tooLong = overflow(header, row);
          if (tooLong) return { kind: 'rejected', line, original, issues: [tooLong] };
          const figures = figuresOf({ text, label, has, period, reader, context });
          if (reader.issues.length > 0) return { kind: 'rejected', line, original, issues: reader.issues };
          if (figures.length === 0) return { kind: 'skipped', line, original, reason: 'not-reported' };
          return { kind: 'figures', line, original, figures };
        };
      }
    },
  };
}

/** Every code of a list by its code and its labels in both languages. */
export function codesByName<Code extends string>(
  list: Readonly<Record<Code, { readonly label: Readonly<Record<Language, string>> }>>,
  aliases?: Readonly<Partial<Record<Code, readonly string[]>>>,
): ReadonlyMap<string, Code> {
  const codes = new Map<string, Code>();
  for (const code of Object.keys(list) as Code[]) {
    for (const name of [code, list[code].label.id, list[code].label.en, ...(aliases?.[code] ?? [])]) {
      codes.set(name.toLowerCase().replaceAll(/[\s_-]+/g, ' '), code);
    }
  }
  return codes;
}
