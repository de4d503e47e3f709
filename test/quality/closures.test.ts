import { closedMonths, isFit } from '@tilik/server/inside/quality/closures.ts';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { declare, expected, type Finding, type Findings, type Month, type Months, refusalOf, tell } from './quality.ts';

const monthly = expected({ noun: 'applicants', channel: null, measure: 'electronic', grain: 'month' });
const close = (app: OpenApp, month: string, reason = '') =>
  tell<Month>(app, 'POST', `months/${month}/close`, { reason });
const reopen = (app: OpenApp, month: string, reason: string) =>
  tell<Month>(app, 'POST', `months/${month}/reopen`, { reason });

test('a month is closed and opened again, and every act is kept with its reason', async () => {
  const app = openApp();
  expect(await close(app, '2025-12')).toMatchObject({ month: '2025-12', state: 'closed' });
  app.setNow('2026-01-15T05:00:00Z');
  expect(await reopen(app, '2025-12', ' Rekap susulan dari pusat. ')).toMatchObject({ state: 'reopened' });
  app.setNow('2026-01-16T05:00:00Z');
  expect((await close(app, '2025-12', 'Sudah lengkap.')).history).toEqual([
    { act: 'closed', reason: '', actedAt: '2026-01-14T05:00:00.000Z', by: 'test' },
    { act: 'reopened', reason: 'Rekap susulan dari pusat.', actedAt: '2026-01-15T05:00:00.000Z', by: 'test' },
    { act: 'closed', reason: 'Sudah lengkap.', actedAt: '2026-01-16T05:00:00.000Z', by: 'test' },
  ]);
});

test('the running month and a future one cannot be closed; the last one can, from its first day after', async () => {
  const app = openApp({ now: '2026-01-31T16:59:00Z' });
  for (const month of ['2026-01', '2026-02']) {
    const problem = await refusalOf(app, 'POST', `months/${month}/close`, {});
    expect([problem.status, problem.code]).toEqual([409, 'month-running']);
  }
  // Midnight in Bandung.
  app.setNow('2026-01-31T17:00:00Z');
  expect(await close(app, '2026-01')).toMatchObject({ state: 'closed' });
});

test('closing what is closed and opening what is open change nothing and say so', async () => {
  const app = openApp();
  expect((await refusalOf(app, 'POST', 'months/2025-12/reopen', { reason: 'x' })).code).toBe('month-not-closed');
  await close(app, '2025-12');
  expect((await refusalOf(app, 'POST', 'months/2025-12/close', {})).code).toBe('month-already-closed');
  const { months } = await app.get<Months>('/api/v1/quality/months?from=2025-12-01&to=2025-12-31');
  expect(months[0]?.history).toHaveLength(1);
});

test('a month is not opened again without a reason', async () => {
  const app = openApp();
  await close(app, '2025-12');
  for (const body of [{}, { reason: '' }, { reason: '   ' }]) {
    const problem = await refusalOf(app, 'POST', 'months/2025-12/reopen', body);
    expect([problem.status, problem.issues[0]?.field]).toEqual([400, 'reason']);
  }
  expect((await refusalOf(app, 'POST', 'months/2025-13/close', {})).issues[0]?.code).toBe('not-a-month');
  expect((await refusalOf(app, 'POST', 'months/2025-12/close?office=nowhere', {})).code).toBe('unknown-office');
});

test('a closed month is closed on each of its days, at its office only, until it is opened again', async () => {
  const app = openApp();
  expect(closedMonths(app.db)('bandung', '2025-12-15')).toBe(false);
  await close(app, '2025-12');
  await close(app, '2025-10');
  const isClosed = closedMonths(app.db);
  expect(['2025-11-30', '2025-12-01', '2025-12-31', '2026-01-01'].map((day) => isClosed('bandung', day))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isClosed('batam', '2025-12-15')).toBe(false);
  await reopen(app, '2025-12', 'Rekap susulan.');
  expect(closedMonths(app.db)('bandung', '2025-12-15')).toBe(false);
  expect(closedMonths(app.db)('bandung', '2025-10-15')).toBe(true);
});

test('a month is fit when it is over, what was expected is there, and no error is open', async () => {
  const app = openApp();
  const fitness = (month: string) => isFit(app.db, 'bandung', `${month}-01`, '2026-01-14');
  expect(fitness('2025-12')).toEqual({ fit: false, reasons: [{ code: 'nothing-expected', count: 0 }] });
  await declare(app, [monthly, expected({ ...monthly, measure: 'ordinary' })]);
  expect(fitness('2025-12')).toEqual({ fit: false, reasons: [{ code: 'incomplete', count: 2 }] });
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-12', applicants: 40 }),
      make.applicantCount({ date: '2025-12', passport_type: 'ordinary', applicants: 90 }),
      make.applicantCount({ date: '2025-12', applicants: 41, request: 'new' }),
    ]),
  );
  expect(fitness('2025-12')).toEqual({ fit: false, reasons: [{ code: 'open-errors', count: 1 }] });
  const { findings } = await app.get<Findings>('/api/v1/quality/findings');
  await tell<Finding>(app, 'PUT', `findings/${encodeURIComponent(findings[0]?.id ?? '')}`, {
    state: 'accepted',
    comment: 'Satu permohonan dihitung dua kali di pusat.',
  });
  expect(fitness('2025-12')).toEqual({ fit: true });
  expect(fitness('2026-01')).toEqual({ fit: false, reasons: [{ code: 'unfinished', count: 0 }] });
});

test('the months are listed latest first, each with its state, completeness, open findings and fitness', async () => {
  const app = openApp();
  await declare(app, [{ ...monthly, from: '2025-11-01' }]);
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-11', applicants: 40 }),
      make.applicantCount({ date: '2025-11', applicants: 30, request: 'new' }),
    ]),
  );
  await close(app, '2025-11');
  const { months } = await app.get<Months>('/api/v1/quality/months?from=2025-10-01');
  expect(
    months.map(({ month, state, completeness, openFindings, fit, reasons }) => [
      month,
      state,
      completeness.share,
      openFindings.warning,
      fit,
      reasons.map(({ code }) => code),
    ]),
  ).toEqual([
    ['2026-01', 'unfinished', null, 0, false, ['unfinished']],
    ['2025-12', 'open', 0, 0, false, ['incomplete']],
    ['2025-11', 'closed', 1, 1, true, []],
    ['2025-10', 'open', null, 0, false, ['nothing-expected']],
  ]);
  expect((await app.get<Months>('/api/v1/quality/months')).months).toHaveLength(12);
  const tooLong = await app.request('/api/v1/quality/months?from=2015-01-01');
  expect(tooLong.status).toBe(400);
});

test('rows of a closed month are rejected by an import, and the others of the file are stored', async () => {
  const app = openApp();
  await close(app, '2025-12');
  const report = await app.store(
    csvOf([make.applicantCount({ date: '2025-12-31' }), make.applicantCount({ date: '2026-01-02' })]),
  );
  expect([report.stored, report.rejected]).toEqual([1, 1]);
  expect(report.problems.map(({ code, message }) => [code, message])).toEqual([
    ['month-closed', expect.stringMatching(/^The month 2025-12 is closed\./)],
  ]);
  await reopen(app, '2025-12', 'Rekap susulan.');
  expect((await app.store(csvOf([make.applicantCount({ date: '2025-12-31' })]))).stored).toBe(1);
});
