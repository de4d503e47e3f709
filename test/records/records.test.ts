import { activities, auditEntries, campaigns, imports, snapshots } from '@tilik/db/schema';
import type { Role } from '@tilik/db/vocabulary';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { describe, expect, test } from 'vitest';
import { dumpFigures } from '../ingest/dump.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Fields = Record<string, unknown>;
interface Answer {
  readonly importId: number;
  readonly rows: readonly { key: unknown[]; state: string; fields: Fields }[];
}
interface List {
  readonly rows: readonly { key: string[]; fields: Fields; origin: { byHand: boolean; file: string; by: string } }[];
}
interface History {
  readonly fields: Fields | null;
  readonly changes: readonly { act: string; from: Fields | null; to: Fields | null; byHand: boolean; by: string }[];
}

const put = (app: OpenApp, noun: string, body: object) =>
  app.request(`/api/v1/records/${noun}?lang=en`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

async function stored(app: OpenApp, noun: string, fields: Fields, was?: Fields | null): Promise<Answer> {
  const response = await put(app, noun, { fields, was });
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as Answer;
}

async function refused(response: Response | Promise<Response>): Promise<Problem> {
  const answer = await response;
  expect(answer.ok).toBe(false);
  return (await answer.json()) as Problem;
}

const remove = (app: OpenApp, noun: string, key: string) =>
  app.request(`/api/v1/records/${noun}/${encodeURIComponent(key)}?lang=en`, { method: 'DELETE' });

const undo = async (app: OpenApp, id: number) =>
  expect((await app.request(`/api/v1/imports/${id}`, { method: 'DELETE' })).status).toBe(200);

const list = async (app: OpenApp, noun: string, query = '') =>
  (await app.get<List>(`/api/v1/records/${noun}${query}`)).rows;

const history = (app: OpenApp, noun: string, key: string) =>
  app.get<History>(`/api/v1/records/${noun}/${encodeURIComponent(key)}/history`);

const person = (role: Role, officeId: string | null = null): Actor => ({
  id: `person:${role}`,
  name: role,
  role,
  officeId,
});

const plan = { name: 'Umrah 2026', approach: 'sosialisasi', planned_from: '2026-02-01', planned_to: '2026-03-01' };
const fieldEvent = { date: '2026-01-10', channel: 'field-outreach', kind: 'field-event', title: 'Pasar Baru' };
const note = { date: '2026-01-10', kind: 'interview', title: 'Di loket', content: 'Belum tahu bedanya.' };

describe('a row that a person writes', () => {
  test('is a campaign with an id of its name, of whom it is from, and can be undone', async () => {
    const app = openApp({ visitor: person('petugas') });
    const { importId, rows } = await stored(app, 'campaigns', { ...plan, channels: ['instagram'], budget: 5e6 }, null);
    expect(rows).toMatchObject([
      { key: ['umrah-2026'], state: 'created', fields: { office: 'bandung', started: null } },
    ]);
    expect(await list(app, 'campaigns')).toMatchObject([
      {
        fields: { ...plan, campaign: 'umrah-2026', channels: ['instagram'], audiences: [], budget: 5_000_000 },
        origin: { byHand: true, by: 'person:petugas' },
      },
    ]);
    await undo(app, importId);
    expect(await list(app, 'campaigns')).toEqual([]);
  });

  test('changes only the fields that were sent: a campaign is moved by its days, and blank empties', async () => {
    const app = openApp();
    await stored(app, 'campaigns', { ...plan, objective: 'Tahu manfaatnya', budget: 1000 });
    const moved = { campaign: 'umrah-2026', planned_from: '2026-04-01', planned_to: '2026-05-01', budget: null };
    expect((await stored(app, 'campaigns', moved)).rows).toMatchObject([
      { state: 'changed', fields: { name: 'Umrah 2026', objective: 'Tahu manfaatnya', ...moved } },
    ]);
  });

  test('says what is there already and changes nothing, not even the history', async () => {
    const app = openApp();
    await stored(app, 'campaigns', plan);
    const again = await stored(app, 'campaigns', { campaign: 'umrah-2026', ...plan });
    expect(again).toMatchObject({ importId: null, rows: [{ state: 'unchanged' }] });
    expect(app.db.select().from(imports).all()).toHaveLength(1);
    expect(app.db.select().from(auditEntries).all()).toHaveLength(1);
  });

  test('is told to the audit trail, of a note all but its words', async () => {
    const app = openApp({ visitor: person('petugas') });
    await stored(app, 'evidence', note);
    await stored(app, 'evidence', { evidence: '2026-01-10-di-loket', content: 'Lain' });
    expect(app.db.select().from(auditEntries).all()).toMatchObject([
      { act: 'created', noun: 'evidence', key: '2026-01-10-di-loket', was: null, officeId: 'bandung' },
      { act: 'changed', actor: 'person:petugas', was: { contentCharacters: 19 }, became: { contentCharacters: 4 } },
    ]);
    expect(JSON.stringify(app.db.select().from(auditEntries).all())).not.toContain('bedanya');
  });

  test('that is new and of a name that is taken gets a number', async () => {
    const app = openApp();
    for (const [noun, fields] of [
      ['campaigns', plan],
      ['activities', fieldEvent],
      ['evidence', note],
    ] as const) {
      const keys = [];
      for (let time = 0; time < 3; time += 1) keys.push((await stored(app, noun, fields, null)).rows[0]?.key[0]);
      expect(keys).toEqual([keys[0], `${keys[0]}-2`, `${keys[0]}-3`]);
    }
  });

  test('keeps its text to the letter, apostrophes and what a spreadsheet would run included', async () => {
    const app = openApp();
    for (const name of ["'=1+1", "''@a", '=SUM(A1)', '-5', "'tis", '+62', '"quoted", with; marks|']) {
      const { rows } = await stored(app, 'themes', { theme: 'one', name });
      expect(rows[0]?.fields.name).toBe(name);
    }
  });

  test('of an event carries its counts, and lets go of those it says no more', async () => {
    const app = openApp();
    await stored(app, 'activities', { ...fieldEvent, attendees: 85, materials_handed_out: 60 }, null);
    const [row] = await list(app, 'activities');
    expect(row?.fields).toMatchObject({ attendees: 85, materials_handed_out: 60 });
    const activity = row?.key[0];
    const moved = await stored(app, 'activities', {
      activity,
      date: '2026-01-11',
      attendees: 90,
      materials_handed_out: null,
    });
    expect(app.db.select().from(snapshots).all()).toMatchObject([{ takenOn: '2026-01-11', value: 90 }]);
    await undo(app, moved.importId);
    expect((await list(app, 'activities'))[0]?.fields).toEqual(row?.fields);
  });

  test('comes with others: all of them or none, and each fault has its row and its field', async () => {
    const app = openApp();
    const rows = [
      { fields: plan },
      { fields: { ...plan, name: 'Lain', planned_to: '2026-01-01' } },
      { fields: { ...plan, name: 'Tiga', budget: -1, wings: 2 } },
    ];
    const problem = await refused(put(app, 'campaigns', { rows }));
    expect(problem).toMatchObject({ status: 422, code: 'record-refused' });
    expect(problem.issues).toMatchObject([
      { line: 2, field: 'planned_to', code: 'ends-before-start' },
      { line: 3, field: 'wings', code: 'unknown-field' },
    ]);
    expect(app.db.select().from(campaigns).all()).toEqual([]);
    expect(await (await put(app, 'campaigns', { rows: [rows[0]] })).json()).toMatchObject({
      rows: [{ state: 'created' }],
    });
  });

  test('of a closed month is refused, and cannot be removed', async () => {
    const app = openApp();
    const fields = { date: '2025-12', channel: 'instagram', received: 5 };
    await stored(app, 'inquiries', fields);
    await app.request('/api/v1/quality/months/2025-12/close', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ reason: 'selesai' }),
    });
    const changed = await refused(put(app, 'inquiries', { fields: { ...fields, received: 6 } }));
    expect(changed.issues).toMatchObject([{ code: 'month-closed' }]);
    const key = JSON.stringify(['bandung', 'instagram', 'all', 'month', '2025-12-01']);
    expect((await refused(remove(app, 'inquiries', key))).issues).toMatchObject([{ code: 'month-closed' }]);
    expect(await list(app, 'inquiries')).toMatchObject([{ fields: { received: 5, topic: null, date: '2025-12' } }]);
  });

  test.each([
    ['no body', {}],
    ['rows that are none', { rows: [] }],
    ['more rows than may be', { rows: Array.from({ length: 501 }, () => ({ fields: plan })) }],
    ['a field that is a thing', { fields: { name: { id: 'a' } } }],
  ])('with %s is refused', async (_, body) => {
    expect(await refused(put(openApp(), 'campaigns', body))).toMatchObject({ status: 400, code: 'bad-request' });
  });

  test('of a list that is filled in elsewhere, or of none, is refused', async () => {
    expect(await refused(put(openApp(), 'readings', { fields: {} }))).toMatchObject({ status: 403 });
    expect(await refused(put(openApp(), 'people', { fields: {} }))).toMatchObject({ status: 404 });
  });
});

