import type { Db } from '@tilik/db/open';
import { channels, offices, programmeWords } from '@tilik/db/schema';
import { otherSources, type ProgrammeList, wholeTotal } from '@tilik/db/vocabulary';
import { eq, max } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { plainName } from '../ingest/cells.ts';
import { ProblemError } from '../problem.ts';
import { programmeWords as wordsOf } from './programme-words.ts';

/** What an administrator may say of an office. Which one is ours is settled when the program is set up. */
export interface OfficeGiven {
  readonly name: string;
  readonly zone: string;
  readonly launchedOn: string | null;
  readonly aliases: readonly string[];
}

export interface ChannelGiven {
  readonly nameId: string;
  readonly nameEn: string;
  readonly kind: typeof channels.$inferSelect.kind;
  readonly aliases: readonly string[];
}

/** Adds an office to compare with, or changes one; its id stays. */
export function keepOffice(db: Db, by: By, id: string, given: OfficeGiven): void {
  db.transaction(
    (tx) => {
      const list = tx.select().from(offices).all();
      const was = list.find((office) => office.id === id);
      const aliases = distinct(given.aliases);
      refuseTakenNames(
        [id, given.name, ...aliases],
        list.filter((office) => office.id !== id).map((office) => [office.id, office.name, ...office.aliases]),
      );
      const row = { id, ...given, aliases, role: was?.role ?? ('comparison' as const) };
      tx.insert(offices).values(row).onConflictDoUpdate({ target: offices.id, set: row }).run();
      writeAudit(db, by, { act: was ? 'changed' : 'created', noun: 'office', key: id, officeId: id, was, became: row });
    },
    { behavior: 'immediate' },
  );
}

/** Adds a channel at the end of the list, or changes one; its id stays. */
export function keepChannel(db: Db, by: By, id: string, given: ChannelGiven): void {
  db.transaction(
    (tx) => {
      const list = tx.select().from(channels).all();
      const was = list.find((channel) => channel.id === id);
      const aliases = distinct(given.aliases);
      refuseTakenNames(
        [id, given.nameId, given.nameEn, ...aliases],
        list
          .filter((channel) => channel.id !== id)
          .map((channel) => [channel.id, channel.nameId, channel.nameEn, ...channel.aliases]),
      );
      const last = tx
        .select({ position: max(channels.position) })
        .from(channels)
        .get();
      const row = { id, ...given, aliases, position: was?.position ?? (last?.position ?? 0) + 1 };
      tx.insert(channels).values(row).onConflictDoUpdate({ target: channels.id, set: row }).run();
      writeAudit(db, by, { act: was ? 'changed' : 'created', noun: 'channel', key: id, was, became: row });
    },
    { behavior: 'immediate' },
  );
}

export interface WordGiven {
  readonly nameId: string;
  readonly nameEn: string;
  readonly retired: boolean;
}

/** What stands in a file for all words of a list, or for none of them. */
const standIns = [
  wholeTotal,
  'semua',
  'semua topik',
  'all topics',
  'unknown',
  ...Object.values(otherSources.unknown.label),
];

/**
 * Adds a word at the end of a list of the programme's own, or changes one that was added; its code stays, and it is
 * never taken away, for figures may be told by it. The words that the program knows by itself stay as they are.
 */
export function keepWord(db: Db, by: By, list: ProgrammeList, code: string, given: WordGiven): void {
  db.transaction(
    (tx) => {
      const rows = tx.select().from(programmeWords).where(eq(programmeWords.list, list)).all();
      const was = rows.find((row) => row.code === code);
      const { words, byName, nameOf } = wordsOf(db, list);
      const own = [code, given.nameId, given.nameEn];
      refuseTakenNames(own, [
        ...words.filter((word) => word.code === code && !word.added).map(({ label }) => [label.id, code]),
        ...[...byName].filter(([, other]) => other !== code).map(([name, other]) => [nameOf(other, 'id'), name]),
        ...standIns.map((name) => [name]),
      ]);
      const position = was?.position ?? Math.max(0, ...rows.map((row) => row.position)) + 1;
      const row = { list, code, ...given, position, changedAt: by.now.toISOString() };
      tx.insert(programmeWords)
        .values(row)
        .onConflictDoUpdate({ target: [programmeWords.list, programmeWords.code], set: row })
        .run();
      writeAudit(db, by, {
        act: was ? 'changed' : 'created',
        noun: 'programme-word',
        key: `${list}/${code}`,
        was: was && wordTold(was),
        became: wordTold(row),
      });
    },
    { behavior: 'immediate' },
  );
}

const wordTold = ({ nameId, nameEn, retired }: WordGiven): WordGiven => ({ nameId, nameEn, retired });

const distinct = (names: readonly string[]): string[] => [
  ...new Set(names.map(plainName).filter((name) => name !== '')),
];

/** A file names an office or a channel by any of its names: one name for two would put figures in the wrong place. */
function refuseTakenNames(own: readonly string[], others: readonly (readonly string[])[]): void {
  for (const names of others) {
    const taken = own.find((name) => names.some((other) => plainName(other) === plainName(name)));
    if (taken !== undefined) {
      throw new ProblemError(409, 'name-taken', { facts: { name: taken, by: names[0] ?? '' } });
    }
  }
}
