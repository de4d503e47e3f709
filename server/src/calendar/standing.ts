import { type Day, daysBetween, type Span } from '../day.ts';

/** The days of a campaign as they were planned and as they came. */
export interface CampaignDays {
  readonly plannedFromOn: Day | null;
  readonly plannedToOn: Day | null;
  readonly startedOn: Day | null;
  readonly endedOn: Day | null;
  readonly cancelledOn: Day | null;
}

export const standings = ['planned', 'running', 'done', 'cancelled'] as const;
export type Standing = (typeof standings)[number];

/** Where a campaign stands against its plan. */
export interface AgainstPlan {
  readonly standing: Standing;
  /**
   * Days by which it began after the day it was planned for; below zero: before it. Of one that is due and has not begun
   * the days so far. Null: there is nothing to hold against each other.
   */
  readonly startDays: number | null;
  /** The same for its end. */
  readonly endDays: number | null;
}

const daysLate = (planned: Day | null, actual: Day | null, today: Day): number | null => {
  if (planned === null) return null;
  if (actual !== null) return daysBetween(planned, actual);
  return today > planned ? daysBetween(planned, today) : null;
};

export function againstPlan(campaign: CampaignDays, today: Day): AgainstPlan {
  const { plannedFromOn, plannedToOn, startedOn, endedOn, cancelledOn } = campaign;
  if (cancelledOn !== null) return { standing: 'cancelled', startDays: null, endDays: null };
  const startDays = daysLate(plannedFromOn, startedOn, today);
  if (startedOn === null) return { standing: 'planned', startDays, endDays: null };
  return {
    // The last day of a campaign is still one of it.
    standing: endedOn !== null && endedOn < today ? 'done' : 'running',
    startDays,
    endDays: daysLate(plannedToOn, endedOn, today),
  };
}

/** Whether a campaign was planned for or ran on any day of a span. */
export function touches(campaign: CampaignDays, { from, to }: Span): boolean {
  const { plannedFromOn, plannedToOn, startedOn, endedOn, cancelledOn } = campaign;
  const isPlanned = plannedFromOn !== null && plannedFromOn <= to && (plannedToOn ?? plannedFromOn) >= from;
  const lastOn = endedOn ?? cancelledOn;
  const isRun = startedOn !== null && startedOn <= to && (lastOn === null || lastOn >= from);
  return isPlanned || isRun;
}
