import { keyAct } from '@tilik/web/inside/inquiries/keys.ts';
import { columnsOf, topicSeries, topOfAxis } from '@tilik/web/inside/inquiries/series.ts';
import { readInquirySearch } from '@tilik/web/inside/inquiries/view.ts';
import { answersInWords, rateInWords, waitingInWords } from '@tilik/web/inside/inquiries/wording.ts';
import { catalogues } from '@tilik/web/inside/language.ts';
import fc from 'fast-check';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';

const t = createTranslator({ locale: 'id', messages: catalogues.id }) as unknown as Parameters<typeof rateInWords>[1];

const key = (given: object) => keyAct({ key: '', ctrlKey: false, altKey: false, metaKey: false, ...given }, 9);

test('digits choose a topic, plus and minus note the question; the browser keeps its own keys', () => {
  expect(key({ key: '1' })).toEqual({ kind: 'topic', index: 0 });
  expect(key({ key: '9' })).toEqual({ kind: 'topic', index: 8 });
  expect(key({ key: '+' })).toEqual({ kind: 'note', answered: true });
  expect(key({ key: '-' })).toEqual({ kind: 'note', answered: false });
  for (const other of ['0', 'a', 'Enter', ' ', '12']) expect(key({ key: other })).toBe(undefined);
  expect(key({ key: '1', ctrlKey: true })).toBe(undefined);
  expect(keyAct({ key: '4', ctrlKey: false, altKey: false, metaKey: false }, 3)).toBe(undefined);
});

test('a topic that nobody asked about has no picture, and what was not reported stays apart from nought', () => {
  const periods = [
    { from: '2025-11-01', state: 'reported' as const, topics: { cost: 3, benefits: 0 } },
    { from: '2025-12-01', state: 'unreported' as const, topics: {} },
    { from: '2026-01-01', state: 'unfinished' as const, topics: { cost: 0, benefits: 0 } },
  ];
  expect(topicSeries(periods, ['cost', 'benefits', 'other'])).toEqual([
    {
      topic: 'cost',
      points: [
        { from: '2025-11-01', state: 'reported', count: 3 },
        { from: '2025-12-01', state: 'unreported', count: null },
        { from: '2026-01-01', state: 'unfinished', count: 0 },
      ],
    },
  ]);
});

test('the one scale of all pictures holds every count and is not much larger', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 }), (counts) => {
      const points = counts.map((count) => ({ from: '2025-11-01', state: 'reported' as const, count }));
      const top = topOfAxis([{ topic: 'cost', points }]);
      const highest = Math.max(1, ...counts);
      expect(top).toBeGreaterThanOrEqual(highest);
      expect(top).toBeLessThanOrEqual(2 * highest);
    }),
  );
});

test('pictures stand in as many columns as there is room for', () => {
  expect([320, 390, 600, 1200].map(columnsOf)).toEqual([1, 1, 2, 3]);
});

test('a median is called so only where it is one', () => {
  expect(waitingInWords({ kind: 'median', minutes: 12.5, answers: 4 }, t, 'id')).toBe('median 12,5 menit (4 jawaban)');
  expect(waitingInWords({ kind: 'range', low: 5, high: 1200, figures: 3 }, t, 'id')).toMatch(/^5–1\.200 menit/);
  expect(waitingInWords({ kind: 'range', low: 5, high: 5, figures: 3 }, t, 'id')).toMatch(/^5 menit/);
  expect(waitingInWords(null, t, 'id')).toBe('–');
});

test('a rate carries its interval, or the reason why there is none, beside its two counts', () => {
  const rate = { kind: 'share', share: 0.8, low: 0.7, high: 0.88 } as const;
  expect(rateInWords({ answerRate: rate }, t, 'id')).toBe('80,0% (70,0% – 88,0%)');
  expect(rateInWords({ answerRate: { kind: 'none', reason: 'too-few' } }, t, 'id')).toContain('terlalu sedikit');
  expect(rateInWords({ answerRate: { kind: 'none', reason: 'incomplete' } }, t, 'id')).toBe('tidak dapat dihitung');
  expect(answersInWords({ answered: 8, answeredOf: 10 }, t, 'id')).toBe('8 dari 10');
  expect(answersInWords({ answered: null, answeredOf: 0 }, t, 'id')).toBe('–');
});

test('the URL carries what the page is narrowed by and nothing it does not know', () => {
  expect(readInquirySearch({ grain: 'week', channels: 'x,instagram', compare: 'previous', office: 'bandung' })).toEqual(
    {
      grain: 'week',
      channels: 'x,instagram',
      office: 'bandung',
    },
  );
});
