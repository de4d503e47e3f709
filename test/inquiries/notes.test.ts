import { notedInquiries } from '@tilik/db/schema';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { brokenAuditEntry } from '@tilik/server/inside/access/audit.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

const today = '2026-01-14';
const headers = { 'Content-Type': 'application/json', 'Accept-Language': 'en' };

interface Note {
  readonly id: number;
  readonly channel: string;
  readonly topic: string;
  readonly on: string;
  readonly answered: boolean;
  readonly answerMinutes: number | null;
  readonly mayRemove: boolean;
}
interface Notes {
  readonly closed: boolean;
  readonly notes: readonly Note[];
  readonly counts: readonly { readonly topic: string; readonly notes: number; readonly standing: number | null }[];
}

const post = (app: Pick<OpenApp, 'request'>, path: string, body: unknown) =>
  app.request(`/api/v1/inquiries/notes${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

async function note(app: Pick<OpenApp, 'request'>, given: object = {}): Promise<Note> {
  const response = await post(app, '', { channel: 'instagram', topic: 'cost', answered: true, ...given });
  expect(response.status).toBe(201);
  return (await response.json()) as Note;
}

/** The day's count as every other room sees it. */
const countOf = (app: OpenApp, topic = 'cost', on = today) =>
  app.db.$client
    .prepare(
      `SELECT received, answered, answer_minutes AS minutes FROM inquiries
       WHERE office_id = 'bandung' AND channel_id = 'instagram' AND topic = ? AND grain = 'day' AND period_on = ?`,
    )
    .get(topic, on);

const remove = (app: Pick<OpenApp, 'request'>, id: number) =>
  app.request(`/api/v1/inquiries/notes/${id}`, { method: 'DELETE', headers });

const inquiriesCsv = (received: number, topic = 'Cost') =>
  csvOf([{ date: today, channel: 'instagram', topic, received, answered: received, answer_minutes: 9 }]);

test('the day counts what was noted, with the median of the minutes that are known', async () => {
  const app = openApp();
  expect(countOf(app)).toBeUndefined();
  await note(app, { answerMinutes: 10 });
  await note(app, { answered: false });
  await note(app, { answerMinutes: 30 });
  await note(app, { answerMinutes: 200 });
  await note(app);
  expect(countOf(app)).toEqual({ received: 5, answered: 4, minutes: 30 });
  await note(app, { topic: 'benefits', answered: false });
  expect(countOf(app, 'benefits')).toEqual({ received: 1, answered: 0, minutes: null });
  expect(countOf(app)).toEqual({ received: 5, answered: 4, minutes: 30 });
});

test('a question that is answered later, and one that was noted by mistake, change the count with them', async () => {
  const app = openApp();
  const first = await note(app, { answered: false });
  const second = await note(app, { answerMinutes: 8 });
  const answered = await post(app, `/${first.id}/answer`, { answerMinutes: 90 });
  expect([answered.status, await answered.json()]).toMatchObject([200, { answered: true, answerMinutes: 90 }]);
  expect(countOf(app)).toEqual({ received: 2, answered: 2, minutes: 49 });
  expect((await remove(app, second.id)).status).toBe(200);
  expect(countOf(app)).toEqual({ received: 1, answered: 1, minutes: 90 });
  expect((await remove(app, first.id)).status).toBe(200);
  // Nothing is noted any more: nothing is reported, which is not nought.
  expect(countOf(app)).toBeUndefined();
  expect((await problemOf(await remove(app, first.id))).code).toBe('no-such-note');
  expect((await problemOf(await post(app, `/${first.id}/answer`, {}))).code).toBe('no-such-note');
  expect(app.db.select().from(notedInquiries).all()).toHaveLength(2);
});

test('a question is answered once; minutes may still be added to it', async () => {
  const app = openApp();
  const { id } = await note(app, { answered: false });
  expect((await app.request(`/api/v1/inquiries/notes/${id}/answer`, { method: 'POST' })).status).toBe(200);
  expect((await problemOf(await post(app, `/${id}/answer`, {}))).code).toBe('note-answered');
  expect((await post(app, `/${id}/answer`, { answerMinutes: 5 })).status).toBe(200);
  expect((await problemOf(await post(app, `/${id}/answer`, { answerMinutes: 6 }))).code).toBe('note-answered');
  expect(countOf(app)).toEqual({ received: 1, answered: 1, minutes: 5 });
});

test('the count of a file stands beside the notes, neither replaced nor added to, and the page is told of both', async () => {
  const app = openApp();
  for (let index = 0; index < 3; index += 1) await note(app);
  expect(countOf(app)).toMatchObject({ received: 3 });
  const { id } = await app.store(inquiriesCsv(12), { name: 'pertanyaan.csv' });
  await note(app);
  expect(countOf(app)).toMatchObject({ received: 12 });
  const seen = await app.get<Notes>('/api/v1/inquiries/notes');
  expect(seen.counts).toEqual([
    { channel: 'instagram', topic: 'cost', notes: 4, standing: 12, origin: 'file', file: 'pertanyaan.csv' },
  ]);
  // What the file did not tell of is still counted by the notes.
  await note(app, { topic: 'benefits' });
  expect(countOf(app, 'benefits')).toMatchObject({ received: 1 });
  const { mismatches } = await app.get<{ mismatches: unknown[] }>('/api/v1/inquiries/summary?from=2026-01-01');
  expect(mismatches).toEqual([
    {
      channel: 'instagram',
      topic: 'cost',
      grain: 'day',
      on: today,
      standing: 12,
      notes: 4,
      origin: 'file',
      file: 'pertanyaan.csv',
    },
  ]);
  // When the file is taken back, the next note puts the count in step again.
  expect((await app.request(`/api/v1/imports/${id}`, { method: 'DELETE' })).status).toBe(200);
  await note(app);
  expect(countOf(app)).toMatchObject({ received: 5 });
});

test('a count that a person typed for the day stands as a file’s does', async () => {
  const app = openApp();
  const cell = { noun: 'inquiries', key: ['bandung', 'instagram', 'cost', 'day', today], field: 'received', value: 7 };
  const typed = await app.request('/api/v1/entry', {
    method: 'POST',
    headers,
    body: JSON.stringify({ cells: [cell] }),
  });
  expect(typed.status).toBe(200);
  await note(app);
  expect(countOf(app)).toMatchObject({ received: 7 });
});

test('no word of what was asked or who asked is taken, and none is kept', async () => {
  const app = openApp();
  for (const extra of [{ message: 'Berapa biaya e-paspor?' }, { name: 'Budi' }, { question: 'rahasia' }]) {
    const response = await post(app, '', { channel: 'instagram', topic: 'cost', answered: false, ...extra });
    expect((await problemOf(response)).status).toBe(400);
  }
  await note(app);
  const everything = JSON.stringify([
    app.db.$client.prepare('SELECT * FROM noted_inquiries').all(),
    app.db.$client.prepare('SELECT * FROM audit_entries').all(),
  ]);
  expect(everything).not.toMatch(/Berapa|Budi|rahasia/);
});

test.for([
  [{ channel: 'telegram' }, 'channel', 'unknown-channel'],
  [{ topic: 'weather' }, 'topic', 'unknown-topic'],
  [{ topic: 'all' }, 'topic', 'unknown-topic'],
  [{ on: '2026-01-15' }, 'on', 'in-future'],
  [{ on: '2026-02-30' }, 'on', 'not-a-day'],
  [{ answered: false, answerMinutes: 3 }, 'answerMinutes', 'minutes-without-answer'],
  [{ answerMinutes: -1 }, 'answerMinutes', 'not-valid'],
  [{ answerMinutes: 1.5 }, 'answerMinutes', 'not-valid'],
  [{ answerMinutes: 10_000_000 }, 'answerMinutes', 'not-valid'],
  [{ answered: 'yes' }, 'answered', 'not-valid'],
] as const)('%j is refused, and nothing is noted', async ([given, field, code]) => {
  const app = openApp();
  const body = { channel: 'instagram', topic: 'cost', answered: true, ...given };
  expect((await problemOf(await post(app, '', body))).issues).toMatchObject([{ field, code }]);
  expect(app.db.select().from(notedInquiries).all()).toEqual([]);
});

test('a month that is closed takes no notes and gives none back, until it is opened again', async () => {
  const app = openApp();
  const { id } = await note(app, { on: '2025-12-30', answered: false });
  const month = (act: string, body: object) =>
    app.request(`/api/v1/quality/months/2025-12/${act}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect((await month('close', { reason: 'Selesai' })).status).toBe(200);
  for (const response of [
    await post(app, '', { channel: 'instagram', topic: 'cost', answered: true, on: '2025-12-31' }),
    await post(app, `/${id}/answer`, {}),
    await remove(app, id),
  ]) {
    expect(await problemOf(response)).toMatchObject({ status: 409, code: 'note-month-closed' });
  }
  expect((await app.get<Notes>('/api/v1/inquiries/notes?on=2025-12-30')).closed).toBe(true);
  expect(countOf(app, 'cost', '2025-12-30')).toMatchObject({ received: 1, answered: 0 });
  expect((await month('reopen', { reason: 'Ada yang terlewat' })).status).toBe(200);
  expect((await post(app, `/${id}/answer`, {})).status).toBe(200);
  expect(countOf(app, 'cost', '2025-12-30')).toMatchObject({ received: 1, answered: 1 });
});

