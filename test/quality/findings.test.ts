import { activities, imports, snapshots } from '@tilik/db/schema';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { days, type Finding, type Findings, isWeekday, refusalOf, tell } from './quality.ts';

const findingsOf = async (app: OpenApp, month: string, lang = 'en'): Promise<readonly Finding[]> =>
  (await app.get<Findings>(`/api/v1/quality/findings?month=${month}&lang=${lang}`)).findings;

const ofRule = (findings: readonly Finding[], rule: string) => findings.filter((finding) => finding.rule === rule);

const visits = (list: readonly string[], value: (index: number) => number, given: object = {}) =>
  list.map((date, index) => make.reading({ date, value: value(index), ...given }));

/** Values with a spread and without a pattern that any rule finds. */
const usual = (index: number) => 100 + ((index * 37) % 23);

test('a month without figures, and one whose figures agree, have no findings', async () => {
  const app = openApp();
  expect(await findingsOf(app, '2025-12')).toEqual([]);
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-12', applicants: 30 }),
      make.applicantCount({ date: '2025-12', applicants: 20, variant: 'laminated' }),
      make.applicantCount({ date: '2025-12', applicants: 10, variant: 'polycarbonate' }),
    ]),
  );
  await app.store(csvOf([make.declaredSource({ date: '2025-12', applicants: 30 })]));
  expect(await findingsOf(app, '2025-12')).toEqual([]);
});

test('parts that do not add up to their total are found, with both sums and every figure', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-12', applicants: 1500 }),
      make.applicantCount({ date: '2025-12', applicants: 1200, variant: 'laminated' }),
      make.applicantCount({ date: '2025-12', applicants: 345, variant: 'polycarbonate' }),
      make.applicantCount({ date: '2025-12', applicants: 1400, request: 'new' }),
      // Without a total there is nothing to compare with.
      make.applicantCount({ date: '2025-12', passport_type: 'ordinary', applicants: 7, variant: '48' }),
    ]),
  );
  const findings = await findingsOf(app, '2025-12');
  expect(
    findings.map(({ rule, severity, facts }) => [rule, severity, facts.breakdown, facts.sum, facts.total]),
  ).toEqual([
    ['parts-differ', 'error', 'variant', 1545, 1500],
    ['parts-differ', 'warning', 'request', 1400, 1500],
  ]);
  expect(findings[0]).toMatchObject({
    id: 'bandung:2025-12:parts-differ:month:2025-12-01:electronic:variant',
    month: '2025-12',
    sentence:
      'E-passport, December 2025: by book variant they add up to 1,545, but the total is 1,500 (difference 45).',
  });
  expect(findings[0]?.figures.map(({ noun, key }) => [noun, key[4]])).toEqual([
    ['applicants', 'all'],
    ['applicants', 'laminated'],
    ['applicants', 'polycarbonate'],
  ]);
  expect((await findingsOf(app, '2025-12', 'id'))[0]?.sentence).toBe(
    'E-paspor, Desember 2025: jumlah menurut varian buku 1.545, padahal totalnya 1.500 (selisih 45).',
  );
  expect(await findingsOf(app, '2025-11')).toEqual([]);
});

test('more declared sources than applicants are found, per passport type', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-12', applicants: 40 }),
      make.applicantCount({ date: '2025-12', passport_type: 'ordinary', applicants: 40 }),
    ]),
  );
  await app.store(
    csvOf([
      make.declaredSource({ source: 'instagram', applicants: 30 }),
      make.declaredSource({ source: 'unknown', applicants: 11 }),
      make.declaredSource({ source: 'unknown', passport_type: 'ordinary', applicants: 40 }),
    ]),
  );
  const findings = await findingsOf(app, '2025-12');
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    rule: 'sources-exceed',
    severity: 'error',
    facts: { passportType: 'electronic', declared: 41, applicants: 40, difference: 1 },
  });
});

test('sources are held against the days of a month only where every open day was reported', async () => {
  const app = openApp();
  const open = days('2025-12-01', '2025-12-31').filter(isWeekday);
  await app.store(csvOf([make.declaredSource({ applicants: 900 })]));
  await app.store(
    csvOf(open.slice(1).map((date, index) => make.applicantCount({ date, applicants: usual(index) % 7 }))),
  );
  expect(ofRule(await findingsOf(app, '2025-12'), 'sources-exceed')).toEqual([]);
  await app.store(csvOf([make.applicantCount({ date: open[0] ?? '', applicants: 3 })]));
  expect(ofRule(await findingsOf(app, '2025-12'), 'sources-exceed')).toHaveLength(1);
});

