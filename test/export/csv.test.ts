import type { Client } from '@tilik/server/client';
import { daysOf } from '@tilik/server/inside/day.ts';
import { parse } from 'csv-parse/sync';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Api = Client['api']['v1'];
type Uptake = InferResponseType<Api['uptake']['$get'], 200>;
type Engagement = InferResponseType<Api['engagement']['$get'], 200>;
type Sources = InferResponseType<Api['sources']['$get'], 200>;
type Channels = InferResponseType<Api['channels']['$get'], 200>;
type Campaigns = InferResponseType<Api['campaigns']['$get'], 200>;
type Events = InferResponseType<Api['events']['$get'], 200>;
type Row = Readonly<Record<string, string | number | boolean | null>>;

const shareColumns = (name: string, share: Uptake['periods'][number]['uptake']): Row => ({
  [name]: share.kind === 'share' ? share.share : null,
  [`${name}_low`]: share.kind === 'share' ? share.low : null,
  [`${name}_high`]: share.kind === 'share' ? share.high : null,
  [`${name}_note`]: share.kind === 'share' ? null : share.reason,
});

/** Every question that is also answered as CSV: where it is, and its JSON as the table it should be. */
const questions: readonly { path: string; table: (app: OpenApp, query: string) => Promise<Row[]> }[] = [
  {
    path: '/api/v1/uptake',
    async table(app, query) {
      const { office, sample, periods } = await app.get<Uptake>(`/api/v1/uptake${query}`);
      return periods.map(
        ({ period, from, to, state, electronic, ordinary, total, uptake, openDays, reportedDays }) => ({
          office,
          period,
          from,
          to,
          state,
          electronic,
          ordinary,
          total,
          ...shareColumns('uptake_share', uptake),
          open_days: openDays,
          reported_days: reportedDays,
          sample,
        }),
      );
    },
  },
  {
    path: '/api/v1/engagement',
    async table(app, query) {
      const { office, sample, series } = await app.get<Engagement>(`/api/v1/engagement${query}`);
      return series.flatMap(({ channel, metric, aggregation, stage, periods }) =>
        periods.map(({ period, from, to, state, value, days, reportedDays }) => ({
          office,
          channel,
          metric,
          aggregation,
          stage,
          period,
          from,
          to,
          state,
          value,
          days,
          reported_days: reportedDays,
          sample,
        })),
      );
    },
  },
  {
    path: '/api/v1/sources',
    async table(app, query) {
      const { office, from, to, sample, sources } = await app.get<Sources>(`/api/v1/sources${query}`);
      return sources.map(({ source, electronic, ordinary, total, uptake, shareOfElectronic }) => ({
        office,
        from,
        to,
        source,
        electronic,
        ordinary,
        total,
        ...shareColumns('uptake_share', uptake),
        ...shareColumns('share_of_electronic', shareOfElectronic),
        sample,
      }));
    },
  },
  {
    path: '/api/v1/channels',
    async table(app, query) {
      const { office, from, to, sample, channels } = await app.get<Channels>(`/api/v1/channels${query}`);
      return channels.flatMap(({ channel, stages, declared }) =>
        Object.entries(stages).flatMap(([stage, metrics]) =>
          metrics.map(({ metric, value, reportedDays }) => ({
            office,
            from,
            to,
            channel,
            stage,
            metric,
            value,
            reported_days: reportedDays,
            declared_electronic: declared?.electronic ?? null,
            declared_ordinary: declared?.ordinary ?? null,
            ...shareColumns('declared_uptake_share', declared?.uptake ?? { kind: 'none', reason: 'not-reported' }),
            sample,
          })),
        ),
      );
    },
  },
  {
    path: '/api/v1/campaigns',
    async table(app, query) {
      const { office, sample, campaigns } = await app.get<Campaigns>(`/api/v1/campaigns${query}`);
      return campaigns.map((campaign) => ({
        office,
        id: campaign.id,
        name: campaign.name,
        name_en: campaign.nameEn,
        objective: campaign.objective,
        approach: campaign.approach,
        planned_from: campaign.plannedFromOn,
        planned_to: campaign.plannedToOn,
        started: campaign.startedOn,
        ended: campaign.endedOn,
        channels: campaign.channels.join('|'),
        audiences: campaign.audiences.join('|'),
        topics: campaign.topics.join('|'),
        budget_rupiah: campaign.budgetRupiah,
        sample,
      }));
    },
  },
  {
    path: '/api/v1/events',
    async table(app, query) {
      const { sample, events } = await app.get<Events>(`/api/v1/events${query}`);
      return events.map((event) => ({
        id: event.id,
        office: event.officeId,
        kind: event.kind,
        name: event.name,
        name_en: event.nameEn,
        starts: event.startsOn,
        ends: event.endsOn,
        confounds: event.confounds,
        reference: event.reference,
        sample,
      }));
    },
  },
];

