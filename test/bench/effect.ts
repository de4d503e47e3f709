import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { loadDemo } from '@tilik/seeds/inside/load.ts';
import { campaigns } from '@tilik/seeds/inside/plan.ts';
import { addDays, daysOf } from '@tilik/server/inside/day.ts';
import { designOf } from '@tilik/server/inside/effect/design.ts';
import { fitEngine } from '@tilik/server/inside/effect/engine.ts';
import { evaluateEffect } from '@tilik/server/inside/effect/evaluate.ts';
import type { EffectInput } from '@tilik/server/inside/effect/input.ts';
import { readSeriesFile } from '@tilik/server/inside/effect/series-file.ts';
import { simulated } from '@tilik/server/inside/effect/simulate.ts';
import { generalizedLinearModel } from '@tilik/server/inside/stats/generalized-linear-model.ts';
import { randomGenerator } from '@tilik/server/inside/stats/random-generator.ts';
import { standardNormals } from '@tilik/server/inside/stats/standard-normals.ts';
import { forecastPaths } from '@tilik/server/inside/stats/structural-forecast.ts';
import { structuralPosterior } from '@tilik/server/inside/stats/structural-posterior.ts';
import { startServer } from './server.ts';
import { median, milliseconds, type Row } from './time.ts';

const points = 1000;
const before = 800;
const paths = 1000;
const ahead = 200;

/** Daily counts with trend, year, weekdays and a step: written once, read by all. */
function dailyCounts() {
  const normal = standardNormals(randomGenerator(7));
  return Array.from({ length: points }, (_, day) => {
    const year = (2 * Math.PI * day) / 365.25;
    const weekdays = Array.from({ length: 6 }, (_, each) => Number(day % 7 === each + 1));
    const row = [
      1,
      day / points,
      Math.sin(year),
      Math.cos(year),
      Math.sin(2 * year),
      Math.cos(2 * year),
      ...weekdays,
      Number(day >= before),
    ];
    const log =
      3.2 +
      0.4 * (day / points) +
      0.25 * Math.sin(year) -
      0.6 * (weekdays[4] ?? 0) +
      0.15 * (row.at(-1) ?? 0) +
      0.1 * normal();
    return { row, count: Math.max(0, Math.round(Math.exp(log) + Math.sqrt(Math.exp(log)) * normal())) };
  });
}

/** Median time of several runs after two that only warm up. */
async function timed(act: () => unknown, runs: number): Promise<number> {
  for (let run = 0; run < 2; run += 1) act();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await milliseconds(act));
  return median(times);
}

