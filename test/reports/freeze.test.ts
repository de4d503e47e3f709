import { createHash } from 'node:crypto';
import { canonicalJson } from '@tilik/server/inside/reports/canonical.ts';
import type { ReportContent } from '@tilik/server/inside/reports/content.ts';
import { reportVersion } from '@tilik/server/inside/reports/queries.ts';
import { brokenReports } from '@tilik/server/inside/reports/verification.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { make } from '../support/make.ts';
import { openOffice } from './office.ts';

type Office = ReturnType<typeof openOffice>;

/** Cells of the table of uptake by month: `2025-12 electronic` and its count. */
function counts(content: ReportContent): Map<string, unknown> {
  const tables = content.blocks.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'table' ? [item.table] : [])),
  );
  const rows = tables.find(({ key }) => key === 'uptake-months')?.rows ?? [];
  return new Map(
    rows.flatMap(({ key, cells }) =>
      ['electronic', 'ordinary', 'total'].map((column) => [`${key} ${column}`, cells[column]] as const),
    ),
  );
}

interface Uptake {
  readonly periods: readonly { readonly period: string; readonly electronic: number | null }[];
}
const pageSays = async (office: Office, month: string) =>
  (await office.done<Uptake>('kepala', 'GET', `uptake?from=${month}-01&to=${month}-28&grain=month`)).periods.find(
    ({ period }) => period === month,
  )?.electronic;

async function correct(office: Office, month: string, electronic: number, ordinary: number): Promise<void> {
  await office.setMonth('reopen', month);
  await office.storeMonth(month, electronic, ordinary);
  await office.setMonth('close', month);
}

