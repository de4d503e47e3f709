import { expect, test } from 'vitest';
import { openApp } from '../support/open-app.ts';
import { hostileTexts } from './hostile.ts';
import { type Known, openProgramme, textsIn, withText } from './programme.ts';

const timeout = 120_000;
const programme = await openProgramme();
const { requests, tried, counts, crashes, schema } = programme;
const schemaBefore = schema();

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: { readonly type?: string };
  }[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
  };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties?: object }>> };
}
const document = await openApp().get<Document>('/api/v1/openapi.json');
const operationOf = ({ method, route }: Known): Operation | undefined =>
  document.paths[route.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];

/** What was changed in how many rows of which tables, but for who is told of it. */
function changed(before: ReadonlyMap<string, number>): Record<string, number> {
  const after = counts();
  return Object.fromEntries(
    [...after].flatMap(([name, count]) =>
      count === before.get(name) ? [] : [[name, count - (before.get(name) ?? 0)]],
    ),
  );
}

/** Nothing that a right request would not do either, and no fault of ours. */
function harmless(why: string, response: Response, before: ReadonlyMap<string, number>, usual: Record<string, number>) {
  expect([why, crashes]).toEqual([why, []]);
  expect([why, response.status < 500, response.status]).toEqual([why, true, response.status]);
  for (const [table, rows] of Object.entries(changed(before))) {
    const most = Math.max(Math.abs(usual[table] ?? 0), { audit_entries: 3, idempotency_keys: 1 }[table] ?? 0);
    expect([why, table, rows, Math.abs(rows) <= most]).toEqual([why, table, rows, true]);
  }
  if (response.status >= 400)
    expect([why, response.headers.get('Content-Type')]).toEqual([why, 'application/problem+json']);
  // None of it becomes a header of the answer.
  for (const [name, value] of response.headers) {
    expect([why, name, /[\r\n]|stolen|evil\.example/.test(value)]).toEqual([why, name, false]);
  }
  expect([why, response.headers.getSetCookie().filter((cookie) => cookie.includes('stolen'))]).toEqual([why, []]);
}

const kindsOf = (request: Known) => request.route.split('/').length * 100 + request.path.length;
/** The first sample of each route: the others differ by whom they concern. */
const firstOfEach = [
  ...new Map(
    requests.toSorted((a, b) => kindsOf(b) - kindsOf(a)).map((one) => [`${one.method} ${one.route}`, one]),
  ).values(),
];
const jsonOf = (request: Known): unknown => {
  const body = request.body?.();
  return typeof body === 'string' ? JSON.parse(body) : undefined;
};

test.for(firstOfEach.map((request) => ({ name: `${request.method} ${request.route}`, request })))(
  '$name takes every text that is sent to it as text, wherever it stands',
  { timeout },
  async ({ request }) => {
    const body = request.body?.();
    const json = jsonOf(request);
    const before = counts();
    const usual = await tried(request, request.body?.(), () => changed(before));
    let count = 0;
    for (const [what, text] of Object.entries(hostileTexts)) {
      const look = (where: string) => (response: Response) => {
        count += 1;
        harmless(`${what}: ${where}`, response, before, usual);
      };
      for (const place of textsIn(json)) {
        await tried(request, JSON.stringify(withText(json, place, text)), look(`body ${place.join('.')}`));
      }
      if (body instanceof FormData) {
        for (const [field, value] of body) {
          const form = request.body?.() as FormData;
          if (typeof value === 'string') form.set(field, text);
          else form.set(field, value, text.slice(0, 20_000));
          await tried(request, form, look(`form ${field}`));
        }
      }
      // A line of an address is no longer than this; the server of Node refuses it before.
      const encoded = encodeURIComponent(text.toWellFormed().slice(0, 2_000));
      for (const { name, in: place } of operationOf(request)?.parameters ?? []) {
        if (place !== 'query') continue;
        const url = new URL(request.path, 'http://localhost');
        url.searchParams.delete(name);
        const path = `${url.pathname}${url.search}${url.search === '' ? '?' : '&'}${name}=${encoded}`;
        await tried({ ...request, path }, request.body?.(), look(`query ${name}`));
      }
      for (const [index, part] of request.route.split('/').entries()) {
        if (!part.startsWith(':')) continue;
        const [pathname = '', search] = request.path.split('?');
        const path = pathname.split('/').with(index, encoded).join('/') + (search === undefined ? '' : `?${search}`);
        await tried({ ...request, path }, request.body?.(), look(`path ${part}`));
      }
      const header = text.replaceAll(/[^\x20-\x7e]/g, '').slice(0, 2_000);
      await tried(request, request.body?.(), look('headers'), { 'Accept-Language': header, 'Idempotency-Key': header });
    }
    expect(count).toBeGreaterThan(0);
  },
);

test('after all of it the store is whole and has every table it had', () => {
  const { $client: client } = programme.db;
  expect(schema()).toBe(schemaBefore);
  expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(client.pragma('foreign_key_check')).toEqual([]);
});
