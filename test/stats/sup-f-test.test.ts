import { readFileSync } from 'node:fs';
import { supFPValue } from '@tilik/server/inside/stats/sup-f-p-value.ts';
import { supFTest } from '@tilik/server/inside/stats/sup-f-test.ts';
import { expect, test } from 'vitest';
import { accepted, relativeError } from './reference-case.ts';
import { seeded } from './seeded.ts';

const { flow }: { readonly flow: readonly number[] } = JSON.parse(
  readFileSync(new URL('../fixtures/nile.json', import.meta.url), 'utf8'),
);

test('the Nile falls after 1898 with the sup.F that strucchange of R prints, 75.93, p < 2.2e-16 by its approximation', () => {
  const found = accepted(
    supFTest(
      flow.map(() => [1]),
      flow,
    ),
  );
  expect(Number(found.statistic.toFixed(2))).toBe(75.93);
  expect(found.before).toBe(28);
  expect(found.pValue).toBeLessThan(1e-15);
  expect(found.pValue).toBeGreaterThan(0);
});

test('the p-values of the critical values that Andrews printed for a trimming of .15 are theirs to his simulation error', () => {
  // Econometrica 61 (1993), table I, and its correction in Econometrica 71 (2003), one shifting coefficient.
  for (const [statistic, pValue] of [
    [7.17, 0.1],
    [7.12, 0.1],
    [8.85, 0.05],
    [8.68, 0.05],
    [12.35, 0.01],
    [12.16, 0.01],
  ] as const) {
    expect(relativeError(supFPValue(statistic, 1, 0.15), pValue)).toBeLessThan(0.13);
  }
});

/** The same chance by stepping the diffusion inside its ball: finite volumes in space, implicit midpoints in time. */
function byFiniteVolumes(statistic: number, coefficients: number, trimming: number) {
  const cells = 400;
  const width = Math.sqrt(statistic) / cells;
  const weight = (at: number) => at ** (coefficients - 1) * Math.exp((-at * at) / 2);
  const centre = Array.from({ length: cells }, (_, cell) => weight((cell + 0.5) * width));
  const face = Array.from({ length: cells + 1 }, (_, at) => (at === 0 ? 0 : weight(at * width)));
  const steps = 800;
  const half = Math.log((1 - trimming) / trimming) / steps / 2;
  const down = centre.map((value, cell) => (face[cell] ?? 0) / value / width ** 2);
  const up = centre.map((value, cell) => ((cell === cells - 1 ? 2 : 1) * (face[cell + 1] ?? 0)) / value / width ** 2);
  let stay = new Array<number>(cells).fill(1);
  const at = (values: readonly number[], cell: number) => values[cell] ?? 0;
  for (let step = 0; step < steps; step += 1) {
    // The first steps are fully implicit, because the boundary is a jump at time 0.
    const ahead = step < 4 ? 2 * half : half;
    const known = step < 4 ? 0 : half;
    const right = stay.map(
      (value, cell) =>
        value + known * (at(down, cell) * (at(stay, cell - 1) - value) + at(up, cell) * (at(stay, cell + 1) - value)),
    );
    const upper: number[] = [];
    const solved: number[] = [];
    for (let cell = 0; cell < cells; cell += 1) {
      const pivot = 1 + ahead * (at(down, cell) + at(up, cell)) - ahead * at(down, cell) * at(upper, cell - 1);
      upper.push((ahead * at(up, cell)) / pivot);
      solved.push((at(right, cell) + ahead * at(down, cell) * at(solved, cell - 1)) / pivot);
    }
    for (let cell = cells - 1; cell >= 0; cell -= 1) {
      solved[cell] = at(solved, cell) + at(upper, cell) * (cell === cells - 1 ? 0 : at(solved, cell + 1));
    }
    stay = solved;
  }
  const inside = stay.reduce((sum, value, cell) => sum + value * at(centre, cell) * width, 0);
  // ∫ r^(k−1) exp(−r²/2) for k = 1, 2, 3, 5.
  const whole = { 1: Math.sqrt(Math.PI / 2), 2: 1, 3: Math.sqrt(Math.PI / 2), 5: 3 * Math.sqrt(Math.PI / 2) }[
    coefficients
  ];
  return 1 - inside / (whole ?? Number.NaN);
}

