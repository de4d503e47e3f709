import { clusterRobustCovariance } from '@tilik/server/inside/stats/cluster-robust-covariance.ts';
import { heteroskedasticityConsistentCovariance } from '@tilik/server/inside/stats/heteroskedasticity-consistent-covariance.ts';
import { ordinaryLeastSquares } from '@tilik/server/inside/stats/ordinary-least-squares.ts';
import { expect, test } from 'vitest';
import { accepted, largestError, referenceCase, relativeError, standardErrors } from './reference-case.ts';
import { seeded } from './seeded.ts';

const cardKrueger = referenceCase<{ readonly did: number; readonly se_cluster_store: number; readonly se_hc2: number }>(
  'did_card_krueger',
);

test.skipIf(!cardKrueger)(
  'CR1 by store is vcovCL of R for the data of Card and Krueger (no licence: only with REFERENCE_CASES)',
  () => {
    const { expected, rows } = cardKrueger as NonNullable<typeof cardKrueger>;
    const all = rows();
    const stores = all.length / 2;
    const kept = all
      .map((row, index) => ({ row, store: index % stores }))
      .filter(({ row }) => !['', 'NA'].includes(row.fte ?? ''));
    const fit = accepted(
      ordinaryLeastSquares(
        kept.map(({ row: { nj, d } }) => [1, Number(nj), Number(d), Number(nj) * Number(d)]),
        kept.map(({ row }) => Number(row.fte)),
      ),
    );
    expect(relativeError(fit.coefficients[3] ?? 0, expected.did)).toBeLessThan(1e-10);
    const clusters = kept.map(({ store }) => store);
    const { covariance } = accepted(clusterRobustCovariance(fit, clusters, 'CR1'));
    expect(relativeError(standardErrors(covariance)[3] ?? 0, expected.se_cluster_store)).toBeLessThan(1e-10);
    const alone = accepted(
      clusterRobustCovariance(
        fit,
        kept.map((_, index) => index),
        'CR2',
      ),
    );
    expect(relativeError(standardErrors(alone.covariance)[3] ?? 0, expected.se_hc2)).toBeLessThan(1e-10);
  },
);

// Five clusters of unequal size; one column varies within clusters, one only between them.
const sizes = [2, 3, 7, 4, 9];
const random = seeded(2002);
const clusters = sizes.flatMap((size, cluster) => new Array<number>(size).fill(10 * cluster));
const design = clusters.map((cluster) => [1, cluster < 20 ? 1 : 0, random(), 1000 * random() + cluster]);
const fitOf = (response: readonly number[]) => accepted(ordinaryLeastSquares(design, response));
const unit = (length: number, at: number) => Array.from({ length }, (_, index) => (index === at ? 1 : 0));

/** V[c][c] as a function of the response is yᵀMy; this gives M by polarisation, without looking inside. */
function quadraticForm(kind: 'CR0' | 'CR2', coefficient: number) {
  const length = design.length;
  const base = design.map((_, index) => Math.sin(3 * index) + 2 * Math.cos(index * index));
  const value = (response: readonly number[]) =>
    accepted(clusterRobustCovariance(fitOf(response), clusters, kind)).covariance[coefficient]?.[coefficient] ??
    Number.NaN;
  const add = (...parts: readonly (readonly number[])[]) =>
    base.map((_, index) => parts.reduce((sum, part) => sum + (part[index] ?? 0), 0));
  const single = base.map((_, at) => value(unit(length, at)));
  return base.map((_, first) =>
    base.map((__, second) =>
      first === second
        ? (single[first] ?? 0)
        : (value(add(unit(length, first), unit(length, second))) - (single[first] ?? 0) - (single[second] ?? 0)) / 2,
    ),
  );
}

test.for([0, 1, 2, 3])(
  'CR2 of coefficient %d is exactly unbiased where errors are independent with one variance',
  (at) => {
    const form = quadraticForm('CR2', at);
    const expectation = form.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
    const truth = fitOf(clusters.map((_, index) => Math.sin(index))).unscaledCovariance[at]?.[at] ?? 0;
    expect(relativeError(expectation, truth)).toBeLessThan(1e-8);
    const naive = quadraticForm('CR0', at);
    expect(naive.reduce((sum, row, index) => sum + (row[index] ?? 0), 0)).toBeLessThan(0.95 * truth);
  },
);

test.for([0, 1, 2, 3])(
  'the degrees of freedom of coefficient %d match the first two moments of its CR2 variance',
  (at) => {
    // Of yᵀMy with independent standard normal y the mean is tr M and the variance 2 tr M².
    const form = quadraticForm('CR2', at);
    const trace = form.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
    const squares = form.flat().reduce((sum, value) => sum + value ** 2, 0);
    const { degreesOfFreedom } = accepted(
      clusterRobustCovariance(fitOf(clusters.map((_, i) => Math.cos(i))), clusters, 'CR2'),
    );
    expect(relativeError(degreesOfFreedom[at] ?? 0, trace ** 2 / squares)).toBeLessThan(1e-7);
    expect(degreesOfFreedom[at]).toBeLessThan(sizes.length - 1);
  },
);