const person = (id: string, more: Partial<Actor> = {}): Actor => ({
  id: `person:${id}`,
  name: id,
  role: 'petugas',
  officeId: 'bandung',
  ...more,
});

/** One application, several people. */
function together(speaker: { now: Actor }) {
  const { db } = openApp();
  const app = createApp({ db, now: () => new Date('2026-01-14T05:00:00Z'), identify: async () => speaker.now });
  return { db, request: async (path: string, init?: RequestInit) => app.request(path, init) };
}

test('one takes back what one noted oneself; what others noted only an administrator does', async () => {
  const speaker = { now: person('ani') };
  const app = together(speaker);
  const { id } = await note(app);
  speaker.now = person('budi');
  const seen = (await (await app.request('/api/v1/inquiries/notes')).json()) as Notes;
  expect(seen.notes).toMatchObject([{ id, mayRemove: false }]);
  expect((await problemOf(await remove(app, id))).code).toBe('not-own-note');
  speaker.now = person('citra', { role: 'administrator' });
  expect((await remove(app, id)).status).toBe(200);
});

test('an officer notes for their own office and touches no note of another', async () => {
  const speaker = { now: person('ani') };
  const app = together(speaker);
  const { id } = await note(app);
  speaker.now = person('dedi', { officeId: 'surabaya' });
  expect(await note(app)).toMatchObject({ office: 'surabaya' });
  for (const response of [
    await remove(app, id),
    await post(app, `/${id}/answer`, {}),
    await post(app, '', { office: 'bandung', channel: 'instagram', topic: 'cost', answered: true }),
  ]) {
    expect((await problemOf(response)).code).toBe('other-office');
  }
});

