import { expect, test } from 'vitest';
import { openOffice, person } from './office.ts';

interface Listed {
  readonly months: readonly {
    readonly month: string;
    readonly state: string;
    readonly report: {
      readonly id: string;
      readonly state: string;
      readonly number: string | null;
      readonly openComments: number;
    } | null;
    readonly editions: readonly {
      readonly id: string;
      readonly edition: number;
      readonly number: string;
      readonly approvedOn: string;
    }[];
  }[];
}

async function closedOffice(options: Parameters<typeof openOffice>[0] = {}) {
  const office = openOffice(options);
  await office.storeMonth('2025-11', 40, 60);
  await office.storeMonth('2025-12', 50, 50);
  await office.setMonth('close', '2025-12');
  return office;
}

test('a report goes from draft by comments and review to approval, and each step says who took it', async () => {
  const office = await closedOffice();
  const id = await office.draft('2025-12');
  await office.done('petugas', 'PUT', `reports/${id}/remarks`, { text: 'Loket **tambahan** dibuka.' });
  const comment = await office.done<{ id: number }>('kepala', 'POST', `reports/${id}/comments`, {
    block: 'uptake',
    text: 'Jelaskan kenaikannya.',
  });
  const seen = await office.shown(id, 'petugas');
  expect(seen).toMatchObject({
    state: 'draft',
    edition: 1,
    closed: true,
    number: null,
    seal: null,
    createdBy: 'Ibu petugas',
    remarks: 'Loket **tambahan** dibuka.',
    comments: [{ block: 'uptake', text: 'Jelaskan kenaikannya.', by: 'Ibu kepala', resolvedBy: null }],
    may: {
      edit: true,
      comment: true,
      review: true,
      returnToDraft: false,
      approve: false,
      revise: false,
      discard: true,
    },
  });
  const list = await office.done<Listed>('petugas', 'GET', 'reports');
  expect(list.months.map(({ month, state, report }) => [month, state, report?.state, report?.openComments])).toEqual([
    ['2026-01', 'running', undefined, undefined],
    ['2025-12', 'closed', 'draft', 1],
    ['2025-11', 'ended', undefined, undefined],
  ]);
  const hash = { contentHash: seen.contentHash };
  expect(await office.refused('petugas', 'POST', `reports/${id}/review`, hash)).toEqual([409, 'comments-open']);
  await office.done('petugas', 'POST', `reports/${id}/comments/${comment.id}/resolve`);
  expect(await office.refused('petugas', 'POST', `reports/${id}/comments/${comment.id}/resolve`)).toEqual([
    409,
    'comment-resolved',
  ]);
  expect(await office.refused('kepala', 'POST', `reports/${id}/approve`, hash)).toEqual([409, 'report-not-reviewed']);
  await office.done('petugas', 'POST', `reports/${id}/review`, hash);
  expect(await office.refused('petugas', 'PUT', `reports/${id}/remarks`, { text: 'x' })).toEqual([
    409,
    'report-not-draft',
  ]);
  expect(await office.refused('petugas', 'DELETE', `reports/${id}`)).toEqual([409, 'report-not-draft']);
  for (const role of ['administrator', 'petugas', 'peneliti', 'pembaca'] as const)
    expect([role, ...(await office.refused(role, 'POST', `reports/${id}/approve`, hash))]).toEqual([
      role,
      403,
      'not-allowed',
    ]);

  // Given back with what is to be done, done, and reviewed once more.
  await office.done('kepala', 'POST', `reports/${id}/return`, { text: 'Tambahkan catatan.' });
  const returned = await office.shown(id);
  expect(returned).toMatchObject({ state: 'draft', reviewedBy: null });
  expect(returned.comments.at(-1)).toMatchObject({ block: 'summary', text: 'Tambahkan catatan.' });
  await office.done('petugas', 'POST', `reports/${id}/comments/${returned.comments.at(-1)?.id}/resolve`);
  await office.done('petugas', 'POST', `reports/${id}/review`, hash);
  expect(await office.shown(id, 'kepala')).toMatchObject({
    state: 'reviewed',
    changedSinceReview: false,
    reviewedBy: 'Ibu petugas',
    may: {
      edit: false,
      comment: true,
      review: false,
      returnToDraft: true,
      approve: true,
      revise: false,
      discard: false,
    },
  });
  const approved = await office.done<{ number: string }>('kepala', 'POST', `reports/${id}/approve`, hash);
  expect(approved.number).toBe('001/LAP/TIKKIM/I/2026');
  const frozen = await office.shown(id, 'kepala');
  expect(frozen).toMatchObject({
    state: 'approved',
    number: '001/LAP/TIKKIM/I/2026',
    approvedBy: 'Ibu kepala',
    seal: { number: '001/LAP/TIKKIM/I/2026', edition: 1, approvedOn: '2026-01-14', revises: null },
    may: {
      edit: false,
      comment: false,
      review: false,
      returnToDraft: false,
      approve: false,
      revise: true,
      discard: false,
    },
    deliveries: [],
  });
  expect(frozen.content).toEqual(seen.content);

  const acts = office.db.$client
    .prepare(`SELECT act, actor_role FROM audit_entries WHERE noun = 'report' ORDER BY id`)
    .raw()
    .all();
  expect(acts).toEqual([
    ['drafted', 'petugas'],
    ['remarked', 'petugas'],
    ['commented', 'kepala'],
    ['comment-resolved', 'petugas'],
    ['reviewed', 'petugas'],
    ['returned', 'kepala'],
    ['comment-resolved', 'petugas'],
    ['reviewed', 'petugas'],
    ['approved', 'kepala'],
  ]);
});

