import type { Triangulation } from './queries.ts';

export interface Point {
  readonly from: string;
  /** Null: there is nothing to be said of the month, which is no nought. */
  readonly value: number | null;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly isRunning: boolean;
}

/** One small picture: counts from nought as bars, or a share as points with their intervals. */
export interface Picture {
  readonly key: string;
  readonly kind: 'count' | 'share';
  readonly what: 'notes' | 'uptake' | 'theme' | 'inquiries';
  /** Code of the theme or the topic. */
  readonly of: string | null;
  readonly points: readonly Point[];
  /** What the axis ends at: a round number, the same for all pictures of one kind of thing. */
  readonly top: number;
}

/** A round number that no count is above. */
function roundTop(counts: readonly (number | null)[]): number {
  const highest = Math.max(1, ...counts.map((count) => count ?? 0));
  const power = 10 ** Math.floor(Math.log10(highest));
  const factor = [1, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= highest) ?? 10;
  // Half of a note is none: the line in the middle stands at a whole number.
  return Math.max(2, factor * power);
}

/**
 * The pictures in pairs: all notes and the uptake, then each theme and the questions on its topic, where there is one.
 * Pictures of notes have one scale, those of questions another.
 */
export function picturesOf({
  months,
  themes,
}: Pick<Triangulation, 'months' | 'themes'>): [Picture, Picture | undefined][] {
  const isRunning = (state: string) => state === 'unfinished';
  const counts = (of: (month: Triangulation['months'][number]) => number | null): Point[] =>
    months.map((month) => ({ from: month.from, value: of(month), isRunning: isRunning(month.state) }));
  const notesTop = roundTop(months.flatMap((month) => [month.notes, ...Object.values(month.themes)]));
  const inquiriesTop = roundTop(months.flatMap((month) => Object.values(month.inquiries)));
  const shares = months.map(({ from, state, uptake }): Point => {
    const known = uptake.kind === 'share' ? uptake : undefined;
    return { from, value: known?.share ?? null, low: known?.low, high: known?.high, isRunning: isRunning(state) };
  });
  const highest = Math.max(0, ...shares.map(({ high }) => high ?? 0));
  return [
    [
      { key: 'notes', kind: 'count', what: 'notes', of: null, points: counts(({ notes }) => notes), top: notesTop },
      {
        key: 'uptake',
        kind: 'share',
        what: 'uptake',
        of: null,
        points: shares,
        top: Math.max(0.1, Math.min(1, Math.ceil(highest * 10) / 10)),
      },
    ],
    ...themes.map(({ id, topic }): [Picture, Picture | undefined] => [
      {
        key: `theme ${id}`,
        kind: 'count',
        what: 'theme',
        of: id,
        points: counts((month) => month.themes[id] ?? null),
        top: notesTop,
      },
      topic === null
        ? undefined
        : {
            key: `topic ${id}`,
            kind: 'count',
            what: 'inquiries',
            of: topic,
            points: counts((month) => month.inquiries[topic] ?? null),
            top: inquiriesTop,
          },
    ]),
  ];
}
