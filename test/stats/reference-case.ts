import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

type Row = Readonly<Record<string, string>>;

/**
 * Data that are not ours to hand on (no licence, or GPL) and the numbers R gives for them, where this run has been told
 * by REFERENCE_CASES where they are. A test that needs them is skipped where they are not.
 */
export function referenceCase<Expected>(
  name: string,
): { readonly expected: Expected; readonly rows: (file?: string) => readonly Row[] } | undefined {
  const folder = join(process.env.REFERENCE_CASES ?? '', name);
  if (!process.env.REFERENCE_CASES || !existsSync(folder)) return undefined;
  return {
    expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')),
    rows: (file = 'data.csv') => parse(readFileSync(join(folder, file), 'utf8'), { columns: true }),
  };
}

/** How far a number is from the expected one, as a share of it; on its own scale where that is 0. */
export const relativeError = (found: number, expected: number) =>
  Math.abs(found - expected) / (expected === 0 ? 1 : Math.abs(expected));

/** The largest relative error of a list; infinite where the lengths differ, so that nothing missing passes. */
export const largestError = (found: readonly number[], expected: readonly number[]) =>
  found.length === expected.length
    ? Math.max(...found.map((value, index) => relativeError(value, expected[index] ?? Number.NaN)))
    : Number.POSITIVE_INFINITY;

/** What is not refused; a refusal fails the test with its reason. */
export function accepted<Value extends object>(value: Value): Exclude<Value, { readonly refused: string }> {
  if ('refused' in value) throw new Error(`refused: ${JSON.stringify(value)}`);
  return value as Exclude<Value, { readonly refused: string }>;
}

/** The square roots of a covariance's diagonal. */
export const standardErrors = (covariance: readonly (readonly number[])[]) =>
  covariance.map((row, index) => Math.sqrt(row[index] ?? Number.NaN));
