/** One thing measured beside a yardstick that was measured in the same run. */
export interface Measured {
  readonly name: string;
  readonly unit: 'ms' | 'bytes';
  readonly ours: number;
  readonly yardstick: string;
  readonly theirs: number;
  readonly runs: number;
}

/** A thing that could not be measured, and why. */
interface Skipped {
  readonly name: string;
  readonly reason: string;
}

export type Row = Measured | Skipped;

export const milliseconds = async (act: () => unknown): Promise<number> => {
  const from = performance.now();
  await act();
  return performance.now() - from;
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Fails the run where what was measured did not do its work: a fast wrong answer is no result. */
export function mustBe(what: string, found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
  }
}
