import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

const of = (officeId: string | null, role: Actor['role'] = 'petugas'): Actor => ({
  id: `person:${role}-${officeId ?? 'all'}`,
  name: `${role} ${officeId ?? ''}`,
  role,
  officeId,
});

/** One database, seen by those of one office, of the other, and of both. */
function twoOffices() {
  const both = openApp({ visitor: of(null) });
  const as = (actor: Actor) => openApp({ db: both.db, visitor: actor });
  return { both, bandung: as(of('bandung')), batam: as(of('batam')), as };
}

const readings = (office: string, value = 10) => csvOf([make.reading({ office, value })]);
const importsSeen = async (app: OpenApp) =>
  (await app.get<{ total: number; imports: readonly { id: number }[] }>('/api/v1/imports')).imports.map(({ id }) => id);

test('the history of imports tells each office of its own, and those of all offices of all', async () => {
  const { both, bandung, batam } = twoOffices();
  const first = await bandung.store(readings('bandung'));
  const second = await batam.store(readings('batam'));
  expect(await importsSeen(bandung)).toEqual([first.id]);
  expect(await importsSeen(batam)).toEqual([second.id]);
  expect(await importsSeen(both)).toEqual([second.id, first.id]);
});

test('a file with one row of another office is refused whole, and stores nothing', async () => {
  const { both, bandung } = twoOffices();
  const file = csvOf([make.reading({ office: 'bandung' }), make.reading({ office: 'batam' })]);
  expect(await problemOf(await bandung.send(file))).toMatchObject({ status: 403, code: 'other-office' });
  expect(await importsSeen(both)).toEqual([]);
  // Holidays and the like are of all offices.
  const event = csvOf([make.event()]);
  expect(await problemOf(await bandung.send(event))).toMatchObject({ status: 403, code: 'other-office' });
  expect((await both.send(event)).status).toBe(201);
});

test('staff undo what they brought in themselves; the head of the office undoes that of others', async () => {
  const { bandung, batam, both, as } = twoOffices();
  const { id } = await bandung.store(readings('bandung'));
  const undo = (app: OpenApp) => app.request(`/api/v1/imports/${id}`, { method: 'DELETE' });
  const colleague = as({ ...of('bandung'), id: 'person:colleague' });
  expect(await problemOf(await undo(colleague))).toMatchObject({ status: 403, code: 'not-own-import' });
  expect(await problemOf(await undo(batam))).toMatchObject({ status: 403, code: 'other-office' });
  expect(await problemOf(await undo(as(of('batam', 'kepala'))))).toMatchObject({ status: 403, code: 'other-office' });
  expect((await both.get<{ undoneAt: string | null }>(`/api/v1/imports/${id}`)).undoneAt).toBe(null);
  expect((await undo(as(of('bandung', 'kepala')))).status).toBe(200);
});

test('an import stays that of its office when a later one speaks for it, and when it was undone', async () => {
  const { bandung, batam, as } = twoOffices();
  const first = await bandung.store(readings('bandung'));
  const second = await bandung.store(readings('bandung', 11));
  await bandung.request(`/api/v1/imports/${second.id}`, { method: 'DELETE' });
  const third = await bandung.store(readings('bandung', 12));
  for (const { id } of [first, second, third]) {
    for (const [path, method] of [
      [`/api/v1/imports/${id}`, 'GET'],
      [`/api/v1/imports/${id}/rejected.csv`, 'GET'],
      [`/api/v1/imports/${id}`, 'DELETE'],
    ]) {
      for (const other of [batam, as(of('batam', 'kepala'))]) {
        const response = await other.request(path ?? '', { method: method ?? '' });
        expect(await problemOf(response)).toMatchObject({ status: 403, code: 'other-office' });
      }
    }
  }
  expect(await importsSeen(bandung)).toEqual([third.id, second.id, first.id]);
});

test('whoever is bound to an office must name it where ours is meant otherwise', async () => {
  const { batam } = twoOffices();
  expect(await problemOf(await batam.request('/api/v1/quality/completeness'))).toMatchObject({ code: 'other-office' });
  expect((await batam.request('/api/v1/quality/completeness?office=batam')).status).toBe(200);
  // A comparison office may be looked at by everybody; ours is none.
  expect((await batam.request('/api/v1/uptake?office=surabaya')).status).toBe(200);
  expect(await problemOf(await batam.request('/api/v1/uptake'))).toMatchObject({ status: 403, code: 'other-office' });
});

test('an id that is no text in its address is refused and crashes nothing', async () => {
  const { bandung } = twoOffices();
  for (const id of ['%E0%A4%A', '%00', '..%2F..%2Fbandung', "'%20OR%201=1"]) {
    expect((await bandung.request(`/api/v1/campaigns/${id}/effect`)).status).toBe(404);
    expect((await bandung.request(`/api/v1/shares/${id}`, { method: 'DELETE' })).status).toBe(404);
  }
});

test('a file cannot take over what another office has under the same id: an event, or one for all offices', async () => {
  const { both, bandung } = twoOffices();
  await both.store(csvOf([make.event({ event: 'theirs', office: 'batam' }), make.event({ event: 'everyones' })]));
  const eventsNow = () => both.db.$client.prepare('SELECT id, office_id FROM events ORDER BY id').all();
  const before = eventsNow();
  for (const event of ['theirs', 'everyones']) {
    const response = await bandung.send(csvOf([make.event({ event, office: 'bandung' })]));
    expect(await problemOf(response)).toMatchObject({ status: 403, code: 'other-office' });
  }
  expect(eventsNow()).toEqual(before);
});
