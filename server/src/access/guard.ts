import { randomUUID } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import { campaigns, offices, shareLinks, switchings } from '@tilik/db/schema';
import { eq } from 'drizzle-orm';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { ProblemError } from '../problem.ts';
import type { Actor, Env } from './actor.ts';
import type { By } from './audit.ts';
import { officesOfImport } from './import-offices.ts';
import { type OfficeOf, type Place, places } from './places.ts';
import { sharedPageOf } from './shares.ts';

/** Tells who a request comes from; undefined where it says nothing that is known. */
export type Identify = (c: Context<Env>) => Promise<Actor | undefined>;

/** The place of the route that will answer, by the router's own matching; undefined where there is no such route. */
export function placeOf(c: Context): { readonly name: string; readonly place: Place | undefined } | undefined {
  const route = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && !path.endsWith('/*'));
  if (!route) return undefined;
  const name = `${route.method} ${route.path}`;
  return { name, place: places[name] };
}

/** Stands before every route: lets through whom its place is open to, and tells the handler who it is. */
export const guard =
  (db: Db, identify: Identify): MiddlewareHandler<Env> =>
  async (c, next) => {
    c.set('request', c.get('request') ?? randomUUID());
    const found = placeOf(c);
    // What there is no route for is answered as such, to everyone alike.
    if (!found) return next();
    const { place, name } = found;
    const actor = await identify(c);
    if (actor) c.set('actor', actor);
    if (place?.roles === 'everyone') return next();
    if (!actor) throw new ProblemError(401, 'sign-in-needed');
    if (!place || !isOpenTo(place, actor, c.req.path)) {
      throw new ProblemError(403, 'not-allowed', { facts: { role: actor.role, route: name } });
    }
    checkOffice(db, c, actor, place);
    await next();
  };

/** Whether the place is open to the actor's role, or to the one view that its link shows. */
function isOpenTo({ roles, office, shared }: Place, { role, view }: Actor, path: string): boolean {
  if (!view) return roles !== 'everyone' && roles.includes(role);
  const shown = sharedPageOf(view.page);
  if (!shown || !shared?.includes(shown.page)) return false;
  // A view of one campaign shows that campaign: its id stands in the page's path and in the route's.
  return office !== 'campaign' || idIn(path) === shown.id;
}

/** The id that stands in a path. Its parameters belong to the handler's own pattern, which is not known here. */
function idIn(path: string): string {
  const text = /^\/api\/v1\/[a-z-]+\/([^/]+)/.exec(path)?.[1] ?? '';
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function checkOffice(db: Db, c: Context<Env>, actor: Actor, { office, comparisonToo }: Place): void {
  if (actor.officeId === null || office === 'none' || office === 'content') return;
  const list = db.select({ id: offices.id, role: offices.role }).from(offices).all();
  for (const id of officesAsked(db, c, office, list.find(({ role }) => role === 'ours')?.id)) {
    if (id === actor.officeId) continue;
    if (comparisonToo && !actor.view && list.some((one) => one.id === id && one.role === 'comparison')) continue;
    throw new ProblemError(403, 'other-office', { facts: { office: id, own: actor.officeId } });
  }
}

/** The offices that a request concerns; none where the thing it names does not exist, which its handler says. */
function officesAsked(
  db: Db,
  c: Context,
  by: Exclude<OfficeOf, 'none' | 'content'>,
  ours: string | undefined,
): string[] {
  if (by === 'query') return [c.req.query('office') ?? ours ?? ''];
  const id = idIn(c.req.path);
  switch (by) {
    case 'campaign':
      return db
        .select({ office: campaigns.officeId })
        .from(campaigns)
        .where(eq(campaigns.id, id))
        .all()
        .map(({ office }) => office);
    case 'switching':
      return db
        .select({ office: switchings.officeId })
        .from(switchings)
        .where(eq(switchings.id, Number(id)))
        .all()
        .map(({ office }) => office);
    case 'import':
      return officesOfImport(db, Number(id));
    case 'share':
      return db
        .select({ office: shareLinks.officeId })
        .from(shareLinks)
        .where(eq(shareLinks.id, id))
        .all()
        .map(({ office }) => office);
  }
}

/** Who writes, when, by which request: what the audit trail is told. */
export const byOf = (c: Context<Env>, now: Date): By => ({
  actor: c.get('actor'),
  now,
  request: c.get('request'),
});
