import { openDatabase } from '@tilik/db/open';
import { type Actor, systemActor } from '@tilik/server/inside/access/actor.ts';
import { approvedUntil } from '@tilik/server/inside/access/approved.ts';
import { places } from '@tilik/server/inside/access/places.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';
import { bothOffices, headersOf, prepare, samplesOf, storeMonth, storePost } from './samples.ts';

const acts = (given: Readonly<Record<string, readonly ('closed' | 'reopened')[]>>) =>
  new Map(Object.entries(given).map(([month, list]) => [`${month}-01`, list.map((act) => ({ act }))]));

test.for([
  ['no month was ever closed', {}, undefined],
  ['one month is closed', { '2025-11': ['closed'] }, '2025-11-30'],
  [
    'the latest closed month counts, whatever lies before it',
    { '2025-03': ['closed'], '2025-11': ['closed'] },
    '2025-11-30',
  ],
  [
    'a month opened again takes the later ones with it',
    { '2025-09': ['closed', 'reopened'], '2025-11': ['closed'] },
    '2025-08-31',
  ],
  [
    'the earliest of several that were opened again',
    { '2025-05': ['closed', 'reopened'], '2025-08': ['closed', 'reopened'], '2025-11': ['closed'] },
    '2025-04-30',
  ],
  [
    'closed once more, it is approved once more',
    { '2025-09': ['closed', 'reopened', 'closed'], '2025-11': ['closed'] },
    '2025-11-30',
  ],
  [
    'one opened again after the latest closed takes nothing',
    { '2025-10': ['closed'], '2025-11': ['closed', 'reopened'] },
    '2025-10-31',
  ],
  ['the only closed month was opened again', { '2025-11': ['closed', 'reopened'] }, undefined],
] as const)('approved until: %s', ([, given, until]) => {
  expect(approvedUntil(acts(given))).toBe(until);
});

const reader = { id: 'person:pembaca', name: 'Pembaca', role: 'pembaca', officeId: null } as const;

