import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { en } from '@tilik/server/inside/messages/en.ts';
import { id } from '@tilik/server/inside/messages/id.ts';
import { expect, test } from 'vitest';

/** Every sentence of a catalogue by its key. */
function sentences(catalogue: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(catalogue)) {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (typeof value === 'string') found.set(key, value);
    else for (const [inner, text] of sentences(value as object, key)) found.set(inner, text);
  }
  return found;
}

const placeholders = (text: string) => [...text.matchAll(/(?<!')\{(\w+)/g)].map(([, name]) => name).toSorted();

const inIndonesian = sentences(id);
const inEnglish = sentences(en);

test('both languages have the same sentences', () => {
  expect(inIndonesian.size).toBeGreaterThan(50);
  expect([...inEnglish.keys()].toSorted()).toEqual([...inIndonesian.keys()].toSorted());
});

test('no sentence is empty, and each is filled in with the same facts in both languages', () => {
  for (const [key, text] of inIndonesian) {
    const other = inEnglish.get(key) ?? '';
    expect([key, text.trim(), other.trim()]).toEqual([key, expect.stringMatching(/./), expect.stringMatching(/./)]);
    expect([key, ...placeholders(other)]).toEqual([key, ...placeholders(text)]);
  }
});

test('no sentence for a person is left in the other language', () => {
  for (const [key, text] of inIndonesian) {
    if (key.startsWith('problem.') || key.startsWith('issue.'))
      expect([key, inEnglish.get(key)]).not.toEqual([key, text]);
  }
});

test('every problem and every reason that the server names has its sentence', () => {
  const sourceOf = (room: string) => {
    const folder = join(import.meta.dirname, '../../server/src', room);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  };
  const named = (source: string, pattern: RegExp) =>
    new Set([...source.matchAll(pattern)].map(([, code = '']) => code));
  const problems = named(sourceOf('.'), /new ProblemError\(\s*\d+,\s*'([a-z-]+)'/g);
  const reasons = named(sourceOf('ingest'), /(?:reason: |bad\()'([a-z-]+)'/g);
  expect(problems.size).toBeGreaterThan(10);
  expect(reasons.size).toBeGreaterThan(5);
  for (const code of problems) expect(id.problem).toHaveProperty([code]);
  for (const reason of reasons) expect(id.issue).toHaveProperty([reason]);
});
