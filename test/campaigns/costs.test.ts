import type { Client } from '@tilik/server/client';
import { costsOf } from '@tilik/server/inside/campaigns/costs.ts';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

type Costs = InferResponseType<Client['api']['v1']['campaigns'][':id']['costs']['$get'], 200>;

const done = (on: string, costRupiah: number | null = null) => ({ on, costRupiah });

test('spending is divided by the days on which something was done, not by the number of things', () => {
  const activities = [done('2026-01-05', 100_000), done('2026-01-05'), done('2026-01-07', 50_000)];
  expect(costsOf({ budgetRupiah: 900_000, spendingRupiah: 1_000_001, activities })).toEqual({
    budgetRupiah: 900_000,
    spendingRupiah: 1_000_001,
    overBudgetRupiah: 100_001,
    activities: 3,
    activitiesCosted: 2,
    activitiesRupiah: 150_000,
    activityDays: 2,
    perActivityDayRupiah: 500_001,
  });
});

test('what is not known is null: no spending, no day, no cost', () => {
  expect(costsOf({ budgetRupiah: null, spendingRupiah: 0, activities: [] })).toMatchObject({
    overBudgetRupiah: null,
    activitiesRupiah: null,
    perActivityDayRupiah: null,
  });
  expect(costsOf({ budgetRupiah: 5, spendingRupiah: null, activities: [done('2026-01-05', 0)] })).toMatchObject({
    overBudgetRupiah: null,
    activitiesRupiah: 0,
    perActivityDayRupiah: null,
  });
});

test('the costs of a campaign are those of its own activities', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.campaign({ campaign: 'a', budget: 1_000_000, spending: 600_000 }),
      make.campaign({ campaign: 'b', spending: 1 }),
    ]),
  );
  const activity = (id: string, campaign: string, date: string, cost: number | null) => ({
    fields: { activity: id, date, channel: 'field-outreach', kind: 'field-event', title: id, campaign, cost },
    was: null,
  });
  const stored = await app.request('/api/v1/records/activities', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      rows: [
        activity('one', 'a', '2026-01-05', 200_000),
        activity('two', 'a', '2026-01-06', null),
        activity('three', 'b', '2026-01-07', 5),
      ],
    }),
  });
  expect(stored.status).toBe(200);
  expect(await app.get<Costs>('/api/v1/campaigns/a/costs')).toEqual({
    campaign: 'a',
    budgetRupiah: 1_000_000,
    spendingRupiah: 600_000,
    overBudgetRupiah: -400_000,
    activities: 2,
    activitiesCosted: 1,
    activitiesRupiah: 200_000,
    activityDays: 2,
    perActivityDayRupiah: 300_000,
  });
  const missing = await app.request('/api/v1/campaigns/nothing/costs');
  expect([missing.status, (await problemOf(missing)).code]).toEqual([404, 'unknown-campaign']);
});
