import { openDatabase } from '@tilik/db/open';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { expectAccessible, type Journey, startJourney } from './journey.ts';
import { addPeople, photo, signIn } from './people.ts';

const people = [
  { name: 'Petugas Humas', email: 'petugas@kantor.example', role: 'petugas', officeId: 'bandung' },
  { name: 'Kepala Seksi', email: 'kepala@kantor.example', role: 'kepala', officeId: null },
] as const;

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney(prepare, { signIn: true });
});
afterAll(() => journey?.end());

/** An officer and a head who may sign in, a campaign, posts of a platform and a theme. */
async function prepare(databasePath: string): Promise<void> {
  const db = openDatabase(databasePath);
  const now = new Date();
  const by = { actor: systemActor('journey'), now };
  const app = createApp({ db, now: () => now, visitor: by.actor });
  const good = async (answer: Response | Promise<Response>) => {
    const response = await answer;
    if (!response.ok) throw new Error(await response.text());
  };
  const post = (code: string, description: string) =>
    make.post({
      'Post ID': code,
      Permalink: `https://www.instagram.com/p/${code}/`,
      Description: description,
      'Publish time': '12/05/2025 01:30',
    });
  for (const csv of [
    csvOf([make.campaign({ campaign: 'kenali', name: 'Kenali E-Paspor', started: '2025-11-03' })]),
    csvOf([post('AAA111', 'Biaya berapa? #epaspor'), post('BBB222', 'Selamat hari ibu')]),
  ]) {
    const form = new FormData();
    form.set('file', new File([csv], 'file.csv'));
    await good(app.request('/api/v1/imports', { method: 'POST', body: form }));
  }
  const theme = { name: 'Biaya', name_en: 'Cost', definition: 'Bila tarif disebut' };
  await good(
    app.request('/api/v1/records/themes', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ fields: theme, was: null }),
    }),
  );
  await addPeople(db, people);
  db.$client.close();
}

