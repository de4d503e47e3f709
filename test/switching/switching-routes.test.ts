import { addDays, daysOf, weekday } from '@tilik/server/inside/day.ts';
import { expect, test } from 'vitest';
import { problemOf } from '../house/problem.ts';
import { seeded } from '../stats/seeded.ts';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

/** The tests' day is Wednesday 14 January 2026. */
const plan = {
  name: 'Instagram nyala–mati',
  design: 'on-off',
  channels: ['instagram'],
  from: '2026-01-19',
  weeks: 16,
  blockWeeks: 4,
};

interface Shown {
  readonly id: number | null;
  readonly seed: number;
  readonly state?: string;
  readonly weeks: readonly { readonly from: string; readonly arm: string; readonly block: number }[];
  readonly smallestProbability?: number;
  readonly stoppedReason?: string | null;
}
interface One extends Shown {
  readonly analysis: {
    readonly kind: string;
    readonly refusals: readonly { readonly rule: string; readonly availableFrom?: string; readonly sentence: string }[];
    readonly differences: readonly {
      readonly verdict: string;
      readonly sentence: string;
      readonly probability: number;
    }[];
  };
  readonly words: readonly string[];
}

const post = (app: OpenApp, path: string, body: object) =>
  app.request(`/api/v1/switching${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en' },
    body: JSON.stringify(body),
  });
const list = async (app: OpenApp) => (await app.get<{ switchings: Shown[] }>('/api/v1/switching')).switchings;

/** Applications of every open day of a schedule, more of them in weeks in which an arm is on. */
async function live(app: OpenApp, weeks: Shown['weeks'], more: Readonly<Record<string, number>>) {
  const random = seeded(12);
  const rows = weeks.flatMap(({ from, arm }) =>
    daysOf({ from, to: addDays(from, 6) })
      .filter((day) => weekday(day) <= 5)
      .flatMap((date) => [
        make.applicantCount({ date, applicants: Math.round((60 + 6 * random()) * (1 + (more[arm] ?? 0))) }),
        make.applicantCount({ date, passport_type: 'ordinary', applicants: 200 }),
      ]),
  );
  app.setNow(`${addDays(weeks.at(-1)?.from ?? '', 9)}T05:00:00Z`);
  await app.store(csvOf(rows));
}

test('a preview keeps nothing, and its seed declares exactly what it showed', async () => {
  const app = openApp();
  const preview = (await (await post(app, '?preview=true', plan)).json()) as Shown;
  expect(preview).toMatchObject({ id: null, smallestProbability: expect.closeTo(2 / 1296) });
  expect(preview.weeks).toHaveLength(16);
  expect(await list(app)).toEqual([]);
  const response = await post(app, '', { ...plan, seed: preview.seed });
  expect(response.status).toBe(201);
  const declared = (await response.json()) as Shown;
  expect(declared.weeks).toEqual(preview.weeks);
  expect(declared.state).toBe('planned');
  expect(await list(app)).toMatchObject([{ id: declared.id, seed: preview.seed }]);
});

test.for([
  { why: 'it does not begin on a Monday', given: { from: '2026-01-20' }, code: 'not-a-monday' },
  { why: 'it begins in the past', given: { from: '2026-01-12' }, code: 'not-in-future' },
  { why: 'a channel is not known', given: { channels: ['radio'] }, code: 'unknown-channel' },
  { why: 'on–off names two channels', given: { channels: ['instagram', 'x'] }, code: 'one-channel' },
  { why: 'a rotation names one', given: { design: 'rotation' }, code: 'several-channels' },
  { why: 'a channel is named twice', given: { design: 'rotation', channels: ['x', 'x'] }, code: 'channel-twice' },
  { why: 'arms do not fit a block', given: { blockWeeks: 3, weeks: 15 }, code: 'block-uneven' },
  { why: 'blocks do not fit the weeks', given: { weeks: 14 }, code: 'weeks-uneven' },
  { why: 'no outcome could show anything', given: { weeks: 8 }, code: 'too-few-schedules' },
])('a plan is refused where $why', async ({ given, code }) => {
  const app = openApp();
  const problem = await problemOf(await post(app, '?preview=true', { ...plan, ...given }));
  expect(problem.issues.map((issue) => issue.code)).toContain(code);
  expect((await post(app, '', { ...plan, ...given })).status).toBe(400);
  expect(await list(app)).toEqual([]);
});

test('two schedules cannot run at once, unless the first was stopped before', async () => {
  const app = openApp();
  const first = (await (await post(app, '', plan)).json()) as Shown;
  const later = { ...plan, from: addDays(plan.from, 28) };
  expect(await problemOf(await post(app, '', later))).toMatchObject({ status: 409, code: 'switching-overlaps' });
  const stopped = await post(app, `/${first.id}/stop`, { reason: 'Anggaran dialihkan' });
  expect(await stopped.json()).toMatchObject({ state: 'stopped', stoppedReason: 'Anggaran dialihkan' });
  expect((await post(app, '', later)).status).toBe(201);
  expect(await list(app)).toHaveLength(2);
});

test('stopping needs a reason, and happens once', async () => {
  const app = openApp();
  const { id } = (await (await post(app, '', plan)).json()) as Shown;
  const without = await problemOf(await post(app, `/${id}/stop`, { reason: ' ' }));
  expect(without.issues).toMatchObject([{ field: 'reason', code: 'stop-reason-needed' }]);
  await post(app, `/${id}/stop`, { reason: 'Selesai lebih awal' });
  expect(await problemOf(await post(app, `/${id}/stop`, { reason: 'lagi' }))).toMatchObject({
    status: 409,
    code: 'switching-stopped',
  });
  expect(await problemOf(await post(app, '/99/stop', { reason: 'x' }))).toMatchObject({ status: 404 });
});

test('before eight weeks nothing is said but from when; after the end what the chance of the schedule allows', async () => {
  const app = openApp();
  const declared = (await (await post(app, '', { ...plan, seed: 5 })).json()) as Shown;
  const early = await app.get<One>(`/api/v1/switching/${declared.id}?lang=en`);
  expect(early.analysis.refusals).toMatchObject([{ rule: 'weeks-not-over', availableFrom: '2026-03-16' }]);
  expect(early.words.join(' ')).toMatch(/Not computed\..*2026-03-16/);
  await live(app, declared.weeks, { instagram: 0.3 });
  const late = await app.get<One>(`/api/v1/switching/${declared.id}?lang=en`);
  expect(late.state).toBe('over');
  expect(late.analysis.differences[0]).toMatchObject({ verdict: 'SUPPORTED' });
  expect(late.words[0]).toMatch(/Instagram works better than that channel off.*95 % interval: .* to .*drawn by lot/);
  const inIndonesian = await app.get<One>(`/api/v1/switching/${declared.id}?lang=id`);
  expect(inIndonesian.words[0]).toMatch(/^Data mendukung: Instagram lebih berhasil daripada tanpa kanal itu/);
  expect(inIndonesian.words.join(' ')).not.toMatch(/terbukti|signifikan|tidak ada pengaruh/i);
});

test('without an effect the answer is "not distinguishable", with what could have been seen', async () => {
  const app = openApp();
  const declared = (await (await post(app, '', { ...plan, seed: 6 })).json()) as Shown;
  await live(app, declared.weeks, {});
  const { words } = await app.get<One>(`/api/v1/switching/${declared.id}?lang=en`);
  expect(words[0]).toMatch(/^Not distinguishable: .* % and more can be seen\.$/);
  expect(words[0]).not.toMatch(/works better/);
});

test('with monthly figures only, it is said that daily ones are needed', async () => {
  const app = openApp();
  const declared = (await (await post(app, '', plan)).json()) as Shown;
  await app.store(csvOf([make.applicantCount({ date: '2025-12' })]));
  app.setNow('2026-06-01T05:00:00Z');
  const { analysis } = await app.get<One>(`/api/v1/switching/${declared.id}`);
  expect(analysis.refusals).toMatchObject([{ rule: 'monthly-only' }]);
});
