import type { Client } from '@tilik/server/client';
import { familyOf } from '@tilik/server/inside/effect/family.ts';
import { campaignOf, effectVersion, standingPlan, storeEffect } from '@tilik/server/inside/effect/queries.ts';
import type { EffectResult } from '@tilik/server/inside/effect/result.ts';
import { mergedSpans } from '@tilik/server/inside/stages/queries.ts';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Approaches = InferResponseType<Client['api']['v1']['approaches']['$get'], 200>;
const year = '/api/v1/approaches?from=2025-01-01&to=2025-12-31';

const sideOf = ({ approaches }: Approaches, name: string) => {
  const found = approaches.find(({ approach }) => approach === name);
  if (!found) throw new Error(`no side ${name}`);
  return found;
};
const figureOf = (stages: Approaches['campaigns'][number]['stages'], figure: string) =>
  Object.values(stages)
    .flat()
    .find((each) => each.figure === figure);

const on = (date: string, channel: string, metric: string, value: number) =>
  make.reading({ date, channel, metric, value });
const spend = (app: OpenApp, id: string, rupiah: number) =>
  app.db.$client.prepare('UPDATE campaigns SET spending_rupiah = ? WHERE id = ?').run(rupiah, id);

/** Two of one approach that overlap on a channel, one of the other, and one that still runs. */
async function programme(): Promise<OpenApp> {
  const app = openApp();
  await app.store(
    csvOf([
      make.campaign({
        campaign: 'first',
        approach: 'diseminasi',
        started: '2025-03-01',
        ended: '2025-03-20',
        channels: 'Instagram',
        budget: 1_000_000,
      }),
      make.campaign({
        campaign: 'second',
        approach: 'diseminasi',
        started: '2025-03-11',
        ended: '2025-03-31',
        channels: 'Instagram|X',
        budget: 3_000_000,
      }),
      make.campaign({
        campaign: 'field',
        approach: 'sosialisasi',
        started: '2025-03-25',
        ended: '2025-04-03',
        channels: 'Instagram|Sosialisasi lapangan',
      }),
      make.campaign({
        campaign: 'runs',
        approach: 'sosialisasi',
        started: '2025-12-20',
        channels: 'Instagram',
        budget: 500,
      }),
    ]),
  );
  await app.store(
    csvOf([
      on('2025-03-05', 'instagram', 'views', 100),
      on('2025-03-15', 'instagram', 'views', 1000),
      on('2025-03-28', 'instagram', 'views', 10),
      on('2025-03-15', 'x', 'impressions', 7),
      on('2025-03-15', 'instagram', 'reach', 900),
      on('2025-03-26', 'field-outreach', 'attendees', 80),
    ]),
  );
  await app.store(
    csvOf([
      make.declaredSource({ date: '2025-03', source: 'instagram', applicants: 400 }),
      make.declaredSource({ date: '2025-03', source: 'x', applicants: 100 }),
      make.declaredSource({ date: '2025-03', source: 'website', applicants: 999 }),
    ]),
  );
  return app;
}

test('both approaches stand side by side on the same measures, and days that meet are counted once', async () => {
  const answer = await (await programme()).get<Approaches>(year);
  const diseminasi = sideOf(answer, 'diseminasi');
  expect(diseminasi).toMatchObject({
    campaigns: ['first', 'second'],
    running: [],
    days: 31,
    campaignDays: 41,
    // 25 to 31 March, on which the other approach used Instagram too.
    sharedDays: 7,
    channels: ['instagram', 'x'],
    declared: { applicants: 500, months: ['2025-03-01'] },
  });
  expect(figureOf(diseminasi.stages, 'views')).toMatchObject({ value: 1110, channels: ['instagram'] });
  expect(figureOf(diseminasi.stages, 'impressions')).toMatchObject({ value: 7, channels: ['x'] });
  expect(figureOf(diseminasi.stages, 'reach')?.value).toBeNull();
  const sosialisasi = sideOf(answer, 'sosialisasi');
  expect(sosialisasi).toMatchObject({ campaigns: ['field'], running: ['runs'], days: 10, sharedDays: 7 });
  expect(figureOf(sosialisasi.stages, 'views')?.value).toBe(10);
  expect(figureOf(sosialisasi.stages, 'attendees')?.value).toBe(80);
});

test('a campaign is measured over all of its days even where the window holds some of them only', async () => {
  const answer = await (await programme()).get<Approaches>('/api/v1/approaches?from=2025-03-15&to=2025-03-15');
  expect(answer.campaigns.map(({ id, from, to }) => [id, from, to])).toEqual([
    ['first', '2025-03-01', '2025-03-20'],
    ['second', '2025-03-11', '2025-03-31'],
  ]);
  expect(figureOf(answer.campaigns[0]?.stages ?? ({} as never), 'views')?.value).toBe(1100);
});