describe('two persons at one row', () => {
  test('the second is told what the first changed, and nothing of hers is stored', async () => {
    const app = openApp();
    const was = (await stored(app, 'campaigns', plan)).rows[0]?.fields ?? {};
    await stored(app, 'campaigns', { campaign: 'umrah-2026', planned_to: '2026-03-15' }, was);
    const problem = await refused(put(app, 'campaigns', { fields: { ...was, name: 'Hers' }, was }));
    expect(problem).toMatchObject({ status: 409, code: 'changed-meanwhile' });
    expect(problem.issues).toMatchObject([{ line: 1, field: 'planned_to', code: 'changed-meanwhile' }]);
    expect(problem.issues[0]?.message).toContain('2026-03-01');
    expect(problem.issues[0]?.message).toContain('2026-03-15');
    expect((await list(app, 'campaigns'))[0]?.fields).toMatchObject({ name: 'Umrah 2026' });
  });

  test('a row that was removed meanwhile, and one that is there already, are told apart', async () => {
    const app = openApp();
    const was = (await stored(app, 'campaigns', plan)).rows[0]?.fields ?? {};
    const twice = await refused(put(app, 'campaigns', { fields: { campaign: 'umrah-2026', ...plan }, was: null }));
    expect(twice.issues).toMatchObject([{ code: 'exists-already' }]);
    await remove(app, 'campaigns', 'umrah-2026');
    const gone = await refused(put(app, 'campaigns', { fields: was, was }));
    expect(gone.issues).toMatchObject([{ code: 'removed-meanwhile' }]);
  });
});