/** What another program says of its own time, in milliseconds; why not, where it cannot be asked. */
function asked(program: string, given: readonly string[]): number | string {
  try {
    const said = execFileSync(program, given, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const found = Number(said.trim().split('\n').at(-1));
    return Number.isFinite(found) ? found : `${program} said “${said.trim().slice(0, 60)}”`;
  } catch {
    return `${program}, or what it needs, is not installed`;
  }
}

const beside = (name: string, ours: number, yardstick: string, theirs: number | string, runs: number): Row =>
  typeof theirs === 'string' ? { name, reason: theirs } : { name, unit: 'ms', ours, yardstick, theirs, runs };

/** Level by quadrature, a quasi-Poisson fit and simulated paths, beside numpy, R and statsmodels on the same numbers. */
async function benchPieces(folder: string): Promise<Row[]> {
  const days = dailyCounts();
  const data = join(folder, 'daily.csv');
  writeFileSync(
    data,
    `${['y', ...(days[0]?.row ?? []).map((_, column) => `x${column}`)].join(',')}\n${days.map(({ row, count }) => [count, ...row].join(',')).join('\n')}\n`,
  );
  const logs = days.map(({ count }) => Math.log(count + 0.5));
  const past = logs.slice(0, before);
  const mean = past.reduce((sum, each) => sum + each, 0) / before;
  const sd = Math.sqrt(past.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (before - 1));
  const series = past.map((each) => (each - mean) / sd);
  const posteriorOf = () => {
    const posterior = structuralPosterior(
      { series, regressors: series.map(() => []) },
      {
        levelSd: { kind: 'inverse-gamma', shape: 16, rate: 16 * 0.01 ** 2, max: 1 },
        observationSd: { kind: 'inverse-gamma', shape: 0.005, rate: 0.005, max: 1.2 },
        start: { mean: series[0] ?? 0, variance: 1 },
      },
    );
    if ('refused' in posterior) throw new Error(posterior.refused);
    return posterior;
  };
  const posterior = posteriorOf();
  const design = days.map(({ row }) => row);
  const counts = days.map(({ count }) => count);
  const nothing = Array.from({ length: ahead }, () => []);

  const reference = process.env.REFERENCE_CASES;
  const python = '/usr/bin/python3';
  const numpy = reference
    ? asked(python, [
        '-c',
        `import sys,csv,time; sys.path.insert(0,${JSON.stringify(join(reference, '_lib'))}); import numpy as np; from causalimpact_exact import run
y=np.log(np.array([float(r['y']) for r in csv.DictReader(open(${JSON.stringify(data)}))])+.5); T=[]
for k in range(5): t=time.perf_counter(); run(y,${before},None,1,ng=(40,40,0)); T.append(time.perf_counter()-t)
print(sorted(T)[2]*1000)`,
      ])
    : 'REFERENCE_CASES is not set';
  const r = asked('Rscript', [
    '-e',
    `d<-read.csv(${JSON.stringify(data)}); f<-function() glm(y~.-1,family=quasipoisson,data=d,control=glm.control(epsilon=1e-14)); for(i in 1:3) f(); t<-numeric(15); for(i in 1:15) t[i]<-system.time(for(k in 1:5) f())[['elapsed']]/5; cat(median(t)*1000)`,
  ]);
  const statsmodels = asked(python, [
    '-c',
    `import csv,time,warnings; warnings.filterwarnings('ignore'); import numpy as np, statsmodels.api as sm
y=np.log(np.array([float(r['y']) for r in csv.DictReader(open(${JSON.stringify(data)}))])+.5); r=sm.tsa.UnobservedComponents(y[:${before}],'llevel').fit(disp=0); t=time.perf_counter()
for i in range(${paths}): r.simulate(${ahead},anchor='end',random_state=i)
print((time.perf_counter()-t)*1000)`,
  ]);
  return [
    beside(
      'posterior of a local level on 1,000 points',
      await timed(posteriorOf, 15),
      'the same by numpy on a grid of 40 × 40',
      numpy,
      15,
    ),
    beside(
      'quasi-Poisson fit, 1,000 × 13',
      await timed(() => generalizedLinearModel(design, counts, 'quasi-poisson'), 41),
      'R’s glm to the same tolerance',
      r,
      41,
    ),
    beside(
      '1,000 paths of 200 steps',
      await timed(() => forecastPaths(posterior, { regressors: nothing }, paths, randomGenerator(1)), 15),
      'statsmodels’ simulate',
      statsmodels,
      15,
    ),
  ];
}

/** A whole judgement with strip, placebos and picture, beside one fit of its model. */
async function benchJudgement(): Promise<Row[]> {
  const weeks = simulated(
    {
      noise: 'white',
      effect: 0.2,
      growth: 1.2,
      hasMovingHoliday: false,
      estimand: 'extra',
      weeksBefore: 252,
      weeksOfWindow: 8,
      perWeek: 90,
    },
    randomGenerator(3),
  );
  const from = '2022-01-03';
  const days = daysOf({ from, to: addDays(from, points - 1) });
  const text = `on,electronic\n${dailyCounts()
    .map(({ count }, day) => `${days[day]},${count}`)
    .join('\n')}\n`;
  const [series] = readSeriesFile(text, 'daily.csv', 'extra');
  if (!series) throw new Error('no series');
  const last = addDays(from, points - 1);
  const window = { from: addDays(from, points - 62), to: addDays(last, -6) };
  const daily: EffectInput = {
    ...weeks,
    ...series,
    campaign: { id: 'daily', shape: 'step', ...window },
    window,
    events: [],
    today: addDays(last, 1),
  };
  const rows: Row[] = [];
  for (const [name, input] of [
    ['260 weeks', weeks],
    ['1,000 days', daily],
  ] as const) {
    const { design } = designOf(input);
    const result = evaluateEffect(input);
    if (!design || result.kind !== 'computed') throw new Error(`${name}: ${JSON.stringify(result.refusals)}`);
    rows.push(
      beside(
        `judgement of a campaign on ${name}`,
        await timed(() => evaluateEffect(input), 7),
        'one fit of its model',
        await timed(() => fitEngine(design), 7),
        7,
      ),
    );
  }
  return rows;
}

/** How long a chart's question takes while ten campaigns are judged, against an idle server. */
async function benchBeside(folder: string): Promise<Row> {
  const db = openDatabase(join(folder, 'tilik.sqlite'));
  await loadDemo(db, '2026-11-23');
  db.$client.close();
  const server = await startServer(folder);
  try {
    const ask = async () => {
      const response = await fetch(`${server.url}/api/v1/uptake?grain=month&from=2019-01-01&to=2026-10-31`);
      await response.text();
      if (!response.ok) throw new Error(`${response.status}`);
    };
    for (let run = 0; run < 30; run += 1) await ask();
    const ninetyFifth = async (isOver: (count: number) => boolean) => {
      const times: number[] = [];
      do times.push(await milliseconds(ask));
      while (!isOver(times.length));
      return {
        at: times.toSorted((one, other) => one - other)[Math.floor(0.95 * times.length)] ?? Number.NaN,
        count: times.length,
      };
    };
    const idle = await ninetyFifth((count) => count >= 150);
    let open = 0;
    for (const { id } of campaigns.slice(-10)) {
      open += 1;
      void fetch(`${server.url}/api/v1/campaigns/${id}/effect`).then(async (response) => {
        await response.text();
        open -= 1;
      });
    }
    const busy = await ninetyFifth(() => open === 0);
    return beside(
      `p95 of a chart’s question while ten campaigns are judged (${busy.count} asked)`,
      busy.at,
      'the same, idle',
      idle.at,
      busy.count,
    );
  } finally {
    await server.stop();
  }
}

export async function benchEffect(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-bench-effect-'));
  try {
    return [...(await benchPieces(folder)), ...(await benchJudgement()), await benchBeside(folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
