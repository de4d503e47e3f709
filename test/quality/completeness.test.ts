import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';
import { type Completeness, days, declare, type Expected, expected, isWeekday, refusalOf } from './quality.ts';

const visits = (list: readonly string[], given: Parameters<typeof make.reading>[0] = {}) =>
  list.map((date, index) => make.reading({ date, value: index + 1, ...given }));

const electronic = (list: readonly string[]) => list.map((date) => make.applicantCount({ date }));

const cellsOf = ({ figures }: Completeness, index = 0) =>
  figures[index]?.cells.map(({ month, state, timeliness, expected: wanted, reported, onTime, share }) => [
    month,
    state,
    timeliness,
    wanted,
    reported,
    onTime,
    share,
  ]);

test('a declaration is kept as it was sent, and a new one takes its place', async () => {
  const app = openApp();
  expect((await app.get<Expected>('/api/v1/quality/expected')).figures).toEqual([]);
  const first = [expected(), expected({ noun: 'applicants', channel: null, measure: 'electronic', grain: 'month' })];
  expect((await declare(app, first)).figures).toEqual([first[1], first[0]]);
  const second = [expected({ noun: 'sources', channel: null, measure: null, grain: 'month', to: '2025-12-31' })];
  await declare(app, second);
  expect(await app.get<Expected>('/api/v1/quality/expected?office=bandung')).toEqual({
    office: 'bandung',
    figures: second,
  });
  expect((await app.get<Expected>('/api/v1/quality/expected?office=batam')).figures).toEqual([]);
});

test('a declaration of what cannot be reported is refused with the field, and nothing is changed', async () => {
  const app = openApp();
  await declare(app, [expected()]);
  for (const [figure, field, code] of [
    [expected({ channel: 'radio' }), 'channel', 'unknown-channel'],
    [expected({ channel: null }), 'channel', 'unknown-channel'],
    [expected({ measure: 'happiness' }), 'measure', 'unknown-metric'],
    [expected({ noun: 'applicants', measure: 'electronic' }), 'channel', 'not-valid'],
    [expected({ noun: 'applicants', channel: null, measure: 'visits' }), 'measure', 'unknown-passport-type'],
    [expected({ noun: 'sources', channel: null }), 'measure', 'not-valid'],
    [expected({ to: '2024-12-31' }), 'to', 'ends-before-start'],
    [expected({ from: '2025-02-30' }), 'from', 'not-a-day'],
    [expected({ dueDays: -1 }), 'dueDays', 'not-valid'],
  ] as const) {
    const problem = await refusalOf(app, 'PUT', 'expected', { figures: [figure] });
    expect([problem.status, problem.issues[0]?.field, problem.issues[0]?.code]).toEqual([
      400,
      `figures.0.${field}`,
      code,
    ]);
  }
  const twice = await refusalOf(app, 'PUT', 'expected', { figures: [expected(), expected({ from: '2025-06-01' })] });
  expect(twice.issues.map(({ field, code }) => [field, code])).toEqual([['figures.1.noun', 'expected-twice']]);
  expect((await app.get<Expected>('/api/v1/quality/expected')).figures).toEqual([expected()]);
});

test('the suggestion is what came in at least half of the last six finished months, from where its run begins', async () => {
  const app = openApp();
  const months = ['2025-05', '2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-01'];
  await app.store(csvOf(months.map((date) => make.declaredSource({ date }))));
  await app.store(csvOf(months.filter((date) => date !== '2025-06').map((date) => make.applicantCount({ date }))));
  await app.store(
    csvOf([
      ...visits(days('2025-10-01', '2025-12-31')),
      // Every day of two months only, of the six.
      ...visits(days('2025-11-01', '2025-12-31'), { metric: 'pageviews' }),
      // What comes on the days of an event is no daily figure.
      ...visits(['2025-08-04', '2025-09-02', '2025-10-07', '2025-11-06', '2025-12-09'], {
        channel: 'field-outreach',
        metric: 'attendees',
      }),
    ]),
  );
  const { figures } = await app.get<Expected>('/api/v1/quality/expected/suggestion');
  expect(
    figures.map(({ noun, channel, measure, grain, from, to }) => [noun, channel, measure, grain, from, to]),
  ).toEqual([
    ['applicants', null, 'electronic', 'month', '2025-07-01', null],
    ['sources', null, null, 'month', '2025-05-01', null],
    ['readings', 'website', 'visits', 'day', '2025-10-01', null],
  ]);
  expect((await app.get<Expected>('/api/v1/quality/expected')).figures).toEqual([]);
  await declare(app, figures);
});

