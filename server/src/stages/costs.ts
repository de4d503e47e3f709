import type { EffectResult } from '../effect/result.ts';
import type { CostPerAdditional, CostPerDeclared, Money } from './result.ts';

/** What is known of the money of one campaign. */
export interface CampaignMoney {
  readonly id: string;
  readonly spendingRupiah: number | null;
  readonly budgetRupiah: number | null;
}

/**
 * What campaigns cost together: what was spent, or the budget where that is not known, and it says so. There is no
 * total where one of them has neither.
 */
export function moneyOf(campaigns: readonly CampaignMoney[]): Money {
  const missing = campaigns.filter((each) => each.spendingRupiah === null && each.budgetRupiah === null);
  const budgeted = campaigns.filter((each) => each.spendingRupiah === null && each.budgetRupiah !== null);
  const isKnown = campaigns.length > 0 && missing.length === 0;
  return {
    rupiah: isKnown ? campaigns.reduce((sum, each) => sum + (each.spendingRupiah ?? each.budgetRupiah ?? 0), 0) : null,
    basis: !isKnown
      ? 'missing'
      : budgeted.length === 0
        ? 'spending'
        : budgeted.length === campaigns.length
          ? 'budget'
          : 'mixed',
    missing: missing.map(({ id }) => id),
    budgeted: budgeted.map(({ id }) => id),
  };
}

/** Money for each applicant who declares a channel of it: not an effect, and no interval. */
export function costPerDeclared(money: Money, declared: number | null, isRunning: boolean): CostPerDeclared {
  const none = (reason: NonNullable<CostPerDeclared['reason']>) => ({ rupiah: null, reason });
  if (isRunning) return none('running');
  if (money.rupiah === null) return none('no-money');
  if (declared === null) return none('not-declared');
  if (declared === 0) return none('nobody');
  return { rupiah: money.rupiah / declared, reason: null };
}

/**
 * Money for each applicant who would not have come or chosen so without the campaign, where that was estimated. The
 * fewer there were, the dearer each: the ends of the interval change places. Where none at all cannot be excluded there
 * is no dearest and no middle, only the least that each cost.
 */
export function costPerAdditional(money: Money, result: EffectResult | undefined): CostPerAdditional {
  const none = (reason: NonNullable<CostPerAdditional['reason']>): CostPerAdditional => ({
    estimate: null,
    lower: null,
    upper: null,
    reason,
  });
  if (!result) return none('not-judged');
  if (result.kind === 'not-computed') return none('not-computed');
  if (money.rupiah === null) return none('no-money');
  const { estimate, lower, upper } = result.numbers.extra;
  if (upper <= 0) return none('none-additional');
  const isBounded = lower > 0;
  return {
    estimate: isBounded ? money.rupiah / estimate : null,
    lower: money.rupiah / upper,
    upper: isBounded ? money.rupiah / lower : null,
    reason: null,
  };
}