test('the figure of a month and the sum of its days are compared only where no day is missing', async () => {
  const app = openApp();
  const open = days('2025-12-01', '2025-12-31').filter(isWeekday);
  const total = open.reduce((sum, _, index) => sum + 10 + (index % 5), 0);
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-12', applicants: total + 4 }),
      ...open.slice(1).map((date, index) => make.applicantCount({ date, applicants: 10 + ((index + 1) % 5) })),
    ]),
  );
  expect(await findingsOf(app, '2025-12')).toEqual([]);
  await app.store(csvOf([make.applicantCount({ date: open[0] ?? '', applicants: 10 })]));
  expect((await findingsOf(app, '2025-12'))[0]).toMatchObject({
    rule: 'days-differ',
    severity: 'warning',
    facts: { noun: 'applicants', measure: 'electronic', sum: total, total: total + 4, difference: -4 },
    sentence: `E-passport applicants, December 2025: the days add up to ${total}, but the figure of the month is ${total + 4} (difference -4).`,
  });
  await app.store(csvOf([make.applicantCount({ date: '2025-12', applicants: total })]));
  expect(await findingsOf(app, '2025-12')).toEqual([]);
});

test('readings that are added are compared with their month, and people counted once a day are not', async () => {
  const app = openApp();
  const month = days('2025-11-01', '2025-11-30');
  await app.store(
    csvOf([
      ...visits(month, usual),
      ...visits(month, usual, { metric: 'visitors' }),
      make.reading({ date: '2025-11', value: 1 }),
      make.reading({ date: '2025-11', value: 1, metric: 'visitors' }),
    ]),
  );
  expect(ofRule(await findingsOf(app, '2025-11'), 'days-differ').map(({ facts }) => facts.measure)).toEqual(['visits']);
});

test('e-passport applicants from before the launch are found, zero and the month of the launch are not', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.applicantCount({ date: '2019-11', applicants: 3 }),
      make.applicantCount({ date: '2019-12', applicants: 9 }),
      make.applicantCount({ date: '2019-12-04', applicants: 0 }),
      make.applicantCount({ date: '2019-12-05', applicants: 2 }),
      make.applicantCount({ date: '2019-12-06', applicants: 5 }),
      make.applicantCount({ date: '2019-11', passport_type: 'ordinary', applicants: 300 }),
    ]),
  );
  const early = [...(await findingsOf(app, '2019-11')), ...(await findingsOf(app, '2019-12'))];
  expect(early.map(({ rule, severity, facts }) => [rule, severity, facts.period, facts.value])).toEqual([
    ['before-launch', 'error', '2019-11', 3],
    ['before-launch', 'error', '2019-12-05', 2],
  ]);
  expect(early[1]?.sentence).toBe(
    '5 December 2019: 2 e-passport applicants, but this office has offered it only since 6 December 2019.',
  );
});

const postFile = (given: Record<string, string | number> = {}) => csvOf([make.post(given)]);

test('a snapshot from before its post is found, once for all its metrics', async () => {
  const app = openApp();
  await app.store(postFile(), { snapshotOn: '2025-12-20' });
  // The importer refuses such a file; figures that came in otherwise are found all the same.
  app.db.update(activities).set({ publishedOn: '2025-12-24' }).run();
  const findings = await findingsOf(app, '2025-12');
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    rule: 'snapshot-before-post',
    severity: 'error',
    facts: { channel: 'instagram', takenOn: '2025-12-20', publishedOn: '2025-12-24' },
  });
  expect(findings[0]?.figures.length).toBeGreaterThan(3);
});

test('a lifetime figure that falls is noted in the month in which it fell, against the snapshot before it', async () => {
  const app = openApp();
  await app.store(postFile({ Views: 100, Likes: 9 }), { snapshotOn: '2025-12-10' });
  await app.store(postFile({ Views: 120, Likes: 8 }), { snapshotOn: '2026-01-05' });
  expect(await findingsOf(app, '2025-12')).toEqual([]);
  const [finding, ...others] = await findingsOf(app, '2026-01');
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    rule: 'snapshot-falls',
    severity: 'note',
    facts: { metric: 'likes', before: 9, beforeOn: '2025-12-10', value: 8, takenOn: '2026-01-05', difference: -1 },
  });
  expect(
    app.db
      .select()
      .from(snapshots)
      .all()
      .filter(({ metric }) => metric === 'likes'),
  ).toHaveLength(2);
});

