import type { Role } from '@tilik/db/vocabulary';
import type { Context } from 'hono';
import type { Day } from '../day.ts';
import { ProblemError } from '../problem.ts';

/** Whoever or whatever a request or a command speaks for. */
export interface Actor {
  /** `person:…`, `key:…`, `share:…`, `demo` or `system:…`; what the audit trail and the imports keep. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Null: every office of this installation. */
  readonly officeId: string | null;
  /** Set for a share link: the one view it shows. */
  readonly view?: SharedView;
  /** Set for a person: when they last proved who they are. */
  readonly signedInAt?: Date;
}

/** What a share link shows: one page over some days, and nothing else. */
export interface SharedView {
  readonly page: string;
  readonly search: string;
  readonly fromOn: Day;
  readonly toOn: Day;
  readonly expiresAt: string;
}

/** What every handler behind the door is given. */
export interface Env {
  Variables: {
    actor: Actor;
    /** Number of the request, as the log and the audit trail name it. */
    request: string;
  };
}

/** Who acts where no person does: a command of someone who has the data folder itself, the program on its own. */
export const systemActor = (name: string): Actor => ({
  id: `system:${name}`,
  name,
  role: 'administrator',
  officeId: null,
});

export const actorOf = (c: Context<Env>): Actor => c.get('actor');

/** Throws unless the actor may touch what belongs to this office; null: what belongs to all of them. */
export function requireOffice(actor: Actor, officeId: string | null): void {
  if (actor.officeId === null || actor.officeId === officeId) return;
  throw new ProblemError(403, 'other-office', { facts: { office: officeId ?? '*', own: actor.officeId } });
}
