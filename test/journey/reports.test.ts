import { readFileSync } from 'node:fs';
import { openDatabase } from '@tilik/db/open';
import { createAccess } from '@tilik/server/inside/access/access.ts';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { addPerson } from '@tilik/server/inside/access/people.ts';
import { insertPassword } from '@tilik/server/inside/access/queries.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

const password = 'kuda lumping di tepi sawah';
const people = [
  { name: 'Petugas Humas', email: 'petugas@kantor.example', role: 'petugas', officeId: 'bandung' },
  { name: 'Kepala Seksi', email: 'kepala@kantor.example', role: 'kepala', officeId: null },
  { name: 'Pembaca Rapat', email: 'pembaca@kantor.example', role: 'pembaca', officeId: null },
] as const;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney(prepare, { signIn: true });
});
afterAll(() => journey?.end());

/** The months before this one in Bandung, earliest first, whatever day it is. */
const months = Array.from({ length: 14 }, (_, index) => {
  const now = new Date(Date.now() + 7 * 3_600_000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 14 + index, 1)).toISOString().slice(0, 7);
});
const last = months.at(-1) ?? '';
const inWords = (month: string, language = 'id-ID') =>
  new Date(`${month}-01T00:00:00Z`).toLocaleDateString(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });

const csvOf = (given: readonly (readonly [string, string, number])[]) =>
  ['tanggal,jenis_paspor,pemohon', ...given.map((row) => row.join(','))].join('\n');

/** Fourteen months of both types, the last of them not closed, and three people. */
async function prepare(databasePath: string): Promise<void> {
  const db = openDatabase(databasePath);
  const now = new Date();
  const by = { actor: systemActor('journey'), now };
  const app = createApp({ db, now: () => now, visitor: by.actor });
  const form = new FormData();
  const rows = months.flatMap((month, index): [string, string, number][] => [
    [month, 'E-paspor', 300 + 10 * index],
    [month, 'Paspor biasa', 700],
  ]);
  form.set('file', new File([csvOf(rows)], 'pemohon.csv'));
  const stored = await app.request('/api/v1/imports', { method: 'POST', body: form });
  if (!stored.ok) throw new Error(await stored.text());
  const access = createAccess({
    db,
    now: () => now,
    settings: { secret: 'a secret of tests, long enough for all', url: null, oidc: null, trustProxy: false },
  });
  const hash = await (await access.authority()).hash(password);
  for (const given of people) insertPassword(db, addPerson(db, by, given).id, hash, now);
  db.$client.close();
}

async function openAs(person: (typeof people)[number], path: string, options = {}) {
  const opened = await journey.openPage(path, options);
  await opened.page.getByLabel('Surel', { exact: true }).fill(person.email);
  await opened.page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await opened.page.getByRole('button', { name: 'Masuk', exact: true }).click();
  return opened;
}

/** As a page of ours sends it, by whoever is signed in. */
const send = async (page: Page, method: string, path: string, given: object) => {
  const answer = await page.request.fetch(`${journey.server.url}/api/v1/${path}`, {
    method,
    headers: { Origin: journey.server.url },
    ...given,
  });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return answer;
};

