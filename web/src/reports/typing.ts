/** A text that is typed into, with what is marked in it. */
export interface Typed {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const star = '*';

/** How many stars stand on both sides of what is marked: one is emphasis, two are strong, three are both. */
function starsAround({ text, from, to }: Typed): number {
  let count = 0;
  while (text[from - 1 - count] === star && text[to + count] === star) count += 1;
  return count;
}

/** Makes what is marked strong or emphasised, or plain again where it is so already. */
export function marked(typed: Typed, mark: 'strong' | 'emphasis'): Typed {
  const { text, from, to } = typed;
  const sign = mark === 'strong' ? star.repeat(2) : star;
  const stars = starsAround(typed);
  const isMarked = mark === 'strong' ? stars >= 2 : stars % 2 === 1;
  const inside = text.slice(from, to);
  if (isMarked) {
    const before = text.slice(0, from - sign.length);
    return { text: before + inside + text.slice(to + sign.length), from: from - sign.length, to: to - sign.length };
  }
  return {
    text: text.slice(0, from) + sign + inside + sign + text.slice(to),
    from: from + sign.length,
    to: to + sign.length,
  };
}

const bullet = /^(\s*)- /;

/** Makes the lines that are marked entries of a list, or lines again where all of them are entries. */
export function listed({ text, from, to }: Typed): Typed {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', to);
  const end = next === -1 ? text.length : next;
  const lines = text.slice(start, end).split('\n');
  const isList = lines.every((line) => bullet.test(line));
  const changed = lines.map((line) => (isList ? line.replace(bullet, '$1') : bullet.test(line) ? line : `- ${line}`));
  // A list begins after an empty line: else it is part of the paragraph above.
  const lead = !isList && start > 1 && text[start - 2] !== '\n' && !bullet.test(lineBefore(text, start)) ? '\n' : '';
  const became = lead + changed.join('\n');
  return {
    text: text.slice(0, start) + became + text.slice(end),
    from: start + lead.length,
    to: start + became.length,
  };
}

function lineBefore(text: string, start: number): string {
  const end = start - 1;
  return text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
}
