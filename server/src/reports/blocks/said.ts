import type { Language } from '@tilik/db/vocabulary';
import type { Cell, Item, Words } from '../content.ts';
import { inBoth, words } from '../words.ts';
import { sentence } from './items.ts';

/** What another room says in one language after the other, sentence by sentence. */
export function saidInBoth(of: (language: Language) => readonly string[]): Words[] {
  const [id, en] = [of('id'), of('en')];
  return id.map((text, index) => ({ id: text, en: en[index] ?? text }));
}

/** Sentences one after the other, each with a key that stays the same from month to month. */
export const sentences = (key: string, list: readonly Words[]): Item[] =>
  list.map((text, index) => sentence(index === 0 ? key : `${key}-${index + 1}`, text));

/** A range where no single value can be told. */
export const rangeWords = (low: number, high: number): Words => words('range', { low, high });

/** A name of a closed list in both languages. */
export const labelOf = (label: Readonly<Record<Language, string>>): Words => inBoth((language) => label[language]);

/** Yes or no. */
export const yesOrNo = (is: boolean): Cell => words(is ? 'yes' : 'no');
