import type { Db } from '@tilik/db/open';
import { applicants, campaigns } from '@tilik/db/schema';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

const file = (...dates: readonly string[]): string =>
  csvOf(dates.map((date, index) => make.applicantCount({ date, applicants: 100 + index })));

const days = (db: Db): string[] =>
  db
    .select()
    .from(applicants)
    .all()
    .sort((one, other) => one.applicants - other.applicants)
    .map(({ periodOn }) => periodOn);

test('one date that can only be day first decides for the whole column, wherever it stands', async () => {
  const app = openApp();
  const dates = Array.from(
    { length: 300 },
    (_, index) => `0${1 + (index % 9)}/${10 + (index % 3)}/${2000 + (index % 20)}`,
  );
  const report = await app.store(file(...new Set(dates), '13/01/2025'));
  expect(report).toMatchObject({ questions: [], rejected: 0 });
  expect(days(app.db)[0]).toBe('2000-10-01');
});

test('one date that can only be month first decides as well', async () => {
  const app = openApp();
  expect(await app.store(file('03/04/2025', '03/14/2025', '12/01/2025'))).toMatchObject({ questions: [], stored: 3 });
  expect(days(app.db)).toEqual(['2025-03-04', '2025-03-14', '2025-12-01']);
});

test('where nothing decides, it is asked, and nothing is stored without an answer', async () => {
  const app = openApp();
  const open = file('03/04/2025', '05/05/2025', '2025-01-31');
  expect(await app.store(open, { preview: true })).toMatchObject({
    status: 'question',
    questions: [{ field: 'dayOrder', required: true, choices: ['day-first', 'month-first'] }],
  });
  const refused = await app.send(open);
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ code: 'answer-needed', issues: [{ field: 'dayOrder' }] });
  expect((await app.send(open, { dayOrder: 'year-first' })).status).toBe(400);

  const [dayFirst, monthFirst] = [openApp(), openApp()];
  await dayFirst.store(open, { dayOrder: 'day-first' });
  await monthFirst.store(open, { dayOrder: 'month-first' });
  expect(days(dayFirst.db)).toEqual(['2025-04-03', '2025-05-05', '2025-01-31']);
  expect(days(monthFirst.db)).toEqual(['2025-03-04', '2025-05-05', '2025-01-31']);
  // The answer goes with the file: dropped again, nothing is asked.
  expect(await monthFirst.store(open)).toMatchObject({ status: 'same-file' });
});

test.each([
  [['05/05/2025', '2025-03-04', '2025-12']],
  [['3 April 2025', 'Apr 4, 2025', '04/2025']],
  [['2025/03/04', '2025.03.05', '2025-03-06']],
])('%s can be meant in one way only: nothing is asked', async (dates) => {
  const app = openApp();
  expect(await app.store(file(...dates))).toMatchObject({ questions: [], stored: dates.length });
});

test('an answer does not go against what the column itself says', async () => {
  const app = openApp();
  await app.store(file('03/04/2025', '13/04/2025'), { dayOrder: 'month-first' });
  expect(days(app.db)).toEqual(['2025-04-03', '2025-04-13']);
});

test('in a column of both orders the contradicting dates are rejected, and those of two meanings until it is said', async () => {
  const mixed = file('13/01/2025', '14/01/2025', '01/15/2025', '03/04/2025', '05/05/2025');
  const app = openApp();
  const report = await app.store(mixed);
  expect(report).toMatchObject({ stored: 3, rejected: 2, questions: [{ field: 'dayOrder', required: false }] });
  expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
    [4, 'other-day-order'],
    [5, 'ambiguous-day'],
  ]);
  expect(days(app.db)).toEqual(['2025-01-13', '2025-01-14', '2025-05-05']);

  const answered = openApp();
  const said = await answered.store(mixed, { dayOrder: 'month-first' });
  expect(said.problems.map(({ line, code }) => [line, code])).toEqual([
    [2, 'other-day-order'],
    [3, 'other-day-order'],
  ]);
  expect(days(answered.db)).toEqual(['2025-01-15', '2025-03-04', '2025-05-05']);
});

test('years of two digits are of this century, and their order is decided with the others', async () => {
  const app = openApp();
  expect(await app.store(file('31/01/25', '02/03/25'))).toMatchObject({ questions: [], stored: 2 });
  expect(days(app.db)).toEqual(['2025-01-31', '2025-03-02']);
});

test('the date columns of one file are decided together', async () => {
  const app = openApp();
  await app.store(csvOf([make.campaign({ started: '03/04/2025', ended: '04/30/2025' })]));
  expect(app.db.select().from(campaigns).all()).toMatchObject([{ startedOn: '2025-03-04', endedOn: '2025-04-30' }]);
});

test('what is older than any figure of the programme is rejected', async () => {
  const refused = await openApp().send(file('1989-12-31', '00/01/1900', '31/12/1989'));
  expect(((await refused.json()) as Problem).issues.map(({ code }) => code)).toEqual([
    'too-early',
    'no-such-day',
    'too-early',
  ]);
});