test('with every observation a cluster of its own CR0 and CR2 are HC0 and HC2', () => {
  const fit = fitOf(clusters.map((_, index) => Math.sin(5 * index)));
  const alone = clusters.map((_, index) => index);
  for (const [clustered, consistent] of [
    ['CR0', 'HC0'],
    ['CR2', 'HC2'],
  ] as const) {
    const found = accepted(clusterRobustCovariance(fit, alone, clustered)).covariance;
    const wanted = accepted(heteroskedasticityConsistentCovariance(fit, consistent));
    expect(largestError(found.flat(), wanted.flat())).toBeLessThan(1e-9);
  }
});

test('the mean of clusters of one size has one degree of freedom less than there are clusters', () => {
  const balanced = Array.from({ length: 24 }, (_, index) => Math.floor(index / 4));
  const response = balanced.map((_, index) => Math.sin(index * index));
  const fit = accepted(
    ordinaryLeastSquares(
      balanced.map(() => [1]),
      response,
    ),
  );
  const { covariance, degreesOfFreedom } = accepted(clusterRobustCovariance(fit, balanced, 'CR2'));
  expect(degreesOfFreedom[0]).toBeCloseTo(5, 10);
  const means = Array.from({ length: 6 }, (_, cluster) =>
    balanced.reduce((sum, of, index) => (of === cluster ? sum + (response[index] ?? 0) / 4 : sum), 0),
  );
  const mean = means.reduce((sum, value) => sum + value / 6, 0);
  const variance = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 5 / 6;
  expect(covariance[0]?.[0]).toBeCloseTo(variance, 12);
});

test('a column of its own for every cluster leaves CR2 defined, and a coefficient without information says 0 degrees', () => {
  const dummies = clusters.map((cluster) => [...sizes.map((_, at) => (cluster === 10 * at ? 1 : 0)), random()]);
  const fit = accepted(
    ordinaryLeastSquares(
      dummies,
      clusters.map((_, index) => Math.sin(index) * 3),
    ),
  );
  const { covariance, degreesOfFreedom } = accepted(clusterRobustCovariance(fit, clusters, 'CR2'));
  expect([...covariance.flat(), ...degreesOfFreedom].every(Number.isFinite)).toBe(true);
  expect(degreesOfFreedom[5]).toBeGreaterThan(1);
  expect(degreesOfFreedom[5]).toBeLessThan(4);
});

test('intervals by CR2 and its degrees of freedom hold with six clusters that share errors, where CR0 fails', () => {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const groups = Array.from({ length: 48 }, (_, index) => Math.floor(index / 8));
  const rows = groups.map((group) => [1, group < 3 ? 1 : 0]);
  let [held, naive] = [0, 0];
  const runs = 1_500;
  for (let run = 0; run < runs; run += 1) {
    const shared = Array.from({ length: 6 }, normal);
    const fit = accepted(
      ordinaryLeastSquares(
        rows,
        groups.map((group) => (shared[group] ?? 0) + normal()),
      ),
    );
    const estimate = Math.abs(fit.coefficients[1] ?? 0);
    const robust = accepted(clusterRobustCovariance(fit, groups, 'CR2'));
    expect(robust.degreesOfFreedom[1]).toBeCloseTo(4, 8);
    if (estimate < 2.776445 * (standardErrors(robust.covariance)[1] ?? 0)) held += 1;
    if (
      estimate <
      1.959964 * (standardErrors(accepted(clusterRobustCovariance(fit, groups, 'CR0')).covariance)[1] ?? 0)
    ) {
      naive += 1;
    }
  }
  expect(held / runs).toBeGreaterThan(0.93);
  expect(held / runs).toBeLessThan(0.97);
  expect(naive / runs).toBeLessThan(0.87);
});

test('of four clusters the difference of two and two has the error of their means, as the documentation says', () => {
  const fit = accepted(
    ordinaryLeastSquares(
      [0, 0, 0, 0, 1, 1, 1, 1].map((group) => [1, group]),
      [1, 2, 4, 3, 6, 7, 5, 9],
    ),
  );
  const { covariance, degreesOfFreedom } = accepted(clusterRobustCovariance(fit, [1, 1, 2, 2, 3, 3, 4, 4], 'CR2'));
  // Cluster means 1.5, 3.5 and 6.5, 7: Welch's variance of two means of two.
  expect(largestError(covariance.flat(), [1, -1, -1, 1.0625])).toBeLessThan(1e-12);
  expect(largestError(degreesOfFreedom, [1, 2])).toBeLessThan(1e-12);
});

test('clusterRobustCovariance refuses one cluster and throws where an observation has none', () => {
  const fit = fitOf(clusters.map((_, index) => Math.sin(index)));
  expect(
    clusterRobustCovariance(
      fit,
      clusters.map(() => 1),
      'CR1',
    ),
  ).toEqual({ refused: 'too-few' });
  expect(() => clusterRobustCovariance(fit, clusters.slice(1), 'CR1')).toThrow(RangeError);
});
