import { openDatabase } from '@tilik/db/open';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Journey, startJourney } from './journey.ts';
import { addPeople, photo, signIn } from './people.ts';

const people = [
  { name: 'Petugas Humas', email: 'petugas@kantor.example', role: 'petugas', officeId: 'bandung' },
  { name: 'Kepala Seksi', email: 'kepala@kantor.example', role: 'kepala', officeId: null },
] as const;
const administrator = {
  name: 'Siti Rahma',
  email: 'siti@kantor.example',
  role: 'administrator',
  officeId: null,
} as const;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney(
    async (databasePath) => {
      const db = openDatabase(databasePath);
      await addPeople(db, [...people, administrator]);
      db.$client.close();
    },
    { signIn: true },
  );
});
afterAll(() => journey?.end());

/** The day on which the browser's server stands: the calendar opens on its month. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(new Date());
const day = (number: number) => `${today.slice(0, 7)}-${String(number).padStart(2, '0')}`;
const patience = { timeout: 15_000 };
const name = 'E-paspor di pasar';

const inWords = (from: string): string =>
  new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${from}T00:00:00Z`),
  );

/** What a campaign's page says of it, by the word beside it. */
const fact = (page: Page, word: string) =>
  page
    .getByRole('region', { name: 'Yang dijalankan' })
    .locator('div')
    .filter({ has: page.getByText(word, { exact: true }) })
    .locator('dd');

