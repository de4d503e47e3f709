import {
  type AutoregressiveRegressionOptions,
  autoregressiveRegression,
} from '@tilik/server/inside/stats/autoregressive-regression.ts';
import { generalizedLeastSquaresAr1 } from '@tilik/server/inside/stats/generalized-least-squares-ar1.ts';
import { ordinaryLeastSquares } from '@tilik/server/inside/stats/ordinary-least-squares.ts';
import { praisWinsten } from '@tilik/server/inside/stats/prais-winsten.ts';
import { expect, test } from 'vitest';
import { accepted, largestError, referenceCase, relativeError } from './reference-case.ts';
import { seeded } from './seeded.ts';

type Named = Readonly<Record<string, number>>;

interface Gls {
  readonly coef: Named;
  readonly se: Named;
  readonly phi: number;
  readonly sigma: number;
  readonly loglik: number;
}

const gls = referenceCase<{
  readonly lakehuron_arima_ml: {
    readonly coef: Named;
    readonly se: Named;
    readonly sigma2: number;
    readonly loglik: number;
  };
  readonly sicily_gls_ar1_reml: Gls;
  readonly sicily_gls_ar1_ml: Gls;
  readonly sicily_prais_winsten_iterated: { readonly rho: number; readonly coef: Named; readonly se: Named };
  readonly hartnagel_gls_ar2_ml: Omit<Gls, 'phi'> & { readonly phi: Named };
}>('gls_ar');
const where = '(only with REFERENCE_CASES)';

function sicily() {
  if (!gls) throw new Error('the case is absent');
  const rows = gls.rows();
  return {
    expected: gls.expected,
    design: rows.map((row) => [
      1,
      Number(row.smokban),
      Number(row.time),
      ...[1, 2].flatMap((harmonic) => {
        const angle = (2 * Math.PI * harmonic * Number(row.month)) / 12;
        return [Math.sin(angle), Math.cos(angle)];
      }),
    ]),
    logRate: rows.map((row) => Math.log(Number(row.aces) / Number(row.stdpop))),
  };
}

test.skipIf(!gls).for(['REML', 'ML'] as const)(
  `the Sicilian log rate by %s is that of nlme::gls with corAR1 ${where}`,
  (method) => {
    const { design, logRate, expected } = sicily();
    const wanted = method === 'ML' ? expected.sicily_gls_ar1_ml : expected.sicily_gls_ar1_reml;
    const fit = accepted(generalizedLeastSquaresAr1(design, logRate, { method }));
    expect(largestError(fit.coefficients, Object.values(wanted.coef))).toBeLessThan(1e-5);
    expect(largestError(fit.standardErrors, Object.values(wanted.se))).toBeLessThan(1e-5);
    expect(Math.abs(fit.rho - wanted.phi)).toBeLessThan(1e-5);
    expect(relativeError(fit.sigma, wanted.sigma)).toBeLessThan(1e-5);
    expect(Math.abs(fit.logLikelihood - wanted.loglik)).toBeLessThan(1e-7);
    expect(fit.effectiveDegreesOfFreedom).toBeCloseTo((59 * (1 - fit.rho)) / (1 + fit.rho) - 7, 12);
  },
);

test.skipIf(!gls)(`Prais–Winsten on the Sicilian log rate is that of R, iterated to the end ${where}`, () => {
  const { design, logRate, expected } = sicily();
  const fit = accepted(praisWinsten(design, logRate));
  const wanted = expected.sicily_prais_winsten_iterated;
  expect(relativeError(fit.rho, wanted.rho)).toBeLessThan(1e-9);
  expect(largestError(fit.coefficients, Object.values(wanted.coef))).toBeLessThan(1e-9);
  expect(largestError(fit.standardErrors, Object.values(wanted.se))).toBeLessThan(1e-9);
});

