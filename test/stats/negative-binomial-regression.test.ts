import { generalizedLinearModel } from '@tilik/server/inside/stats/generalized-linear-model.ts';
import { negativeBinomialRegression } from '@tilik/server/inside/stats/negative-binomial-regression.ts';
import { expect, test } from 'vitest';
import { accepted, largestError, referenceCase, relativeError } from './reference-case.ts';
import { draw, seeded } from './seeded.ts';

type Named = Readonly<Record<string, number>>;

const quine = referenceCase<{
  readonly coef: Named;
  readonly se: Named;
  readonly theta: number;
  readonly se_theta: number;
  readonly twologlik: number;
  readonly deviance: number;
  readonly joint_ml: { readonly coef: readonly number[]; readonly negloglik: number };
  readonly poisson: { readonly coef: Named; readonly dispersion: number; readonly deviance: number };
}>('negbin_quine');

function quineData() {
  if (!quine) throw new Error('the case is absent');
  const rows = quine.rows();
  return {
    expected: quine.expected,
    days: rows.map((row) => Number(row.Days)),
    design: rows.map((row) => [
      1,
      Number(row.Eth === 'N'),
      Number(row.Sex === 'M'),
      Number(row.Age === 'F1'),
      Number(row.Age === 'F2'),
      Number(row.Age === 'F3'),
      Number(row.Lrn === 'SL'),
    ]),
  };
}

test.skipIf(!quine)(
  'days absent from school in Walgett are those of MASS::glm.nb (GPL: only with REFERENCE_CASES)',
  () => {
    const { design, days, expected } = quineData();
    const fit = accepted(negativeBinomialRegression(design, days));
    expect(largestError(fit.coefficients, Object.values(expected.coef))).toBeLessThan(1e-6);
    expect(largestError(fit.coefficients, expected.joint_ml.coef.slice(0, -1))).toBeLessThan(1e-6);
    expect(largestError(fit.standardErrors, Object.values(expected.se))).toBeLessThan(1e-6);
    expect(relativeError(fit.theta, expected.theta)).toBeLessThan(1e-6);
    expect(relativeError(fit.thetaStandardError, expected.se_theta)).toBeLessThan(1e-4);
    expect(relativeError(2 * fit.logLikelihood, expected.twologlik)).toBeLessThan(1e-9);
    expect(relativeError(fit.deviance, expected.deviance)).toBeLessThan(1e-6);
  },
);

test.skipIf(!quine)(
  'the quasi-Poisson dispersion of the same data is Pearson’s at the solution (GPL: only with REFERENCE_CASES)',
  () => {
    const { design, days, expected } = quineData();
    const fit = accepted(generalizedLinearModel(design, days, 'quasi-poisson'));
    expect(largestError(fit.coefficients, Object.values(expected.poisson.coef))).toBeLessThan(1e-6);
    // R was let stop at its default 1e-8 here and weighs its last residuals with the weights of the step before: 13.166913,
    // where one step more gives 13.166843 and every further one the same.
    expect(relativeError(fit.dispersion, 13.16684262747431)).toBeLessThan(1e-12);
    expect(relativeError(fit.dispersion, expected.poisson.dispersion)).toBeLessThan(1e-5);
    expect(relativeError(fit.deviance, expected.poisson.deviance)).toBeLessThan(1e-9);
  },
);

test('of one group the mean is the sample mean and θ makes the derivative of the likelihood 0', () => {
  const counts = [0, 1, 1, 2, 3, 5, 8, 13, 21, 250];
  const fit = accepted(
    negativeBinomialRegression(
      counts.map(() => [1]),
      counts,
    ),
  );
  const mean = counts.reduce((sum, value) => sum + value / counts.length, 0);
  expect(Math.exp(fit.coefficients[0] ?? 0)).toBeCloseTo(mean, 10);
  const logLikelihood = (theta: number) =>
    counts.reduce((sum, y) => {
      let ratio = 0;
      for (let below = 0; below < y; below += 1) ratio += Math.log((theta + below) / (below + 1));
      return sum + ratio + theta * Math.log(theta / (theta + mean)) + y * Math.log(mean / (theta + mean));
    }, 0);
  expect(fit.logLikelihood).toBeCloseTo(logLikelihood(fit.theta), 9);
  const { theta } = fit;
  const width = 1e-3 * theta;
  const [below, at, above] = [theta - width, theta, theta + width].map(logLikelihood) as [number, number, number];
  expect(Math.abs((above - below) / (2 * width))).toBeLessThan(1e-4);
  expect(relativeError(fit.thetaStandardError, width / Math.sqrt(2 * at - above - below))).toBeLessThan(1e-4);
});

test('a θ and a coefficient that were planted are found again', () => {
  const random = seeded(1987);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  // Gamma with shape 2 is the half sum of the squares of four normals; θ = 2.
  const gamma = () => (normal() ** 2 + normal() ** 2 + normal() ** 2 + normal() ** 2) / 4;
  const design = Array.from({ length: 1_500 }, (_, index) => [1, index % 2]);
  const counts = design.map(([, x = 0]) => draw(500, Math.min(1, (8 * Math.exp(0.4 * x) * gamma()) / 500), random));
  const fit = accepted(negativeBinomialRegression(design, counts));
  expect(Math.abs(fit.theta - 2)).toBeLessThan(3 * fit.thetaStandardError);
  expect(Math.abs((fit.coefficients[1] ?? 0) - 0.4)).toBeLessThan(3 * (fit.standardErrors[1] ?? 0));
  const exposed = accepted(negativeBinomialRegression(design, counts, { offset: design.map(() => Math.log(100)) }));
  expect(exposed.theta).toBeCloseTo(fit.theta, 9);
  expect((exposed.coefficients[0] ?? 0) + Math.log(100)).toBeCloseTo(fit.coefficients[0] ?? 0, 9);
});

test('a few counts of very different size still come to an end, where steps by expected curvature go in circles', () => {
  const counts = [13275, 106222, 17137, 23238, 17005, 65235, 157843];
  const fit = accepted(
    negativeBinomialRegression(
      counts.map((_, at) => [1, at, at % 2]),
      counts,
    ),
  );
  fit.design[0]?.forEach((_, column) => {
    const sum = fit.scoreResiduals.reduce((inner, value, at) => inner + value * (fit.design[at]?.[column] ?? 0), 0);
    expect(Math.abs(sum)).toBeLessThan(1e-8);
  });
});

test('counts that vary no more than Poisson’s have no θ', () => {
  const counts = [9, 10, 11, 10, 9, 11, 10, 10];
  expect(
    negativeBinomialRegression(
      counts.map(() => [1]),
      counts,
    ),
  ).toEqual({ refused: 'at-bound' });
});

test('negativeBinomialRegression passes on what a Poisson model refuses and throws on what is no count', () => {
  const design = [0, 0, 0, 1, 1, 1].map((group) => [1, group]);
  expect(negativeBinomialRegression(design, [1, 9, 30, 0, 0, 0])).toEqual({ refused: 'separated', detail: 1 });
  expect(
    negativeBinomialRegression(
      design.map((row) => [...row, 3]),
      [1, 9, 30, 2, 4, 1],
    ),
  ).toEqual({ refused: 'collinear', detail: 2 });
  expect(() => negativeBinomialRegression(design, [1, 9, 30, 2, 4, 1.5])).toThrow(RangeError);
});
