import { median } from '../stats/median.ts';

/** What a day's notes come to. */
export interface CountsOfNotes {
  readonly received: number;
  readonly answered: number;
  /** Median of the answers whose minutes are known, to the whole minute; null where none are. */
  readonly answerMinutes: number | null;
}

/** The notes of one channel, topic and day as counts; undefined where there are none: nothing was noted, not zero. */
export function countsOf(
  notes: readonly { readonly answered: boolean; readonly answerMinutes: number | null }[],
): CountsOfNotes | undefined {
  if (notes.length === 0) return undefined;
  const minutes = notes.flatMap(({ answered, answerMinutes }) =>
    answered && answerMinutes !== null ? [answerMinutes] : [],
  );
  return {
    received: notes.length,
    answered: notes.filter(({ answered }) => answered).length,
    answerMinutes: minutes.length === 0 ? null : Math.round(median(minutes)),
  };
}
