import type { MetricCode } from '@tilik/db/vocabulary';
import { columnOrder, orderQuestions, readOrdered } from '../day-order.ts';
import { type Row, rowsAfter, type Sheet } from '../decode.ts';
import { readingFigure } from '../figures.ts';
import { type Context, type Recognition, RowReader } from '../format.ts';
import { type ColumnNames, cellOf, type Header, isBlank, overflow } from '../header.ts';
import type { RowOutcome } from '../plan.ts';
import { metricValues } from './posts.ts';

/** The claim of a format with a row a day and a column per metric, all of one channel. */
export function recogniseDailyColumns<Metric extends MetricCode, Other extends string = never>(
  sheet: Sheet,
  header: Header<Metric | Other | 'date'>,
  options: {
    readonly channelId: string;
    readonly metricColumns: ColumnNames<Metric>;
    readonly confidence: number;
    readonly ignored: readonly string[];
    /** A row below the header that is no day but says what the columns mean. */
    readonly isDescription?: (row: Row) => boolean;
  },
): Recognition {
  const isDay = (row: Row) => !isBlank(row) && options.isDescription?.(row) !== true;
  const order = columnOrder(datesBelow());
  return {
    confidence: options.confidence,
    questions: orderQuestions(order),
    ignored: options.ignored,
    *read(context: Context): Iterable<RowOutcome> {
      for (const row of rowsAfter(sheet, header.index)) {
        if (!isDay(row)) continue;
        const { line, original } = row;
        const tooLong = overflow(header, row);
        if (tooLong) {
          yield { kind: 'rejected', line, original, issues: [tooLong] };
          continue;
        }
        const reader = new RowReader();
        const period = reader.take(
          header.written.get('date') ?? 'Date',
          readOrdered(cellOf(header, row, 'date'), context.today, order, context.dayOrder),
        );
        const values = metricValues(header, row, reader, options.metricColumns);
        if (reader.issues.length > 0 || period === undefined) {
          yield { kind: 'rejected', line, original, issues: reader.issues };
        } else if (values.length === 0) yield { kind: 'skipped', line, original, reason: 'not-reported' };
        else {
          const figures = values.map(([metric, value]) =>
            readingFigure({ officeId: context.office.id, channelId: options.channelId, metric, ...period, value }),
          );
          yield { kind: 'figures', line, original, figures };
        }
      }
    },
  };

  function* datesBelow(): Iterable<string> {
    for (const row of rowsAfter(sheet, header.index)) if (isDay(row)) yield cellOf(header, row, 'date');
  }
}
