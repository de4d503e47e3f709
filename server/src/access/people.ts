import type { Db } from '@tilik/db/open';
import type { Person } from '@tilik/db/schema';
import { ProblemError } from '../problem.ts';
import { type Actor, requireOffice } from './actor.ts';
import { type By, writeAudit } from './audit.ts';
import { clearFailures } from './lockout.ts';
import {
  canSignIn,
  deletePerson,
  deleteSecondFactor,
  deleteSessions,
  hasOtherAdministrator,
  insertPerson,
  type NewPerson,
  officeExists,
  type PersonChange,
  personByEmail,
  personById,
  updatePerson,
} from './queries.ts';

/** What the trail keeps of a person: never more than is needed to know who was meant. */
const kept = ({ name, email, role, officeId, banned }: Person) => ({
  name,
  email,
  role,
  officeId,
  banned: banned === true,
});

const isSelf = (actor: Actor, id: string) => actor.id === `person:${id}`;

function requireKnownOffice(db: Db, officeId: string | null): void {
  if (officeId !== null && !officeExists(db, officeId)) {
    throw new ProblemError(422, 'no-such-office', { facts: { office: officeId } });
  }
}

/** The person, if the actor may touch them; throws where there is none. */
export function requirePerson(db: Db, actor: Actor, id: string): Person {
  const person = personById(db, id);
  if (!person) throw new ProblemError(404, 'no-such-person');
  requireOffice(actor, person.officeId);
  return person;
}

/** Throws where without this person nobody could manage the installation any more. */
function requireOtherAdministrator(db: Db, person: Person): void {
  const manages = person.role === 'administrator' && person.officeId === null && person.banned !== true;
  if (manages && canSignIn(db, person.id) && !hasOtherAdministrator(db, person.id)) {
    throw new ProblemError(409, 'last-administrator', { facts: { name: person.name } });
  }
}

/** Adds a person, without a password: that they set by a link. */
export function addPerson(db: Db, by: By, given: NewPerson): Person {
  return db.transaction(() => {
    requireOffice(by.actor, given.officeId);
    requireKnownOffice(db, given.officeId);
    if (personByEmail(db, given.email)) throw new ProblemError(409, 'person-exists', { facts: { email: given.email } });
    const person = insertPerson(db, given, by.now);
    writeAudit(db, by, {
      act: 'added',
      noun: 'person',
      key: person.id,
      officeId: person.officeId,
      became: kept(person),
    });
    return person;
  });
}

export type Changes = {
  readonly [Field in keyof PersonChange]: PersonChange[Field] | undefined;
} & {
  /** False: the second factor is taken away, for someone who lost their device. */
  readonly twoFactor?: false | undefined;
  /** False: wrong passwords are forgotten. */
  readonly locked?: false | undefined;
};

/** Changes a person. Another role, another office or a ban ends their sessions: the next one begins with the new. */
export function changePerson(db: Db, by: By, id: string, changes: Changes): void {
  db.transaction(() => {
    const person = requirePerson(db, by.actor, id);
    const { twoFactor, locked, ...given } = changes;
    const change = Object.fromEntries(
      Object.entries(given).filter(
        ([field, value]) => value !== undefined && value !== (kept(person) as Record<string, unknown>)[field],
      ),
    ) as PersonChange;
    const isOther = change.role !== undefined || change.officeId !== undefined || change.banned !== undefined;
    if (isSelf(by.actor, id) && (isOther || twoFactor === false)) throw new ProblemError(409, 'own-account');
    if (change.officeId !== undefined) {
      requireOffice(by.actor, change.officeId);
      requireKnownOffice(db, change.officeId);
    }
    const steps =
      (change.role !== undefined && change.role !== 'administrator') || !!change.banned || !!change.officeId;
    if (steps) requireOtherAdministrator(db, person);
    if (Object.keys(change).length > 0) {
      updatePerson(db, id, change, by.now);
      writeAudit(db, by, {
        act: change.banned === undefined ? 'changed' : change.banned ? 'banned' : 'unbanned',
        noun: 'person',
        key: id,
        officeId: change.officeId === undefined ? person.officeId : change.officeId,
        was: kept(person),
        became: { ...kept(person), ...change },
      });
    }
    if (twoFactor === false && person.twoFactorEnabled) {
      deleteSecondFactor(db, id, by.now);
      writeAudit(db, by, { act: 'second-factor-reset', noun: 'person', key: id, officeId: person.officeId });
    }
    if (locked === false || change.banned === false) clearFailures(db, person.email);
    if (locked === false) writeAudit(db, by, { act: 'unlocked', noun: 'person', key: id, officeId: person.officeId });
    if (isOther || twoFactor === false) deleteSessions(db, id);
  });
}

/** Takes a person out, with all by which they could come in. What they did stays in the trail, under their name. */
export function removePerson(db: Db, by: By, id: string): void {
  db.transaction(() => {
    const person = requirePerson(db, by.actor, id);
    if (isSelf(by.actor, id)) throw new ProblemError(409, 'own-account');
    requireOtherAdministrator(db, person);
    const keys = deletePerson(db, id);
    const was = { ...kept(person), keys };
    writeAudit(db, by, { act: 'removed', noun: 'person', key: id, officeId: person.officeId, was });
  });
}

/** Ends every session of a person. */
export function endSessions(db: Db, by: By, id: string): number {
  return db.transaction(() => {
    const person = requirePerson(db, by.actor, id);
    const ended = deleteSessions(db, id);
    writeAudit(db, by, {
      act: 'sessions-ended',
      noun: 'person',
      key: id,
      officeId: person.officeId,
      became: { ended },
    });
    return ended;
  });
}
