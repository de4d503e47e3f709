import { openDatabase } from '@tilik/db/open';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

/** The day on which the browser's server stands: the calendar opens on its month. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(new Date());
const month = today.slice(0, 7);
const day = (number: number) => `${month}-${String(number).padStart(2, '0')}`;
const lastYear = String(Number(today.slice(0, 4)) - 1);

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney(async (databasePath) => {
    const app = openApp({ db: openDatabase(databasePath), now: new Date().toISOString() });
    await app.store(
      csvOf([
        make.campaign({
          campaign: 'last-year',
          name: 'Umrah tahun lalu',
          name_en: 'Umrah last year',
          planned_from: `${lastYear}-03-03`,
          planned_to: `${lastYear}-03-16`,
          started: `${lastYear}-03-05`,
          ended: `${lastYear}-03-16`,
          spending: 4_000_000,
          budget: 5_000_000,
        }),
      ]),
    );
    app.db.$client.close();
  });
});
afterAll(() => journey?.end());

interface Campaign {
  readonly fields: Readonly<Record<string, unknown>>;
}
const stored = async (name: string): Promise<Campaign['fields'] | undefined> => {
  const response = await fetch(`${journey.server.url}/api/v1/records/campaigns`);
  const { rows } = (await response.json()) as { rows: Campaign[] };
  return rows.find(({ fields }) => fields.name === name)?.fields;
};
/** A busy computer may take its time. */
const patience = { timeout: 15_000 };
const expectPlan = (name: string, from: string, to: string) =>
  expect
    .poll(async () => {
      const fields = await stored(name);
      return [fields?.planned_from, fields?.planned_to];
    }, patience)
    .toEqual([from, to]);

