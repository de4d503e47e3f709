import { createHash } from 'node:crypto';
import type { Role } from '@tilik/db/vocabulary';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { ProblemError } from '@tilik/server/inside/problem.ts';
import type { FrozenReport } from '@tilik/server/inside/reports/content.ts';
import type { ReportFace } from '@tilik/server/inside/reports/face.ts';
import type { Printer } from '@tilik/server/inside/reports/pdf.ts';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openOffice, person } from './office.ts';

/** Prints nothing and notes what it was asked for; waits for a sign where it is told to, and fails where it is told to. */
function notingPrinter() {
  const asked: { face: ReportFace; language: string }[] = [];
  let gate: Promise<unknown> = Promise.resolve();
  let failing: Error | undefined;
  const printer: Printer = {
    async print(face, language, onStep) {
      asked.push({ face, language });
      onStep?.('page', 0.25);
      await gate;
      if (failing) throw failing;
      return new TextEncoder().encode(`%PDF ${language} ${face.contentHash}`);
    },
    close: async () => undefined,
  };
  return {
    printer,
    asked,
    hold() {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      gate = promise;
      return () => resolve(undefined);
    },
    fail(error: Error | undefined) {
      failing = error;
    },
  };
}

async function officeWithReports() {
  const press = notingPrinter();
  const office = openOffice({ now: '2026-01-05T05:00:00Z', printer: press.printer });
  await office.storeMonth('2025-11', 380, 620);
  await office.storeMonth('2025-12', 400, 600);
  for (const month of ['2025-11', '2025-12']) await office.setMonth('close', month);
  const approved = await office.approved('2025-11');
  const draft = await office.draft('2025-12');
  const file = (actor: Role | Actor, path: string, headers: Readonly<Record<string, string>> = {}) => {
    office.speak(typeof actor === 'string' ? person(actor) : actor);
    return office.app.request(`/api/v1/${path}`, { headers });
  };
  return { ...office, press, approvedId: approved, draftId: draft, file };
}

type Progress = {
  state: string;
  step: string | null;
  share: number;
  problem: { code?: string; detail?: string } | null;
};

test.each([
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', 'ppt/presentation.xml'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/workbook.xml'],
])('a report is read as %s under a name that says what it is', async (face, type, part) => {
  const { file, approvedId, draftId } = await officeWithReports();
  for (const [lang, word] of [
    ['id', 'laporan'],
    ['en', 'report'],
  ] as const) {
    const answer = await file('pembaca', `reports/${approvedId}/${face}?lang=${lang}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${word}-bandung-2025-11.${face}"`);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Object.keys(unzipSync(new Uint8Array(await answer.arrayBuffer())))).toContain(part);
  }
  const open = await file('petugas', `reports/${draftId}/${face}?lang=en`);
  expect(open.headers.get('content-disposition')).toBe(`attachment; filename="report-bandung-2025-12-draft.${face}"`);
  // Without a language in the address it is that of the request.
  const asked = await file('pembaca', `reports/${approvedId}/${face}`, { 'Accept-Language': 'en' });
  expect(asked.headers.get('content-disposition')).toContain('report-bandung');
});

test('the PDF is what the printer made of the report, its seal and its hash', async () => {
  const { file, approvedId, press, shown } = await officeWithReports();
  const answer = await file('pembaca', `reports/${approvedId}/pdf?lang=en`);
  const { contentHash, number, content } = await shown(approvedId);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="report-bandung-2025-11.pdf"');
  expect(await answer.text()).toBe(`%PDF en ${contentHash}`);
  expect(press.asked).toHaveLength(1);
  expect(press.asked[0]?.face.seal?.number).toBe(number);
  expect(press.asked[0]?.face.content).toEqual(content);
});

test('the bytes that were approved hash to what stands on the report; a draft has none', async () => {
  const { file, approvedId, draftId, shown, frozen } = await officeWithReports();
  const answer = await file('pembaca', `reports/${approvedId}/json`);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { contentHash, content, seal } = await shown(approvedId);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(contentHash);
  expect(bytes.toString()).toBe(frozen(approvedId));
  const said = JSON.parse(bytes.toString()) as FrozenReport;
  expect(said).toEqual({ content, seal });
  const none = await file('petugas', `reports/${draftId}/json`);
  expect(none.status).toBe(409);
  expect(await none.json()).toMatchObject({ code: 'report-not-approved' });
});

