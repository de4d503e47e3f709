import type { EventKind } from '@tilik/db/vocabulary';
import type { Day, Span } from '../day.ts';
import type { ForecastGrain } from './result.ts';

/** One period of the past. Null: closed, not reported, of one type only, or of too few people for a share. */
export interface PastPeriod extends Span {
  readonly electronic: number | null;
  readonly ordinary: number | null;
}

export interface KnownEvent {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly kind: EventKind;
  readonly from: Day;
  readonly to: Day | null;
}

/** All that a forecast is made from: consecutive periods, from the first whole one of the e-passport to the last known. */
export interface ForecastInput {
  readonly grain: ForecastGrain;
  readonly periods: readonly PastPeriod[];
}

export const shareIn = ({ electronic, ordinary }: PastPeriod): number | null =>
  electronic === null || ordinary === null || electronic + ordinary === 0 ? null : electronic / (electronic + ordinary);
