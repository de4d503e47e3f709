import { keyAct, keyedTopics } from '@tilik/web/inside/inquiries/keys.ts';
import { wordsIn } from '@tilik/web/inside/programme-words.ts';
import { understood } from '@tilik/web/inside/understood-search.ts';
import { expect, test } from 'vitest';

const word = (code: string, retired = false) => ({
  code,
  nameId: `${code} id`,
  nameEn: `${code} en`,
  retired,
  added: true,
});

test('a retired word is not offered, but still named, and stays where it is chosen', () => {
  const words = wordsIn([word('cost'), word('photo', true)], 'en');
  expect(words.choices()).toEqual([{ value: 'cost', label: 'cost en' }]);
  expect(words.choices(['photo']).map(({ value }) => value)).toEqual(['cost', 'photo']);
  expect(words.nameOf('photo')).toBe('photo en');
  expect(words.nameOf('nothing')).toBe('nothing');
});

test('topics beyond the digits have no key', () => {
  const key = (pressed: string, topics: number) =>
    keyAct({ key: pressed, ctrlKey: false, altKey: false, metaKey: false }, topics);
  expect(key(String(keyedTopics), 12)).toEqual({ kind: 'topic', index: keyedTopics - 1 });
  expect(key('0', 12)).toBeUndefined();
});

test('what a reader of a URL does not answer does not reach the page, but for the language', () => {
  const read = understood(({ period }: Record<string, unknown>): { period?: string } =>
    period === '12m' ? { period } : {},
  );
  // As the router does it: what was read, over what stood there.
  const reached = (search: Record<string, unknown>) => ({ ...search, ...read(search) });
  expect(reached({ period: '36m', other: 'x', lang: 'en' })).toEqual({ lang: 'en' });
  expect(reached({ period: '12m', lang: 'en' })).toEqual({ period: '12m', lang: 'en' });
});