test('nothing of an approved report can be done to it any more, in words', async () => {
  const office = await closedOffice();
  const id = await office.approved('2025-12');
  const { contentHash } = await office.shown(id);
  const refusals = [
    ['PUT', 'remarks', { text: 'x' }],
    ['POST', 'comments', { block: 'summary', text: 'x' }],
    ['POST', 'review', { contentHash }],
    ['POST', 'return', { text: 'x' }],
  ] as const;
  for (const [method, act, body] of refusals)
    expect([act, ...(await office.refused('petugas', method, `reports/${id}/${act}`, body))]).toEqual([
      act,
      409,
      'already-approved',
    ]);
  expect(await office.refused('kepala', 'POST', `reports/${id}/approve`, { contentHash })).toEqual([
    409,
    'already-approved',
  ]);
  expect(await office.refused('petugas', 'DELETE', `reports/${id}`)).toEqual([409, 'already-approved']);
});

test('a running month has no report, one that is not closed is neither reviewed nor approved, and there is one a month', async () => {
  const office = openOffice();
  await office.storeMonth('2025-12', 50, 50);
  expect(await office.refused('petugas', 'POST', 'reports', { month: '2026-01' })).toEqual([
    409,
    'report-month-running',
  ]);
  const id = await office.draft('2025-12');
  const again = await office.ask('petugas', 'POST', 'reports', { month: '2025-12' });
  expect([again.status, again.body.code]).toEqual([409, 'report-exists']);
  expect(again.body.detail).toContain(id);
  const { contentHash, closed, content, may } = await office.shown(id, 'petugas');
  expect([closed, content.closed, may.review]).toEqual([false, false, false]);
  expect(await office.refused('petugas', 'POST', `reports/${id}/review`, { contentHash })).toEqual([
    409,
    'report-month-not-closed',
  ]);
  await office.setMonth('close', '2025-12');
  await office.review(id);
  await office.setMonth('reopen', '2025-12');
  const reviewed = await office.shown(id, 'kepala');
  expect([reviewed.may.approve, reviewed.changedSinceReview]).toEqual([false, true]);
  expect(
    await office.refused('kepala', 'POST', `reports/${id}/approve`, { contentHash: reviewed.contentHash }),
  ).toEqual([409, 'report-month-not-closed']);
});

test('figures that were changed since they were seen are not reviewed and not approved', async () => {
  const office = await closedOffice();
  const id = await office.draft('2025-12');
  const { contentHash } = await office.shown(id);
  // November stands beside December.
  await office.storeMonth('2025-11', 41, 60);
  expect(await office.refused('petugas', 'POST', `reports/${id}/review`, { contentHash })).toEqual([
    409,
    'figures-changed',
  ]);
  await office.review(id);
  const seen = await office.shown(id);
  await office.storeMonth('2025-11', 42, 60);
  expect((await office.shown(id)).changedSinceReview).toBe(true);
  expect(await office.refused('kepala', 'POST', `reports/${id}/approve`, { contentHash: seen.contentHash })).toEqual([
    409,
    'figures-changed',
  ]);
  expect(office.db.$client.prepare('SELECT COUNT(*) FROM reports WHERE state = ?').pluck().get('approved')).toBe(0);
});

test('remarks that were typed while a report was read are not approved unread', async () => {
  const office = await closedOffice();
  const id = await office.draft('2025-12');
  const { contentHash } = await office.shown(id);
  await office.done('petugas', 'PUT', `reports/${id}/remarks`, { text: 'Satu kalimat lagi.' });
  expect(await office.refused('petugas', 'POST', `reports/${id}/review`, { contentHash })).toEqual([
    409,
    'figures-changed',
  ]);
});

