import { activities } from '@tilik/db/schema';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { dumpDomain } from './dump.ts';

const put = (app: OpenApp, noun: string, fields: object) =>
  app.request(`/api/v1/records/${noun}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fields }),
  });

const undo = async (app: OpenApp, id: number | null) =>
  expect((await app.request(`/api/v1/imports/${id}`, { method: 'DELETE' })).status).toBe(200);

const post = (app: OpenApp) =>
  app.db
    .select({
      caption: activities.caption,
      campaignId: activities.campaignId,
      title: activities.title,
      prRole: activities.prRole,
      topics: activities.topics,
      costRupiah: activities.costRupiah,
    })
    .from(activities)
    .get();

const older = csvOf([make.post()]);
const newer = csvOf([make.post({ Description: 'Teks baru', Views: 200 })]);
const said = { campaignId: 'know-it', title: 'Judul', prRole: 'adviser', topics: ['cost'], costRupiah: 5000 };
const unsaid = { campaignId: null, title: null, prRole: null, topics: [], costRupiah: null };

/** A post of an export, given to a campaign by hand. */
async function assigned(): Promise<{ app: OpenApp; byHand: number }> {
  const app = openApp();
  await app.store(csvOf([make.campaign()]));
  await app.store(older, { snapshotOn: '2026-01-10' });
  const response = await put(app, 'activities', {
    activity: 'instagram:AAA111',
    campaign: 'know-it',
    title: 'Judul',
    pr_role: 'adviser',
    topics: ['cost'],
    cost: 5000,
  });
  expect(response.status).toBe(200);
  const { importId } = (await response.json()) as { importId: number };
  return { app, byHand: importId };
}

test('a newer export changes what the platform knows and leaves what a person said', async () => {
  const { app } = await assigned();
  const before = dumpDomain(app.db);
  const report = await app.store(newer, { snapshotOn: '2026-01-12' });
  expect(post(app)).toEqual({ caption: 'Teks baru', ...said });
  await undo(app, report.id);
  const { audit_entries: _, ...after } = dumpDomain(app.db);
  const { audit_entries: __, ...was } = before;
  expect(after).toEqual(was);
});

test('undoing what a person said takes it out of the exports that came after it too', async () => {
  const { app, byHand } = await assigned();
  await app.store(newer, { snapshotOn: '2026-01-12' });
  await undo(app, byHand);
  expect(post(app)).toEqual({ caption: 'Teks baru', ...unsaid });
});

test('undoing the first export leaves what a person said, and the last one to say it counts', async () => {
  const { app } = await assigned();
  const report = await app.store(newer, { snapshotOn: '2026-01-12' });
  await put(app, 'activities', { activity: 'instagram:AAA111', title: 'Judul lain' });
  expect(post(app)).toEqual({ caption: 'Teks baru', ...said, title: 'Judul lain' });
  await undo(app, report.id);
  // The form was sent with the words that stood there; they are what the person saw and kept.
  expect(post(app)).toEqual({ caption: 'Teks baru', ...said, title: 'Judul lain' });
});

test('the same export again says nothing new, though a person has said more', async () => {
  const { app } = await assigned();
  await app.store(newer, { snapshotOn: '2026-01-12' });
  const report = await app.store(`${newer}\n`, { snapshotOn: '2026-01-12' });
  expect(report).toMatchObject({ stored: 0, replaced: 0, unchanged: 1 });
  expect(post(app)).toEqual({ caption: 'Teks baru', ...said });
});