test('where nothing was reported nothing is suggested', async () => {
  expect((await openApp().get<Expected>('/api/v1/quality/expected/suggestion')).figures).toEqual([]);
});

test('a daily reading is complete where every day is there, partial where one is not, and missing where none is', async () => {
  const app = openApp({ now: '2025-12-05T05:00:00Z' });
  await app.store(csvOf([...visits(days('2025-10-01', '2025-10-31')), ...visits(days('2025-11-01', '2025-11-29'))]));
  app.setNow('2026-01-14T05:00:00Z');
  await declare(app, [expected()]);
  const answer = await app.get<Completeness>('/api/v1/quality/completeness?from=2025-10-01');
  expect(cellsOf(answer)).toEqual([
    ['2025-10', 'complete', 'late', 31, 31, 0, 1],
    ['2025-11', 'partial', 'on-time', 30, 29, 29, 29 / 30],
    ['2025-12', 'missing', null, 31, 0, 0, 0],
    ['2026-01', 'unfinished', null, 13, 0, 0, null],
  ]);
  expect(
    answer.months.map(({ month, unfinished, figures, complete, share }) => [
      month,
      unfinished,
      figures,
      complete,
      share,
    ]),
  ).toEqual([
    ['2025-10', false, 1, 1, 1],
    ['2025-11', false, 1, 0, 0],
    ['2025-12', false, 1, 0, 0],
    ['2026-01', true, 1, 0, null],
  ]);
});

test('before it is due what is not there is not missing', async () => {
  const app = openApp({ now: '2026-01-10T05:00:00Z' });
  await declare(app, [expected()]);
  const path = '/api/v1/quality/completeness?from=2025-12-01&to=2025-12-31';
  expect(cellsOf(await app.get<Completeness>(path))).toEqual([['2025-12', 'not-due', null, 31, 0, 0, 0]]);
  app.setNow('2026-01-11T05:00:00Z');
  expect(cellsOf(await app.get<Completeness>(path))).toEqual([['2025-12', 'missing', null, 31, 0, 0, 0]]);
});

test('what was brought in by the last due day is on time, and a day later it is late', async () => {
  for (const [now, timeliness] of [
    // The last minute of the tenth day in Bandung, and the first one after it.
    ['2026-01-10T16:59:00Z', 'on-time'],
    ['2026-01-10T17:00:00Z', 'late'],
  ] as const) {
    const app = openApp({ now });
    await app.store(csvOf([make.applicantCount({ date: '2025-12' })]));
    await declare(app, [expected({ noun: 'applicants', channel: null, measure: 'electronic', grain: 'month' })]);
    const answer = await app.get<Completeness>('/api/v1/quality/completeness?from=2025-12-01&to=2025-12-31');
    expect(answer.figures[0]?.cells[0]).toMatchObject({ state: 'complete', timeliness, dueOn: '2026-01-10' });
  }
});

test('an import that repeats or corrects a figure later does not make it late', async () => {
  const app = openApp({ now: '2026-01-05T05:00:00Z' });
  const month = { noun: 'applicants', channel: null, measure: 'electronic', grain: 'month' } as const;
  await declare(app, [expected(month)]);
  await app.store(csvOf([make.applicantCount({ date: '2025-12' })]));
  app.setNow('2026-03-05T05:00:00Z');
  const path = '/api/v1/quality/completeness?from=2025-12-01&to=2025-12-31';
  const second = await app.store(csvOf([make.applicantCount({ date: '2025-12', applicants: 99 })]));
  expect(cellsOf(await app.get<Completeness>(path))).toEqual([['2025-12', 'complete', 'on-time', 1, 1, 1, 1]]);
  await app.request(`/api/v1/imports/${second.id}`, { method: 'DELETE' });
  expect(cellsOf(await app.get<Completeness>(path))).toEqual([['2025-12', 'complete', 'on-time', 1, 1, 1, 1]]);
});

