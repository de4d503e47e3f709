import { moved } from '@tilik/web/inside/evidence/order.ts';
import { piecesOf } from '@tilik/web/inside/evidence/pieces.ts';
import type { Triangulation } from '@tilik/web/inside/evidence/queries.ts';
import { picturesOf } from '@tilik/web/inside/evidence/series.ts';
import { readNotesSearch } from '@tilik/web/inside/evidence/view.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('the page of notes is its URL; days the wrong way round are turned', () => {
  const search = { q: '"soal biaya" antre*', theme: 'biaya', kind: 'interview', campaign: 'umrah', open: 'new' };
  expect(readNotesSearch(search)).toEqual(search);
  expect(readNotesSearch({ from: '2026-02-01', to: '2026-01-01', kind: 'rumour', q: ' ' })).toEqual({
    from: '2026-01-01',
    to: '2026-02-01',
  });
});

test('a text is cut at what was found in it, and the pieces together are the text', () => {
  expect(piecesOf({ text: 'di loket tiga', ranges: [[3, 8]] })).toEqual([
    { at: 0, text: 'di ', isFound: false },
    { at: 3, text: 'loket', isFound: true },
    { at: 8, text: ' tiga', isFound: false },
  ]);
  expect(piecesOf({ text: '', ranges: [] })).toEqual([]);
  fc.assert(
    fc.property(fc.string(), fc.array(fc.tuple(fc.nat(40), fc.nat(40))), (text, ranges) => {
      const pieces = piecesOf({ text, ranges });
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      expect(new Set(pieces.map(({ at }) => at)).size).toBe(pieces.length);
    }),
  );
});

test('a theme is moved by one; places that were the same are told apart, and the ends stay ends', () => {
  const themes = [
    { id: 'a', position: 1 },
    { id: 'b', position: 1000 },
    { id: 'c', position: 1000 },
  ];
  expect(moved(themes, 'c', -1)).toEqual([
    { id: 'c', position: 2 },
    { id: 'b', position: 3 },
  ]);
  expect(moved(themes, 'a', -1)).toEqual([]);
  expect(moved(themes, 'c', 1)).toEqual([]);
});

const month = (from: string, given: Partial<Triangulation['months'][number]>): Triangulation['months'][number] => ({
  from,
  to: from,
  state: 'reported',
  notes: 0,
  themes: { biaya: null, antrean: null },
  inquiries: { cost: null },
  electronic: null,
  ordinary: null,
  uptake: { kind: 'none', reason: 'not-reported' },
  ...given,
});

test('pictures stand in pairs, one scale for all notes and another for questions; what is not known stays unknown', () => {
  const themes = [
    { id: 'biaya', name: 'Biaya', nameEn: null, notes: 3, topic: 'cost' },
    { id: 'antrean', name: 'Antrean', nameEn: null, notes: 1, topic: null },
  ];
  const months = [
    month('2025-11-01', { inquiries: { cost: 41 } }),
    month('2025-12-01', {
      state: 'unfinished',
      notes: 7,
      themes: { biaya: 3, antrean: 0 },
      uptake: { kind: 'share', share: 0.34, low: 0.3, high: 0.38 },
    }),
  ];
  const pairs = picturesOf({ themes, months });
  expect(pairs.map(([left, right]) => [left.what, left.top, right?.what, right?.top])).toEqual([
    ['notes', 8, 'uptake', 0.4],
    ['theme', 8, 'inquiries', 50],
    ['theme', 8, undefined, undefined],
  ]);
  const values = pairs.map(([left, right]) =>
    [left, right].map((picture) => picture?.points.map(({ value }) => value)),
  );
  expect(values).toEqual([
    [
      [0, 7],
      [null, 0.34],
    ],
    [
      [null, 3],
      [41, null],
    ],
    [[null, 0], undefined],
  ]);
  expect(pairs[0]?.[1]?.points[1]).toMatchObject({ low: 0.3, high: 0.38, isRunning: true });
});
