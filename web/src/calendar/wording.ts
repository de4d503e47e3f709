import type { Language } from '@tilik/server/client';
import type { Words } from '../language.ts';
import { formatDay } from '../ui/format.ts';
import type { CalendarCampaign } from './queries.ts';

/** Two days as one text; an end that is not known is left open. */
export function spanInWords(from: string | null, to: string | null, language: Language, open: string): string | null {
  if (from === null) return null;
  return `${formatDay(from, language)} – ${to === null ? open : formatDay(to, language)}`;
}

export const planInWords = (
  { plannedFromOn, plannedToOn }: Pick<CalendarCampaign, 'plannedFromOn' | 'plannedToOn'>,
  language: Language,
  t: Words,
): string => spanInWords(plannedFromOn, plannedToOn, language, '…') ?? t('calendar.noPlan');

export const actualInWords = (
  { startedOn, endedOn }: Pick<CalendarCampaign, 'startedOn' | 'endedOn'>,
  language: Language,
  t: Words,
): string => spanInWords(startedOn, endedOn, language, t('uptake.ongoing')) ?? t('calendar.notBegun');

type Standing = Pick<CalendarCampaign, 'standing' | 'startDays' | 'endDays' | 'cancelledOn' | 'startedOn' | 'endedOn'>;

/** Where a campaign stands, and by how much its days are others than planned. */
export function standingInWords(campaign: Standing, language: Language, t: Words): string {
  const { standing, startDays, endDays, cancelledOn, startedOn, endedOn } = campaign;
  if (standing === 'cancelled') {
    return t('calendar.cancelledOn', { day: cancelledOn === null ? '' : formatDay(cancelledOn, language) });
  }
  const parts = [t(`calendar.standings.${standing}`)];
  if (startDays !== null) {
    if (startedOn === null) parts.push(t('calendar.due', { days: startDays }));
    else parts.push(t(`calendar.started.${sign(startDays)}`, { days: Math.abs(startDays) }));
  }
  if (endDays !== null) {
    if (endedOn === null) parts.push(t('calendar.overdue', { days: endDays }));
    else parts.push(t(`calendar.ended.${sign(endDays)}`, { days: Math.abs(endDays) }));
  }
  return parts.join('; ');
}

const sign = (days: number): 'late' | 'early' | 'asPlanned' => (days > 0 ? 'late' : days < 0 ? 'early' : 'asPlanned');
