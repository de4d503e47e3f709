import { groupName } from '@tilik/web/inside/audiences/groups.ts';
import { mixAxis } from '@tilik/web/inside/audiences/mix-rows.ts';
import { audienceView, readAudienceSearch } from '@tilik/web/inside/audiences/view.ts';
import { catalogues } from '@tilik/web/inside/language.ts';
import fc from 'fast-check';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';

test('bars begin at no change, and the axis reaches as far to both sides', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1 }), (values) => {
      const axis = mixAxis(values);
      expect(axis.place(0)).toBeCloseTo(0.5, 12);
      for (const value of values) {
        const { start, width } = axis.barOf(value);
        expect(start).toBeGreaterThanOrEqual(-0.001);
        expect(start + width).toBeLessThanOrEqual(1.001);
        expect(value < 0 ? start + width : start).toBeCloseTo(0.5, 9);
      }
    }),
  );
});

test('twelve months against the same a year before, unless the URL says otherwise', () => {
  expect(audienceView({})).toMatchObject({ period: '12m', compare: 'year-before' });
  expect(audienceView(readAudienceSearch({ period: '24m', compare: 'previous', grain: 'day' }))).toMatchObject({
    period: '24m',
    compare: 'previous',
    grain: 'month',
  });
});

test('a group has its name in both languages, and one that nobody recorded says so', () => {
  for (const language of ['id', 'en'] as const) {
    const t = createTranslator({ locale: language, messages: catalogues[language] }) as unknown as Parameters<
      typeof groupName
    >[2];
    const words = { nameOf: (code: string) => (code === 'umrah' ? 'Umrah' : code) };
    expect(groupName('umrah', words, t)).toBe('Umrah');
    expect(groupName('unknown', words, t)).toBe(catalogues[language].audiences.unknown);
  }
});
