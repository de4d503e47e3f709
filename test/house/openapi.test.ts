import { openDatabase } from '@tilik/db/open';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { expect, test } from 'vitest';
import { openApp } from '../support/open-app.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly required?: boolean; readonly schema?: object }[];
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: object }>>;
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const documentPath = '/api/v1/openapi.json';
const readDocument = () => openApp().get<Document>(documentPath);

const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );

test('the document is OpenAPI 3.1 with a title and a version', async () => {
  const { openapi, info } = await readDocument();
  expect(openapi).toMatch(/^3\.1\.\d+$/);
  expect(info).toMatchObject({ title: 'Tilik', version: '1' });
});

test('the document lists every route that the application has, and none besides', async () => {
  const app = createApp({
    visitor: systemActor('test'),
    db: openDatabase(':memory:'),
    now: () => new Date('2026-01-14T05:00:00Z'),
  });
  const routes = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/') && path !== documentPath)
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  const listed = operationsOf(await readDocument()).map(({ name }) => name);
  expect(routes.length).toBeGreaterThan(10);
  expect(listed.toSorted()).toEqual([...new Set(routes)].toSorted());
});

test('every operation has a summary of its own, a tag, a described answer and the one refusal', async () => {
  const operations = operationsOf(await readDocument());
  for (const { name, operation } of operations) {
    expect([name, operation.summary]).toEqual([name, expect.stringMatching(/^\S.{8,}\S$/)]);
    expect([name, operation.tags]).toEqual([name, [expect.any(String)]]);
    const { default: refusal, ...answers } = operation.responses ?? {};
    expect(refusal?.content).toHaveProperty(['application/problem+json']);
    expect(Object.keys(answers).length).toBeGreaterThan(0);
    for (const { description } of Object.values(answers)) expect(description).toMatch(/\S/);
    for (const parameter of operation.parameters ?? []) expect([name, parameter]).toMatchObject([name, { schema: {} }]);
  }
  expect(new Set(operations.map(({ operation }) => operation.summary)).size).toBe(operations.length);
});

test('every schema that the document refers to is in it', async () => {
  const document = await readDocument();
  const referred = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];
  const names = new Set(referred.map(([, name = '']) => name));
  expect(names).toContain('Problem');
  for (const name of names) expect(document.components.schemas).toHaveProperty([name]);
});

test('what the document promises to be JSON is JSON', async () => {
  const app = openApp();
  for (const [path, { get }] of Object.entries((await readDocument()).paths)) {
    // What cannot be asked without a parameter is asked in its own room's tests.
    if (!get || path.includes('{') || get.parameters?.some(({ required }) => required)) continue;
    const response = await app.request(path);
    expect([path, response.status]).toEqual([path, 200]);
    const promised = Object.keys(get.responses?.['200']?.content ?? {});
    expect([path, ...promised]).toEqual([path, response.headers.get('Content-Type')]);
  }
});

test.for(['id', 'en'])(
  'the page of the interface is HTML in %s that names every path and needs nothing else',
  async (lang) => {
    const app = openApp();
    const response = await app.request(`/api/docs?lang=${lang}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
    const html = await response.text();
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html).toMatch(lang === 'id' ? /Antarmuka|Parameter/ : /Programming interface/);
    for (const { name, operation } of operationsOf(await readDocument())) {
      expect(html).toContain(`<code>${name}</code>`);
      for (const parameter of operation.parameters ?? []) expect(html).toContain(`<code>${parameter.name}</code>`);
    }
    expect(html).not.toMatch(/<script|<link|<img|src=|https?:\/\/|api\.(title|parameters|answers)/);
  },
);
