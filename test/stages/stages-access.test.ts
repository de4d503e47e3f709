import { monthClosures } from '@tilik/db/schema';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

const actor = (role: Actor['role'], given: Partial<Actor> = {}): Actor => ({
  id: 'person:1',
  name: 'Orang',
  role,
  officeId: 'bandung',
  ...given,
});

const filled = async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.campaign({ campaign: 'one', started: '2025-11-01', ended: '2025-12-31', channels: 'X' }),
      make.campaign({ campaign: 'two', started: '2025-11-01', ended: '2025-12-31', channels: 'X' }),
    ]),
  );
  await app.store(
    csvOf([
      make.reading({ date: '2025-11-05', channel: 'x', metric: 'impressions', value: 100 }),
      make.reading({ date: '2025-12-05', channel: 'x', metric: 'impressions', value: 1000 }),
    ]),
  );
  return app;
};
const impressions = async (response: Response) => {
  const { channels, to } = (await response.json()) as {
    to: string;
    channels: { channel: string; stages: { information: { value: number }[] } }[];
  };
  return [to, channels.find(({ channel }) => channel === 'x')?.stages.information.map(({ value }) => value)];
};

test('a reader of approved figures is shown the stages up to the last closed month, and no costs of effects', async () => {
  const { db } = await filled();
  const reader = openApp({ db, visitor: actor('pembaca') });
  expect((await reader.request('/api/v1/stages')).status).toBe(403);
  db.insert(monthClosures)
    .values({ officeId: 'bandung', monthOn: '2025-11-01', act: 'closed', reason: '', actedAt: '2025-12-02T00:00:00Z' })
    .run();
  expect(await impressions(await reader.request('/api/v1/stages'))).toEqual(['2025-11-30', [100]]);
  expect(await impressions(await reader.request('/api/v1/stages?campaign=one'))).toEqual(['2025-11-30', [100]]);
  expect((await reader.request('/api/v1/approaches')).status).toBe(403);
  const researcher = openApp({ db, visitor: actor('peneliti') });
  expect((await researcher.request('/api/v1/approaches')).status).toBe(200);
});

test('a link to the page of one campaign shows the stages of that one, in its days, and of nothing else', async () => {
  const { db } = await filled();
  const view = (page: string) => ({
    page,
    search: '',
    fromOn: '2025-12-01',
    toOn: '2025-12-31',
    expiresAt: '2027-01-01T00:00:00Z',
  });
  const link = openApp({ db, visitor: actor('pembaca', { view: view('/kampanye/one') }) });
  expect(await impressions(await link.request('/api/v1/stages?campaign=one'))).toEqual(['2025-12-31', [1000]]);
  for (const query of ['?campaign=two', '', '?channel=x']) {
    expect([query, (await link.request(`/api/v1/stages${query}`)).status]).toEqual([query, 403]);
  }
  const channels = openApp({ db, visitor: actor('pembaca', { view: view('/kanal') }) });
  expect(await impressions(await channels.request('/api/v1/stages'))).toEqual(['2025-12-31', [1000]]);
  expect((await channels.request('/api/v1/stages?campaign=one')).status).toBe(403);
  expect((await channels.request('/api/v1/approaches')).status).toBe(403);
});

test('whoever is bound to one office is not shown the campaigns of another', async () => {
  const { db } = await filled();
  const other = openApp({ db, visitor: actor('petugas', { officeId: 'surabaya' }) });
  expect((await other.request('/api/v1/stages?campaign=one')).status).toBe(403);
  expect((await other.request('/api/v1/stages?campaign=one&office=surabaya')).status).toBe(404);
  expect((await other.request('/api/v1/approaches')).status).toBe(403);
});