const tell = (app: OpenApp, path: string, body: object) =>
  app.request(`/api/v1/quality/months/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

interface Uptake {
  readonly from: string;
  readonly to: string;
  readonly today: string;
  readonly periods: readonly {
    readonly period: string;
    readonly state: string;
    readonly electronic: number | null;
  }[];
}

/** Days and months of autumn 2025, seen by the office and by a reader. */
async function withFigures() {
  const office = openApp();
  const months = ['2025-09', '2025-10', '2025-11', '2025-12'].flatMap((date) => [
    make.applicantCount({ date, applicants: 10 }),
    make.applicantCount({ date, passport_type: 'ordinary', applicants: 30 }),
  ]);
  const days = ['2025-11-28', '2025-12-01', '2026-01-05'].map((date) => make.applicantCount({ date, applicants: 3 }));
  await office.store(csvOf([...months, ...days]));
  const readings = ['2025-11-30', '2025-12-01'].map((date) => make.reading({ date, value: 5 }));
  await office.store(csvOf([...readings, make.reading({ date: '2025-12', value: 400 })]));
  await office.store(
    csvOf([
      make.post(),
      make.post({
        'Post ID': '18000000000000002',
        'Publish time': '11/05/2025 01:30',
        Permalink: 'https://www.instagram.com/p/BBB222/',
      }),
    ]),
    {
      channel: 'instagram',
      snapshotOn: '2026-01-10',
    },
  );
  return { office, reader: openApp({ db: office.db, visitor: reader }) };
}

test('while no month is closed a reader is told who closes months, in both languages', async () => {
  const { reader } = await withFigures();
  for (const [lang, who] of [
    ['id', /[Kk]epala kantor atau administrator/],
    ['en', /head of the office or the administrator/],
  ] as const) {
    const problem = await problemOf(await reader.request(`/api/v1/uptake?lang=${lang}`));
    expect(problem).toMatchObject({ status: 403, code: 'nothing-approved', detail: expect.stringMatching(who) });
  }
});

test('a reader sees figures up to the end of the latest closed month and not one of a later day', async () => {
  const { office, reader } = await withFigures();
  await tell(office, '2025-11/close', {});
  const months = await reader.get<Uptake>('/api/v1/uptake');
  expect(months).toMatchObject({ from: '2024-12-01', to: '2025-11-30', today: '2025-12-01' });
  expect(months.periods.at(-1)).toMatchObject({ period: '2025-11', electronic: 10 });
  // The last period of a coarser grain reaches beyond: it is unfinished, and holds what is approved of it.
  const years = await reader.get<Uptake>('/api/v1/uptake?grain=year&from=2025-01-01&to=2026-01-14');
  expect(years.periods).toMatchObject([{ period: '2025', state: 'unfinished', electronic: 30 }]);
  const weeks = await reader.get<Uptake>('/api/v1/uptake?grain=day&from=2025-11-27&to=2025-12-02');
  expect(weeks.periods.map(({ period, electronic }) => [period, electronic])).toEqual([
    ['2025-11-27', null],
    ['2025-11-28', 3],
    ['2025-11-29', null],
    ['2025-11-30', null],
  ]);
  const { series } = await reader.get<{ series: readonly { periods: readonly { value: number | null }[] }[] }>(
    '/api/v1/engagement?grain=year&from=2025-01-01&to=2026-01-14',
  );
  expect(series.map(({ periods }) => periods.map(({ value }) => value))).toEqual([[5]]);
  const { activities } = await reader.get<{
    activities: readonly { publishedOn: string; snapshots: readonly unknown[] }[];
  }>('/api/v1/activities');
  // Its figures were taken in January.
  expect(activities).toMatchObject([{ publishedOn: '2025-11-05', snapshots: [] }]);
  const { months: states } = await reader.get<{ months: readonly { month: string; state: string }[] }>(
    '/api/v1/quality/months?from=2025-10-01&to=2026-01-14',
  );
  expect(states.map(({ month, state }) => [month, state])).toEqual([
    ['2025-11', 'closed'],
    ['2025-10', 'open'],
  ]);
  // Whoever enters figures sees all of them.
  expect((await office.get<Uptake>('/api/v1/uptake')).periods.at(-1)).toMatchObject({
    period: '2026-01',
    electronic: 3,
  });
});

test('days that are wholly not approved yet are refused, and opening a month again takes it away', async () => {
  const { office, reader } = await withFigures();
  await tell(office, '2025-10/close', {});
  await tell(office, '2025-11/close', {});
  const december = '/api/v1/uptake?lang=en&from=2025-12-01&to=2025-12-31';
  expect(await problemOf(await reader.request(december))).toMatchObject({
    status: 403,
    code: 'not-approved-yet',
    detail: expect.stringContaining('2025-11-30'),
  });
  await tell(office, '2025-10/reopen', { reason: 'Angka baru datang' });
  expect(await reader.get<Uptake>('/api/v1/uptake')).toMatchObject({ to: '2025-09-30' });
  expect((await reader.request('/api/v1/uptake?from=2025-10-01')).status).toBe(403);
  await tell(office, '2025-10/close', {});
  expect(await reader.get<Uptake>('/api/v1/uptake')).toMatchObject({ to: '2025-11-30' });
});

test('figures of a comparison office are shown as far as ours are approved', async () => {
  const { office, reader } = await withFigures();
  await office.store(csvOf([make.applicantCount({ date: '2025-11' })]), { office: 'surabaya' });
  expect((await reader.request('/api/v1/uptake?office=surabaya')).status).toBe(403);
  await tell(office, '2025-11/close', {});
  const { to, periods } = await reader.get<Uptake>('/api/v1/uptake?office=surabaya');
  expect([to, periods.at(-1)?.electronic]).toEqual(['2025-11-30', 12]);
});

test('figures of days that are not approved change nothing that readers and holders of a link are shown', {
  timeout: 60_000,
}, async () => {
  const db = openDatabase(':memory:');
  let speaker: Actor = systemActor('test');
  const app = createApp({ db, now: () => new Date('2026-01-14T05:00:00Z'), identify: async () => speaker });
  const prepared = await prepare(
    db,
    app,
    (actor) => {
      speaker = actor;
    },
    speaker,
  );
  const questions = Object.entries(samplesOf(prepared)).flatMap(([name, samples]) => {
    const place = places[name];
    if (!place || !name.startsWith('GET') || place.office !== 'query') return [];
    if (place.approvedOnly !== true && place.shared === undefined) return [];
    const windows = [
      '',
      'from=2025-06-01&to=2026-01-14',
      ...['day', 'week', 'year'].map((grain) => `grain=${grain}&from=2025-06-01&to=2026-01-14`),
    ];
    return samples.flatMap(({ path }) => windows.map((window) => `${path}${path.includes('?') ? '&' : '?'}${window}`));
  });
  const shown = async () => {
    const answers = new Map<string, string>();
    for (const actor of [reader, ...prepared.views]) {
      speaker = actor;
      for (const path of questions) {
        const response = await app.request(path, { headers: headersOf(undefined) });
        if (response.status === 200) answers.set(`${actor.id} ${path}`, await response.text());
      }
    }
    return answers;
  };
  const before = await shown();
  expect(before.size).toBeGreaterThan(50);
  speaker = systemActor('test');
  const answer = async <Body>(path: string, method = 'GET', body?: BodyInit) => {
    const response = await app.request(path, { method, headers: headersOf(body), ...(body ? { body } : {}) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };
  for (const office of bothOffices) {
    for (const month of ['2025-12', '2026-01']) await storeMonth(answer, office, month, 7777);
    await storePost(answer, office, '2025-11', 7777, '2025-12-20');
  }
  const after = await shown();
  expect([...after.keys()]).toEqual([...before.keys()]);
  for (const [question, text] of after) expect([question, text]).toEqual([question, before.get(question)]);
  // Whoever enters figures does see them.
  speaker = systemActor('test');
  expect(await (await app.request('/api/v1/engagement')).text()).toContain('7777');
});
