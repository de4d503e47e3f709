import { csvRows } from '@tilik/server/inside/ingest/csv-rows.ts';
import { decode } from '@tilik/server/inside/ingest/decode.ts';
import { memorySource, type Source } from '@tilik/server/inside/ingest/source.ts';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

/** A cell as a spreadsheet program would write it. */
const written = (cell: string, delimiter: string) =>
  /["\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;

const cell = fc.string({ unit: fc.constantFrom('a', 'ñ', '🙂', '"', ',', ';', '\n', ' ', '1'), maxLength: 8 });
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 });

/** A text cut into pieces at the given places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((one, other) => one - other);
  return [...at, text.length].map((end, index) => text.slice(at[index - 1] ?? 0, end));
}

describe('rows of delimited text', () => {
  test('are what csv-parse reads, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';'),
        fc.array(fc.nat(), { maxLength: 6 }),
        (cells, delimiter, places) => {
          const text = `${cells.map((row) => row.map((one) => written(one, delimiter)).join(delimiter)).join('\n')}\n`;
          const theirs = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false }) as string[][];
          const ours = [...csvRows(cut(text, places), delimiter, 1)];
          expect(ours.map((row) => row.cells)).toEqual(theirs);
          expect(ours.map((row) => row.original).join('\n')).toBe(text.slice(0, -1));
        },
      ),
    );
  });

  test('know the line they begin on, captions of several lines included', () => {
    const rows = [...csvRows(['a,"b\nc\nd"\n\ne,f\n"g"'], ',', 3)];
    expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
      [3, ['a', 'b\nc\nd']],
      [6, ['']],
      [7, ['e', 'f']],
      [8, ['g']],
    ]);
  });

  test('take a stray quote for a letter', () => {
    const rows = [...csvRows(['5" screen,"say "hi" now",x\n'], ',', 1)];
    expect(rows.map(({ cells }) => cells)).toEqual([['5" screen', 'say "hi" now', 'x']]);
  });

  test('refuse a quote that is never closed, and name the line it stands on', () => {
    expect(() => [...csvRows(['a,b\nc,"d\ne,f\n'], ',', 1)]).toThrow('quote-not-closed');
  });
});

/** The same bytes, handed out a few at a time. */
function inPieces(bytes: Uint8Array, size: number): Source {
  return {
    ...memorySource(bytes),
    *pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
}

describe('a file read in pieces', () => {
  const text = 'tanggal;kanal;metrik;nilai\r\n2026-01-05;Situs – wéb 🙂;visits;5\r\n2026-01-06;"a\r\nb";visits;6\r\n';
  const encodings = {
    'UTF-8': new TextEncoder().encode(text),
    'UTF-8 with a mark': new TextEncoder().encode(`\uFEFF${text}`),
    'UTF-16LE': new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le')),
    'Windows-1252': new Uint8Array(Buffer.from(text.replace(' – wéb 🙂', ' wéb'), 'latin1')),
  };
  for (const [encoding, bytes] of Object.entries(encodings)) {
    test(`is the same as read at once: ${encoding}`, async () => {
      const whole = await decode(memorySource(bytes));
      const expected = [...(whole[0]?.rows() ?? [])];
      expect(expected.length).toBe(3);
      expect(expected[1]?.cells[1]).toContain('wéb');
      for (const size of [1, 2, 3, 5, 7]) {
        // The first piece holds the first bytes, by which the kind of file is told.
        const source = inPieces(bytes, size);
        const head = {
          ...source,
          pieces: () => [bytes.subarray(0, 64), ...[...inPieces(bytes.subarray(64), size).pieces()]],
        };
        const [sheet] = await decode(head);
        expect([...(sheet?.rows() ?? [])], String(size)).toEqual(expected);
      }
    });
  }
});
