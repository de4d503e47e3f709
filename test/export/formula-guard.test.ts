import { guarded, unguarded } from '@tilik/server/inside/export/formula-guard.ts';
import { csvText } from '@tilik/server/inside/export/write-csv.ts';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const letters = fc.constantFrom('=', '+', '-', '@', "'", '"', ';', '\t', '\n', ' ', 'a', '1', '＝');
const text = fc.oneof(
  fc.string(),
  fc.array(letters, { maxLength: 12 }).map((list) => list.join('')),
);

test('what a guard was put into comes back as it was, whatever it holds', () => {
  fc.assert(
    fc.property(text, (value) => {
      expect(unguarded(guarded(value))).toBe(value);
    }),
    { numRuns: 3000 },
  );
});

test('no cell begins as a formula, whichever letter a spreadsheet parts the cells at', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
      const columns = cells.map((_, index) => `c${index}`);
      const csv = csvText(columns, [Object.fromEntries(cells.map((cell, index) => [`c${index}`, cell]))]);
      for (const delimiter of [',', ';', '\t']) {
        const rows: string[][] = parse(csv, {
          bom: true,
          delimiter,
          relax_quotes: true,
          relax_column_count: true,
          skip_records_with_error: true,
        });
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@]/);
      }
    }),
    { numRuns: 2000 },
  );
});
