import { createHash } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import { idempotencyKeys } from '@tilik/db/schema';
import { eq, lt } from 'drizzle-orm';
import { ProblemError } from '../problem.ts';

/** How long an answer is kept to be given again. */
const rememberedMilliseconds = 24 * 60 * 60 * 1000;

/** An answer as it was given. */
interface GivenAnswer {
  readonly status: 200 | 201;
  readonly body: string;
}

export const requestHash = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex');

/**
 * The answer that was given under this key, if there is one. Refuses a key that was used for another request. A
 * refusal is never kept: nothing was done, so doing it again is safe, and a corrected body may use the same key.
 */
export function rememberedAnswer(db: Db, key: string, hash: string, now: Date): GivenAnswer | undefined {
  const oldest = new Date(now.getTime() - rememberedMilliseconds).toISOString();
  db.delete(idempotencyKeys).where(lt(idempotencyKeys.answeredAt, oldest)).run();
  const found = db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)).get();
  if (!found) return undefined;
  if (found.requestHash !== hash) throw new ProblemError(409, 'idempotency-key-reused');
  return { status: found.status === '201' ? 201 : 200, body: found.body };
}

/** Keeps an answer under its key. Two requests at once may both come here; the first one's answer stands. */
export function rememberAnswer(db: Db, key: string, hash: string, { status, body }: GivenAnswer, now: Date): void {
  db.insert(idempotencyKeys)
    .values({ key, requestHash: hash, status: String(status), body, answeredAt: now.toISOString() })
    .onConflictDoNothing()
    .run();
}
