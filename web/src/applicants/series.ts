import type { UptakePeriod } from './queries.ts';

/** One period as the chart draws it. Null is a gap, never zero. */
export interface UptakePoint {
  readonly from: string;
  readonly to: string;
  readonly state: UptakePeriod['state'];
  readonly electronic: number | null;
  readonly ordinary: number | null;
  readonly share: number | null;
  /** Share of the running period, joined to the last finished one by a dashed line. */
  readonly runningShare: number | null;
  readonly band: [low: number, high: number] | null;
  readonly comparisonShare: number | null;
}

const shareOf = (period: UptakePeriod | undefined): number | null =>
  period?.uptake.kind === 'share' ? period.uptake.share : null;

/** The points of the main chart: one for every period of the window. */
export function uptakePoints(
  periods: readonly UptakePeriod[],
  comparison: readonly UptakePeriod[] = [],
): UptakePoint[] {
  return periods.map((period, index) => {
    const running = period.state === 'unfinished';
    const share = shareOf(period);
    const next = periods[index + 1];
    const beforeRunning = next?.state === 'unfinished' && shareOf(next) !== null;
    return {
      from: period.from,
      to: period.to,
      state: period.state,
      electronic: period.electronic,
      ordinary: period.ordinary,
      share: running ? null : share,
      runningShare: running || beforeRunning ? share : null,
      band: period.uptake.kind === 'share' ? [period.uptake.low, period.uptake.high] : null,
      comparisonShare: shareOf(comparison[index]),
    };
  });
}

/** Something that spans days, drawn on the axis of periods. */
export interface Mark {
  readonly id: string;
  readonly name: string;
  /** Its days, as they are known; the last may lie open. */
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface PlacedMark extends Mark {
  /** Index of the first and last period it touches. */
  readonly first: number;
  readonly last: number;
  /** Row on which its name is written, so that names do not overlap. */
  readonly lane: number;
}

/** Places marks on the periods and their names on as few lanes as do not overlap. Those outside are left out. */
export function placeMarks(
  marks: readonly Mark[],
  points: readonly { from: string; to: string }[],
  /** How many periods wide a name is. */
  nameWidth: (name: string) => number,
): PlacedMark[] {
  const laneEnds: number[] = [];
  const placed: PlacedMark[] = [];
  for (const mark of [...marks].sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1))) {
    const first = points.findIndex(({ to }) => to >= mark.startsOn);
    const last = points.findLastIndex(({ from }) => from <= (mark.endsOn ?? '9999-12-31'));
    if (first === -1 || last === -1 || last < first) continue;
    const width = Math.max(last - first + 1, nameWidth(mark.name));
    // A name near the right edge is written leftwards, so it begins earlier.
    const start = Math.min(first, Math.max(0, points.length - width));
    let lane = laneEnds.findIndex((end) => end <= start);
    if (lane === -1) lane = laneEnds.length;
    laneEnds[lane] = start + width;
    placed.push({ ...mark, first, last, lane });
  }
  return placed;
}
