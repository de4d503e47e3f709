/** The first Monday after a day, `YYYY-MM-DD`. */
export function mondayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + (8 - (date.getUTCDay() || 7)));
  return date.toISOString().slice(0, 10);
}

export interface StripWeek {
  readonly from: string;
  readonly block: number;
  readonly arm: string;
}

export interface StripBlock<Week extends StripWeek> {
  readonly block: number;
  readonly weeks: readonly Week[];
}

/** Weeks put together by their block, in order. */
export const blocksOf = <Week extends StripWeek>(weeks: readonly Week[]): StripBlock<Week>[] =>
  [...Map.groupBy(weeks, ({ block }) => block)].map(([block, own]) => ({ block, weeks: own }));

/** How an arm is drawn: the first two filled and empty, so that they differ without colour; others by shade. */
export const armStyle = (arm: string, arms: readonly string[]): number => Math.max(0, arms.indexOf(arm)) % 4;

/** What a week of a schedule can be, in the order of its channels. */
export const armsOf = (design: 'on-off' | 'rotation', channels: readonly string[]): string[] =>
  design === 'on-off' ? [...channels.slice(0, 1), 'off'] : [...channels];

/** Block lengths in which each of so many arms comes equally often. */
export const blockChoices = (arms: number): number[] =>
  [1, 2, 3, 4].map((each) => each * Math.max(2, arms)).filter((weeks) => weeks <= 26);

/** The nearest number of weeks from so many on that is made of whole blocks. */
export const wholeBlocks = (weeks: number, blockWeeks: number): number =>
  Math.max(1, Math.ceil(Math.max(weeks, 8) / blockWeeks)) * blockWeeks;
