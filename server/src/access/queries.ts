import { randomUUID } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import {
  accounts,
  apiKeys,
  auditEntries,
  offices,
  type Person,
  people,
  secondFactors,
  sessions,
  verifications,
} from '@tilik/db/schema';
import type { Role } from '@tilik/db/vocabulary';
import { and, desc, eq, gt, isNull, like, lte, max, ne, or } from 'drizzle-orm';

/** A person as administrators see them. */
export interface PersonSeen {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly officeId: string | null;
  readonly banned: boolean;
  readonly twoFactor: boolean;
  readonly createdAt: string;
  /** When they last did something; null: never. */
  readonly lastSeenAt: string | null;
  /** They have no password yet, and no account elsewhere. */
  readonly invited: boolean;
}

/** Whether there is anybody at all: before that, the first start is not done. */
export const hasPeople = (db: Db): boolean => db.select({ id: people.id }).from(people).limit(1).all().length > 0;

export const personById = (db: Db, id: string): Person | undefined =>
  db.select().from(people).where(eq(people.id, id)).get();

export const personByEmail = (db: Db, email: string): Person | undefined =>
  db.select().from(people).where(eq(people.email, email.trim().toLowerCase())).get();

export const officeExists = (db: Db, id: string): boolean =>
  db.select({ id: offices.id }).from(offices).where(eq(offices.id, id)).all().length > 0;

/** Names by which our own office is known. */
export const ownOfficeWords = (db: Db): string[] =>
  db
    .select({ id: offices.id })
    .from(offices)
    .where(eq(offices.role, 'ours'))
    .all()
    .map(({ id }) => id);

/** In which zone the days of our own office begin and end. */
export const ownZone = (db: Db): string =>
  db.select({ zone: offices.zone }).from(offices).where(eq(offices.role, 'ours')).get()?.zone ?? 'Asia/Jakarta';

/** People of one office, or all of them. */
export function peopleSeen(db: Db, officeId: string | null, id?: string): PersonSeen[] {
  const lastAct = new Map(
    db
      .select({ actor: auditEntries.actor, at: max(auditEntries.at) })
      .from(auditEntries)
      .where(like(auditEntries.actor, 'person:%'))
      .groupBy(auditEntries.actor)
      .all()
      .map(({ actor, at }) => [actor, at]),
  );
  const lastUse = new Map(
    db
      .select({ userId: sessions.userId, at: max(sessions.updatedAt) })
      .from(sessions)
      .groupBy(sessions.userId)
      .all()
      .map(({ userId, at }) => [userId, at?.toISOString() ?? null]),
  );
  const withAccount = new Set(
    db
      .select({ userId: accounts.userId })
      .from(accounts)
      .all()
      .map(({ userId }) => userId),
  );
  return db
    .select()
    .from(people)
    .where(
      and(
        officeId === null ? undefined : eq(people.officeId, officeId),
        id === undefined ? undefined : eq(people.id, id),
      ),
    )
    .orderBy(people.name, people.id)
    .all()
    .map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      role: person.role,
      officeId: person.officeId,
      banned: person.banned === true,
      twoFactor: person.twoFactorEnabled === true,
      createdAt: person.createdAt.toISOString(),
      lastSeenAt:
        [lastAct.get(`person:${person.id}`), lastUse.get(person.id)]
          .filter((at) => at !== undefined && at !== null)
          .sort()
          .at(-1) ?? null,
      invited: !withAccount.has(person.id),
    }));
}

/** Whether anybody but this person can still manage everything: an administrator of every office who can sign in. */
export const hasOtherAdministrator = (db: Db, id: string): boolean =>
  db
    .select({ id: people.id })
    .from(people)
    .innerJoin(accounts, eq(accounts.userId, people.id))
    .where(
      and(
        ne(people.id, id),
        eq(people.role, 'administrator'),
        isNull(people.officeId),
        or(isNull(people.banned), eq(people.banned, false)),
      ),
    )
    .limit(1)
    .all().length > 0;

export const canSignIn = (db: Db, id: string): boolean =>
  db.select({ id: accounts.id }).from(accounts).where(eq(accounts.userId, id)).limit(1).all().length > 0;

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly officeId: string | null;
}

export function insertPerson(db: Db, given: NewPerson, now: Date): Person {
  return db
    .insert(people)
    .values({
      id: randomUUID(),
      ...given,
      email: given.email.toLowerCase(),
      emailVerified: false,
      createdAt: now,
      updatedAt: now,
    })
    .returning()
    .get();
}

