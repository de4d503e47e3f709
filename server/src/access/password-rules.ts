import type { IssueFacts } from '../problem.ts';
import { passwordLength } from './authority.ts';
import { commonPasswords } from './common-passwords.ts';

/** Words that a guess about this programme starts with. */
const ownWords = ['tilik', 'imigrasi', 'paspor', 'passport'];
/** A shorter part of a name is part of too many other words. */
const nameLettersMin = 4;
const distinctMin = 5;
/** Rows of keys and of digits that a finger runs along. */
const runs = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
];

let common: ReadonlySet<string> | undefined;

/** Letters for the signs that people write in their place. */
const plainly = (text: string) =>
  text
    .replaceAll(/[@4]/g, 'a')
    .replaceAll('3', 'e')
    .replaceAll(/[1!]/g, 'i')
    .replaceAll('0', 'o')
    .replaceAll(/[$5]/g, 's')
    .replaceAll('7', 't');

const reversed = (text: string) => [...text].reverse().join('');

/** One unit over and over, or a run along the keys. */
function isPattern(password: string): boolean {
  if (new Set(password).size < distinctMin) return true;
  if (`${password}${password}`.indexOf(password, 1) < password.length) return true;
  return runs.some((run) => run.includes(password) || reversed(run).includes(password));
}

/** Whose password it is to be, and where. */
export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
  /** Names by which the office is known. */
  readonly officeWords: readonly string[];
}

const partsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= nameLettersMin);

/**
 * Why a password is refused, or undefined where it will do. Length is what counts; which kinds of characters it has is
 * nobody's business. Refused is what would be guessed first: lists, runs, and the names of the person and the place.
 */
export function refusalOfPassword(field: string, password: string, owner: PasswordOwner): IssueFacts | undefined {
  if (password.length < passwordLength.min) {
    return { field, code: 'password-short', facts: { least: passwordLength.min } };
  }
  if (password.length > passwordLength.max) {
    return { field, code: 'password-long', facts: { most: passwordLength.max } };
  }
  const small = password.toLowerCase();
  const plain = plainly(small);
  const names = [
    ...ownWords,
    ...partsOf(owner.name),
    ...partsOf(owner.email.split('@')[0] ?? ''),
    ...owner.officeWords.flatMap(partsOf),
  ];
  const named = names.find((name) => small.includes(name) || plain.includes(plainly(name)));
  if (named !== undefined) return { field, code: 'password-named', facts: { word: named } };
  common ??= commonPasswords(passwordLength.min);
  const written = [small, small.replaceAll(/\s+/g, '')];
  if (written.some((text) => common?.has(text)) || isPattern(small)) return { field, code: 'password-common' };
  return undefined;
}