test.skipIf(!gls)(`the level of Lake Huron on a line with AR(2) errors is that of arima of R ${where}`, () => {
  const rows = gls?.rows('data_lakehuron.csv') ?? [];
  const fit = accepted(
    autoregressiveRegression(
      rows.map((row) => [1, Number(row.year) - 1920]),
      rows.map((row) => Number(row.level)),
      { order: 2, method: 'ML' },
    ),
  );
  const { coef, se, sigma2, loglik } = gls?.expected.lakehuron_arima_ml ?? { coef: {}, se: {}, sigma2: 0, loglik: 0 };
  const wanted = Object.values(coef);
  expect(largestError(fit.coefficients, wanted.slice(2))).toBeLessThan(1e-5);
  expect(Math.abs((fit.autoregression[0] ?? 0) - (wanted[0] ?? 0))).toBeLessThan(1e-4);
  expect(Math.abs((fit.autoregression[1] ?? 0) - (wanted[1] ?? 0))).toBeLessThan(1e-4);
  expect(largestError(fit.autoregressionStandardErrors, Object.values(se).slice(0, 2))).toBeLessThan(1e-3);
  expect(relativeError(fit.innovationVariance, sigma2)).toBeLessThan(1e-5);
  expect(Math.abs(fit.logLikelihood - loglik)).toBeLessThan(1e-5);
});

test.skipIf(!gls)(`convictions of women in Canada with AR(2) errors are those of nlme::gls ${where}`, () => {
  const rows = gls?.rows('data_hartnagel.csv') ?? [];
  const fit = accepted(
    autoregressiveRegression(
      rows.map((row) => [1, Number(row.tfr), Number(row.partic), Number(row.degrees), Number(row.mconvict)]),
      rows.map((row) => Number(row.fconvict)),
      { order: 2, method: 'ML' },
    ),
  );
  const wanted = gls?.expected.hartnagel_gls_ar2_ml;
  expect(largestError(fit.coefficients, Object.values(wanted?.coef ?? {}))).toBeLessThan(1e-5);
  expect(largestError(fit.standardErrors, Object.values(wanted?.se ?? {}))).toBeLessThan(1e-5);
  expect(Math.abs((fit.autoregression[0] ?? 0) - (wanted?.phi.Phi1 ?? 0))).toBeLessThan(1e-4);
  expect(Math.abs((fit.autoregression[1] ?? 0) - (wanted?.phi.Phi2 ?? 0))).toBeLessThan(1e-4);
  expect(relativeError(fit.sigma, wanted?.sigma ?? 0)).toBeLessThan(1e-5);
  expect(Math.abs(fit.logLikelihood - (wanted?.loglik ?? 0))).toBeLessThan(1e-5);
});

const normals = (seed: number) => {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
};

function autoregressive(length: number, memory: number, normal: () => number) {
  let error = normal() / Math.sqrt(1 - memory ** 2);
  return Array.from({ length }, () => {
    error = memory * error + normal();
    return error;
  });
}

const step = (length: number) =>
  Array.from({ length }, (_, time) => [1, time / length, time >= (2 * length) / 3 ? 1 : 0]);

/** log |V| and eᵀV⁻¹e by eliminating V itself, entry by entry: slow, and nothing is shared with the whitening. */
function logDensity(errors: readonly number[], covariance: readonly (readonly number[])[]) {
  const work = covariance.map((row, index) => [...row, errors[index] ?? 0]);
  let [logDeterminant, form] = [0, 0];
  work.forEach((pivot, at) => {
    const head = pivot[at] ?? 0;
    logDeterminant += Math.log(head);
    form += (pivot[errors.length] ?? 0) ** 2 / head;
    for (const row of work.slice(at + 1)) {
      const factor = (row[at] ?? 0) / head;
      pivot.forEach((value, column) => {
        row[column] = (row[column] ?? 0) - factor * value;
      });
    }
  });
  return -0.5 * (errors.length * Math.log(2 * Math.PI) + logDeterminant + form);
}

test('the likelihood is the normal density with every covariance written out, with gaps in time as well', () => {
  const times = [0, 1, 2, 5, 6, 9, 10, 11, 12, 15, 16, 17, 20, 21];
  const errors = autoregressive(22, 0.6, normals(6));
  const response = times.map((time) => 3 + (errors[time] ?? 0));
  const design = times.map((time) => [1, time]);
  const fit = accepted(generalizedLeastSquaresAr1(design, response, { method: 'ML', times }));
  const at = (rho: number, variance: number) =>
    logDensity(
      fit.residuals,
      times.map((one) => times.map((other) => (variance * rho ** Math.abs(one - other)) / (1 - rho ** 2))),
    );
  expect(at(fit.rho, fit.innovationVariance)).toBeCloseTo(fit.logLikelihood, 9);
  for (const [rho, variance] of [
    [1e-3, 0],
    [-1e-3, 0],
    [0, 1e-2],
    [0, -1e-2],
  ] as const) {
    expect(at(fit.rho + rho, fit.innovationVariance + variance)).toBeLessThan(fit.logLikelihood);
  }
});

