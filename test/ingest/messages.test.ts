import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '@tilik/server/inside/language.ts';
import { en } from '@tilik/server/inside/messages/en.ts';
import { id } from '@tilik/server/inside/messages/id.ts';
import { describe, expect, test } from 'vitest';

const room = join(import.meta.dirname, '../../server/src/ingest');
const source = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(join(room, path), 'utf8'))
  .join('\n');

const found = (...patterns: RegExp[]): string[] => [
  ...new Set(patterns.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1] ?? ''))),
];

/** Codes of whole answers: `new ProblemError(422, 'strict'`. */
const problemCodes = found(/new ProblemError\(\d{3}, '([a-z-]+)'/g);

/** Codes of issues and remarks, and reasons for which a row is rejected or passed over. */
const issueCodes = found(
  /\breason: '([a-z-]+)'/g,
  /\bcode: '([a-z-]+)'/g,
  /\bbad\('([a-z-]+)'/g,
  /\bskip\('([a-z-]+)'\)/g,
  /\? '([a-z-]+)' : '[a-z-]+',\n\s+facts/g,
  /\? '[a-z-]+' : '([a-z-]+)',\n\s+facts/g,
  /'((?:unknown|not)-[a-z-]+)'/g,
).filter((code) => code !== 'custom' && (!problemCodes.includes(code) || code in id.issue));

const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/(?<!')\{(\w+)/g)].map(([, name = '']) => name))].sort();

/** Every sentence of a catalogue by its path. */
function sentences(catalogue: object, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') all.set(`${path}${key}`, value);
    else for (const [name, text] of sentences(value, `${path}${key}.`)) all.set(name, text);
  }
  return all;
}

test('the codes were found at all', () => {
  expect(problemCodes).toEqual(
    expect.arrayContaining(['empty-file', 'not-recognised', 'strict', 'too-large', 'no-such-import']),
  );
  expect(issueCodes).toEqual(
    expect.arrayContaining([
      'negative',
      'contradicts-line',
      'not-reported',
      'said-before',
      'ignored-sections',
      'ignored-columns',
      'unknown-office',
      'unknown-topic',
      'not-a-choice',
      'too-many-cells',
    ]),
  );
});

test.each(problemCodes)('the problem %s has a title and a detail in both languages', (code) => {
  for (const catalogue of [id, en]) {
    expect(catalogue.problem).toHaveProperty([code, 'title']);
    expect(catalogue.problem).toHaveProperty([code, 'detail']);
  }
});

test.each(issueCodes)('the reason %s has a sentence in both languages', (code) => {
  expect(id.issue).toHaveProperty([code]);
  expect(en.issue).toHaveProperty([code]);
});

describe('the two catalogues', () => {
  const [inIndonesian, inEnglish] = [sentences(id), sentences(en)];

  test('have the same sentences', () => {
    expect([...inEnglish.keys()].sort()).toEqual([...inIndonesian.keys()].sort());
  });

  test.each([...inIndonesian.keys()])('say %s with the same facts, and differ', (key) => {
    const [one = '', other = ''] = [inIndonesian.get(key), inEnglish.get(key)];
    expect(placeholders(one)).toEqual(placeholders(other));
    if (key.startsWith('problem.') || key.startsWith('issue.')) expect(one).not.toBe(other);
  });

  test.each([...inIndonesian.keys()])('%s can be said, with its facts in it, whatever they hold', (key) => {
    const sentence = inIndonesian.get(key) ?? '';
    const isNumber = (name: string) => sentence.includes(`{${name}, `);
    const facts = Object.fromEntries(
      placeholders(sentence).map((name) => [name, isNumber(name) ? 7 : `‹{${name}} it's›`]),
    );
    for (const language of ['id', 'en'] as const) {
      const said = say(language, key, facts);
      expect(said).not.toBe(key);
      for (const fact of Object.values(facts)) expect(said).toContain(String(fact));
    }
  });
});