/** An office with something of everything, and gaps in all of it. */
async function openFilled(): Promise<OpenApp> {
  const app = openApp();
  const days = daysOf({ from: '2025-11-03', to: '2025-11-20' });
  const files = [
    days.flatMap((date, index) => [
      make.applicantCount({ date, passport_type: 'electronic', applicants: 7 * index }),
      make.applicantCount({ date, passport_type: 'ordinary', applicants: 300 - 11 * index }),
    ]),
    [
      ...days.map((date, index) => make.reading({ date, channel: 'instagram', metric: 'views', value: 31 * index })),
      make.reading({ date: '2025-11-05', channel: 'instagram', metric: 'reach', value: 900 }),
      make.reading({ date: '2025-11-06', channel: 'x', metric: 'followers', value: 1_234_567 }),
    ],
    [
      make.declaredSource({ date: '2025-11', source: 'instagram', applicants: 61 }),
      make.declaredSource({ date: '2025-11', source: 'x', passport_type: 'ordinary', applicants: 4 }),
      make.declaredSource({ date: '2025-11', source: 'unknown', applicants: 29 }),
    ],
    [
      make.campaign({ campaign: 'a', name: 'Kenali, "e-paspor"', channels: 'x|forum', budget: 5_000_000 }),
      make.campaign({ campaign: 'b', name: 'Tanya jawab', ended: '2025-12-15', objective: 'Satu baris\ndua baris' }),
    ],
    [
      make.event({ event: 'c', name: 'Tarif — baru', starts: '2025-11-17', reference: 'PP 45/2024' }),
      make.event({ event: 'd', office: 'bandung', kind: 'holiday', starts: '2025-12-25', confounds: 'no' }),
    ],
  ];
  for (const rows of files) await app.store(csvOf(rows), { sample: rows === files[0] });
  return app;
}

const parsed = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });

const window = '?from=2025-11-01&to=2026-01-14';

test.for(questions)(
  '$path gives the same bytes for .csv and for Accept: text/csv, as a file that is not kept',
  async ({ path }) => {
    const app = await openFilled();
    const byPath = await app.request(`${path}.csv${window}`);
    const byHeader = await app.request(`${path}${window}`, { headers: { Accept: 'text/csv' } });
    for (const response of [byPath, byHeader]) {
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
      expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="[a-z]+-bandung\.csv"$/);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
    }
    const bytes = new Uint8Array(await byPath.arrayBuffer());
    expect(bytes).toEqual(new Uint8Array(await byHeader.arrayBuffer()));
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  },
);

test.for(questions.flatMap(({ path, table }) => ['', '&office=batam'].map((query) => ({ path, table, query }))))(
  'every row and every column of $path as CSV is that of its JSON ($query)',
  async ({ path, table, query }) => {
    const app = await openFilled();
    const rows = parsed(await (await app.request(`${path}.csv${window}${query}`)).text());
    const expected = await table(app, `${window}${query}`);
    if (query === '') expect(expected.length).toBeGreaterThan(1);
    expect(rows).toEqual(
      expected.map((row) =>
        Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === null ? '' : String(value)])),
      ),
    );
    for (const [index, row] of rows.entries()) expect(Object.keys(row)).toEqual(Object.keys(expected[index] ?? {}));
  },
);

