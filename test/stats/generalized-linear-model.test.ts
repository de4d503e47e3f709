import { counterfactualSum } from '@tilik/server/inside/stats/counterfactual-sum.ts';
import {
  type GeneralizedLinearFamily,
  type GeneralizedLinearModelFit,
  generalizedLinearModel,
} from '@tilik/server/inside/stats/generalized-linear-model.ts';
import { heteroskedasticityConsistentCovariance } from '@tilik/server/inside/stats/heteroskedasticity-consistent-covariance.ts';
import { nestedDevianceFTest } from '@tilik/server/inside/stats/nested-deviance-f-test.ts';
import { neweyWestCovariance } from '@tilik/server/inside/stats/newey-west-covariance.ts';
import { ordinaryLeastSquares } from '@tilik/server/inside/stats/ordinary-least-squares.ts';
import { expect, test } from 'vitest';
import { accepted, largestError, referenceCase, relativeError, standardErrors } from './reference-case.ts';
import { draw, seeded } from './seeded.ts';

type Named = Readonly<Record<string, number>>;

interface Sicily {
  readonly df_residual: number;
  readonly coef: Named;
  readonly se: Named;
  readonly dispersion_pearson: number;
  readonly deviance: number;
  readonly pearson_chi2: number;
  readonly se_hc0: Named;
  readonly se_neweywest_lag12_bartlett_noprewhite_noadjust: Named;
  readonly se_neweywest_lag3: Named;
  readonly acf_deviance_resid_lag1to12: readonly number[];
}

const sicily = referenceCase<
  Readonly<Record<'m1_poisson' | 'm2_quasi' | 'm3_quasi_harmonic' | 'm4_slope', Sicily>> & {
    readonly counterfactual_m3: Named;
    readonly anova_slope_F: Named;
  }
>('its_sicily');
const where = '(no licence: only with REFERENCE_CASES)';

const models = [
  { name: 'm1_poisson', family: 'poisson', harmonics: 0, slope: false },
  { name: 'm2_quasi', family: 'quasi-poisson', harmonics: 0, slope: false },
  { name: 'm3_quasi_harmonic', family: 'quasi-poisson', harmonics: 2, slope: false },
  { name: 'm4_slope', family: 'quasi-poisson', harmonics: 2, slope: true },
] as const;

function sicilyModel(name: (typeof models)[number]['name']) {
  if (!sicily) throw new Error('the case is absent');
  const model = models.find((one) => one.name === name) ?? models[0];
  const rows = sicily.rows().map((row) => ({
    month: Number(row.month),
    time: Number(row.time),
    ban: Number(row.smokban),
    offset: Math.log(Number(row.stdpop)),
    events: Number(row.aces),
  }));
  const columns = (row: (typeof rows)[number], ban = row.ban) => [
    1,
    ban,
    row.time,
    ...Array.from({ length: model.harmonics }, (_, at) => (2 * Math.PI * (at + 1) * row.month) / 12).flatMap(
      (angle) => [Math.sin(angle), Math.cos(angle)],
    ),
    ...(model.slope ? [(row.time - 36) * ban] : []),
  ];
  const offset = rows.map((row) => row.offset);
  const design = rows.map((row) => columns(row));
  const fit = accepted(
    generalizedLinearModel(
      design,
      rows.map((row) => row.events),
      model.family,
      { offset },
    ),
  );
  return { rows, columns, offset, fit, expected: sicily.expected[name] };
}

test.skipIf(!sicily).for(models)(`$name of the Sicilian smoking ban is that of glm of R ${where}`, ({ name }) => {
  const { fit, expected } = sicilyModel(name);
  expect(largestError(fit.coefficients, Object.values(expected.coef))).toBeLessThan(1e-8);
  expect(largestError(fit.standardErrors, Object.values(expected.se))).toBeLessThan(1e-7);
  expect(relativeError(fit.dispersion, expected.pearson_chi2 / expected.df_residual)).toBeLessThan(1e-7);
  expect(relativeError(fit.deviance, expected.deviance)).toBeLessThan(1e-10);
  expect(fit.degreesOfFreedom).toBe(expected.df_residual);
});

test.skipIf(!sicily).for(models)(
  `sandwich and Newey–West errors of $name are those of sandwich of R ${where}`,
  ({ name }) => {
    const { fit, expected } = sicilyModel(name);
    const white = accepted(heteroskedasticityConsistentCovariance(fit, 'HC0'));
    expect(largestError(standardErrors(white), Object.values(expected.se_hc0))).toBeLessThan(1e-7);
    for (const [lag, wanted] of [
      [3, expected.se_neweywest_lag3],
      [12, expected.se_neweywest_lag12_bartlett_noprewhite_noadjust],
    ] as const) {
      const { covariance } = accepted(neweyWestCovariance(fit, { lag }));
      expect(largestError(standardErrors(covariance), Object.values(wanted))).toBeLessThan(1e-7);
    }
  },
);

