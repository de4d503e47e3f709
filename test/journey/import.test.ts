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

/** Two years of months ending with the last finished one, whatever day it is. */
function months(): { month: string; electronic: number; ordinary: number }[] {
  const now = new Date();
  return Array.from({ length: 24 }, (_, index) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 24 + index, 1)).toISOString().slice(0, 7);
    return { month, electronic: 300 + 10 * index, ordinary: 700 + (index % 5) * 20 };
  });
}

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

const applicantsFile = () =>
  file(
    'pemohon.csv',
    [
      'tanggal,jenis_paspor,pemohon',
      ...months().flatMap(({ month, electronic, ordinary }) => [
        `${month},E-paspor,${electronic}`,
        `${month},Paspor biasa,${ordinary}`,
      ]),
      '2026-02-31,E-paspor,5',
    ].join('\n'),
  );

const choose = (page: Page, files: ReturnType<typeof file>[]) => page.locator('input[type=file]').setInputFiles(files);

async function tableCells(page: Page): Promise<string[][]> {
  const table = page.locator('section[aria-label="Tabel: Pemohon paspor dan porsi e-paspor"] table');
  await table.waitFor();
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th,td')].map((cell) => (cell.textContent ?? '').trim())),
    );
}

test('a person drops a file, reads what it would do, stores it, sees the chart, takes the CSV, and takes it all back', async () => {
  const { page, errors } = await journey.openPage('/');

  // An empty store says how to begin.
  await page.getByRole('heading', { name: 'Belum ada angka' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Impor berkas pertama' }).click();
  await page.getByRole('heading', { name: 'Data', exact: true }).waitFor();

  // Drop: a good file with one bad line, and a file that says nothing.
  await choose(page, [applicantsFile(), file('kosong.csv', '')]);
  const card = page.getByRole('article', { name: 'pemohon.csv' });
  await card.getByText('Dikenali sebagai Templat Tilik: pemohon paspor').waitFor();
  expect(await card.innerText()).toContain('49 baris: 48 baru · 1 ditolak');
  expect(await card.innerText()).toContain('Tanggal “2026-02-31” tidak ada di kalender.');
  expect(await card.innerText()).toContain('2026-02-31,E-paspor,5');
  await page.getByRole('article', { name: 'kosong.csv' }).getByText('Berkas kosong').waitFor();
  await expectAccessible(page);

  // Nothing is stored before it is confirmed: there is what a new store begins with, and no more.
  const before = (await (await page.request.get(`${journey.server.url}/api/v1/imports`)).json()) as {
    imports: { format: string }[];
  };
  expect(new Set(before.imports.map(({ format }) => format))).toEqual(new Set(['by-hand']));
  await page.getByRole('button', { name: 'Simpan 1 berkas' }).click();
  await card.getByText('Tersimpan').waitFor();
  const history = page.locator('section[aria-label="Tabel: Riwayat impor"] table');
  await history.getByText('pemohon.csv').waitFor();
  await expectAccessible(page);

  // The chart and its table.
  await page.getByRole('link', { name: 'Lihat di Ringkasan' }).click();
  await page.locator('svg.recharts-surface').nth(1).waitFor();
  expect(await page.locator('svg.recharts-surface .recharts-bar-rectangle').count()).toBeGreaterThan(40);
  await page.getByRole('button', { name: 'Lihat sebagai tabel' }).click();
  const rows = await tableCells(page);
  const last = months().at(-1);
  expect(rows).toHaveLength(25);
  expect(rows[0]?.[6]).toContain('Masih berjalan');
  expect(rows[1]?.slice(1, 3)).toEqual([String(last?.electronic), String(last?.ordinary)]);
  await expectAccessible(page);

  // Another window is another URL, and the same URL is the same page.
  await page.getByLabel('Rentang', { exact: true }).selectOption('12m');
  await page.waitForURL(/period=12m/);
  await expect.poll(async () => (await tableCells(page)).length).toBe(13);
  await page.getByLabel('Satuan waktu').selectOption('quarter');
  await page.waitForURL(/grain=quarter/);
  await expect.poll(async () => (await tableCells(page)).length).toBeLessThan(8);
  const shown = await tableCells(page);
  await page.reload();
  await page.getByRole('button', { name: 'Lihat sebagai tabel' }).click();
  expect(await tableCells(page)).toEqual(shown);

  // The CSV holds the table's numbers.
  await page.getByRole('button', { name: 'Simpan grafik' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Unduh CSV' }).click(),
  ]);
  const csv = parse(readFileSync(await download.path(), 'utf8'), { bom: true, columns: true }) as Record<
    string,
    string
  >[];
  const plain = (text: string | undefined) => (text ?? '').replaceAll('.', '').replace('–', '');
  expect(csv.toReversed().map((row) => [row.electronic, row.ordinary, row.total])).toEqual(
    shown.map((row) => [plain(row[1]), plain(row[2]), plain(row[3])]),
  );

  // The picture can be taken along.
  await page.getByRole('button', { name: 'Simpan grafik' }).click();
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Unduh PNG' }).click(),
  ]);
  const png = readFileSync(await picture.path());
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(png.length).toBeGreaterThan(20_000);

  // The same file again changes nothing.
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  await choose(page, [applicantsFile()]);
  await page
    .getByText('Tidak ada yang baru di berkas ini.')
    .or(page.getByText('49 baris: 48 sudah ada · 1 ditolak'))
    .first()
    .waitFor();

  // Undo, and the figures are gone.
  await page.getByRole('button', { name: 'Batalkan: pemohon.csv' }).click();
  await page.getByRole('button', { name: 'Ya, batalkan impor' }).click();
  await history.getByText('Dibatalkan').waitFor();
  await page.getByRole('link', { name: 'Ringkasan', exact: true }).click();
  await page.getByRole('heading', { name: 'Belum ada angka' }).waitFor();
  expect(errors.filter((error) => !error.includes('422'))).toEqual([]);
});

test('a file that does not name its platform is asked about, and stored as answered', async () => {
  const { page } = await journey.openPage('/data?lang=en');
  const text = 'sep=,\n"Views"\n"Date","Primary"\n"2025-03-01T00:00:00","12"\n"2025-03-02T00:00:00","30"\n';
  await choose(page, [{ name: 'Views.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${text}`, 'utf16le') }]);
  const card = page.getByRole('article', { name: 'Views.csv' });
  await card.getByText('Needs an answer').waitFor();
  expect(await page.getByRole('button', { name: /^Store/ }).count()).toBe(0);
  await card.getByLabel('The file does not name its platform. Where is it from?').selectOption('facebook');
  await card.getByText('Ready to store').waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Store 1 file' }).click();
  await card.getByText('Stored').waitFor();
  const answer = await page.request.get(`${journey.server.url}/api/v1/engagement?from=2025-03-01&to=2025-03-31`);
  const { series } = (await answer.json()) as {
    series: { channel: string; metric: string; periods: { value: number }[] }[];
  };
  expect(series.map(({ channel, metric, periods }) => [channel, metric, periods[0]?.value])).toEqual([
    ['facebook', 'views', 42],
  ]);
});