test('a budget stands in for spending and says so; where one campaign has neither there is no total', async () => {
  const app = await programme();
  spend(app, 'first', 1_500_000);
  const answer = await app.get<Approaches>(year);
  expect(sideOf(answer, 'diseminasi').money).toEqual({
    rupiah: 4_500_000,
    basis: 'mixed',
    missing: [],
    budgeted: ['second'],
  });
  expect(sideOf(answer, 'diseminasi').costPerDeclared).toEqual({ rupiah: 9_000, reason: null });
  expect(sideOf(answer, 'sosialisasi').money).toMatchObject({ rupiah: null, basis: 'missing', missing: ['field'] });
  expect(sideOf(answer, 'sosialisasi').costPerDeclared).toEqual({ rupiah: null, reason: 'no-money' });
  const runs = answer.campaigns.find(({ id }) => id === 'runs');
  expect(runs).toMatchObject({
    isRunning: true,
    to: '2026-01-13',
    costPerDeclared: { rupiah: null, reason: 'running' },
  });
});

test('the cost per additional applicant is there only where the effect of these very figures was estimated', async () => {
  const app = await programme();
  spend(app, 'first', 1_200_000);
  const of = async (id: string) => (await app.get<Approaches>(year)).campaigns.find((each) => each.id === id);
  expect(await of('first')).toMatchObject({
    effect: null,
    costPerAdditional: { estimate: null, reason: 'not-judged' },
  });
  const campaign = campaignOf(app.db, 'first');
  if (!campaign) throw new Error('no campaign');
  const version = effectVersion(app.db, standingPlan(app.db, campaign, '2026-01-14'), '2026-01-14');
  const result = {
    kind: 'computed',
    verdict: 'SUPPORTED',
    plan: { estimand: 'share', shape: 'step', window: { from: '2025-03-01', to: '2025-03-20' }, comparisons: [] },
    refusals: [],
    numbers: {
      logEffect: { estimate: 0.4, sd: 0.05, lower: 0.3, upper: 0.5 },
      probability: 0.0001,
      extra: { estimate: 120, lower: 60, upper: 240, monteCarloError: 0 },
      preOnly: {
        logEffect: { estimate: 0.4, sd: 0.1, lower: 0.2, upper: 0.6 },
        extra: { estimate: 1, lower: 1, upper: 1, monteCarloError: 0 },
      },
      sensitivity: [],
      placebos: { windows: [], skipped: 0, asExtreme: 0, probability: null },
      comparison: null,
      diagnostics: { ljungBox: null, lastCovered: null, outliers: [] },
      gates: [],
    },
  } as unknown as EffectResult;
  storeEffect(app.db, 'first', { dataVersion: version, computedAt: '2026-01-14T05:00:00Z', result });
  expect(await of('first')).toMatchObject({
    effect: {
      verdict: familyOf([result]).members[0]?.result.verdict,
      additional: { estimate: 120, lower: 60, upper: 240 },
    },
    costPerAdditional: { estimate: 10_000, lower: 5_000, upper: 20_000, reason: null },
  });
  // Another import makes other figures: the judgement was of the earlier ones.
  await app.store(csvOf([make.applicantCount({ date: '2025-03-05' })]));
  expect(await of('first')).toMatchObject({ effect: null, costPerAdditional: { reason: 'not-judged' } });
});

test('costs of activities are a sum only where each activity has its cost', async () => {
  const app = await programme();
  const event = (title: string, cost: number | '') => ({
    date: '2025-03-26',
    channel: 'Sosialisasi lapangan',
    kind: 'Kegiatan lapangan',
    title,
    campaign: 'field',
    attendees: 40,
    cost,
  });
  await app.store(csvOf([event('Pasar', 750_000), event('Kampus', '')]));
  const field = async () => (await app.get<Approaches>(year)).campaigns.find(({ id }) => id === 'field');
  expect((await field())?.costs).toEqual({ activities: 2, withCost: 1, rupiah: null });
  expect((await field())?.own).toMatchObject({ activities: 2 });
  expect(figureOf((await field())?.own.stages ?? ({} as never), 'attendees')).toMatchObject({
    value: 80,
    unit: 'activities',
  });
  app.db.$client.exec('UPDATE activities SET cost_rupiah = 250000 WHERE cost_rupiah IS NULL');
  expect((await field())?.costs).toEqual({ activities: 2, withCost: 2, rupiah: 1_000_000 });
});

test('the CSV has a row for each approach and campaign, with its money, and one for each figure', async () => {
  const app = await programme();
  const text = await (await app.request('/api/v1/approaches.csv?from=2025-01-01&to=2025-12-31')).text();
  const [header = '', ...lines] = text.trim().split('\n');
  const columns = header.replace('\uFEFF', '').split(',');
  const rows = lines.map((line) => Object.fromEntries(line.split(',').map((cell, index) => [columns[index], cell])));
  expect(
    rows.find(({ level, approach, figure }) => level === 'approach' && approach === 'diseminasi' && figure === ''),
  ).toMatchObject({
    money_rupiah: '4000000',
    money_basis: 'budget',
    declared_electronic: '500',
    declared_months: '2025-03',
    cost_per_declared: '8000',
  });
  expect(rows.find(({ campaign, figure }) => campaign === 'field' && figure === 'attendees')?.value).toBe('80');
});

test('spans that touch or overlap are one', () => {
  const span = (from: string, to: string) => ({ from, to });
  expect(
    mergedSpans([
      span('2025-02-01', '2025-02-03'),
      span('2025-01-01', '2025-01-10'),
      span('2025-01-11', '2025-01-12'),
      span('2025-01-05', '2025-01-06'),
    ]),
  ).toEqual([span('2025-01-01', '2025-01-12'), span('2025-02-01', '2025-02-03')]);
});