test.skipIf(!sicily)(`the deviance residuals have the autocorrelations that R finds ${where}`, () => {
  const { fit, expected } = sicilyModel('m3_quasi_harmonic');
  const residuals = fit.devianceResiduals;
  const mean = residuals.reduce((sum, value) => sum + value / residuals.length, 0);
  const product = (lag: number) =>
    residuals.slice(lag).reduce((sum, value, index) => sum + (value - mean) * ((residuals[index] ?? 0) - mean), 0);
  const found = expected.acf_deviance_resid_lag1to12.map((_, index) => product(index + 1) / product(0));
  expect(largestError(found, expected.acf_deviance_resid_lag1to12)).toBeLessThan(1e-6);
});

test.skipIf(!sicily)(
  `events averted by the ban, with the error of the delta method, and the F test of a slope ${where}`,
  () => {
    const { rows, columns, fit } = sicilyModel('m3_quasi_harmonic');
    const wanted = sicily?.expected.counterfactual_m3 ?? {};
    const after = rows.filter((row) => row.ban === 1);
    const found = counterfactualSum(fit, {
      actual: after.map((row) => columns(row)),
      without: after.map((row) => columns(row, 0)),
      offset: after.map((row) => row.offset),
    });
    expect(
      largestError(
        [
          found.fitted,
          found.counterfactual,
          found.counterfactualStandardError,
          found.difference,
          found.differenceStandardError,
        ],
        [
          wanted.fitted_with_ban ?? 0,
          wanted.counterfactual ?? 0,
          wanted.se_counterfactual_param_only ?? 0,
          wanted.averted_model ?? 0,
          wanted.se_averted_model_delta ?? 0,
        ],
      ),
    ).toBeLessThan(1e-7);
    const { statistic, pValue, degreesOfFreedom } = nestedDevianceFTest(fit, sicilyModel('m4_slope').fit);
    expect(relativeError(statistic, sicily?.expected.anova_slope_F.F ?? 0)).toBeLessThan(1e-7);
    expect(Math.abs(pValue - (sicily?.expected.anova_slope_F.p ?? 0))).toBeLessThan(1e-8);
    expect(degreesOfFreedom).toEqual([1, 51]);
  },
);

const bliss = {
  // C. I. Bliss (1935), beetles killed by carbon disulphide: dose (log10), exposed, killed.
  dose: [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.861, 1.8839],
  exposed: [59, 60, 62, 56, 63, 59, 62, 60],
  killed: [6, 13, 18, 28, 52, 53, 61, 60],
};

test('a binomial model gives the coefficients and the deviance that Dobson prints for Bliss’s beetles', () => {
  // A. J. Dobson, An Introduction to Generalized Linear Models, table 7.4: −60.72 (5.18), 34.27 (2.91), D = 11.23.
  const design = bliss.dose.map((dose) => [1, dose]);
  const fit = accepted(generalizedLinearModel(design, bliss.killed, 'binomial', { trials: bliss.exposed }));
  expect(fit.coefficients.map((value) => Number(value.toFixed(2)))).toEqual([-60.72, 34.27]);
  expect(fit.standardErrors.map((value) => Number(value.toFixed(2)))).toEqual([5.18, 2.91]);
  expect(Number(fit.deviance.toFixed(2))).toBe(11.23);
  const quasi = accepted(generalizedLinearModel(design, bliss.killed, 'quasi-binomial', { trials: bliss.exposed }));
  expect(quasi.coefficients).toEqual(fit.coefficients);
  expect(
    largestError(
      quasi.standardErrors,
      fit.standardErrors.map((value) => value * Math.sqrt(fit.dispersion)),
    ),
  ).toBeLessThan(1e-12);
});

