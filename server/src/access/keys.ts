import type { Role } from '@tilik/db/vocabulary';
import { type Day, instantOfWallClock } from '../day.ts';
import { ProblemError } from '../problem.ts';
import { type Access, mayGiveRole } from './access.ts';
import { requireOffice } from './actor.ts';
import { type By, writeAudit } from './audit.ts';
import { deleteKey, type KeySeen, keyById, officeExists, ownZone } from './queries.ts';

const lifeDaysMax = 3660;
const dayMilliseconds = 86_400_000;

export interface NewKey {
  readonly name: string;
  readonly role: Role;
  readonly officeId: string | null;
  /** The last day on which it serves; null: until it is revoked. */
  readonly expiresOn: Day | null;
}

/** Makes a key, never for more than its maker may do. Its secret is given once. */
export async function addKey(
  access: Access,
  by: By,
  { name, role, officeId, expiresOn }: NewKey,
): Promise<KeySeen & { readonly secret: string }> {
  const { db, now } = access;
  if (!mayGiveRole(by.actor.role, role)) {
    throw new ProblemError(403, 'key-above-role', { facts: { role, own: by.actor.role } });
  }
  requireOffice(by.actor, officeId);
  if (officeId !== null && !officeExists(db, officeId)) {
    throw new ProblemError(422, 'no-such-office', { facts: { office: officeId } });
  }
  // To the end of its last day, where the office is.
  const expiresAt =
    expiresOn === null ? undefined : instantOfWallClock(`${expiresOn}T00:00`, ownZone(db)).getTime() + dayMilliseconds;
  const life = expiresAt === undefined ? null : Math.floor((expiresAt - now().getTime()) / 1000);
  if (life !== null && (life <= 0 || life > lifeDaysMax * 86_400)) {
    throw new ProblemError(400, 'bad-request', {
      issues: [{ field: 'expiresOn', code: 'key-expiry', facts: { value: expiresOn ?? '' } }],
    });
  }
  const { makeKey } = await access.authority();
  const maker = by.actor.id.replace(/^person:/, '');
  const { id, secret } = await makeKey({ maker, name, role, officeId, lifeSeconds: life });
  const key = keyById(db, id);
  if (!key) throw new Error(`there is no key ${id} right after it was made`);
  writeAudit(db, by, { act: 'made', noun: 'key', key: id, officeId, became: { name, role, officeId, expiresOn } });
  return { ...key, secret };
}

/** Takes a key back: from now on it is nobody. */
export function revokeKey({ db }: Pick<Access, 'db'>, by: By, id: string): void {
  db.transaction(() => {
    const key = keyById(db, id);
    if (!key) throw new ProblemError(404, 'no-such-key');
    requireOffice(by.actor, key.officeId);
    deleteKey(db, id);
    const { name, role, officeId } = key;
    writeAudit(db, by, { act: 'revoked', noun: 'key', key: id, officeId, was: { name, role, officeId } });
  });
}
