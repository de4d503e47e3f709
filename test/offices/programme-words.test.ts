import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { dumpFigures } from '../ingest/dump.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

const headers = { 'Content-Type': 'application/json' };

const put = (app: OpenApp, path: string, content: object) =>
  app.request(`/api/v1/programme-words/${path}?lang=en`, { method: 'PUT', headers, body: JSON.stringify(content) });

async function add(app: OpenApp, path: string, nameId: string, nameEn: string, retired = false): Promise<void> {
  const response = await put(app, path, { nameId, nameEn, retired });
  expect(response.status, await response.clone().text()).toBe(200);
}

const note = (app: OpenApp, topic: string) =>
  app.request('/api/v1/inquiries/notes?lang=en', {
    method: 'POST',
    headers,
    body: JSON.stringify({ channel: 'instagram', topic, answered: true, answerMinutes: 4 }),
  });

interface Words {
  readonly topics: readonly { readonly code: string; readonly retired: boolean; readonly added: boolean }[];
}
interface Summary {
  readonly byTopic: readonly { readonly topic: string; readonly received: number | null }[];
  readonly words: readonly string[];
}

const january = 'from=2026-01-01&to=2026-01-31';
const csvText = async (app: OpenApp, path: string) => (await app.request(path)).text();

test('a topic that was added is noted, counted, named in words, exported, and comes in again', async () => {
  const app = openApp();
  await add(app, 'topics/foto', 'Foto paspor', 'Passport photo');
  for (let count = 0; count < 25; count++) expect((await note(app, 'foto')).status).toBe(201);
  const summary = await app.get<Summary>(`/api/v1/inquiries/summary?lang=en&${january}`);
  expect(summary.byTopic.at(-1)).toMatchObject({ topic: 'foto', received: 25 });
  expect(summary.words.join(' ')).toContain('Passport photo');
  expect(await csvText(app, `/api/v1/inquiries/summary.csv?${january}`)).toContain(',foto,25,25,25,');
  const { columns } = await app.get<{ columns: { id: string; label: object }[] }>(
    '/api/v1/entry?sheet=inquiries&month=2026-01',
  );
  expect(columns.at(-1)).toEqual({ id: 'foto', label: { id: 'Foto paspor', en: 'Passport photo' } });

  const list = await csvText(app, '/api/v1/records/inquiries.csv?lang=id');
  const other = openApp();
  await add(other, 'topics/foto', 'Foto paspor', 'Passport photo');
  const report = await other.store(list);
  expect(report).toMatchObject({ rejected: 0 });
  expect(dumpFigures(other.db).inquiries).toEqual(dumpFigures(app.db).inquiries);
  for (const topic of ['foto', 'Foto Paspor', 'passport photo']) {
    const named = csvOf([{ date: '2025-12', channel: 'x', topic, received: 3 }]);
    expect(await other.store(named)).toMatchObject({ rejected: 0 });
  }
});

test('a purpose and an audience that were added are told apart in the share and in a file', async () => {
  const app = openApp();
  await add(app, 'purposes/magang', 'Magang', 'Internship');
  await add(app, 'audiences/nelayan', 'Nelayan', 'Fishermen');
  const of = (purpose: string, electronic: number, ordinary: number) => [
    { date: '2025-12', passport_type: 'electronic', purpose, applicants: electronic },
    { date: '2025-12', passport_type: 'ordinary', purpose, applicants: ordinary },
  ];
  await app.store(csvOf([...of('Internship', 60, 40), ...of('Wisata', 30, 30), ...of('', 90, 70)]));
  await app.store(
    csvOf([
      { date: '2025-12', audience: 'Fishermen', passport_type: 'electronic', applicants: 40 },
      { date: '2025-12', audience: 'nelayan', passport_type: 'ordinary', applicants: 20 },
      { date: '2025-12', audience: 'unknown', passport_type: 'electronic', applicants: 50 },
      { date: '2025-12', audience: 'unknown', passport_type: 'ordinary', applicants: 50 },
    ]),
  );
  await app.store(csvOf([make.campaign({ audiences: 'Nelayan|pilgrims', topics: 'Biaya' })]));
  interface Groups {
    readonly window: { readonly groups: readonly { readonly group: string; readonly electronic: number }[] };
  }
  const answer = await app.get<{ purposes: Groups; audiences: Groups }>(
    '/api/v1/audiences?from=2025-12-01&to=2025-12-31',
  );
  expect(answer.purposes.window.groups.map(({ group, electronic }) => [group, electronic])).toEqual([
    ['tourism', 30],
    ['magang', 60],
    ['unknown', 0],
  ]);
  expect(answer.audiences.window.groups[0]).toMatchObject({ group: 'nelayan', electronic: 40 });
  expect(await csvText(app, '/api/v1/campaigns.ics?lang=en')).toMatch(/CATEGORIES:.*,Fishermen,Umrah/);
  const again = openApp();
  await add(again, 'purposes/magang', 'Magang', 'Internship');
  await add(again, 'audiences/nelayan', 'Nelayan', 'Fishermen');
  for (const list of ['campaigns', 'applicants', 'audience-applicants']) {
    const text = await csvText(app, `/api/v1/records/${list}.csv`);
    expect(await again.store(text), list).toMatchObject({ rejected: 0 });
  }
  const figures = ({ db }: OpenApp) => {
    const { campaigns, applicants, audience_applicants } = dumpFigures(db);
    return { campaigns, applicants, audience_applicants };
  };
  expect(figures(again)).toEqual(figures(app));
});

