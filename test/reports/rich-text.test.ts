import type { RichText } from '@tilik/server/inside/reports/content.ts';
import { plainText, readRichText } from '@tilik/server/inside/reports/rich-text.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('paragraphs, lists, strong and emphasised words are what they were typed as', () => {
  expect(readRichText('Antrean **lebih pendek** sejak *loket baru*.\n\n1. Satu\n2. **Dua**\n\n- Butir')).toEqual([
    {
      kind: 'paragraph',
      runs: [
        { text: 'Antrean ' },
        { text: 'lebih pendek', strong: true },
        { text: ' sejak ' },
        { text: 'loket baru', emphasis: true },
        { text: '.' },
      ],
    },
    { kind: 'list', ordered: true, entries: [[{ text: 'Satu' }], [{ text: 'Dua', strong: true }]] },
    { kind: 'list', ordered: false, entries: [[{ text: 'Butir' }]] },
  ] satisfies RichText);
});

test('a line that ends is a line that ends, and an empty text has nothing in it', () => {
  expect(plainText(readRichText('satu\ndua\n\ntiga'))).toBe('satu\ndua\ntiga');
  expect(readRichText('satu\ndua')).toHaveLength(2);
  for (const nothing of ['', ' ', '\n\n\t\n']) expect(readRichText(nothing)).toEqual([]);
});

test('headings, links, pictures, HTML, tables and code become plain text with their words and addresses', () => {
  const cases = {
    '# Judul': 'Judul',
    '[M-Paspor](https://example.test/a)': 'M-Paspor (https://example.test/a)',
    'https://example.test/a': 'https://example.test/a',
    '![Loket](https://example.test/p.png)': 'Loket (https://example.test/p.png)',
    '<script>alert(1)</script>': '<script>alert(1)</script>',
    'a <b onclick="x">tebal</b> b': 'a <b onclick="x">tebal</b> b',
    '`kode`': 'kode',
    '```kode\na b\n```': 'kode\na b',
    '[a](b "c")': 'a (b c)',
    '> kutipan': 'kutipan',
    '| a | b |\n|---|---|\n| 1 | 2 |': '| a | b |\n|---|---|\n| 1 | 2 |',
    '1 < 2 & 3 > 2': '1 < 2 & 3 > 2',
    '- [x] selesai': '[x] selesai',
    '- luar\n  - dalam': 'luar\ndalam',
  };
  for (const [source, text] of Object.entries(cases)) expect(plainText(readRichText(source))).toBe(text);
});

test('whatever is typed comes out as paragraphs and lists of runs, and no word is lost', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefghij0123456789'), minLength: 1, maxLength: 8 });
  const piece = fc.oneof(
    word,
    fc.constantFrom(
      ' ',
      '\n',
      '\n\n',
      '**',
      '*',
      '# ',
      '- ',
      '1. ',
      '> ',
      '`',
      '<b>',
      '](',
      '[',
      '![',
      '|',
      '~~',
      '\\',
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(piece, fc.constantFrom(' ', ''))), (pieces) => {
      const source = pieces.flat().join('');
      const read = readRichText(source);
      for (const block of read) {
        const lists = block.kind === 'paragraph' ? [block.runs] : block.entries;
        expect(lists.length).toBeGreaterThan(0);
        for (const runs of lists) {
          expect(runs.length).toBeGreaterThan(0);
          for (const { text } of runs) expect(text).not.toBe('');
        }
      }
      // Numbers at the head of a line may be those of a list, which the face counts anew.
      const letters = (text: string) => text.replaceAll(/[^a-j]/g, '');
      expect(letters(plainText(read))).toBe(letters(source));
    }),
    { numRuns: 500 },
  );
});

test('no character comes out that a document cannot hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (source) => {
      const text = plainText(readRichText(source));
      expect(text.isWellFormed()).toBe(true);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come out
      expect(text).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
    }),
  );
});
