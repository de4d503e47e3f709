import { officeColour } from '../processing/series.ts';
import { type LinePoint, type LineSeries, shortNames } from '../ui/month-lines.ts';
import type { Compared, ComparedMonth } from './queries.ts';

export const comparedViews = ['share', 'electronic', 'electronicIndex', 'total', 'totalIndex'] as const;
export type ComparedView = (typeof comparedViews)[number];

export const isIndex = (view: ComparedView): view is 'electronicIndex' | 'totalIndex' => view.endsWith('Index');

/** What the index is of. */
export const indexedMeasure = (view: 'electronicIndex' | 'totalIndex') =>
  view === 'electronicIndex' ? ('electronic' as const) : ('total' as const);

export const comparedValue = (month: ComparedMonth, view: ComparedView): number | null =>
  view === 'share' ? (month.share.kind === 'share' ? month.share.share : null) : month[view];

/** A month whose figure is of all its days so far only, or of some. */
const isOpen = ({ state }: ComparedMonth): boolean => state === 'unfinished' || state === 'partial';

/** The offices as lines; those without a value at all are left out. */
export const comparedSeries = ({ offices }: Compared, view: ComparedView): LineSeries[] =>
  offices
    .map(({ id, name, months }, index) => ({
      id,
      name,
      short: shortNames(offices.map((office) => office.name))[index],
      colour: officeColour(index),
      points: months.map((month): LinePoint => ({ value: comparedValue(month, view), isRunning: isOpen(month) })),
    }))
    .filter(({ points }) => points.some(({ value }) => value !== null));
