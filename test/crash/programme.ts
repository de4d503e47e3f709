/*
 * What must be in the store after a sequence of changes, worked out by itself: the driver tells it what was asked and in
 * which order the changes were kept, and holds the store against it figure by figure.
 */

export const nouns = ['readings', 'applicants', 'events'] as const;
export type Noun = (typeof nouns)[number];

/** A count; of an event its name. */
export type Value = number | string;

/** One thing that a row or a cell says. */
export interface Saying {
  readonly noun: Noun;
  /** The natural key, in the order of the table. */
  readonly key: readonly string[];
  readonly value: Value;
}

export type Thing = Omit<Saying, 'value'>;

/** A thing's name: its table and its natural key as the store writes it. */
export const nameOf = ({ noun, key }: Thing): string => `${noun} ${JSON.stringify(key)}`;

/** Month of a thing, with its office, as a closed month is named. An event is of no month. */
const monthOf = ({ noun, key }: Thing): string | undefined =>
  noun === 'events' ? undefined : `${key[0]} ${key[noun === 'readings' ? 4 : 2]?.slice(0, 7)}`;

/** What became of the rows of an import. */
export interface Counts {
  readonly stored: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface KeptImport extends Counts {
  readonly fileName: string;
  readonly way: 'file' | 'hand' | 'record';
  readonly said: readonly Saying[];
  /** What it took away, by the import that said it: undoing it brings that back. */
  readonly withdrew?: { readonly thing: Thing; readonly said: ReadonlyMap<number, Value> };
  isUndone: boolean;
}

/** What is to become of the cells of an entry: those saved with their value, those taken back, those left alone. */
export interface EntryPlan {
  readonly saved: readonly Saying[];
  readonly takenBack: readonly Thing[];
}

export class Programme {
  readonly imports = new Map<number, KeptImport>();
  /** What standing imports say of each thing, by the number of the import. */
  readonly said = new Map<string, Map<number, Value>>();
  /** What was said once and taken back: `import thing` and its value. */
  readonly withdrawn = new Map<string, Value>();
  readonly acts: { readonly month: string; readonly act: 'closed' | 'reopened'; readonly reason: string }[] = [];
  readonly comments = new Map<string, string>();
  /** Reports by id: month, state, number and hash of what was approved. */
  readonly reports = new Map<
    string,
    readonly [month: string, state: string, number: string | null, hash: string | null]
  >();
  /** Reports that were approved in a year. */
  private readonly approvedIn = new Map<string, number>();
  private readonly closed = new Set<string>();

  /** What was there before anybody asked for anything: imports, and the events that one of them brought. */
  begin(
    given: readonly (Counts & { readonly fileName: string })[],
    events: readonly (readonly [string, string])[],
  ): void {
    for (const { fileName, ...counts } of given) {
      const said = fileName === 'isian-events' ? events : [];
      if (said.length > 0) {
        this.keepImport(
          fileName,
          'record',
          said.map(([id, value]) => ({ noun: 'events', key: [id], value })),
        );
      } else this.imports.set(this.imports.size + 1, { fileName, way: 'record', said: [], isUndone: false, ...counts });
    }
  }

  /** What a thing is now, and which import says so. */
  present(thing: Thing): { readonly importId: number; readonly value: Value } | undefined {
    const sayings = this.said.get(nameOf(thing));
    if (!sayings || sayings.size === 0) return undefined;
    const importId = Math.max(...sayings.keys());
    return { importId, value: sayings.get(importId) ?? Number.NaN };
  }

  isClosed(thing: Thing): boolean {
    const month = monthOf(thing);
    return month !== undefined && this.closed.has(month);
  }

