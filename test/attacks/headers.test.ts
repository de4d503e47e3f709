import { beforeAll, describe, expect, test } from 'vitest';
import { openFolder, openServer } from '../operations/data-folder.ts';
import { csvOf, make } from '../support/make.ts';
import { picture } from './hostile.ts';
import { headOf, sendRaw } from './raw-socket.ts';

const slow = { timeout: 60_000 };

/** Paths of every kind of answer that the server gives. */
const kinds = [
  ['the page', '/', 200],
  ['a page of the page', '/kampanye/x', 200],
  ['a file of the page', '/favicon.svg', 200],
  ['no file of the page', '/assets/none.js', 404],
  ['an answer', '/api/v1/about', 200],
  ['a table', '/api/v1/uptake.csv', 200],
  ['a calendar', '/api/v1/campaigns.ics', 200],
  ['a template', '/api/v1/imports/templates/readings.xlsx', 200],
  ['a refusal', '/api/v1/uptake?from=x', 400],
  ['nothing', '/api/v1/none', 404],
  ['the interface as a document', '/api/v1/openapi.json', 200],
  ['the interface as a page', '/api/docs', 200],
  ['who asks', '/api/v1/session', 200],
  ['a link that opens nothing', '/bagi/none', 404],
  ['a link that is given back', '/bagi', 303],
  ['a calendar that is none', '/kalender/none.ics', 404],
  ['whether it lives', '/healthz', 200],
  ['what it counts', '/metrics', 200],
] as const;

const directivesOf = (policy: string) =>
  new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]));

async function open(env: Record<string, string> = {}) {
  const closing: (() => unknown)[] = [];
  const server = await openServer(
    (close) => void closing.push(close as () => unknown),
    openFolder(() => undefined, env),
  );
  const get = (path: string, init: RequestInit = {}) =>
    server.get(path, { redirect: 'manual', headers: { Accept: 'text/html', ...init.headers }, ...init });
  return { ...server, get, end: () => Promise.all(closing.map((close) => close())) };
}