test('applicants are expected on the days the office was open only', async () => {
  const app = openApp();
  await app.store(
    csvOf([make.event({ event: 'natal', name: 'Natal', kind: 'holiday', starts: '2025-12-25', confounds: 'no' })]),
  );
  const open = days('2025-12-01', '2025-12-31').filter((day) => isWeekday(day) && day !== '2025-12-25');
  await app.store(csvOf(electronic(open)));
  await declare(app, [expected({ noun: 'applicants', channel: null, measure: 'electronic' })]);
  const path = '/api/v1/quality/completeness?from=2025-12-01&to=2025-12-31';
  expect(cellsOf(await app.get<Completeness>(path))).toEqual([['2025-12', 'complete', 'late', 22, 22, 0, 1]]);
});

test('where nothing was expected nothing is complete', async () => {
  const app = openApp();
  const path = '/api/v1/quality/completeness?from=2025-11-01&to=2025-12-31';
  expect((await app.get<Completeness>(path)).months.map(({ figures, share }) => [figures, share])).toEqual([
    [0, null],
    [0, null],
  ]);
  await app.store(
    csvOf([make.event({ event: 'tutup', name: 'Tutup', kind: 'closure', starts: '2025-11-01', ends: '2025-11-30' })]),
  );
  await declare(app, [
    expected({ noun: 'applicants', channel: null, measure: 'electronic' }),
    expected({ from: '2025-12-15', to: '2025-12-20' }),
  ]);
  const answer = await app.get<Completeness>(path);
  expect(cellsOf(answer, 0)?.[0]).toEqual(['2025-11', 'not-expected', null, 0, 0, 0, null]);
  expect(cellsOf(answer, 1)).toEqual([
    ['2025-11', 'not-expected', null, 0, 0, 0, null],
    ['2025-12', 'missing', null, 6, 0, 0, 0],
  ]);
  expect(answer.months.map(({ figures, share }) => [figures, share])).toEqual([
    [0, null],
    [2, 0],
  ]);
});

test('inquiries are looked for by channel and sources by period, whatever their topic or answer', async () => {
  const app = openApp({ now: '2026-01-05T05:00:00Z' });
  await app.store(csvOf([make.declaredSource({ date: '2025-12', source: 'x' })]));
  await declare(app, [
    expected({ noun: 'sources', channel: null, measure: null, grain: 'month' }),
    expected({ noun: 'inquiries', channel: 'instagram', measure: null, grain: 'month' }),
  ]);
  const answer = await app.get<Completeness>('/api/v1/quality/completeness?from=2025-12-01&to=2025-12-31');
  expect(cellsOf(answer, 0)).toEqual([['2025-12', 'complete', 'on-time', 1, 1, 1, 1]]);
  expect(cellsOf(answer, 1)).toEqual([['2025-12', 'not-due', null, 1, 0, 0, 0]]);
});

test('the CSV has a row for every expected figure and month, with the numbers of the answer', async () => {
  const app = openApp();
  await app.store(csvOf(visits(days('2025-12-01', '2025-12-30'))));
  await declare(app, [expected()]);
  const response = await app.request('/api/v1/quality/completeness.csv?from=2025-11-01&to=2025-12-31');
  expect(response.headers.get('Content-Type')).toMatch(/^text\/csv/);
  const rows = parse(await response.text(), { bom: true, columns: true }) as Record<string, string>[];
  expect(
    rows.map(({ month, channel, measure, state, expected: wanted, reported, share }) => [
      month,
      channel,
      measure,
      state,
      wanted,
      reported,
      share,
    ]),
  ).toEqual([
    ['2025-11', 'website', 'visits', 'missing', '30', '0', '0'],
    ['2025-12', 'website', 'visits', 'partial', '31', '30', String(30 / 31)],
  ]);
});
