import type { Context } from 'hono';
import { ProblemError } from '../problem.ts';
import type { Actor, Env } from './actor.ts';
import { isFromThisMachine } from './door.ts';

const demoActor: Actor = { id: 'demo', name: 'Pengunjung contoh', role: 'administrator', officeId: null };

/**
 * Who looks at the demo: anyone at this machine. Whoever asks from elsewhere, under another name or through a proxy is
 * told so, since a demo that was put on a network would let everybody in as its administrator.
 */
export function demoVisitor(c: Context<Env>): Actor {
  if (isFromThisMachine(c)) return demoActor;
  throw new ProblemError(401, 'demo-elsewhere');
}
