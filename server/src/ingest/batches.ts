import type { Day } from '../day.ts';
import { type Cell, type Figure, type Noun, nouns } from './figures.ts';
import type { RejectedRow, RowIssue, RowOutcome } from './plan.ts';

/** Rows of a file in the form in which they are written: many at once, and of most of them no more than is written. */
export interface Batch {
  /** How many rows it is of, whatever became of them. */
  readonly rows: number;
  readonly skipped: readonly (readonly [reason: string, rows: number])[];
  readonly rejected: readonly RejectedRow[];
  /** Rows of one figure each, those that differ in nothing but day and value together. */
  readonly runs: readonly Run[];
  /** For each row of the runs, one run after the other, which of the batch's rows it is, counted from 1. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** Rows that are written one by one; all of them stand after those of the runs. */
  readonly single: readonly SingleRow[];
}

/** Figures of one table that differ in nothing but day and value. */
export interface Run {
  readonly noun: DailyNoun;
  /** The key without its day. */
  readonly fixed: readonly Cell[];
  readonly channel?: string | undefined;
  readonly metric?: string | undefined;
  readonly count: number;
  readonly from: Day;
  readonly to: Day;
  /** Days and values in the order of the file, `{"2026-01-05":10,…}`. SQLite reads a day that stands twice as two. */
  readonly values: string;
}

export interface SingleRow {
  readonly number: number;
  readonly figures: readonly Figure[];
}

/** Tables that keep one number a day for the rest of their key: what large files are made of. */
const dailyNouns = ['readings', 'applicants', 'sources'] as const satisfies readonly Noun[];
export type DailyNoun = (typeof dailyNouns)[number];

/** The columns of a daily table's key but its day, in the order in which a run gives them. */
export const fixedColumns = (noun: DailyNoun): string[] => nouns[noun].key.filter((column) => column !== 'period_on');

const dayAt: ReadonlyMap<Noun, number> = new Map(
  dailyNouns.map((noun) => [noun, (nouns[noun].key as readonly string[]).indexOf('period_on')]),
);

/** The figure that a row of a run stands for. */
export function figureOfRun({ noun, fixed, channel, metric }: Run, day: Day, value: number): Figure {
  return {
    noun,
    key: fixed.toSpliced(dayAt.get(noun) ?? 0, 0, day),
    value: [value],
    on: day,
    ...(channel === undefined ? {} : { channel }),
    ...(metric === undefined ? {} : { metric }),
  };
}

/** The more rows are written at once, the fewer times the tree is walked; and all of them are in memory. */
const batchRowsMax = 50_000;
/** Rows that are in memory as they stood in the file. */
const wholeRowsMax = 2_000;

/** Memory that rows are written into, used again for the next run: a million rows leave no garbage behind. */
class Room {
  values = Buffer.allocUnsafeSlow(4096);
  numbers = new Uint32Array(128);
  length = 1;
  count = 0;

  constructor() {
    this.values[0] = openingBrace;
  }

  /** Adds a row: its day as JSON, and its value, which are the digits of a text between two places. */
  add(number: number, day: Uint8Array, text: string, from: number, to: number): void {
    const needed = this.length + day.length + (to - from) + 1;
    if (needed > this.values.length) this.values = Buffer.concat([this.values], needed * 2);
    if (this.count === this.numbers.length) {
      const numbers = new Uint32Array(this.count * 2);
      numbers.set(this.numbers);
      this.numbers = numbers;
    }
    const { values } = this;
    let at = this.length;
    for (let index = 0; index < day.length; index += 1) {
      values[at] = day[index] ?? 0;
      at += 1;
    }
    for (let index = from; index < to; index += 1) {
      values[at] = text.charCodeAt(index);
      at += 1;
    }
    values[at] = comma;
    this.length = at + 1;
    this.numbers[this.count] = number;
    this.count += 1;
  }

  /** All that was added as one JSON object. */
  json(): string {
    this.values[this.length - 1] = closingBrace;
    return this.values.toString('latin1', 0, this.length);
  }

  clear(): this {
    this.length = 1;
    this.count = 0;
    return this;
  }
}

const [openingBrace = 0, closingBrace = 0, comma = 0] = Buffer.from('{},');

/** A day as the name of a value in JSON. */
export const dayAsName = (day: Day): Uint8Array => Buffer.from(`"${day}":`);

/** A run that rows are still added to. */
export interface OpenRun {
  readonly name: string;
  readonly first: Figure;
  readonly at: number;
  readonly room: Room;
  from: Day;
  to: Day;
}

/** What keeps a figure out that could be read: by its table, its office and its month. */
export type Refusal = (figure: Figure) => RowIssue | undefined;

/** Gathers rows into batches. Whoever adds a row asks first whether it fits, and takes what there is where it does not. */
export class BatchBuilder {
  /** Of the batch that is being gathered, counted from 1. */
  turn = 1;
  readonly refuse: Refusal | undefined;
  private readonly rowsMax: number;
  private rows = 0;
  private runs = new Map<string, OpenRun>();
  private skipped = new Map<string, number>();
  private rejected: RejectedRow[] = [];
  private single: SingleRow[] = [];
  private readonly rooms: Room[] = [];

