import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { DataFolderHeldError } from '@tilik/server/inside/operations/data-folder.ts';
import { errorInLog } from '@tilik/server/inside/operations/log.ts';
import { serve } from '@tilik/server/inside/serve.ts';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openFolder, openServer, readingsCsv } from './data-folder.ts';

const slow = { timeout: 60_000 };

const form = (csv: string, name: string, preview = false) => {
  const body = new FormData();
  body.set('file', new File([csv], name));
  body.set('preview', String(preview));
  return { method: 'POST', body };
};

/** The value of a metric, with its labels as they are written. */
const measured = (text: string, name: string) => {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
};

test('it says that it lives, that it is ready, and counts what it does', slow, async ({ onTestFinished }) => {
  const folder = openFolder(onTestFinished);
  const server = await openServer(onTestFinished, folder);
  expect(await (await server.get('/healthz')).json()).toEqual({ status: 'alive' });
  const ready = await server.get('/readyz');
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', troubles: [] }]);
  expect((await server.get('/api/v1/imports', form(readingsCsv(3), 'a.csv', true))).status).toBe(200);
  expect((await server.get('/api/v1/imports', form(readingsCsv(3), 'a.csv'))).status).toBe(201);
  expect((await server.get('/api/v1/imports', form('x,y\n', 'b.csv'))).status).toBe(422);
  expect((await server.get('/api/v1/campaigns/kampanye-siti/effect')).status).toBe(404);
  expect((await folder.tilik('backup')).code).toBe(0);
  const metrics = await server.get('/metrics');
  expect(metrics.status).toBe(200);
  const text = await metrics.text();
  expect(measured(text, 'tilik_imports_total{kind="preview",outcome="done"}')).toBe(1);
  expect(measured(text, 'tilik_imports_total{kind="store",outcome="done"}')).toBe(1);
  expect(measured(text, 'tilik_imports_total{kind="store",outcome="refused"}')).toBe(1);
  expect(measured(text, 'tilik_imports_in_flight')).toBe(0);
  expect(measured(text, 'tilik_evaluations_in_flight')).toBe(0);
  expect(measured(text, 'tilik_ready')).toBe(1);
  expect(measured(text, 'tilik_trouble{code="disk-full"}')).toBe(0);
  expect(measured(text, 'tilik_database_bytes')).toBeGreaterThan(0);
  expect(measured(text, 'tilik_wal_bytes')).toBeGreaterThan(0);
  expect(
    measured(text, 'tilik_http_request_duration_seconds_count{method="POST",route="/api/v1/imports",status="201"}'),
  ).toBe(1);
  expect(
    measured(
      text,
      'tilik_http_request_duration_seconds_count{method="GET",route="/api/v1/campaigns/:id/effect",status="404"}',
    ),
  ).toBe(1);
  for (const name of [
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
  ]) {
    expect([name, measured(text, name)]).toEqual([name, expect.any(Number)]);
  }
  // Nobody's path is a label.
  expect(text).not.toContain('siti');
});

test('metrics are for this computer alone, or for who has the token', slow, async ({ onTestFinished }) => {
  const token = 'a-token-of-the-monitor';
  const server = await openServer(onTestFinished, openFolder(onTestFinished, { TILIK_METRICS_TOKEN: token }));
  const status = async (headers: Record<string, string>) => (await server.get('/metrics', { headers })).status;
  expect(await status({})).toBe(200);
  // What a proxy on this computer hands on comes from loopback as well.
  for (const name of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'Via'])
    expect(await status({ [name]: '10.0.0.9' })).toBe(401);
  const forwarded = { 'X-Forwarded-For': '10.0.0.9' };
  expect(await status({ ...forwarded, Authorization: `Bearer ${token}` })).toBe(200);
  for (const wrong of ['Bearer', `Bearer ${token}x`, `Bearer ${token.slice(1)}`, `Basic ${token}`, 'Bearer ']) {
    expect(await status({ ...forwarded, Authorization: wrong })).toBe(401);
  }
});

test('without a token no forwarded request reads metrics, whatever it sends', slow, async ({ onTestFinished }) => {
  const server = await openServer(onTestFinished, openFolder(onTestFinished));
  const headers = { 'X-Forwarded-For': '10.0.0.9', Authorization: 'Bearer null' };
  expect((await server.get('/metrics', { headers })).status).toBe(401);
});

