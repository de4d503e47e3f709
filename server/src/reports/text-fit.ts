/*
 * How much room a text takes on a slide: whoever opens the file sets its lines anew, so what must not run over has to
 * be measured before. Widths of Arial, which are those of Helvetica, in thousandths of its size, from the space on.
 */
const widths =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'
    .split(' ')
    .map(Number);
const widthOfOthers = 600;
const widthOfWide = 1_000;
const boldness = 1.08;
const pointsPerInch = 72;
const lineHeight = 1.2;

const widthOfSign = (sign: string): number => {
  const code = sign.codePointAt(0) ?? 0;
  return widths[code - 32] ?? (code >= 0x1100 ? widthOfWide : widthOfOthers);
};

/** Inches that a text takes on one line. */
export function textWidth(text: string, points: number, isBold = false): number {
  let thousandths = 0;
  for (const sign of text) thousandths += widthOfSign(sign);
  return ((thousandths / 1_000) * points * (isBold ? boldness : 1)) / pointsPerInch;
}

/** Lines that a text takes in a width of so many inches, broken between words, and within those that are too long. */
export function lineCount(text: string, points: number, width: number, isBold = false): number {
  const space = textWidth(' ', points, isBold);
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    lines += 1;
    let used = 0;
    for (const word of paragraph.split(/\s+/)) {
      const needed = textWidth(word, points, isBold);
      if (used > 0 && used + space + needed > width) {
        lines += 1;
        used = 0;
      }
      if (needed > width) lines += Math.ceil(needed / width) - 1;
      used += (used > 0 ? space : 0) + (needed > width ? needed % width : needed);
    }
  }
  return lines;
}

/** Inches that lines of this size are high. */
export const linesHeight = (lines: number, points: number): number => (lines * points * lineHeight) / pointsPerInch;

/** The first of these sizes, largest first, in which something fits; the last where none does. */
export function sizeThatFits(sizes: readonly [number, ...number[]], fits: (points: number) => boolean): number {
  return sizes.find(fits) ?? sizes.at(-1) ?? sizes[0];
}

/** A text cut to so many lines, with an ellipsis where something was left out. */
export function cutToLines(text: string, lines: number, points: number, width: number, isBold = false): string {
  if (lineCount(text, points, width, isBold) <= lines) return text;
  const signs = [...text];
  let kept = 0;
  let beyond = signs.length;
  while (beyond - kept > 1) {
    const middle = Math.floor((kept + beyond) / 2);
    if (lineCount(`${signs.slice(0, middle).join('')}…`, points, width, isBold) <= lines) kept = middle;
    else beyond = middle;
  }
  return `${signs.slice(0, kept).join('').trimEnd()}…`;
}
