import { type LinePoint, type LineSeries, shortNames } from '../ui/month-lines.ts';
import type { Served, ServedType, ServiceMonth, ServiceOffice } from './queries.ts';
import { servedTypes, type WaitingMeasure } from './view.ts';

export const figureOf = (month: ServiceMonth, type: ServedType): Served | undefined =>
  month.figures.find((figure) => figure.type === type);

const tells = ({ waitingDaysMedian, waitingDaysP90, medianRange }: Served): boolean =>
  waitingDaysMedian !== null || waitingDaysP90 !== null || medianRange !== null;

/** The type that was asked for, or the first of which anything is known of the waiting time. */
export const typeShown = (asked: ServedType | undefined, months: readonly ServiceMonth[]): ServedType =>
  asked ??
  servedTypes.find((type) => months.some(({ figures }) => figures.some((one) => one.type === type && tells(one)))) ??
  'electronic';

/** Ours in the ink of the share, the others each in a colour of its own. */
export const officeColours = ['var(--share)', 'var(--comparison)', 'var(--office-third)', 'var(--office-fourth)'];
export const officeColour = (index: number): string => officeColours[index % officeColours.length] ?? 'var(--ink)';

/**
 * Waiting days of a type as the picture draws them, an office a line. Of our own median it shows how far nine of ten
 * reach; where only single days' medians are known, the range they lie in and no point.
 */
export const waitingSeries = (
  offices: readonly ServiceOffice[],
  type: ServedType,
  measure: WaitingMeasure,
): LineSeries[] =>
  offices.map(({ id, name, months }, index) => ({
    id,
    name,
    short: shortNames(offices.map((office) => office.name))[index],
    colour: officeColour(index),
    points: months.map((month): LinePoint => {
      const isRunning = month.state === 'unfinished';
      const figure = figureOf(month, type);
      if (!figure) return { value: null, isRunning };
      if (measure === 'p90') return { value: figure.waitingDaysP90, isRunning };
      const { waitingDaysMedian: value, waitingDaysP90, medianRange } = figure;
      if (value === null && medianRange) {
        return { value, isRunning, reach: { from: medianRange.lowest, to: medianRange.highest } };
      }
      return value !== null && waitingDaysP90 !== null && index === 0
        ? { value, isRunning, reach: { from: value, to: waitingDaysP90 } }
        : { value, isRunning };
    }),
  }));

/** The office's last finished month with a figure of the type that says something. */
export function lastKnown(
  months: readonly ServiceMonth[],
  type: ServedType,
  says: (figure: Served) => boolean,
): { month: ServiceMonth; figure: Served } | undefined {
  for (const month of months.toReversed()) {
    const figure = figureOf(month, type);
    if (month.state === 'reported' && figure && says(figure)) return { month, figure };
  }
  return undefined;
}

/** Whether anything at all is known of an office's service. */
export const isKnown = ({ months }: ServiceOffice): boolean => months.some(({ figures }) => figures.length > 0);