test(
  'the log tells of each request by number, route, status and time, and of nothing personal',
  slow,
  async ({ onTestFinished }) => {
    const folder = openFolder(onTestFinished);
    const server = await openServer(onTestFinished, folder);
    const person = 'siti.rahayu@example.go.id';
    const headers = {
      'User-Agent': 'Peramban Siti',
      Cookie: 'session=rahasia-siti',
      'X-Request-Id': 'chosen-by-siti',
      'X-Forwarded-For': '203.0.113.77',
    };
    const answer = await server.get(`/api/v1/uptake?office=${person}&lang=id`, { headers });
    expect(answer.status).toBe(404);
    await server.get(`/api/v1/uptake.csv?note=${person}`, { headers });
    await server.get(`/api/v1/campaigns/${person}/effect`, { headers });
    await server.get(`/${person}`, { headers });
    await server.get(`/api/v1/${person}`, { headers });
    await server.get('/api/v1/imports', { ...form(`${person},x\n`, `${person}.csv`), headers });
    const lines = server.logged().filter(({ msg }) => msg === 'answered');
    expect(lines.map(({ method, route, status }) => [method, route, status])).toEqual([
      ['GET', '/api/v1/uptake', 404],
      ['GET', '/api/v1/uptake', 200],
      ['GET', '/api/v1/campaigns/:id/effect', 404],
      ['GET', '(none)', 404],
      ['GET', '(none)', 404],
      ['POST', '/api/v1/imports', 422],
    ]);
    for (const line of lines) {
      expect(Object.keys(line).toSorted()).toEqual([
        'level',
        'method',
        'ms',
        'msg',
        'request',
        'route',
        'status',
        'time',
      ]);
      expect(line.request).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect(lines[0]?.request).toBe(answer.headers.get('X-Request-Id'));
    expect(new Set(lines.map(({ request }) => request)).size).toBe(lines.length);
    const all = server.lines.join('');
    for (const word of ['siti', 'Siti', 'example.go.id', '203.0.113', '127.0.0.1', 'rahasia'])
      expect(all).not.toContain(word);
  },
);

test(
  'what fails for a reason of ours is in the log under the number that the reader is given',
  slow,
  async ({ onTestFinished }) => {
    const folder = openFolder(onTestFinished);
    const server = await openServer(onTestFinished, folder);
    const client = new Database(folder.settings.databasePath);
    client.exec('DROP TABLE sources');
    client.close();
    const answer = await server.get('/api/v1/sources?lang=en');
    expect(answer.status).toBe(500);
    const { detail } = (await answer.json()) as { detail: string };
    const failed = server.logged().filter(({ msg }) => msg === 'a request failed');
    expect(failed).toHaveLength(1);
    expect(detail).toContain(String(failed[0]?.request));
    expect(answer.headers.get('X-Request-Id')).toBe(failed[0]?.request);
    expect(failed[0]).toMatchObject({
      level: 'error',
      error: { code: 'SQLITE_ERROR', message: expect.stringContaining('no such table') },
    });
    expect(server.logged().at(-1)).toMatchObject({
      msg: 'answered',
      level: 'warn',
      status: 500,
      request: failed[0]?.request,
    });
  },
);

test('an error keeps what was being written out of the log', () => {
  const error = new Error('Failed query: insert into people values (?, ?)\nparams: Siti,siti@example.go.id', {
    cause: new Error('UNIQUE constraint failed for <siti@example.go.id>'),
  });
  const text = JSON.stringify(errorInLog(error));
  expect(text).not.toMatch(/siti|Siti|params/);
  expect(text).toContain('insert into people');
  expect(text).toContain('UNIQUE constraint failed for <[address]>');
  expect(errorInLog('siti@example.go.id')).toEqual({ message: 'string' });
});

test(
  'a second server over the same data is refused, and may have it once the first has ended',
  slow,
  async ({ onTestFinished }) => {
    const folder = openFolder(onTestFinished);
    const first = await openServer(onTestFinished, folder);
    await expect(serve(folder.settings)).rejects.toThrow(DataFolderHeldError);
    expect((await first.get('/readyz')).status).toBe(200);
    await first.close();
    const second = await openServer(onTestFinished, folder);
    expect((await second.get('/readyz')).status).toBe(200);
  },
);

test('it stops with everything closed and nothing left beside the database', slow, async ({ onTestFinished }) => {
  const folder = openFolder(onTestFinished);
  const server = await openServer(onTestFinished, folder);
  await server.get('/api/v1/imports', form(readingsCsv(3), 'a.csv'));
  await server.get('/readyz');
  await server.close();
  await expect(server.get('/healthz')).rejects.toThrow();
  expect(readdirSync(folder.settings.dataFolder).toSorted()).toEqual(['secret', 'tilik.lock', 'tilik.sqlite']);
  expect(existsSync(`${folder.settings.databasePath}-wal`)).toBe(false);
});

test('slow and oversized requests are cut off while others are served', slow, async ({ onTestFinished }) => {
  const folder = openFolder(onTestFinished);
  const timeouts = { headersMs: 300, requestMs: 600, keepAliveMs: 300, checkMs: 50 };
  const server = await openServer(onTestFinished, folder, { timeouts });
  const { hostname, port } = new URL(server.url);
  /** Sends the beginning of a request and a byte from time to time; answers how long it was borne and what came back. */
  const send = async (beginning: string, drip: string) => {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const began = performance.now();
    let answer = '';
    socket.on('data', (bytes) => {
      answer += String(bytes);
    });
    socket.on('error', () => undefined);
    socket.write(beginning);
    const timer = setInterval(() => socket.write(drip), 100);
    await new Promise((closed) => socket.on('close', closed));
    clearInterval(timer);
    return { ms: performance.now() - began, answer };
  };
  const host = `Host: ${hostname}\r\n`;
  const [headers, body, idle, large] = await Promise.all([
    send(`GET /healthz HTTP/1.1\r\n${host}`, 'X-Slow: 1\r\n'),
    send(
      `POST /api/v1/imports HTTP/1.1\r\n${host}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n`,
      'a',
    ),
    send(`GET /healthz HTTP/1.1\r\n${host}\r\n`, ''),
    send(`GET /healthz HTTP/1.1\r\n${host}X-Large: ${'x'.repeat(40_000)}\r\n\r\n`, ''),
    server.get('/healthz').then(({ status }) => expect(status).toBe(200)),
  ]);
  expect(headers.answer).toMatch(/^HTTP\/1\.1 408/);
  expect(body.ms).toBeLessThan(3000);
  expect(idle.answer).toMatch(/^HTTP\/1\.1 200/);
  expect(large.answer).toMatch(/^HTTP\/1\.1 431/);
  for (const { ms } of [headers, idle, large]) expect(ms).toBeLessThan(3000);
  expect((await server.get('/healthz')).status).toBe(200);
});
