import type { Target } from '@tilik/db/schema';
import { type Indicator, indicators, type MetricCode, metrics } from '@tilik/db/vocabulary';
import { type Actual, type Progress, progressOf, type TargetGiven } from '../../targets/progress.ts';
import { actualOf, targetsIn } from '../../targets/queries.ts';
import type { Window } from '../../window.ts';
import type { Cell, Item, Words } from '../content.ts';
import { countWords, decimalWords, joined, nameWords, shareWords, words } from '../words.ts';
import type { Frame } from './frame.ts';
import { column, notReported, table } from './items.ts';

/** A target of the office itself with what became of it. */
export interface MonthTarget {
  readonly target: Target;
  readonly given: TargetGiven;
  readonly actual: Actual;
  readonly progress: Progress;
}

const givenOf = ({ indicator, target }: Target): TargetGiven => {
  const known = indicator in indicators ? indicators[indicator as Indicator] : undefined;
  return { target, unit: known?.unit ?? 'count', better: known?.better ?? 'more' };
};

const ofOffice = ({ campaignId }: Target): boolean => campaignId === '';

/** The office's targets of the month, held against what it was. */
export const monthTargets = ({ db, window }: Frame): MonthTarget[] =>
  targetsIn(db, window)
    .filter(ofOffice)
    .map((target) => {
      const given = givenOf(target);
      const actual = actualOf(db, window, target);
      return { target, given, actual, progress: progressOf(given, actual) };
    });

/** The office's target for one indicator over all channels, by month. */
export const targetsOf = ({ db }: Frame, window: Window, indicator: Indicator): ReadonlyMap<string, number> =>
  new Map(
    targetsIn(db, window)
      .filter((target) => ofOffice(target) && target.indicator === indicator && target.channelId === '')
      .map(({ monthOn, target }) => [monthOn.slice(0, 7), target]),
  );

function indicatorName(frame: Frame, { indicator, channelId }: Target): Words {
  const label =
    indicator in indicators
      ? indicators[indicator as Indicator].label
      : (metrics[indicator as MetricCode]?.label ?? nameWords(indicator));
  return channelId === '' ? label : joined([frame.channelName(channelId), label], ': ');
}

/** A value in the unit of its indicator. */
const valueWords = (value: number, unit: TargetGiven['unit']): Words => {
  if (unit === 'share') return shareWords(value);
  return unit === 'count' ? countWords(value) : words(`unit.${unit}`, { value: decimalWords(value) });
};

const rowKey = ({ indicator, channelId }: Target): string => [indicator, channelId].filter((part) => part).join(' ');

/** The month's targets as a table: each with its own unit, so that its values are texts. */
export const targetsTable = (frame: Frame, list: readonly MonthTarget[]): Item[] =>
  table({
    key: 'targets',
    columns: [
      column('indicator', 'text'),
      column('target', 'text'),
      column('actual', 'text'),
      column('standing', 'text'),
    ],
    rows: list.map(({ target, given, actual, progress }) => ({
      key: rowKey(target),
      cells: {
        indicator: indicatorName(frame, target),
        target: joined([words(`better.${given.better}`), valueWords(given.target, given.unit)]),
        actual: actual.kind === 'none' ? notReported : (valueWords(actual.value, given.unit) as Cell),
        standing: words(`progress.${progress.state}`),
      },
    })),
  });

/** The targets that were set for a window that is still to come. */
export const comingTargetsTable = (frame: Frame, window: Window): Item[] =>
  table({
    key: 'coming-targets',
    columns: [column('indicator', 'text'), column('target', 'text')],
    rows: targetsIn(frame.db, window)
      .filter(ofOffice)
      .map((target) => {
        const given = givenOf(target);
        return {
          key: rowKey(target),
          cells: {
            indicator: indicatorName(frame, target),
            target: joined([words(`better.${given.better}`), valueWords(given.target, given.unit)]),
          },
        };
      }),
  });