test('successes of trials and the same ones told one by one are one model', () => {
  const grouped = accepted(
    generalizedLinearModel(
      bliss.dose.map((dose) => [1, dose]),
      bliss.killed,
      'binomial',
      { trials: bliss.exposed },
    ),
  );
  const single = bliss.dose.flatMap((dose, at) =>
    Array.from({ length: bliss.exposed[at] ?? 0 }, (_, index) => ({
      dose,
      killed: index < (bliss.killed[at] ?? 0) ? 1 : 0,
    })),
  );
  const told = accepted(
    generalizedLinearModel(
      single.map(({ dose }) => [1, dose]),
      single.map(({ killed }) => killed),
      'binomial',
    ),
  );
  const weighted = accepted(
    generalizedLinearModel(
      bliss.dose.flatMap((dose) => [
        [1, dose],
        [1, dose],
      ]),
      bliss.dose.flatMap(() => [1, 0]),
      'binomial',
      {
        weights: bliss.dose.flatMap((_, at) => [
          bliss.killed[at] ?? 0,
          (bliss.exposed[at] ?? 0) - (bliss.killed[at] ?? 0),
        ]),
      },
    ),
  );
  for (const other of [told, weighted]) {
    expect(largestError(other.coefficients, grouped.coefficients)).toBeLessThan(1e-10);
    expect(largestError(other.covariance.flat(), grouped.covariance.flat())).toBeLessThan(1e-9);
  }
});

test('of two groups the Poisson coefficient is the log rate ratio and its error √(1/a + 1/b)', () => {
  const exposure = [100, 120, 100, 120].map(Math.log);
  const design = [0, 1, 0, 1].map((group) => [1, group]);
  const fit = accepted(generalizedLinearModel(design, [12, 30, 12, 20], 'poisson', { offset: exposure }));
  expect(Math.exp(fit.coefficients[1] ?? 0)).toBeCloseTo(50 / 240 / (24 / 200), 12);
  expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 50 + 1 / 24), 12);
});

test('an observation of weight 0 is the same as none, and a weight of 2 the same as two', () => {
  const design = [0, 1, 2, 3, 4, 5].map((x) => [1, x]);
  const counts = [3, 4, 9, 8, 15, 400];
  const left = accepted(generalizedLinearModel(design, counts, 'quasi-poisson', { weights: [1, 1, 1, 2, 1, 0] }));
  const twice = accepted(
    generalizedLinearModel([...design.slice(0, 5), [1, 3]], [...counts.slice(0, 5), 8], 'quasi-poisson'),
  );
  expect(largestError(left.coefficients, twice.coefficients)).toBeLessThan(1e-12);
  expect(left.degreesOfFreedom).toBe(3);
});

test('the estimating equations hold to the last digits, whatever the size of the counts', () => {
  const random = seeded(14);
  for (const level of [0, 5, 12]) {
    const design = Array.from({ length: 200 }, (_, time) => [1, time / 200, Math.sin(time), time > 120 ? 1 : 0]);
    const counts = design.map(([, trend = 0]) => Math.floor(random() * 2 * Math.exp(level + trend)));
    const fit = accepted(generalizedLinearModel(design, counts, 'quasi-poisson'));
    const total = counts.reduce((sum, value) => sum + value, 0);
    for (let column = 0; column < 4; column += 1) {
      const sum = fit.scoreResiduals.reduce((inner, value, index) => inner + value * (design[index]?.[column] ?? 0), 0);
      expect(Math.abs(sum) / total).toBeLessThan(1e-12);
    }
    expect(fit.leverages.reduce((sum, value) => sum + value, 0)).toBeCloseTo(4, 10);
    expect(fit.iterations).toBeLessThan(12);
  }
});

test('with large counts a Poisson model is the weighted least squares it is made of', () => {
  const design = Array.from({ length: 30 }, (_, time) => [1, time / 30]);
  const counts = design.map(([, x = 0], index) => Math.round(1e9 * Math.exp(0.5 * x + 1e-6 * Math.sin(index * index))));
  const fit = accepted(generalizedLinearModel(design, counts, 'poisson'));
  const logarithmic = accepted(
    ordinaryLeastSquares(
      design.map((row, index) => row.map((value) => value * Math.sqrt(counts[index] ?? 0))),
      counts.map((value) => Math.log(value) * Math.sqrt(value)),
    ),
  );
  expect(largestError(fit.coefficients, logarithmic.coefficients)).toBeLessThan(1e-9);
});

const groups = [0, 0, 0, 0, 1, 1, 1, 1].map((group) => [1, group]);

test('a group without any event, or without any exception, is refused as separated and named', () => {
  expect(generalizedLinearModel(groups, [3, 5, 2, 4, 0, 0, 0, 0], 'quasi-poisson')).toEqual({
    refused: 'separated',
    detail: 1,
  });
  expect(generalizedLinearModel(groups, [1, 0, 1, 0, 1, 1, 1, 1], 'binomial')).toEqual({
    refused: 'separated',
    detail: 1,
  });
  const trials = new Array<number>(8).fill(20_000);
  expect(
    generalizedLinearModel(
      groups,
      [19, 15, 22, 9, 0, 0, 0, 0].map((value) => value * 100),
      'quasi-binomial',
      { trials },
    ),
  ).toEqual({ refused: 'separated', detail: 1 });
});