test('a reader of figures is told where notes and counts differ, and not how the files are called', async () => {
  const speaker = { now: person('ani', { role: 'administrator', officeId: null }) };
  const app = together(speaker);
  const form = new FormData();
  form.set('file', new File([inquiriesCsv(12)], 'rahasia-kantor.csv'));
  expect((await app.request('/api/v1/imports', { method: 'POST', body: form })).status).toBe(201);
  await note(app);
  const told = async (role: Actor['role']) => {
    speaker.now = person('ani', { role });
    const response = await app.request('/api/v1/inquiries/summary?from=2026-01-01');
    return ((await response.json()) as { mismatches: { file: string | null }[] }).mismatches.map(({ file }) => file);
  };
  expect(await told('kepala')).toEqual(['rahasia-kantor.csv']);
  expect(await told('peneliti')).toEqual([null]);
});

test('two people who note at once lose nothing, and each act is in the audit trail', async () => {
  const speaker = { now: person('ani') };
  const app = together(speaker);
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => {
      speaker.now = person(index % 2 === 0 ? 'ani' : 'budi');
      return post(app, '', { channel: 'instagram', topic: 'cost', answered: index % 4 === 0 });
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 201));
  expect(countOf(app as OpenApp)).toMatchObject({ received: 40, answered: 10 });
  const noted = app.db.$client.prepare("SELECT COUNT(*) FROM audit_entries WHERE act = 'noted'").pluck().get();
  expect(noted).toBe(40);
  expect(brokenAuditEntry(app.db)).toBe(undefined);
});

test('whatever is noted, answered and taken back, the counts are those of the notes that stand', async () => {
  const act = fc.record({
    act: fc.constantFrom('note', 'note', 'note', 'answer', 'remove'),
    topic: fc.constantFrom('cost', 'benefits'),
    answered: fc.boolean(),
    minutes: fc.option(fc.integer({ min: 0, max: 500 })),
    which: fc.nat(30),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 10 }), async (acts) => {
      const app = openApp();
      for (const { act: what, topic, answered, minutes, which } of acts) {
        if (what === 'note') await note(app, { topic, answered, answerMinutes: answered ? minutes : null });
        else if (what === 'answer') await post(app, `/${which + 1}/answer`, { answerMinutes: minutes });
        else await remove(app, which + 1);
      }
      const { notes } = await app.get<Notes>('/api/v1/inquiries/notes');
      for (const topic of ['cost', 'benefits']) {
        const own = notes.filter((each) => each.topic === topic);
        const expected = { received: own.length, answered: own.filter(({ answered }) => answered).length };
        if (own.length === 0) expect(countOf(app, topic)).toBeUndefined();
        else expect(countOf(app, topic)).toMatchObject(expected);
      }
    }),
    { numRuns: 12 },
  );
}, 20_000);

test('counts of notes stand apart in the history of imports, where that is asked for', async () => {
  const app = openApp();
  await app.store(inquiriesCsv(4, 'benefits'));
  await note(app);
  await note(app);
  const history = (query: string) =>
    app.get<{ total: number; imports: { format: string }[] }>(`/api/v1/imports${query}`);
  expect((await history('')).total).toBe(3);
  const { total, imports } = await history('?notes=hidden');
  expect([total, imports.map(({ format }) => format)]).toEqual([1, ['tilik-inquiries']]);
});
