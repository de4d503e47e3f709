import { catalogues } from '@tilik/web/inside/language.ts';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';

/** Every sentence of a catalogue by its key. */
function sentences(messages: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(messages)) {
    if (typeof value === 'string') found.set(`${prefix}${key}`, value);
    else for (const [inner, text] of sentences(value as object, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]))].sort();

test('both catalogues say the same things with the same facts', () => {
  const id = sentences(catalogues.id);
  const en = sentences(catalogues.en);
  expect([...en.keys()]).toEqual([...id.keys()]);
  for (const [key, text] of id) {
    expect(text.trim(), key).not.toBe('');
    expect(holes(en.get(key) ?? ''), key).toEqual(holes(text));
  }
});

test('every sentence can be said', () => {
  for (const language of ['id', 'en'] as const) {
    const problems: string[] = [];
    const t = createTranslator({
      locale: language,
      messages: catalogues[language],
      onError: (error) => problems.push(error.message),
    });
    for (const [key, text] of sentences(catalogues[language])) {
      const facts = Object.fromEntries(holes(text).map((hole) => [hole, 3]));
      expect((t as (key: string, facts: object) => string)(key, facts)).not.toContain('{');
    }
    expect(problems).toEqual([]);
  }
});
