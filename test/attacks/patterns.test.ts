import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../server/src');

/** A pattern as it stands in the source; after what a value may begin after, so that a division is none. */
const literal =
  /(?<=[=(,:[!?&|>{};]\s*|\breturn\s+)\/((?:[^/\\\n[*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\/([dgimsuvy]*)/g;

/** Every pattern of the server that repeats something without an end: the others take no longer for longer text. */
function patterns(): { readonly where: string; readonly pattern: RegExp }[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.startsWith('stats'),
  );
  return files.flatMap((name) => {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      if (/^\s*(\/\/|\*|\/\*)/.test(line)) return [];
      return [...line.matchAll(literal)].flatMap(([, source = '', flags]) =>
        /[*+]|\{\d+,\}/.test(source)
          ? [{ where: `${relative(folder, join(folder, name))}:${index + 1}`, pattern: new RegExp(source, flags) }]
          : [],
      );
    });
  });
}

/** What is repeated to make a pattern try again and again. */
const pumps = [
  ...' \ta1A0.,-_"#/:\n[\'\uFEFFä%(=@<;+?',
  ...[
    'a ',
    '1 ',
    '1.',
    '1,',
    'a@',
    'a.',
    '"a',
    '#a',
    '/a',
    'a,',
    ' ,',
    '1-',
    '20 ',
    '0812 ',
    'h1 ',
    '""',
    'a=',
    '(8',
    '@a.',
  ],
  ...['total ', 'bulan ', '2024 ', '//', ' -', 'A-', '\r\n', '/posts/', 'seconds ', 'tahun ', '1.000', '1.000,'],
];
const beginnings = ['', '"', '<a ', 'a', '1', 'x: '];
const endings = ['\u0001', '!', ' x'];

const took = (pattern: RegExp, text: string): number => {
  const began = performance.now();
  text.replace(pattern, '');
  return performance.now() - began;
};

/** The longest that a text of so many characters keeps a pattern busy, the shortest of three tries. */
const slowest = (pattern: RegExp, pump: string, beginning: string, ending: string, length: number): number => {
  const text = `${beginning}${pump.repeat(length / pump.length)}${ending}`;
  return Math.min(took(pattern, text), took(pattern, text), took(pattern, text));
};

test('no pattern of the server takes more than in proportion for longer text, whatever it is made of', {
  timeout: 60_000,
}, () => {
  const all = patterns();
  expect(all.length).toBeGreaterThan(90);
  const found: string[] = [];
  for (const { where, pattern } of all) {
    const isSlow = pumps.some((pump) =>
      beginnings.some((beginning) =>
        endings.some((ending) => {
          const text = `${beginning}${pump.repeat(4_000 / pump.length)}${ending}`;
          // Four thousand characters take microseconds in proportion, and milliseconds squared.
          if (took(pattern, text) < 2) return false;
          const [short, long] = [2_000, 16_000].map((length) => slowest(pattern, pump, beginning, ending, length));
          return (long ?? 0) > 10 && (long ?? 0) > 24 * (short ?? 0);
        }),
      ),
    );
    if (isSlow) found.push(`${where} ${pattern}`);
  }
  expect(found).toEqual([]);
});

test('what looks for such patterns finds one', () => {
  const [short, long] = [2_000, 16_000].map((length) => slowest(/[,;\s]+$/, ' ', '', 'x', length));
  expect((long ?? 0) / (short ?? 1)).toBeGreaterThan(24);
});
