import { codeOf, namesIn } from '@tilik/web/inside/offices/codes.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('a code is made of a name, and whatever the name is, it is a code or nothing', () => {
  expect(codeOf('Kanim Kelas I TPI Jakarta Pusat')).toBe('kanim-kelas-i-tpi-jakarta-pusat');
  expect(codeOf('  Radio “Café” ')).toBe('radio-cafe');
  fc.assert(fc.property(fc.string(), (name) => /^([a-z0-9]+(-[a-z0-9]+)*)?$/.test(codeOf(name))));
});

test('other names are one a line, each once', () => {
  expect(namesIn(' Jakpus \n\nKanim Jakpus\r\nJakpus')).toEqual(['Jakpus', 'Kanim Jakpus']);
});
