import type { Client } from '@tilik/server/client';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { foundIn, questionOf } from '@tilik/server/inside/evidence/question.ts';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { InferResponseType } from 'hono/client';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Search = InferResponseType<Client['api']['v1']['evidence']['search']['$get'], 200>;
type Triangulation = InferResponseType<Client['api']['v1']['evidence']['triangulation']['$get'], 200>;

const put = (app: OpenApp, noun: string, fields: object) =>
  app.request(`/api/v1/records/${noun}?lang=en`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fields, was: null }),
  });

async function stored(app: OpenApp, noun: string, fields: object): Promise<string> {
  const response = await put(app, noun, fields);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return String(((await response.json()) as { rows: { key: string[] }[] }).rows[0]?.key[0]);
}

const note = (given: object = {}) => ({
  date: '2026-01-10',
  kind: 'interview',
  title: 'Wawancara di loket',
  content: 'Pemohon belum tahu bedanya.',
  ...given,
});

const search = (app: OpenApp, query: Readonly<Record<string, string>> = {}) =>
  app.get<Search>(`/api/v1/evidence/search?${new URLSearchParams(query)}`);

const titles = async (app: OpenApp, query: Readonly<Record<string, string>> = {}) =>
  (await search(app, query)).notes.map(({ title }) => title.text);

/** What the ranges of a text mark. */
const marked = ({ text, ranges }: Search['notes'][number]['title']) => ranges.map(([from, to]) => text.slice(from, to));

async function withNotes(): Promise<OpenApp> {
  const app = openApp();
  await stored(app, 'themes', { theme: 'biaya', name: 'Biaya', definition: 'Bila tarif disebut', position: 1 });
  await stored(app, 'themes', { theme: 'kepercayaan', name: 'Kepercayaan', definition: 'Bila aman disebut' });
  await app.store(csvOf([make.campaign()]));
  await stored(app, 'evidence', note({ themes: ['biaya'], campaign: 'know-it' }));
  await stored(
    app,
    'evidence',
    note({
      date: '2025-12-02',
      kind: 'observation',
      title: 'Antrean panjang',
      content: 'Di loket 3 orang bertanya soal biaya; café di seberang penuh. Éclair <b>gratis</b>.',
      themes: ['biaya', 'kepercayaan'],
    }),
  );
  await stored(app, 'evidence', note({ date: '2025-11-20', kind: 'document', title: 'Nota dinas', content: 'Kuota.' }));
  return app;
}

test('without a question all notes come, the latest first, with the codebook', async () => {
  const answer = await search(await withNotes());
  expect(answer).toMatchObject({ office: 'bandung', question: '', total: 3, all: 3 });
  expect(answer.notes.map(({ title, notedOn }) => [notedOn, title.text, title.ranges])).toEqual([
    ['2026-01-10', 'Wawancara di loket', []],
    ['2025-12-02', 'Antrean panjang', []],
    ['2025-11-20', 'Nota dinas', []],
  ]);
  expect(answer.themes.map(({ id, notes }) => [id, notes])).toEqual([
    ['biaya', 2],
    ['kepercayaan', 1],
  ]);
});

test('a word is found in title and text, whatever its case and accents; the title counts for more', async () => {
  const app = await withNotes();
  const { notes, total } = await search(app, { q: 'LOKET' });
  expect(total).toBe(2);
  expect(notes.map(({ title }) => title.text)).toEqual(['Wawancara di loket', 'Antrean panjang']);
  expect(notes.map(({ title, extract }) => [marked(title), marked(extract)])).toEqual([
    [['loket'], []],
    [[], ['loket']],
  ]);
  expect(await titles(app, { q: 'cafe' })).toEqual(['Antrean panjang']);
  expect(await titles(app, { q: 'ECLAIR' })).toEqual(['Antrean panjang']);
  // What was written as HTML is text with a range in it, and nothing else.
  const [found] = (await search(app, { q: 'gratis' })).notes;
  expect(found?.extract.text).toContain('<b>gratis</b>');
  expect(found && marked(found.extract)).toEqual(['gratis']);
});

test('all words have to be there, a phrase together, and a star lets a word go on', async () => {
  const app = await withNotes();
  expect(await titles(app, { q: 'loket biaya' })).toEqual(['Antrean panjang']);
  expect(await titles(app, { q: 'loket kuota' })).toEqual([]);
  expect(await titles(app, { q: '"soal biaya"' })).toEqual(['Antrean panjang']);
  expect(await titles(app, { q: '"biaya soal"' })).toEqual([]);
  expect(await titles(app, { q: 'wawan' })).toEqual([]);
  expect(await titles(app, { q: 'wawan*' })).toEqual(['Wawancara di loket']);
});

