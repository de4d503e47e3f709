import { openDatabase } from '@tilik/db/open';
import { commonPasswords } from '@tilik/server/inside/access/common-passwords.ts';
import { countAttempt, lockedUntilAfter, lockOf, takeBackAttempt } from '@tilik/server/inside/access/lockout.ts';
import { refusalOfPassword } from '@tilik/server/inside/access/password-rules.ts';
import { expect, test } from 'vitest';

const owner = { name: 'Sri Wahyuni', email: 'sri.w@kantor.example', officeWords: ['bandung', 'jakarta-pusat'] };
const now = new Date('2026-01-14T05:00:00Z');

test('the list of passwords that are tried first has more than three thousand of the length that is asked for', () => {
  const listed = commonPasswords(12);
  expect(listed.size).toBeGreaterThan(3000);
  expect([...listed].every((one) => one.length >= 12 && one === one.toLowerCase())).toBe(true);
});

test('ordinary words will do, and no kind of character is asked for', () => {
  for (const password of [
    'kuda lumping di tepi sawah',
    'correct horse battery',
    'tujuhbelasanpanjatpinang',
    '8241 9937 1150',
    '雨の日の図書館で本を読む人',
  ]) {
    expect([password, refusalOfPassword('password', password, owner)]).toEqual([password, undefined]);
  }
});

test('a password that a guess would begin with is refused with its reason', () => {
  for (const [password, code] of [
    ['sebelas hrf', 'password-short'],
    ['Password1234', 'password-common'],
    ['iloveyou 2024', 'password-common'],
    ['sayangku12345', 'password-common'],
    ['qwertyuiopas', 'password-common'],
    ['lkjhgfdsapoiuytrewq', 'password-common'],
    ['zzzzzzzzzzzzzzzz', 'password-common'],
    ['hujanhujanhujan', 'password-common'],
    ['t1l1k untuk semua', 'password-named'],
    ['wahyuni 1985 merah', 'password-named'],
    ['kota jakarta raya', 'password-named'],
  ] as const) {
    expect([password, refusalOfPassword('password', password, owner)?.code]).toEqual([password, code]);
  }
});

test('a lock begins at the tenth failure, doubles with each further one, and ends after a day at most', () => {
  const minutes = (failures: number) => {
    const until = lockedUntilAfter(failures, now);
    return until && (until.getTime() - now.getTime()) / 60_000;
  };
  expect([1, 9, 10, 11, 12, 16, 17, 500].map(minutes)).toEqual([undefined, undefined, 15, 30, 60, 960, 1440, 1440]);
});

test('failures are forgotten after a day without one, and an attempt that said nothing is taken back', () => {
  const db = openDatabase(':memory:');
  const email = 'Sri@kantor.example';
  for (let round = 0; round < 9; round += 1) countAttempt(db, email, now);
  takeBackAttempt(db, ' sri@KANTOR.example');
  expect(countAttempt(db, email, now).locks).toBe(false);
  expect(countAttempt(db, email, new Date('2026-01-15T05:00:01Z')).locks).toBe(false);
  for (let round = 0; round < 8; round += 1) countAttempt(db, email, now);
  expect(lockOf(db, email, now)).toBe(null);
  expect(countAttempt(db, email, now).locks).toBe(true);
  expect(lockOf(db, email, now)).toBe('2026-01-14T05:15:00.000Z');
  expect(countAttempt(db, email, now).lockedUntil).toEqual(new Date('2026-01-14T05:15:00Z'));
});