/** Gives a person a password, by its hash: only at the first start, where there is no link to do it by. */
export function insertPassword(db: Db, personId: string, hash: string, now: Date): void {
  db.insert(accounts)
    .values({
      id: randomUUID(),
      userId: personId,
      accountId: personId,
      providerId: 'credential',
      password: hash,
      createdAt: now,
      updatedAt: now,
    })
    .run();
}

export type PersonChange = Partial<Pick<Person, 'name' | 'role' | 'officeId' | 'banned'>>;

export const updatePerson = (db: Db, id: string, change: PersonChange, now: Date): void => {
  db.update(people)
    .set({ ...change, updatedAt: now })
    .where(eq(people.id, id))
    .run();
};

/** Takes a person out, with their sessions, passwords, second factor and keys; gives how many keys there were. */
export function deletePerson(db: Db, id: string): number {
  const { changes } = db.delete(apiKeys).where(eq(apiKeys.referenceId, id)).run();
  db.delete(verifications).where(eq(verifications.value, id)).run();
  db.delete(people).where(eq(people.id, id)).run();
  return changes;
}

export const deleteSecondFactor = (db: Db, personId: string, now: Date): void => {
  db.delete(secondFactors).where(eq(secondFactors.userId, personId)).run();
  db.update(people).set({ twoFactorEnabled: false, updatedAt: now }).where(eq(people.id, personId)).run();
};

/** Ends every session of a person, and what their devices are trusted by; gives how many sessions there were. */
export function deleteSessions(db: Db, personId: string): number {
  db.delete(verifications).where(eq(verifications.value, personId)).run();
  return db.delete(sessions).where(eq(sessions.userId, personId)).run().changes;
}

/** Sessions that ended of themselves are kept no longer than they have to be: they say where somebody was. */
export const forgetEndedSessions = (db: Db, now: Date): void => {
  db.delete(sessions).where(lte(sessions.expiresAt, now)).run();
};

/** Links that were given to a person before serve no more. */
export const deleteLinks = (db: Db, personId: string): void => {
  db.delete(verifications).where(eq(verifications.value, personId)).run();
};

export const sessionsOf = (db: Db, personId: string, now: Date) =>
  db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      updatedAt: sessions.updatedAt,
      expiresAt: sessions.expiresAt,
      ipAddress: sessions.ipAddress,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, personId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.updatedAt))
    .all();

/** A key as administrators see it, and as it speaks for itself. */
export interface KeySeen {
  readonly id: string;
  readonly name: string;
  /** How it begins, to be told from others. */
  readonly start: string;
  readonly role: Role;
  readonly officeId: string | null;
  /** The person who made it, or `system:…` or `demo`. */
  readonly maker: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly enabled: boolean;
}

const keyColumns = {
  id: apiKeys.id,
  name: apiKeys.name,
  start: apiKeys.start,
  metadata: apiKeys.metadata,
  maker: apiKeys.referenceId,
  makerName: people.name,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  lastRequest: apiKeys.lastRequest,
  enabled: apiKeys.enabled,
};

function keySeen(row: {
  id: string;
  name: string | null;
  start: string | null;
  metadata: string | null;
  maker: string;
  makerName: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastRequest: Date | null;
  enabled: boolean | null;
}): KeySeen {
  const { role, officeId } = JSON.parse(row.metadata ?? '{}') as { role?: Role; officeId?: string | null };
  return {
    id: row.id,
    name: row.name ?? '',
    start: row.start ?? '',
    // Whatever does not say its role may do least.
    role: role ?? 'pembaca',
    officeId: officeId ?? null,
    maker: row.maker,
    createdBy: row.makerName ?? row.maker,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastRequest?.toISOString() ?? null,
    enabled: row.enabled !== false,
  };
}

export const keysSeen = (db: Db): KeySeen[] =>
  db
    .select(keyColumns)
    .from(apiKeys)
    .leftJoin(people, eq(people.id, apiKeys.referenceId))
    .orderBy(desc(apiKeys.createdAt), apiKeys.id)
    .all()
    .map(keySeen);

export const keyById = (db: Db, id: string): KeySeen | undefined => keysSeen(db).find((key) => key.id === id);

export function keyByHash(db: Db, hash: string): KeySeen | undefined {
  const row = db
    .select(keyColumns)
    .from(apiKeys)
    .leftJoin(people, eq(people.id, apiKeys.referenceId))
    .where(eq(apiKeys.key, hash))
    .get();
  return row && keySeen(row);
}

export const deleteKey = (db: Db, id: string): void => {
  db.delete(apiKeys).where(eq(apiKeys.id, id)).run();
};
