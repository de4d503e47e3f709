import type { Client } from '@tilik/server/client';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

type Campaigns = InferResponseType<Client['api']['v1']['campaigns']['$get'], 200>;

test('a campaign comes back as it was given, planned against actual', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.campaign({
        campaign: 'Kenali E-Paspor',
        name: 'Kenali "E-Paspor", sekarang',
        name_en: 'Know it',
        approach: 'Diseminasi',
        objective: 'Warga tahu',
        planned_from: '2025-11-01',
        planned_to: '2026-02-28',
        started: '2025-11-03',
        ended: '2025-12-15',
        channels: 'ig|Sosialisasi lapangan',
        audiences: 'students|Pekerja',
        topics: 'Biaya|benefits',
        budget: 5_000_000,
      }),
    ]),
  );
  expect((await app.get<Campaigns>('/api/v1/campaigns')).campaigns).toEqual([
    {
      id: 'kenali-e-paspor',
      name: 'Kenali "E-Paspor", sekarang',
      nameEn: 'Know it',
      objective: 'Warga tahu',
      approach: 'diseminasi',
      plannedFromOn: '2025-11-01',
      plannedToOn: '2026-02-28',
      startedOn: '2025-11-03',
      endedOn: '2025-12-15',
      channels: ['instagram', 'field-outreach'],
      audiences: ['students', 'workers'],
      topics: ['cost', 'benefits'],
      budgetRupiah: 5_000_000,
      spendingRupiah: null,
      managementStep: null,
      personInCharge: null,
      cancelledOn: null,
    },
  ]);
});

test('what a campaign does not say is null or empty, and a budget that was not given is not zero', async () => {
  const app = openApp();
  await app.store(csvOf([make.campaign({ campaign: 'a' }), make.campaign({ campaign: 'b', budget: 0 })]));
  const { campaigns } = await app.get<Campaigns>('/api/v1/campaigns');
  expect(campaigns.map(({ budgetRupiah }) => budgetRupiah)).toEqual([null, 0]);
  expect(campaigns[0]).toMatchObject({
    nameEn: null,
    objective: null,
    plannedFromOn: null,
    plannedToOn: null,
    endedOn: null,
    channels: [],
    audiences: [],
    topics: [],
  });
});

test('the campaigns of a window are those that ran on any day of it, in order of their start', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.campaign({ campaign: 'ended-before', started: '2025-09-01', ended: '2025-10-31' }),
      make.campaign({ campaign: 'ended-on-first', started: '2025-09-02', ended: '2025-11-01' }),
      make.campaign({ campaign: 'around', started: '2025-01-01', ended: '2026-01-10' }),
      make.campaign({ campaign: 'began-on-last', started: '2025-11-30', ended: '2025-12-31' }),
      make.campaign({ campaign: 'began-after', started: '2025-12-01', ended: '2025-12-31' }),
      make.campaign({ campaign: 'still-running', started: '2025-03-01' }),
      make.campaign({ campaign: 'running-from-later', started: '2025-12-02' }),
    ]),
  );
  const { campaigns } = await app.get<Campaigns>('/api/v1/campaigns?from=2025-11-01&to=2025-11-30');
  expect(campaigns.map(({ id }) => id)).toEqual(['around', 'still-running', 'ended-on-first', 'began-on-last']);
  expect(campaigns[1]?.endedOn).toBeNull();
});

test('campaigns of other offices are hidden', async () => {
  const app = openApp();
  await app.store(csvOf([make.campaign({ campaign: 'a' }), make.campaign({ campaign: 'b', office: 'batam' })]));
  const idsOf = async (query: string) =>
    (await app.get<Campaigns>(`/api/v1/campaigns${query}`)).campaigns.map(({ id }) => id);
  expect(await idsOf('')).toEqual(['a']);
  expect(await idsOf('?office=batam')).toEqual(['b']);
});
