import type { MetricCode } from '@tilik/db/vocabulary';
import { wilsonInterval } from '../stats/wilson-interval.ts';

/** An activity with its lifetime figures as last taken. */
export interface ActivityFigures {
  readonly id: string;
  readonly values: ReadonlyMap<MetricCode, number>;
}

export interface Ranked {
  readonly id: string;
  readonly value: number;
  readonly base: number | null;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Told from chance by so little that it stands after the others. */
  readonly isSmall: boolean;
}

/** Reactions that one account can give a post once: among the accounts it reached they are a share. */
const oncePerAccount = new Set<MetricCode>(['likes', 'saves', 'follows', 'bookmarks']);

const baseFew = 100;
const countFew = 5;

/**
 * Activities by a metric, or by its rate per another of the same activity, the highest first; those of small numbers
 * stand last, because chance puts them first. A share of accounts reached has its interval; other rates have none.
 */
export function rankActivities(
  activities: readonly ActivityFigures[],
  metric: MetricCode,
  per: MetricCode | undefined,
): Ranked[] {
  const ranked = activities.flatMap(({ id, values }): Ranked[] => {
    const value = values.get(metric);
    if (value === undefined) return [];
    if (per === undefined) return [{ id, value, base: null, rate: null, low: null, high: null, isSmall: false }];
    const base = values.get(per);
    if (base === undefined || base === 0) return [];
    const isShare = per === 'reach' && oncePerAccount.has(metric) && value <= base;
    const interval = isShare ? wilsonInterval(value, base) : undefined;
    return [
      {
        id,
        value,
        base,
        rate: value / base,
        low: interval?.lower ?? null,
        high: interval?.upper ?? null,
        isSmall: base < baseFew || value < countFew,
      },
    ];
  });
  const worth = ({ rate, value }: Ranked) => rate ?? value;
  return ranked.sort(
    (one, other) =>
      Number(one.isSmall) - Number(other.isSmall) || worth(other) - worth(one) || one.id.localeCompare(other.id),
  );
}