test('a question can be narrowed by theme, kind, campaign and days', async () => {
  const app = await withNotes();
  expect(await titles(app, { theme: 'kepercayaan' })).toEqual(['Antrean panjang']);
  expect(await titles(app, { kind: 'document' })).toEqual(['Nota dinas']);
  expect(await titles(app, { campaign: 'know-it', q: 'loket' })).toEqual(['Wawancara di loket']);
  expect(await titles(app, { from: '2025-11-21', to: '2025-12-31' })).toEqual(['Antrean panjang']);
  const { total, notes } = await search(app, { limit: '1' });
  expect([total, notes.length]).toEqual([3, 1]);
  expect((await app.request('/api/v1/evidence/search?from=2026-01-02&to=2026-01-01')).status).toBe(400);
  expect((await app.request('/api/v1/evidence/search?kind=rumour')).status).toBe(400);
  // A name that there is none of is not answered with nothing.
  for (const field of ['theme', 'campaign', 'channel']) {
    const response = await app.request(`/api/v1/evidence/search?${field}=nothing`);
    expect((await problemOf(response)).issues[0]?.field).toBe(field);
  }
  expect((await app.request(`/api/v1/evidence/search?q=${'a'.repeat(201)}`)).status).toBe(400);
});

test('a note that was changed is found by its new words, one that was removed by none, and undone by all again', async () => {
  const app = openApp();
  const id = await stored(app, 'evidence', note());
  const changed = await app.request('/api/v1/records/evidence', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fields: { evidence: id, content: 'Sudah tahu manfaatnya.' } }),
  });
  expect(changed.status).toBe(200);
  expect(await titles(app, { q: 'bedanya' })).toEqual([]);
  expect(await titles(app, { q: 'manfaatnya' })).toEqual(['Wawancara di loket']);
  const removed = await app.request(`/api/v1/records/evidence/${id}`, { method: 'DELETE' });
  const { importId } = (await removed.json()) as { importId: number };
  expect(await titles(app, { q: 'manfaatnya' })).toEqual([]);
  expect((await search(app)).total).toBe(0);
  await app.request(`/api/v1/imports/${importId}`, { method: 'DELETE' });
  expect(await titles(app, { q: 'manfaatnya' })).toEqual(['Wawancara di loket']);
});

test('whatever is typed is a question: no grammar of the index, no error, and never more than all notes', async () => {
  const app = await withNotes();
  const hostile = [
    '"',
    '""',
    '"""',
    "'",
    '*',
    '**',
    'a*b',
    '(',
    ')',
    'AND',
    'OR',
    'NOT',
    'NEAR(a b)',
    'title:',
    'title : loket',
    '{title content} : loket',
    '^loket',
    '-loket',
    '+',
    'loket AND',
    'NOT loket',
    '%',
    '_',
    "'; DROP TABLE evidence; --",
    '\\',
    '“tak ditutup',
    'rank MATCH',
    '\uD800',
    '\uFDD0loket\uFDD1',
    '😀',
    'a'.repeat(200),
  ];
  for (const q of hostile) expect((await search(app, { q })).total, q).toBeLessThanOrEqual(3);
  // What no keyboard types is refused as any other request that is wrong.
  expect((await app.request('/api/v1/evidence/search?q=loket%00')).status).toBe(400);
  // Operators are words like others: nobody wrote “NOT”.
  expect(await titles(app, { q: 'NOT loket' })).toEqual([]);
  expect((await search(app, { q: '!!!' })).total).toBe(0);
  const pieces = fc.oneof(
    fc.constantFrom(...hostile, 'loket', 'biaya', ' '),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 8 }), async (parts) => {
      const q = parts.join('').replaceAll('\0', '').slice(0, 200);
      const { total, notes } = await search(app, { q });
      expect(total).toBeLessThanOrEqual(3);
      for (const { title, extract } of notes) {
        for (const { text, ranges } of [title, extract]) {
          for (const [from, to] of ranges) expect(from >= 0 && from < to && to <= text.length).toBe(true);
        }
      }
    }),
    { numRuns: 150 },
  );
  expect((await search(app)).total).toBe(3);
}, 30_000);

test('a question is words in quotes and nothing of what stood around them', () => {
  expect(questionOf('loket 3')).toBe('"loket" "3"');
  expect(questionOf('“soal biaya” e-paspor wawan*')).toBe('"soal biaya" "e paspor" "wawan"*');
  expect(questionOf('***')).toBeNull();
  expect(questionOf('')).toBeNull();
});

test('marks become ranges, and those that do not fit together mark nothing', () => {
  expect(foundIn('di \uFDD0loket\uFDD1 tiga')).toEqual({ text: 'di loket tiga', ranges: [[3, 8]] });
  expect(foundIn('\uFDD1di \uFDD0\uFDD0loket')).toEqual({ text: 'di loket', ranges: [] });
});

