import { catalogues } from '@tilik/web/inside/language.ts';
import type { RecordRow } from '@tilik/web/inside/records/queries.ts';
import {
  changesOf,
  copiedFromYearBefore,
  gridRows,
  storedCells,
  withBlock,
  withDraft,
} from '@tilik/web/inside/targets/grid.ts';
import { readTarget, targetText } from '@tilik/web/inside/targets/input.ts';
import { arithmeticInWords } from '@tilik/web/inside/targets/wording.ts';
import fc from 'fast-check';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';

const t = createTranslator({ locale: 'id', messages: catalogues.id }) as unknown as Parameters<
  typeof arithmeticInWords
>[1];

const record = (month: string, indicator: string, target: number, campaign: string | null = null): RecordRow => ({
  key: ['bandung', campaign ?? '', indicator, '', `${month}-01`],
  fields: { month, office: 'bandung', campaign, indicator, channel: null, target, note: null },
  origin: { importId: 1, file: 'x.csv', format: 'tilik-targets', at: '2026-01-01T00:00:00Z', by: null, byHand: false },
});
const shareRow = { indicator: 'uptake-share', channel: null };

test('a share is read as a percentage or as a fraction, and never guessed', () => {
  for (const text of ['45%', '45 %', '0,45', '0.45', '45,0\u00a0%']) {
    expect(readTarget(text, 'share', 'id')).toEqual({ ok: true, value: 0.45 });
  }
  for (const text of ['45', '101%', '-1%', 'empat', '45%%']) {
    expect(readTarget(text, 'share', 'id')).toEqual({ ok: false });
  }
  expect(readTarget('7%', 'share', 'en')).toEqual({ ok: true, value: 0.07 });
});

test('thousands are parted as the language parts them, and a count is whole', () => {
  expect(readTarget('1.500', 'count', 'id')).toEqual({ ok: true, value: 1500 });
  expect(readTarget('1,500', 'count', 'en')).toEqual({ ok: true, value: 1500 });
  expect(readTarget('3,5', 'days', 'id')).toEqual({ ok: true, value: 3.5 });
  expect(readTarget('3,5', 'count', 'id')).toEqual({ ok: false });
  expect(readTarget('45%', 'count', 'id')).toEqual({ ok: false });
  expect(readTarget(' ', 'count', 'id')).toEqual({ ok: true, value: null });
});

test('what is shown can be typed again and is the same target', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1000 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.constantFrom('id', 'en'),
      (perMille, count, language) => {
        const share = Number((perMille / 1000).toPrecision(12));
        expect(readTarget(targetText(share, 'share', language), 'share', language)).toEqual({ ok: true, value: share });
        expect(readTarget(targetText(count, 'count', language), 'count', language)).toEqual({ ok: true, value: count });
      },
    ),
  );
});

test('a block from a spreadsheet fills cells from the one it was pasted into, and nothing beyond the edge', () => {
  const stored = storedCells([]);
  const rows = gridRows([], 2026, []);
  const drafts = withBlock({}, stored, {
    rows,
    year: 2026,
    from: { row: 0, column: 10 },
    block: [
      ['45%', '46%', '47%'],
      ['300', 'x', ''],
    ],
    language: 'id',
  });
  expect(Object.keys(drafts)).toEqual([
    'uptake-share||2026-11',
    'uptake-share||2026-12',
    'electronic||2026-11',
    'electronic||2026-12',
  ]);
  const { rows: given, unreadable } = changesOf(drafts, stored, { office: 'bandung', language: 'id' });
  expect(given.map(({ fields }) => fields.target)).toEqual([0.45, 0.46, 300]);
  expect(unreadable).toEqual(['electronic||2026-12']);
});

test('a change is sent with what stood there before, an emptied cell is removed, and typing it back is no change', () => {
  const stored = storedCells([record('2026-01', 'uptake-share', 0.4), record('2026-02', 'uptake-share', 0.42)]);
  const type = (drafts: Parameters<typeof withDraft>[0], month: string, text: string) =>
    withDraft(drafts, stored, { row: shareRow, month, text, language: 'id' });
  const drafts = type(type(type({}, '2026-01', '45%'), '2026-02', ''), '2026-03', '50%');
  const { rows, removed } = changesOf(drafts, stored, { office: 'bandung', language: 'id' });
  expect(rows).toEqual([
    {
      fields: { month: '2026-01', office: 'bandung', indicator: 'uptake-share', channel: null, target: 0.45 },
      was: { target: 0.4 },
    },
    {
      fields: { month: '2026-03', office: 'bandung', indicator: 'uptake-share', channel: null, target: 0.5 },
      was: null,
    },
  ]);
  expect(removed.map(({ fields }) => fields.month)).toEqual(['2026-02']);
  expect(type(drafts, '2026-01', '40 %')).not.toHaveProperty('uptake-share||2026-01');
});

test("last year's targets are copied into empty cells only, and those of campaigns are not the office's", () => {
  const stored = storedCells([
    record('2025-01', 'uptake-share', 0.3),
    record('2025-02', 'uptake-share', 0.31),
    record('2026-02', 'uptake-share', 0.5),
    record('2025-03', 'uptake-share', 0.9, 'umrah-2025'),
  ]);
  const drafts = copiedFromYearBefore({}, stored, { year: 2026, language: 'id' });
  expect(Object.keys(drafts)).toEqual(['uptake-share||2026-01']);
  expect(drafts['uptake-share||2026-01']?.text.replace('\u00a0', ' ')).toBe('30%');
});

const target = {
  month: '2026-11',
  campaign: null,
  indicator: 'electronic',
  channel: null,
  unit: 'count',
  better: 'more',
  target: 330,
  note: null,
  actual: 160,
  missing: null,
  soFar: { reported: 8, open: 22 },
  state: 'on-track',
  expected: 120,
  difference: 40,
} as const;

test('the arithmetic of a running month names what is reached, what was due by now, and from how many days', () => {
  expect(arithmeticInWords(target, t, 'id')).toBe(
    '160 dari 330; sampai hari ini seharusnya 120 (8 dari 22 hari dilaporkan): selisih +40.',
  );
  expect(
    arithmeticInWords(
      { ...target, actual: null, missing: 'incomplete', soFar: null, expected: null, difference: null },
      t,
      'id',
    ),
  ).toBe('Sasaran 330; sebagian hari belum dilaporkan, jadi belum dapat dinilai.');
});
