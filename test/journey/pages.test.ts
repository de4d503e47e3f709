import { openDatabase } from '@tilik/db/open';
import { loadDemo } from '@tilik/seeds/inside/load.ts';
import { addDays, dayInZone } from '@tilik/server/inside/day.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney(async (databasePath) => {
    const db = openDatabase(databasePath);
    await loadDemo(db, addDays(dayInZone(new Date(), 'Asia/Jakarta'), -1));
    db.$client.close();
  });
});
afterAll(() => journey?.end());

const pages = [
  { path: '/?period=all&compare=year-before', language: 'id' },
  { path: '/?period=24m&grain=week&lang=en', language: 'en' },
  { path: '/?office=surabaya&grain=quarter&period=60m', language: 'id' },
  { path: '/kanal', language: 'id' },
  { path: '/kanal?period=60m&estimand=share&best=likes&per=reach&lang=en', language: 'en' },
  { path: '/perkiraan', language: 'id' },
  { path: '/perkiraan?model=scenario&ceilings=0.9,0.95&lang=en', language: 'en' },
  { path: '/layanan', language: 'id' },
  { path: '/layanan?measure=p90&lang=en', language: 'en' },
  { path: '/data/peristiwa', language: 'id' },
  { path: '/pengaturan?tab=sasaran&lang=en', language: 'en' },
  { path: '/laporan', language: 'id' },
  { path: '/laporan?all=true&lang=en', language: 'en' },
  { path: '/data', language: 'id' },
  { path: '/data?lang=en', language: 'en' },
];
const shapes = [
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' as const },
  { name: 'laptop', viewport: { width: 1366, height: 768 }, colorScheme: 'dark' as const },
];

for (const { path, language } of pages) {
  for (const { name, ...shape } of shapes) {
    test(`${path} is accessible and quiet on a ${name}, ${shape.colorScheme}`, async () => {
      const { page, errors } = await journey.openPage(path, { ...shape, reducedMotion: 'reduce' });
      await page.getByRole('note').waitFor();
      await page.getByRole('table').first().waitFor();
      if (path.startsWith('/kanal')) {
        // The stages, with what is behind a figure, both approaches, and the best activities.
        await page.locator('.stage-cell summary').first().click();
        await page
          .getByRole('columnheader', { name: 'Sosialisasi' })
          .or(page.getByRole('columnheader', { name: /^Outreach/ }))
          .first()
          .waitFor();
        await page.getByRole('columnheader', { name: language === 'id' ? 'Urutan' : 'Rank' }).waitFor();
        // The picture of what is declared, and that of what goes together.
        await page.locator('svg[data-chart]').nth(1).waitFor();
        const tables = page.getByRole('button', { name: language === 'id' ? 'Lihat sebagai tabel' : 'See as a table' });
        await tables.first().click();
        await page.getByRole('button', { name: language === 'id' ? 'Undi dan lihat' : 'Draw and see' }).waitFor();
      }
      if (path.startsWith('/perkiraan')) {
        await page.locator('svg.recharts-surface').first().waitFor();
        await page
          .getByRole('button', { name: language === 'id' ? 'Lihat sebagai tabel' : 'See as a table' })
          .first()
          .click();
      }
      if (path.startsWith('/?')) {
        await page.locator('svg.recharts-surface').nth(1).waitFor();
        await page
          .getByRole('button', { name: language === 'id' ? 'Lihat sebagai tabel' : 'See as a table' })
          .first()
          .click();
      }
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await expectAccessible(page);
      // Nothing but a table scrolls sideways.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(errors).toEqual([]);
    });
  }
}

test('a page reflows at 320 px without scrolling sideways', async () => {
  const { page } = await journey.openPage('/', { viewport: { width: 320, height: 640 } });
  await page.locator('svg.recharts-surface').nth(1).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('the language is switched without leaving the page, and stays in the URL', async () => {
  const { page } = await journey.openPage('/?period=60m&compare=previous');
  await page.getByRole('heading', { name: 'Ringkasan' }).waitFor();
  await page.getByText('EN', { exact: true }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  const url = new URL(page.url());
  expect(Object.fromEntries(url.searchParams)).toEqual({ period: '60m', compare: 'previous', lang: 'en' });
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await page.getByRole('heading', { name: 'Import history' }).waitFor();
});

test('months of the closure are gaps and the running month is dashed', async () => {
  const { page } = await journey.openPage('/?period=all');
  await page.locator('svg.recharts-surface').nth(1).waitFor();
  await page.getByRole('button', { name: 'Lihat sebagai tabel' }).first().click();
  const april = page.getByRole('row', { name: /^April 2020/ });
  expect((await april.innerText()).split('\t').slice(1)).toEqual([
    '–',
    '–',
    '–',
    'tidak dilaporkan',
    '',
    'Kantor tutup',
  ]);
  const before = page.getByRole('row', { name: /^November 2019/ });
  expect(await before.innerText()).toContain('e-paspor belum ada');
  expect(await page.locator('.recharts-bar rect[stroke-dasharray="3 3"]').count()).toBe(2);
  // Two stretches of line, before and after the closure, and none across it.
  const line = await page.locator('.recharts-line path.recharts-curve').last().getAttribute('d');
  expect((line?.match(/M/g) ?? []).length).toBe(2);
});

test('everything can be reached and used by keyboard', async () => {
  const { page } = await journey.openPage('/');
  await page.locator('svg.recharts-surface').nth(1).waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Langsung ke isi');
  const names: string[] = [];
  for (let index = 0; index < 40; index += 1) {
    await page.keyboard.press('Tab');
    names.push(
      await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        return element?.getAttribute('aria-label') ?? element?.textContent?.slice(0, 40) ?? '';
      }),
    );
  }
  expect(names.join('|')).toContain('Lihat sebagai tabel');
  await page.getByRole('button', { name: 'Lihat sebagai tabel' }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sembunyikan tabel' }).waitFor();
});
