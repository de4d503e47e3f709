import type { Client } from '@tilik/server/client';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { hasHashtag, hasWords } from '@tilik/server/inside/activities/words.ts';
import fc from 'fast-check';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Activities = InferResponseType<Client['api']['v1']['activities']['$get'], 200>;
type Assigned = InferResponseType<Client['api']['v1']['activities']['assign']['$post'], 200>;

const post = (code: string, description: string, day = '12/05/2025') =>
  make.post({
    'Post ID': code,
    Permalink: `https://www.instagram.com/p/${code}/`,
    Description: description,
    'Publish time': `${day} 01:30`,
  });

const posts = csvOf([
  post('AAA111', 'Biaya E-Paspor berapa? #EPaspor #imigrasi'),
  post('BBB222', 'Jadwal layanan akhir pekan #epasporbandung', '12/08/2025'),
  post('CCC333', 'Syarat e-paspor untuk umrah #epaspor', '12/20/2025'),
  post('DDD444', 'Selamat Hari Ibu', '12/22/2025'),
]);

async function withPosts(): Promise<OpenApp> {
  const app = openApp();
  await app.store(csvOf([make.campaign(), make.campaign({ campaign: 'umrah', name: 'Umrah' })]));
  await app.store(posts, { snapshotOn: '2026-01-10' });
  return app;
}