test('a face is made once for all who ask, at once or later; another language or content is another', async () => {
  const { file, approvedId, draftId, press, done, storeMonth } = await officeWithReports();
  const release = press.hold();
  const two = [
    file('pembaca', `reports/${approvedId}/pdf?lang=id`),
    file('kepala', `reports/${approvedId}/pdf?lang=id`),
  ];
  await expect.poll(() => press.asked.length).toBe(1);
  release();
  const texts = await Promise.all(two.map(async (answer) => (await answer).text()));
  expect(new Set(texts).size).toBe(1);
  await file('petugas', `reports/${approvedId}/pdf?lang=id`);
  expect(press.asked).toHaveLength(1);
  await file('petugas', `reports/${approvedId}/pdf?lang=en`);
  expect(press.asked).toHaveLength(2);
  // A draft that changes is printed anew, and an approved report is not, whatever is stored.
  await file('petugas', `reports/${draftId}/pdf?lang=id`);
  await file('petugas', `reports/${draftId}/pdf?lang=id`);
  expect(press.asked).toHaveLength(3);
  await done('petugas', 'PUT', `reports/${draftId}/remarks`, { text: 'Antrean lebih pendek.' });
  await file('petugas', `reports/${draftId}/pdf?lang=id`);
  expect(press.asked).toHaveLength(4);
  await storeMonth('2025-10', 300, 700);
  await file('petugas', `reports/${approvedId}/pdf?lang=id`);
  expect(press.asked).toHaveLength(4);
});

test('whoever waits sees how far a face is, and then has the file at once', async () => {
  const { done, file, approvedId, press } = await officeWithReports();
  const release = press.hold();
  const { job } = await done<{ job: string }>('pembaca', 'POST', `reports/${approvedId}/faces`, {
    face: 'pdf',
    language: 'id',
  });
  await expect.poll(() => press.asked.length).toBe(1);
  const progress = () => done<Progress>('pembaca', 'GET', `reports/faces/${job}`);
  expect(await progress()).toEqual({ state: 'making', step: 'page', share: 0.25, problem: null });
  release();
  await expect.poll(progress).toEqual({ state: 'ready', step: null, share: 1, problem: null });
  expect((await file('pembaca', `reports/${approvedId}/pdf?lang=id`)).status).toBe(200);
  expect(press.asked).toHaveLength(1);
  for (const face of ['pptx', 'xlsx']) {
    const other = await done<{ job: string }>('pembaca', 'POST', `reports/${approvedId}/faces`, {
      face,
      language: 'en',
    });
    await expect
      .poll(async () => (await done<Progress>('pembaca', 'GET', `reports/faces/${other.job}`)).state)
      .toBe('ready');
  }
});

test('a face that cannot be made says why in the language of whoever waits, and can be made later', async () => {
  const { done, file, approvedId, press } = await officeWithReports();
  press.fail(new ProblemError(503, 'browser-missing'));
  const { job } = await done<{ job: string }>('pembaca', 'POST', `reports/${approvedId}/faces`, {
    face: 'pdf',
    language: 'id',
  });
  const progress = () => done<Progress>('pembaca', 'GET', `reports/faces/${job}`);
  await expect.poll(async () => (await progress()).state).toBe('failed');
  const { problem } = await progress();
  expect(problem?.code).toBe('browser-missing');
  expect(problem?.detail).toBeTruthy();
  const answer = await file('pembaca', `reports/${approvedId}/pdf?lang=id`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'browser-missing' });
  press.fail(undefined);
  expect((await file('pembaca', `reports/${approvedId}/pdf?lang=id`)).status).toBe(200);
});

test('what somebody else waits for, and what never was, is not found', async () => {
  const { done, refused, approvedId } = await officeWithReports();
  const { job } = await done<{ job: string }>('petugas', 'POST', `reports/${approvedId}/faces`, {
    face: 'xlsx',
    language: 'id',
  });
  expect(await refused('kepala', 'GET', `reports/faces/${job}`)).toEqual([404, 'no-such-face-job']);
  expect(await refused('petugas', 'GET', 'reports/faces/none')).toEqual([404, 'no-such-face-job']);
  expect(await refused('petugas', 'POST', 'reports/none/faces', { face: 'xlsx', language: 'id' })).toEqual([
    404,
    'no-such-report',
  ]);
  const [status] = await refused('petugas', 'POST', `reports/${approvedId}/faces`, { face: 'docx', language: 'id' });
  expect(status).toBe(400);
});

test('a draft is read as a file by those who work on it alone', async () => {
  const { file, refused, draftId, press } = await officeWithReports();
  for (const face of ['pdf', 'pptx', 'xlsx', 'json']) {
    expect(await refused('pembaca', 'GET', `reports/${draftId}/${face}`)).toEqual([404, 'no-such-report']);
    expect(await refused('peneliti', 'GET', `reports/${draftId}/${face}`)).toEqual([404, 'no-such-report']);
  }
  expect(await refused('pembaca', 'POST', `reports/${draftId}/faces`, { face: 'pdf', language: 'id' })).toEqual([
    404,
    'no-such-report',
  ]);
  expect(press.asked).toEqual([]);
  for (const role of ['petugas', 'kepala'] as const) {
    expect((await file(role, `reports/${draftId}/pdf`)).status).toBe(200);
  }
});