test('an officer runs a campaign from its plan to its end, and the head of section reads all of it on its page', async () => {
  const { page, errors } = await journey.openPage('/kampanye', { viewport: { width: 1366, height: 1500 } });
  await signIn(page, people[0].email);

  // Planned.
  await page.getByRole('link', { name: 'Kampanye baru' }).click();
  const plan = page.getByRole('form', { name: 'Kampanye baru' });
  await plan.getByLabel('Nama', { exact: false }).first().fill(name);
  await plan.getByLabel('Tujuan').fill('Pedagang tahu biayanya');
  await plan.getByLabel('Rencana mulai').fill(day(8));
  await plan.getByLabel('Rencana selesai').fill(day(12));
  await plan.getByRole('combobox', { name: 'Kanal' }).click();
  await plan.getByRole('option', { name: 'Sosialisasi lapangan' }).click();
  await page.keyboard.press('Escape');
  await plan.getByLabel('Anggaran').fill('2500000');
  await plan.getByRole('button', { name: 'Simpan' }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  const address = new URL(page.url()).pathname;

  // Moved by a day and a week, by keyboard.
  await page.getByRole('link', { name: 'Semua kampanye' }).click();
  const bar = page.getByRole('button', { name: new RegExp(`^${name}\\. `) });
  await bar.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.getByText(/^Rencana baru:/).waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByRole('alert')
    .filter({ hasText: `Rencana ${name} menjadi` })
    .waitFor();

  // It begins.
  await page.goto(`${journey.server.url}${address}`);
  await page.getByRole('button', { name: 'Mulai hari ini' }).click();
  await page.getByRole('button', { name: 'Tandai selesai' }).waitFor();

  // A field event with attendance and a photo.
  await page.getByRole('link', { name: 'Kegiatan', exact: true }).click();
  await page.getByRole('button', { name: 'Catat kegiatan' }).click();
  const event = page.getByRole('form', { name: 'Catat kegiatan' });
  await event.getByLabel('Judul').fill('Sosialisasi di Pasar Baru');
  await event.getByLabel('Kampanye').selectOption({ label: name });
  await event.getByLabel('Tempat').fill('Pasar Baru');
  await event.getByLabel('Peserta').fill('85');
  await event.getByLabel('Materi dibagikan').fill('60');
  await event.getByLabel('Biaya').fill('750000');
  await event.getByRole('button', { name: 'Simpan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(photo);
  await dialog.getByRole('link', { name: 'Buka foto.png' }).locator('img').waitFor();
  await dialog.getByRole('button', { name: 'Tutup' }).click();

  // Ten questions, two clicks each.
  await page.getByRole('link', { name: 'Pertanyaan' }).click();
  const questions = page.getByRole('form', { name: 'Catat pertanyaan' });
  const noted = page.getByRole('region', { name: /Pertanyaan yang dicatat/ });
  await questions.getByRole('button', { name: 'Sosialisasi lapangan', exact: true }).click();
  for (let question = 1; question <= 10; question += 1) {
    await questions.getByRole('button', { name: question <= 6 ? 'Biaya' : 'Persyaratan', exact: true }).click();
    await questions.getByRole('button', { name: question % 5 === 0 ? 'Belum' : 'Dijawab', exact: true }).click();
    await expect.poll(() => noted.getByRole('row').count(), patience).toBe(question + 1);
  }

  // What was heard there.
  await page.getByRole('link', { name: 'Catatan lapangan' }).click();
  await page.getByRole('button', { name: 'Tulis catatan' }).click();
  const note = page.getByRole('form', { name: 'Tulis catatan' });
  await note.getByLabel('Jenis').selectOption('interview');
  await note.getByLabel('Narasumber').fill('Pedagang');
  await note.getByLabel('Judul').fill('Wawancara di pasar');
  await note.getByLabel('Isi').fill('Biayanya dianggap berat, tetapi antrean bandara yang pendek menarik.');
  await note.getByLabel('Kampanye').selectOption({ label: name });
  await note.getByRole('button', { name: 'Simpan' }).click();
  await page.getByRole('dialog').getByRole('heading', { name: 'Wawancara di pasar' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).click();

  // Done, and what it cost.
  await page.goto(`${journey.server.url}${address}`);
  await page.getByRole('button', { name: 'Tandai selesai' }).click();
  const done = page.getByRole('dialog', { name: 'Tandai selesai' });
  await done.getByLabel('Realisasi biaya').fill('2250000');
  await done.getByRole('button', { name: 'Tandai selesai' }).click();
  await page.getByText('Realisasi Rp 250.000 di bawah anggaran.', { exact: false }).waitFor();
  expect(errors.filter((error) => !error.includes('401'))).toEqual([]);

  // The head of section reads it: plan against actual, the event with its attendance and photo, the questions, the note.
  const head = await journey.openPage(address, { viewport: { width: 1366, height: 1500 } });
  await signIn(head.page, people[1].email);
  await head.page.getByRole('heading', { name, level: 1 }).waitFor();
  await head.page.getByText('Pedagang tahu biayanya').waitFor();
  expect(await fact(head.page, 'Rencana').innerText()).toBe(`${inWords(day(16))} – ${inWords(day(20))}`);
  expect(await fact(head.page, 'Pelaksanaan').innerText()).toBe(`${inWords(today)} – ${inWords(today)}`);
  const did = head.page.getByRole('listitem').filter({ hasText: 'Sosialisasi di Pasar Baru' }).first();
  await did.getByText('Peserta: 85').waitFor();
  const picture = did.getByRole('link', { name: 'Buka foto.png' }).locator('img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBe(1);
  const stages = head.page.getByRole('region', { name: 'Kanalnya selama kampanye' }).getByRole('row');
  await stages
    .filter({ hasText: /Sosialisasi lapangan.*10\s*Pertanyaan/s })
    .first()
    .waitFor();
  await head.page.getByRole('link', { name: 'Wawancara di pasar' }).waitFor();
  await head.page.getByText('Realisasi Rp 250.000 di bawah anggaran.', { exact: false }).waitFor();
  for (const act of ['Catat kegiatan', 'Tulis catatan', 'Pilih berkas']) {
    expect(await head.page.getByRole('button', { name: act }).count()).toBe(0);
  }

  // And finds the note by a word in it.
  await head.page.getByRole('link', { name: 'Catatan lapangan' }).click();
  await head.page.getByRole('searchbox', { name: 'Cari kata' }).fill('bandara');
  await head.page.getByRole('button', { name: 'Cari', exact: true }).click();
  await head.page.getByText('1 catatan ditemukan dari 1').waitFor();
  await head.page.locator('mark').first().waitFor();
  expect(await head.page.locator('mark').allTextContents()).toEqual(['bandara']);
  expect(head.errors.filter((error) => !error.includes('401'))).toEqual([]);
});

test('an administrator adds a topic, and a question is noted on it with two clicks; retired it is no longer offered', async () => {
  const { page, errors } = await journey.openPage('/pengaturan?tab=kata');
  await signIn(page, administrator.email);
  await page.getByRole('button', { name: 'Tambah topik' }).click();
  const form = page.getByRole('form', { name: 'Tambah topik' });
  await form.getByLabel('Nama', { exact: true }).fill('Tarif');
  await form.getByLabel('Nama dalam bahasa Inggris').fill('Photo');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await form.getByRole('alert').waitFor();
  await form.getByLabel('Nama', { exact: true }).fill('Foto paspor');
  await form.getByRole('button', { name: 'Simpan' }).click();
  const row = page.getByRole('row').filter({ hasText: 'foto-paspor' });
  await row.getByText('ditambahkan kantor').waitFor();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Pertanyaan' }).click();
  const questions = page.getByRole('form', { name: 'Catat pertanyaan' });
  await questions.getByRole('button', { name: 'Foto paspor', exact: true }).click();
  await questions.getByRole('button', { name: 'Dijawab', exact: true }).click();
  await page.getByText(/^Dicatat: Foto paspor/).waitFor();
  await page.getByRole('rowheader', { name: 'Foto paspor' }).first().waitFor();

  await page.goto(`${journey.server.url}/pengaturan?tab=kata`);
  await page.getByRole('button', { name: 'Ubah: Foto paspor' }).click();
  await page.getByLabel('Tidak ditawarkan lagi').check();
  await page.getByRole('form').getByRole('button', { name: 'Simpan' }).click();
  await row.getByText('tidak ditawarkan lagi').waitFor();
  await page.getByRole('link', { name: 'Pertanyaan' }).click();
  await page.getByRole('rowheader', { name: 'Foto paspor' }).first().waitFor();
  expect(await questions.getByRole('button', { name: 'Foto paspor', exact: true }).count()).toBe(0);
  expect(errors.filter((error) => !/4(01|09)/.test(error))).toEqual([]);
});
