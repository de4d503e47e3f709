import { openDatabase } from '@tilik/db/open';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { places } from '@tilik/server/inside/access/places.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { headersOf, prepare, type Sample, samplesOf } from '../access/samples.ts';

/** A request as it would be sent, with what it is about. */
export interface Known extends Sample {
  readonly method: string;
  /** As the router has it. */
  readonly route: string;
}

const administrator: Actor = {
  id: 'person:administrator',
  name: 'Administrator',
  role: 'administrator',
  officeId: null,
};

/**
 * The whole application over a small programme of two offices, with a right request for every route of its own table:
 * what is tried against it is made from them, so that a new route is tried too.
 */
export async function openProgramme() {
  let speaker: Actor | undefined = administrator;
  const crashes: unknown[] = [];
  const db = openDatabase(':memory:');
  const app = createApp({
    db,
    now: () => new Date('2026-01-14T05:00:00Z'),
    identify: async () => speaker,
    onCrash: (error) => crashes.push(error),
  });
  const as = (actor: Actor | undefined) => {
    speaker = actor;
  };
  const samples = samplesOf(await prepare(db, app, as, administrator));
  as(administrator);
  const known: Known[] = Object.keys(places).flatMap((name) => {
    const [method = '', route = ''] = name.split(' ');
    return (samples[name] ?? []).map((sample) => ({ ...sample, method, route }));
  });

  const { $client: client } = db;
  const tables = client
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`)
    .pluck()
    .all() as string[];
  const schema = () => client.prepare('SELECT group_concat(sql) FROM sqlite_schema').pluck().get() as string;

  return {
    db,
    app,
    as,
    administrator,
    /** One request of each kind: those of the office that is ours. */
    requests: known.filter(({ office }) => office !== 'jakarta-pusat'),
    crashes,
    schema,
    /** How many rows each table has. */
    counts: () =>
      new Map(tables.map((name) => [name, client.prepare(`SELECT COUNT(*) FROM "${name}"`).pluck().get() as number])),
    /** Everything that is kept, as text. */
    dump: () =>
      tables.map((name) => `${name} ${JSON.stringify(client.prepare(`SELECT * FROM "${name}"`).raw().all())}`),
    /** Sends a request, looks, and puts everything back as it was. */
    async tried<Found>(
      { method, path }: Pick<Known, 'method' | 'path'>,
      body: BodyInit | undefined,
      look: (response: Response, text: string) => Found,
      headers: Record<string, string> = {},
      env: object = {},
    ): Promise<Found> {
      client.exec('BEGIN');
      try {
        const response = await app.request(
          path,
          { method, headers: { ...headersOf(body), ...headers }, ...(body === undefined ? {} : { body }) },
          env,
        );
        return look(response, await response.text());
      } finally {
        client.exec('ROLLBACK');
      }
    },
  };
}

/** Places of the texts in a value, and the value with another text in one of them. */
export function* textsIn(
  value: unknown,
  path: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (typeof value === 'string') yield path;
  else if (Array.isArray(value)) for (const [index, part] of value.entries()) yield* textsIn(part, [...path, index]);
  else if (value !== null && typeof value === 'object') {
    for (const [key, part] of Object.entries(value)) yield* textsIn(part, [...path, key]);
  }
}

export function withText(value: unknown, [first, ...rest]: readonly (string | number)[], text: unknown): unknown {
  if (first === undefined) return text;
  if (Array.isArray(value)) return value.map((part, index) => (index === first ? withText(part, rest, text) : part));
  const given = value as Record<string, unknown>;
  return { ...given, [first]: withText(given[first], rest, text) };
}