test('a mix of purposes names one that was added in its sentences', async () => {
  const app = openApp();
  await add(app, 'purposes/magang', 'Magang', 'Internship');
  const of = (date: string, purpose: string, electronic: number, ordinary: number) => [
    { date, passport_type: 'electronic', purpose, applicants: electronic },
    { date, passport_type: 'ordinary', purpose, applicants: ordinary },
  ];
  await app.store(
    csvOf([
      ...[...of('2025-11', 'magang', 300, 100), ...of('2025-11', 'umrah', 300, 900)],
      ...[...of('2025-12', 'magang', 900, 300), ...of('2025-12', 'umrah', 200, 600)],
    ]),
  );
  const { purposes } = await app.get<{ purposes: { words: string[] } }>(
    '/api/v1/audiences?lang=en&from=2025-12-01&to=2025-12-31&compare=previous',
  );
  expect(purposes.words.join(' ')).toContain('Internship');
});

test('a word that is retired is still known, still named and still told where figures have it', async () => {
  const app = openApp();
  await add(app, 'topics/foto', 'Foto', 'Photo');
  await add(app, 'topics/antre', 'Antrean', 'Queue');
  await note(app, 'foto');
  await add(app, 'topics/foto', 'Foto paspor', 'Passport photo', true);
  await add(app, 'topics/antre', 'Antrean', 'Queue', true);
  const { topics } = await app.get<Words>('/api/v1/programme-words');
  expect(topics.slice(-2)).toMatchObject([
    { code: 'foto', nameEn: 'Passport photo', retired: true, added: true },
    { code: 'antre', retired: true },
  ]);
  const { byTopic } = await app.get<Summary>(`/api/v1/inquiries/summary?${january}`);
  expect(byTopic.map(({ topic }) => topic)).toContain('foto');
  expect(byTopic.map(({ topic }) => topic)).not.toContain('antre');
  const file = csvOf([{ date: '2025-12', channel: 'x', topic: 'passport photo', received: 3 }]);
  expect(await app.store(file)).toMatchObject({ rejected: 0 });
});

test('a word that there is none of is refused everywhere, with those there are, added ones among them', async () => {
  const app = openApp();
  await add(app, 'topics/foto', 'Foto', 'Photo');
  const noted = await problemOf(await note(app, 'cuaca'));
  expect(noted.issues).toMatchObject([{ field: 'topic', code: 'unknown-topic' }]);
  expect(JSON.stringify(noted.issues)).toContain('foto');
  const { problems } = (await (
    await app.send(csvOf([{ date: '2025-12', channel: 'x', topic: 'cuaca', received: 3 }]), { preview: true })
  ).json()) as { problems: unknown };
  expect(JSON.stringify(problems)).toContain('other, foto');
  const asked = await app.request(`/api/v1/inquiries/summary?topic=cuaca&${january}`);
  expect(asked.status).toBe(400);
  const assigned = await app.request('/api/v1/activities/assign?lang=en', {
    method: 'POST',
    headers,
    body: JSON.stringify({ filter: {}, set: { topics: ['cuaca'] }, preview: true }),
  });
  expect((await problemOf(assigned)).issues).toMatchObject([{ field: 'set.topics', code: 'unknown-topic' }]);
});

test.for([
  ['topics/cost', { nameId: 'Ongkos', nameEn: 'Price' }, 409, 'name-taken'],
  ['topics/ongkos', { nameId: 'Tarif', nameEn: 'Price' }, 409, 'name-taken'],
  ['topics/ongkos', { nameId: 'Ongkos', nameEn: 'COST' }, 409, 'name-taken'],
  ['topics/all', { nameId: 'Segala', nameEn: 'Everything' }, 409, 'name-taken'],
  ['audiences/unknown', { nameId: 'Gelap', nameEn: 'Dark' }, 409, 'name-taken'],
  ['purposes/Cuti', { nameId: 'Cuti', nameEn: 'Leave' }, 400, 'bad-request'],
  ['purposes/cuti', { nameId: ' ', nameEn: 'Leave' }, 400, 'bad-request'],
  ['purposes/cuti', { nameId: 'Cuti|libur', nameEn: 'Leave' }, 400, 'bad-request'],
  ['colours/red', { nameId: 'Merah', nameEn: 'Red' }, 400, 'bad-request'],
] as const)('%s with %j is refused in words and changes nothing', async ([path, content, status, code]) => {
  const app = openApp();
  const before = await app.get('/api/v1/programme-words');
  const response = await put(app, path, content);
  expect(response.status).toBe(status);
  expect((await problemOf(response)).code).toBe(code);
  expect(await app.get('/api/v1/programme-words')).toEqual(before);
});

test('who added or changed a word stands in the trail', async () => {
  const app = openApp();
  await add(app, 'topics/foto', 'Foto', 'Photo');
  await add(app, 'topics/foto', 'Foto paspor', 'Photo');
  const { entries } = await app.get<{ entries: { noun: string; act: string; key: string }[] }>('/api/v1/audit');
  expect(entries.filter(({ noun }) => noun === 'programme-word').map(({ act, key }) => [act, key])).toEqual([
    ['changed', 'topics/foto'],
    ['created', 'topics/foto'],
  ]);
});
