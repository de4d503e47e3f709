import { openDatabase } from '@tilik/db/open';
import { loadDemo } from '@tilik/seeds/inside/load.ts';
import { expect, test } from 'vitest';
import { openApp } from '../support/open-app.ts';

interface Expected {
  readonly figures: readonly { readonly noun: string; readonly grain: string; readonly from: string }[];
}

test('the demo declares what its offices report, so that its months can be judged', { timeout: 60_000 }, async () => {
  const db = openDatabase(':memory:');
  await loadDemo(db, '2026-11-23');
  const app = openApp({ db, now: '2026-11-24T05:00:00Z' });
  const { offices } = await app.get<{ offices: { id: string }[] }>('/api/v1/about');
  for (const { id } of offices) {
    const { figures } = await app.get<Expected>(`/api/v1/quality/expected?office=${id}`);
    expect([id, figures.some(({ noun }) => noun === 'applicants')]).toEqual([id, true]);
  }
  const ours = await app.get<Expected>('/api/v1/quality/expected');
  expect([...new Set(ours.figures.map(({ noun }) => noun))].sort()).toEqual(['applicants', 'readings', 'sources']);
});
