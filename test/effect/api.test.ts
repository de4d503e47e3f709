import { addDays } from '@tilik/server/inside/day.ts';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { drawn } from './simulation.ts';

/** Our office over two years and eight weeks, by day, with a campaign in the last eight weeks. */
const input = drawn({ effect: Math.log(1.5) });
const { from, to } = input.window;
const now = `${addDays(to, 3)}T05:00:00Z`;
const daily = input.figures.flatMap(({ period, electronic, ordinary }) =>
  [0, 1, 2, 3, 4].flatMap((day) => {
    const date = addDays(period.from, day);
    const part = (whole: number) => Math.floor(whole / 5) + (day < whole % 5 ? 1 : 0);
    return [
      make.applicantCount({ date, passport_type: 'electronic', applicants: part(electronic ?? 0) }),
      make.applicantCount({ date, passport_type: 'ordinary', applicants: part(ordinary ?? 0) }),
    ];
  }),
);
const campaignRow = make.campaign({ campaign: 'judged', name: 'Kampanye uji', started: from, ended: to });

async function appWithCampaign(): Promise<OpenApp> {
  const app = openApp({ now });
  await app.store(csvOf(daily));
  await app.store(csvOf([campaignRow]));
  return app;
}
const put = (app: OpenApp, body: object, id = 'judged') =>
  app.request(`/api/v1/campaigns/${id}/effect/plan?lang=en`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

interface Answer {
  readonly dataVersion: string;
  readonly computedAt: string;
  readonly result: {
    readonly kind: string;
    readonly verdict: string;
    readonly plan: { readonly estimand: string };
    readonly refusals: readonly { rule: string }[];
  };
  readonly words: { readonly verdict: string; readonly sentence: string };
  readonly history: readonly { readonly verdict: string; readonly because: string }[];
}
const effect = (app: OpenApp) => app.get<Answer>('/api/v1/campaigns/judged/effect?lang=en');

test('a campaign is judged from the daily figures, and the answer says what it was made from', async () => {
  const app = await appWithCampaign();
  const answer = await effect(app);
  expect(answer.result.verdict).toBe('SUPPORTED');
  expect(answer.words.sentence).toMatch(/^Supported by the data: over 8 weeks about /);
  expect(answer.dataVersion).toMatch(/^data \d+\.0\.0, plan 0, engine 3$/);
  expect(answer.history).toEqual([expect.objectContaining({ verdict: 'SUPPORTED', because: 'first' })]);
});

test('the same figures are not judged twice, changed ones are, and a changed verdict says why', async () => {
  const app = await appWithCampaign();
  const first = await effect(app);
  app.setNow(`${addDays(to, 4)}T05:00:00Z`);
  expect((await effect(app)).computedAt).toBe(first.computedAt);
  // The campaign's own weeks were counted too high by half: a correction takes the effect away.
  const corrected = daily
    .filter(({ date, passport_type }) => String(date) >= from && passport_type === 'electronic')
    .map((row) => ({ ...row, applicants: Math.round(Number(row.applicants) / 1.5) }));
  await app.store(csvOf(corrected));
  const second = await effect(app);
  expect(second.computedAt).not.toBe(first.computedAt);
  expect(second.result.verdict).not.toBe('SUPPORTED');
  expect(second.history.map(({ because }) => because)).toEqual(['first', 'figures']);
  // Undone, the first figures speak again, and that is told as well.
  const imports = await app.get<{ imports: { id: number }[] }>('/api/v1/imports');
  await app.request(`/api/v1/imports/${Math.max(...imports.imports.map(({ id }) => id))}`, { method: 'DELETE' });
  const third = await effect(app);
  expect(third.result.verdict).toBe('SUPPORTED');
  expect(third.history.map(({ because }) => because)).toEqual(['first', 'figures', 'figures']);
});

test('a plan is declared once, changed only with a reason, and every earlier one stays to be read', async () => {
  const app = await appWithCampaign();
  app.setNow(`${addDays(from, -20)}T05:00:00Z`);
  expect((await put(app, { estimand: 'share', shape: 'step' })).status).toBe(200);
  app.setNow(now);
  expect((await effect(app)).result.plan.estimand).toBe('share');
  const refused = await problemOf(await put(app, { estimand: 'extra', shape: 'pulse' }));
  expect(refused.issues).toEqual([expect.objectContaining({ field: 'reason', code: 'reason-needed' })]);
  const changed = await put(app, { estimand: 'extra', shape: 'pulse', reason: 'Quota was lifted' });
  expect(await changed.json()).toMatchObject({ estimand: 'extra', shape: 'pulse', afterStart: true });
  const plans = await app.get<{ standing: object; history: object[] }>('/api/v1/campaigns/judged/effect/plan');
  expect(plans.history).toEqual([
    expect.objectContaining({ estimand: 'share', reason: null, declaredAt: `${addDays(from, -20)}T05:00:00.000Z` }),
    expect.objectContaining({ estimand: 'extra', reason: 'Quota was lifted' }),
  ]);
  const answer = await effect(app);
  expect(answer.result.plan.estimand).toBe('extra');
});

test('a plan outlives a calendar that is taken back and brought in anew', async () => {
  const app = await appWithCampaign();
  await put(app, { estimand: 'share', shape: 'ramp' });
  const { imports } = await app.get<{ imports: { id: number; format: string }[] }>('/api/v1/imports');
  const calendar = imports.find(({ format }) => format === 'tilik-campaigns');
  expect((await app.request(`/api/v1/imports/${calendar?.id}`, { method: 'DELETE' })).status).toBe(200);
  await problemOf(await app.request('/api/v1/campaigns/judged/effect?lang=en'));
  await app.store(csvOf([campaignRow]));
  const plans = await app.get<{ standing: { shape: string } }>('/api/v1/campaigns/judged/effect/plan');
  expect(plans.standing.shape).toBe('ramp');
});

test('a plan that makes no sense is refused with the field', async () => {
  const app = await appWithCampaign();
  const fieldOf = async (body: object) => (await problemOf(await put(app, body))).issues.map(({ field }) => field);
  expect(await fieldOf({ estimand: 'share', shape: 'cube' })).toEqual(['shape']);
  expect(await fieldOf({ estimand: 'share', shape: 'step', from: addDays(from, -7) })).toEqual(['from']);
  expect(await fieldOf({ estimand: 'share', shape: 'step', comparisons: ['atlantis'] })).toEqual(['comparisons']);
  await problemOf(await put(app, { estimand: 'share', shape: 'step', from: to, to: from }));
  await problemOf(await put(app, { estimand: 'share', shape: 'step' }, 'nothing'));
});

test('a campaign that still runs is NOT COMPUTED, and is judged when its window is over', async () => {
  const app = await appWithCampaign();
  app.setNow(`${addDays(to, -10)}T05:00:00Z`);
  const before = await effect(app);
  expect(before.result.verdict).toBe('NOT COMPUTED');
  expect(before.words.sentence).toContain('It can be computed from ');
  app.setNow(now);
  const after = await effect(app);
  expect(after.result.verdict).toBe('SUPPORTED');
  expect(after.history.map(({ because }) => because)).toEqual(['first', 'time']);
});

test('the points of the picture leave as CSV, with gaps as empty cells', async () => {
  const app = await appWithCampaign();
  const response = await app.request('/api/v1/campaigns/judged/effect.csv');
  expect(response.headers.get('content-type')).toContain('text/csv');
  const [header, ...lines] = (await response.text()).trim().split('\n');
  expect(header).toMatch(/^campaign,on,open_days,after_start,observed,expected,lower,upper,forecast/);
  expect(lines).toHaveLength(112);
});

test('before a campaign, how large an effect must be to be seen is told by its length', async () => {
  const app = await appWithCampaign();
  const planning = await app.get<{ lengths: { periods: number; mde: number | null; windows: number }[] }>(
    '/api/v1/effects/planning?estimand=extra&shape=step',
  );
  const seen = planning.lengths.filter(({ mde }) => mde !== null);
  expect(seen.length).toBeGreaterThanOrEqual(3);
  for (const { mde, windows } of seen) {
    expect(mde).toBeGreaterThan(0.05);
    expect(mde).toBeLessThan(1);
    expect(windows).toBeGreaterThan(0);
  }
});

test('with a database that is empty there is nothing to judge, and that is an answer', async () => {
  const app = openApp({ now });
  const family = await app.get<{ campaigns: unknown[]; mean: unknown }>('/api/v1/effects');
  expect(family).toMatchObject({ campaigns: [], mean: null });
  const planning = await app.get<{ refusals: { rule: string; sentence: string }[] }>('/api/v1/effects/planning');
  expect(planning.refusals.map(({ rule }) => rule)).toContain('no-figures');
});

test('two who ask at once wait for one evaluation', async () => {
  const app = await appWithCampaign();
  const [one, other] = await Promise.all([effect(app), effect(app)]);
  expect(one).toEqual(other);
  expect(one.history).toHaveLength(1);
});