/** The page as it stands has no violation in either language. It is left as it was. */
async function expectAccessibleInBoth(page: Page): Promise<void> {
  await expectAccessible(page);
  const address = page.url();
  await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=en`);
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await page.waitForLoadState('networkidle');
  await expectAccessible(page);
  await page.goto(address);
  await page.waitForLoadState('networkidle');
}

test('an officer records a field event with its photo and writes a note, and the head finds it by a word', async () => {
  const { page, errors } = await journey.openPage('/kampanye/kegiatan');
  await signIn(page, people[0].email);

  // A field event: what the server refuses is said at its field, and what was typed stays.
  await page.getByRole('button', { name: 'Catat kegiatan' }).click();
  const form = page.getByRole('form', { name: 'Catat kegiatan' });
  await form.getByLabel('Judul').fill('Sosialisasi, hubungi 0812-3456-7890');
  await form.getByLabel('Jam').fill('09:00');
  await form.getByLabel('Kampanye').selectOption({ label: 'Kenali E-Paspor' });
  await form.getByLabel('Tempat').fill('Pasar Baru');
  await form.getByLabel('Peserta').fill('85');
  await form.getByLabel('Materi dibagikan').fill('60');
  await form.getByLabel('Peran humas').selectOption('communication-facilitator');
  await form.getByLabel('Biaya').fill('750000');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Belum disimpan. Perbaiki isian yang ditandai.').waitFor();
  expect(await form.getByLabel('Judul').getAttribute('aria-invalid')).toBe('true');
  await expectAccessible(page);
  await form.getByLabel('Judul').fill('Sosialisasi di Pasar Baru');
  await form.getByRole('button', { name: 'Simpan' }).click();

  // It is open at its own address, and a photo can be attached; what only says it is one is refused.
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Fasilitator komunikasi').waitFor();
  expect(new URL(page.url()).searchParams.get('open')).toMatch(/^field-outreach:.*-sosialisasi-di-pasar-baru$/);
  const attach = dialog.locator('input[type=file]');
  await attach.setInputFiles(photo);
  const picture = dialog.getByRole('link', { name: 'Buka foto.png' }).locator('img');
  await picture.waitFor();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
  await attach.setInputFiles({
    name: 'foto.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('<svg onload="alert(1)"/>'),
  });
  await dialog.getByText('Jenis berkas ini tidak dapat dilampirkan').waitFor();
  await expectAccessibleInBoth(page);

  // It is changed where it is open; what was not touched stays.
  await dialog.getByRole('button', { name: 'Ubah' }).click();
  await page.getByRole('form', { name: 'Ubah' }).getByLabel('Peserta').fill('90');
  await page.getByRole('form', { name: 'Ubah' }).getByRole('button', { name: 'Simpan' }).click();
  await dialog.getByRole('button', { name: 'Ubah' }).waitFor();
  await dialog.getByText('Rp 750.000').waitFor();
  await dialog.getByRole('button', { name: 'Tutup' }).click();
  await page.getByText('Peserta: 90').waitFor();

  // Removing asks once more and can be undone.
  await page.getByRole('link', { name: 'Sosialisasi di Pasar Baru' }).click();
  await dialog.getByRole('button', { name: 'Hapus', exact: true }).click();
  await page.getByRole('dialog', { name: 'Hapus' }).getByRole('button', { name: 'Hapus' }).click();
  await page.getByText('Kegiatan dihapus.').waitFor();
  await page.getByRole('button', { name: 'Batalkan' }).click();
  await page.getByText('Rp 750.000').waitFor();
  await page.getByRole('button', { name: 'Tutup' }).click();
  await page.getByText('Peserta: 90').waitFor();

  // Posts of a platform get their campaign all at once; the preview says which, and one undo takes it back.
  await page.getByRole('button', { name: 'Atur banyak sekaligus' }).click();
  const many = page.getByRole('form', { name: 'Atur banyak sekaligus' });
  await many.getByLabel('Tagar').fill('#epaspor');
  await many.getByLabel('Kampanye').selectOption({ label: 'Kenali E-Paspor' });
  await many.getByRole('button', { name: 'Pratinjau' }).click();
  await page.getByText('1 unggahan cocok: 1 akan diisi, 0 sudah berisi lain, 0 sudah sama.').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Simpan 1 unggahan' }).click();
  await page.getByText('1 unggahan disimpan.').waitFor();
  await page.getByLabel('Kampanye', { exact: true }).last().selectOption({ label: 'Kenali E-Paspor' });
  await page.getByRole('heading', { name: '2 kegiatan' }).waitFor();
  await page.getByRole('button', { name: 'Batalkan' }).click();
  await page.getByText('Dibatalkan: semua unggahan kembali seperti semula.').waitFor();
  await page.getByRole('heading', { name: '1 kegiatan' }).waitFor();

  // A note: personal data are refused where they stand.
  await page.getByRole('link', { name: 'Catatan lapangan' }).click();
  await page.getByRole('button', { name: 'Tulis catatan' }).click();
  const note = page.getByRole('form', { name: 'Tulis catatan' });
  await note.getByText('Jangan tulis nama orang').waitFor();
  await note.getByLabel('Jenis').selectOption('interview');
  await note.getByLabel('Narasumber').fill('Pemohon');
  await note.getByLabel('Judul').fill('Wawancara di loket 3');
  await note.getByLabel('Isi').fill('Menurutnya cip aman. Surelnya warga@contoh.example.');
  await note.getByLabel('Kampanye').selectOption({ label: 'Kenali E-Paspor' });
  await note.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Belum disimpan. Perbaiki isian yang ditandai.').waitFor();
  expect(await note.getByLabel('Isi').getAttribute('aria-invalid')).toBe('true');
  await expectAccessible(page);
  await note.getByLabel('Isi').fill('Menurutnya cip aman, tetapi Biaya masih terasa berat.');
  await note.getByLabel('Tema').first().click();
  await page.getByRole('listbox', { name: 'Tema' }).getByRole('option', { name: 'Biaya' }).click();
  await note.getByRole('button', { name: 'Simpan' }).click();
  await page.getByRole('dialog').getByRole('heading', { name: 'Wawancara di loket 3' }).waitFor();
  await expectAccessibleInBoth(page);
  expect(errors.filter((error) => !/4(01|15|22)/.test(error))).toEqual([]);

  // The head finds it by a word, reads it, and is offered nothing to change.
  const head = await journey.openPage('/catatan');
  await signIn(head.page, people[1].email);
  await head.page.getByRole('searchbox', { name: 'Cari kata' }).fill('BIAYA');
  await head.page.getByRole('button', { name: 'Cari', exact: true }).click();
  await head.page.getByText('1 catatan ditemukan dari 1').waitFor();
  expect(new URL(head.page.url()).searchParams.get('q')).toBe('BIAYA');
  expect(await head.page.locator('mark').allTextContents()).toEqual(['Biaya']);
  expect(await head.page.getByRole('button', { name: 'Tulis catatan' }).count()).toBe(0);
  await head.page.getByRole('link', { name: 'Wawancara di loket 3' }).click();
  await head.page.getByText('Menurutnya cip aman, tetapi Biaya masih terasa berat.').last().waitFor();
  const read = head.page.getByRole('dialog');
  await read.getByRole('button', { name: 'Riwayat' }).waitFor();
  expect(await read.getByRole('button', { name: 'Ubah' }).count()).toBe(0);
  await read.getByRole('button', { name: 'Tutup' }).click();
  await head.page.getByRole('button', { name: 'Lihat sebagai tabel' }).click();
  await head.page
    .getByRole('region', { name: /Tema di samping angka/ })
    .last()
    .waitFor();
  await expectAccessibleInBoth(head.page);
  await head.page.getByRole('searchbox', { name: 'Cari kata' }).fill('"biaya berat');
  await head.page.getByRole('button', { name: 'Cari', exact: true }).click();
  await head.page.getByText('Tidak ada yang cocok.').waitFor();
  expect(head.errors.filter((error) => !error.includes('401'))).toEqual([]);
});

test('the codebook is kept by the page: a theme is added, moved, renamed, and stays while a note has it', async () => {
  const { page } = await journey.openPage('/catatan');
  await signIn(page, people[1].email);
  const table = page.getByRole('region', { name: /Buku kode: tema/ }).getByRole('table');
  await page.getByRole('button', { name: 'Tambah tema' }).click();
  const form = page.getByRole('form', { name: 'Tambah tema' });
  await form.getByRole('button', { name: 'Simpan' }).click();
  await form.getByText('Kosong, padahal wajib diisi.').waitFor();
  await form.getByLabel('Nama', { exact: false }).first().fill('Antrean');
  await form.getByLabel('Definisi').fill('Bila antrean disebut');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await table.getByText('antrean', { exact: true }).waitFor();
  const names = () => table.locator('tbody th').allInnerTexts();
  const first = async (name: string) => expect.poll(async () => (await names())[0]).toMatch(new RegExp(`^${name}`));
  const before = (await names())[0]?.startsWith('Antrean') ? 'Biaya' : 'Antrean';
  await page.getByRole('button', { name: `Naikkan: ${before}` }).click();
  await first(before);
  await page.getByRole('button', { name: 'Ubah: Biaya' }).click();
  const change = page.getByRole('form', { name: 'Ubah tema' });
  await change.getByLabel('Nama', { exact: false }).first().fill('Tarif dan biaya');
  await expectAccessible(page);
  await change.getByRole('button', { name: 'Simpan' }).click();
  await table.getByText('Tarif dan biaya').waitFor();
  // The note that was written above keeps its code under the new name.
  await page.getByRole('listitem').filter({ hasText: 'Tarif dan biaya' }).first().waitFor();
  await page.getByRole('button', { name: 'Hapus: Tarif dan biaya' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hapus' }).click();
  await page.getByRole('dialog').getByText('Masih dipakai', { exact: true }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Batal' }).last().click();
  await page.getByRole('button', { name: 'Hapus: Antrean' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hapus' }).click();
  await expect.poll(() => names()).toHaveLength(1);
});

for (const { name, lang, ...shape } of [
  { name: 'phone', lang: 'id', viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const },
  { name: 'small phone', lang: 'en', viewport: { width: 320, height: 640 }, colorScheme: 'light' as const },
]) {
  test(`both pages are accessible and quiet on a ${name} in ${lang}, ${shape.colorScheme}`, async () => {
    const { page, errors } = await journey.openPage('/catatan', { ...shape, reducedMotion: 'reduce' });
    await signIn(page, people[0].email);
    await page.getByRole('button', { name: 'Tulis catatan' }).waitFor();
    for (const path of ['/catatan', '/kampanye/kegiatan', '/kampanye/kegiatan?open=new', '/catatan?open=new']) {
      await page.goto(`${journey.server.url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
      // Nothing but a table scrolls sideways.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
    expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
  });
}
