import { andrewsBandwidth } from '@tilik/server/inside/stats/andrews-bandwidth.ts';
import { andrewsCovariance } from '@tilik/server/inside/stats/andrews-covariance.ts';
import { breuschGodfreyTest } from '@tilik/server/inside/stats/breusch-godfrey-test.ts';
import { breuschPaganTest } from '@tilik/server/inside/stats/breusch-pagan-test.ts';
import { durbinWatsonTest } from '@tilik/server/inside/stats/durbin-watson-test.ts';
import { heteroskedasticityConsistentCovariance } from '@tilik/server/inside/stats/heteroskedasticity-consistent-covariance.ts';
import { neweyWestBandwidth } from '@tilik/server/inside/stats/newey-west-bandwidth.ts';
import { neweyWestCovariance } from '@tilik/server/inside/stats/newey-west-covariance.ts';
import { ordinaryLeastSquares } from '@tilik/server/inside/stats/ordinary-least-squares.ts';
import { expect, test } from 'vitest';
import { accepted, largestError, referenceCase, relativeError, standardErrors } from './reference-case.ts';
import { seeded } from './seeded.ts';

type Named = Readonly<Record<string, number>>;

interface Investment {
  readonly se_hc0: Named;
  readonly se_hc1: Named;
  readonly se_hc2: Named;
  readonly se_hc3: Named;
  readonly se_nw_lag4_prewhite1_R_default: Named;
  readonly se_nw_lag4_noprewhite_noadjust: Named;
  readonly se_nw_lag4_noprewhite_adjust: Named;
  readonly vcov_nw_lag4_noprewhite_noadjust: readonly (readonly number[])[];
  readonly bw_neweywest_auto: number;
  readonly bw_neweywest_auto_noprewhite: number;
  readonly bw_andrews_qs: number;
  readonly se_nw_auto_R_default: Named;
  readonly se_vcovHAC_andrews_default: Named;
  readonly se_kernHAC_default: Named;
  readonly durbin_watson: Named;
  readonly breusch_godfrey4: Named;
  readonly breusch_pagan: Named;
}

const investment = referenceCase<Investment>('hac_investment');
const where = '(GPL data: only with REFERENCE_CASES)';

function investmentFit() {
  if (!investment) throw new Error('the case is absent');
  const rows = investment.rows().filter((row) => row.RealInt !== '');
  return {
    expected: investment.expected,
    fit: accepted(
      ordinaryLeastSquares(
        rows.map((row) => [1, Number(row.RealGNP), Number(row.RealInt)]),
        rows.map((row) => Number(row.RealInv)),
      ),
    ),
  };
}

test.skipIf(!investment)(`HC0 to HC3 are those of vcovHC of R for the investment data ${where}`, () => {
  const { fit, expected } = investmentFit();
  for (const [kind, wanted] of [
    ['HC0', expected.se_hc0],
    ['HC1', expected.se_hc1],
    ['HC2', expected.se_hc2],
    ['HC3', expected.se_hc3],
  ] as const) {
    const found = standardErrors(accepted(heteroskedasticityConsistentCovariance(fit, kind)));
    expect(largestError(found, Object.values(wanted)), kind).toBeLessThan(1e-10);
  }
});

test.skipIf(!investment)(
  `Newey–West with 4 lags is that of NeweyWest of R, prewhitened, adjusted or not ${where}`,
  () => {
    const { fit, expected } = investmentFit();
    for (const [prewhiten, adjust, wanted] of [
      [true, false, expected.se_nw_lag4_prewhite1_R_default],
      [false, false, expected.se_nw_lag4_noprewhite_noadjust],
      [false, true, expected.se_nw_lag4_noprewhite_adjust],
    ] as const) {
      const { covariance } = accepted(neweyWestCovariance(fit, { lag: 4, prewhiten, adjust }));
      expect(largestError(standardErrors(covariance), Object.values(wanted))).toBeLessThan(1e-10);
    }
    const { covariance } = accepted(neweyWestCovariance(fit, { lag: 4 }));
    expect(largestError(covariance.flat(), expected.vcov_nw_lag4_noprewhite_noadjust.flat())).toBeLessThan(1e-10);
  },
);

test.skipIf(!investment)(`the automatic bandwidths and what they lead to are those of R ${where}`, () => {
  const { fit, expected } = investmentFit();
  expect(relativeError(neweyWestBandwidth(fit, true) as number, expected.bw_neweywest_auto)).toBeLessThan(1e-9);
  expect(relativeError(neweyWestBandwidth(fit, false) as number, expected.bw_neweywest_auto_noprewhite)).toBeLessThan(
    1e-9,
  );
  expect(relativeError(andrewsBandwidth(fit, true) as number, expected.bw_andrews_qs)).toBeLessThan(1e-9);
  const automatic = accepted(neweyWestCovariance(fit, { prewhiten: true }));
  expect(automatic.lag).toBe(0);
  expect(largestError(standardErrors(automatic.covariance), Object.values(expected.se_nw_auto_R_default))).toBeLessThan(
    1e-9,
  );
  for (const [prewhiten, wanted] of [
    [false, expected.se_vcovHAC_andrews_default],
    [true, expected.se_kernHAC_default],
  ] as const) {
    const { covariance } = accepted(andrewsCovariance(fit, { prewhiten }));
    expect(largestError(standardErrors(covariance), Object.values(wanted))).toBeLessThan(1e-8);
  }
});