test('a threshold that tells all successes from all failures is refused as separated', () => {
  const design = [-4, -3, -2, -1, 1, 2, 3, 4].map((x) => [1, x, x ** 2]);
  expect(generalizedLinearModel(design, [0, 0, 0, 0, 1, 1, 1, 1], 'binomial')).toMatchObject({ refused: 'separated' });
  expect(generalizedLinearModel(design, [0, 0, 0, 1, 0, 1, 1, 1], 'binomial')).not.toHaveProperty('refused');
});

test('a rare event is not taken for separation', () => {
  const trials = new Array<number>(8).fill(1e7);
  const fit = accepted(generalizedLinearModel(groups, [3, 5, 2, 4, 1, 0, 0, 0], 'binomial', { trials }));
  expect(fit.coefficients[1]).toBeCloseTo(Math.log(1 / 14), 5);
  const rates = accepted(
    generalizedLinearModel(groups, [3, 5, 2, 4, 1, 0, 0, 0], 'poisson', { offset: new Array<number>(8).fill(25) }),
  );
  expect(rates.coefficients[1]).toBeCloseTo(Math.log(1 / 14), 10);
});

test('generalizedLinearModel names a collinear column and refuses what has nothing to explain', () => {
  const design = [0, 1, 2, 3, 4, 5].map((x) => [1, x, 2 * x - 3]);
  expect(generalizedLinearModel(design, [1, 2, 3, 4, 5, 6], 'poisson')).toEqual({ refused: 'collinear', detail: 2 });
  expect(generalizedLinearModel(groups.slice(0, 2), [1, 2], 'poisson')).toEqual({ refused: 'too-few' });
  expect(generalizedLinearModel(groups, new Array<number>(8).fill(0), 'poisson')).toEqual({ refused: 'no-variation' });
  expect(generalizedLinearModel(groups, new Array<number>(8).fill(1), 'binomial')).toEqual({ refused: 'no-variation' });
});

test('generalizedLinearModel throws on what is no count, no weight or no share', () => {
  const fitted = (response: readonly number[], family: GeneralizedLinearFamily, options = {}) =>
    generalizedLinearModel(groups, response, family, options);
  const counts = [3, 5, 2, 4, 1, 0, 0, 2];
  expect(() => fitted(counts.slice(1), 'poisson')).toThrow(RangeError);
  expect(() => fitted(counts.with(0, -1), 'poisson')).toThrow(RangeError);
  expect(() => fitted(counts.with(0, Number.NaN), 'poisson')).toThrow(RangeError);
  expect(() => fitted(counts, 'binomial')).toThrow(RangeError);
  expect(() => fitted(counts, 'poisson', { weights: counts.with(0, -1) })).toThrow(RangeError);
  expect(() => fitted(counts, 'poisson', { offset: counts.with(0, Number.NEGATIVE_INFINITY) })).toThrow(RangeError);
  const smaller = { deviance: 3, degreesOfFreedom: 5, dispersion: 1 };
  expect(() => nestedDevianceFTest(smaller, smaller)).toThrow(RangeError);
});

test('counterfactualSum of a share is the trials times the share there would have been', () => {
  const fit: GeneralizedLinearModelFit = accepted(
    generalizedLinearModel(groups, [3, 5, 2, 4, 8, 9, 7, 7], 'binomial', { trials: new Array<number>(8).fill(10) }),
  );
  const found = counterfactualSum(fit, {
    actual: groups.slice(4),
    without: groups.slice(0, 4),
    trials: [10, 10, 10, 10],
  });
  expect(found.fitted).toBeCloseTo(31, 10);
  expect(found.counterfactual).toBeCloseTo(14, 10);
  // Σ n p with its own binomial error: √(n p (1 − p)) of the 40 trials it comes from.
  expect(found.counterfactualStandardError).toBeCloseTo(Math.sqrt(40 * 0.35 * 0.65), 10);
});

test('intervals of a quasi-Poisson model hold their share where the variance is three times the mean', () => {
  const random = seeded(1972);
  const design = Array.from({ length: 60 }, (_, time) => [1, time >= 40 ? 1 : 0, time / 60]);
  const runs = 1_000;
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    // Three times a Poisson count of a third of the mean.
    const counts = design.map(([, , trend = 0]) => 3 * draw(400, (10 * Math.exp(trend)) / 400, random));
    const fit = accepted(generalizedLinearModel(design, counts, 'quasi-poisson'));
    if (Math.abs((fit.coefficients[1] ?? 0) / (fit.standardErrors[1] ?? 0)) < 2.00247) held += 1;
  }
  expect(held / runs).toBeGreaterThan(0.93);
  expect(held / runs).toBeLessThan(0.97);
});
