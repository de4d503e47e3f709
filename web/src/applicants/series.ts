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
