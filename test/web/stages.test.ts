import { catalogues } from '@tilik/web/inside/language.ts';
import { activityName, costText, figureName, rateText, stageCell } from '@tilik/web/inside/stages/cells.ts';
import type { ChannelStages, StageRate, StageTotal } from '@tilik/web/inside/stages/queries.ts';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';

const wordsOf = (language: 'id' | 'en') =>
  createTranslator({ locale: language, messages: catalogues[language] }) as unknown as Parameters<typeof figureName>[2];
const id = wordsOf('id');
const en = wordsOf('en');

const total = (figure: StageTotal['figure'], value: number | null): StageTotal => ({
  figure,
  value,
  origin: 'readings',
  reported: 1,
  unit: 'days',
});
const rate = (given: Partial<StageRate>): StageRate => ({
  of: 'engagements',
  ofStage: 'awareness',
  per: 'views',
  perStage: 'information',
  people: 'other',
  reason: 'actions-not-people',
  numerator: 36,
  denominator: 1000,
  multiple: 100,
  matched: 1,
  matchedUnit: 'days',
  rate: 0.036,
  low: null,
  high: null,
  note: null,
  ...given,
});
const stages = (given: Partial<ChannelStages['stages']>): ChannelStages['stages'] => ({
  output: [],
  information: [],
  awareness: [],
  acceptance: [],
  use: [],
  ...given,
});

test('a cell shows a figure that has a value before one that cannot be added, and never the base of a share', () => {
  const channel = {
    stages: stages({
      information: [total('reach', null), total('views', 7)],
      use: [total('declared_all', 90), total('declared_electronic', 60)],
    }),
    rates: [rate({}), rate({ ofStage: 'use' })],
  };
  expect(stageCell(channel, 'information').lead?.figure).toBe('views');
  expect(stageCell(channel, 'use').lead?.figure).toBe('declared_electronic');
  expect(stageCell(channel, 'use').rates).toHaveLength(1);
  expect(stageCell(channel, 'acceptance').lead).toBeUndefined();
  expect(
    stageCell({ ...channel, stages: stages({ information: [total('reach', null)] }) }, 'information').lead?.value,
  ).toBeNull();
});

test('a rate of others is so many per so many, and names what it is set against', () => {
  expect(rateText(rate({}), 'id', id)).toBe('3,6 per 100 tayangan (views)');
  expect(rateText(rate({ rate: 0.00046, multiple: 1000 }), 'en', en)).toBe('0.46 per 1,000 views');
  expect(rateText(rate({ of: 'views', per: 'posts', multiple: 1, rate: 24_750.1 }), 'en', en)).toBe('24,750 per post');
});

test('a share of the same people is a percentage with its interval, and says of whom', () => {
  const share = rate({
    of: 'declared_electronic',
    per: 'declared_all',
    people: 'same',
    rate: 0.8,
    low: 0.7,
    high: 0.875,
  });
  expect(rateText(share, 'en', en)).toBe(
    '80.0% (70.0% – 87.5%) chose the e-passport among those who name this channel',
  );
});

test('where there is no rate nothing is written', () => {
  expect(rateText(rate({ rate: null, note: 'no-base' }), 'id', id)).toBeUndefined();
});

test('a cost without an upper end is told by its lower end alone', () => {
  expect(costText({ estimate: 30_000, lower: 20_000, upper: 60_000 }, 'en', en)).toMatch(
    /30,000 \(.*20,000 – .*60,000\)/,
  );
  expect(costText({ estimate: null, lower: 40_000, upper: null }, 'en', en)).toMatch(/^at least .*40,000/);
  expect(costText({ estimate: null, lower: null, upper: null }, 'en', en)).toBeUndefined();
});

test('a figure has the name of its metric, or that of a count with a table of its own', () => {
  expect(figureName('inquiries_received', 'id', id)).toBe('Pertanyaan masuk');
  expect(figureName('views', 'en', en)).toBe('Views');
});

test('an activity without a title is called by the first words under it, else by its id', () => {
  expect(activityName({ title: 'Pasar', caption: 'x', id: 'a' })).toBe('Pasar');
  expect(activityName({ title: null, caption: '\n  \nTarif baru\nlagi', id: 'a' })).toBe('Tarif baru');
  expect(activityName({ title: null, caption: null, id: 'x:1' })).toBe('x:1');
  expect(activityName({ title: 'kata '.repeat(40), caption: null, id: 'a' })).toMatch(/^.{1,79}…$/);
});