test.for(questions)('$path of nothing is its header alone', async ({ path }) => {
  const app = openApp();
  const text = await (await app.request(`${path}.csv?from=2025-12-01&to=2025-12-01&grain=day`)).text();
  const [header = '', ...lines] = text.trimEnd().split('\n');
  expect(header).toMatch(/^[a-z_]+(,[a-z_]+)+$/);
  expect(lines).toHaveLength(path === '/api/v1/uptake' ? 1 : 0);
});

test('what is not known is an empty cell, and a zero is a zero', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-12-01', passport_type: 'electronic', applicants: 0 }),
      make.applicantCount({ date: '2025-12-01', passport_type: 'ordinary', applicants: 50 }),
    ]),
  );
  const text = await (await app.request('/api/v1/uptake.csv?grain=day&from=2025-12-01&to=2025-12-02')).text();
  const [, reported, unreported] = text.trimEnd().split('\n');
  expect(reported).toMatch(/^bandung,2025-12-01,2025-12-01,2025-12-01,reported,0,50,50,0,0,0\.0713\d+,,1,1,false$/);
  expect(unreported).toBe('bandung,2025-12-02,2025-12-02,2025-12-02,unreported,,,,,,,not-reported,1,0,false');
});

test.for(['=HYPERLINK("http://x")', '+62 811', '-2+3', '@SUM(A1)'])(
  'a name that begins as a formula would, %j, is made text and nothing else of it changes',
  async (name) => {
    const app = openApp();
    await app.store(csvOf([make.campaign({ name: `${name} a`, objective: `x ${name.trim()}` })]));
    await app.store(csvOf([make.event({ name: `${name} b`, starts: '2025-12-17' })]));
    const [campaign] = parsed(await (await app.request('/api/v1/campaigns.csv')).text());
    const [event] = parsed(await (await app.request('/api/v1/events.csv')).text());
    expect(campaign?.name).toBe(`'${name.trim()} a`);
    expect(campaign?.objective).toBe(`x ${name.trim()}`);
    expect(event?.name).toBe(`'${name.trim()} b`);
  },
);

test('a table reads the same whatever the language of the computer: days in full, numbers without grouping', async () => {
  const app = await openFilled();
  for (const { path } of questions) {
    const inIndonesian = await (await app.request(`${path}.csv${window}&lang=id`)).text();
    expect(await (await app.request(`${path}.csv${window}&lang=en`)).text()).toBe(inIndonesian);
    for (const row of parsed(inIndonesian)) {
      for (const [column, value] of Object.entries(row)) {
        if (/^(from|to|started|ended|starts|ends|planned_from|planned_to)$/.test(column) && value !== '') {
          expect(value).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        }
        if (
          /^(electronic|ordinary|total|value|days|.*_days|budget_rupiah|declared_(electronic|ordinary))$/.test(column)
        ) {
          expect(value).toMatch(/^\d*$/);
        }
        if (/share(_low|_high)?$/.test(column)) expect(value).toMatch(/^(0|1|0\.\d+)?$/);
      }
    }
  }
});

test('HEAD of a CSV path answers as its GET would, without the body', async () => {
  const app = await openFilled();
  const response = await app.request('/api/v1/uptake.csv', { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(await response.text()).toBe('');
});

test('a path that has no table is not found under .csv, rather than answered in another form', async () => {
  const app = await openFilled();
  for (const path of ['/api/v1/about.csv', '/api/v1/imports.csv', '/api/v1/nothing.csv']) {
    const response = await app.request(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'not-found' });
  }
});

test('a CSV path refuses a bad question as its JSON does', async () => {
  const app = openApp();
  const response = await app.request('/api/v1/uptake.csv?from=2026-02-30');
  expect(response.status).toBe(400);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
});