test.skipIf(!investment)(`Durbin–Watson, Breusch–Godfrey and Breusch–Pagan are those of lmtest of R ${where}`, () => {
  const { fit, expected } = investmentFit();
  for (const [found, wanted] of [
    [durbinWatsonTest(fit), expected.durbin_watson],
    [breuschGodfreyTest(fit, 4), expected.breusch_godfrey4],
    [breuschPaganTest(fit), expected.breusch_pagan],
  ] as const) {
    const { statistic, pValue } = accepted(found);
    const [wantedStatistic = Number.NaN, wantedPValue = Number.NaN] = Object.values(wanted);
    expect(relativeError(statistic, wantedStatistic)).toBeLessThan(1e-10);
    expect(Math.abs(pValue - wantedPValue)).toBeLessThan(1e-8);
  }
});

const normals = (seed: number) => {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
};

/** Errors eₜ = ρeₜ₋₁ + zₜ around a line. */
function autoregressive(length: number, memory: number, normal: () => number) {
  let error = normal() / Math.sqrt(1 - memory ** 2);
  return Array.from({ length }, () => {
    error = memory * error + normal();
    return error;
  });
}

const line = (length: number) => Array.from({ length }, (_, time) => [1, time]);

test.for([40, 150])(
  'without autocorrelation the p-values of Durbin–Watson of %d observations are uniform',
  (length) => {
    const normal = normals(1950);
    const runs = 150;
    const pValues = Array.from({ length: runs }, () => {
      const fit = accepted(ordinaryLeastSquares(line(length), autoregressive(length, 0, normal)));
      return accepted(durbinWatsonTest(fit)).pValue;
    });
    // 1.63/√n is the 1 % point of Kolmogorov's distance.
    const distances = pValues
      .sort((one, other) => one - other)
      .map((value, index) => Math.abs(value - (index + 0.5) / runs));
    expect(Math.max(...distances)).toBeLessThan(1.63 / Math.sqrt(runs));
  },
);

test('Durbin–Watson changes little where its exact distribution gives way to the normal one', () => {
  const errors = autoregressive(100, 0.2, normals(100));
  const exact = accepted(durbinWatsonTest(accepted(ordinaryLeastSquares(line(99), errors.slice(0, 99)))));
  const normal = accepted(durbinWatsonTest(accepted(ordinaryLeastSquares(line(100), errors))));
  expect(Math.abs(exact.pValue - normal.pValue)).toBeLessThan(0.02);
});

test('Newey–West without a lag is HC0, and with positive autocorrelation more lags say more error', () => {
  const fit = accepted(ordinaryLeastSquares(line(200), autoregressive(200, 0.7, normals(1987))));
  const none = accepted(neweyWestCovariance(fit, { lag: 0 })).covariance;
  const white = accepted(heteroskedasticityConsistentCovariance(fit, 'HC0'));
  expect(largestError(none.flat(), white.flat())).toBeLessThan(1e-12);
  const six = accepted(neweyWestCovariance(fit, { lag: 6 })).covariance;
  expect(six[1]?.[1]).toBeGreaterThan(2 * (none[1]?.[1] ?? 0));
});

test('HC2 is unbiased and HC0 too small where every error has the same variance', () => {
  const design = [0, 1, 2, 3, 4, 20].map((x) => [1, x]);
  const normal = normals(1985);
  let [plain, corrected] = [0, 0];
  const runs = 4_000;
  for (let run = 0; run < runs; run += 1) {
    const fit = accepted(ordinaryLeastSquares(design, design.map(normal)));
    plain += (accepted(heteroskedasticityConsistentCovariance(fit, 'HC0'))[1]?.[1] ?? 0) / runs;
    corrected += (accepted(heteroskedasticityConsistentCovariance(fit, 'HC2'))[1]?.[1] ?? 0) / runs;
  }
  const truth = accepted(ordinaryLeastSquares(design, [1, 5, 2, 4, 3, 6])).unscaledCovariance[1]?.[1] ?? 0;
  expect(corrected / truth).toBeGreaterThan(0.93);
  expect(corrected / truth).toBeLessThan(1.07);
  expect(plain / truth).toBeLessThan(0.5);
});

test('HC2 refuses an observation that decides its own fit, by name', () => {
  const fit = accepted(
    ordinaryLeastSquares(
      [0, 0, 0, 1].map((x) => [1, x]),
      [1, 2, 4, 9],
    ),
  );
  expect(heteroskedasticityConsistentCovariance(fit, 'HC2')).toEqual({ refused: 'not-estimable', detail: 3 });
  expect(heteroskedasticityConsistentCovariance(fit, 'HC0')).toHaveLength(2);
});

test('autocovariances that cancel give no bandwidth instead of an endless one', () => {
  const fit = accepted(
    ordinaryLeastSquares(
      [
        [1, 1],
        [1, 1],
        [1, 0],
      ],
      [56, 198, 69],
    ),
  );
  expect(neweyWestCovariance(fit)).toEqual({ refused: 'not-estimable' });
});

test('a lag that is no number of steps throws, and too short a series is refused', () => {
  const fit = accepted(ordinaryLeastSquares(line(4), [1, 3, 2, 5]));
  expect(() => neweyWestCovariance(fit, { lag: 1.5 })).toThrow(RangeError);
  expect(() => neweyWestCovariance(fit, { lag: -1 })).toThrow(RangeError);
  expect(() => breuschGodfreyTest(fit, 0)).toThrow(RangeError);
  expect(durbinWatsonTest(fit)).toEqual({ refused: 'too-few' });
  expect(breuschGodfreyTest(fit, 3)).toEqual({ refused: 'too-few' });
  expect(neweyWestCovariance(accepted(ordinaryLeastSquares(line(3), [1, 3, 2])), { lag: 1, prewhiten: true })).toEqual({
    refused: 'too-few',
  });
});