test('of two people who approve at once one does, the other is told, and one number is taken', async () => {
  const office = await closedOffice();
  const id = await office.draft('2025-12');
  await office.review(id);
  const { contentHash } = await office.shown(id);
  office.speak(person('kepala'));
  const answers = await Promise.all(
    [1, 2, 3].map(() =>
      office.app.request(`/api/v1/reports/${id}/approve?lang=en`, {
        method: 'POST',
        body: JSON.stringify({ contentHash }),
        headers: { 'Content-Type': 'application/json' },
      }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  const refusal = answers.find(({ status }) => status === 409);
  expect(await refusal?.json()).toMatchObject({ code: 'already-approved', detail: expect.stringContaining('001/LAP') });
  expect(office.db.$client.prepare(`SELECT number, sequence FROM reports`).raw().all()).toEqual([
    ['001/LAP/TIKKIM/I/2026', 1],
  ]);
  expect(
    office.db.$client
      .prepare(`SELECT COUNT(*) FROM audit_entries WHERE noun = 'report' AND act = 'approved'`)
      .pluck()
      .get(),
  ).toBe(1);
});

test('readers and researchers see approved reports only, and nobody of another office sees any', async () => {
  const office = await closedOffice();
  await office.setMonth('close', '2025-11');
  const approved = await office.approved('2025-11');
  const draft = await office.draft('2025-12');
  for (const role of ['pembaca', 'peneliti'] as const) {
    const { months } = await office.done<Listed>(role, 'GET', 'reports');
    expect(months.map(({ month, report }) => [month, report?.id])).toEqual([['2025-11', approved]]);
    expect((await office.shown(approved, role)).comments).toEqual([]);
    expect((await office.shown(approved, role)).deliveries).toBe(undefined);
    expect(await office.refused(role, 'GET', `reports/${draft}`)).toEqual([404, 'no-such-report']);
    expect(await office.refused(role, 'GET', `reports/${approved}/difference?with=${draft}`)).toEqual([
      404,
      'no-such-report',
    ]);
    expect(await office.refused(role, 'GET', `reports/${approved}/difference?with=now`)).toEqual([403, 'not-allowed']);
    expect(await office.refused(role, 'POST', 'reports', { month: '2025-10' })).toEqual([403, 'not-allowed']);
  }
  const elsewhere = person('kepala', 'jakarta-pusat');
  const paths = ['reports?office=bandung', `reports/${approved}`, `reports/${approved}/verification`];
  for (const path of paths) expect(await office.refused(elsewhere, 'GET', path)).toEqual([403, 'other-office']);
  expect(await office.refused('pembaca', 'GET', 'reports/nothing')).toEqual([404, 'no-such-report']);
});

test('a draft can be discarded and begun again, and the trail knows of it', async () => {
  const office = await closedOffice();
  const id = await office.draft('2025-12');
  await office.done('kepala', 'POST', `reports/${id}/comments`, { block: 'plan', text: 'Kapan?' });
  await office.done('petugas', 'DELETE', `reports/${id}`);
  expect(await office.refused('petugas', 'GET', `reports/${id}`)).toEqual([404, 'no-such-report']);
  expect(await office.draft('2025-12')).not.toBe(id);
  const was = office.db.$client.prepare(`SELECT was FROM audit_entries WHERE act = 'discarded'`).pluck().get();
  expect(JSON.parse(String(was))).toMatchObject({ comments: [{ block: 'plan', text: 'Kapan?' }] });
});

test('remarks that tell of a person, or are longer than two pages, are refused', async () => {
  const office = await closedOffice();
  const id = await office.draft('2025-12');
  const put = (text: string) => office.ask('petugas', 'PUT', `reports/${id}/remarks`, { text });
  const told = await put('Hubungi 0812 3456 7890.');
  expect([told.status, told.body.issues?.[0]?.code]).toEqual([400, 'remark-phone']);
  expect((await put('a'.repeat(10_001))).status).toBe(400);
  expect((await put('a'.repeat(10_000))).status).toBe(200);
  expect((await put('   ')).status).toBe(200);
  expect((await office.shown(id)).remarks).toBe(null);
  expect((await office.ask('petugas', 'POST', `reports/${id}/comments`, { block: 'nowhere', text: 'x' })).status).toBe(
    400,
  );
  expect((await office.ask('petugas', 'POST', `reports/${id}/return`, { text: ' ' })).status).toBe(400);
  expect(await office.refused('petugas', 'POST', `reports/${id}/comments/99/resolve`)).toEqual([
    404,
    'no-such-comment',
  ]);
});

test('an office of which nothing at all is known has a report of a closed month', async () => {
  const office = openOffice();
  const { months } = await office.done<Listed>('kepala', 'GET', 'reports');
  expect(months.map(({ month }) => month)).toEqual(['2026-01', '2025-12']);
  await office.setMonth('close', '2025-12');
  const id = await office.approved('2025-12');
  const { content } = await office.shown(id, 'pembaca');
  expect(content.blocks.length).toBeGreaterThan(5);
  expect(await office.done('pembaca', 'GET', `reports/${id}/verification`)).toMatchObject({ holds: true });
});
