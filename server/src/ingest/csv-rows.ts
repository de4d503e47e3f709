import { ProblemError } from '../problem.ts';
import type { Row } from './decode.ts';

/** A longer line than any platform writes: a file of one endless line is refused instead of searched for its end. */
const lineCharactersMax = 1_000_000;

const quote = '"';

/**
 * Reads the line of a text between two places, which holds no quote, if it can. What it has read becomes no row: rows
 * are costly, and large files are made of lines that differ little.
 */
export type ReadLine = (text: string, from: number, to: number, delimiter: string) => boolean;

/**
 * Reads delimited text as rows, a piece at a time: RFC 4180 with the licence that real files take. A quote inside an
 * unquoted cell is a letter; a quote inside a quoted one that ends nothing is a letter too; rows may be ragged; blank
 * lines are rows of one empty cell, because they part the sections of a file. Lines must end in `\n`.
 *
 * Written here and not taken from a library for its speed on the plain lines that large files are made of, and for the
 * line numbers; held against csv-parse by a property test.
 */
export function* csvRows(
  texts: Iterable<string>,
  delimiter: string,
  firstLine: number,
  readLine?: ReadLine,
): Generator<Row> {
  let line = firstLine;
  let pending = '';
  let isLast = false;
  const pieces = texts[Symbol.iterator]();
  while (!isLast) {
    const next = pieces.next();
    isLast = next.done === true;
    const text = isLast ? pending : pending + (next.value as string);
    const isPlain = !text.includes(quote);
    let at = 0;
    while (at < text.length) {
      const end = text.indexOf('\n', at);
      if (end === -1 && !isLast) break;
      const lineEnd = end === -1 ? text.length : end;
      if (isPlain && readLine?.(text, at, lineEnd, delimiter)) {
        line += 1;
        at = lineEnd + 1;
        continue;
      }
      const plain = text.slice(at, lineEnd);
      if (isPlain || !plain.includes(quote)) {
        if (plain.length > lineCharactersMax) throw new ProblemError(422, 'line-too-long');
        yield { line, cells: plain.split(delimiter), original: plain };
        line += 1;
        at = lineEnd + 1;
        continue;
      }
      const record = quotedRecord(text, at, delimiter, isLast);
      if (record === undefined) {
        if (isLast) throw new ProblemError(422, 'quote-not-closed', { facts: { line } });
        break;
      }
      const original = text.slice(at, record.end);
      yield { line, cells: record.cells, original };
      line += breaksIn(original) + 1;
      at = record.end + 1;
    }
    pending = text.slice(at);
    if (pending.length > lineCharactersMax) {
      throw pending.lastIndexOf('\n') > 0 && pending.includes(quote)
        ? new ProblemError(422, 'quote-not-closed', { facts: { line } })
        : new ProblemError(422, 'line-too-long');
    }
  }
}

/** One record that may hold quoted cells and line breaks; undefined where the text ends before it does. */
function quotedRecord(
  text: string,
  start: number,
  delimiter: string,
  isWhole: boolean,
): { cells: string[]; end: number } | undefined {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    if (text[at] === quote) {
      let cell = '';
      let from = at + 1;
      for (;;) {
        const close = text.indexOf(quote, from);
        if (close === -1) return undefined;
        cell += text.slice(from, close);
        const after = text[close + 1];
        if (after === quote) {
          cell += quote;
          from = close + 2;
        } else if (after === undefined && !isWhole) {
          return undefined;
        } else if (after === undefined || after === delimiter || after === '\n') {
          at = close + 1;
          break;
        } else {
          cell += quote;
          from = close + 1;
        }
      }
      cells.push(cell);
    } else {
      let end = at;
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1;
      if (end === text.length && !isWhole) return undefined;
      cells.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length || text[at] === '\n') return { cells, end: at };
    at += 1;
  }
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