test('missing times and an observation each with a column of its own lead to the same fit', () => {
  const errors = autoregressive(60, 0.5, normals(8));
  const missing = new Set([10, 11, 30]);
  const all = step(60);
  const kept = all.map((_, time) => time).filter((time) => !missing.has(time));
  const gone = accepted(
    generalizedLeastSquaresAr1(
      kept.map((time) => all[time] ?? []),
      kept.map((time) => errors[time] ?? 0),
      { times: kept },
    ),
  );
  const dummies = accepted(
    generalizedLeastSquaresAr1(
      all.map((row, time) => [...row, ...[...missing].map((one) => (one === time ? 1 : 0))]),
      errors,
    ),
  );
  expect(dummies.rho).toBeCloseTo(gone.rho, 7);
  expect(largestError(dummies.standardErrors.slice(0, 3), gone.standardErrors)).toBeLessThan(1e-6);
  expect(largestError(dummies.coefficients.slice(0, 3), gone.coefficients)).toBeLessThan(1e-6);
});

test('an order too many is estimated near 0, and the lower order is inside the higher one', () => {
  const errors = autoregressive(400, 0.6, normals(9));
  const ofOrder = (order: number) => accepted(autoregressiveRegression(step(400), errors, { order, method: 'ML' }));
  const [one, two, three] = [ofOrder(1), ofOrder(2), ofOrder(3)];
  expect(Math.abs(two.autoregression[1] ?? 1)).toBeLessThan(3 * (two.autoregressionStandardErrors[1] ?? 0));
  expect(two.logLikelihood).toBeGreaterThanOrEqual(one.logLikelihood);
  expect(three.logLikelihood).toBeGreaterThanOrEqual(two.logLikelihood);
});

test('with a memory of .4 and 104 weeks, intervals by REML hold where those of least squares do not', () => {
  const normal = normals(1954);
  const design = step(104);
  let [held, plain] = [0, 0];
  const runs = 250;
  for (let run = 0; run < runs; run += 1) {
    const errors = autoregressive(104, 0.4, normal);
    const fit = accepted(generalizedLeastSquaresAr1(design, errors));
    if (Math.abs(fit.coefficients[2] ?? 0) < 2.02 * (fit.standardErrors[2] ?? 0)) held += 1;
    const naive = accepted(ordinaryLeastSquares(design, errors));
    if (Math.abs(naive.coefficients[2] ?? 0) < 1.984 * (naive.standardErrors[2] ?? 0)) plain += 1;
  }
  expect(held / runs).toBeGreaterThan(0.89);
  expect(plain / runs).toBeLessThan(0.86);
});

test('a level that only ever rises is refused as a walk without a level, not given a ρ of 1', () => {
  // With nothing but a constant to explain a rise, REML has nothing that keeps ρ from its bound.
  const rise = Array.from({ length: 60 }, (_, time) => 4 * time + Math.sin(time));
  const found = generalizedLeastSquaresAr1(
    rise.map(() => [1]),
    rise,
  );
  expect(found).toEqual({ refused: 'at-bound' });
});

test('autoregressiveRegression refuses what it cannot fit and throws on times that are none', () => {
  const design = step(12);
  const errors = autoregressive(12, 0.3, normals(3));
  const outcome = (options: Partial<AutoregressiveRegressionOptions>, rows = 12) =>
    autoregressiveRegression(design.slice(0, rows), errors.slice(0, rows), { order: 1, method: 'REML', ...options });
  expect(outcome({}, 3)).toEqual({ refused: 'too-few' });
  expect(outcome({ order: 8 })).toEqual({ refused: 'too-few' });
  expect(
    autoregressiveRegression(
      design.map((row) => [...row, 2]),
      errors,
      { order: 1, method: 'ML' },
    ),
  ).toEqual({ refused: 'collinear', detail: 3 });
  const times = errors.map((_, time) => 2 * time);
  expect(() => outcome({ order: 0 })).toThrow(RangeError);
  expect(() => outcome({ times: times.with(3, 4) })).toThrow(RangeError);
  expect(() => outcome({ times: times.slice(1) })).toThrow(RangeError);
  expect(() => outcome({ times, order: 2 })).toThrow(RangeError);
  expect(praisWinsten(design.slice(0, 3), errors.slice(0, 3))).toEqual({ refused: 'too-few' });
});
