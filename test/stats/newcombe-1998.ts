import { readFileSync } from 'node:fs';

type Pair = readonly [number, number];

/** Numbers others printed and computed; the file says where they are from. */
export interface Newcombe1998 {
  readonly proportions: readonly {
    readonly successes: number;
    readonly trials: number;
    readonly wilson: Pair;
    readonly printed?: Pair;
  }[];
  readonly differences: readonly { readonly first: Pair; readonly second: Pair; readonly printed: Pair }[];
}

export const newcombe1998: Newcombe1998 = JSON.parse(
  readFileSync(new URL('../fixtures/newcombe-1998.json', import.meta.url), 'utf8'),
);