test('personal data are refused at the field where they stand, and are not kept', async () => {
  const app = openApp();
  const response = await put(app, 'evidence', note({ content: 'Telepon 0812-3456-7890, ditanya lagi besok.' }));
  expect(response.status).toBe(422);
  const { issues } = await problemOf(response);
  expect(issues.map(({ field, code }) => [field, code])).toEqual([['content', 'remark-phone']]);
  expect((await search(app)).total).toBe(0);
  const long = await put(app, 'evidence', note({ content: 'a'.repeat(10_001) }));
  expect((await problemOf(long)).issues).toMatchObject([{ field: 'content', code: 'too-long' }]);
  expect((await put(app, 'evidence', note({ content: 'a'.repeat(10_000) }))).status).toBe(200);
});

test('a theme in use stays, and one that is renamed keeps its notes', async () => {
  const app = await withNotes();
  const inUse = await app.request('/api/v1/records/themes/biaya', { method: 'DELETE' });
  expect((await problemOf(inUse)).code).toBe('record-in-use');
  await app.request('/api/v1/records/themes', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ fields: { theme: 'biaya', name: 'Tarif dan biaya' } }),
  });
  const { themes } = await search(app);
  expect(themes.map(({ id, name, notes }) => [id, name, notes])).toContainEqual(['biaya', 'Tarif dan biaya', 2]);
  expect(await titles(app, { theme: 'biaya' })).toHaveLength(2);
});

test('notes are read by those of the office who may, and written by fewer', async () => {
  const app = await withNotes();
  const as = (role: 'kepala' | 'petugas' | 'peneliti' | 'pembaca', officeId: string | null = null) =>
    openApp({ db: app.db, visitor: { ...systemActor('test'), role, officeId } });
  for (const role of ['kepala', 'petugas', 'peneliti'] as const) expect((await search(as(role))).total).toBe(3);
  expect((await as('pembaca').request('/api/v1/evidence/search')).status).toBe(403);
  expect((await as('petugas', 'jakarta-pusat').request('/api/v1/evidence/search?office=bandung')).status).toBe(403);
  expect((await put(as('kepala'), 'evidence', note({ title: 'Lain' }))).status).toBe(403);
  expect(
    (await put(as('petugas', 'jakarta-pusat'), 'evidence', note({ title: 'Lain', office: 'bandung' }))).status,
  ).toBe(403);
  // Another office has its own notes.
  expect(await search(app, { office: 'jakarta-pusat' })).toMatchObject({ total: 0, all: 0 });
});

test('themes stand by month beside uptake and the questions of the same topic; a month without notes tells nothing', async () => {
  const app = await withNotes();
  await app.store(
    csvOf([
      make.applicantCount({ date: '2025-12', applicants: 40 }),
      make.applicantCount({ date: '2025-12', passport_type: 'ordinary', applicants: 60 }),
    ]),
  );
  await stored(app, 'inquiries', { date: '2025-12', channel: 'instagram', topic: 'cost', received: 17, answered: 15 });
  const {
    themes,
    months,
    notes: all,
  } = await app.get<Triangulation>('/api/v1/evidence/triangulation?from=2025-10-01&to=2026-01-14');
  expect(all).toBe(3);
  expect(themes).toEqual([
    { id: 'biaya', name: 'Biaya', nameEn: null, notes: 2, topic: 'cost' },
    { id: 'kepercayaan', name: 'Kepercayaan', nameEn: null, notes: 1, topic: null },
  ]);
  expect(months.map(({ from, notes, themes: counts, inquiries }) => [from, notes, counts, inquiries])).toEqual([
    ['2025-10-01', 0, { biaya: null, kepercayaan: null }, { cost: null }],
    ['2025-11-01', 1, { biaya: 0, kepercayaan: 0 }, { cost: null }],
    ['2025-12-01', 1, { biaya: 1, kepercayaan: 1 }, { cost: 17 }],
    ['2026-01-01', 1, { biaya: 1, kepercayaan: 0 }, { cost: null }],
  ]);
  expect(months[2]).toMatchObject({ electronic: 40, ordinary: 60, uptake: { kind: 'share', share: 0.4 } });
  expect(months[1]?.uptake).toEqual({ kind: 'none', reason: 'not-reported' });
  const csv = await app.request('/api/v1/evidence/triangulation.csv?from=2025-12-01&to=2025-12-31');
  expect(parse(await csv.text(), { columns: true, bom: true })).toMatchObject([
    {
      month: '2025-12',
      notes: '1',
      theme: 'biaya',
      theme_notes: '1',
      topic: 'cost',
      inquiries_received: '17',
      uptake: '0.4',
    },
    { month: '2025-12', notes: '1', theme: 'kepercayaan', theme_notes: '1', topic: '', inquiries_received: '' },
  ]);
});