describe('a row that is removed', () => {
  test('goes whole, whatever said it, and comes back as it was when that is undone', async () => {
    const app = openApp();
    const file = csvOf([make.campaign(), make.campaign({ campaign: 'other', name: 'Lain' })]);
    await app.store(file);
    await stored(app, 'campaigns', { campaign: 'know-it', budget: 10 });
    const before = dumpFigures(app.db);
    const past = app.db.$client.prepare('SELECT * FROM past_values').all();
    const { importId } = (await (await remove(app, 'campaigns', 'know-it')).json()) as { importId: number };
    expect((await list(app, 'campaigns')).map(({ key }) => key)).toEqual([['other']]);
    await undo(app, importId);
    expect(dumpFigures(app.db)).toEqual(before);
    expect(app.db.$client.prepare('SELECT * FROM past_values').all()).toEqual(past);
  });

  test('is brought back by its file, dropped again', async () => {
    const app = openApp();
    await app.store(csvOf([make.campaign()]));
    await remove(app, 'campaigns', 'know-it');
    expect(await app.store(csvOf([make.campaign()]))).toMatchObject({ status: 'stored', stored: 1 });
  });

  test('takes the figures of an activity along and brings them back', async () => {
    const app = openApp();
    await app.store(csvOf([make.post(), make.post({ Permalink: 'https://www.instagram.com/p/BBB222/' })]));
    const before = dumpFigures(app.db);
    const { importId } = (await (await remove(app, 'activities', 'instagram:AAA111')).json()) as { importId: number };
    expect(app.db.select().from(activities).all()).toMatchObject([{ id: 'instagram:BBB222' }]);
    expect(
      new Set(
        app.db
          .select()
          .from(snapshots)
          .all()
          .map(({ activityId }) => activityId),
      ),
    ).toEqual(new Set(['instagram:BBB222']));
    await undo(app, importId);
    expect(dumpFigures(app.db)).toEqual(before);
  });

  test('keeps its history, with who removed it', async () => {
    const app = openApp({ visitor: person('administrator') });
    await app.store(csvOf([make.campaign()]));
    app.setNow('2026-01-14T06:00:00Z');
    await stored(app, 'campaigns', { campaign: 'know-it', budget: 10 });
    app.setNow('2026-01-14T07:00:00Z');
    await remove(app, 'campaigns', 'know-it');
    const { fields, changes } = await history(app, 'campaigns', 'know-it');
    expect(fields).toBeNull();
    expect(changes).toMatchObject([
      { act: 'removed', from: { budget: 10 }, to: null, by: 'person:administrator', byHand: true },
      { act: 'said', from: { budget: null }, to: { budget: 10 }, byHand: true },
      { act: 'said', from: null, to: { name: 'Kenali E-Paspor', budget: null }, byHand: false },
    ]);
    expect(app.db.select().from(auditEntries).all().at(-1)).toMatchObject({ act: 'removed', was: { budget: 10 } });
  });

  test('cannot go while other things speak of it', async () => {
    const app = openApp();
    await stored(app, 'campaigns', plan);
    await stored(app, 'themes', { theme: 'biaya', name: 'Biaya' });
    const activity = (await stored(app, 'activities', { ...fieldEvent, campaign: 'umrah-2026' })).rows[0]?.key[0];
    await stored(app, 'targets', { month: '2026-02', campaign: 'umrah-2026', indicator: 'electronic', target: 9 });
    await stored(app, 'evidence', { ...note, themes: ['Biaya'], activity });
    for (const [noun, key, count] of [
      ['campaigns', 'umrah-2026', 2],
      ['themes', 'biaya', 1],
      ['activities', String(activity), 1],
    ] as const) {
      const problem = await refused(remove(app, noun, key));
      expect(problem).toMatchObject({ status: 409, code: 'record-in-use' });
      expect(problem.detail).toContain(`${count} other`);
    }
  });

  test('that is not there, or has no such key, is a problem', async () => {
    expect(await refused(remove(openApp(), 'campaigns', 'nothing'))).toMatchObject({ status: 404 });
    expect(await refused(remove(openApp(), 'fees', 'nothing'))).toMatchObject({ status: 400, code: 'bad-request' });
    expect(await refused(openApp().request('/api/v1/records/campaigns/nothing/history'))).toMatchObject({
      status: 404,
    });
  });
});

