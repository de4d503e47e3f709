import type { Db } from '@tilik/db/open';
import { type Actor, systemActor } from '@tilik/server/inside/access/actor.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { addDays, addMonths, type Day, firstOfMonth } from '@tilik/server/inside/day.ts';
import { endOf, firstDay } from './calendar.ts';
import { demoFiles } from './files.ts';
import { bandung } from './offices.ts';
import { campaigns, plantedEffects } from './plan.ts';
import { approveReports, workingDay } from './reports.ts';

/**
 * Brings the demo data in by the front door: each file is posted to the ingest route, as a person's would be. The
 * clock is that of the day after the last one with data. What each office reports is declared too, and the
 * reports of the closed months are approved. Answers how many rows were stored.
 */
export async function loadDemo(db: Db, until: string): Promise<number> {
  const app = createApp({ db, visitor: systemActor('data contoh'), now: () => endOf(until) });
  let stored = 0;
  for (const { name, bytes, answers } of demoFiles({ until })) {
    const form = new FormData();
    form.set('file', new File([new Uint8Array(bytes)], name));
    form.set('sample', 'true');
    form.set('strict', 'true');
    for (const [field, value] of Object.entries(answers)) form.set(field, value);
    const response = await app.request('/api/v1/imports?lang=en', { method: 'POST', body: form });
    if (response.status !== 201) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    stored += ((await response.json()) as { stored: number }).stored;
  }
  for (const { id } of ((await answerOf(app, '/api/v1/about')) as { offices: { id: string }[] }).offices) {
    await declareExpected(app, id);
  }
  await declarePlans(db, until);
  await closeMonths(db, until);
  await approveReports(db, until);
  return stored;
}

/** Who approves a month's figures: an office held, not a person. */
const head: Actor = { id: 'system:kepala-contoh', name: 'Kepala seksi (contoh)', role: 'kepala', officeId: bandung.id };

/**
 * The head of the section closes the months of our office up to two months ago, each on the second working day after it.
 * The last finished one waits: what is approved and what is not are both there to be seen.
 */
async function closeMonths(db: Db, until: Day): Promise<void> {
  let clock = '';
  const app = createApp({ db, visitor: head, now: () => new Date(clock) });
  const firstOpen = addMonths(firstOfMonth(addDays(until, 1)), -1);
  for (let month = firstOfMonth(firstDay); month < firstOpen; month = addMonths(month, 1)) {
    clock = `${workingDay(addMonths(month, 1), 2)}T01:00:00Z`;
    await answerOf(app, `/api/v1/quality/months/${month.slice(0, 7)}/close?office=${bandung.id}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ reason: 'Rekap bulanan diperiksa dan disetujui (data contoh)' }),
    });
  }
}

/** A plan is made so many days before a campaign is to begin. */
const planDaysAhead = 14;

/** Declares what is asked of each campaign and the course its effect is thought to take, on a day before it began. */
async function declarePlans(db: Db, until: Day): Promise<void> {
  for (const { campaign: id, shape } of plantedEffects) {
    const campaign = campaigns.find((each) => each.id === id);
    if (!campaign) throw new Error(`no campaign ${id}`);
    const declaredOn = addDays(campaign.planned.from, -planDaysAhead);
    if (declaredOn > until) continue;
    const app = createApp({ db, visitor: systemActor('data contoh'), now: () => new Date(`${declaredOn}T03:00:00Z`) });
    await answerOf(app, `/api/v1/campaigns/${id}/effect/plan`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ estimand: 'share', shape: shape === 'step-decay' ? 'decay' : shape }),
    });
  }
}

type App = ReturnType<typeof createApp>;

interface Suggested {
  readonly figures: readonly {
    readonly noun: string;
    readonly channel: string | null;
    readonly measure: string | null;
  }[];
}

/**
 * Declares what an office reports, as a person does who takes the suggestion and knows the files: Meta leaves out days
 * without a new follower, and on a small page a day without one is no gap.
 */
async function declareExpected(app: App, office: string): Promise<void> {
  const suggested = (await answerOf(app, `/api/v1/quality/expected/suggestion?office=${office}`)) as Suggested;
  const figures = suggested.figures.filter(
    ({ channel, measure }) => !(channel === 'facebook' && measure === 'follows'),
  );
  if (figures.length === 0) return;
  await answerOf(app, `/api/v1/quality/expected?office=${office}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ figures }),
  });
}

async function answerOf(app: App, path: string, init?: RequestInit): Promise<unknown> {
  const response = await app.request(path, init);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
