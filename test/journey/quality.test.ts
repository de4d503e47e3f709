import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey?.end());

/** The months before this one in Bandung, earliest first, whatever day it is. */
function finishedMonths(count: number): string[] {
  const now = new Date(Date.now() + 7 * 3_600_000);
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + index, 1)).toISOString().slice(0, 7),
  );
}

const months = finishedMonths(14);
const last = months.at(-1) ?? '';
const before = months.at(-2) ?? '';

/** A name as the page writes it. */
const inWords = (month: string, language = 'id-ID') =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });

const inShort = (month: string) =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString('id-ID', { month: 'short', year: '2-digit', timeZone: 'UTC' });

const store = (page: Page, lines: readonly string[]) =>
  page.request.post(`${journey.server.url}/api/v1/imports`, {
    // As a page of ours sends it: what no page of ours sends is refused.
    headers: { Origin: journey.server.url },
    multipart: { file: { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) } },
  });

/** Two types over fourteen months, one month without ordinary passports, and parts that exceed their total. */
const figures = [
  'tanggal,jenis_paspor,varian,pemohon',
  ...months.flatMap((month, index) => [
    `${month},E-paspor,,${300 + 10 * index}`,
    ...(month === before ? [] : [`${month},Paspor biasa,,${700 + (index % 5) * 20}`]),
  ]),
  `${last},E-paspor,laminasi,400`,
  `${last},E-paspor,polikarbonat,100`,
];

const cell = async (page: Page, row: string, month: string) => {
  const table = page.locator('section[aria-label="Tabel: Kelengkapan per bulan"] table');
  const heads = await table.locator('thead th').allInnerTexts();
  const index = heads.findIndex((head) => head.includes(inShort(month)));
  return table.getByRole('row', { name: row }).locator('th,td').nth(index).locator('.hidden').textContent();
};

test('a person declares what is reported, sees what is missing, follows a finding up, and closes and opens a month', async () => {
  const { page, errors } = await journey.openPage('/data/mutu');

  // An empty store says how to begin.
  await page.getByRole('heading', { name: 'Belum ada angka' }).waitFor();
  await expectAccessible(page);
  expect((await store(page, figures)).status()).toBe(201);
  await page.reload();

  // Nothing is declared: nothing is complete, and one click declares what seems to be reported.
  await page.getByRole('heading', { name: inWords(last), exact: true }).waitFor();
  await page.getByText('Belum layak: belum dinyatakan angka apa yang dilaporkan').waitFor();
  await page.getByRole('button', { name: 'Pakai saran' }).click();
  await page.getByRole('table').first().waitFor();
  expect(await cell(page, 'E-paspor', before)).toMatch(/^Lengkap: 1 dari 1 terlapor/);
  expect(await cell(page, 'Paspor biasa', last)).toMatch(/^Lengkap: 1 dari 1 terlapor/);
  expect(await cell(page, 'Paspor biasa', before)).toMatch(/^(Tidak dilaporkan|Belum jatuh tempo): 0 dari 1 terlapor/);
  await page.getByText('1 kesalahan masih terbuka').waitFor();
  await expectAccessible(page);

  // A finding says what does not fit; it is followed up with a comment, and stays so.
  const finding = page.getByRole('listitem').filter({ hasText: 'jumlah menurut varian buku 500, padahal totalnya' });
  await finding.getByRole('button', { name: /^Tindak lanjut/ }).click();
  await finding.getByLabel('Tanda').selectOption('accepted');
  await finding.getByLabel('Komentar').fill('Sudah ditanyakan ke pusat.');
  await expectAccessible(page);
  await finding.getByRole('button', { name: 'Simpan' }).click();
  await finding.locator('.soft').getByText('Diterima apa adanya').waitFor();
  await page.getByText('Layak untuk laporan dan penilaian').waitFor();
  await page.reload();
  await finding.getByText('Sudah ditanyakan ke pusat.').waitFor();

  // The findings can be taken along.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh temuan (CSV)' }).click(),
  ]);
  const rows = parse(readFileSync(await download.path(), 'utf8'), { bom: true, columns: true }) as Record<
    string,
    string
  >[];
  expect(rows.map(({ rule, follow_up, comment }) => [rule, follow_up, comment])).toContainEqual([
    'parts-differ',
    'accepted',
    'Sudah ditanyakan ke pusat.',
  ]);

  // Another month is another URL.
  await page.getByRole('button', { name: inShort(before), exact: true }).click();
  await page.waitForURL(new RegExp(`month=${before}`));
  await page.getByRole('heading', { name: inWords(before), exact: true }).waitFor();
  await page.getByLabel('Bulan', { exact: true }).selectOption(last);
  await page.getByRole('heading', { name: inWords(last), exact: true }).waitFor();

  // Closing, and what a closed month means for an import.
  await page.getByRole('button', { name: 'Tutup bulan' }).click();
  const form = page.getByRole('form', { name: /^(Tutup|Buka lagi) bulan: / });
  await form.getByText('Sesudah ditutup').waitFor();
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Tutup bulan' }).click();
  await page.getByText('Ditutup', { exact: true }).first().waitFor();
  await form.waitFor({ state: 'hidden' });
  const refused = await store(page, ['tanggal,jenis_paspor,pemohon', `${last},E-paspor,999`]);
  expect(refused.status()).toBe(422);
  expect(((await refused.json()) as { issues: { code: string }[] }).issues.map(({ code }) => code)).toEqual([
    'month-closed',
  ]);

  // Opening again asks for a reason and keeps it.
  await page.getByRole('button', { name: 'Buka lagi bulan' }).click();
  expect(await form.getByRole('button', { name: 'Buka lagi bulan' }).isDisabled()).toBe(true);
  await form.getByLabel('Alasan').fill('Rekap susulan dari pusat.');
  await form.getByRole('button', { name: 'Buka lagi bulan' }).click();
  await form.waitFor({ state: 'hidden' });
  await page.getByText('Riwayat: 2 tindakan').click();
  await page.getByText('Rekap susulan dari pusat.').waitFor();
  expect((await store(page, ['tanggal,jenis_paspor,pemohon', `${last},E-paspor,999`])).status()).toBe(201);
  expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
});

