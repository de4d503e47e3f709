import { purposes } from '@tilik/db/vocabulary';
import { breakdownOf } from '@tilik/server/inside/audiences/breakdown.ts';
import { mixAndChoice } from '@tilik/server/inside/audiences/mix-and-choice.ts';
import type { GroupFigure } from '@tilik/server/inside/audiences/queries.ts';
import { mixInWords } from '@tilik/server/inside/audiences/words.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const order = Object.keys(purposes);

/** One month whose applicants are all of a group. */
function breakdown(on: string, to: string, counts: readonly (readonly [electronic: number, ordinary: number])[]) {
  const figures = counts.flatMap(([electronic, ordinary], index): GroupFigure[] =>
    (['electronic', 'ordinary'] as const).map((type) => ({
      grain: 'month',
      on,
      type,
      group: order[index] ?? 'other',
      applicants: type === 'electronic' ? electronic : ordinary,
      cut: 0,
    })),
  );
  return breakdownOf(figures, [], { from: on, to }, { today: '2026-01-14', order, isSample: false });
}

const cell = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 5000 }));
const windows = fc
  .integer({ min: 1, max: order.length })
  .chain((groups) =>
    fc.tuple(
      fc.array(cell, { minLength: groups, maxLength: groups }),
      fc.array(cell, { minLength: groups, maxLength: groups }),
    ),
  )
  .map(
    ([before, after]) =>
      [breakdown('2025-11-01', '2025-11-30', before), breakdown('2025-12-01', '2025-12-31', after)] as const,
  );

test('mix and choice add up exactly to the change, whole and group by group, whatever the counts', () => {
  let split = 0;
  fc.assert(
    fc.property(windows, ([base, window]) => {
      const { result, refusals } = mixAndChoice(base, window);
      if (!result) {
        expect(refusals.length).toBeGreaterThan(0);
        return;
      }
      split += 1;
      const sum = (of: 'mix' | 'choice') => result.groups.reduce((total, group) => total + group[of], 0);
      expect(result.mix + result.choice).toBeCloseTo(result.change.points, 12);
      expect(sum('mix')).toBeCloseTo(result.mix, 12);
      expect(sum('choice')).toBeCloseTo(result.choice, 12);
      expect(result.change.points).toBeCloseTo(result.after.share - result.before.share, 12);
      const { low, share, high } = result.standardised;
      expect(low).toBeLessThanOrEqual(share);
      expect(share).toBeLessThanOrEqual(high);
      // Read backwards, every part changes its sign only.
      const back = mixAndChoice(
        { ...window, from: base.from, to: base.to },
        { ...base, from: window.from, to: window.to },
      );
      expect(back.result?.mix).toBeCloseTo(-result.mix, 12);
      expect(back.result?.choice).toBeCloseTo(-result.choice, 12);
    }),
    { numRuns: 500 },
  );
  expect(split).toBeGreaterThan(300);
});

test('the points that are said add up to the change that is said, to the last digit', () => {
  fc.assert(
    fc.property(windows, ([base, window]) => {
      const split = mixAndChoice(base, window);
      if (!split.result) return;
      const words = mixInWords('en', split, { base, window, isYearBefore: false }, { nameOf: (code) => code });
      const signed = (pattern: RegExp) => {
        const found = words.map((sentence) => pattern.exec(sentence)).find((match) => match !== null);
        if (!found) return 0;
        return (/fell|lowered/.test(found[1] ?? '') ? -1 : 1) * Number((found[2] ?? '').replaceAll(',', ''));
      };
      const change = signed(/^The share (rose|fell) by ([\d.,]+) points/);
      const mix = signed(/^The mix of applicants (raised|lowered) it by ([\d.,]+) points/);
      const choice = signed(/^Choice within the groups (raised|lowered) it by ([\d.,]+) points/);
      expect(Math.round(10 * (mix + choice))).toBe(Math.round(10 * change));
    }),
    { numRuns: 300 },
  );
});
