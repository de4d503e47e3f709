import type { Client } from '@tilik/server/client';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

type Events = InferResponseType<Client['api']['v1']['events']['$get'], 200>;

test('an event comes back as it was given', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.event({
        event: 'fee-pp-45-2024',
        name: 'Tarif baru',
        name_en: 'New fees',
        office: 'bandung',
        kind: 'Tarif',
        starts: '2025-12-17',
        ends: '2025-12-20',
        confounds: 'tidak',
        reference: 'PP 45/2024',
      }),
    ]),
  );
  expect((await app.get<Events>('/api/v1/events')).events).toEqual([
    {
      id: 'fee-pp-45-2024',
      officeId: 'bandung',
      kind: 'fee',
      name: 'Tarif baru',
      nameEn: 'New fees',
      startsOn: '2025-12-17',
      endsOn: '2025-12-20',
      confounds: false,
      reference: 'PP 45/2024',
    },
  ]);
});

test('events of other offices are hidden, those of every office are not', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.event({ event: 'everywhere', office: '', starts: '2025-12-01' }),
      make.event({ event: 'ours', office: 'bandung', starts: '2025-12-02' }),
      make.event({ event: 'theirs', office: 'surabaya', starts: '2025-12-03' }),
    ]),
  );
  const idsOf = async (query: string) => (await app.get<Events>(`/api/v1/events${query}`)).events.map(({ id }) => id);
  expect(await idsOf('')).toEqual(['everywhere', 'ours']);
  expect(await idsOf('?office=surabaya')).toEqual(['everywhere', 'theirs']);
  expect(await idsOf('?office=batam')).toEqual(['everywhere']);
});

test('the events of a window are those that touched any day of it, one without an end its first day only', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.event({ event: 'day-before', starts: '2025-10-31' }),
      make.event({ event: 'ended-on-first', starts: '2025-10-01', ends: '2025-11-01' }),
      make.event({ event: 'around', starts: '2020-03-24', ends: '2026-06-15' }),
      make.event({ event: 'on-last', starts: '2025-11-30' }),
      make.event({ event: 'after', starts: '2025-12-01', ends: '2025-12-02' }),
    ]),
  );
  const { events } = await app.get<Events>('/api/v1/events?from=2025-11-01&to=2025-11-30');
  expect(events.map(({ id }) => id)).toEqual(['around', 'ended-on-first', 'on-last']);
});

test('an event that is known of before it begins is shown in a window ahead', async () => {
  const app = openApp();
  await app.store(csvOf([make.event({ event: 'ahead', starts: '2026-07-01' })]));
  expect((await app.get<Events>('/api/v1/events')).events).toEqual([]);
  const ahead = await app.get<Events>('/api/v1/events?from=2026-07-01&to=2026-07-31');
  expect(ahead.events.map(({ id }) => id)).toEqual(['ahead']);
});
