import type { Db } from '@tilik/db/open';
import { programmeWords as added } from '@tilik/db/schema';
import {
  audiences,
  type Label,
  type Language,
  type ProgrammeList,
  programmeLists,
  purposes,
  topics,
} from '@tilik/db/vocabulary';
import { asc } from 'drizzle-orm';
import { plainName } from '../ingest/cells.ts';

/** A word of a list that is the office's own. */
export interface ProgrammeWord {
  readonly code: string;
  readonly label: Label;
  /** No longer offered; still named where figures have it. */
  readonly retired: boolean;
  /** An administrator added it, and may change it. */
  readonly added: boolean;
}

/** A list of the programme's words: those the program knows by itself, then those that an administrator added. */
export interface WordList {
  readonly words: readonly ProgrammeWord[];
  readonly codes: readonly string[];
  /** Codes by every name that a file may have for them, retired ones among them: what was stored comes in again. */
  readonly byName: ReadonlyMap<string, string>;
  readonly nameOf: (code: string, language: Language) => string;
  /** Codes that are offered, and those that are not any more but are told of. */
  readonly shown: (isTold: (code: string) => boolean) => string[];
}

const own = { audiences, purposes, topics } as const satisfies Record<
  ProgrammeList,
  Readonly<Record<string, { readonly label: Label }>>
>;

/** Other names by which a file may call a word. */
const aliases: Readonly<Record<ProgrammeList, Readonly<Record<string, readonly string[]>>>> = {
  audiences: {},
  purposes: {},
  topics: {
    cost: ['tarif', 'harga', 'fee'],
    requirements: ['syarat', 'dokumen'],
    'waiting-time': ['waktu tunggu', 'lama proses'],
    difference: ['perbedaan'],
    procedure: ['cara', 'alur'],
    other: ['lain lain', 'lain'],
  },
};

/** The lists as they are now. A name belongs to the word that had it first. */
export function programmeWordLists(db: Db): Readonly<Record<ProgrammeList, WordList>> {
  const rows = db.select().from(added).orderBy(asc(added.position), asc(added.code)).all();
  const listOf = (list: ProgrammeList): WordList => {
    const words: ProgrammeWord[] = [
      ...Object.entries<{ readonly label: Label }>(own[list]).map(([code, { label }]) => ({
        code,
        label,
        retired: false,
        added: false,
      })),
      ...rows
        .filter((row) => row.list === list && !(row.code in own[list]))
        .map(({ code, nameId, nameEn, retired }) => ({
          code,
          label: { id: nameId, en: nameEn },
          retired,
          added: true,
        })),
    ];
    const byName = new Map<string, string>();
    for (const { code, label } of words) {
      for (const name of [code, label.id, label.en, ...(aliases[list][code] ?? [])].map(plainName)) {
        if (!byName.has(name)) byName.set(name, code);
      }
    }
    const byCode = new Map(words.map((word) => [word.code, word]));
    return {
      words,
      codes: words.map(({ code }) => code),
      byName,
      nameOf: (code, language) => byCode.get(code)?.label[language] ?? code,
      shown: (isTold) => words.filter(({ code, retired }) => !retired || isTold(code)).map(({ code }) => code),
    };
  };
  return Object.fromEntries(programmeLists.map((list) => [list, listOf(list)])) as Record<ProgrammeList, WordList>;
}

/** One list as it is now. */
export const programmeWords = (db: Db, list: ProgrammeList): WordList => programmeWordLists(db)[list];
