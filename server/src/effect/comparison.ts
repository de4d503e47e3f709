import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { eventStudy } from '../stats/event-study.ts';
import { fourierTerms } from '../stats/fourier-terms.ts';
import { placeboRank } from '../stats/placebo-rank.ts';
import { syntheticControl } from '../stats/synthetic-control.ts';
import { twoWayFixedEffects } from '../stats/two-way-fixed-effects.ts';
import { type DesignColumn, modelScale, observedOf, rulesOf } from './design.ts';
import { effectMixture, fitEngine, scaleEstimate } from './engine.ts';
import type { CampaignSpan, OfficePanel } from './input.ts';
import type { Comparison, Estimand } from './result.ts';
import { shapeOver } from './shape.ts';

const donorsMin = 8;
/** Pre-period misses of a synthetic control may be a quarter of the effect at most. */
const missShareMax = 0.25;
/** With fewer placebos than this no rank can be rare: 1/20 needs nineteen. */
const rankableMin = 19;
const leads = 6;

/**
 * A second opinion from offices that the campaign cannot have touched (EVALUATION §4): difference in differences with
 * two-way fixed effects by months, an event study with the joint test of what came before, the engine put to each of
 * them as if it had run the campaign, and a synthetic control where there are donors enough. Never the headline.
 * Undefined where no other office has figures for the time.
 */
export function comparisonOf(
  panel: readonly OfficePanel[],
  campaign: CampaignSpan,
  estimand: Estimand,
): Comparison | undefined {
  const [ours] = panel;
  if (!ours || panel.length < 2) return undefined;
  const periods = ours.figures.map(({ period }) => period);
  const shape = periods.map((period) => shapeOver(campaign.shape, campaign, period));
  const start = shape.findIndex((strength) => strength > 0);
  const rules = rulesOf.month;
  if (start < rules.beforeWithComparison) return undefined;
  const series = panel.map(({ figures }) => modelScale(figures, estimand));
  // An office that did not report in the window, or hardly before, tells nothing.
  const usable = series.flatMap((values, office) => {
    const before = values.slice(0, start).filter((value) => value !== null).length;
    const after = values.slice(start).filter((value) => value !== null).length;
    return before >= rules.beforeWithComparison && after > 0 ? [office] : [];
  });
  if (usable[0] !== 0 || usable.length < 2) return undefined;
  const rows = usable.flatMap((office) =>
    (series[office] ?? []).flatMap((value, time) => (value === null ? [] : [{ office, time, value }])),
  );
  const outcome = rows.map(({ value }) => value);
  const unit = rows.map(({ office }) => office);
  const period = rows.map(({ time }) => time);
  const differences = twoWayFixedEffects(
    { outcome, unit, period },
    rows.map(({ office, time }) => [office === 0 ? (shape[time] ?? 0) : 0]),
    'CR2',
  );
  const study = eventStudy(
    { outcome, unit, period, treatedFrom: rows.map(({ office }) => (office === 0 ? start : null)), leads, lags: 0 },
    'ordinary',
  );
  const inSpace = usable.flatMap((office) => {
    const effect = engineOn(panel[office], series[office] ?? [], shape, estimand);
    return effect ? [{ office: panel[office]?.name ?? '', isOurs: office === 0, ...effect }] : [];
  });
  const own = inSpace.find(({ isOurs }) => isOurs);
  const others = inSpace.filter(({ isOurs }) => !isOurs).map(({ estimate }) => estimate);
  const rank = own && others.length > 0 ? placeboRank(own.estimate, others) : undefined;
  const standardError = 'refused' in differences ? Number.NaN : (differences.standardErrors[0] ?? Number.NaN);
  const degreesOfFreedom = 'refused' in differences ? 0 : (differences.degreesOfFreedom[0] ?? 0);
  const estimate = 'refused' in differences ? Number.NaN : (differences.coefficients[0] ?? Number.NaN);
  const reach = degreesOfFreedom > 0.5 ? studentQuantile(0.975, degreesOfFreedom) * standardError : Number.NaN;
  const preTrend = 'refused' in study ? null : study.preTrend;
  return {
    offices: usable.slice(1).map((office) => panel[office]?.name ?? ''),
    differences: Number.isFinite(reach)
      ? { estimate, sd: standardError, lower: estimate - reach, upper: estimate + reach, degreesOfFreedom }
      : null,
    preTrend: preTrend && !('refused' in preTrend) ? { probability: preTrend.pValue } : null,
    inSpace: inSpace.map(({ office, isOurs, estimate: point, sd, lower, upper }) => ({
      office,
      isOurs,
      estimate: point,
      sd,
      lower,
      upper,
    })),
    rank: rank
      ? { probability: rank.pValue, smallest: rank.smallest, isIllustration: others.length < rankableMin }
      : null,
    synthetic: syntheticOf(
      usable.map((office) => series[office] ?? []),
      usable.map((office) => panel[office]?.name ?? ''),
      start,
    ),
  };
}

/** The engine by months on one office, with the campaign's shape as if it had been its own. */
function engineOn(
  office: OfficePanel | undefined,
  series: readonly (number | null)[],
  shape: readonly number[],
  estimand: Estimand,
) {
  if (!office) return undefined;
  const months = office.figures.map((_, index) => index);
  const season = fourierTerms(
    months.map((month) => monthOfYear(office.figures[month]?.period.from ?? '')),
    rulesOf.month.perYear,
    months.length < 36 ? 1 : 2,
  );
  const columns: DesignColumn[] = [
    { name: 'trend', kind: 'trend', values: months },
    ...(season[0] ?? []).map(
      (_, column): DesignColumn => ({
        name: `season-${column + 1}`,
        kind: 'season',
        values: season.map((row) => row[column] ?? 0),
      }),
    ),
  ];
  const samplingVariance =
    estimand === 'share'
      ? office.figures.map((each) =>
          observedOf(each, 'share') === null
            ? 1
            : 1 / ((each.electronic ?? 0) + 0.5) + 1 / ((each.ordinary ?? 0) + 0.5),
        )
      : undefined;
  const fit = fitEngine({ series, samplingVariance, columns, shape }, { mayDropAny: true });
  return 'refused' in fit ? undefined : scaleEstimate(effectMixture(fit));
}

const monthOfYear = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** Weighted donors that ran as ours did before; only with donors enough and where they truly ran alike. */
function syntheticOf(
  series: readonly (readonly (number | null)[])[],
  names: readonly string[],
  start: number,
): Comparison['synthetic'] {
  const whole = series.every((values) => values.every((value) => value !== null));
  if (series.length - 1 < donorsMin || !whole) return null;
  const [treated = [], ...others] = series.map((values) => values.map((value) => value ?? 0));
  const donors = treated.map((_, time) => others.map((values) => values[time] ?? 0));
  const found = syntheticControl(treated, donors, { from: 0, until: start });
  if ('refused' in found) return null;
  const gaps = found.gaps.slice(start);
  const gap = gaps.reduce((sum, each) => sum + each, 0) / gaps.length;
  if (found.before > missShareMax * Math.abs(gap)) return null;
  return {
    estimate: gap,
    missBefore: found.before,
    donors: found.weights.flatMap((weight, donor) =>
      weight > 0.005 ? [{ office: names[donor + 1] ?? '', weight }] : [],
    ),
  };
}
