import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey?.end());

const grid = (page: Page) => page.getByRole('grid');
/** A cell of a row, by the column's place counted from 0. */
const cell = (page: Page, row: string, column: number): Locator =>
  grid(page)
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('gridcell')
    .nth(column);

/** A busy computer may take its time. */
const patience = { timeout: 15_000 };

const textOf = async (place: Locator) => (await place.innerText()).split('\n').map((line) => line.trim());
const expectText = (place: Locator, lines: readonly string[]) =>
  expect.poll(() => textOf(place), patience).toEqual(lines);

/** Pastes as a spreadsheet's clipboard does. */
const paste = (page: Page, text: string) =>
  page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);

test('a person types and pastes a month, is told what was refused and why, and finds it all again', async () => {
  const { page, errors } = await journey.openPage('/data');
  await page.getByRole('link', { name: 'Isi angka dengan tangan' }).click();
  await page.getByRole('heading', { name: 'Isi tangan' }).waitFor();
  await page.goto(`${journey.server.url}/data/entri?month=2026-01&sheet=readings`);

  // Typing over a cell, Enter goes down and Tab goes right.
  await cell(page, 'Unggahan', 0).click();
  await page.keyboard.type('1.234');
  await page.keyboard.press('Enter');
  await page.keyboard.type('7');
  await page.keyboard.press('Tab');
  await page.keyboard.type('12,5');
  await page.keyboard.press('Enter');
  await expectText(cell(page, 'Unggahan', 0), ['1.234', '✓ tersimpan']);
  await expectText(cell(page, 'Kegiatan lapangan', 0), ['7', '✓ tersimpan']);

  // What is refused stays in its cell, with its reason.
  const refused = cell(page, 'Kegiatan lapangan', 1);
  await expect.poll(() => refused.innerText(), patience).toContain('✕ ditolak');
  expect((await textOf(refused))[0]).toBe('12,5');
  await page
    .getByRole('region', { name: '1 sel belum tersimpan' })
    .getByText('“12,5” pecahan. Jumlah orang atau interaksi harus bilangan bulat.')
    .waitFor();
  await expectAccessible(page);

  // Escape over a cell leaves it as it was; the arrows move; Delete empties what was typed.
  await cell(page, 'Unggahan', 0).click();
  await page.keyboard.type('99');
  await page.keyboard.press('Escape');
  await expectText(cell(page, 'Unggahan', 0), ['1.234', '✓ tersimpan']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expectText(cell(page, 'Kegiatan lapangan', 0), ['–', 'tidak dilaporkan', '✓ tersimpan']);

  // A block of three rows and two columns, as Excel copies it: grouped thousands, and a dash for what is not reported.
  await cell(page, 'Suka', 0).click();
  await paste(page, '1.200\t30\r\n45\t-\r\n6\t7\r\n');
  await expectText(cell(page, 'Suka', 0), ['1.200', '✓ tersimpan']);
  await expectText(cell(page, 'Suka', 1), ['30', '✓ tersimpan']);
  await expectText(cell(page, 'Komentar', 0), ['45', '✓ tersimpan']);
  await expectText(cell(page, 'Dibagikan', 1), ['7', '✓ tersimpan']);
  expect(await grid(page).locator('[aria-selected=true]').count()).toBe(6);

  // The refused cell is corrected, changed once more, and says what it was before.
  await refused.click();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expectText(refused, ['12', '✓ tersimpan']);
  await refused.click();
  await page.keyboard.type('15');
  await page.keyboard.press('Enter');
  await expectText(refused, ['15', '✓ tersimpan']);
  await refused.click();
  const panel = page.getByRole('region', { name: 'Sel terpilih' });
  await panel.getByText('12 → 15').waitFor();
  await panel.getByText('tidak dilaporkan → 12').waitFor();

  // A remark is kept beside the figure.
  await panel.getByLabel('Catatan').fill('dari laporan kertas');
  await panel.getByRole('button', { name: 'Simpan catatan' }).click();
  await panel.getByText('Catatan tersimpan.').waitFor();

  // The same URL is the same page.
  await page.reload();
  await expectText(cell(page, 'Unggahan', 0), ['1.234']);
  await expectText(cell(page, 'Suka', 0), ['1.200']);
  await expectText(cell(page, 'Suka', 1), ['30']);
  await expectText(cell(page, 'Komentar', 0), ['45']);
  await expectText(cell(page, 'Komentar', 1), ['–', 'tidak dilaporkan']);
  await expectText(cell(page, 'Dibagikan', 1), ['7']);
  await cell(page, 'Kegiatan lapangan', 1).click();
  expect(await panel.getByLabel('Catatan').inputValue()).toBe('dari laporan kertas');

  // The month after is another URL, and compares with this one.
  await page.getByRole('button', { name: 'Bulan berikutnya' }).click();
  await page.waitForURL(/month=2026-02/);
  await page.getByRole('grid', { name: 'Bacaan kanal, Februari 2026' }).waitFor();
  await cell(page, 'Suka', 0).click();
  await page.keyboard.type('90000');
  await page.keyboard.press('Enter');
  await cell(page, 'Suka', 0).click();
  await panel.getByText('Jauh berbeda. Periksa angkanya.').waitFor();
  await page.reload();
  await expectText(cell(page, 'Suka', 0), ['90.000', '▲ lalu 1.200']);
  expect(errors).toEqual([]);
});

test('what could not be sent stays in its cell and is sent again', async () => {
  const { page } = await journey.openPage('/data/entri?month=2026-01&sheet=sources&lang=en');
  await cell(page, 'Instagram', 1).waitFor();
  await page.route('**/api/v1/entry', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await cell(page, 'Instagram', 1).click();
  await page.keyboard.type('310');
  await page.keyboard.press('Enter');
  await page.getByText('Not sent. Check the connection, then send again.').first().waitFor();
  expect((await textOf(cell(page, 'Instagram', 1)))[0]).toBe('310');
  await page.unroute('**/api/v1/entry');
  await page.getByRole('button', { name: 'Send again' }).click();
  await expectText(cell(page, 'Instagram', 1), ['310', '✓ saved']);
});

test('the grid is entered and left by keyboard, and one cell at a time can be reached by Tab', async () => {
  const { page } = await journey.openPage('/data/entri?month=2026-01&sheet=sources&lang=en');
  const first = cell(page, 'Instagram', 0);
  await first.waitFor();
  expect(await grid(page).locator('td[tabindex="0"]').count()).toBe(1);
  await first.focus();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-at'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused, patience).toBe('1:1');
  await page.keyboard.press('Control+End');
  await expect.poll(focused, patience).toBe('7:2');
  await page.keyboard.press('Control+Home');
  await expect.poll(focused, patience).toBe('0:0');
  await page.keyboard.press('Tab');
  await expect.poll(focused, patience).toBe('0:1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await focused()).toBeNull();
  expect(await page.evaluate(() => document.activeElement?.closest('[role=grid]'))).toBeNull();
});

const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'light' as const, hasTouch: true };
const laptop = { viewport: { width: 1366, height: 768 }, colorScheme: 'dark' as const };
// The first journey has looked at the largest sheet in Bahasa Indonesia already.
const looks = [
  { sheet: 'readings', lang: 'en', name: 'laptop', shape: laptop },
  { sheet: 'applicants', lang: 'id', name: 'phone', shape: phone },
  { sheet: 'sources', lang: 'en', name: 'phone', shape: phone },
  { sheet: 'inquiries', lang: 'id', name: 'laptop', shape: laptop },
];
test.for(looks)('$sheet are accessible in $lang on a $name', async ({ sheet, lang, shape }) => {
  const { page, errors } = await journey.openPage(`/data/entri?month=2026-01&sheet=${sheet}&lang=${lang}`, {
    ...shape,
    reducedMotion: 'reduce',
  });
  await grid(page).waitFor();
  await expectAccessible(page);
  // The table scrolls sideways inside its region; the page does not.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(errors).toEqual([]);
});

test('on a phone a cell is chosen by a tap and filled in after another', async () => {
  const { page } = await journey.openPage('/data/entri?month=2026-01&sheet=applicants', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const day = cell(page, '5 Jan 2026', 0);
  await day.tap();
  await day.tap();
  await day.getByRole('textbox').fill('52');
  await cell(page, '6 Jan 2026', 0).tap();
  await expectText(day, ['52', '✓ tersimpan']);
});