  constructor(refuse?: Refusal | undefined, rowsMax = batchRowsMax) {
    this.refuse = refuse;
    this.rowsMax = rowsMax;
  }

  isEmpty(): boolean {
    return this.rows === 0;
  }

  /** Whether a row of one daily figure still fits. */
  fitsDaily(): boolean {
    // What is written one by one stands after what is written at once: who says a thing first must be written first.
    return this.rows < this.rowsMax && this.single.length === 0 && this.rejected.length < wholeRowsMax;
  }

  fits(outcome: RowOutcome): boolean {
    if (this.rows === 0) return true;
    if (outcome.kind === 'figures' && dailyFigure(outcome.figures)) return this.fitsDaily();
    return this.rows < this.rowsMax && this.rejected.length + this.single.length < wholeRowsMax;
  }

  add(outcome: RowOutcome): void {
    if (outcome.kind === 'skipped') {
      this.rows += 1;
      this.skipped.set(outcome.reason, (this.skipped.get(outcome.reason) ?? 0) + 1);
      return;
    }
    const { line, original } = outcome;
    const issues = outcome.kind === 'rejected' ? outcome.issues : this.refused(outcome.figures);
    if (issues) {
      this.rows += 1;
      this.rejected.push({ line, original, issues });
      return;
    }
    const { figures } = outcome as Extract<RowOutcome, { kind: 'figures' }>;
    const figure = dailyFigure(figures);
    if (figure) {
      const value = String(figure.value[0]);
      this.addDaily(this.runOf(figure), figure.on, dayAsName(figure.on), value, 0, value.length);
      return;
    }
    this.rows += 1;
    this.single.push({ number: this.rows, figures });
  }

  private refused(figures: readonly Figure[]): readonly RowIssue[] | undefined {
    if (!this.refuse) return undefined;
    for (const figure of figures) {
      const issue = this.refuse(figure);
      if (issue) return [issue];
    }
    return undefined;
  }

  /** The run of this batch to which a daily figure belongs. */
  runOf(figure: Figure): OpenRun {
    const at = dayAt.get(figure.noun) ?? 0;
    const name = nameOfRun(figure, at);
    let run = this.runs.get(name);
    if (!run) {
      const room = this.rooms.pop()?.clear() ?? new Room();
      run = { name, first: figure, at, room, from: figure.on, to: figure.on };
      this.runs.set(name, run);
    }
    return run;
  }

  /** Adds a row of one figure: its day, and its value, which are the digits of a text between two places. */
  addDaily(run: OpenRun, on: Day, name: Uint8Array, text: string, from: number, to: number): void {
    this.rows += 1;
    if (run.room.count === 0 || on < run.from) run.from = on;
    if (run.room.count === 0 || on > run.to) run.to = on;
    run.room.add(this.rows, name, text, from, to);
  }

  /** The batch as it is, and room for the next. */
  take(): Batch {
    // In the order of the key: so the tree is walked from one end to the other.
    const sorted = [...this.runs.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
    const numbers = new Uint32Array(sorted.reduce((sum, { room }) => sum + room.count, 0));
    let at = 0;
    for (const { room } of sorted) {
      numbers.set(room.numbers.subarray(0, room.count), at);
      at += room.count;
      this.rooms.push(room);
    }
    const { rows, rejected, single } = this;
    const batch = { rows, skipped: [...this.skipped], rejected, runs: sorted.map(closed), numbers, single };
    this.turn += 1;
    this.rows = 0;
    this.runs = new Map();
    this.skipped = new Map();
    this.rejected = [];
    this.single = [];
    return batch;
  }
}

/** Rows as a format reads them. */
export interface RowOutcomes extends Iterable<RowOutcome> {
  /** Puts the same rows into the builder, and yields what it takes: where that can be done faster than row by row. */
  readonly gather?: (builder: BatchBuilder) => Iterable<Batch>;
}

/** Gathers rows into batches. */
export function* batchesOf(outcomes: RowOutcomes, refuse?: Refusal, rowsMax?: number): Generator<Batch> {
  const builder = new BatchBuilder(refuse, rowsMax);
  if (outcomes.gather) yield* outcomes.gather(builder);
  else {
    for (const outcome of outcomes) {
      if (!builder.fits(outcome)) yield builder.take();
      builder.add(outcome);
    }
  }
  if (!builder.isEmpty()) yield builder.take();
}

/** The one figure of a row that is written in a run; undefined where it is written by itself. */
function dailyFigure(figures: readonly Figure[]): Figure | undefined {
  const [figure] = figures;
  const isDaily = figure !== undefined && figures.length === 1 && dayAt.has(figure.noun);
  return isDaily && Number.isSafeInteger(figure.value[0]) ? figure : undefined;
}

/** Everything of a figure's key but its day. */
function nameOfRun({ noun, key }: Figure, dayIndex: number): string {
  let name: string = noun;
  for (let index = 0; index < key.length; index += 1) if (index !== dayIndex) name += `\u0000${key[index]}`;
  return name;
}

const closed = ({ first, at, from, to, room }: OpenRun): Run => ({
  noun: first.noun as DailyNoun,
  fixed: first.key.toSpliced(at, 1),
  channel: first.channel,
  metric: first.metric,
  count: room.count,
  from,
  to,
  values: room.json(),
});
