import type { FoundText } from './queries.ts';

export interface Piece {
  /** Where it begins in the text. */
  readonly at: number;
  readonly text: string;
  readonly isFound: boolean;
}

/** A text cut at what was found in it. Together the pieces are the text. */
export function piecesOf({ text, ranges }: FoundText): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (to: number, isFound: boolean) => {
    if (to > at) pieces.push({ at, text: text.slice(at, to), isFound });
    at = Math.max(at, to);
  };
  for (const [from, to] of ranges) {
    add(from, false);
    add(to, true);
  }
  add(text.length, false);
  return pieces;
}