/** The page as it stands has no violation in either language, light and dark. It is left as it was. */
async function expectAccessibleInBoth(page: Page): Promise<void> {
  await expectAccessible(page);
  const address = page.url();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=en`);
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await page.waitForLoadState('networkidle');
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(address);
  await page.waitForLoadState('networkidle');
}

const quiet = (errors: readonly string[], allowed: RegExp) => errors.filter((error) => !allowed.test(error));

let report = '';

test('an officer makes a draft, writes the remarks, and comments on a part of it', async () => {
  const { page, errors } = await openAs(people[0], '/laporan', { reducedMotion: 'reduce' });
  // What is due is said, with the way there.
  await page.getByText(`Laporan ${inWords(last)}: bulan belum ditutup.`).waitFor();
  await page.getByRole('link', { name: 'Periksa dan tutup bulan di Mutu data' }).first().waitFor();
  await expectAccessibleInBoth(page);
  await page.getByRole('button', { name: `Buat draf laporan ${inWords(last)}` }).click();
  await page.waitForURL(/\/laporan\/[0-9a-f-]{36}$/);
  report = new URL(page.url()).pathname;
  await page.getByText(`${inWords(last)} belum ditutup: angkanya sementara, dan laporan`).waitFor();
  expect(await page.getByRole('button', { name: 'Tandai sudah diperiksa' }).count()).toBe(0);

  // What is typed is saved by itself, and the report shows it as it will be read.
  const remarks = page.getByRole('region', { name: 'Menulis catatan seksi' });
  const field = remarks.getByLabel('Catatan seksi', { exact: true });
  await field.fill('Loket ketiga dibuka.');
  await field.press('Control+A');
  await remarks.getByRole('button', { name: 'Tebal (Ctrl+B)' }).click();
  expect(await field.inputValue()).toBe('**Loket ketiga dibuka.**');
  await remarks.getByText('Tersimpan', { exact: true }).waitFor();
  await page.locator('.report-rich strong', { hasText: 'Loket ketiga dibuka.' }).waitFor();
  await field.fill('x'.repeat(10_001));
  await remarks.getByText('Belum tersimpan: terlalu panjang.').waitFor();
  await field.fill('**Loket ketiga dibuka.**\n\n- antrean lebih pendek');
  await remarks.getByText('Tersimpan', { exact: true }).waitFor();
  await page.locator('.report-rich li', { hasText: 'antrean lebih pendek' }).waitFor();

  // A comment on one part.
  await page.getByRole('button', { name: /^Tulis komentar pada Ringkasan/ }).click();
  await page.getByLabel('Komentar', { exact: true }).fill('Angka ini perlu dicek dengan rekap.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Kirim' }).click();
  await page.locator('.comment-text', { hasText: 'Angka ini perlu dicek dengan rekap.' }).waitFor();
  await page.getByText('1 komentar masih terbuka').waitFor();
  await expectAccessibleInBoth(page);
  await page.getByRole('link', { name: '← Semua laporan' }).click();
  await page.getByText('1 komentar terbuka').waitFor();
  expect(quiet(errors, /401/)).toEqual([]);
});

test('the head closes the month, resolves, reviews and approves; what was changed meanwhile is read first', async () => {
  const { page, errors } = await openAs(people[1], report, { reducedMotion: 'reduce' });
  await page.getByText('1 komentar masih terbuka').waitFor();
  await send(page, 'POST', `quality/months/${last}/close`, { data: { reason: '' } });
  await page.reload();
  await page.getByRole('button', { name: 'Tandai sudah diperiksa' }).click();
  // An open comment stands in the way, and the page says so.
  await page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: /^Tandai selesai: Angka ini/ }).click();
  await page.getByText('1 komentar selesai').waitFor();
  await page.getByRole('button', { name: 'Tandai sudah diperiksa' }).click();
  await page.getByText('Ditandai sudah diperiksa.').waitFor();

  // Something changes while the page is open: nothing is approved, and the new content is a click away.
  const settings = (await (await send(page, 'GET', 'report-settings', {})).json()) as Record<string, unknown>;
  const rows = csvOf([[last, 'Paspor biasa', 705]]);
  await send(page, 'POST', `quality/months/${last}/reopen`, { data: { reason: 'koreksi' } });
  await importAs(people[0], rows);
  await send(page, 'POST', `quality/months/${last}/close`, { data: { reason: '' } });
  await page.getByRole('button', { name: 'Setujui …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Tidak ada yang diberi tahu').waitFor();
  expect(settings.recipients).toEqual([]);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Setujui dan bekukan' }).click();
  await dialog.getByText('Isi laporan berubah sejak halaman ini dibuka').waitFor();
  await dialog.getByRole('button', { name: 'Tampilkan isi yang baru' }).click();
  await page.getByText('Ini isi yang terbaru').waitFor();
  await page.getByText('Isinya berubah sejak diperiksa').waitFor();
  await page.getByRole('button', { name: 'Setujui …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Setujui dan bekukan' }).click();
  await page.getByText('Laporan disetujui dan dibekukan.').waitFor();
  await page
    .locator('.report-facts')
    .getByText(/^001\/LAP\//)
    .waitFor();
  expect(await page.getByRole('region', { name: 'Menulis catatan seksi' }).count()).toBe(0);

  // Whether it is still what was approved.
  await page.getByRole('button', { name: 'Periksa keutuhan' }).click();
  await page.getByText('Utuh: isi yang disimpan sama persis dengan yang disetujui.').waitFor();

  // Files to take along: each is made, told of, and saved by itself.
  for (const [name, start] of [
    ['PDF', '%PDF-'],
    ['PowerPoint', 'PK'],
    ['Excel', 'PK'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('button', { name: `Buat ${name}` }).click(),
    ]);
    expect(
      readFileSync(await download.path())
        .subarray(0, start.length)
        .toString(),
    ).toBe(start);
    expect(download.suggestedFilename()).toContain(`laporan-bandung-${last}`);
    await page.getByRole('link', { name: `Unduh ${name}` }).waitFor();
  }
  await expectAccessibleInBoth(page);
  expect(quiet(errors, /401|409/)).toEqual([]);
});

/** Stores figures as somebody, beside the page that is open. */
async function importAs(person: (typeof people)[number], csv: string): Promise<void> {
  const db = openDatabase(journey.databasePath);
  const app = createApp({
    db,
    now: () => new Date(),
    visitor: { id: `person:${person.email}`, name: person.name, role: 'administrator', officeId: null },
  });
  const form = new FormData();
  form.set('file', new File([csv], 'koreksi.csv'));
  const stored = await app.request('/api/v1/imports', { method: 'POST', body: form });
  expect(stored.status, await stored.text()).toBe(201);
  db.$client.close();
}

test('a correction after the approval is named, and the report stays what it was', async () => {
  const { page, errors } = await openAs(people[1], report, { reducedMotion: 'reduce' });
  await page.getByRole('heading', { name: 'Langkah berikutnya' }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByText(/angka berubah sejak disetujui/).count()).toBe(0);
  const before = await page.locator('article.report').innerText();
  await send(page, 'POST', `quality/months/${last}/reopen`, { data: { reason: 'koreksi lagi' } });
  await importAs(people[0], csvOf([[last, 'E-paspor', 999]]));
  await page.reload();
  await page.getByText(/angka berubah sejak disetujui/).waitFor();
  expect(await page.locator('article.report').innerText()).toBe(before);
  await page.getByRole('link', { name: 'Lihat yang berbeda' }).click();
  await page.waitForURL(/\/beda\?with=now$/);
  await page.getByRole('heading', { name: 'Apa yang berbeda' }).waitFor();
  const row = page.getByRole('row').filter({ hasText: '999' }).first();
  await row.waitFor();
  expect(await row.innerText()).toContain('430');
  await expectAccessibleInBoth(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh CSV' }).click(),
  ]);
  const rows = parse(readFileSync(await download.path(), 'utf8'), { bom: true, columns: true }) as Record<
    string,
    string
  >[];
  expect(rows.some(({ was, became }) => was === '430' && became === '999')).toBe(true);

  // The revision begins as a draft that says why.
  await page.goto(`${journey.server.url}${report}`);
  await page.getByRole('button', { name: 'Buat revisi …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mengapa perlu revisi?').fill('Rekap pusat dikoreksi');
  await dialog.getByRole('button', { name: 'Buat revisi' }).click();
  await page.getByText('Alasan edisi ini: Rekap pusat dikoreksi').waitFor();
  await page.getByRole('button', { name: 'Buang draf …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Buang draf' }).click();
  await page.waitForURL(/\/laporan$/);
  await page.getByText('Draf dibuang.').waitFor();
  expect(quiet(errors, /401/)).toEqual([]);
});

test('the slides are turned by keyboard, the place is in the URL, and a reader sees them', async () => {
  const { page, errors } = await openAs(people[2], `${report}/presentasi`, {
    viewport: { width: 1920, height: 1080 },
    reducedMotion: 'reduce',
  });
  const place = page.locator('.slide-number');
  await place.waitFor();
  const count = Number((await place.innerText()).split('/')[1]);
  expect(count).toBeGreaterThan(3);
  expect(await page.getByRole('navigation', { name: 'Halaman' }).count()).toBe(0);
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/slide=2$/);
  expect(await place.innerText()).toBe(`2 / ${count}`);
  await page.keyboard.press('End');
  await page.waitForURL(new RegExp(`slide=${count}$`));
  await page.keyboard.press('ArrowRight');
  expect(await place.innerText()).toBe(`${count} / ${count}`);
  await page.keyboard.press('Home');
  await expect.poll(() => place.innerText()).toBe(`1 / ${count}`);
  await page.keyboard.press('Space');
  await page.waitForURL(/slide=2$/);
  await page.keyboard.press('n');
  await page.getByRole('complementary', { name: 'Catatan pembicara' }).waitFor();
  expect(new URL(page.url()).searchParams.get('notes')).toBe('true');
  await expectAccessibleInBoth(page);
  await page.keyboard.press('n');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Tombol papan ketik' });
  await keys.waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'hidden' });
  // Nothing of any slide is out of sight.
  for (let slide = 1; slide <= count; slide += 1) {
    await page.goto(`${journey.server.url}${report}/presentasi?slide=${slide}&lang=${slide % 2 ? 'id' : 'en'}`);
    await page.locator('.slide-content').waitFor({ state: 'attached' });
    expect(
      await page.evaluate(() => {
        const content = document.querySelector('.slide-content');
        return content !== null && content.scrollHeight <= content.clientHeight + 1;
      }),
    ).toBe(true);
    await expectAccessible(page);
  }
  await page.keyboard.press('Escape');
  await page.waitForURL(new RegExp(`${report}`));
  await page.getByRole('navigation', { name: /Halaman|Pages/ }).waitFor();
  // A reader is offered nothing to change, and sees no comment.
  expect(await page.getByRole('heading', { name: /Langkah berikutnya|Next step/ }).count()).toBe(0);
  expect(await page.locator('.comments').count()).toBe(0);
  expect(quiet(errors, /401/)).toEqual([]);
});

for (const { name, lang, ...shape } of [
  { name: 'phone', lang: 'id', viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const },
  { name: 'small phone', lang: 'en', viewport: { width: 320, height: 640 }, colorScheme: 'light' as const },
]) {
  test(`every page of reports is accessible and quiet on a ${name} in ${lang}, ${shape.colorScheme}`, async () => {
    const { page, errors } = await openAs(people[1], '/laporan', { ...shape, reducedMotion: 'reduce' });
    await page.getByRole('table').first().waitFor();
    for (const path of [
      '/laporan',
      report,
      `${report}/beda?with=now`,
      `${report}/presentasi?slide=2`,
      '/pengaturan?tab=laporan',
    ]) {
      await page.goto(`${journey.server.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      // Nothing but a table scrolls sideways.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true);
    }
    expect(quiet(errors, /401/)).toEqual([]);
  });
}

test('an empty store says how reports begin', async () => {
  const empty = await startJourney();
  try {
    const { page, errors } = await empty.openPage('/laporan', { reducedMotion: 'reduce' });
    await page.getByRole('heading', { name: 'Laporan', exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    await expectAccessible(page);
    expect(errors).toEqual([]);
  } finally {
    await empty.end();
  }
});
