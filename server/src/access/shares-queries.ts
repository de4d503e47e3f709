import type { Db } from '@tilik/db/open';
import { type ShareLink, shareLinks } from '@tilik/db/schema';
import { desc, eq } from 'drizzle-orm';
import { ProblemError } from '../problem.ts';
import { type By, writeAudit } from './audit.ts';
import { tokenHash } from './shares.ts';

/** The links of an office, or of all of them, latest first; revoked and expired ones too. */
export const shareList = (db: Db, officeId: string | null): ShareLink[] =>
  db
    .select()
    .from(shareLinks)
    .where(officeId === null ? undefined : eq(shareLinks.officeId, officeId))
    .orderBy(desc(shareLinks.createdAt), desc(shareLinks.id))
    .all();

/** The link with this secret, whether it still shows anything or not. */
export const shareByToken = (db: Db, token: string): ShareLink | undefined =>
  db
    .select()
    .from(shareLinks)
    .where(eq(shareLinks.tokenHash, tokenHash(token)))
    .get();

/** What the audit trail is told of a link: all but the hash of its secret. */
const told = ({ name, page, search, fromOn, toOn, expiresAt }: ShareLink) => ({
  name,
  page,
  search,
  fromOn,
  toOn,
  expiresAt,
});

/** Keeps a new link. */
export const keepShare = (db: Db, by: By, link: ShareLink): void =>
  db.transaction(
    () => {
      db.insert(shareLinks).values(link).run();
      const { id, officeId } = link;
      writeAudit(db, by, { act: 'shared', noun: 'share', key: id, officeId, became: told(link) });
    },
    { behavior: 'immediate' },
  );

/** Ends a link at once. */
export const revokeShare = (db: Db, by: By, id: string): ShareLink =>
  db.transaction(
    () => {
      const link = db.select().from(shareLinks).where(eq(shareLinks.id, id)).get();
      if (!link) throw new ProblemError(404, 'no-such-share', { facts: { id: id.slice(0, 100) } });
      const { name, officeId } = link;
      if (link.revokedAt !== null) throw new ProblemError(409, 'share-revoked', { facts: { name } });
      const revokedAt = by.now.toISOString();
      db.update(shareLinks).set({ revokedAt }).where(eq(shareLinks.id, id)).run();
      writeAudit(db, by, { act: 'revoked', noun: 'share', key: id, officeId, was: told(link) });
      return { ...link, revokedAt };
    },
    { behavior: 'immediate' },
  );

/** Notes that a link was used. */
export const noteShareUse = (db: Db, id: string, at: string): void => {
  db.update(shareLinks).set({ lastUsedAt: at }).where(eq(shareLinks.id, id)).run();
};