const ask = (app: OpenApp, body: object) =>
  app.request('/api/v1/activities/assign?lang=en', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

async function assign(app: OpenApp, body: object): Promise<Assigned> {
  const response = await ask(app, body);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Assigned;
}

const campaignsOf = async (app: OpenApp) => {
  const { activities } = await app.get<Activities>('/api/v1/activities');
  return Object.fromEntries(activities.map(({ id, campaignId }) => [id.slice('instagram:'.length), campaignId]));
};

test('a preview names exactly the posts that would change and stores nothing', async () => {
  const app = await withPosts();
  const before = await app.get<Activities>('/api/v1/activities');
  const answer = await assign(app, { filter: { hashtags: ['#epaspor'] }, set: { campaign: 'know-it' }, preview: true });
  // A hashtag is one as a whole and of any case: #epasporbandung is another.
  expect(answer.posts.map(({ id, state }) => [id, state])).toEqual([
    ['instagram:AAA111', 'changes'],
    ['instagram:CCC333', 'changes'],
  ]);
  expect(answer).toMatchObject({
    office: 'bandung',
    importId: null,
    stored: 0,
    counts: { meant: 2, changes: 2, replaces: 0, unchanged: 0 },
  });
  expect(await app.get('/api/v1/activities')).toEqual(before);
});

test('days, channel, words and hashtags narrow together, and what was previewed is what is done', async () => {
  const app = await withPosts();
  const body = {
    filter: { from: '2025-12-06', to: '2025-12-31', channels: ['instagram'], words: ['e-paspor', 'hari ibu'] },
    set: { campaign: 'know-it', prRole: 'technician', topics: ['requirements'] },
  };
  const { plan, counts } = await assign(app, { ...body, preview: true });
  expect(counts).toMatchObject({ meant: 2, changes: 2 });
  const done = await assign(app, { ...body, plan });
  expect(done.stored).toBe(2);
  expect(await campaignsOf(app)).toEqual({ AAA111: null, BBB222: null, CCC333: 'know-it', DDD444: 'know-it' });
  const { activities } = await app.get<Activities>('/api/v1/activities?campaign=know-it');
  expect(
    activities.map(({ prRole, topics, caption, snapshots }) => [prRole, topics, caption, snapshots.length]),
  ).toEqual([
    ['technician', ['requirements'], 'Selamat Hari Ibu', 7],
    ['technician', ['requirements'], 'Syarat e-paspor untuk umrah #epaspor', 7],
  ]);
});

test('a post of another campaign is left alone unless it is chosen', async () => {
  const app = await withPosts();
  await assign(app, { filter: { words: ['umrah'] }, set: { campaign: 'umrah' } });
  const body = { filter: { hashtags: ['epaspor'] }, set: { campaign: 'know-it' } };
  const preview = await assign(app, { ...body, preview: true });
  expect(preview.posts.map(({ id, state, replaces, was }) => [id, state, replaces, was.campaign])).toEqual([
    ['instagram:AAA111', 'changes', [], null],
    ['instagram:CCC333', 'replaces', ['campaign'], 'umrah'],
  ]);
  await assign(app, body);
  expect(await campaignsOf(app)).toMatchObject({ AAA111: 'know-it', CCC333: 'umrah' });
  await assign(app, { ...body, posts: ['instagram:CCC333'] });
  expect(await campaignsOf(app)).toMatchObject({ AAA111: 'know-it', CCC333: 'know-it' });
  // Said again it changes nothing, and there is no import of nothing.
  expect(await assign(app, { ...body, posts: ['instagram:CCC333'] })).toMatchObject({ importId: null, stored: 0 });
});

test('one undo takes the whole act back, figures and captions untouched', async () => {
  const app = await withPosts();
  const before = await app.get<Activities>('/api/v1/activities');
  const { importId, stored } = await assign(app, { filter: {}, set: { campaign: 'know-it', prRole: 'adviser' } });
  expect(stored).toBe(4);
  const undone = await app.request(`/api/v1/imports/${importId}`, { method: 'DELETE' });
  expect(undone.status).toBe(200);
  expect(await app.get('/api/v1/activities')).toEqual(before);
});

test('the same file imported again later keeps what was said, and what is new in it comes in', async () => {
  const app = await withPosts();
  await assign(app, { filter: {}, set: { campaign: 'know-it', topics: ['cost'] } });
  await app.store(posts.replaceAll(',100,', ',170,'), { snapshotOn: '2026-01-12' });
  const { activities } = await app.get<Activities>('/api/v1/activities?campaign=know-it');
  expect(activities).toHaveLength(4);
  for (const { topics, snapshots } of activities) {
    expect(topics).toEqual(['cost']);
    expect(snapshots).toContainEqual(
      expect.objectContaining({ metric: 'views', value: 170, takenOn: '2026-01-12', difference: 70 }),
    );
  }
});

test('a plan that is another one meanwhile is refused, and a post that is not meant cannot be chosen', async () => {
  const app = await withPosts();
  const body = { filter: { hashtags: ['epaspor'] }, set: { campaign: 'know-it' } };
  const { plan } = await assign(app, { ...body, preview: true });
  await assign(app, { filter: { words: ['umrah'] }, set: { campaign: 'umrah' } });
  const refused = await ask(app, { ...body, plan });
  expect(refused.status).toBe(409);
  expect((await problemOf(refused)).code).toBe('other-posts-now');
  expect((await ask(app, { ...body, posts: ['instagram:DDD444'] })).status).toBe(409);
  expect(await campaignsOf(app)).toMatchObject({ AAA111: null, CCC333: 'umrah', DDD444: null });
});

test('what there is none of and what says nothing is refused at its field', async () => {
  const app = await withPosts();
  const issuesOf = async (body: object) => {
    const response = await ask(app, body);
    return [response.status, ...(await problemOf(response)).issues.map(({ field, code }) => `${field}: ${code}`)];
  };
  expect(
    await issuesOf({
      filter: { channels: ['tiktok'], hashtags: ['#satu dua'], words: ['!!!'] },
      set: { campaign: 'nothing' },
    }),
  ).toEqual([
    400,
    'filter.channels: unknown-channel',
    'filter.hashtags: not-a-hashtag',
    'filter.words: no-word',
    'set.campaign: unknown-campaign',
  ]);
  expect(await issuesOf({ filter: {}, set: {} })).toEqual([400, 'set: nothing-set']);
  expect(await issuesOf({ filter: { from: '2025-02-30' }, set: { campaign: 'know-it' } })).toEqual([
    400,
    'filter.from: not-a-day',
  ]);
  expect((await ask(app, { filter: { from: '2025-12-31', to: '2025-12-01' }, set: { prRole: null } })).status).toBe(
    400,
  );
});

test('a campaign of another office is none of ours, and an officer of another office assigns nothing here', async () => {
  const app = await withPosts();
  await app.store(csvOf([make.campaign({ campaign: 'theirs', name: 'Milik Jakarta' })]), { office: 'jakarta-pusat' });
  expect((await ask(app, { filter: {}, set: { campaign: 'theirs' } })).status).toBe(400);
  const officer = openApp({
    db: app.db,
    visitor: { ...systemActor('officer'), role: 'petugas', officeId: 'jakarta-pusat' },
  });
  const body = { office: 'bandung', filter: {}, set: { campaign: 'know-it' } };
  expect((await ask(officer, body)).status).toBe(403);
  const head = openApp({ db: app.db, visitor: { ...systemActor('head'), role: 'kepala' } });
  expect((await ask(head, body)).status).toBe(403);
  expect(Object.values(await campaignsOf(app)).every((campaign) => campaign === null)).toBe(true);
});

test('the audit trail tells of the act as one, and of every post by itself', async () => {
  const app = await withPosts();
  const { importId } = await assign(app, { filter: { hashtags: ['epaspor'] }, set: { campaign: 'know-it' } });
  const entries = app.db.$client
    .prepare("SELECT act, key FROM audit_entries WHERE noun = 'activities' ORDER BY id DESC LIMIT 3")
    .all();
  expect(entries).toEqual([
    { act: 'assigned', key: String(importId) },
    { act: 'changed', key: 'instagram:CCC333' },
    { act: 'changed', key: 'instagram:AAA111' },
  ]);
});

test('words are text: what looks like a pattern is none, and a word is found whole', () => {
  expect(hasWords('Paspornya jadi', 'paspor')).toBe(false);
  expect(hasWords('e-paspor, baru!', 'E PASPOR baru')).toBe(true);
  expect(hasWords('naïve café', 'NAIVE Cafe')).toBe(true);
  expect(hasWords('abc', '.*')).toBe(false);
  expect(hasHashtag('#Bebas_Visa kini', '#bebas_visa')).toBe(true);
  expect(hasHashtag('bebas kini', '#bebas')).toBe(false);
  // Whatever is typed, a text has its own words, and the answer comes.
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 60 }), (asked, text) => {
      hasHashtag(text, asked);
      if (hasWords(asked, asked)) expect(hasWords(`${text} ${asked} ${text}`, asked)).toBe(true);
      else expect(hasWords(text, asked)).toBe(false);
    }),
  );
}, 30_000);
