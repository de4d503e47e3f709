import type { Day } from '../day.ts';
import { type BatchBuilder, dayAsName, type OpenRun } from './batches.ts';
import type { ReadLine } from './csv-rows.ts';
import type { Row } from './decode.ts';
import { type Figure, nouns } from './figures.ts';
import type { RowOutcome } from './plan.ts';

/** A day or a month as the file writes it. */
interface KnownDate {
  readonly text: string;
  readonly on: Day;
  readonly grain: string;
  readonly month: string;
  readonly name: Uint8Array;
}

/** What stands between a line's day and its value. */
interface KnownMiddle {
  /** Some figure of it: of the same run as all of them. */
  readonly figure: Figure;
  run: OpenRun | undefined;
  /** Which batch the run is of. */
  turn: number;
  /** The month that was asked about last, and whether its figures are kept out. */
  month: string;
  isRefused: boolean;
}

/** A file that says something else in every line is not one of figures; what was learnt of it stays small. */
const learntMax = 20_000;

/**
 * Reads lines of a table in which the day comes first and the value last and what stands between them says of what
 * they are. What a row reader made of one line it takes for every line with the same middle and a day that was met
 * before; anything else in a line leaves it to the row reader.
 */
export class DailyLines {
  private readonly builder: BatchBuilder;
  private readonly width: number;
  private delimiter: string | undefined;
  private lastDate: KnownDate | undefined;
  private readonly dates = new Map<string, KnownDate>();
  private readonly middles: Record<string, Map<string, KnownMiddle>> = { day: new Map(), month: new Map() };

  constructor(builder: BatchBuilder, width: number) {
    this.builder = builder;
    this.width = width;
  }

  readonly read: ReadLine = (text, from, to, delimiter) => {
    this.delimiter = delimiter;
    const dateEnd = text.indexOf(delimiter, from);
    const middleEnd = text.lastIndexOf(delimiter, to - 1);
    if (dateEnd === -1 || middleEnd <= dateEnd || !isPlainNumber(text, middleEnd + 1, to)) return false;
    let date = this.lastDate;
    if (date === undefined || date.text.length !== dateEnd - from || !text.startsWith(date.text, from)) {
      date = this.dates.get(text.slice(from, dateEnd));
      if (date === undefined) return false;
      this.lastDate = date;
    }
    const middle = this.middles[date.grain]?.get(text.slice(dateEnd + 1, middleEnd));
    if (middle === undefined || !this.builder.fitsDaily()) return false;
    if (middle.month !== date.month) {
      middle.month = date.month;
      middle.isRefused = this.builder.refuse?.({ ...middle.figure, on: date.on }) !== undefined;
    }
    if (middle.isRefused) return false;
    if (middle.run === undefined || middle.turn !== this.builder.turn) {
      middle.run = this.builder.runOf(middle.figure);
      middle.turn = this.builder.turn;
    }
    this.builder.addDaily(middle.run, date.on, date.name, text, middleEnd + 1, to);
    return true;
  };

  /** Keeps what was made of a row. */
  learn({ cells, original }: Row, outcome: RowOutcome): void {
    const { delimiter } = this;
    if (delimiter === undefined || cells.length !== this.width || original.includes('"')) return;
    const [figure, ...others] = outcome.kind === 'figures' ? outcome.figures : [];
    if (figure === undefined || others.length > 0) return;
    const grain = String(figure.key[(nouns[figure.noun].key as readonly string[]).indexOf('grain')]);
    const middles = this.middles[grain];
    if (!middles) return;
    // A part of a text holds the whole of it in memory: copies are kept.
    const text = copyOf(cells[0] ?? '');
    const { on } = figure;
    if (this.dates.size < learntMax) {
      this.dates.set(text, { text, on, grain, month: on.slice(0, 7), name: dayAsName(on) });
    }
    const middle = copyOf(cells.slice(1, -1).join(delimiter));
    if (middles.size >= learntMax || middles.has(middle)) return;
    middles.set(middle, { figure, run: undefined, turn: 0, month: '', isRefused: false });
  }
}

/** Digits as JSON writes a count: no blank, no sign, no zero before them. */
function isPlainNumber(text: string, from: number, to: number): boolean {
  if (to - from < 1 || to - from > 12) return false;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return to - from === 1 || text.charCodeAt(from) !== 48;
}

const copyOf = (text: string): string => Buffer.from(text).toString();
