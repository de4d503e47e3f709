import { parseArgs } from 'node:util';
import { z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Person } from '@tilik/db/schema';
import { roleCodes } from '@tilik/db/vocabulary';
import { problemInWords } from '../language.ts';
import { secretOf } from '../operations/data-folder.ts';
import { openForUse, reasonNotToStart, toldOf } from '../operations/open-for-use.ts';
import { ProblemError } from '../problem.ts';
import { type Environment, readSettings, type Settings } from '../settings.ts';
import { DayText, parseFields } from '../validate.ts';
import { createAccess } from './access.ts';
import { systemActor } from './actor.ts';
import type { By } from './audit.ts';
import { firstRunFile } from './first-run.ts';
import { addKey, revokeKey } from './keys.ts';
import { giveLink } from './links.ts';
import { mailBySmtp } from './mail.ts';
import { addPerson, changePerson } from './people.ts';
import { hasPeople, keysSeen, peopleSeen, personByEmail } from './queries.ts';
import { PersonEmail, PersonName } from './session-routes.ts';

const usages = {
  user: `tilik user list                                        People with an account.
tilik user add EMAIL --name NAME --role ROLE           Invite a person; prints the link, or mails it where SMTP is set.
tilik user link [EMAIL]                                A new link to set a password by. Without an address, while
                                                       there is nobody: the link that makes the first administrator.
tilik user role EMAIL ROLE                             Another role; --office moves them as well.
tilik user ban EMAIL | unban EMAIL                     Close an account, or open it again.
tilik user reset-second-factor EMAIL                   For someone who lost their device.

  --office OFFICE   the one office they belong to (bandung …), or \`all\`; all of them unless said
  --json            print JSON
  --lang id|en      language of the messages

Roles: ${roleCodes.join(', ')}. Data: $TILIK_DATA (./data by default).`,
  key: `tilik key list                                         Keys by which programs come in.
tilik key add --name NAME --role ROLE                  Make a key; it is printed this once.
tilik key revoke ID                                    From then on it opens nothing.

  --office OFFICE   the one office it is for (bandung …), or \`all\`; all of them unless said
  --expires DAY     the last day on which it serves, YYYY-MM-DD
  --json            print JSON
  --lang id|en      language of the messages

Roles: ${roleCodes.join(', ')}. Data: $TILIK_DATA (./data by default).`,
} as const;

export interface CommandWorld {
  readonly env: Environment;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  readonly now: () => Date;
}

/** The words make no sense together: they are answered with how the command is used. */
class UsageError extends Error {}

interface Given {
  readonly words: readonly string[];
  readonly name: string | undefined;
  readonly role: string | undefined;
  readonly office: string | undefined;
  readonly expires: string | undefined;
}

/** What is to be told: as JSON, and as lines for a person. */
interface Told {
  readonly json: unknown;
  readonly lines: readonly string[];
}

const RoleText = z.enum(roleCodes);
const officeOf = (office: string | undefined) => (office === undefined || office === 'all' ? null : office);

function wordOf(words: readonly string[], index: number): string {
  const word = words[index];
  if (word === undefined) throw new UsageError();
  return word;
}

function open(db: Db, settings: Settings, { now, complain }: CommandWorld) {
  const access = createAccess({
    db,
    now,
    settings: { ...settings, secret: secretOf(settings) },
    ...(settings.mail && { sendMail: mailBySmtp(settings.mail) }),
    firstRun: firstRunFile(settings.dataFolder),
    onError: (error) => complain(error instanceof Error ? error.message : String(error)),
  });
  const by = (): By => ({ actor: systemActor('command line'), now: now() });
  const baseUrl = settings.url ?? `http://localhost:${settings.port}`;
  return { access, by, baseUrl };
}

const personLine = (person: { name: string; email: string; role: string; officeId: string | null; banned: boolean }) =>
  `${person.email} · ${person.name} · ${person.role} · ${person.officeId ?? 'all'}${person.banned ? ' · banned' : ''}`;