test.for([
  [8.68, 1, 0.15],
  [5, 1, 0.05],
  [11.72, 2, 0.15],
  [3, 3, 0.25],
  [18.32, 5, 0.15],
] as const)(
  'the chance that the maximum reaches %d with %d coefficients and trimming %d is that of the diffusion itself',
  ([statistic, coefficients, trimming]) => {
    const found = supFPValue(statistic, coefficients, trimming);
    expect(Math.abs(found - byFiniteVolumes(statistic, coefficients, trimming))).toBeLessThan(1e-4);
  },
);

test('supFPValue falls without a jump from 1 to the far tail', () => {
  for (const coefficients of [1, 2, 4, 9]) {
    let before = 1;
    for (let statistic = 0.5; statistic < 120; statistic += 0.5) {
      const now = supFPValue(statistic, coefficients, 0.15);
      expect(now).toBeLessThanOrEqual(before);
      if (statistic > 2 * coefficients + 20) expect(before / now).toBeLessThan(1.4);
      expect(now).toBeGreaterThan(0);
      before = now;
    }
  }
  expect(supFPValue(0, 1, 0.15)).toBe(1);
});

const normals = (seed: number) => {
  const random = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
};

test('without a shift at most one series in twenty is said to have one', () => {
  const normal = normals(1993);
  const runs = 1_000;
  let rejected = 0;
  for (let run = 0; run < runs; run += 1) {
    const series = Array.from({ length: 104 }, normal);
    const { pValue } = accepted(
      supFTest(
        series.map(() => [1]),
        series,
      ),
    );
    if (pValue < 0.05) rejected += 1;
  }
  expect(rejected / runs).toBeLessThan(0.055);
  expect(rejected / runs).toBeGreaterThan(0.02);
});

test('a shift that was planted is found where it is, in the mean alone as well as in all coefficients', () => {
  const normal = normals(7);
  const design = Array.from({ length: 100 }, (_, time) => [1, Math.sin(time)]);
  const series = design.map(([, wave = 0], time) => (time < 60 ? 0 : 3) + wave + normal());
  for (const shifting of [[0], undefined]) {
    const found = accepted(supFTest(design, series, { shifting }));
    expect(Math.abs(found.before - 60)).toBeLessThan(3);
    expect(found.pValue).toBeLessThan(1e-6);
  }
  expect(accepted(supFTest(design, series, { shifting: [1] })).pValue).toBeGreaterThan(0.001);
});

test('supFTest refuses a series too short to have two sides and throws on no trimming', () => {
  const design = Array.from({ length: 12 }, (_, time) => [1, time]);
  const series = design.map(([, time = 0]) => Math.sin(time * time));
  expect(supFTest(design, series)).toEqual({ refused: 'too-few' });
  expect(() => supFTest(design, series, { trimming: 0.5 })).toThrow(RangeError);
  expect(() => supFTest(design, series, { shifting: [2] })).toThrow(RangeError);
  expect(
    supFTest(
      Array.from({ length: 40 }, () => [1, 2]),
      Array.from({ length: 40 }, (_, time) => time),
    ),
  ).toEqual({ refused: 'collinear', detail: 1 });
  const jump = Array.from({ length: 40 }, (_, time) => (time < 20 ? 1 : 2));
  const found = accepted(
    supFTest(
      jump.map(() => [1]),
      jump,
    ),
  );
  expect(found.before).toBe(20);
  expect(Number.isFinite(found.statistic)).toBe(true);
});
