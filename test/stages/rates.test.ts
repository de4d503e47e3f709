import { channelKinds, metrics } from '@tilik/db/vocabulary';
import type { Matched, StageFigure } from '@tilik/server/inside/stages/figures.ts';
import { stageOf } from '@tilik/server/inside/stages/figures.ts';
import { pairsOf } from '@tilik/server/inside/stages/pairs.ts';
import { rateOf, ratesOf } from '@tilik/server/inside/stages/rates.ts';
import { wilsonInterval } from '@tilik/server/inside/stats/wilson-interval.ts';
import { expect, test } from 'vitest';

const matched = (of: number, per: number): Matched => ({ of, per, count: 12, unit: 'months' });
const pairOf = (kind: 'social' | 'face-to-face', of: StageFigure, per: StageFigure) => {
  const found = pairsOf[kind].find((pair) => pair.of === of && pair.per === per);
  if (!found) throw new Error(`no pair ${of} ${per}`);
  return found;
};

test('a share of the same people has the Wilson interval of its two counts', () => {
  const rate = rateOf(pairOf('social', 'declared_electronic', 'declared_all'), matched(60, 75));
  const { point, lower, upper } = wilsonInterval(60, 75);
  expect(rate).toMatchObject({ people: 'same', numerator: 60, denominator: 75, rate: point, low: lower, high: upper });
});

test('a rate of other people has its two counts and no interval, however many there are', () => {
  const rate = rateOf(pairOf('face-to-face', 'declared_electronic', 'attendees'), matched(300, 200));
  expect(rate).toMatchObject({
    people: 'other',
    reason: 'declared-not-attendees',
    numerator: 300,
    denominator: 200,
    rate: 1.5,
    low: null,
    high: null,
  });
});

test('there is no rate of nothing, none where the part is larger than the whole, and small bases say so', () => {
  const pair = pairOf('social', 'inquiries_answered', 'inquiries_received');
  expect(rateOf(pair, matched(0, 0))).toMatchObject({ rate: null, low: null, note: 'no-base' });
  expect(rateOf(pair, matched(9, 8))).toMatchObject({ rate: null, low: null, note: 'more-than-base' });
  expect(rateOf(pair, matched(9, 19))).toMatchObject({ note: 'few' });
  expect(rateOf(pair, matched(9, 20))).toMatchObject({ note: null });
});

test('a part of the engagements stands in for them only where the platform gives no total', () => {
  const names = (reported: StageFigure[]) =>
    ratesOf('social', new Set(reported), () => matched(1, 100)).map(({ of, per }) => `${of}/${per}`);
  expect(names(['views', 'likes', 'engagements'])).toEqual(['engagements/views']);
  expect(names(['views', 'likes'])).toEqual(['likes/views']);
  expect(names(['likes'])).toEqual([]);
});

test('impressions and views each have a rate of their own and are never one base', () => {
  const rates = ratesOf('social', new Set<StageFigure>(['views', 'impressions', 'engagements']), (_, per) =>
    matched(10, per === 'views' ? 100 : 1000),
  );
  expect(rates.map(({ per, rate }) => [per, rate])).toEqual([
    ['impressions', 0.01],
    ['views', 0.1],
  ]);
});

test('no rate goes back a stage, and none is made of people who cannot be added', () => {
  const order = ['output', 'information', 'awareness', 'acceptance', 'use'];
  for (const kind of channelKinds) {
    for (const { of, per, people } of pairsOf[kind]) {
      expect(order.indexOf(stageOf(of))).toBeGreaterThanOrEqual(order.indexOf(stageOf(per)));
      for (const figure of [of, per]) {
        if (figure in metrics) expect(metrics[figure as keyof typeof metrics].aggregation).toBe('sum');
      }
      // Only answers among questions and types among those who chose are some of the others.
      expect(people === 'same').toBe(
        ['inquiries_received', 'declared_all'].includes(per) && stageOf(of) === stageOf(per),
      );
    }
  }
});
