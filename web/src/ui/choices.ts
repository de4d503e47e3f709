/** Something to choose from, by the code that stands for it. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** What one of them is called; of one that is not among them its code. */
export const nameIn = (choices: readonly Choice[], id: string): string =>
  choices.find((choice) => choice.id === id)?.name ?? id;
