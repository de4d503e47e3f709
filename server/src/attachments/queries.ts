import type { Db } from '@tilik/db/open';
import { type Attachment, activities, attachments, campaigns, evidence } from '@tilik/db/schema';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';

/** What something can be attached to. */
export const attachableNouns = ['campaigns', 'activities', 'evidence'] as const;
export type AttachableNoun = (typeof attachableNouns)[number];

const tables = { campaigns, activities, evidence } as const;

/** The office of the thing, or undefined where there is no such thing. */
export function officeOfThing(db: Db, noun: AttachableNoun, id: string): string | undefined {
  const table = tables[noun];
  return db.select({ officeId: table.officeId }).from(table).where(eq(table.id, id)).get()?.officeId;
}

/** What is attached to a thing, in the order it was added. */
export const attachmentsOf = (db: Db, noun: AttachableNoun, thingId: string): Attachment[] =>
  db
    .select()
    .from(attachments)
    .where(and(eq(attachments.noun, noun), eq(attachments.thingId, thingId), isNull(attachments.removedAt)))
    .orderBy(asc(attachments.addedAt), asc(attachments.id))
    .all();

export const attachmentById = (db: Db, id: string): Attachment | undefined =>
  db
    .select()
    .from(attachments)
    .where(and(eq(attachments.id, id), isNull(attachments.removedAt)))
    .get();

const told = ({ noun, thingId, fileName, mediaType, sizeBytes, contentHash }: Omit<Attachment, 'id'>) => ({
  noun,
  thingId,
  fileName,
  mediaType,
  sizeBytes,
  contentHash,
});

export function addAttachment(db: Db, by: By, given: Omit<Attachment, 'actor' | 'addedAt' | 'removedAt'>): Attachment {
  return db.transaction(
    () => {
      const row = { ...given, actor: by.actor.id, addedAt: by.now.toISOString(), removedAt: null };
      db.insert(attachments).values(row).run();
      const { id: key, officeId } = row;
      writeAudit(db, by, { act: 'attached', noun: 'attachment', key, officeId, became: told(row) });
      return row;
    },
    { behavior: 'immediate' },
  );
}

/** Takes an attachment away; says whether nothing else has the same content. */
export function removeAttachment(db: Db, by: By, attachment: Attachment): { readonly isLast: boolean } {
  return db.transaction(
    () => {
      const { id: key, officeId, contentHash } = attachment;
      db.update(attachments).set({ removedAt: by.now.toISOString() }).where(eq(attachments.id, key)).run();
      writeAudit(db, by, { act: 'removed', noun: 'attachment', key, officeId, was: told(attachment) });
      const others = db
        .select({ id: attachments.id })
        .from(attachments)
        .where(and(eq(attachments.contentHash, contentHash), isNull(attachments.removedAt)))
        .limit(1)
        .all();
      return { isLast: others.length === 0 };
    },
    { behavior: 'immediate' },
  );
}
