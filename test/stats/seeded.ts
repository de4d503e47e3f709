/** A small generator of numbers in [0, 1) that gives the same ones every time (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of so many trials succeed. */
export function draw(trials: number, probability: number, random: () => number): number {
  let successes = 0;
  for (let trial = 0; trial < trials; trial += 1) if (random() < probability) successes += 1;
  return successes;
}
