import type { Client } from '@tilik/server/client';
import { parse } from 'csv-parse/sync';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Activities = InferResponseType<Client['api']['v1']['activities']['$get'], 200>;

const activitiesOf = async (app: OpenApp, query = '') =>
  (await app.get<Activities>(`/api/v1/activities${query}`)).activities;

/** The metrics of the only activity there is. */
const snapshotsOf = async (app: OpenApp) => {
  const [activity] = await activitiesOf(app);
  return Object.fromEntries(
    (activity?.snapshots ?? []).map(({ metric, value, takenOn, difference, since }) => [
      metric,
      [value, takenOn, difference, since],
    ]),
  );
};

const post = (code: string, given: Readonly<Record<string, string | number>> = {}) =>
  make.post({ Permalink: `https://www.instagram.com/p/${code}/`, ...given });

test('an activity comes with what is known of it and its figures as last taken', async () => {
  const app = openApp();
  await app.store(csvOf([post('AAA111', { Saves: '-' })]), { snapshotOn: '2026-01-10' });
  expect(await app.get<Activities>('/api/v1/activities')).toMatchObject({
    office: 'bandung',
    from: '2025-02-01',
    to: '2026-01-14',
    sample: false,
    activities: [
      {
        id: 'instagram:AAA111',
        officeId: 'bandung',
        channelId: 'instagram',
        campaignId: null,
        kind: 'image',
        caption: 'Kenali e-paspor',
        permalink: 'https://www.instagram.com/p/AAA111/',
        account: 'imigrasi.contoh',
        publishedAt: '2025-12-05T09:30:00.000Z',
        publishedOn: '2025-12-05',
      },
    ],
  });
  // What was never taken is not there, and what was taken once has nothing to be compared with.
  expect(await snapshotsOf(app)).toEqual({
    views: [100, '2026-01-10', null, null],
    reach: [80, '2026-01-10', null, null],
    likes: [9, '2026-01-10', null, null],
    shares: [2, '2026-01-10', null, null],
    comments: [1, '2026-01-10', null, null],
    follows: [0, '2026-01-10', null, null],
  });
});

test('what is new is the difference to the snapshot before, whatever order they came in', async () => {
  const app = openApp();
  await app.store(csvOf([post('AAA111', { Views: 170, Likes: 8 })]), { snapshotOn: '2026-01-10' });
  await app.store(csvOf([post('AAA111', { Views: 100, Likes: 9 })]), { snapshotOn: '2025-12-20' });
  await app.store(csvOf([post('AAA111', { Views: 150, Likes: '-' })]), { snapshotOn: '2026-01-03' });
  expect(await snapshotsOf(app)).toMatchObject({
    views: [170, '2026-01-10', 20, '2026-01-03'],
    // Somebody took a like back, and the snapshot between the two did not report likes.
    likes: [8, '2026-01-10', -1, '2025-12-20'],
    reach: [80, '2026-01-10', 0, '2026-01-03'],
  });
});

test('undoing the later import makes the earlier snapshot the latest again', async () => {
  const app = openApp();
  await app.store(csvOf([post('AAA111', { Views: 100 })]), { snapshotOn: '2025-12-20' });
  const { id } = await app.store(csvOf([post('AAA111', { Views: 150 })]), { snapshotOn: '2026-01-03' });
  await app.request(`/api/v1/imports/${id}`, { method: 'DELETE' });
  expect(await snapshotsOf(app)).toMatchObject({ views: [100, '2025-12-20', null, null] });
});

test('a window holds what was published on its days in Bandung, latest first', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      // Half past eleven at night on 30 November, half past midnight and the last minutes of the day in Bandung.
      post('BEFORE', { 'Publish time': '11/30/2025 08:30' }),
      post('FIRST', { 'Publish time': '11/30/2025 09:30' }),
      post('LAST', { 'Publish time': '12/02/2025 08:59' }),
      post('AFTER', { 'Publish time': '12/02/2025 09:00' }),
    ]),
  );
  const ids = (await activitiesOf(app, '?from=2025-12-01&to=2025-12-02')).map(({ id }) => id);
  expect(ids).toEqual(['instagram:LAST', 'instagram:FIRST']);
});

