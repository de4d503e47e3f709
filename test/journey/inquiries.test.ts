import { openDatabase } from '@tilik/db/open';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible, type Journey, startJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey?.end());

const patience = { timeout: 15_000 };

/** The counts of the day as the rest of the house sees them. */
function countsOf(databasePath: string): unknown[] {
  const db = openDatabase(databasePath);
  const rows = db.$client
    .prepare(
      `SELECT channel_id AS channel, topic, received, answered, answer_minutes AS minutes FROM inquiries
       WHERE grain = 'day' ORDER BY channel_id, topic`,
    )
    .all();
  db.$client.close();
  return rows;
}

test('the operator notes ten questions with two clicks or two keys each, and takes one back', async () => {
  const { page, errors } = await journey.openPage('/pertanyaan');
  await page.getByRole('heading', { name: 'Apa yang masih belum diketahui masyarakat?' }).waitFor();
  const form = page.getByRole('form', { name: 'Catat pertanyaan' });
  const press = (name: string) => form.getByRole('button', { name, exact: true }).click();
  const noted = page.getByRole('region', { name: /Pertanyaan yang dicatat/ });
  const expectNoted = (count: number) =>
    expect.poll(() => noted.getByRole('row').count(), patience).toBe(count === 0 ? 0 : count + 1);

  // Nothing is to be pressed before a topic is chosen.
  expect(await form.getByRole('button', { name: 'Dijawab' }).isDisabled()).toBe(true);
  await press('X (Twitter)');
  for (let question = 1; question <= 4; question += 1) {
    await press('Biaya');
    await press(question === 1 ? 'Belum' : 'Dijawab');
    await expectNoted(question);
  }
  // The channel stayed chosen; the number pad does the same.
  await form.getByRole('button', { name: 'Manfaat' }).focus();
  for (let question = 5; question <= 9; question += 1) {
    await page.keyboard.press('3');
    await page.keyboard.press(question === 9 ? '-' : '+');
    await expectNoted(question);
  }
  await press('Instagram');
  await press('Lama pengurusan');
  await form.getByLabel('Menit sampai dijawab').fill('45');
  await press('Dijawab');
  await expectNoted(10);
  await page.getByText('Dicatat: Lama pengurusan, Instagram, dijawab.').waitFor();

  // The first was answered after all; one was a mistake.
  await noted.getByRole('button', { name: /^Dijawab: Biaya/ }).click();
  await noted.getByLabel('Menit sampai dijawab').fill('20');
  await noted.getByRole('button', { name: 'Simpan' }).click();
  await noted.getByRole('cell', { name: 'Dijawab dalam 20 menit' }).waitFor();
  await noted
    .getByRole('button', { name: /^Batalkan: Manfaat/ })
    .first()
    .click();
  await expectNoted(9);
  await expect
    .poll(() => countsOf(journey.databasePath), patience)
    .toEqual([
      { channel: 'instagram', topic: 'waiting-time', received: 1, answered: 1, minutes: 45 },
      { channel: 'x', topic: 'benefits', received: 4, answered: 4, minutes: null },
      { channel: 'x', topic: 'cost', received: 4, answered: 4, minutes: 20 },
    ]);
  // What was noted is in the figures below at once.
  const answers = page.getByRole('region', { name: /Jawaban tiap kanal/ });
  await expect
    .poll(() => answers.getByRole('row', { name: /^X \(Twitter\)/ }).innerText(), patience)
    .toContain('8 dari 8');
  await expectAccessible(page);
  expect(errors).toEqual([]);
});

test('the pages of questions and of audiences say how to begin where there are no figures, and reflow', async () => {
  for (const [path, said] of [
    ['/pertanyaan?period=last-year', 'Tidak ada pertanyaan yang dilaporkan'],
    ['/khalayak', 'Impor rekap yang memuat kolom tujuan'],
  ] as const) {
    const { page, errors } = await journey.openPage(path, { viewport: { width: 320, height: 640 } });
    await page.getByText(said).waitFor();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(errors).toEqual([]);
  }
});
