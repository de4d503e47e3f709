import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { letterOfLink } from '@tilik/server/inside/access/links.ts';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';
import { hostileTexts, picture } from './hostile.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const bytesOf = (...parts: (string | Uint8Array)[]): Bytes =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const page = '<!doctype html><script>globalThis.__ran = 1</script>';
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.__ran = 1"/>';
const pdf = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

async function withCampaign() {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-uploads-'));
  const app = openApp({ attachmentsFolder: folder });
  await app.store(csvOf([make.campaign()]));
  const attach = async (file: Bytes, name: string, type = 'image/png') => {
    const form = new FormData();
    form.set('noun', 'campaigns');
    form.set('thing', 'know-it');
    form.set('file', new File([file], name, { type }));
    return app.request('/api/v1/attachments', { method: 'POST', body: form });
  };
  return { app, attach, end: () => rmSync(folder, { recursive: true, force: true }) };
}

test('what is a page, a drawing or a program is not attached, whatever it says that it is', async () => {
  const { attach, end } = await withCampaign();
  try {
    for (const [what, bytes] of [
      ['a page', bytesOf(page)],
      ['a drawing', bytesOf(drawing)],
      ['a drawing as XML', bytesOf(`<?xml version="1.0"?>\n${drawing}`)],
      ['a drawing behind a mark', bytesOf('\uFEFF', drawing)],
      ['a drawing in a comment', bytesOf('<!-- \x89PNG -->', drawing)],
      ['a script', bytesOf('globalThis.__ran = 1')],
      ['a picture whose first letters are a page', bytesOf(page, picture)],
      ['a moving picture that is a script', bytesOf('GIF89a/*', '*/=1;globalThis.__ran=1')],
      ['a program', bytesOf('MZ', new Uint8Array(200))],
      ['an archive', bytesOf(zipSync({ 'index.html': strToU8(page) }))],
      ['nothing', bytesOf('')],
    ] as const) {
      for (const name of [
        'foto.png',
        'foto.jpg',
        'naskah.pdf',
        'foto.svg',
        'foto.html',
        'foto.png.html',
        'foto.html\u0000.png',
      ]) {
        const { status } = await attach(bytes, name);
        expect([what, name, status >= 400 && status < 500]).toEqual([what, name, true]);
      }
    }
  } finally {
    end();
  }
});

test('a file that is two things at once is given back as the harmless one, and runs as neither', async () => {
  const { app, attach, end } = await withCampaign();
  try {
    for (const [name, bytes, type, shown] of [
      ['foto.png', bytesOf(picture, page), 'image/png', 'inline'],
      ['foto.png', bytesOf(picture, zipSync({ 'a.html': strToU8(page) })), 'image/png', 'inline'],
      ['naskah.pdf', bytesOf(pdf, page), 'application/pdf', 'attachment'],
    ] as const) {
      const kept = await attach(bytes, name, 'text/html');
      expect([name, kept.status]).toEqual([name, 201]);
      const { id } = (await kept.json()) as { id: string };
      const { headers } = await app.request(`/api/v1/attachments/${id}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-disposition': expect.stringMatching(new RegExp(`^${shown}; filename\\*=UTF-8''`)),
      });
    }
  } finally {
    end();
  }
});

test('the name of a file is a name: it leads nowhere, and splits no header', async () => {
  const { app, attach, end } = await withCampaign();
  try {
    const letters = `${'a'.repeat(198)}😀`;
    for (const [what, text] of Object.entries({ ...hostileTexts, 'half a letter at the end': letters })) {
      const kept = await attach(picture, `${text.toWellFormed()}.png`);
      expect([what, kept.status]).toEqual([
        what,
        expect.toSatisfy((status: number) => status === 201 || status === 400 || status === 415),
      ]);
      if (kept.status !== 201) continue;
      const { id, fileName } = (await kept.json()) as { id: string; fileName: string };
      expect([what, /[/\\]/.test(fileName), fileName.length <= 200]).toEqual([what, false, true]);
      const answer = await app.request(`/api/v1/attachments/${id}`);
      expect([what, answer.status]).toEqual([what, 200]);
      expect(answer.headers.get('Content-Disposition')).toMatch(/^inline; filename\*=UTF-8''[\w%.~!*'()-]+$/);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  } finally {
    end();
  }
});

test('a letter goes to one address under one subject, whatever a person is called', () => {
  for (const name of [...Object.values(hostileTexts), 'Sri\r\nBcc: all@evil.example\r\n\r\nHello']) {
    const letter = letterOfLink('reset', { name, email: 'sri@kantor.example' }, 'https://tilik.example/sandi?token=x');
    expect(letter.to).toBe('sri@kantor.example');
    expect(letter.subject).not.toMatch(/[\r\n]|evil/);
  }
});

test('nobody is added under an address that is several, or a header', async () => {
  const app = openApp();
  for (const email of [
    'a@b.example\r\nBcc: c@d.example',
    'a@b.example,c@d.example',
    'a@b.example;c@d.example',
    '"a b"@c.example\n',
    '<a@b.example>',
    'A <a@b.example>',
    'a@b.example c@d.example',
  ]) {
    const body = JSON.stringify({ name: 'Sri', email, role: 'pembaca', officeId: null });
    const { status } = await app.request('/api/v1/people', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect([email, status]).toEqual([email, 400]);
  }
});
