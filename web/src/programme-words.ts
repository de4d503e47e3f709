import { queryOptions, useQuery } from '@tanstack/react-query';
import { audiences, type Label, type Language, type ProgrammeList, purposes, topics } from '@tilik/server/client';
import { ask, client } from './api.ts';
import { useLanguage } from './language.ts';

/** The lists that an administrator may add to; every page names and offers their words by this answer. */
export const programmeWordsQuery = queryOptions({
  queryKey: ['programme-words'],
  queryFn: () => ask(client.api.v1['programme-words'].$get()),
  staleTime: 60_000,
});

export type ProgrammeWords = Awaited<ReturnType<NonNullable<typeof programmeWordsQuery.queryFn>>>;
export type ProgrammeWord = ProgrammeWords[ProgrammeList][number];

const own = (list: Readonly<Record<string, { readonly label: Label }>>): ProgrammeWord[] =>
  Object.entries(list).map(([code, { label }]) => ({
    code,
    nameId: label.id,
    nameEn: label.en,
    retired: false,
    added: false,
  }));

/** What the program knows by itself, until the answer is there. */
const known: ProgrammeWords = { audiences: own(audiences), purposes: own(purposes), topics: own(topics) };

export interface Words {
  /** What a word is called, also one that is no longer offered; of one that there is none of its code. */
  readonly nameOf: (code: string) => string;
  /** The words that are offered, and those that are chosen already. */
  readonly choices: (chosen?: readonly string[]) => { readonly value: string; readonly label: string }[];
}

export function wordsIn(words: readonly ProgrammeWord[], language: Language): Words {
  const named = ({ nameId, nameEn }: ProgrammeWord) => (language === 'en' ? nameEn : nameId);
  return {
    nameOf: (code) => {
      const word = words.find((each) => each.code === code);
      return word ? named(word) : code;
    },
    choices: (chosen = []) =>
      words
        .filter(({ code, retired }) => !retired || chosen.includes(code))
        .map((word) => ({ value: word.code, label: named(word) })),
  };
}

/** One of the lists, in the language of the page. */
export function useProgrammeWords(list: ProgrammeList): Words {
  const language = useLanguage();
  const { data } = useQuery(programmeWordsQuery);
  return wordsIn((data ?? known)[list], language);
}
