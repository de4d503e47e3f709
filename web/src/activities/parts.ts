/** What was typed with commas between: each part once, in its order. */
export const partsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];

/** A post is chosen at first where nothing would be lost of what was said of it. */
export const chosenAtFirst = (posts: readonly { readonly id: string; readonly state: string }[]): string[] =>
  posts.filter(({ state }) => state === 'changes').map(({ id }) => id);
