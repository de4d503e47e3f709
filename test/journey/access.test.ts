import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney(undefined, { signIn: true });
});
afterAll(() => journey?.end());

const administrator = { name: 'Siti Rahma', email: 'siti@kantor.example', password: 'tiga gajah biru menari' };
const officer = { name: 'Budi Santoso', email: 'budi@kantor.example', password: 'empat kuda laut ungu' };
const researcher = { name: 'Dewi Lestari', email: 'dewi@kampus.example', password: 'lima layang layang hijau' };

/** Another visitor beside the one that is there, with nothing of theirs. */
async function another(page: Page, path: string): Promise<Page> {
  const context = await page.context().browser()?.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta' });
  if (!context) throw new Error('the page has no browser');
  const other = await context.newPage();
  other.setDefaultTimeout(45_000);
  await other.goto(new URL(path, journey.server.url).href);
  return other;
}

/** The page as it stands has no violation, in either language; it ends as it began, in Bahasa Indonesia. */
async function expectAccessibleInBoth(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.getByText('EN', { exact: true }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await expectAccessible(page);
  await page.getByText('ID', { exact: true }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'id');
}

/** The code that an authenticator shows now (RFC 6238), or some steps of half a minute later. */
function codeOf(secret: string, later = 0): string {
  const bits = [...secret.replaceAll('=', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const hash = createHmac('sha1', key).update(counter).digest();
  const from = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** What the page's own script is answered: its cookies go with it, and the server sees a page of its own. */
const statusOf = (
  page: Page,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
) => page.evaluate(async ({ path: asked, init: given }) => (await fetch(asked, given)).status, { path, init });

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('Surel', { exact: true }).fill(email);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
}

/** Opens the form of invitations, sends one and gives its link. */
async function invite(page: Page, { name, email }: { name: string; email: string }, role?: string): Promise<string> {
  await page.getByRole('tab', { name: 'Orang' }).click();
  await page.getByRole('button', { name: 'Undang orang' }).click();
  const form = page.getByRole('form', { name: 'Undang orang' });
  await form.getByLabel('Nama').fill(name);
  await form.getByLabel('Surel').fill(email);
  if (role !== undefined) await form.getByLabel('Peran').selectOption(role);
  await form.getByRole('button', { name: 'Undang', exact: true }).click();
  return page.getByLabel('Tautan sekali pakai').inputValue();
}

/** The page of the first administrator, signed in. */
let office: { page: Page; errors: string[] };

test('from the first link to the audit trail: people, second factor, a key, a shared view', async () => {
  // Nobody is here yet: only the link that the server printed leads on.
  office = await journey.openPage('/kanal');
  const { page, errors } = office;
  await page.getByRole('heading', { name: 'Mulai memakai Tilik' }).waitFor();
  await page.getByText('/mulai?token=…').waitFor();
  const { firstRunUrl } = journey.server;
  if (firstRunUrl === null) throw new Error('the server names no first link');
  await page.goto(`${firstRunUrl}x`);
  await page.getByLabel('Nama').fill(administrator.name);
  await page.getByLabel('Surel').fill(administrator.email);
  await page.getByLabel('Kata sandi', { exact: true }).fill('pendek');
  await page.getByText('Kurang 6 karakter.').waitFor();
  await expectAccessibleInBoth(page);
  await page.getByLabel('Kata sandi', { exact: true }).fill(administrator.password);
  await page.getByRole('button', { name: 'Buat administrator' }).click();
  await page.getByRole('alert').waitFor();
  await page.goto(firstRunUrl);
  await page.getByLabel('Nama').fill(administrator.name);
  await page.getByLabel('Surel').fill(administrator.email);
  await page.getByLabel('Kata sandi', { exact: true }).fill(administrator.password);
  await page.getByRole('button', { name: 'Buat administrator' }).click();
  await page.getByRole('heading', { name: 'Ringkasan' }).waitFor();
  expect(await statusOf(page, '/api/v1/people')).toBe(200);

  // An officer is invited; the link is handed over, since no mail is set.
  await page.getByRole('link', { name: 'Pengaturan' }).click();
  const link = await invite(page, officer);
  await expectAccessibleInBoth(page);

  // A key for a program, shown once; with it figures are sent, and nothing else.
  await page.getByRole('tab', { name: 'Kunci' }).click();
  await page.getByText('Belum ada kunci.').waitFor();
  await page.getByRole('button', { name: 'Buat kunci' }).click();
  const keyForm = page.getByRole('form', { name: 'Buat kunci' });
  await keyForm.getByLabel('Nama kunci').fill('Rekap loket');
  await keyForm.getByLabel('Peran').selectOption('petugas');
  await keyForm.getByRole('button', { name: 'Buat kunci' }).click();
  const key = await page.getByRole('textbox', { name: 'Kunci', exact: true }).inputValue();
  await expectAccessibleInBoth(page);
  const byKey = (path: string, init: RequestInit = {}) =>
    fetch(`${journey.server.url}${path}`, { ...init, headers: { Authorization: `Bearer ${key}` } });
  const form = new FormData();
  const months = ['2026-08', '2026-09', '2026-10'];
  const lines = months.flatMap((month) => [`${month},E-paspor,300`, `${month},Paspor biasa,700`]);
  form.set('file', new File([['tanggal,jenis_paspor,pemohon', ...lines].join('\n')], 'rekap.csv'));
  expect((await byKey('/api/v1/imports', { method: 'POST', body: form })).status).toBe(201);
  expect((await byKey('/api/v1/people')).status).toBe(403);

  // The officer chooses a password, and is led to sign in and on to where they were going.
  const guest = await another(page, link);
  await guest.getByLabel('Kata sandi baru').fill(officer.password);
  await expectAccessibleInBoth(guest);
  await guest.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await guest.getByText('Silakan masuk dengan kata sandi baru.', { exact: false }).waitFor();
  await guest.goto(`${journey.server.url}/data/mutu`);
  await guest.waitForURL(/\/masuk\?next=/);
  await signIn(guest, { ...officer, password: 'bukan kata sandinya' });
  await guest.getByRole('alert').waitFor();
  await expectAccessibleInBoth(guest);
  await signIn(guest, officer);
  await guest.waitForURL(/\/data\/mutu$/);
  await guest.getByRole('heading', { name: 'Mutu data', level: 1 }).waitFor();
  // What an officer may not is not offered, and not given either.
  expect(await guest.getByRole('button', { name: 'Tutup bulan' }).count()).toBe(0);
  await guest.goto(`${journey.server.url}/pengaturan?tab=orang`);
  await guest.getByRole('tab', { name: 'Tautan' }).waitFor();
  expect(await guest.getByRole('tab').allInnerTexts()).toEqual(['Kantor', 'Kanal', 'Tarif', 'Sasaran', 'Tautan']);
  expect(await statusOf(guest, '/api/v1/people')).toBe(403);

  // Second factor: on, with backup codes; out; in again by a code, then by a backup code.
  await guest.getByRole('button', { name: `Akun: ${officer.name}` }).click();
  await guest.getByRole('menuitem', { name: 'Akun saya' }).click();
  await guest.getByRole('button', { name: 'Nyalakan kode kedua' }).click();
  await guest
    .locator('input')
    .and(guest.getByLabel('Kata sandi', { exact: true }))
    .fill(officer.password);
  await guest.getByRole('button', { name: 'Lanjut' }).click();
  const secret = await guest.getByLabel('Rahasia sebagai teks').inputValue();
  await guest.getByRole('img', { name: 'Kode QR untuk aplikasi autentikator' }).waitFor();
  await expectAccessibleInBoth(guest);
  await guest.getByLabel('Kode enam angka').fill(codeOf(secret));
  await guest.getByRole('button', { name: 'Periksa dan nyalakan' }).click();
  await guest.getByRole('button', { name: 'Sudah saya simpan' }).waitFor();
  const codes = await guest.locator('.backup-codes li').allInnerTexts();
  expect(codes.length).toBeGreaterThan(5);
  await guest.getByRole('button', { name: 'Sudah saya simpan' }).click();
  await guest.getByText('Menyala.', { exact: false }).waitFor();
  await guest.getByText('Perangkat ini').waitFor();
  const signOut = async () => {
    await guest.getByRole('button', { name: `Akun: ${officer.name}` }).click();
    await guest.getByRole('menuitem', { name: 'Keluar' }).click();
    await guest.getByRole('heading', { name: 'Masuk' }).waitFor();
  };
  await signOut();
  await signIn(guest, officer);
  await expectAccessibleInBoth(guest);
  // A code serves once; the next one is let in by a clock that goes a little slow.
  await guest.getByLabel('Kode dari aplikasi').fill(codeOf(secret, 1));
  await guest.getByRole('button', { name: 'Masuk', exact: true }).click();
  await guest.getByRole('heading', { name: 'Ringkasan' }).waitFor();
  await signOut();
  await signIn(guest, officer);
  await guest.getByRole('button', { name: 'Ponsel tidak ada? Pakai kode cadangan' }).click();
  await guest.getByLabel('Kode cadangan').fill(codes[0] ?? '');
  await guest.getByRole('button', { name: 'Masuk', exact: true }).click();
  await guest.getByRole('heading', { name: 'Ringkasan' }).waitFor();
  await guest.context().close();

  // A view is shared, with the days it has, and opened by somebody who is nobody here.
  await page.goto(`${journey.server.url}/?period=custom&from=2026-09-01&to=2026-10-31`);
  await page.getByRole('button', { name: 'Bagikan tampilan ini' }).click();
  await page.getByLabel('Nama tautan').fill('Rapat Oktober');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Buat tautan' }).click();
  const shared = await page.getByLabel('Tautan', { exact: true }).inputValue();
  const reader = await another(page, shared);
  await reader.getByText('Tampilan yang dibagikan sampai', { exact: false }).waitFor();
  await reader.getByText('Rapat Oktober: angka 1 Sep 2026 – 31 Okt 2026', { exact: false }).waitFor();
  await reader.getByRole('button', { name: 'Lihat sebagai tabel' }).first().waitFor();
  expect(await reader.getByRole('navigation').count()).toBe(0);
  expect(await reader.getByRole('form', { name: 'Saringan' }).count()).toBe(0);
  expect(await reader.getByRole('button', { name: 'Bagikan tampilan ini' }).count()).toBe(0);
  await expectAccessibleInBoth(reader);
  const early = '/api/v1/uptake?from=2026-08-01&to=2026-08-31&grain=month';
  expect(await statusOf(reader, early)).toBe(403);
  expect(await statusOf(reader, '/api/v1/imports')).toBe(403);
  const body = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' };
  expect(await statusOf(reader, '/api/v1/applicants', body)).toBe(403);
  await reader.goto(`${journey.server.url}/kampanye`);
  await reader.getByRole('heading', { name: 'Tautan ini menampilkan satu halaman saja' }).waitFor();
  await expectAccessibleInBoth(reader);

  // What was done stands in the trail, from what to what; it can be narrowed and taken along.
  await page.goto(`${journey.server.url}/pengaturan?tab=jejak`);
  const trail = page.getByRole('table');
  const entry = (text: RegExp) => trail.getByRole('row').filter({ hasText: text }).first();
  await entry(/Dibagikan: Tautan berbagi.*Rapat Oktober/).waitFor();
  await entry(/Rekap loket.*Diimpor: Impor/).waitFor();
  await entry(/Budi Santoso.*Kode kedua dinyalakan/).waitFor();
  await entry(/Belum masuk.*Gagal masuk/).waitFor();
  await expectAccessibleInBoth(page);
  await page.getByLabel('Tindakan').selectOption('shared');
  await page.getByRole('button', { name: 'Cari' }).click();
  await page.waitForURL(/act=shared/);
  await page.getByText('1 catatan ditampilkan').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh CSV' }).click(),
  ]);
  const rows = parse(readFileSync(await download.path(), 'utf8'), { bom: true, columns: true }) as { act: string }[];
  expect(rows.map(({ act }) => act)).toEqual(['shared']);

  // What was given is taken back, and is of no use from then on.
  await page.getByRole('tab', { name: 'Tautan' }).click();
  await expectAccessibleInBoth(page);
  await page.getByRole('button', { name: 'Cabut: Rapat Oktober' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cabut' }).click();
  await page.getByText('Dicabut', { exact: false }).first().waitFor();
  await reader.goto(`${journey.server.url}/`);
  await reader.waitForURL(/\/masuk/);
  await page.getByRole('tab', { name: 'Kunci' }).click();
  await page.getByRole('button', { name: 'Cabut: Rekap loket' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cabut' }).click();
  await page.getByText('Belum ada kunci.').waitFor();
  expect((await byKey('/api/v1/uptake')).status).toBe(401);
  // A wrong first link and nothing else was refused.
  expect(errors.filter((error) => !error.includes('403'))).toEqual([]);
  await reader.context().close();
});

test('a researcher is offered no import, and a page that is not theirs says whose it is', async () => {
  const { page } = office;
  await page.goto(`${journey.server.url}/pengaturan`);
  const link = await invite(page, researcher, 'peneliti');
  const guest = await another(page, link);
  await guest.getByLabel('Kata sandi baru').fill(researcher.password);
  await guest.getByRole('button', { name: 'Simpan kata sandi' }).click();
  await guest.getByRole('link', { name: 'Masuk' }).click();
  await signIn(guest, researcher);
  const pages = guest.getByRole('navigation', { name: 'Halaman' });
  await pages.getByRole('link', { name: 'Perkiraan' }).waitFor();
  expect(await pages.getByRole('link', { name: 'Data', exact: true }).count()).toBe(0);
  expect(await pages.getByRole('link', { name: 'Pengaturan' }).count()).toBe(0);
  await guest.goto(`${journey.server.url}/data`);
  await guest.getByText('Halaman ini terbuka untuk Administrator, Kepala, atau Petugas.', { exact: false }).waitFor();
  await expectAccessibleInBoth(guest);

  // Blocked, the next thing they ask leads to signing in, which says why it does not work.
  await page.getByRole('button', { name: `Tindakan untuk ${researcher.name}` }).click();
  await page.getByRole('menuitem', { name: 'Blokir' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Blokir' }).click();
  await page.getByText('Diblokir').waitFor();
  await guest.goto(`${journey.server.url}/perkiraan`);
  await guest.waitForURL(/\/masuk\?next=/);
  await signIn(guest, researcher);
  await guest.getByRole('alert').waitFor();
  await guest.context().close();
});

test('a tab that was open while the server was updated says so', async () => {
  const { page } = office;
  const loaded = new Set<string>();
  page.on('request', (request) => loaded.add(request.url()));
  await page.goto(`${journey.server.url}/`);
  await page.getByRole('heading', { name: 'Ringkasan' }).waitFor();
  await page.waitForLoadState('networkidle');
  const known = new Set(loaded);
  const scripts = /\/assets\/.*\.js$/;
  // The parts of the page that it has not needed so far have new names by now.
  await page.route(scripts, (route) =>
    known.has(route.request().url()) ? route.continue() : route.fulfill({ status: 404, body: '' }),
  );
  await page.getByRole('link', { name: 'Perkiraan' }).click();
  await page.getByRole('heading', { name: 'Tilik baru saja diperbarui' }).waitFor();
  await expectAccessible(page);
  await page.unroute(scripts);
  await page.getByRole('button', { name: 'Muat ulang' }).click();
  await page.getByRole('heading', { name: 'Perkiraan', level: 1 }).waitFor();
});
