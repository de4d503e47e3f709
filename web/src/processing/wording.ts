import type { Language } from '@tilik/server/client';
import type { Words } from '../language.ts';
import { formatCount, formatDay, formatDecimal, formatMonth, formatRupiah, formatShare } from '../ui/format.ts';
import type { Served, ServedType, Service } from './queries.ts';
import { figureOf, lastKnown } from './series.ts';

/** `3,5`, and `4` where there is nothing behind the comma. */
export const daysInWords = (days: number, language: Language): string =>
  Number.isInteger(days) ? formatCount(days, language) : formatDecimal(days, language, 1);

/** What the picture of waiting days shows: the last month known, and the others in the same month. */
export function waitingSentences(service: Service, type: ServedType, t: Words, language: Language): string[] {
  const [ours, ...others] = service.offices;
  const found = lastKnown(ours?.months ?? [], type, ({ waitingDaysMedian }) => waitingDaysMedian !== null);
  const name = t(`service.types.${type}`);
  if (!ours || !found) return [t('service.noWaiting', { type: name })];
  const { month, figure } = found;
  const facts = {
    month: formatMonth(month.from, language),
    type: name,
    median: daysInWords(figure.waitingDaysMedian ?? 0, language),
  };
  const first =
    figure.waitingDaysP90 === null
      ? t('service.medianOnly', facts)
      : t('service.medianAndP90', { ...facts, p90: daysInWords(figure.waitingDaysP90, language) });
  const beside = others.flatMap((office) => {
    const same = office.months.find((one) => one.month === month.month);
    const days = same && figureOf(same, type)?.waitingDaysMedian;
    return days === undefined || days === null
      ? []
      : [t('service.otherDays', { office: office.name, days: daysInWords(days, language) })];
  });
  return beside.length === 0 ? [first] : [first, t('service.besideOthers', { list: beside.join('; ') })];
}

/** Held among completed and held, with its counts and its interval. */
export function heldInWords({ held, completed, heldShare }: Served, t: Words, language: Language): string {
  if (held === null || completed === null || heldShare === null) return t('service.heldUnknown');
  const counts = t('service.heldCounts', {
    held: formatCount(held, language),
    completed: formatCount(completed, language),
  });
  return heldShare.kind === 'none'
    ? `${counts}; ${t(`uptake.reasons.${heldShare.reason}`)}`
    : `${formatShare(heldShare.share, language)} (${formatShare(heldShare.low, language)} – ${formatShare(heldShare.high, language)}); ${counts}`;
}

/** Whether waiting time and uptake moved together, and that this is no proof of a cause. */
export function togetherSentences({ together }: Service, t: Words, language: Language): string[] {
  if (together.kind === 'not-given') {
    return [t(`service.together.${together.reason}`, { changes: together.changes })];
  }
  const { point, lower, upper, changes, direction } = together;
  return [
    t(`service.together.${direction}`, {
      changes,
      point: formatDecimal(point, language),
      lower: formatDecimal(lower, language),
      upper: formatDecimal(upper, language),
    }),
    t('service.together.noProof'),
  ];
}

/** What a passport of each validity costs now, and how much more the electronic one does. */
export const feeSentences = ({ currentFees }: Service, t: Words, language: Language): string[] =>
  currentFees.map(({ validityYears, electronic, ordinary, difference }) => {
    const facts = {
      years: validityYears,
      electronic: electronic ? formatRupiah(electronic.rupiah, language) : '',
      ordinary: ordinary ? formatRupiah(ordinary.rupiah, language) : '',
      since: formatDay(electronic?.startsOn ?? ordinary?.startsOn ?? '', language),
    };
    if (!electronic) return t('service.fees.ordinaryOnly', facts);
    if (!ordinary || difference === null) return t('service.fees.electronicOnly', facts);
    if (difference === 0) return t('service.fees.same', facts);
    return difference > 0
      ? t('service.fees.dearer', { ...facts, difference: formatRupiah(difference, language) })
      : t('service.fees.cheaper', { ...facts, difference: formatRupiah(-difference, language) });
  });