test('the declaration is changed by hand: a figure is taken out, another added, and all of it saved', async () => {
  const { page } = await journey.openPage('/data/mutu?lang=en');
  await page.getByText('2 figures declared').click();
  await page.getByRole('button', { name: 'Remove: Passport applicants: Ordinary passport (monthly)' }).click();
  await page.getByText('Add a figure').click();
  await page.getByLabel('Kind of figure').selectOption('readings');
  await page.getByLabel('Channel', { exact: true }).selectOption('website');
  await page.getByLabel('Metric').selectOption('visits');
  await page.getByLabel('Grain').selectOption('day');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save 2 figures' }).click();
  await page.getByText('The declaration is saved.').waitFor();
  const answer = await page.request.get(`${journey.server.url}/api/v1/quality/expected`);
  const { figures: declared } = (await answer.json()) as {
    figures: { noun: string; measure: string; grain: string }[];
  };
  expect(declared.map(({ noun, measure, grain }) => [noun, measure, grain])).toEqual([
    ['applicants', 'electronic', 'month'],
    ['readings', 'visits', 'day'],
  ]);
});

for (const { name, lang, ...shape } of [
  { name: 'phone', lang: 'id', viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const },
  { name: 'laptop', lang: 'en', viewport: { width: 1366, height: 768 }, colorScheme: 'light' as const },
  { name: 'small phone', lang: 'en', viewport: { width: 320, height: 640 }, colorScheme: 'light' as const },
]) {
  test(`the page is accessible and quiet on a ${name} in ${lang}, ${shape.colorScheme}`, async () => {
    const { page, errors } = await journey.openPage(`/data/mutu?lang=${lang}`, { ...shape, reducedMotion: 'reduce' });
    await page.getByRole('table').first().waitFor();
    await page.getByRole('heading', { name: lang === 'id' ? 'Di luar kebiasaan' : 'Unusual values' }).waitFor();
    await expectAccessible(page);
    // Nothing but a table scrolls sideways.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(errors).toEqual([]);
  });
}