test('one value on seven days in a row is noted once, in the month of its seventh day; zeros and six days are not', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...visits(days('2025-11-28', '2025-12-04'), () => 40),
      ...visits(days('2025-12-01', '2025-12-20'), () => 0, { metric: 'pageviews' }),
      ...visits(days('2025-12-10', '2025-12-15'), () => 5, { channel: 'x', metric: 'likes' }),
      ...visits(days('2025-12-01', '2025-12-20'), () => 800, { channel: 'x', metric: 'followers' }),
    ]),
  );
  expect(await findingsOf(app, '2025-11')).toEqual([]);
  const findings = await findingsOf(app, '2025-12');
  expect(findings.map(({ rule, facts }) => [rule, facts.measure, facts.days, facts.from, facts.to])).toEqual([
    ['same-value', 'visits', 7, '2025-11-28', '2025-12-04'],
  ]);
  expect(findings[0]?.sentence).toBe('Visits (Website): 40 on 7 days in a row, 28 November 2025 – 4 December 2025.');
});

test('a gap ends a run of one value, and a weekend does not end one of applicants', async () => {
  const app = openApp();
  await app.store(csvOf(visits([...days('2025-12-01', '2025-12-06'), ...days('2025-12-08', '2025-12-12')], () => 40)));
  expect(await findingsOf(app, '2025-12')).toEqual([]);
  const open = days('2025-12-01', '2025-12-12').filter(isWeekday);
  await app.store(csvOf(open.map((date) => make.applicantCount({ date, applicants: 12 }))));
  expect((await findingsOf(app, '2025-12')).map(({ rule, facts }) => [rule, facts.noun, facts.days])).toEqual([
    ['same-value', 'applicants', 10],
  ]);
});

test('a daily value far from its weekday is found, with what would have been usual', async () => {
  const app = openApp();
  const all = days('2025-07-01', '2025-12-31');
  // Weekends are always low: a low Sunday is usual, the same value on a Monday is not.
  const value = (day: string, index: number) => {
    if (day === '2025-12-15') return 9;
    return isWeekday(day) ? 900 + ((index * 37) % 211) : 8 + (index % 5);
  };
  await app.store(csvOf(all.map((date, index) => make.reading({ date, value: value(date, index) }))));
  const answer = await app.get<Findings>('/api/v1/quality/findings?month=2025-12&lang=en');
  expect(answer.findings.map(({ rule, facts }) => [rule, facts.period, facts.value])).toEqual([
    ['outlier', '2025-12-15', 9],
  ]);
  const [{ facts } = { facts: {} as Finding['facts'] }] = answer.findings;
  // The same by hand, from the 23 Mondays before it.
  const middle = (list: number[]) => list.toSorted((one, other) => one - other)[11] ?? Number.NaN;
  const mondays = all.flatMap((day, index) =>
    new Date(day).getUTCDay() === 1 && day < '2025-12-15' ? [Math.log(value(day, index) + 1)] : [],
  );
  expect(mondays).toHaveLength(23);
  const centre = middle(mondays);
  const spread = middle(mondays.map((one) => Math.abs(one - centre)));
  expect(facts.values).toBe(23);
  expect(facts.score).toBeCloseTo((0.6745 * (Math.log(10) - centre)) / spread, 2);
  expect(facts.low).toBe(Math.ceil(Math.exp(centre - (3.5 * spread) / 0.6745) - 1));
  expect(facts.high).toBe(Math.floor(Math.exp(centre + (3.5 * spread) / 0.6745) - 1));
  expect(answer.outliers).toEqual({ evaluated: 31, notEvaluated: [] });
});

test('what cannot be held against anything says why', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      ...visits(days('2025-12-01', '2025-12-31'), usual),
      ...visits(days('2025-07-01', '2025-12-31'), (index) => (index % 40 === 0 ? 3 : 0), { metric: 'pageviews' }),
    ]),
  );
  const { outliers, findings } = await app.get<Findings>('/api/v1/quality/findings?month=2025-12');
  expect(findings).toEqual([]);
  const base = { noun: 'readings', channel: 'website', grain: 'day' };
  expect(outliers).toEqual({
    evaluated: 0,
    notEvaluated: [
      { ...base, measure: 'pageviews', reason: 'no-spread', values: 31 },
      { ...base, measure: 'visits', reason: 'too-few', values: 31 },
    ],
  });
});

