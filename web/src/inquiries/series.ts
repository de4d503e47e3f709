import type { InquiryPeriod } from './queries.ts';

/** One topic over the periods of a window; null: not reported, which is no nought. */
export interface TopicSeries {
  readonly topic: string;
  readonly points: readonly TopicPoint[];
}

export interface TopicPoint {
  readonly from: string;
  readonly state: InquiryPeriod['state'];
  readonly count: number | null;
}

/** The topics that were asked about at all, each over every period. */
export function topicSeries(
  periods: readonly Pick<InquiryPeriod, 'from' | 'state' | 'topics'>[],
  topics: readonly string[],
): TopicSeries[] {
  return topics
    .map((topic) => ({
      topic,
      points: periods.map(({ from, state, topics: counts }) => ({ from, state, count: counts[topic] ?? null })),
    }))
    .filter(({ points }) => points.some(({ count }) => count !== null && count > 0));
}

/** A round number that no count of any topic is above: all pictures have one scale, so that they can be compared. */
export function topOfAxis(series: readonly TopicSeries[]): number {
  const highest = Math.max(1, ...series.flatMap(({ points }) => points.map(({ count }) => count ?? 0)));
  const power = 10 ** Math.floor(Math.log10(highest));
  const factor = [1, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= highest) ?? 10;
  return factor * power;
}

/** How many pictures stand beside each other. */
export function columnsOf(width: number): number {
  if (width >= 900) return 3;
  return width >= 560 ? 2 : 1;
}
