import { openDatabase } from '@tilik/db/open';
import { addDays } from '@tilik/server/inside/day.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawn } from '../effect/simulation.ts';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

/** Two years and eight weeks with a campaign that raised applications by half, and one that came too early to judge. */
const input = drawn({ effect: Math.log(1.5) });
const { from, to } = input.window;
const first = input.figures[0]?.period.from ?? from;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney(async (databasePath) => {
    const db = openDatabase(databasePath);
    const app = openApp({ db, now: `${addDays(to, 3)}T05:00:00Z` });
    await app.store(
      csvOf(
        input.figures.flatMap(({ period, electronic, ordinary }) =>
          [0, 1, 2, 3, 4].flatMap((day) => {
            const date = addDays(period.from, day);
            const part = (whole: number) => Math.floor(whole / 5) + (day < whole % 5 ? 1 : 0);
            return [
              make.applicantCount({ date, passport_type: 'electronic', applicants: part(electronic ?? 0) }),
              make.applicantCount({ date, passport_type: 'ordinary', applicants: part(ordinary ?? 0) }),
            ];
          }),
        ),
      ),
    );
    const early = addDays(first, 70);
    await app.store(
      csvOf([
        make.campaign({ campaign: 'judged', name: 'Kampanye uji', started: from, ended: to }),
        make.campaign({ campaign: 'early', name: 'Kampanye awal', started: early, ended: addDays(early, 27) }),
      ]),
    );
    app.setNow(`${addDays(from, -20)}T05:00:00Z`);
    const declared = await app.request('/api/v1/campaigns/judged/effect/plan', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ estimand: 'extra', shape: 'step' }),
    });
    expect(declared.status).toBe(200);
    db.$client.close();
  });
});
afterAll(() => journey?.end());

test('a person finds a campaign, reads what can be said and why, changes the plan with a reason, and both stay', async () => {
  const { page, errors } = await journey.openPage('/?period=all');
  // The overview says what can be said of the campaigns that ran last.
  const last = page.getByRole('region', { name: 'Kampanye terakhir: apakah berhasil?' });
  await last.getByText('data mendukung', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Semua 2 kampanye pada rentang ini' }).click();

  // The list: every campaign with its word; the axis and what could be planned beside it.
  await page.getByRole('heading', { name: 'Semua kampanye pada satu sumbu' }).waitFor();
  expect(new URL(page.url()).search).toBe('?period=all');
  await page.getByText('tidak dihitung', { exact: true }).waitFor();
  await page.getByText(/dapat dikenali bila menaikkan odds/).waitFor();
  await page.getByRole('link', { name: 'Kampanye uji' }).click();

  // The campaign: the verdict, the picture as a table, the gates and the placebos.
  await page.getByRole('heading', { name: 'Kampanye uji', level: 1 }).waitFor();
  await page.getByText(/^Data mendukung: selama 8 minggu tercatat/).waitFor();
  await page.locator('svg[data-chart] path[data-curve="observed"]').waitFor();
  const picture = page.getByRole('region', { name: 'Tercatat dan perkiraan tanpa kampanye', exact: true });
  await picture.getByRole('button', { name: 'Lihat sebagai tabel' }).click();
  expect(await picture.getByRole('row').count()).toBe(1 + 52 + 8);
  await picture.getByText('Seluruh riwayat').click();
  await page.waitForURL(/extent=all/);
  expect(await picture.getByRole('row').count()).toBe(1 + input.figures.length);
  await picture.getByText('52 minggu sebelumnya').click();
  await page.getByText('Rentang: terbuka').waitFor();
  await page.getByText(/Terkecil yang mungkin adalah 1\/\d+/).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('effect-judged.csv');

  // The plan: declared before the start; a change needs a reason, is told, and the campaign is judged anew.
  const plan = page.getByRole('region', { name: 'Rencana penilaian' });
  expect(await plan.getByText('Dinyatakan sesudah kampanye dimulai').count()).toBe(0);
  await plan.getByRole('button', { name: 'Ubah rencana' }).click();
  const form = plan.getByRole('form', { name: 'Ubah rencana' });
  await form.getByRole('radio', { name: /^Selama kampanye saja/ }).check();
  expect(await form.getByRole('button', { name: 'Simpan rencana' }).isDisabled()).toBe(true);
  await expectAccessible(page);
  await form.getByLabel('Alasan').fill('Materi dicabut pada hari terakhir.');
  await form.getByRole('button', { name: 'Simpan rencana' }).click();
  await form.waitFor({ state: 'hidden' });
  await plan.getByText('Materi dicabut pada hari terakhir.').waitFor();
  await plan.getByText('Dinyatakan sesudah kampanye dimulai').waitFor();
  expect(await plan.getByRole('listitem').count()).toBe(2);
  await page.getByText('pertama kali dihitung').waitFor();
  expect(errors).toEqual([]);
});

test('a campaign that cannot be judged says which rules do not hold, and shows no picture as if it were an effect', async () => {
  const { page, errors } = await journey.openPage('/kampanye/early?period=all');
  await page.getByText('Masa sebelum kampanye hanya', { exact: false }).waitFor();
  expect(await page.locator('svg[data-chart]').count()).toBe(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Nyatakan rencana' }).waitFor();
  expect(errors).toEqual([]);
});

test('a campaign that does not exist is told so, with a way back', async () => {
  const { page } = await journey.openPage('/kampanye/nothing?lang=en');
  await page.getByRole('alert').waitFor();
  await page.getByRole('link', { name: 'All campaigns' }).click();
  await page.getByRole('heading', { name: 'Campaigns', level: 1 }).waitFor();
});

const shapes = [
  { name: 'phone', language: 'en', viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const },
  { name: 'laptop', language: 'id', viewport: { width: 1366, height: 768 }, colorScheme: 'light' as const },
];
for (const { name, language, ...shape } of shapes) {
  const lang = language === 'en' ? '&lang=en' : '';
  test(`the pages are accessible and quiet on a ${name}, ${shape.colorScheme}, in ${language}`, async () => {
    const { page, errors } = await journey.openPage(`/kampanye?period=all${lang}`, {
      ...shape,
      reducedMotion: 'reduce',
    });
    const tables = page.getByRole('button', { name: language === 'id' ? 'Lihat sebagai tabel' : 'See as a table' });
    const looksRight = async () => {
      await tables.first().click();
      await page.getByRole('table').first().waitFor();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    };
    // The axis of the campaigns, and what a campaign to come would have to reach.
    await tables.nth(1).waitFor();
    await looksRight();
    await page.goto(`${journey.server.url}/kampanye/judged?period=all${lang}`);
    await tables.nth(2).waitFor();
    await looksRight();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(errors).toEqual([]);
  });
}

test('the pages reflow at 320 px without scrolling sideways', async () => {
  const { page } = await journey.openPage('/kampanye?period=all', { viewport: { width: 320, height: 640 } });
  const isNarrow = () => page.evaluate(() => document.documentElement.scrollWidth <= 320);
  await page.locator('svg[data-chart]').nth(1).waitFor();
  expect(await isNarrow()).toBe(true);
  await page.getByRole('link', { name: 'Kampanye uji' }).click();
  await page.locator('svg[data-chart]').nth(3).waitFor();
  expect(await isNarrow()).toBe(true);
});
