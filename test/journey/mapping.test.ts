import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey?.end());

const drop = (page: Page, name: string, text: string) =>
  page.locator('input[type=file]').setInputFiles([{ name, mimeType: 'text/csv', buffer: Buffer.from(text) }]);

async function readingsOf(page: Page, channel: string): Promise<Record<string, (number | null)[]>> {
  const query = 'from=2026-01-01&to=2026-01-31&grain=day';
  const answer = await page.request.get(`${journey.server.url}/api/v1/engagement?${query}`);
  const { series } = (await answer.json()) as {
    series: { channel: string; metric: string; periods: { value: number | null }[] }[];
  };
  return Object.fromEntries(
    series
      .filter((one) => one.channel === channel)
      .map(({ metric, periods }) => [metric, periods.map(({ value }) => value).filter((value) => value !== null)]),
  );
}

test('a table that nobody knows, a column per metric: its columns are named once, and the next one needs no naming', async () => {
  const { page, errors } = await journey.openPage('/data');
  await drop(page, 'mingguan.csv', 'Tgl,Sesi,Brosur,Catatan\n2026-01-05,120,80,ramai\n2026-01-06,99,-,\n');
  const card = page.getByRole('article', { name: 'mingguan.csv' });
  await card.getByText('Tabel ini belum dikenal', { exact: false }).waitFor();
  // What the names say is filled in; what they do not is asked.
  expect(await card.getByLabel('Arti kolom Tgl').inputValue()).toBe('day');
  expect(await card.getByLabel('Arti kolom Sesi').inputValue()).toBe('metric:visits');
  expect(await card.getByLabel('Arti kolom Catatan').inputValue()).toBe('');
  await card.getByRole('button', { name: 'Pratinjau dengan arti ini' }).click();
  await card.getByRole('alert').getByText('Pilih kanalnya.').waitFor();
  await expectAccessible(page);
  await card.getByLabel('Kanal', { exact: true }).selectOption('website');
  await card.getByLabel('Arti kolom Brosur').selectOption({ label: 'Tidak dipakai' });
  await card.getByRole('button', { name: 'Pratinjau dengan arti ini' }).click();
  await card.getByText('2 baris: 2 baru', { exact: false }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Simpan 1 berkas' }).click();
  await card.getByText('Tersimpan').waitFor();
  expect(await readingsOf(page, 'website')).toEqual({ visits: [120, 99] });

  await drop(page, 'minggu-depan.csv', 'Tgl,Sesi,Brosur,Catatan\n2026-01-12,130,10,\n');
  const next = page.getByRole('article', { name: 'minggu-depan.csv' });
  await next.getByText('1 baris: 1 baru', { exact: false }).waitFor();
  // How it is read can be looked at and changed.
  await next.getByText('Ubah arti kolom').click();
  expect(await next.getByLabel('Arti kolom Brosur').inputValue()).toBe('');
  await page.getByRole('button', { name: 'Simpan 1 berkas' }).click();
  await next.getByText('Tersimpan').waitFor();
  expect(await readingsOf(page, 'website')).toEqual({ visits: [120, 99, 130] });
  expect(errors).toEqual([]);
});

test('a table with a row per figure is named by its columns, and rows it does not know are told with their line', async () => {
  const { page, errors } = await journey.openPage('/data?lang=en');
  await drop(
    page,
    'capaian.csv',
    'Periode,Platform,Indikator,Capaian\n2026-01-05,Instagram,Suka,40\n2026-01-06,Instagram,Tepuk tangan,1\n',
  );
  const card = page.getByRole('article', { name: 'capaian.csv' });
  await card.getByText('This table is not known yet', { exact: false }).waitFor();
  expect(await card.getByLabel('Shape of the table').inputValue()).toBe('long');
  await card.getByRole('button', { name: 'Preview it read this way' }).click();
  await card.getByText('2 rows: 1 new · 1 rejected', { exact: false }).waitFor();
  expect(await card.innerText()).toContain('Tepuk tangan');
  await page.getByRole('button', { name: 'Store 1 file' }).click();
  await card.getByText('Stored', { exact: true }).waitFor();
  expect(await readingsOf(page, 'instagram')).toEqual({ likes: [40] });
  expect(errors).toEqual([]);
});

test('a table of applicants is named as one, and its counts are in the share', async () => {
  const { page, errors } = await journey.openPage('/data?lang=en');
  await drop(page, 'loket.csv', 'Hari,Elektronik,Biasa,Petugas\n2026-01-05,40,60,3\n2026-01-06,30,70,3\n');
  const card = page.getByRole('article', { name: 'loket.csv' });
  await card.getByText('This table is not known yet', { exact: false }).waitFor();
  expect(await card.getByLabel('What the table counts').inputValue()).toBe('applicants');
  // Another subject asks for other columns, and back again for these.
  await card.getByLabel('What the table counts').selectOption('sources');
  await card.getByLabel('Passport they applied for').waitFor();
  await card.getByLabel('What the table counts').selectOption('applicants');
  await card.getByLabel('What column Elektronik is').selectOption({ label: 'E-passport' });
  await card.getByLabel('What column Biasa is').selectOption({ label: 'Ordinary passport' });
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Preview it read this way' }).click();
  await card.getByText('2 rows: 2 new', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Store 1 file' }).click();
  await card.getByText('Stored', { exact: true }).waitFor();
  const answer = await page.request.get(
    `${journey.server.url}/api/v1/uptake?from=2026-01-05&to=2026-01-06&grain=day&office=bandung`,
  );
  expect(await answer.text()).toContain('"electronic":70');
  expect(errors).toEqual([]);
});
