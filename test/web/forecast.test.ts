import { chosenModel, crossingOn, fanPoints, placedEvents, shareTicks } from '@tilik/web/inside/forecast/series.ts';
import { ceilingsOf, percentsOf, readForecastSearch } from '@tilik/web/inside/forecast/view.ts';
import { expect, test } from 'vitest';

type Forecast = Parameters<typeof chosenModel>[0];
type Model = Forecast['models'][number];

const past = (month: number, share: number | null): Forecast['history'][number] => {
  const from = `2025-${String(month).padStart(2, '0')}-01`;
  return { from, to: `${from.slice(0, 8)}28`, electronic: null, ordinary: null, share };
};
const step = (month: number, median: number): Model['fan'][number] => {
  const from = `2026-${String(month).padStart(2, '0')}-01`;
  const around = (by: number): [number, number] => [median - by, median + by];
  const [[low50, high50], [low80, high80], [low95, high95]] = [around(0.05), around(0.1), around(0.15)] as const;
  return { from, to: `${from.slice(0, 8)}28`, median, low50, high50, low80, high80, low95, high95 };
};
const modelOf = (model: Model['model'], point: number | null, fan: Model['fan'] = []): Model => ({
  model,
  ceiling: point === null ? null : { point, lower: point, upper: point, touchesHighest: false },
  refusals: [],
  fan,
  crossing: null,
  backtest: [],
  monteCarloError: null,
  sentence: '',
  backtestSentence: '',
});

test('an unknown period is a gap, and the future begins at the last share', () => {
  const points = fanPoints([past(10, 0.4), past(11, null), past(12, 0.5)], [step(1, 0.52), step(2, 0.54)]);
  expect(points.map(({ share }) => share)).toEqual([0.4, null, 0.5, null, null]);
  expect(points.map(({ median }) => median)).toEqual([null, null, 0.5, 0.52, 0.54]);
  expect(points[2]?.band95).toEqual([0.5, 0.5]);
  expect(points[4]?.band80?.map((end) => end.toFixed(2))).toEqual(['0.44', '0.64']);
});

test('without a fan there is the past alone', () => {
  const points = fanPoints([past(11, 0.4), past(12, 0.5)], []);
  expect(points.every(({ median, band50 }) => median === null && band50 === null)).toBe(true);
});

test('a crossing is drawn over whole periods, and one without a date not at all', () => {
  const points = fanPoints([past(12, 0.5)], [step(1, 0.52), step(2, 0.54), step(3, 0.56)]);
  const crossing = {
    date: { from: '2026-01-01', median: '2026-02-01', to: '2026-03-28' },
    earliest: '2026-01-01',
    refusal: null,
    within12Months: 1,
    within24Months: 1,
    notWithinHorizon: 0,
    monteCarloError: 0,
  };
  expect(crossingOn(points, crossing)).toEqual({ from: '2026-01-01', median: '2026-02-01', to: '2026-03-01' });
  expect(crossingOn(points, { ...crossing, date: null })).toBeUndefined();
  expect(crossingOn(points, null)).toBeUndefined();
});

test('the axis begins at nothing, holds the level, and never goes beyond everything', () => {
  const points = fanPoints([past(12, 0.2)], [step(1, 0.2)]);
  expect(shareTicks(points, 0.3).map((tick) => tick.toFixed(1))).toEqual(['0.0', '0.1', '0.2', '0.3', '0.4']);
  expect(shareTicks(points, 0.9)).toHaveLength(6);
  expect(shareTicks(points, 0.99).at(-1)).toBe(1);
});

test('the scenario that the URL names is drawn, else the first with a future', () => {
  const scenarios = [modelOf('scenario', 0.6), modelOf('scenario', 0.8, [step(1, 0.5)]), modelOf('scenario', 1)];
  const forecast = { models: [modelOf('trend', null), ...scenarios] } as unknown as Forecast;
  expect(chosenModel(forecast, {}).chosen?.model).toBe('trend');
  expect(chosenModel(forecast, { model: 'scenario' }).chosen?.ceiling?.point).toBe(0.8);
  expect(chosenModel(forecast, { model: 'scenario', ceiling: '1' }).chosen?.ceiling?.point).toBe(1);
  expect(chosenModel(forecast, { model: 'bass' }).chosen).toBeUndefined();
});

test('events on the chart are numbered in order, those before it and the launch are not on it', () => {
  const points = fanPoints([past(11, 0.4), past(12, 0.5)], []);
  const event = (id: string, kind: 'fee' | 'launch', from: string) => ({
    id,
    kind,
    name: id,
    nameEn: null,
    from,
    to: null,
  });
  const placed = placedEvents(
    [event('before', 'fee', '2024-01-05'), event('launch', 'launch', '2025-11-06'), event('fee', 'fee', '2025-12-17')],
    points,
  );
  expect(placed.map(({ id, label, index }) => [id, label, index])).toEqual([['fee', '1', 1]]);
});

test('the URL is read for what makes sense, and what does not is as if it did not stand there', () => {
  expect(
    readForecastSearch({ office: 'batam', level: '0.75', model: 'bass', ceilings: '0.6,2,0.8', ceiling: '0.8' }),
  ).toEqual({ office: 'batam', level: '0.75', model: 'bass', ceilings: '0.6,0.8', ceiling: '0.8' });
  expect(
    readForecastSearch({ office: '../x', level: '1', model: 'trend', ceilings: 'x', ceiling: '0.123', other: 1 }),
  ).toEqual({});
});

test('ceilings are read as a person writes them, in percent, and written back', () => {
  expect(ceilingsOf('80, 60 dan 100%')).toBe('0.6,0.8,1');
  expect(ceilingsOf('0 150 abc')).toBeUndefined();
  expect(ceilingsOf('10 20 30 40 50 60')).toBe('0.1,0.2,0.3,0.4,0.5');
  expect(percentsOf([0.29, 0.58])).toBe('29, 58');
});