test('after a correction the page shows the new figure, the report the old one, and the difference is named', async () => {
  const office = openOffice();
  await office.storeMonth('2025-11', 40, 60);
  await office.storeMonth('2025-12', 50, 50);
  await office.setMonth('close', '2025-12');
  const id = await office.approved('2025-12');
  const before = await office.shown(id, 'pembaca');
  const bytes = office.frozen(id);
  expect(bytes).toBe(canonicalJson({ content: before.content, seal: before.seal }));
  expect(before.contentHash).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(await office.differences(id, 'now')).toEqual([]);

  await correct(office, '2025-12', 57, 50);
  expect(await pageSays(office, '2025-12')).toBe(57);
  expect(await office.shown(id, 'pembaca')).toEqual(before);
  expect(counts((await office.shown(id)).content).get('2025-12 electronic')).toBe(50);
  const differences = await office.differences(id, 'now');
  expect(differences).toContainEqual(
    expect.objectContaining({ block: 'uptake', place: 'uptake-months', was: 50, became: 57, kind: 'count' }),
  );
  const csv = await office.app.request(`/api/v1/reports/${id}/difference.csv?with=now&lang=en`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect((await csv.text()).split('\r\n').join('\n')).toMatch(/^uptake,uptake-months,[^\n]*,count,50,,57,$/m);
  expect(office.frozen(id)).toBe(bytes);
  expect(await office.done('pembaca', 'GET', `reports/${id}/verification`)).toEqual({
    contentHash: before.contentHash,
    computed: before.contentHash,
    recorded: before.contentHash,
    holds: true,
  });
});

test('a revision is an edition of its own, that names what it revises, why, and all that differs', async () => {
  const office = openOffice();
  await office.storeMonth('2025-12', 50, 50);
  await office.setMonth('close', '2025-12');
  const first = await office.approved('2025-12');
  await correct(office, '2025-12', 57, 50);
  expect(await office.refused('petugas', 'POST', `reports/${first}/revise`, { reason: 'x' })).toEqual([
    403,
    'not-allowed',
  ]);
  const { id } = await office.done<{ id: string }>('kepala', 'POST', `reports/${first}/revise`, {
    reason: 'Rekap pusat dibetulkan',
  });
  expect(await office.refused('kepala', 'POST', `reports/${first}/revise`, { reason: 'x' })).toEqual([
    409,
    'report-exists',
  ]);
  expect(await office.shown(id)).toMatchObject({ edition: 2, reason: 'Rekap pusat dibetulkan', state: 'draft' });
  await office.review(id);
  await office.approve(id);
  const { seal, content } = await office.shown(id, 'pembaca');
  const { contentHash } = await office.shown(first);
  expect(seal).toMatchObject({
    number: '001/LAP/TIKKIM/I/2026 Rev. 1',
    edition: 2,
    revises: { edition: 1, contentHash, reason: 'Rekap pusat dibetulkan' },
  });
  expect(seal?.revises?.differences).toEqual(await office.differences(first, id));
  expect(seal?.revises?.differences).toContainEqual(expect.objectContaining({ was: 50, became: 57 }));
  expect([
    counts(content).get('2025-12 electronic'),
    counts((await office.shown(first)).content).get('2025-12 electronic'),
  ]).toEqual([57, 50]);
  expect((await office.shown(first)).editions.map(({ number }) => number)).toEqual([
    '001/LAP/TIKKIM/I/2026 Rev. 1',
    '001/LAP/TIKKIM/I/2026',
  ]);
  expect(await office.refused('kepala', 'POST', `reports/${first}/revise`, { reason: 'x' })).toEqual([
    409,
    'later-edition',
  ]);
  expect(brokenReports(office.db)).toEqual({ approved: 2, broken: [] });
});

test('whatever is corrected afterwards, the frozen bytes stay, their hash holds, and the differences are the corrected cells', async () => {
  const months = ['2025-10', '2025-11', '2025-12'] as const;
  const office = openOffice();
  const now = new Map<string, number>();
  for (const [index, month] of months.entries()) {
    await office.storeMonth(month, 40 + index, 60 + index);
    await office.setMonth('close', month);
  }
  const id = await office.approved('2025-12');
  const bytes = office.frozen(id);
  const was = counts(office.content(id).content);
  const correction = fc.record({
    month: fc.constantFrom(...months),
    electronic: fc.integer({ min: 0, max: 5000 }),
    ordinary: fc.integer({ min: 0, max: 5000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(correction, { minLength: 1, maxLength: 3 }), async (corrections) => {
      for (const { month, electronic, ordinary } of corrections) {
        await correct(office, month, electronic, ordinary);
        const total = electronic + ordinary;
        now.set(`${month} electronic`, electronic).set(`${month} ordinary`, ordinary).set(`${month} total`, total);
      }
      expect(office.frozen(id)).toBe(bytes);
      expect(await office.done('pembaca', 'GET', `reports/${id}/verification`)).toMatchObject({ holds: true });
      const named = (await office.differences(id, 'now'))
        .filter(({ block, place, kind }) => block === 'uptake' && place === 'uptake-months' && kind === 'count')
        .map(({ was: before, became }) => `${before} → ${became}`);
      const corrected = [...now].flatMap(([cell, value]) =>
        was.get(cell) === value ? [] : [`${was.get(cell)} → ${value}`],
      );
      expect(named.toSorted()).toEqual(corrected.toSorted());
    }),
    { numRuns: 25 },
  );
});

test('the database itself refuses to change or remove what was approved', async () => {
  const office = openOffice();
  await office.setMonth('close', '2025-12');
  const id = await office.approved('2025-12');
  const { $client: client } = office.db;
  const attempts = [
    `UPDATE reports SET frozen = '{}' WHERE id = '${id}'`,
    `UPDATE reports SET number = '7' WHERE id = '${id}'`,
    `UPDATE reports SET state = 'draft', frozen = NULL, content_hash = NULL, number = NULL WHERE id = '${id}'`,
    `DELETE FROM reports WHERE id = '${id}'`,
    `INSERT OR REPLACE INTO reports SELECT * FROM reports WHERE id = '${id}'`,
    `REPLACE INTO reports (id, office_id, month_on, edition, state, created_at, created_by) VALUES ('other', 'bandung', '2025-12-01', 1, 'draft', '', '')`,
  ];
  const before = client.prepare('SELECT * FROM reports').raw().all();
  for (const attempt of attempts) expect(() => client.exec(attempt)).toThrow('an approved report is not changed');
  expect(client.prepare('SELECT * FROM reports').raw().all()).toEqual(before);
});

test('what was changed behind the back of the database is found, even with its hash made to fit', async () => {
  const office = openOffice();
  await office.storeMonth('2025-12', 50, 50);
  await office.setMonth('close', '2025-12');
  const id = await office.approved('2025-12');
  const bytes = office.frozen(id);
  const { $client: client } = office.db;
  client.exec('DROP TRIGGER reports_keep_frozen');
  const changed = bytes.replace('"electronic":50', '"electronic":99');
  expect(changed).not.toBe(bytes);
  client.prepare('UPDATE reports SET frozen = ? WHERE id = ?').run(changed, id);
  const verify = () => office.done('pembaca', 'GET', `reports/${id}/verification`);
  expect(await verify()).toMatchObject({ holds: false });
  expect(brokenReports(office.db)).toEqual({
    approved: 1,
    broken: ['001/LAP/TIKKIM/I/2026 is not as it was approved'],
  });
  // Whoever makes the hash fit has the audit trail against them.
  const fitting = createHash('sha256').update(changed).digest('hex');
  client.prepare('UPDATE reports SET content_hash = ? WHERE id = ?').run(fitting, id);
  expect(await verify()).toMatchObject({ computed: fitting, contentHash: fitting, holds: false });
  client
    .prepare('UPDATE reports SET frozen = ?, content_hash = ? WHERE id = ?')
    .run(
      bytes,
      office.db.$client
        .prepare(`SELECT json_extract(became, '$.contentHash') FROM audit_entries WHERE act = 'approved'`)
        .pluck()
        .get(),
      id,
    );
  expect(await verify()).toMatchObject({ holds: true });
  client.prepare('UPDATE reports SET sequence = 2 WHERE id = ?').run(id);
  expect(brokenReports(office.db).broken).toEqual(['bandung has 1 numbers of 2026, the last being 2']);
});

test('a draft has nothing to verify', async () => {
  const office = openOffice();
  const id = await office.draft('2025-12');
  expect(await office.refused('petugas', 'GET', `reports/${id}/verification`)).toEqual([409, 'report-not-approved']);
  const { contentHash } = await office.shown(id);
  expect(contentHash).toBe(
    createHash('sha256')
      .update(canonicalJson((await office.shown(id)).content))
      .digest('hex'),
  );
});

test('every change that a report could show makes another version, and work on reports or people makes none', async () => {
  const office = openOffice();
  await office.storeMonth('2025-12', 50, 50);
  await office.store([make.campaign()]);
  await office.store(
    [12, 3].map((applicants) => make.applicantCount({ date: '2025-12', variant: 'laminated', applicants })).slice(0, 1),
  );
  const record = (noun: string, fields: object) => office.done('administrator', 'PUT', `records/${noun}`, { fields });
  const { figures } = await office.done<{ figures: object[] }>('administrator', 'GET', 'quality/expected/suggestion');
  const settings = await office.done<Record<string, unknown>>('administrator', 'GET', 'report-settings');
  const { office: _, logo, numberExample, sendsMail, hasWebhookSecret, ...given } = settings;
  let importId = 0;
  let noteId = 0;
  const changes: Record<string, () => Promise<unknown>> = {
    'an import': async () => {
      importId = (await office.store([make.reading({ date: '2025-12-06' })])).id;
    },
    'an undo': () => office.done('administrator', 'DELETE', `imports/${importId}`),
    'a typed value': () =>
      office.done('administrator', 'POST', 'entry', {
        cells: [{ noun: 'readings', key: ['bandung', 'website', 'visits', 'day', '2025-12-07'], value: 3 }],
      }),
    'a typed value that is emptied': () =>
      office.done('administrator', 'POST', 'entry', {
        cells: [{ noun: 'readings', key: ['bandung', 'website', 'visits', 'day', '2025-12-07'], value: null }],
      }),
    'a remark on a value': () =>
      office.done('administrator', 'PUT', 'entry/comment', {
        noun: 'applicants',
        key: ['bandung', 'month', '2025-12-01', 'electronic', 'all', 'all', 'all', 'all'],
        comment: 'Diperiksa',
      }),
    'a batch of rows': () =>
      office.done('administrator', 'POST', 'readings', [
        { date: '2025-12-08', channel: 'website', metric: 'visits', value: 4 },
      ] as object),
    'an event': () =>
      record('events', { event: 'baru', name: 'Baru', kind: 'fee', starts: '2025-12-09', confounds: false }),
    'an event that is removed': () => office.done('administrator', 'DELETE', 'records/events/baru'),
    'a target': () => record('targets', { month: '2025-12', indicator: 'uptake-share', target: 0.45 }),
    'a field note': () =>
      record('evidence', {
        evidence: 'catatan',
        kind: 'observation',
        date: '2025-12-10',
        title: 'Loket',
        content: 'Antre sejak pagi.',
      }),
    'a plan of evaluation': () =>
      office.done('kepala', 'PUT', 'campaigns/know-it/effect/plan', { estimand: 'extra', shape: 'step' }),
    'a closing': () => office.setMonth('close', '2025-11'),
    'a reopening': () => office.setMonth('reopen', '2025-11'),
    'what is expected': () => office.done('administrator', 'PUT', 'quality/expected', { figures: figures.slice(0, 1) }),
    'a question that is noted': async () => {
      noteId = (
        await office.done<{ id: number }>('petugas', 'POST', 'inquiries/notes', {
          office: 'bandung',
          channel: 'instagram',
          topic: 'cost',
          answered: false,
        })
      ).id;
    },
    'a question that is answered': () => office.done('petugas', 'POST', `inquiries/notes/${noteId}/answer`),
    'the name of a channel': () =>
      office.done('administrator', 'PUT', 'channels/radio', { nameId: 'Radio', nameEn: 'Radio', kind: 'mass-media' }),
    'the name of the office': () =>
      office.done('administrator', 'PUT', 'offices/bandung', { name: 'Kanim Bandung', zone: 'Asia/Jakarta' }),
    'the settings of reports': () =>
      office.done('administrator', 'PUT', 'report-settings', { ...given, signatoryName: 'Sari' }),
  };
  for (const [name, change] of Object.entries(changes)) {
    const before = reportVersion(office.db);
    await change();
    expect([name, reportVersion(office.db) === before]).toEqual([name, false]);
  }
  const before = reportVersion(office.db);
  await office.setMonth('close', '2025-12').then(() => undefined);
  const closed = reportVersion(office.db);
  expect(closed).not.toBe(before);
  await office.approved('2025-12');
  await office.done('administrator', 'POST', 'people', {
    name: 'Rina',
    email: 'rina@bandung.example.go.id',
    role: 'petugas',
    officeId: 'bandung',
  });
  expect(reportVersion(office.db)).toBe(closed);
});
