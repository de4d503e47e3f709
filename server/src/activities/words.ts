import { z } from '@hono/zod-openapi';

/** What of a text is compared: letters of any case and spelling of the same character are the same letter. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The words of a text. What stands between them says nothing, so that “e-paspor” is found as “e paspor”. */
export const wordsOf = (text: string): string[] => plain(text).match(/[\p{L}\p{N}_]+/gu) ?? [];

/** The hashtags of a text, without the sign. */
export const hashtagsOf = (text: string): string[] =>
  [...plain(text).matchAll(/#([\p{L}\p{N}_]+)/gu)].map(([, tag = '']) => tag);

/** Whether a text has these words, whole and one after the other. Text that has no word in it is found nowhere. */
export function hasWords(text: string, asked: string): boolean {
  const [words, phrase] = [wordsOf(text), wordsOf(asked)];
  return phrase.length > 0 && words.some((_, start) => phrase.every((word, offset) => words[start + offset] === word));
}

/** Whether a text has this hashtag, with or without its sign. */
export function hasHashtag(text: string, asked: string): boolean {
  const [tag, more] = wordsOf(asked);
  return tag !== undefined && more === undefined && hashtagsOf(text).includes(tag);
}

/** A text that is asked for, up to a length. The character that ends a text for many a program stands in none. */
export const lineOf = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !text.includes('\0'));
