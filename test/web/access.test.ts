import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roleCodes } from '@tilik/db/vocabulary';
import { passwordLengthMin } from '@tilik/server/client';
import { passwordLength } from '@tilik/server/inside/access/authority.ts';
import { openPlaces } from '@tilik/server/inside/access/may.ts';
import { places } from '@tilik/server/inside/access/places.ts';
import { changesOf, keyParts } from '@tilik/web/inside/access/audit.ts';
import { daysAfter, hasPassed, lastDayBefore } from '@tilik/web/inside/access/days.ts';
import { deviceOf } from '@tilik/web/inside/access/device.ts';
import { readSettingsSearch, readSignInSearch, readTokenSearch } from '@tilik/web/inside/access/search.ts';
import { settingsTabs } from '@tilik/web/inside/access/settings-tabs.ts';
import { catalogues } from '@tilik/web/inside/language.ts';
import { pageOf, pages } from '@tilik/web/inside/pages.ts';
import { type Act, acts } from '@tilik/web/inside/session.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const actorOf = (role: (typeof roleCodes)[number]) => ({ id: 'person:1', name: 'Siti', role, officeId: null });
const mayOf = (role: (typeof roleCodes)[number]) => {
  const open = new Set(openPlaces(actorOf(role)).may);
  return (act: Act) => open.has(acts[act]);
};

test('whatever the page offers stands on a route that has its place', () => {
  for (const place of Object.values(acts)) expect(places).toHaveProperty([place]);
});

test('every place is either open to a role or says to whom it is', () => {
  for (const role of roleCodes) {
    const { may, closed } = openPlaces(actorOf(role));
    expect([...may, ...closed.map(({ place }) => place)].toSorted()).toEqual(Object.keys(places).toSorted());
    for (const { roles } of closed) expect(roles).not.toContain(role);
  }
});

test('a role is offered what it may do and nothing else', () => {
  expect(mayOf('peneliti')('seeForecast')).toBe(true);
  expect(mayOf('peneliti')('importFiles')).toBe(false);
  expect(mayOf('kepala')('closeMonth')).toBe(true);
  expect(mayOf('kepala')('enter')).toBe(false);
  expect(mayOf('petugas')('seePeople')).toBe(false);
  expect(mayOf('petugas')('share')).toBe(true);
  const read = pages.filter(({ act }) => mayOf('pembaca')(act)).map(({ to }) => to);
  expect(read).toContain('/');
  for (const drafts of ['/kampanye', '/perkiraan', '/data', '/data/entri', '/data/mutu']) {
    expect(read).not.toContain(drafts);
  }
  expect(settingsTabs.filter(({ act }) => mayOf('administrator')(act)).length).toBe(settingsTabs.length);
  // Every role finds the page on which it lands.
  for (const role of roleCodes) expect(mayOf(role)('seeUptake')).toBe(true);
});

test('a share link opens what its page asks, and no other', () => {
  const view = { page: '/', search: '', fromOn: '2026-01-01', toOn: '2026-01-31', expiresAt: '2026-03-01T00:00:00Z' };
  const { may } = openPlaces({ id: 'share:1', name: 'Rapat', role: 'pembaca', officeId: 'bandung', view });
  expect(may).toContain(acts.seeUptake);
  expect(may).not.toContain(acts.seeDeclared);
  expect(may.filter((place) => !place.startsWith('GET ') && places[place]?.roles !== 'everyone')).toEqual([]);
});

test('a page belongs to the entry of the navigation that stands for it', () => {
  expect(pageOf('/')?.to).toBe('/');
  expect(pageOf('/kampanye/umrah-2025')?.to).toBe('/kampanye');
  expect(pageOf('/data/entri')?.to).toBe('/data/entri');
  expect(pageOf('/akun')).toBeUndefined();
});

test('the rule for passwords that a person reads is the one they are held to', () => {
  expect(passwordLengthMin).toBe(passwordLength.min);
});

test('after signing in one is led to a page of ours and to nowhere else', () => {
  for (const next of ['/', '/kanal?period=all&lang=en', '/kampanye/umrah-2025']) {
    expect(readSignInSearch({ next })).toEqual({ next });
  }
  for (const next of ['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example', 'javascript:1', '']) {
    expect(readSignInSearch({ next })).toEqual({});
  }
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', '/', '//', '/\\', '\\/', '/\t/', 'http:'), (text, start) => {
      const { next } = readSignInSearch({ next: `${start}${text}` });
      if (next === undefined) return;
      expect(new URL(next, 'https://tilik.example').origin).toBe('https://tilik.example');
    }),
  );
});

