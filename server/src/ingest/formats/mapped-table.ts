import { metricCodes } from '@tilik/db/vocabulary';
import { readCode, readCount } from '../cells.ts';
import { columnOrder, orderQuestions, readOrdered } from '../day-order.ts';
import { type Row, rowsAfter } from '../decode.ts';
import { type Figure, readingFigure } from '../figures.ts';
import { type Context, type Format, type Recognition, RowReader } from '../format.ts';
import { isBlank } from '../header.ts';
import { columnsOf, type Mapping, metricByName, type UnknownTable } from '../mapping.ts';
import type { RowOutcome } from '../plan.ts';

/** A table is known less surely by what somebody once said of its header than by a format's own columns. */
const confidence = 0.5;

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
    const figures: Figure[] = [];
    const officeId = context.office.id;
    if (mapping.shape === 'wide') {
      for (const { column, metric } of mapping.metrics) {
        const value = reader.take(name(column), readCount(cell(row, column)));
        if (!period || typeof value !== 'number') continue;
        figures.push(readingFigure({ officeId, channelId: mapping.channel, metric, ...period, value }));
      }
    } else {
      const metric = reader.take(
        name(mapping.metric),
        readCode(cell(row, mapping.metric), metricByName, 'unknown-metric', metricCodes),
      );
      const value = reader.take(name(mapping.value), readCount(cell(row, mapping.value)));
      const written = mapping.channelColumn === undefined ? '' : cell(row, mapping.channelColumn);
      const known = context.channelList.map(({ id }) => id);
      const channelId =
        written.trim() === '' && mapping.channel !== undefined
          ? mapping.channel
          : reader.take(
              name(mapping.channelColumn ?? 0),
              readCode(written, context.channels, 'unknown-channel', known),
            );
      if (period && metric !== undefined && channelId !== undefined && typeof value === 'number') {
        figures.push(readingFigure({ officeId, channelId, metric, ...period, value }));
      }
    }
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
