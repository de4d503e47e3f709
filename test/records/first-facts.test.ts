import { preloadFacts } from '@tilik/server/inside/records/first-facts.ts';
import { expect, test } from 'vitest';
import { openApp } from '../support/open-app.ts';

interface Records {
  readonly rows: readonly { readonly key: readonly string[]; readonly fields: Readonly<Record<string, unknown>> }[];
}
const now = new Date('2026-01-14T05:00:00Z');

test('a new store begins with the events and fees of before, each with where it is known from', async () => {
  const app = openApp();
  expect(preloadFacts(app.db, now)).toBe(true);
  const { rows } = await app.get<Records>('/api/v1/records/events');
  expect(rows.map(({ fields }) => fields.starts)).toEqual(rows.map(({ fields }) => fields.starts).toSorted());
  for (const { fields } of rows) expect(fields.reference).toMatch(/\S/);
  const fees = (await app.get<Records>('/api/v1/records/fees')).rows.map(({ fields }) => fields);
  expect(fees).toContainEqual(
    expect.objectContaining({ passport_type: 'electronic', validity_years: 10, starts: '2024-12-17', rupiah: 950_000 }),
  );
  expect((await app.get<Records>('/api/v1/records/themes')).rows.length).toBeGreaterThan(4);
});

test('they are records like any other: changed, removed, and not loaded again', async () => {
  const app = openApp();
  preloadFacts(app.db, now);
  const changed = await app.request('/api/v1/records/events', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fields: { event: 'peluncuran-e-paspor', starts: '2018-12-12' } }),
  });
  expect(changed.status).toBe(200);
  expect((await app.request('/api/v1/records/events/m-paspor-2022', { method: 'DELETE' })).status).toBe(200);
  expect(preloadFacts(app.db, now)).toBe(false);
  const { rows } = await app.get<Records>('/api/v1/records/events');
  expect(rows.map(({ key }) => key[0])).not.toContain('m-paspor-2022');
  expect(rows[0]?.fields).toMatchObject({ event: 'peluncuran-e-paspor', starts: '2018-12-12' });
});

test('a store that has something in it is left as it is', async () => {
  const app = openApp();
  await app.store('date,channel,metric,value\n2026-01-05,website,visits,10\n');
  expect(preloadFacts(app.db, now)).toBe(false);
  expect((await app.get<Records>('/api/v1/records/events')).rows).toEqual([]);
});