test('a monthly figure is held against the months of the two years before it', async () => {
  const app = openApp();
  const months = Array.from({ length: 24 }, (_, index) => new Date(Date.UTC(2024, index, 1)).toISOString().slice(0, 7));
  await app.store(
    csvOf(
      months.map((date, index) =>
        make.applicantCount({ date, applicants: date === '2025-12' ? 40 : 3000 + ((index * 37) % 500) }),
      ),
    ),
    { office: 'batam' },
  );
  const answer = await app.get<Findings>('/api/v1/quality/findings?office=batam&month=2025-12&lang=en');
  expect(answer.findings.map(({ rule, facts }) => [rule, facts.period, facts.value, facts.values])).toEqual([
    ['outlier', '2025-12', 40, 23],
  ]);
});

test('a finding keeps its name and what was done about it until its figures are corrected', async () => {
  const app = openApp();
  await app.store(csvOf([make.applicantCount({ date: '2019-11', applicants: 3 })]));
  const [finding] = await findingsOf(app, '2019-11');
  expect(finding?.followUp).toEqual({ state: 'open', comment: '', changedAt: null });
  const id = finding?.id ?? '';
  const path = `findings/${encodeURIComponent(id)}`;
  const changed = await tell<Finding>(app, 'PUT', path, {
    state: 'checked',
    comment: '  Uji coba sebelum peluncuran. ',
  });
  const followUp = {
    state: 'checked',
    comment: 'Uji coba sebelum peluncuran.',
    changedAt: '2026-01-14T05:00:00.000Z',
  };
  expect(changed).toMatchObject({ id, followUp });
  expect((await findingsOf(app, '2019-11'))[0]?.followUp).toEqual(followUp);
  await app.store(csvOf([make.applicantCount({ date: '2019-11', applicants: 4 })]));
  expect((await findingsOf(app, '2019-11'))[0]?.followUp).toEqual(followUp);
  await app.store(csvOf([make.applicantCount({ date: '2019-11', applicants: 0 })]));
  expect(await findingsOf(app, '2019-11')).toEqual([]);
  expect((await refusalOf(app, 'PUT', path, { state: 'open' })).code).toBe('no-such-finding');
});

test('a follow-up of nothing, or in no state there is, is refused', async () => {
  const app = openApp();
  for (const id of ['4711', 'bandung:2025-12:outlier:x', 'nowhere:2025-12:outlier', 'bandung:2025-13:outlier']) {
    const problem = await refusalOf(app, 'PUT', `findings/${encodeURIComponent(id)}`, { state: 'open' });
    expect([id, problem.status, problem.code]).toEqual([id, 404, 'no-such-finding']);
  }
  expect((await refusalOf(app, 'PUT', 'findings/4711', { state: 'ignored' })).status).toBe(400);
  expect((await refusalOf(app, 'PUT', 'findings/4711', { state: 'open', comment: 'x'.repeat(2001) })).status).toBe(400);
});

test.for(['2025-1', '2025-13', 'desember', '2025-12-01', ''])('the month “%s” is refused as none', async (month) => {
  const response = await openApp().request(`/api/v1/quality/findings?month=${month}`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ issues: [{ field: 'month', code: 'not-a-month' }] });
});

test('the CSV has a row for every finding, with its sentence, its arithmetic and its follow-up', async () => {
  const app = openApp();
  await app.store(csvOf([make.applicantCount({ date: '2019-11', applicants: 3 })]));
  const [finding] = await findingsOf(app, '2019-11');
  await tell(app, 'PUT', `findings/${encodeURIComponent(finding?.id ?? '')}`, { state: 'accepted', comment: 'Benar.' });
  const response = await app.request('/api/v1/quality/findings.csv?month=2019-11&lang=id');
  const [row] = parse(await response.text(), { bom: true, columns: true }) as Record<string, string>[];
  expect(row).toMatchObject({
    month: '2019-11',
    rule: 'before-launch',
    sentence: 'November 2019: ada 3 pemohon e-paspor, padahal kantor ini baru melayaninya sejak 6 Desember 2019.',
    follow_up: 'accepted',
    comment: 'Benar.',
  });
  expect(JSON.parse(row?.facts ?? '')).toEqual(finding?.facts);
});

test('what an undone import said is not found', async () => {
  const app = openApp();
  const report = await app.store(csvOf([make.applicantCount({ date: '2019-11', applicants: 3 })]));
  await app.request(`/api/v1/imports/${report.id}`, { method: 'DELETE' });
  expect(app.db.select().from(imports).all()).toHaveLength(1);
  expect(await findingsOf(app, '2019-11')).toEqual([]);
});
