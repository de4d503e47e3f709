import type { Day } from '../day.ts';

/** What is known of the money of a campaign and of what was done for it. */
export interface CampaignSpending {
  readonly budgetRupiah: number | null;
  readonly spendingRupiah: number | null;
  readonly activities: readonly { readonly on: Day; readonly costRupiah: number | null }[];
}

export interface CampaignCosts {
  readonly budgetRupiah: number | null;
  readonly spendingRupiah: number | null;
  /** Spent less budgeted; below zero: less was spent. Null: one of them is not known. */
  readonly overBudgetRupiah: number | null;
  readonly activities: number;
  /** Of those, the ones whose cost was written down. */
  readonly activitiesCosted: number;
  /** What those cost together; null: none of them says. */
  readonly activitiesRupiah: number | null;
  /** Days on which there was an activity. */
  readonly activityDays: number;
  /** Spending by the day on which something was done; null where one of the two is not known. */
  readonly perActivityDayRupiah: number | null;
}

/** The campaign's own spending alone is divided: costs of single activities may leave out what was bought for all. */
export function costsOf({ budgetRupiah, spendingRupiah, activities }: CampaignSpending): CampaignCosts {
  const costs = activities.flatMap(({ costRupiah }) => costRupiah ?? []);
  const activityDays = new Set(activities.map(({ on }) => on)).size;
  return {
    budgetRupiah,
    spendingRupiah,
    overBudgetRupiah: spendingRupiah === null || budgetRupiah === null ? null : spendingRupiah - budgetRupiah,
    activities: activities.length,
    activitiesCosted: costs.length,
    activitiesRupiah: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
    activityDays,
    perActivityDayRupiah:
      spendingRupiah === null || activityDays === 0 ? null : Math.round(spendingRupiah / activityDays),
  };
}