test('activities can be narrowed to channels, and a channel that there is none of is refused', async () => {
  const app = openApp();
  await app.store(csvOf([post('AAA111')]));
  await app.store(
    csvOf([
      {
        'Post id': '2000000000000000017',
        Date: 'Sun, Dec 14, 2025',
        'Post text': 'Kenali e-paspor',
        'Post Link': 'https://x.com/imigrasi_contoh/status/2000000000000000017',
        Impressions: 50,
        Engagements: 4,
      },
    ]),
  );
  const channelsOf = async (query: string) => (await activitiesOf(app, query)).map(({ channelId }) => channelId);
  expect(await channelsOf('')).toEqual(['x', 'instagram']);
  expect(await channelsOf('?channel=x')).toEqual(['x']);
  expect(await channelsOf('?channel=instagram,facebook')).toEqual(['instagram']);
  expect(await channelsOf('?channel=facebook')).toEqual([]);
  const refused = await app.request('/api/v1/activities?channel=tiktok&lang=en');
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({
    code: 'bad-request',
    issues: [{ field: 'channel', code: 'unknown-channel' }],
  });
});

test('as CSV there is a row per metric, and one for an activity that no figure is known of', async () => {
  const app = openApp();
  const none = { Views: '-', Reach: '-', Likes: '-', Shares: '-', Comments: '-', Saves: '-', Follows: '-' };
  await app.store(csvOf([post('AAA111', { ...none, Views: 100 }), post('BBB222', none)]), { snapshotOn: '2025-12-20' });
  await app.store(csvOf([post('AAA111', { ...none, Views: 150 })]), { snapshotOn: '2026-01-03' });
  const response = await app.request('/api/v1/activities.csv');
  expect(response.headers.get('content-disposition')).toContain('activities-bandung.csv');
  const said = {
    office: 'bandung',
    channel: 'instagram',
    campaign: '',
    kind: 'image',
    account: 'imigrasi.contoh',
    published_at: '2025-12-05T09:30:00.000Z',
    published_on: '2025-12-05',
    title: '',
    caption: 'Kenali e-paspor',
    place: '',
    pr_role: '',
    topics: '',
    cost_rupiah: '',
    sample: 'false',
  };
  expect(parse(await response.text(), { columns: true, bom: true })).toEqual([
    {
      ...said,
      id: 'instagram:AAA111',
      permalink: 'https://www.instagram.com/p/AAA111/',
      metric: 'views',
      value: '150',
      taken_on: '2026-01-03',
      difference: '50',
      since: '2025-12-20',
    },
    {
      ...said,
      id: 'instagram:BBB222',
      permalink: 'https://www.instagram.com/p/BBB222/',
      metric: '',
      value: '',
      taken_on: '',
      difference: '',
      since: '',
    },
  ]);
});

test('activities can be narrowed by campaign or none, kind, role and words, and the kinds there are are told', async () => {
  const app = openApp();
  await app.store(csvOf([make.campaign()]));
  await app.store(
    csvOf([post('AAA111', { Description: 'Kenali E-Paspor di loket' }), post('BBB222', { 'Post type': 'IG reel' })]),
  );
  const stored = await app.request('/api/v1/records/activities', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      fields: {
        date: '2026-01-10',
        channel: 'field-outreach',
        kind: 'field-event',
        title: 'Sosialisasi di pasar',
        place: 'Pasar Baru',
        campaign: 'know-it',
        pr_role: 'communication-facilitator',
        topics: ['cost'],
        cost: 750_000,
        attendees: 85,
      },
      was: null,
    }),
  });
  expect(stored.status).toBe(200);
  const ids = async (query: string) => (await activitiesOf(app, query)).map(({ id }) => id);
  const event = 'field-outreach:2026-01-10-sosialisasi-di-pasar';
  expect(await ids('?campaign=know-it')).toEqual([event]);
  expect(await ids('?campaign=-')).toEqual(['instagram:AAA111', 'instagram:BBB222']);
  expect(await ids('?kind=reel')).toEqual(['instagram:BBB222']);
  expect(await ids('?prRole=communication-facilitator')).toEqual([event]);
  // Whole words one after the other, of any case, in title, caption and place.
  expect(await ids('?words=PASAR%20baru')).toEqual([event]);
  expect(await ids('?words=e-paspor')).toEqual(['instagram:AAA111', 'instagram:BBB222']);
  expect(await ids('?words=baru%20pasar')).toEqual([]);
  expect(await ids('?words=lok')).toEqual([]);
  const { kinds, activities } = await app.get<Activities>('/api/v1/activities?kind=reel');
  expect(kinds).toEqual(['field-event', 'image', 'reel']);
  expect(activities).toHaveLength(1);
  expect((await activitiesOf(app, '?kind=field-event'))[0]).toMatchObject({
    title: 'Sosialisasi di pasar',
    place: 'Pasar Baru',
    prRole: 'communication-facilitator',
    topics: ['cost'],
    costRupiah: 750_000,
    snapshots: [{ metric: 'attendees', value: 85, takenOn: '2026-01-10' }],
  });
});
