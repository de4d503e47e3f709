import { isIdentityNumber, masked, type PersonalKind } from './privacy.ts';

/** What in running text can only be of a person: names cannot be told there from other words. */
const patterns: readonly (readonly [Exclude<PersonalKind, 'person-name'>, RegExp])[] = [
  ['identity-number', /(?<!\d)\d(?:[ .-]?\d){15}(?!\d)/g],
  ['phone', /(?<![\d.,])(?:\+ ?62|62|0)[ .-]?\(?8\d{1,2}\)?(?:[ .-]?\d{2,5}){2,4}(?!\d)/g],
  // Looked for from the beginning of a word only: from every letter of a long one takes its length squared.
  ['email', /(?<![^\s@,;:()<>])[^\s@,;:()<>]+@[^\s@,;:()<>]+\.[a-z]{2,}/gi],
  ['passport-number', /(?<![\p{L}\d])(?:[a-z]\d{6,7}|[a-z]{2}\d{7})(?![\p{L}\d])/giu],
];

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

const isMeant: Readonly<Record<(typeof patterns)[number][0], (found: string) => boolean>> = {
  'identity-number': (found) => isIdentityNumber(digitsOf(found)),
  phone: (found) => digitsOf(found).length >= 10,
  email: () => true,
  'passport-number': () => true,
};

/** NIK, phone and passport numbers and e-mail addresses in a text, one of each kind, all but its ends hidden. */
export function personalTextIn(text: string): { readonly kind: PersonalKind; readonly example: string }[] {
  return patterns.flatMap(([kind, pattern]) => {
    const found = text.match(pattern)?.find(isMeant[kind]);
    return found === undefined ? [] : [{ kind, example: masked(found, kind) }];
  });
}
