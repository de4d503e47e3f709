import { timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Db } from '@tilik/db/open';
import { schemaOf } from '@tilik/db/open';
import { type Context, Hono } from 'hono';
import type { Registry } from 'prom-client';
import type { Health } from './health.ts';

interface World {
  readonly db: Db;
  readonly health: Health;
  readonly look: () => Promise<void>;
  readonly registry: Registry;
  readonly metricsToken: string | null;
}

const never = { 'Cache-Control': 'no-store' };

/** What a supervisor and a monitor ask. They tell nothing of figures or people. */
export function probeRoutes({ db, health, look, registry, metricsToken }: World): Hono {
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'alive' }, 200, never))
    .get('/readyz', async (c) => {
      await look();
      const answers = [...health.troubles().map(({ code }) => code), ...(isMigrated(db, health) ? [] : ['schema'])];
      const isReady = health.isReady() && !answers.includes('schema');
      return c.json({ status: isReady ? 'ready' : 'not-ready', troubles: answers }, isReady ? 200 : 503, never);
    })
    .get('/metrics', async (c) => {
      if (!mayReadMetrics(c, metricsToken)) {
        return c.body('', 401, { ...never, 'WWW-Authenticate': 'Bearer' });
      }
      return c.body(await registry.metrics(), 200, { ...never, 'Content-Type': registry.contentType });
    });
}

/** The database answers and has the schema of this program. */
function isMigrated(db: Db, health: Health): boolean {
  try {
    const { applied, known, isNewer } = schemaOf(db.$client);
    return applied === known && !isNewer;
  } catch {
    // What is wrong with it, its own trouble says.
    return !health.isReady();
  }
}

function mayReadMetrics(c: Context, token: string | null): boolean {
  const given = /^Bearer (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1];
  if (token !== null && given !== undefined) {
    const [one, other] = [Buffer.from(given), Buffer.from(token)];
    if (one.length === other.length && timingSafeEqual(one, other)) return true;
  }
  // A proxy on this computer speaks from loopback for everyone; it says so.
  const isForwarded = ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'Via'].some(
    (name) => c.req.header(name) !== undefined,
  );
  return !isForwarded && isLoopback(getConnInfo(c).remote.address);
}

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address);