  /** Keeps an import; answers its number, which follows the one before without a gap. */
  keepImport(fileName: string, way: KeptImport['way'], given: readonly Saying[]): number {
    const id = this.imports.size + 1;
    const said = given.filter((saying) => !this.isClosed(saying));
    const was = said.map((saying) => this.present(saying)?.value);
    const count = (isOfKind: (value: Value, was: Value | undefined) => boolean) =>
      said.filter(({ value }, index) => isOfKind(value, was[index])).length;
    this.imports.set(id, {
      fileName,
      way,
      said,
      isUndone: false,
      stored: count((_, before) => before === undefined),
      replaced: count((value, before) => before !== undefined && before !== value),
      unchanged: count((value, before) => before === value),
      rejected: given.length - said.length,
    });
    for (const saying of said) {
      const name = nameOf(saying);
      const sayings = this.said.get(name) ?? new Map<number, Value>();
      this.said.set(name, sayings.set(id, saying.value));
    }
    return id;
  }

  undo(id: number): void {
    const found = this.imports.get(id);
    if (!found || found.isUndone) throw new Error(`import ${id} was undone, which does not stand`);
    for (const saying of found.said) {
      const present = this.present(saying);
      if (present?.importId === id && this.isClosed(saying)) throw new Error(`import ${id} undone in a closed month`);
    }
    for (const saying of found.said) this.withdraw(id, saying);
    found.isUndone = true;
    for (const [by, value] of found.withdrew?.said ?? []) {
      if (!found.withdrew || this.imports.get(by)?.isUndone) continue;
      const name = nameOf(found.withdrew.thing);
      this.said.set(name, (this.said.get(name) ?? new Map<number, Value>()).set(by, value));
      this.withdrawn.delete(`${by} ${name}`);
    }
  }

  /** Takes a thing away, whatever was said of it; answers the number of the import that does. */
  remove(fileName: string, thing: Thing): number {
    const id = this.imports.size + 1;
    const said = new Map(this.said.get(nameOf(thing)));
    if (said.size === 0) throw new Error(`${nameOf(thing)} was removed and is not there`);
    for (const [by, value] of said) {
      this.withdrawn.set(`${by} ${nameOf(thing)}`, value);
      this.said.get(nameOf(thing))?.delete(by);
    }
    const counts = { stored: 0, replaced: 0, unchanged: 0, rejected: 0 };
    this.imports.set(id, { fileName, way: 'record', said: [], withdrew: { thing, said }, isUndone: false, ...counts });
    return id;
  }

  /** What an entry of cells does to the store as it is now. */
  planEntry(cells: readonly (Thing & { readonly value: Value | null })[]): EntryPlan {
    const open = cells.filter((cell) => !this.isClosed(cell));
    return {
      saved: open.flatMap(({ value, ...thing }) =>
        value === null || this.present(thing)?.value === value ? [] : [{ ...thing, value }],
      ),
      takenBack: open.filter(
        (cell) => cell.value === null && this.imports.get(this.present(cell)?.importId ?? 0)?.way === 'hand',
      ),
    };
  }

  /** Takes back everything that was typed of a thing, never what a file says. */
  takeBack(thing: Thing): void {
    for (const id of [...(this.said.get(nameOf(thing))?.keys() ?? [])]) {
      if (this.imports.get(id)?.way === 'hand') this.withdraw(id, thing);
    }
  }

  /** Approves a report; answers the place in its year that its number must have. */
  approve(id: string, year: string, number: string, hash: string): number {
    const report = this.reports.get(id);
    if (report?.[1] !== 'reviewed') throw new Error(`${id} was approved and is ${report?.[1] ?? 'not there'}`);
    this.reports.set(id, [report[0], 'approved', number, hash]);
    const place = (this.approvedIn.get(year) ?? 0) + 1;
    this.approvedIn.set(year, place);
    return place;
  }

  closeOrReopen(month: string, act: 'closed' | 'reopened', reason: string): void {
    if (this.closed.has(month) === (act === 'closed')) throw new Error(`${month} ${act} twice`);
    if (act === 'closed') this.closed.add(month);
    else this.closed.delete(month);
    this.acts.push({ month, act, reason });
  }

  private withdraw(id: number, thing: Thing): void {
    const name = nameOf(thing);
    const sayings = this.said.get(name);
    const value = sayings?.get(id);
    if (value === undefined) return;
    sayings?.delete(id);
    // The first trace stands.
    if (!this.withdrawn.has(`${id} ${name}`)) this.withdrawn.set(`${id} ${name}`, value);
  }
}