const bar = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}\\. `) });

test('a person plans a campaign, moves it by keyboard and by drag, copies last year’s, and marks one as done', async () => {
  // High enough for all weeks of a month: the pointer works on what is seen.
  const { page, errors } = await journey.openPage('/kampanye', { viewport: { width: 1366, height: 1500 } });
  await page.getByRole('heading', { name: 'Program kalender kerja' }).waitFor();
  await page.getByRole('link', { name: 'Kampanye baru' }).click();

  // What is wrong is said at its field before anything is sent.
  const form = page.getByRole('form', { name: 'Kampanye baru' });
  await form.getByLabel('Rencana mulai').fill(day(12));
  await form.getByLabel('Rencana selesai').fill(day(8));
  await form.getByRole('button', { name: 'Simpan' }).click();
  await form.getByText('Beri nama.').waitFor();
  await form.getByText('Selesainya tidak boleh sebelum mulainya.').waitFor();
  expect(await stored('E-paspor di kampus')).toBeUndefined();
  await form.getByLabel('Nama', { exact: false }).first().fill('E-paspor di kampus');
  await form.getByLabel('Rencana mulai').fill(day(8));
  await form.getByLabel('Rencana selesai').fill(day(12));
  await form.getByLabel('Tujuan').fill('Mahasiswa tahu biayanya');
  await form.getByLabel('Anggaran').fill('2500000');
  await form.getByRole('combobox', { name: 'Penanggung jawab (jabatan)' }).fill('Kasi TIKKIM');
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Simpan' }).click();

  // Its page tells the plan; it has not begun.
  await page.getByRole('heading', { name: 'E-paspor di kampus', level: 1 }).waitFor();
  await page.getByText('belum dimulai', { exact: true }).first().waitFor();
  expect(await stored('E-paspor di kampus')).toMatchObject({
    planned_from: day(8),
    planned_to: day(12),
    budget: 2_500_000,
    person_in_charge: 'Kasi TIKKIM',
    started: null,
  });

  // A target of its own, with the arithmetic behind its state; taken away again.
  const targets = page.getByRole('form', { name: 'Tambah sasaran' });
  await targets.getByPlaceholder('45 %').fill('empat');
  await targets.getByRole('button', { name: 'Tambah sasaran' }).click();
  await targets.getByText('Tulis angka, misalnya 45 % atau 1.200.').waitFor();
  await targets.getByPlaceholder('45 %').fill('45 %');
  await targets.getByRole('button', { name: 'Tambah sasaran' }).click();
  await page.getByRole('cell', { name: '45,0%', exact: true }).waitFor();
  await page.getByRole('button', { name: /^Hapus: Porsi e-paspor/ }).click();
  await page.getByText('Belum ada sasaran untuk kampanye ini.').waitFor();

  // Moved by keyboard: a week on and a day, two days longer; Escape leaves what was not kept.
  await page.getByRole('link', { name: 'Semua kampanye' }).click();
  await bar(page, 'E-paspor di kampus').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.getByText(/^Rencana baru:/).waitFor();
  await page.keyboard.press('Escape');
  await expectPlan('E-paspor di kampus', day(8), day(12));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expectPlan('E-paspor di kampus', day(16), day(22));

  // And taken back from where it was told.
  await page
    .getByRole('alert')
    .filter({ hasText: 'Rencana E-paspor di kampus menjadi' })
    .getByRole('button', { name: 'Urungkan' })
    .click();
  await expectPlan('E-paspor di kampus', day(8), day(12));
  await page.getByText('Sudah diurungkan.').waitFor();

  // Moved by the pointer: from the day on which it begins to the day after.
  await bar(page, 'E-paspor di kampus').waitFor();
  const cell = (on: string) => page.locator(`[data-day="${on}"]`);
  const dragged = async (from: string, to: string, x: number) => {
    const own = await bar(page, 'E-paspor di kampus').boundingBox();
    const [start, end] = [await cell(from).boundingBox(), await cell(to).boundingBox()];
    if (!own || !start || !end) throw new Error('nothing to drag');
    await page.mouse.move(own.x + x, own.y + own.height / 2);
    await page.mouse.down();
    await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 });
    await page.mouse.up();
  };
  await dragged(day(8), day(9), 30);
  await expectPlan('E-paspor di kampus', day(9), day(13));

  // And stretched at its end, as far as the week after.
  await page.getByText('menjadi 9', { exact: false }).first().waitFor();
  const last = await page.locator('[data-bar="e-paspor-di-kampus"][data-ends="true"]').boundingBox();
  const until = await cell(day(16)).boundingBox();
  if (!last || !until) throw new Error('nothing to stretch');
  await page.mouse.move(last.x + last.width - 4, last.y + last.height / 2);
  await page.mouse.down();
  await page.mouse.move(until.x + until.width / 2, until.y + until.height / 2, { steps: 8 });
  await page.mouse.up();
  await expectPlan('E-paspor di kampus', day(9), day(16));

  // Somebody else moves it while it is looked at: both are shown and nothing is overwritten.
  await bar(page, 'E-paspor di kampus').focus();
  await fetch(`${journey.server.url}/api/v1/records/campaigns`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Origin: journey.server.url },
    body: JSON.stringify({ fields: { campaign: 'e-paspor-di-kampus', planned_to: day(20) } }),
  });
  if ((await bar(page, 'E-paspor di kampus').getAttribute('aria-pressed')) !== 'true')
    await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const alert = page.getByRole('alert').filter({ hasText: 'Sementara itu orang lain mengubahnya' });
  await alert.getByText(day(20)).waitFor();
  await alert.getByRole('button', { name: 'Muat ulang' }).click();
  await expectPlan('E-paspor di kampus', day(9), day(20));

  // Last year's is copied: the same weekdays a year on, nothing of what was run.
  await page.getByRole('link', { name: 'Kampanye baru' }).click();
  await page.getByLabel('Salin dari kampanye …').selectOption('last-year');
  await form.getByLabel('Nama', { exact: false }).first().fill('Umrah lagi');
  await form.getByRole('button', { name: 'Simpan' }).click();
  await page.getByRole('heading', { name: 'Umrah lagi', level: 1 }).waitFor();
  const copied = await stored('Umrah lagi');
  expect(copied).toMatchObject({
    started: null,
    ended: null,
    spending: null,
    budget: 5_000_000,
    copied_from: 'last-year',
  });
  const weekdayOf = (text: unknown) => new Date(`${text}T00:00:00Z`).getUTCDay();
  expect(weekdayOf(copied?.planned_from)).toBe(weekdayOf(`${lastYear}-03-03`));

  // It begins today, and ends with what it cost.
  await page.getByRole('button', { name: 'Mulai hari ini' }).click();
  await page.getByRole('button', { name: 'Tandai selesai' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tandai selesai' });
  await dialog.getByLabel('Realisasi biaya').fill('4750000');
  await dialog.getByRole('button', { name: 'Tandai selesai' }).click();
  await expect.poll(async () => (await stored('Umrah lagi'))?.ended, patience).toBe(today);
  expect(await stored('Umrah lagi')).toMatchObject({
    started: today,
    spending: 4_750_000,
    management_step: 'controlling',
  });
  await page.getByText('Realisasi Rp 250.000 di bawah anggaran.', { exact: false }).waitFor();

  // Who changed what is told.
  await page.getByRole('button', { name: 'Tindakan lain' }).click();
  await page.getByRole('menuitem', { name: 'Riwayat' }).click();
  await page.getByRole('dialog').getByText('4750000').waitFor();
  expect(errors.filter((error) => !error.includes('409'))).toEqual([]);
});

test('a calendar of another program is dropped on the data page and becomes planned campaigns; ours is subscribed to', async () => {
  const { page, errors } = await journey.openPage('/data');
  const calendar = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//Test//EN',
    'BEGIN:VEVENT',
    'UID:rapat@example.org',
    'DTSTAMP:20260101T000000Z',
    'SUMMARY:Pameran layanan publik',
    `DTSTART;VALUE=DATE:${day(3).replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${day(6).replaceAll('-', '')}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'kalender.ics', mimeType: 'text/calendar', buffer: Buffer.from(calendar) }]);
  await page.getByText('Kalender (iCalendar): rencana kampanye').first().waitFor();
  await page.getByLabel('Acara yang belum ada di sini menjadi kampanye. Pendekatannya?').selectOption('diseminasi');
  await page.getByRole('button', { name: 'Simpan 1 berkas' }).click();
  await expectPlan('Pameran layanan publik', day(3), day(5));
  expect((await stored('Pameran layanan publik'))?.approach).toBe('diseminasi');

  await page.goto(`${journey.server.url}/kampanye`);
  await bar(page, 'Pameran layanan publik').waitFor();
  // In the year it is a row of its own, and moved in the same way.
  await page.getByText('Tahun', { exact: true }).click();
  await page.waitForURL(/look=year/);
  const scale = await page.locator('.calendar-track').first().boundingBox();
  const own = await bar(page, 'Pameran layanan publik').boundingBox();
  if (!scale || !own) throw new Error('nothing to drag');
  const yearBegins = Date.UTC(Number(today.slice(0, 4)), 0, 1);
  const daysInYear = (Date.UTC(Number(today.slice(0, 4)) + 1, 0, 1) - yearBegins) / 86_400_000;
  const xOf = (on: string) => {
    const index = (Date.parse(`${on}T00:00:00Z`) - yearBegins) / 86_400_000;
    return scale.x + (scale.width * (index + 0.5)) / daysInYear;
  };
  await page.mouse.move(xOf(day(4)), own.y + own.height / 2);
  await page.mouse.down();
  await page.mouse.move(xOf(day(14)), own.y + own.height / 2, { steps: 6 });
  await page.mouse.up();
  await expectPlan('Pameran layanan publik', day(13), day(15));

  await page.getByRole('button', { name: 'Unduh' }).click();
  await page.getByRole('menuitem', { name: 'Langganan kalender …' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Untuk siapa').fill('Ponsel kantor');
  await dialog.getByRole('button', { name: 'Buat alamat' }).click();
  const address = await dialog.getByLabel('Tautan').inputValue();
  const answer = await fetch(address);
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  expect(await answer.text()).toContain('SUMMARY:Pameran layanan publik');
  expect(errors).toEqual([]);
});

const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'light' as const };
const laptop = { viewport: { width: 1366, height: 768 }, colorScheme: 'dark' as const };
for (const { name, path, shape } of [
  { name: 'laptop', path: `/kampanye?look=year&month=${lastYear}-03`, shape: laptop },
  { name: 'laptop', path: `/kampanye?month=${lastYear}-03&lang=en`, shape: laptop },
  { name: 'phone', path: `/kampanye?month=${lastYear}-03&lang=en`, shape: phone },
  { name: 'phone', path: '/kampanye/baru', shape: phone },
]) {
  test(`${path} is accessible and quiet on a ${name}`, async () => {
    const { page, errors } = await journey.openPage(path, { ...shape, reducedMotion: 'reduce' });
    await page
      .getByRole('link', { name: /^Umrah/ })
      .or(page.getByLabel('Salin dari kampanye …'))
      .first()
      .waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(errors).toEqual([]);
  });
}
