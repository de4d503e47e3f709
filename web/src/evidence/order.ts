interface Placed {
  readonly id: string;
  readonly position: number;
}

/**
 * The codebook with one theme moved up or down by one. Of every theme whose place is another one then, the new place:
 * places are counted from 1, so that two that had the same one are told apart.
 */
export function moved(themes: readonly Placed[], id: string, by: -1 | 1): Placed[] {
  const at = themes.findIndex((theme) => theme.id === id);
  const to = at + by;
  const [one, other] = [themes[at], themes[to]];
  if (!one || !other) return [];
  return themes
    .map((theme, index) => (index === at ? other : index === to ? one : theme))
    .map(({ id: own, position }, index) => ({ id: own, before: position, position: index + 1 }))
    .filter(({ before, position }) => before !== position)
    .map(({ id: own, position }) => ({ id: own, position }));
}