describe('a list', () => {
  test('is narrowed by the days it is of', async () => {
    const app = openApp();
    await stored(app, 'campaigns', plan);
    await stored(app, 'campaigns', { name: 'Berjalan', approach: 'diseminasi', started: '2025-03-01' });
    await stored(app, 'inquiries', { date: '2025-12', channel: 'x', received: 1 });
    const names = async (query: string) => (await list(app, 'campaigns', query)).map(({ fields }) => fields.name);
    expect(await names('')).toEqual(['Berjalan', 'Umrah 2026']);
    expect(await names('?to=2026-01-31')).toEqual(['Berjalan']);
    expect(await names('?from=2026-03-02')).toEqual(['Berjalan']);
    expect(await names('?from=2026-03-01&to=2026-03-01')).toEqual(['Berjalan', 'Umrah 2026']);
    expect(await names('?to=2025-02-28')).toEqual([]);
    expect(await list(app, 'inquiries', '?from=2025-12-31')).toHaveLength(1);
    expect(await list(app, 'inquiries', '?from=2026-01-01')).toHaveLength(0);
    expect(await refused(app.request('/api/v1/records/campaigns?from=2026-02-01&to=2026-01-01'))).toMatchObject({
      code: 'window-backwards',
    });
  });

  test('of figures that are typed in the grid goes out as a file of its template as well', async () => {
    const app = openApp();
    await app.store(csvOf([make.reading()]));
    await app.store(csvOf([make.applicantCount({ purpose: 'umrah' }), make.applicantCount()]));
    await app.store(csvOf([make.declaredSource()]));
    for (const [noun, rows] of [
      ['readings', 1],
      ['applicants', 2],
      ['sources', 1],
    ] as const) {
      const response = await app.request(`/api/v1/records/${noun}.csv`);
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="tilik-${noun}-bandung.csv"`);
      const report = await app.store(new Uint8Array(await response.arrayBuffer()));
      expect(report).toMatchObject({ rows, unchanged: rows, rejected: 0 });
    }
  });

  test('of posts goes out with captions to the letter and the moment of each, and comes back unchanged', async () => {
    const app = openApp();
    await app.store(csvOf([make.post({ Description: '  =E-paspor!\n\n"Bebas" 😀 ' })]));
    const response = await app.request('/api/v1/records/activities.csv?lang=en');
    const report = await app.store(new Uint8Array(await response.arrayBuffer()));
    expect(report).toMatchObject({ rows: 1, unchanged: 1, rejected: 0 });
  });

  test('of long texts with marks that part cells is still read as it was written', async () => {
    const app = openApp();
    for (const title of ['Satu', 'Dua', 'Tiga']) {
      await stored(app, 'evidence', { ...note, title, content: ';'.repeat(9000).concat('x') });
    }
    const response = await app.request('/api/v1/records/evidence.csv');
    const report = await app.store(new Uint8Array(await response.arrayBuffer()));
    expect(report).toMatchObject({ rows: 3, unchanged: 3, rejected: 0 });
  });
});

describe('who may', () => {
  const statusOf = async (visitor: Actor, method: string, noun: string) => {
    const app = openApp({ visitor });
    if (method === 'GET') return (await app.request(`/api/v1/records/${noun}`)).status;
    return (await put(app, noun, { fields: noun === 'evidence' ? note : plan })).status;
  };

  test.each<[Role, string, string, number]>([
    ['pembaca', 'GET', 'campaigns', 403],
    ['pembaca', 'GET', 'events', 200],
    ['pembaca', 'GET', 'evidence', 403],
    ['pembaca', 'GET', 'processing', 403],
    ['peneliti', 'GET', 'evidence', 200],
    ['peneliti', 'PUT', 'evidence', 403],
    ['kepala', 'PUT', 'campaigns', 200],
    ['kepala', 'PUT', 'evidence', 403],
    ['petugas', 'PUT', 'evidence', 200],
    ['pembaca', 'PUT', 'campaigns', 403],
  ])('%s %s %s: %d', async (role, method, noun, status) => {
    expect(await statusOf(person(role), method, noun)).toBe(status);
  });

  test('somebody of one office writes, removes and reads that office’s rows only', async () => {
    const { db } = openApp();
    const all = openApp({ db });
    await stored(all, 'campaigns', { ...plan, office: 'batam' });
    await stored(all, 'events', { event: 'fee', name: 'Tarif', kind: 'fee', starts: '2024-12-17', confounds: true });
    const app = openApp({ db, visitor: person('petugas', 'bandung') });
    const moves = [
      put(app, 'campaigns', { fields: { campaign: 'umrah-2026', name: 'Mine' } }),
      put(app, 'campaigns', { fields: { campaign: 'umrah-2026', office: 'bandung' } }),
      put(app, 'campaigns', { fields: { ...plan, name: 'Baru', office: 'batam' } }),
      put(app, 'events', { fields: { event: 'fee', office: 'bandung' } }),
      remove(app, 'campaigns', 'umrah-2026'),
      app.request('/api/v1/records/campaigns?office=batam'),
      app.request('/api/v1/records/evidence?office=batam'),
      app.request('/api/v1/records/campaigns/umrah-2026/history'),
    ];
    for (const move of moves) expect([403, 422]).toContain((await move).status);
    expect((await app.request('/api/v1/records/applicants?office=batam')).status).toBe(200);
    expect(await list(all, 'campaigns', '?office=batam')).toMatchObject([{ fields: { name: 'Umrah 2026' } }]);
  });
});

describe('rows and removals in one act', () => {
  const target = (month: string, value: number | null) => ({ month, indicator: 'electronic', target: value });
  const key = (month: string) => ['bandung', '', 'electronic', '', `${month}-01`];
  const keyOf = async (app: OpenApp, month: string) =>
    (await list(app, 'targets')).find(({ fields }) => fields.month === month)?.key ?? key(month);

  test('both are done, and each can be taken back', async () => {
    const app = openApp();
    await stored(app, 'targets', target('2026-01', 100));
    const gone = await keyOf(app, '2026-01');
    const response = await put(app, 'targets', { rows: [{ fields: target('2026-02', 200) }], remove: [gone] });
    expect(response.status).toBe(200);
    const answer = (await response.json()) as Answer & { removed: { key: string[]; importId: number }[] };
    expect(answer.removed).toMatchObject([{ key: gone }]);
    expect((await list(app, 'targets')).map(({ fields }) => fields.month)).toEqual(['2026-02']);
    await undo(app, answer.removed[0]?.importId ?? 0);
    expect((await list(app, 'targets')).map(({ fields }) => fields.month).toSorted()).toEqual(['2026-01', '2026-02']);
  });

  test('where one of them cannot be, none is', async () => {
    const app = openApp();
    await stored(app, 'targets', target('2026-01', 100));
    const known = await keyOf(app, '2026-01');
    const before = dumpFigures(app.db);
    for (const [body, status] of [
      [{ rows: [{ fields: target('2026-02', -1) }], remove: [known] }, 422],
      [{ rows: [{ fields: target('2026-02', 5) }], remove: [known, known] }, 404],
      [{ rows: [], remove: [['bandung']] }, 400],
      [{ rows: [], remove: [] }, 400],
    ] as const) {
      expect((await put(app, 'targets', body)).status).toBe(status);
      expect(dumpFigures(app.db)).toEqual(before);
    }
  });
});

test('a campaign whose id is the address of another page is refused, and one of that name gets another id', async () => {
  const app = openApp();
  expect((await stored(app, 'campaigns', { ...plan, name: 'Kegiatan' }, null)).rows[0]?.key).toEqual(['kegiatan-2']);
  expect((await stored(app, 'campaigns', { ...plan, name: 'Kegiatan' }, null)).rows[0]?.key).toEqual(['kegiatan-3']);
  const problem = await refused(put(app, 'campaigns', { fields: { ...plan, campaign: 'baru' }, was: null }));
  expect(problem.issues).toMatchObject([{ field: 'campaign', code: 'id-reserved' }]);
  const file = await refused(app.send(csvOf([make.campaign({ campaign: 'Kegiatan' })])));
  expect(file.issues).toMatchObject([{ line: 2, field: 'campaign', code: 'id-reserved' }]);
});

test('what belongs to all offices is read by a person of one office, and neither offered nor given them to change', async () => {
  const app = openApp();
  await stored(app, 'themes', { theme: 'layanan', name: 'Layanan' });
  const bound = openApp({ db: app.db, visitor: person('administrator', 'bandung') });
  const mayWrite = async (noun: string) => (await bound.get<{ mayWrite: boolean }>(`/api/v1/records/${noun}`)).mayWrite;
  expect([await mayWrite('themes'), await mayWrite('fees'), await mayWrite('evidence')]).toEqual([false, false, true]);
  expect((await refused(put(bound, 'themes', { fields: { theme: 'tarif', name: 'Tarif' } }))).status).toBe(403);
  expect((await refused(remove(bound, 'themes', 'layanan'))).status).toBe(403);
  expect((await list(app, 'themes')).map(({ key }) => key[0])).toEqual(['layanan']);
});
