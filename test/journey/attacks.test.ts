import { openDatabase } from '@tilik/db/open';
import { addDays, dayInZone } from '@tilik/server/inside/day.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeMonth, storePost } from '../access/samples.ts';
import { hostileTexts } from '../attacks/hostile.ts';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';
import { type Journey, startJourney } from './journey.ts';

const script = hostileTexts['runs in a page'] ?? '';
const scripts = [
  script,
  `<svg onload="globalThis.__ran=1">`,
  `javascript:globalThis.__ran=1`,
  `{{constructor.constructor('globalThis.__ran=1')()}}`,
];

let journey: Journey;
/** What was kept with a script in its name. */
const kept: string[] = [];
beforeAll(async () => {
  journey = await startJourney(async (databasePath) => {
    const db = openDatabase(databasePath);
    const app = openApp({ db, now: new Date().toISOString() });
    const answer = async <Answer>(path: string, method = 'GET', body?: BodyInit) => {
      const headers: Record<string, string> = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
      const response = await app.request(path, { method, headers, ...(body === undefined ? {} : { body }) });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    };
    await storeMonth(answer, 'bandung', '2026-01', 20);
    await storePost(answer, 'bandung', '2026-02', 5, '2026-02-20');
    for (const [index, text] of scripts.entries()) {
      await app.store(
        csvOf([make.campaign({ campaign: `asing-${index}`, name: `${index} ${text}`, objective: text })]),
        { name: `${text.replaceAll('/', '')}.csv` },
      );
      await app.store(csvOf([make.event({ event: `asing-${index}`, name: `${index} ${text}`, starts: '2026-01-10' })]));
      await app.store(
        csvOf([
          make.post({
            'Post ID': `1800${index}`,
            Description: `${text} e-paspor`,
            'Account name': text,
            Permalink: `https://www.instagram.com/p/B${index}/`,
          }),
        ]),
      );
      const form = new FormData();
      form.set('file', new File([`${text},x\n1,2\n`], `${text.replaceAll('/', '')}.csv`));
      await app.request('/api/v1/imports', { method: 'POST', body: form });
    }
    for (const [path, body] of [
      ['/api/v1/people', { name: script, email: 'sri@kantor.example', role: 'pembaca', officeId: null }],
      ['/api/v1/keys', { name: script.slice(0, 100), role: 'pembaca', officeId: null, expiresOn: null }],
      [
        '/api/v1/shares',
        {
          name: script,
          page: '/',
          search: '',
          fromOn: '2026-01-01',
          toOn: '2026-01-31',
          expiresOn: addDays(dayInZone(new Date(), 'Asia/Jakarta'), 1),
        },
      ],
    ] as const) {
      const headers = { 'Content-Type': 'application/json' };
      const { status } = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (status === 201) kept.push(path);
    }
    db.$client.close();
  });
});
afterAll(() => journey?.end());

const pages = [
  ...['/', '/kampanye', '/kampanye/asing-0', '/kampanye/asing-0/ubah', '/kampanye/kegiatan', '/kanal', '/catatan'],
  ...['/pertanyaan', '/khalayak', '/perkiraan', '/layanan', '/data', '/data/peristiwa', '/data/entri', '/data/mutu'],
  ...['/pengaturan', '/akun', '/masuk'],
  `/?office=${encodeURIComponent(script)}`,
  `/kanal?best=${encodeURIComponent(script)}&lang=en`,
  `/kampanye/${encodeURIComponent(script)}`,
  `/masuk?next=${encodeURIComponent('javascript:globalThis.__ran=1')}&error=${encodeURIComponent(script)}`,
  `/sandi?token=${encodeURIComponent(script)}`,
];

test('no script that stands in a name, a caption or an address runs on any page, and no page asks anybody else', async () => {
  expect(kept.length).toBe(3);
  const { page, errors } = await journey.openPage('/api/docs');
  let shown = 0;
  for (const path of pages) {
    await page.goto(`${journey.server.url}${path}`, { waitUntil: 'networkidle' });
    const found = await page.evaluate(() => ({
      ran: (globalThis as { __ran?: number }).__ran ?? null,
      handlers: document.querySelectorAll('[onerror],[onload],[onclick],[href^="javascript:" i],[src^="javascript:" i]')
        .length,
      strange: [...document.querySelectorAll('script')].filter((one) => !one.src.startsWith(location.origin)).length,
      styled: getComputedStyle(document.documentElement).getPropertyValue('--mantine-color-blue-8') !== '',
      text: document.body.innerText,
    }));
    expect([path, found.ran, found.handlers, found.strange, found.styled]).toEqual([path, null, 0, 0, true]);
    if (found.text.includes('<script>') || found.text.includes('onerror=')) shown += 1;
  }
  // They were there to be run: as text they are seen.
  expect(shown).toBeGreaterThan(3);
  // A refusal of a question is told by the browser as an error; a script or style that was stopped would be too.
  expect(errors.filter((text) => !/status of (400|401|403|404|409|422)/.test(text))).toEqual([]);
});
