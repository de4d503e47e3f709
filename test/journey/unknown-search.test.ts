import { openDatabase } from '@tilik/db/open';
import { loadDemo } from '@tilik/seeds/inside/load.ts';
import { addDays, dayInZone } from '@tilik/server/inside/day.ts';
import { pages } from '@tilik/web/inside/pages.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney(async (databasePath) => {
    const db = openDatabase(databasePath);
    await loadDemo(db, addDays(dayInZone(new Date(), 'Asia/Jakarta'), -1));
    db.$client.close();
  });
});
afterAll(() => journey?.end());

/** Everything that a page of ours keeps in its URL. */
const keys = [
  ...['period', 'from', 'to', 'grain', 'office', 'channels', 'compare', 'lang', 'campaign', 'activity', 'note', 'tab'],
  ...['look', 'month', 'year', 'sheet', 'estimand', 'shape', 'extent', 'best', 'per', 'channel', 'schedule', 'measure'],
  ...[
    'kind',
    'type',
    'role',
    'q',
    'words',
    'open',
    'with',
    'all',
    'theme',
    'confounds',
    'model',
    'ceiling',
    'ceilings',
  ],
  ...['level', 'slide', 'notes', 'copy', 'actor', 'act', 'noun', 'key', 'text', 'next', 'again', 'token'],
];
const dayKeys = ['from', 'to', 'month', 'year'];
const nonsense = [
  { name: 'names', given: keys, value: '36m' },
  { name: 'marks', given: keys, value: '"<b>%00\\' },
  { name: 'days that there are none of', given: [...dayKeys, 'period'], value: '2025-13-45' },
];
const searchOf = ({ given, value }: (typeof nonsense)[number]) => new URLSearchParams(given.map((key) => [key, value]));
const details = [
  '/kampanye/baru',
  '/kampanye/forum-pengusaha-2021',
  '/kampanye/forum-pengusaha-2021/ubah',
  '/pengaturan',
  '/akun',
  '/masuk',
  '/sandi',
  '/mulai',
];

/**
 * What is no value at all is as if it did not stand there. A name that there could be and is not (an office, a channel)
 * is refused by that name, where it is asked for, and the page stands.
 */
async function expectItself(page: Page, errors: readonly string[], { name, value }: (typeof nonsense)[number]) {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  const alerts = page.getByRole('alert');
  // A page that cannot be drawn is itself an alert with a heading.
  expect(await alerts.getByRole('heading', { level: 1 }).count(), name).toBe(0);
  const mayRefuse = name !== 'days that there are none of';
  expect(
    (await alerts.allInnerTexts()).filter((text) => !mayRefuse || !text.includes(value)),
    name,
  ).toEqual([]);
  expect(
    errors.filter((text) => !mayRefuse || !/status of 40[04]/.test(text)),
    name,
  ).toEqual([]);
}

for (const path of [...pages.map(({ to }) => to), ...details]) {
  test(`${path} is itself whatever stands in its URL`, async () => {
    for (const each of nonsense) {
      const { page, errors } = await journey.openPage(`${path}?${searchOf(each)}`);
      await expectItself(page, errors, each);
    }
  });
}
