import { createHash } from 'node:crypto';
import { type Db, openDatabase } from '@tilik/db/open';
import { roleCodes } from '@tilik/db/vocabulary';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { brokenAuditEntry } from '@tilik/server/inside/access/audit.ts';
import { type Place, places } from '@tilik/server/inside/access/places.ts';
import { sharedPageOf } from '@tilik/server/inside/access/shares.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { bothOffices, comparison, headersOf, prepare, type Sample, samplesOf } from './samples.ts';

/** Who speaks: handed in with each request, as a session or a key would. */
let speaker: Actor | undefined;
const db = openDatabase(':memory:');
const app = createApp({
  db,
  now: () => new Date('2026-01-14T05:00:00Z'),
  identify: async () => speaker,
  onCrash: (error) => {
    throw error;
  },
});

/** Whoever a role may be given to: for every office, for ours alone, for the other one alone. */
const people = roleCodes.flatMap((role) =>
  [null, ...bothOffices].map(
    (officeId): Actor => ({
      id: `person:${role}${officeId === null ? '' : `-${officeId}`}`,
      name: `${role} ${officeId ?? ''}`,
      role,
      officeId,
    }),
  ),
);
const [administrator] = people;
if (!administrator) throw new Error('no administrator');

const prepared = await prepare(
  db,
  app,
  (actor) => {
    speaker = actor;
  },
  administrator,
);
const samples = samplesOf(prepared);

/** The application's own routes; middleware stands in the same table, for any method or below a path. */
const routes = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.endsWith('/*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];

/** Some twenty people ask each of them, and a machine with other work to do needs its time. */
const timeout = 60_000;

/** Everything that is kept, as one number. */
function stateOf(database: Db): string {
  const hash = createHash('sha256');
  const names = database.$client
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`)
    .pluck()
    .all() as string[];
  for (const name of names) {
    hash.update(name).update(JSON.stringify(database.$client.prepare(`SELECT * FROM "${name}"`).raw().all()));
  }
  return hash.digest('hex');
}

const before = stateOf(db);
const entriesBefore = db.$client.prepare('SELECT MAX(id) FROM audit_entries').pluck().get();
const entriesSince = db.$client.prepare('SELECT actor, actor_role AS role FROM audit_entries WHERE id > ?');

/** What the table of places says of one request of one actor; undefined: it is let through. */
function refusalOf(place: Place, actor: Actor | undefined, sample: Sample): 401 | 403 | Sample['otherOffice'] {
  if (place.roles === 'everyone') return undefined;
  if (!actor) return 401;
  const { view, officeId, role } = actor;
  if (view) {
    const shown = sharedPageOf(view.page);
    if (!shown || !place.shared?.includes(shown.page)) return 403;
    if (place.office === 'campaign' && sample.campaign !== shown.id) return 403;
  } else if (!place.roles.includes(role)) return 403;
  if (officeId !== null && sample.office !== null && sample.office !== officeId) {
    const isShown = place.comparisonToo === true || sample.comparisonToo === true;
    const isCompared = isShown && sample.office === comparison && !view;
    if (!isCompared) return sample.otherOffice ?? 403;
  }
  return sample.alsoRefused?.(actor) ? 403 : undefined;
}

/** Asks once, looks, and puts everything back as it was. */
async function asked(method: string, sample: Sample, actor: Actor | undefined) {
  speaker = actor;
  db.$client.exec('BEGIN');
  try {
    const body = sample.body?.();
    const response = await app.request(sample.path, {
      method,
      headers: headersOf(body),
      ...(body === undefined ? {} : { body }),
    });
    const { status } = response;
    if (status === 401 || status === 403 || status === 404) await problemOf(response);
    else await response.text();
    const entries = entriesSince.all(entriesBefore);
    return { status, entries, isUnchanged: method !== 'GET' && entries.length === 0 && stateOf(db) === before };
  } finally {
    db.$client.exec('ROLLBACK');
  }
}

test('every route has its place, every place its route, and every route a request that is tried', () => {
  expect(routes.length).toBeGreaterThan(40);
  expect(routes.toSorted()).toEqual(Object.keys(places).toSorted());
  expect(Object.keys(samples).toSorted()).toEqual(routes.toSorted());
});

test('nothing answers beside the routes that have a place', () => {
  // What answers any method, or everything below a path, would be seen by no line of the table.
  const beside = app.routes.filter(({ method, path }) => method === 'ALL' || path.endsWith('/*'));
  const known = ['/*', '/api/*', '/api/v1/*', '/api/docs', '/api/auth/*'];
  expect([...new Set(beside.map(({ path }) => path))].filter((path) => !known.includes(path))).toEqual([]);
});

test('whoever sees approved figures or one view only is shown none of other days, by any route', {
  timeout,
}, async () => {
  const reader = people.find(({ role, officeId }) => role === 'pembaca' && officeId === null);
  const isDay = 'from=2025-12-01&to=2025-12-31';
  let tried = 0;
  for (const [name, place] of Object.entries(places)) {
    // A question about an office's figures that readers may ask is one that is kept to what is approved.
    if (place.office === 'query' && place.roles.includes('pembaca'))
      expect([name, place.approvedOnly]).toEqual([name, true]);
    if (place.office !== 'query') continue;
    for (const sample of samples[name] ?? []) {
      const later = { ...sample, path: `${sample.path}${sample.path.includes('?') ? '&' : '?'}${isDay}` };
      for (const actor of [reader, ...prepared.views]) {
        if (!actor || refusalOf(place, actor, sample) !== undefined) continue;
        tried += 1;
        const { status } = await asked('GET', later, actor);
        expect([actor.id, later.path, status]).toEqual([actor.id, later.path, 403]);
      }
    }
  }
  expect(tried).toBeGreaterThan(30);
});

test.for(Object.keys(places))(
  '%s is open to those whom its place names and to nobody else',
  { timeout },
  async (name) => {
    const [method = ''] = name.split(' ');
    const place = places[name];
    if (!place) throw new Error(name);
    let letThrough = 0;
    for (const sample of samples[name] ?? []) {
      for (const actor of [undefined, ...people, ...prepared.views]) {
        const who = `${actor ? `${actor.id} (${actor.officeId ?? 'every office'})` : 'nobody'} ${sample.path}`;
        const refusal = refusalOf(place, actor, sample);
        const { status, entries, isUnchanged } = await asked(method, sample, actor);
        if (refusal === undefined) {
          // What is sent is right, so whoever may send it is answered.
          const isAnswered = sample.answer === undefined ? status >= 200 && status < 300 : status === sample.answer;
          expect([who, isAnswered, status]).toEqual([who, true, status]);
          letThrough += 1;
          if (method === 'GET' || !actor || sample.answer !== undefined) continue;
          expect([who, entries.length > 0]).toEqual([who, true]);
          for (const entry of entries) expect(entry).toEqual({ actor: actor.id, role: actor.role });
          expect(brokenAuditEntry(db)).toBe(undefined);
          continue;
        }
        if (refusal !== 'row by row') expect([who, status]).toEqual([who, refusal]);
        if (method !== 'GET') expect([who, isUnchanged]).toEqual([who, true]);
      }
    }
    // A place that refuses everybody would pass every line above.
    expect(letThrough).toBeGreaterThan(0);
  },
);
