import type { Db } from '@tilik/db/open';
import { createApp } from '@tilik/server/inside/app.ts';
import { demoFiles } from './files.ts';

/**
 * Brings the demo data in by the front door: each file is posted to the ingest route, as a person's would be. The
 * clock is that of the day after the last one with data. Answers how many rows were stored.
 */
export async function loadDemo(db: Db, until: string): Promise<number> {
  const app = createApp({ db, now: () => new Date(`${until}T23:00:00Z`) });
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
  return stored;
}
