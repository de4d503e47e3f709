/** The most pieces of a question that are searched for. */
const piecesMax = 30;

const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

/**
 * A question as the full-text index understands it: all words have to be there, “several words” in quotes one after the
 * other, and a word that ends in * may go on. Everything else that the index has a grammar for (columns, operators,
 * brackets) is text here: nothing that is typed is a wrong question. Null: there is no word in it.
 */
export function questionOf(text: string): string | null {
  const pieces = [...text.matchAll(/["“”]([^"“”]*)(?:["“”]|$)|([^\s"“”]+)/gu)].flatMap(([, phrase, word = '']) => {
    const tokens = tokensOf(phrase ?? word);
    if (tokens.length === 0) return [];
    // What is one word with a stroke in it is two for the index: e-paspor is “e paspor”.
    const goesOn = phrase === undefined && /[\p{L}\p{N}\p{M}]\*+$/u.test(word);
    return [`"${tokens.join(' ')}"${goesOn ? '*' : ''}`];
  });
  return pieces.length === 0 ? null : pieces.slice(0, piecesMax).join(' ');
}

/** Where something that was found begins and ends in a text, counted in UTF-16 units. */
export interface Found {
  readonly text: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** Stand around what was found, on the way out of the database. They are no characters, so no text holds them. */
export const foundMarks = ['\uFDD0', '\uFDD1'] as const;

/** Text with marks in it, as plain text and ranges: a page never has to trust it as HTML. */
export function foundIn(marked: string): Found {
  const [opens, closes] = foundMarks;
  const ranges: [number, number][] = [];
  let text = '';
  let from: number | undefined;
  for (const piece of marked.split(/([\uFDD0\uFDD1])/u)) {
    if (piece === opens) from ??= text.length;
    else if (piece === closes) {
      if (from !== undefined && from < text.length) ranges.push([from, text.length]);
      from = undefined;
    } else text += piece;
  }
  return { text, ranges };
}
