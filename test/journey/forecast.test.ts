import { openDatabase } from '@tilik/db/open';
import { addDays, addMonths, dayInZone, firstOfMonth } from '@tilik/server/inside/day.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileOf, logistic, months, monthsOf } from '../forecast/made-shares.ts';
import { openApp } from '../support/open-app.ts';
import { type Journey, startJourney } from './journey.ts';

/** Four years of months along a curve to 80 %, of which 65 % are reached; the last of them is the month before this. */
const seen = 48;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney(async (databasePath) => {
    const db = openDatabase(databasePath);
    const now = new Date();
    const first = addMonths(firstOfMonth(dayInZone(now, 'Asia/Jakarta')), -seen);
    const made = monthsOf(months(seen, logistic(0.8, 0.12, 36)), 11);
    const periods = made.periods.map((period, index) => {
      const from = addMonths(first, index);
      return { ...period, from, to: addDays(addMonths(from, 1), -1) };
    });
    await openApp({ db, now: now.toISOString() }).store(fileOf({ ...made, periods }));
    db.$client.close();
  });
});
afterAll(() => journey?.end());

test('the date of a curve is told, drawn and in the table, and the trend and its past are beside it', async () => {
  const { page, errors } = await journey.openPage('/perkiraan?level=0.7&model=logistic&lang=en');
  await page.getByText(/^By the logistic curve, the e-passport share reaches 70% between/).waitFor({ timeout: 60_000 });
  await page.locator('.recharts-reference-area').waitFor();
  await page.getByRole('button', { name: 'See as a table' }).click();
  expect(
    await page
      .getByRole('region', { name: /Forecast of the e-passport share/ })
      .getByRole('row')
      .count(),
  ).toBe(seen + 1);
  const models = page.getByRole('region', { name: /All models side by side/ });
  expect(await models.getByRole('row', { name: /^Logistic curve \w+ 20\d\d – \w+ 20\d\d \d+% – \d+%/ }).count()).toBe(
    1,
  );
  expect(await models.getByRole('row', { name: /^Damped trend/ }).count()).toBe(1);
  const tried = page.getByRole('region', { name: /Tried on the past/ }).last();
  expect(await tried.getByRole('row').count()).toBe(4);
  expect(errors).toEqual([]);
});

test('target, model and ceilings are chosen by keyboard and stay in the URL', async () => {
  const { page, errors } = await journey.openPage('/perkiraan?lang=en');
  const target = page.getByRole('textbox', { name: 'Target' });
  await target.fill('72');
  await target.press('Enter');
  await page.getByRole('heading', { name: 'When will the e-passport share reach 72%?' }).waitFor();
  await page.getByText('Scenarios', { exact: true }).click();
  const ceilings = page.getByRole('textbox', { name: /Ceilings in percent/ });
  await ceilings.fill('75 and 90');
  await ceilings.press('Enter');
  await page.getByText(/^If the share cannot exceed 75%/).waitFor();
  await page.getByRole('combobox', { name: 'Drawn' }).selectOption('90%');
  await page.getByText(/^If the share cannot exceed 90%/).waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    lang: 'en',
    level: '0.72',
    model: 'scenario',
    ceilings: '0.75,0.9',
    ceiling: '0.9',
  });
  expect(errors).toEqual([]);
});

test('a page of forecasts reflows at 320 px', async () => {
  const { page } = await journey.openPage('/perkiraan', { viewport: { width: 320, height: 640 } });
  await page.locator('svg.recharts-surface').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
