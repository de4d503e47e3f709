import type { Db } from '@tilik/db/open';
import type { Person } from '@tilik/db/schema';
import { say } from '../language.ts';
import { type By, writeAudit } from './audit.ts';
import { type Authority, linkLife } from './authority.ts';
import { clearFailures } from './lockout.ts';
import type { SendMail } from './mail.ts';
import { canSignIn, deleteLinks } from './queries.ts';

export type LinkKind = keyof typeof linkLife;

export const passwordPath = (token: string): string => `/sandi?token=${token}`;

/** The letter that carries a link, in both languages: nobody knows yet which one its reader has. */
export function letterOfLink(kind: LinkKind, person: Pick<Person, 'name' | 'email'>, link: string) {
  const text = (language: 'id' | 'en') => say(language, `mail.${kind}.text`, { name: person.name, link });
  return {
    to: person.email,
    subject: `${say('id', `mail.${kind}.subject`)} / ${say('en', `mail.${kind}.subject`)}`,
    text: `${text('id')}\n\n---\n\n${text('en')}\n`,
  };
}

export interface LinkWorld {
  readonly db: Db;
  readonly authority: () => Promise<Authority>;
  readonly token: () => string;
  /** Undefined: links are shown to whoever asks for them. */
  readonly mail: { readonly send: SendMail; readonly url: string } | undefined;
  readonly onError: (error: unknown) => void;
}

/**
 * Gives a person a new link to set a password by; one given before serves no more. Mailed where mail is set; given back
 * where it is not, or where the post did not take it.
 */
export async function giveLink(
  { db, authority, token: makeToken, mail, onError }: LinkWorld,
  by: By,
  person: Person,
  baseUrl: string,
): Promise<string | null> {
  const kind: LinkKind = canSignIn(db, person.id) ? 'reset' : 'invitation';
  const token = makeToken();
  const { rememberLink } = await authority();
  db.transaction(() => {
    deleteLinks(db, person.id);
    // Whoever gives a link vouches for the person; the lock against guessing has done its work.
    clearFailures(db, person.email);
    writeAudit(db, by, { act: `${kind}-link`, noun: 'person', key: person.id, officeId: person.officeId });
  });
  await rememberLink(token, person.id, new Date(Date.now() + linkLife[kind] * 1000));
  const link = `${mail?.url ?? baseUrl}${passwordPath(token)}`;
  if (!mail) return link;
  try {
    await mail.send(letterOfLink(kind, person, link));
    return null;
  } catch (error) {
    onError(error);
    return link;
  }
}