async function userCommand(
  command: string | undefined,
  given: Given,
  db: Db,
  settings: Settings,
  world: CommandWorld,
): Promise<Told> {
  const { access, by, baseUrl } = open(db, settings, world);
  const known = (index: number): Person => {
    const person = personByEmail(db, wordOf(given.words, index));
    if (!person) throw new ProblemError(404, 'no-such-person');
    return person;
  };
  const seen = (id: string, link?: string | null): Told => {
    const [person] = peopleSeen(db, null, id);
    if (!person) throw new Error(`there is no person ${id}`);
    const linkLines = link === undefined ? [] : [link ?? `mailed to ${person.email}`];
    return { json: { ...person, ...(link !== undefined && { link }) }, lines: [personLine(person), ...linkLines] };
  };
  switch (command) {
    case 'list': {
      const people = peopleSeen(db, null);
      return { json: people, lines: people.map(personLine) };
    }
    case 'add': {
      const body = parseFields(z.object({ name: PersonName, email: PersonEmail, role: RoleText }), {
        name: given.name ?? '',
        email: wordOf(given.words, 0),
        role: given.role ?? '',
      });
      const person = addPerson(db, by(), { ...body, officeId: officeOf(given.office) });
      return seen(person.id, await giveLink(access, by(), person, baseUrl));
    }
    case 'link': {
      if (given.words.length > 0) {
        const person = known(0);
        return seen(person.id, await giveLink(access, by(), person, baseUrl));
      }
      if (hasPeople(db)) throw new UsageError();
      const link = `${baseUrl}${access.startFirstRun()}`;
      return { json: { link }, lines: [link] };
    }
    case 'role': {
      const { id } = known(0);
      const { role } = parseFields(z.object({ role: RoleText }), { role: wordOf(given.words, 1) });
      changePerson(db, by(), id, { role, ...(given.office !== undefined && { officeId: officeOf(given.office) }) });
      return seen(id);
    }
    case 'ban':
    case 'unban': {
      const { id } = known(0);
      changePerson(db, by(), id, { banned: command === 'ban' });
      return seen(id);
    }
    case 'reset-second-factor': {
      const { id } = known(0);
      changePerson(db, by(), id, { twoFactor: false });
      return seen(id);
    }
    default:
      throw new UsageError();
  }
}

async function keyCommand(
  command: string | undefined,
  given: Given,
  db: Db,
  settings: Settings,
  world: CommandWorld,
): Promise<Told> {
  const { access, by } = open(db, settings, world);
  switch (command) {
    case 'list': {
      const keys = keysSeen(db);
      const lines = keys.map(
        (key) =>
          `${key.id} · ${key.start}… · ${key.name} · ${key.role} · ${key.officeId ?? 'all'} · ${key.expiresAt ?? '-'} · ${key.lastUsedAt ?? '-'}`,
      );
      return { json: keys, lines };
    }
    case 'add': {
      const body = parseFields(z.object({ name: PersonName, role: RoleText, expiresOn: DayText.optional() }), {
        name: given.name ?? '',
        role: given.role ?? '',
        ...(given.expires !== undefined && { expiresOn: given.expires }),
      });
      const key = await addKey(access, by(), {
        name: body.name,
        role: body.role,
        officeId: officeOf(given.office),
        expiresOn: body.expiresOn ?? null,
      });
      return { json: key, lines: [key.secret] };
    }
    case 'revoke': {
      const id = wordOf(given.words, 0);
      revokeKey(access, by(), id);
      return { json: { id }, lines: [id] };
    }
    default:
      throw new UsageError();
  }
}

/** `tilik user …` and `tilik key …`: gives what the process ends with. */
export async function accountCommand(
  kind: keyof typeof usages,
  words: readonly string[],
  world: CommandWorld,
): Promise<number> {
  const { print, complain, env, now } = world;
  let language: 'id' | 'en' = 'id';
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        role: { type: 'string' },
        office: { type: 'string' },
        expires: { type: 'string' },
        lang: { type: 'string', default: 'id' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      print(usages[kind]);
      return 0;
    }
    language = values.lang === 'en' ? 'en' : 'id';
    const [command, ...rest] = positionals;
    if (command === undefined) throw new UsageError();
    const settings = readSettings(env);
    const db = await openForUse(settings, now, (outcome) => complain(toldOf(outcome)));
    try {
      const carryOut = kind === 'user' ? userCommand : keyCommand;
      const given: Given = {
        words: rest,
        name: values.name,
        role: values.role,
        office: values.office,
        expires: values.expires,
      };
      const { json, lines } = await carryOut(command, given, db, settings, world);
      for (const line of values.json ? [JSON.stringify(json, null, 2)] : lines) print(line);
      return 0;
    } finally {
      db.$client.close();
    }
  } catch (error) {
    if (error instanceof UsageError) {
      complain(usages[kind]);
      return 2;
    }
    if ((error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) {
      complain(`${(error as Error).message}\n\n${usages[kind]}`);
      return 2;
    }
    if (error instanceof ProblemError) {
      const { title, detail, issues } = problemInWords(language, error);
      complain([`${title}. ${detail}`, ...issues.map(({ field, message }) => `${field ?? ''}: ${message}`)].join('\n'));
      return 1;
    }
    const reason = reasonNotToStart(error);
    if (!reason) throw error;
    complain(reason.message);
    return reason.exit;
  }
}
