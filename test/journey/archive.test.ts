import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey?.end());

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures', name)));

test('a person drops a ZIP of several platforms, sees what each file adds to those before it, stores all and undoes one', async () => {
  const january = [make.reading({ date: '2026-01-05', value: 40 }), make.reading({ date: '2026-01-06', value: 50 })];
  const corrected = [make.reading({ date: '2026-01-05', value: 41 }), make.reading({ date: '2026-01-06', value: 50 })];
  const archive = zipSync({
    'unduhan/instagram.csv': fixture('instagram-content.csv'),
    'unduhan/x.csv': fixture('x-daily-overview.csv'),
    'situs.csv': strToU8(csvOf(january)),
    'situs-perbaikan.csv': strToU8(csvOf(corrected)),
    'lama/situs.csv': strToU8(csvOf(january)),
    'baca-saya.txt': strToU8('Unduhan bulan Januari, jangan diubah.'),
    '__MACOSX/._situs.csv': strToU8('x'),
  });
  const { page, errors } = await journey.openPage('/data');
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'unduhan.zip', mimeType: 'application/zip', buffer: Buffer.from(archive) }]);

  const card = (name: string, at = 0) => page.getByRole('article', { name, exact: true }).nth(at);
  await card('instagram.csv').getByText('Dikenali sebagai', { exact: false }).waitFor();
  expect(await page.getByRole('article').count()).toBe(6);
  expect(await card('x.csv').innerText()).toContain('Dikenali sebagai');
  expect(await card('situs.csv').innerText()).toContain('2 baris: 2 baru');
  // The figures of the first file are not new again in the second.
  expect(await card('situs-perbaikan.csv').innerText()).toContain('2 baris: 1 mengganti · 1 sudah ada');
  expect(await card('situs.csv', 1).innerText()).toContain('2 baris: 1 mengganti · 1 sudah ada');
  await card('baca-saya.txt').getByRole('alert').first().waitFor();
  await expectAccessible(page);

  // Without the old copy nothing takes the correction back.
  await card('situs.csv', 1).getByRole('button', { name: 'Keluarkan dari daftar: situs.csv' }).click();
  await expect.poll(() => page.getByRole('article').count()).toBe(5);
  await page.getByRole('button', { name: 'Simpan 4 berkas' }).click();
  await card('situs-perbaikan.csv').getByText('Tersimpan').waitFor();
  const value = async () => {
    const answer = await page.request.get(`${journey.server.url}/api/v1/engagement?from=2026-01-01&to=2026-01-31`);
    const { series } = (await answer.json()) as {
      series: { channel: string; metric: string; periods: { value: number | null }[] }[];
    };
    return series.find(({ channel, metric }) => channel === 'website' && metric === 'visits')?.periods[0]?.value;
  };
  expect(await value()).toBe(91);

  await page.getByRole('button', { name: 'Batalkan: situs-perbaikan.csv' }).click();
  await page.getByRole('button', { name: 'Ya, batalkan impor' }).click();
  await page.locator('section[aria-label="Tabel: Riwayat impor"] table').getByText('Dibatalkan').waitFor();
  expect(await value()).toBe(90);
  expect(errors.filter((error) => !/4\d\d/.test(error))).toEqual([]);
});
