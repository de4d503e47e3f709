import type { Forecast, ForecastModel } from './queries.ts';
import type { ForecastSearch } from './view.ts';

type Band = [low: number, high: number];

/** One period as the chart draws it. Null is a gap, never zero. */
export interface FanPoint {
  readonly from: string;
  readonly to: string;
  readonly share: number | null;
  readonly median: number | null;
  readonly band50: Band | null;
  readonly band80: Band | null;
  readonly band95: Band | null;
}

/** The past and one model's future, joined at the last share. */
export function fanPoints(history: Forecast['history'], fan: ForecastModel['fan']): FanPoint[] {
  const none = { median: null, band50: null, band80: null, band95: null };
  const past = history.map(({ from, to, share }, index): FanPoint => {
    const isLast = index === history.length - 1;
    if (!isLast || share === null || fan.length === 0) return { from, to, share, ...none };
    const here: Band = [share, share];
    return { from, to, share, median: share, band50: here, band80: here, band95: here };
  });
  const coming = fan.map(
    (step): FanPoint => ({
      from: step.from,
      to: step.to,
      share: null,
      median: step.median,
      band50: [step.low50, step.high50],
      band80: [step.low80, step.high80],
      band95: [step.low95, step.high95],
    }),
  );
  return [...past, ...coming];
}

/** Where a crossing is drawn: the first, middle and last period of its interval; undefined where there is no date. */
export function crossingOn(points: readonly FanPoint[], crossing: ForecastModel['crossing']) {
  const date = crossing?.date;
  if (!date) return undefined;
  const last = points.find(({ from, to }) => from <= date.to && date.to <= to);
  return last && { from: date.from, median: date.median, to: last.from };
}

/** The model that is drawn, and the scenarios there are to choose from. */
export function chosenModel({ models }: Forecast, { model, ceiling }: ForecastSearch) {
  const scenarios = models.filter((one) => one.model === 'scenario');
  const kind = model ?? 'trend';
  const chosen =
    kind === 'scenario'
      ? (scenarios.find((one) => String(one.ceiling?.point) === ceiling) ??
        scenarios.find((one) => one.fan.length > 0) ??
        scenarios[0])
      : models.find((one) => one.model === kind);
  return { kind, chosen, scenarios };
}

/** Lines of an axis of shares from nothing up to what must be seen. */
export function shareTicks(points: readonly FanPoint[], level: number): number[] {
  const highest = Math.max(level, ...points.map(({ share, band95 }) => Math.max(share ?? 0, band95?.[1] ?? 0)));
  const step = highest > 0.5 ? 0.2 : 0.1;
  return Array.from(
    { length: Math.min(Math.ceil(highest / step - 1e-9), Math.round(1 / step)) + 1 },
    (_, index) => index * step,
  );
}

/** Events with the period they begin in, numbered in order; those before or after the chart are not on it. */
export function placedEvents(events: Forecast['events'], points: readonly FanPoint[]) {
  return events
    .flatMap((event) => {
      const index = points.findIndex(({ from, to }) => from <= event.from && event.from <= to);
      return index < 0 || event.kind === 'launch' ? [] : [{ ...event, index }];
    })
    .map((event, order) => ({ ...event, label: String(order + 1) }));
}
