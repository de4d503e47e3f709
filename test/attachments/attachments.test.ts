import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const png: Bytes = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
const pdf: Bytes = new Uint8Array(
  Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
);
const svg: Bytes = new Uint8Array(
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
);

interface Attached {
  readonly id: string;
  readonly mediaType: string;
  readonly fileName: string;
  readonly by: string;
}

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** An application with a campaign that things can be attached to, and the folder in which their bytes lie. */
async function openWithCampaign(): Promise<{ app: OpenApp; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tilik-attachments-'));
  folders.push(folder);
  const app = openApp({ attachmentsFolder: folder });
  await app.store(csvOf([make.campaign()]));
  return { app, folder };
}

const attach = async (app: OpenApp, bytes: Bytes, name: string, thing = 'know-it') => {
  const form = new FormData();
  form.set('noun', 'campaigns');
  form.set('thing', thing);
  form.set('file', new File([bytes], name));
  // As a browser sends it: with its length.
  const written = new Response(form);
  const body = await written.arrayBuffer();
  const headers = {
    'Content-Type': written.headers.get('Content-Type') ?? '',
    'Content-Length': String(body.byteLength),
  };
  return app.request('/api/v1/attachments?lang=en', { method: 'POST', body, headers });
};

const listed = async (app: OpenApp) =>
  (await app.get<{ attachments: Attached[] }>('/api/v1/attachments?noun=campaigns&thing=know-it')).attachments;

test('a photo comes back byte for byte, shown as what it is and able to run nothing', async () => {
  const { app } = await openWithCampaign();
  const response = await attach(app, png, 'kegiatan "akbar".png');
  expect(response.status).toBe(201);
  const attached = (await response.json()) as Attached;
  expect(attached).toMatchObject({ mediaType: 'image/png', fileName: 'kegiatan "akbar".png', by: 'test' });
  expect(await listed(app)).toEqual([attached]);
  const answer = await app.request(`/api/v1/attachments/${attached.id}`);
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': "inline; filename*=UTF-8''kegiatan%20%22akbar%22.png",
  });
});

test('a document is offered to be saved, never shown as a page', async () => {
  const { app } = await openWithCampaign();
  const { id } = (await (await attach(app, pdf, 'brosur.pdf')).json()) as Attached;
  const answer = await app.request(`/api/v1/attachments/${id}`);
  expect(answer.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''brosur.pdf");
});

test('what is taken away is gone from the list and the disk, but not from the audit trail', async () => {
  const { app, folder } = await openWithCampaign();
  const first = (await (await attach(app, png, 'satu.png')).json()) as Attached;
  const second = (await (await attach(app, png, 'dua.png')).json()) as Attached;
  // The same content lies there once, and stays as long as something has it.
  expect(readdirSync(folder)).toHaveLength(1);
  expect((await app.request(`/api/v1/attachments/${first.id}`, { method: 'DELETE' })).status).toBe(200);
  expect(await listed(app)).toMatchObject([{ id: second.id }]);
  expect((await app.request(`/api/v1/attachments/${second.id}`)).status).toBe(200);
  expect((await app.request(`/api/v1/attachments/${second.id}`, { method: 'DELETE' })).status).toBe(200);
  expect(readdirSync(folder)).toEqual([]);
  expect((await problemOf(await app.request(`/api/v1/attachments/${second.id}`))).code).toBe('no-such-attachment');
  const acts = app.db.$client
    .prepare("SELECT act FROM audit_entries WHERE noun = 'attachment' ORDER BY id")
    .pluck()
    .all();
  expect(acts).toEqual(['attached', 'attached', 'removed', 'removed']);
});

const zipped = (name: string): Bytes => new Uint8Array(zipSync({ [name]: strToU8('<w/>') }));
const refused: readonly [why: string, bytes: Bytes, name: string, code: string, status: number][] = [
  ['a PDF named .jpg', pdf, 'foto.jpg', 'other-content', 415],
  ['an SVG with a script', svg, 'gambar.svg', 'not-attachable', 415],
  ['an SVG named .png', svg, 'gambar.png', 'not-attachable', 415],
  [
    'a page named .png',
    new Uint8Array(Buffer.from('<!doctype html><script>1</script>')),
    'a.png',
    'not-attachable',
    415,
  ],
  ['a program', new Uint8Array(Buffer.from('MZ\u0090\0')), 'a.exe', 'not-attachable', 415],
  ['a ZIP named .docx', zipped('isi.txt'), 'a.docx', 'not-attachable', 415],
  ['an empty file', new Uint8Array(), 'a.png', 'not-attachable', 415],
  ['a photo of 30 MB', new Uint8Array(30 * 1024 * 1024).fill(1), 'a.jpg', 'too-large', 413],
];

test.for(refused)('%s is refused in words, and nothing of it is kept', async ([, bytes, name, code, status]) => {
  const { app, folder } = await openWithCampaign();
  const response = await attach(app, bytes, name);
  expect(response.status).toBe(status);
  const problem = await problemOf(response);
  expect(problem.code).toBe(code);
  expect(problem.detail).toMatch(/[a-z].*\.$/i);
  expect(await listed(app)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('nothing is attached to what there is not', async () => {
  const { app, folder } = await openWithCampaign();
  expect((await problemOf(await attach(app, png, 'a.png', '../../etc'))).code).toBe('no-such-thing');
  expect(readdirSync(folder)).toEqual([]);
});

test('one who is bound to another office neither sees, adds nor takes away', async () => {
  const { app } = await openWithCampaign();
  const { id } = (await (await attach(app, png, 'a.png')).json()) as Attached;
  const stranger = openApp({
    db: app.db,
    visitor: { id: 'person:x', name: 'X', role: 'petugas', officeId: 'jakarta-pusat' },
  });
  for (const response of [
    await attach(stranger, png, 'b.png'),
    await stranger.request('/api/v1/attachments?noun=campaigns&thing=know-it'),
    await stranger.request(`/api/v1/attachments/${id}`),
    await stranger.request(`/api/v1/attachments/${id}`, { method: 'DELETE' }),
  ]) {
    expect([response.status, (await problemOf(response)).code]).toEqual([403, 'other-office']);
  }
  expect(await listed(app)).toHaveLength(1);
});
