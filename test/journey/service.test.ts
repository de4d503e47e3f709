import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey?.end());

test('a month of the service is entered by hand, stands on the page at once, and nothing is not zero', async () => {
  const { page, errors } = await journey.openPage('/layanan');
  await page.getByText('Belum ada angka layanan pada rentang ini', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Isi atau ubah' }).click();
  const form = page.getByRole('form', { name: 'Isi layanan satu bulan' });
  await form.getByLabel('E-paspor: Selesai').fill('480');
  await form.getByLabel('E-paspor: Tertunda').fill('12');
  await form.getByLabel('E-paspor: Hari, median').fill('3,5');
  await form.getByLabel('E-paspor: Hari, 9 dari 10').fill('7');
  await form.getByRole('button', { name: /^Simpan/ }).click();
  await page.getByText(/menunggu paling lama 3,5 hari, sembilan dari sepuluh paling lama 7 hari/).waitFor();
  await page
    .getByText(/12 tertunda, 480 selesai/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Lihat sebagai tabel' }).first().click();
  const table = page.getByRole('table').first();
  expect(await table.innerText()).toContain('3,5 / 7');
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('an event is added with its source, changed, seen in its history, removed and brought back', async () => {
  const { page, errors } = await journey.openPage('/data/peristiwa');
  await page.getByRole('button', { name: 'Tambah peristiwa' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tambah peristiwa' });
  await dialog.getByLabel('Nama', { exact: true }).fill('Gangguan antrean');
  await dialog.getByLabel('Jenis').selectOption('outage');
  await dialog.getByLabel('Mulai').fill('2026-03-10');
  await dialog.getByLabel('Sampai').fill('2026-03-01');
  await dialog.getByText('Sampai lebih awal daripada mulai.').waitFor();
  await dialog.getByLabel('Sampai').fill('2026-03-12');
  await dialog.getByLabel('Mengganggu penilaian kampanye').check();
  await dialog.getByLabel('Sumber').fill('Pengumuman kantor 10-3-2026');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await page.getByRole('rowheader', { name: 'Gangguan antrean' }).waitFor();
  await page.getByRole('button', { name: 'Ubah: Gangguan antrean' }).click();
  const change = page.getByRole('dialog', { name: 'Ubah peristiwa' });
  await change.getByLabel('Nama', { exact: true }).fill('Gangguan aplikasi antrean');
  await change.getByRole('button', { name: 'Simpan' }).click();
  await page.getByRole('button', { name: 'Riwayat: Gangguan aplikasi antrean' }).click();
  await page.getByText('Nama: Gangguan antrean → Gangguan aplikasi antrean').waitFor();
  await page.getByRole('button', { name: 'Tutup', exact: true }).click();
  await page.getByRole('button', { name: 'Hapus: Gangguan aplikasi antrean' }).click();
  await page.getByRole('button', { name: 'Hapus', exact: true }).click();
  await page.getByRole('rowheader', { name: 'Gangguan aplikasi antrean' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Batalkan' }).click();
  await page.getByRole('rowheader', { name: 'Gangguan aplikasi antrean' }).waitFor();
  expect(errors).toEqual([]);
});

test('targets are typed in the unit they are meant in, kept, and told as refused where they cannot be read', async () => {
  const { page, errors } = await journey.openPage('/pengaturan?tab=sasaran');
  const cells = page.getByRole('textbox', { name: /^Porsi e-paspor/ });
  await cells.first().fill('45');
  await page.keyboard.press('Enter');
  await page.getByText(/Tidak terbaca sebagai sasaran/).waitFor();
  await cells.first().fill('45%');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('0,5');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Simpan (2)' }).click();
  await page.getByText('Tersimpan.').waitFor();
  await page.reload();
  await cells.first().waitFor();
  const shown = await cells.evaluateAll((inputs) =>
    inputs.slice(0, 3).map((input) => (input as HTMLInputElement).value),
  );
  expect(shown).toEqual(['45%', '50%', '']);
  // Why it is what it is stands beside it, and the target stays.
  await cells.first().focus();
  await page.getByLabel('Catatan').fill('Rapat Januari');
  await page.getByRole('button', { name: 'Simpan catatan' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Simpan catatan' }).isDisabled()).toBe(true);
  await page.reload();
  await cells.first().focus();
  expect(await page.getByLabel('Catatan').inputValue()).toBe('Rapat Januari');
  expect(await cells.first().inputValue()).toBe('45%');
  await expectAccessible(page);
  expect(errors).toEqual([]);
});
