import { type MetricCode, metrics, type Stage } from '@tilik/db/vocabulary';

/** Figures of the four stages that are no metric of a reading: they have tables of their own. */
export const otherFigures = {
  inquiries_received: 'acceptance',
  inquiries_answered: 'acceptance',
  declared_electronic: 'use',
  /** Everyone who declares the channel, of both types: the base of the one above. */
  declared_all: 'use',
} as const satisfies Record<string, Stage>;
type OtherFigure = keyof typeof otherFigures;

export type StageFigure = MetricCode | OtherFigure;

const isOther = (figure: StageFigure): figure is OtherFigure => figure in otherFigures;

/** The stage that a figure tells of. */
export const stageOf = (figure: StageFigure): Stage => (isOther(figure) ? otherFigures[figure] : metrics[figure].stage);

/** The order of figures on the page: that of the vocabulary, then the others. */
export const figureOrder = [...Object.keys(metrics), ...Object.keys(otherFigures)] as StageFigure[];

/** What AMEC's integrated evaluation framework calls what a stage counts. */
export const amec: Readonly<Record<Stage, 'outputs' | 'out-takes' | 'outcomes'>> = {
  output: 'outputs',
  // What the public was exposed to is still an output there.
  information: 'outputs',
  awareness: 'out-takes',
  acceptance: 'outcomes',
  use: 'outcomes',
};

/** Where a figure was taken from. */
export const figureOrigins = ['readings', 'activities', 'snapshots', 'inquiries', 'declared'] as const;

/** A figure over some days; null: people counted once a day or a post, who cannot be added. */
export interface FigureTotal {
  readonly figure: StageFigure;
  readonly value: number | null;
  readonly origin: (typeof figureOrigins)[number];
  /** Days, months or activities that it was reported for. */
  readonly reported: number;
  readonly unit: 'days' | 'months' | 'activities';
}

/** Two figures of the same days, months or activities: nothing is set against what was not reported beside it. */
export interface Matched {
  readonly of: number;
  readonly per: number;
  readonly count: number;
  readonly unit: FigureTotal['unit'];
}