describe('what every answer tells a browser', slow, () => {
  let server: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    server = await open();
    return () => server.end();
  });

  test.for(kinds)(
    '%s lets nothing in that is not ours, is shown in no frame and says not where it comes from',
    async ([, path, status]) => {
      const headersSent = path.startsWith('/assets/') ? { Accept: '*/*' } : { Accept: 'text/html' };
      const { headers, status: answered } = await server.get(path, { headers: headersSent });
      expect(answered).toBe(status);
      const policy = headers.get('Content-Security-Policy') ?? '';
      const directives = directivesOf(policy);
      expect(policy).not.toMatch(/unsafe-|\*|https?:/);
      expect(directives.get('default-src')).toSatisfy((given: string[]) =>
        ["'self'", "'none'"].includes(given.join(' ')),
      );
      expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
      expect(directives.get('base-uri')).toEqual(["'none'"]);
      expect(directives.get('object-src') ?? directives.get('default-src')).toEqual(["'none'"]);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
      });
      // Not under https here; and nobody is told what runs.
      for (const name of ['Strict-Transport-Security', 'Server', 'X-Powered-By', 'Access-Control-Allow-Origin']) {
        expect([name, headers.get(name)]).toEqual([name, null]);
      }
    },
  );

  test('figures are kept by no browser and no proxy', async () => {
    for (const [, path] of kinds) {
      if (!/^\/(api|bagi|kalender|metrics|healthz)/.test(path)) continue;
      expect([path, (await server.get(path)).headers.get('Cache-Control')]).toEqual([path, 'no-store']);
    }
    expect((await server.get('/')).headers.get('Cache-Control')).toBe('no-cache');
  });

  test('every load of the page has a number of its own, and no script or handler stands in it', async () => {
    const load = async () => {
      const answer = await server.get('/', { headers: { Accept: 'text/html' } });
      const policy = answer.headers.get('Content-Security-Policy') ?? '';
      const nonce = /style-src 'self' 'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy)?.[1];
      return { nonce, policy, body: await answer.text() };
    };
    const [first, second] = [await load(), await load()];
    expect(first.nonce).not.toBe(second.nonce);
    expect(directivesOf(first.policy).get('script-src')).toEqual(["'self'"]);
    expect(directivesOf(first.policy).get('script-src-attr')).toEqual(["'none'"]);
    expect(first.body).toContain(`nonce="${first.nonce}"`);
    expect(first.body).not.toContain('tilik-nonce');
    expect(first.body).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=|javascript:|https?:\/\//i);
  });

  test('an attachment may do less than a page: nothing, in a sandbox', async () => {
    const form = (fields: Record<string, string | File>) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return { method: 'POST', body };
    };
    const table = new File([csvOf([make.campaign()])], 'a.csv');
    expect((await server.get('/api/v1/imports', form({ file: table }))).status).toBe(201);
    const file = new File([picture], 'foto.png');
    const kept = await server.get('/api/v1/attachments', form({ noun: 'campaigns', thing: 'know-it', file }));
    const { id } = (await kept.json()) as { id: string };
    const { headers } = await server.get(`/api/v1/attachments/${id}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': expect.stringContaining('private'),
    });
  });

  test('methods that are none of ours do nothing and repeat nothing', async () => {
    const host = 'Host: localhost\r\nConnection: close\r\nX-Secret: do-not-repeat\r\n';
    for (const method of [
      'TRACE',
      'PROPFIND',
      'PROPPATCH',
      'MKCOL',
      'COPY',
      'MOVE',
      'LOCK',
      'SEARCH',
      'PURGE',
      'LINK',
    ]) {
      for (const path of ['/', '/api/v1/about', '/assets/x']) {
        const answer = await sendRaw(server.url, `${method} ${path} HTTP/1.1\r\n${host}\r\n`);
        expect([method, path, /^HTTP\/1\.1 (403|404) /.test(answer)]).toEqual([method, path, true]);
        expect(answer).not.toContain('do-not-repeat');
      }
    }
    expect(await sendRaw(server.url, `CONNECT evil.example:80 HTTP/1.1\r\n${host}\r\n`)).toBe('');
    expect(await sendRaw(server.url, `OPTIONS * HTTP/1.1\r\n${host}\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('a request that two programs could read in two ways is read by neither', async () => {
    const host = 'Host: localhost\r\nConnection: close\r\n';
    const hidden = 'GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n';
    for (const [why, text] of [
      ['two lengths', `POST /api/v1/first-run HTTP/1.1\r\n${host}Content-Length: 4\r\nContent-Length: 6\r\n\r\n{}{}{}`],
      [
        'a length and pieces',
        `POST /api/v1/first-run HTTP/1.1\r\n${host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
      ],
      [
        'pieces by another name',
        `POST /api/v1/first-run HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`,
      ],
      ['lines that end early', `GET /api/v1/about HTTP/1.1\nHost: localhost\n\n`],
      ['a header in two lines', `GET /api/v1/about HTTP/1.1\r\n${host}X-A: 1\r\n folded: 2\r\n\r\n`],
      ['a space before the colon', `GET /api/v1/about HTTP/1.1\r\n${host}Content-Length : 5\r\n\r\n`],
      ['a nul in a header', `GET /api/v1/about HTTP/1.1\r\n${host}X-A: \u0000\r\n\r\n`],
      ['no name', `GET /api/v1/about HTTP/1.1\r\nConnection: close\r\n\r\n`],
      [
        'a name with a person in it',
        `GET /api/v1/about HTTP/1.1\r\nHost: localhost@evil.example\r\nConnection: close\r\n\r\n`,
      ],
      ['a name that is none', `GET /api/v1/about HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n`],
      ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ] as const) {
      const answer = await sendRaw(server.url, text);
      expect([why, answer.split(' ')[1]]).toEqual([why, '400']);
      expect([why, answer.split('HTTP/1.1 ').length - 1]).toEqual([why, 1]);
    }
  });

  test('no name that a request claims to come under is repeated or believed', async () => {
    const claims = ['X-Forwarded-Host', 'X-Host', 'X-Forwarded-Server', 'Forwarded', 'X-Original-URL', 'X-Rewrite-URL'];
    for (const path of [
      '/',
      '/bagi',
      '/bagi/none',
      '/api/docs',
      '/api/v1/openapi.json',
      '/api/v1/session',
      '/api/v1/none',
    ]) {
      for (const claim of claims) {
        const value =
          claim === 'Forwarded' ? 'host=evil.example' : claim.endsWith('URL') ? '/evil.example' : 'evil.example';
        const answer = await server.get(path, { headers: { Accept: 'text/html', [claim]: value } });
        const whole = `${JSON.stringify([...answer.headers])}${await answer.text()}`;
        expect([path, claim, whole.includes('evil.example')]).toEqual([path, claim, false]);
      }
      const named = await sendRaw(
        server.url,
        `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
      );
      if (path.startsWith('/api/')) expect([path, named.split(' ')[1]]).toEqual([path, '403']);
      else expect([path, named.includes('evil.example')]).toEqual([path, false]);
      // What may not be kept cannot be poisoned.
      expect(headOf(named).toLowerCase()).toMatch(/cache-control: no-(store|cache)/);
    }
    const override = await server.get('/api/v1/about', { headers: { 'X-HTTP-Method-Override': 'DELETE' } });
    expect(override.status).toBe(200);
  });

  test('no way leads out of the folder of the page', async () => {
    const ways = [
      '../../package.json',
      '..%2f..%2fpackage.json',
      '%2e%2e/%2e%2e/package.json',
      '%2e%2e%2f%2e%2e%2fpackage.json',
      '..%5c..%5cpackage.json',
      '..\\..\\package.json',
      '%252e%252e%252fpackage.json',
      '....//....//package.json',
      '..;/package.json',
      '%c0%ae%c0%ae/package.json',
      '/etc/passwd',
      '%2fetc%2fpasswd',
      '%00',
      'index.js%00.css',
      '',
      '.',
      'a'.repeat(4000),
    ];
    const host = 'Host: localhost\r\nConnection: close\r\n';
    for (const way of ways) {
      for (const root of [
        '/assets/',
        '/favicon.svg/',
        '/assets/../',
        '/api/v1/imports/templates/',
        '/api/v1/attachments/',
      ]) {
        const answer = await sendRaw(server.url, `GET ${root}${way} HTTP/1.1\r\n${host}\r\n`);
        expect([root, way.slice(0, 40), answer.split(' ')[1]]).toEqual([
          root,
          way.slice(0, 40),
          expect.stringMatching(/^40[04]$/),
        ]);
        expect(answer).not.toMatch(/"private"|root:/);
      }
    }
  });

  test('a part of a file is given as asked, and a thousand parts are not', async () => {
    const whole = await (await server.get('/favicon.svg')).text();
    const part = async (range: string) => {
      const answer = await server.get('/favicon.svg', { headers: { Range: range } });
      return { status: answer.status, text: await answer.text() };
    };
    expect(await part('bytes=0-0')).toEqual({ status: 206, text: whole[0] });
    const many = await part(`bytes=${Array.from({ length: 1000 }, (_, index) => `${index}-`).join(',')}`);
    expect(many.text.length).toBeLessThanOrEqual(whole.length);
    for (const range of ['bytes=9999999-', 'bytes=5-2'])
      expect([range, (await part(range)).status]).toEqual([range, 416]);
    for (const range of ['bytes=--1,x', 'bytes=0-18446744073709551615', 'lines=1-2']) {
      const { status, text } = await part(range);
      expect([range, status < 500 && text.length <= whole.length]).toEqual([range, true]);
    }
  });
});

test('under https browsers are told to come by no other way', slow, async () => {
  const url = 'https://tilik.kantor.example';
  const server = await open({ TILIK_URL: url });
  try {
    for (const [, path] of kinds) {
      const { headers } = await server.get(path);
      expect([path, headers.get('Strict-Transport-Security')]).toEqual([path, 'max-age=31536000; includeSubDomains']);
    }
  } finally {
    await server.end();
  }
});