test('what makes no sense in the URL of the settings is as if it were not there', () => {
  expect(
    readSettingsSearch({ tab: 'jejak', act: 'undone', from: '2026-01-05', to: '5 Jan', text: '', extra: 'y' }),
  ).toEqual({
    tab: 'jejak',
    act: 'undone',
    from: '2026-01-05',
  });
  expect(readSettingsSearch({ tab: 'rahasia' })).toEqual({});
  expect(readTokenSearch({ token: 'x'.repeat(501) })).toEqual({});
  expect(readTokenSearch({ token: 'abc' })).toEqual({ token: 'abc' });
});

test('of a thing that was changed only what differs is shown; nothing is not zero', () => {
  expect(changesOf({ name: 'Siti', role: 'petugas', value: null }, { name: 'Siti', role: 'kepala', value: 0 })).toEqual(
    [
      { field: 'role', was: 'petugas', became: 'kepala' },
      { field: 'value', was: null, became: 0 },
    ],
  );
  expect(changesOf(null, { name: 'Siti', officeId: null, plan: { from: '2026-01-01', offices: [] } })).toEqual([
    { field: 'name', was: undefined, became: 'Siti' },
    { field: 'plan.from', was: undefined, became: '2026-01-01' },
  ]);
  expect(changesOf({ plan: { from: '2026-01-01' } }, { plan: { from: '2026-02-01' } })).toEqual([
    { field: 'plan.from', was: '2026-01-01', became: '2026-02-01' },
  ]);
  expect(changesOf({ channels: ['x'] }, { channels: ['x', 'web'] })).toEqual([
    { field: 'channels', was: ['x'], became: ['x', 'web'] },
  ]);
  expect(changesOf('lama', 'baru')).toEqual([{ field: '', was: 'lama', became: 'baru' }]);
  expect(changesOf(undefined, null)).toEqual([]);
});

test('what was and what became can be told back from the changes', () => {
  const record = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,4}$/),
    fc.oneof(fc.integer(), fc.constant('x'), fc.boolean()),
  );
  fc.assert(
    fc.property(record, record, (was, became) => {
      const changes = changesOf(was, became);
      const rebuilt: Record<string, unknown> = { ...was };
      for (const { field, became: value } of changes) {
        if (value === undefined) delete rebuilt[field];
        else rebuilt[field] = value;
      }
      expect(rebuilt).toEqual({ ...became });
    }),
  );
});

test('a key is told by its parts', () => {
  expect(keyParts('12')).toEqual(['12']);
  expect(keyParts('["bandung",null,"2026-01"]')).toEqual(['bandung', '–', '2026-01']);
  expect(keyParts('umrah-2025')).toEqual(['umrah-2025']);
});

test('a device is told in the words by which a person knows it', () => {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
  expect(deviceOf(`${windows} Chrome/140.0.0.0 Safari/537.36`)).toBe('Chrome, Windows');
  expect(deviceOf(`${windows} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`)).toBe('Edge, Windows');
  expect(
    deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1'),
  ).toBe('Safari, iPhone');
  expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox, Linux');
  expect(deviceOf('curl/8.5.0')).toBeUndefined();
  expect(deviceOf(null)).toBeUndefined();
});

test('the days of links and keys are those of the office', () => {
  expect(daysAfter('2026-12-20', 14)).toBe('2027-01-03');
  // Midnight in Bandung is the day before in Greenwich.
  expect(lastDayBefore('2026-12-08T17:00:00.000Z')).toBe('2026-12-08');
  expect(lastDayBefore('2026-12-08T16:59:59.000Z')).toBe('2026-12-08');
  expect(hasPassed('2026-01-01T00:00:00Z', new Date('2026-01-01T00:00:00Z'))).toBe(true);
  expect(hasPassed('2026-01-01T00:00:01Z', new Date('2026-01-01T00:00:00Z'))).toBe(false);
  expect(hasPassed(null)).toBe(false);
});

test('every act and every thing that the audit trail is told of has its words', () => {
  const folder = join(import.meta.dirname, '../../server/src');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const told = (name: string) =>
    new Set(
      sources.flatMap((source) =>
        [...source.matchAll(new RegExp(`(?:writeAudit|audit)\\([^;]*?\\b${name}: '([a-z-]+)'`, 'g'))].map(
          ([, code = '']) => code,
        ),
      ),
    );
  const { acts: actWords, nouns: nounWords } = catalogues.id.access.audit;
  expect(told('act').size).toBeGreaterThan(5);
  for (const act of told('act')) expect(actWords).toHaveProperty([act]);
  for (const noun of told('noun')) expect(nounWords).toHaveProperty([noun]);
});
