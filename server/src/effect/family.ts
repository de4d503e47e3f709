import studentQuantile from '@stdlib/stats-base-dists-t-quantile';
import { holmAdjustment } from '../stats/holm-adjustment.ts';
import { randomEffectsMean } from '../stats/random-effects-mean.ts';
import type { EffectComputed, EffectResult, Estimate } from './result.ts';
import { gatesOf, verdictOf } from './verdict.ts';

/** A campaign among others that are judged with it. */
export interface FamilyMember {
  /** With the gate of the interval after Holm, and the verdict that follows. */
  readonly result: EffectResult;
  /** Null where nothing was computed. */
  readonly holm: number | null;
  /** Drawn towards the mean of all; null where there is none. */
  readonly shrunken: Estimate | null;
}

/** The mean effect of campaigns that were asked the same. */
export interface FamilyMean extends Estimate {
  readonly campaigns: number;
  readonly estimand: 'extra' | 'share';
  /** How much true effects differ among campaigns. */
  readonly betweenSd: number;
}

const campaignsForMean = 4;

/**
 * Judges the campaigns of one report together (EVALUATION §9): the primary estimand of each is one of a family, so that
 * looking at ten campaigns does not make one of them look good by luck. From four that were asked the same on, their
 * random-effects mean comes first, and each is shown drawn towards it.
 */
export function familyOf(results: readonly EffectResult[]): {
  readonly members: readonly FamilyMember[];
  readonly mean: FamilyMean | null;
} {
  const computed = results.filter((result): result is EffectComputed => result.kind === 'computed');
  const adjusted = holmAdjustment(computed.map(({ numbers }) => numbers.probability));
  const estimand = (['share', 'extra'] as const)
    .map((each) => ({ each, count: computed.filter(({ plan }) => plan.estimand === each).length }))
    .reduce((most, next) => (next.count > most.count ? next : most)).each;
  const alike = computed.filter(({ plan }) => plan.estimand === estimand);
  const pooled =
    alike.length < campaignsForMean
      ? undefined
      : randomEffectsMean(
          alike.map(({ numbers }) => numbers.logEffect.estimate),
          alike.map(({ numbers }) => numbers.logEffect.sd),
          { neverNarrower: true },
        );
  const mean = pooled && !('refused' in pooled) ? pooled : undefined;
  const members = results.map((result): FamilyMember => {
    if (result.kind === 'not-computed') return { result, holm: null, shrunken: null };
    const holm = adjusted[computed.indexOf(result)] ?? 1;
    const own = gatesOf({ ...result.numbers, probability: holm });
    const one = mean?.shrunken[alike.indexOf(result)];
    const reach = one && studentQuantile(0.975, alike.length - 1) * one.standardError;
    return {
      result: { ...result, verdict: verdictOf(own), numbers: { ...result.numbers, gates: own } },
      holm,
      shrunken:
        one && reach !== undefined ? { estimate: one.point, lower: one.point - reach, upper: one.point + reach } : null,
    };
  });
  return {
    members,
    mean: mean
      ? {
          campaigns: alike.length,
          estimand,
          estimate: mean.point,
          lower: mean.lower,
          upper: mean.upper,
          betweenSd: Math.sqrt(mean.betweenVariance),
        }
      : null,
  };
}
