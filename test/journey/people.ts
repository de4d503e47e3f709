import type { Db } from '@tilik/db/open';
import { createAccess } from '@tilik/server/inside/access/access.ts';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { addPerson } from '@tilik/server/inside/access/people.ts';
import { insertPassword } from '@tilik/server/inside/access/queries.ts';
import type { Page } from 'playwright-core';

const password = 'kuda lumping di tepi sawah';

type Person = Parameters<typeof addPerson>[2];

/** People who may sign in, all with one password. */
export async function addPeople(db: Db, people: readonly Person[]): Promise<void> {
  const now = new Date();
  const by = { actor: systemActor('journey'), now };
  const access = createAccess({
    db,
    now: () => now,
    settings: { secret: 'a secret of tests, long enough for all', url: null, oidc: null, trustProxy: false },
  });
  const hash = await (await access.authority()).hash(password);
  for (const given of people) insertPassword(db, addPerson(db, by, given).id, hash, now);
}

export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Surel', { exact: true }).fill(email);
  await page.getByLabel('Kata sandi', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
}

/** A picture of one point, as a file that is chosen. */
export const photo = {
  name: 'foto.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
