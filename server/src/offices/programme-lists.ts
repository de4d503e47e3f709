import type { Db } from '@tilik/db/open';
import { channels, offices } from '@tilik/db/schema';
import { max } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { plainName } from '../ingest/cells.ts';
import { ProblemError } from '../problem.ts';

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
