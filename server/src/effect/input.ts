import type { EventKind } from '@tilik/db/vocabulary';
import type { Day, Span } from '../day.ts';
import type { EffectGrain, Estimand, Refusal, Shape } from './result.ts';

/** Figures of one period. Null: not reported, or nobody could have come. */
export interface PeriodFigures {
  readonly period: Span;
  /** Days on which applications were taken and reported; 0 makes the period a missing one. */
  readonly openDays: number;
  readonly electronic: number | null;
  readonly ordinary: number | null;
  /** For the estimand `value`. */
  readonly value: number | null;
}

/** A series that the campaign cannot have moved: another office, or a column of a researcher's file. */
export interface Covariate {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly isOffice: boolean;
}

/** Our office beside others, month by month; the first is ours, months are the same for all. */
export interface OfficePanel {
  readonly name: string;
  readonly figures: readonly PeriodFigures[];
}

/** A campaign as the evaluation sees it. */
export interface CampaignSpan extends Span {
  readonly id: string;
  readonly shape: Shape;
}

export interface CoEvent {
  readonly id: string;
  readonly name: string;
  readonly kind: EventKind;
  readonly from: Day;
  /** Null: it lasts. */
  readonly to: Day | null;
  readonly confounds: boolean;
}

/** All that a judgement is made from. Figures are of consecutive periods, in order. */
export interface EffectInput {
  readonly grain: EffectGrain;
  readonly estimand: Estimand;
  readonly figures: readonly PeriodFigures[];
  readonly covariates: readonly Covariate[];
  /** For a second opinion; nothing of it enters the verdict. */
  readonly panel?: readonly OfficePanel[];
  readonly campaign: CampaignSpan;
  /** Days over which the effect is judged; the campaign's own by default. */
  readonly window: Span;
  readonly otherCampaigns: readonly CampaignSpan[];
  readonly events: readonly CoEvent[];
  readonly launchedOn: Day | null;
  /** Periods that are not over on this day are not looked at. */
  readonly today: Day;
  /** What was wrong with the figures as they were given. */
  readonly troubles: readonly Refusal[];
}
