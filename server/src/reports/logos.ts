import { createHash } from 'node:crypto';
import { kindOf } from '../attachments/kinds.ts';
import { ProblemError } from '../problem.ts';
import type { Logo } from './settings.ts';

/** What a letterhead can carry. No drawing that could run as something else. */
const logoKinds: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpg' };

/** Megabytes a logo may have: it goes into every page of every face. */
export const logoMegabytesMax = 1;

/** A logo by its content; what it is called says nothing. Throws where it is no picture that can be used. */
export async function readLogo(bytes: Uint8Array): Promise<Logo> {
  const found = await Promise.all(Object.values(logoKinds).map((ending) => kindOf(bytes, `logo.${ending}`)));
  const kind = found.find((one) => one.ok);
  if (!kind?.ok || !(kind.mediaType in logoKinds)) throw new ProblemError(415, 'not-a-logo');
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { hash, mediaType: kind.mediaType, bytes: Buffer.from(bytes) };
}
