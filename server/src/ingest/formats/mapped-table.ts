import { metricCodes, otherSources, passportTypes, wholeTotal } from '@tilik/db/vocabulary';
import { type Period, type Read, readCode, readCount } from '../cells.ts';
import { columnOrder, orderQuestions, readOrdered } from '../day-order.ts';
import { type Row, rowsAfter } from '../decode.ts';
import { applicantsFigure, type Figure, readingFigure, sourceFigure } from '../figures.ts';
import { type Context, type Format, type Recognition, RowReader } from '../format.ts';
import { isBlank } from '../header.ts';
import { columnsOf, type Mapping, metricByName, type UnknownTable } from '../mapping.ts';
import { type PassportKind, passportKind } from '../passport-words.ts';
import type { RowOutcome } from '../plan.ts';
import { passportTypeByName } from './applicants-template.ts';
import { otherSourceByName } from './sources-template.ts';

/** A table is known less surely by what somebody once said of its header than by a format's own columns. */
const confidence = 0.5;

/** Counts of a table that says no more than the type of passport. */
const whole = { variant: wholeTotal, request: wholeTotal, purpose: wholeTotal, servicePoint: wholeTotal };

/** The type of passport by one of its names, or by the label of a recap, which may name a variant as well. */
function readKind(text: string): Read<PassportKind> {
  const read = readCode(text, passportTypeByName, 'unknown-passport-type', Object.keys(passportTypes));
  if (read.ok) return { ok: true, value: { passportType: read.value, variant: undefined } };
  const kind = passportKind(text);
  return kind ? { ok: true, value: kind } : read;
}

/** A declared source by its name: a channel, something else, or not known. */
function readSource(text: string, { channels, channelList }: Context): Read<string> {
  const known = () => [...channelList.map(({ id }) => id), ...Object.keys(otherSources)];
  const other = readCode(text, otherSourceByName, 'unknown-source', known);
  return other.ok ? other : readCode(text, channels, 'unknown-source', known);
}

/** The format of a table whose columns a person has named, now or when a table with the same header came before. */
export function mappedTable(table: UnknownTable, mapping: Mapping): Format {
  const { sheet, index, header, headerHash } = table;
  const used = columnsOf(mapping);
  const name = (column: number): string => header[column] ?? '';
  const cell = (row: Row, column: number): string => row.cells[column] ?? '';
  const order = columnOrder(
    (function* () {
      for (const row of rowsAfter(sheet, index)) yield cell(row, mapping.day);
    })(),
  );

  const recognition: Recognition = {
    confidence,
    questions: orderQuestions(order),
    ignored: header.filter((label, column) => label !== '' && !used.includes(column)),
    account: headerHash,
    mapped: { table, mapping },
    *read(context) {
      for (const row of rowsAfter(sheet, index)) {
        if (!isBlank(row)) yield outcomeOf(row, context);
      }
    },
  };

  /** What a row says, by the mapping's shape. */
  function figuresOf(row: Row, period: Period | undefined, reader: RowReader, context: Context): Figure[] {
    const officeId = context.office.id;
    const count = (column: number) => reader.take(name(column), readCount(cell(row, column)));
    /** Counts of several columns of one row, each of its own. */
    const counts = <Column extends { readonly column: number }>(
      columns: readonly Column[],
      figure: (column: Column, value: number, period: Period) => Figure,
    ): Figure[] =>
      columns.flatMap((column) => {
        const value = count(column.column);
        return period && typeof value === 'number' ? [figure(column, value, period)] : [];
      });
    const kindOf = (column: number) => reader.take(name(column), readKind(cell(row, column)));
    switch (mapping.shape) {
      case 'wide':
        return counts(mapping.metrics, ({ metric }, value, on) =>
          readingFigure({ officeId, channelId: mapping.channel, metric, ...on, value }),
        );
      case 'long': {
        const metric = reader.take(
          name(mapping.metric),
          readCode(cell(row, mapping.metric), metricByName, 'unknown-metric', metricCodes),
        );
        const value = count(mapping.value);
        const written = mapping.channelColumn === undefined ? '' : cell(row, mapping.channelColumn);
        const known = context.channelList.map(({ id }) => id);
        const channelId =
          written.trim() === '' && mapping.channel !== undefined
            ? mapping.channel
            : reader.take(
                name(mapping.channelColumn ?? 0),
                readCode(written, context.channels, 'unknown-channel', known),
              );
        if (!period || metric === undefined || channelId === undefined || typeof value !== 'number') return [];
        return [readingFigure({ officeId, channelId, metric, ...period, value })];
      }
      case 'applicants-wide':
        return counts(mapping.types, ({ passportType }, applicants, on) =>
          applicantsFigure({ officeId, passportType, ...whole, ...on, applicants }),
        );
      case 'applicants-long': {
        const kind = kindOf(mapping.typeColumn);
        const applicants = count(mapping.value);
        if (!period || !kind || typeof applicants !== 'number') return [];
        const { passportType, variant = wholeTotal } = kind;
        return [applicantsFigure({ officeId, passportType, ...whole, variant, ...period, applicants })];
      }
      case 'sources-wide': {
        const { passportType } = mapping;
        return counts(mapping.sources, ({ source }, applicants, on) =>
          sourceFigure({ officeId, source, passportType, ...on, applicants }),
        );
      }
      case 'sources-long': {
        const source = reader.take(name(mapping.sourceColumn), readSource(cell(row, mapping.sourceColumn), context));
        const { typeColumn } = mapping;
        const isSaid = typeColumn !== undefined && cell(row, typeColumn).trim() !== '';
        const passportType =
          isSaid || mapping.passportType === undefined ? kindOf(typeColumn ?? 0)?.passportType : mapping.passportType;
        const applicants = count(mapping.value);
        if (!period || source === undefined || !passportType || typeof applicants !== 'number') return [];
        return [sourceFigure({ officeId, source, passportType, ...period, applicants })];
      }
    }
  }

  function outcomeOf(row: Row, context: Context): RowOutcome {
    const { line, original } = row;
    if (row.cells.slice(header.length).some((text) => text.trim() !== '')) {
      const issue = { field: name(header.length - 1), reason: 'too-many-cells' };
      return { kind: 'rejected', line, original, issues: [issue] };
    }
    const reader = new RowReader();
    const period = reader.take(
      name(mapping.day),
      readOrdered(cell(row, mapping.day), context.today, order, context.dayOrder),
    );
    const figures = figuresOf(row, period, reader, context);
    if (reader.issues.length > 0) return { kind: 'rejected', line, original, issues: reader.issues };
    if (figures.length === 0) return { kind: 'skipped', line, original, reason: 'not-reported' };
    return { kind: 'figures', line, original, figures };
  }

  return {
    id: 'mapped-table',
    required: used.map(name),
    columns: Object.fromEntries(used.map((column) => [String(column), [name(column)]])),
    recognise: () => recognition,
  };
}
