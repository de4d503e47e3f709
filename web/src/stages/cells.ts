import { type Language, type MetricCode, metrics, type Stage } from '@tilik/server/client';
import type { Words } from '../language.ts';
import { formatCount, formatDecimal, formatRupiah, formatShare } from '../ui/format.ts';
import type { ChannelStages, StageRate, StageTotal } from './queries.ts';

/** The stages in the order of the page. */
export const stageCodes = ['output', 'information', 'awareness', 'acceptance', 'use'] as const satisfies Stage[];

type Figure = StageTotal['figure'];

/** The name of a figure: the metric's, or that of a count with a table of its own. */
export const figureName = (figure: Figure, language: Language, t: Words): string =>
  figure in metrics
    ? metrics[figure as MetricCode].label[language]
    : t(`stages.figures.${figure as Exclude<Figure, MetricCode>}`);

/** A name as it stands within a sentence. */
export const inSentence = (name: string, language: Language): string =>
  name.charAt(0).toLocaleLowerCase(language) + name.slice(1);

/** One cell of the table: the figure that stands first, the rates that lead to it, and all there is to say of both. */
export interface StageCell {
  readonly lead: StageTotal | undefined;
  readonly totals: readonly StageTotal[];
  readonly rates: readonly StageRate[];
}

/** What stands in a cell: a figure that has a value first, the base of a share never. */
export function stageCell({ stages, rates }: Pick<ChannelStages, 'stages' | 'rates'>, stage: Stage): StageCell {
  const totals = stages[stage];
  const shown = totals.filter(({ figure }) => figure !== 'declared_all');
  return {
    lead: shown.find(({ value }) => value !== null) ?? shown[0],
    totals,
    rates: rates.filter(({ ofStage }) => ofStage === stage),
  };
}

/** Small numbers keep their digits: 0,45 but 3,6 and 24.750. */
const ratePlaces = (value: number): number => (value >= 100 ? 0 : value >= 1 ? 1 : 2);

/** A rate as it is read: a share with its interval, or so many per so many of the other; undefined where there is none. */
export function rateText(rate: StageRate, language: Language, t: Words): string | undefined {
  if (rate.rate === null) return undefined;
  if (rate.low !== null && rate.high !== null) {
    const share = `${formatShare(rate.rate, language)} (${formatShare(rate.low, language)} – ${formatShare(rate.high, language)})`;
    return rate.of === 'declared_electronic' || rate.of === 'inquiries_answered'
      ? `${share} ${t(`stages.shares.${rate.of}`)}`
      : share;
  }
  const value = rate.rate * rate.multiple;
  const written = formatDecimal(value, language, ratePlaces(value));
  if (rate.per === 'posts' || rate.per === 'events_held' || rate.per === 'forums_held') {
    return t(`stages.perOne.${rate.per}`, { rate: written });
  }
  return t('stages.per', {
    rate: written,
    multiple: formatCount(rate.multiple, language),
    base: inSentence(figureName(rate.per, language, t), language),
  });
}

/** Rupiah of a cost with its interval; what can be told where it has no upper end; undefined where there is none. */
export function costText(
  { estimate, lower, upper }: { estimate: number | null; lower: number | null; upper: number | null },
  language: Language,
  t: Words,
): string | undefined {
  if (lower === null) return undefined;
  const rupiah = (value: number) => formatRupiah(value, language);
  if (estimate === null || upper === null) return t('stages.approaches.atLeast', { amount: rupiah(lower) });
  return t('stages.approaches.range', { estimate: rupiah(estimate), low: rupiah(lower), high: rupiah(upper) });
}

/** What an activity is called where it has no title: the first words under it. */
export function activityName({
  title,
  caption,
  id,
}: {
  title: string | null;
  caption: string | null;
  id: string;
}): string {
  const text = title ?? caption?.split('\n').find((line) => line.trim() !== '');
  if (text === undefined) return id;
  return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text;
}
