import { createHash } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { html, raw } from 'hono/html';
import type { Env } from '../access/actor.ts';
import { languageOf, say } from '../language.ts';
import { Problem } from '../problem.ts';

const openApi = {
  openapi: '3.1.0',
  info: {
    title: 'Tilik',
    version: '1',
    description:
      'Engagement, applications and declared sources of an immigration office. Uptake, engagement, sources, channels, campaigns and events also come as CSV: add `.csv` to the path or ask with `Accept: text/csv`. Errors are RFC 9457 problem details.',
  },
};

const style = `
body { font: 16px/1.55 'Plus Jakarta Sans Variable', system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; background: #fff; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.05rem; margin: 2.2rem 0 .3rem; border-top: 1px solid #d9dee6; padding-top: 1rem; overflow-wrap: anywhere; }
h3 { font-size: .9rem; margin: .9rem 0 .2rem; color: #4a5566; } code { font-size: .95em; overflow-wrap: anywhere; }
dl { margin: 0; } dt { font-weight: 600; } dd { margin: 0 0 .4rem 1rem; }
a { color: #0b5c8e; }
@media (prefers-color-scheme: dark) { body { background: #12161c; color: #e4e8ee; } h2 { border-color: #303946; } h3 { color: #a8b2c1; } a { color: #7cc3f0; } }
`;
/** The page may use this style and do nothing else. */
const stylePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Schema {
  readonly properties?: Readonly<Record<string, { readonly description?: string; readonly enum?: readonly string[] }>>;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: { readonly type?: string; readonly enum?: readonly string[]; readonly default?: unknown };
  }[];
  readonly requestBody?: {
    readonly content?: Readonly<Record<string, { schema?: Schema & { $ref?: string } }>>;
  };
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
}

/**
 * The OpenAPI document and a page a person can read it on. The page is plain HTML written here: it needs no script,
 * no style from elsewhere, and prints.
 */
export function documentRoutes(app: OpenAPIHono<Env>): void {
  app.openAPIRegistry.register('Problem', Problem);
  const document = () => {
    const made = app.getOpenAPI31Document(openApi);
    for (const path of Object.values(made.paths ?? {})) {
      for (const operation of Object.values(path as Record<string, { responses?: Record<string, unknown> }>)) {
        // Every route refuses in the same shape, said once here instead of at each of them.
        operation.responses = {
          ...operation.responses,
          default: {
            description: 'Problem',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        };
      }
    }
    return made;
  };
  app.get('/api/v1/openapi.json', (c) => c.json(document()));
  app.get('/api/docs', (c) => {
    const language = languageOf(c);
    const made = document();
    const paths = Object.entries(made.paths ?? {}) as [string, Record<string, Operation>][];
    const schemas = (made.components?.schemas ?? {}) as Record<string, Schema>;
    const word = (key: string) => say(language, `api.${key}`);
    c.header('Content-Security-Policy', stylePolicy);
    return c.html(html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${word('title')}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<h1>${word('title')}</h1>
<p>${word('description')} <a href="/api/v1/openapi.json">${word('document')}</a></p>
${paths.flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => {
    const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
    const form = Object.entries((body?.$ref ? schemas[body.$ref.split('/').at(-1) ?? ''] : body)?.properties ?? {});
    return html`<section>
<h2><code>${method.toUpperCase()} ${path}</code></h2>
<p>${operation.summary ?? ''}</p>
${
  operation.parameters?.length
    ? html`<h3>${word('parameters')}</h3><dl>${operation.parameters.map(
        ({ name, required, description, schema }) =>
          html`<dt><code>${name}</code>${required ? ` (${word('required')})` : ''}</dt><dd>${description ?? ''} ${schema?.enum?.join(' · ') ?? ''}</dd>`,
      )}</dl>`
    : ''
}
${
  form.length > 0
    ? html`<h3>${word('body')}</h3><dl>${form.map(
        ([name, { description, enum: choices }]) =>
          html`<dt><code>${name}</code></dt><dd>${description ?? ''} ${choices?.join(' · ') ?? ''}</dd>`,
      )}</dl>`
    : ''
}
<h3>${word('answers')}</h3><dl>${Object.entries(operation.responses ?? {}).map(
      ([status, { description }]) => html`<dt>${status}</dt><dd>${description ?? ''}</dd>`,
    )}</dl>
</section>`;
  }),
)}
</main>
</body>
</html>`);
  });
}
