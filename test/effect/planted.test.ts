import { openDatabase } from '@tilik/db/open';
import { loadDemo } from '@tilik/seeds/inside/load.ts';
import { campaigns, plantedEffects, plantedMixChange } from '@tilik/seeds/inside/plan.ts';
import { beforeAll, expect, test } from 'vitest';
import { type OpenApp, openApp } from '../support/open-app.ts';

interface Answer {
  readonly verdict: string;
  readonly plan: { readonly declaredAt: string; readonly afterStart: boolean };
  readonly result: {
    readonly verdict: string;
    readonly refusals: readonly { readonly rule: string; readonly subject?: string; readonly availableFrom?: string }[];
    readonly numbers?: { readonly logEffect: { readonly lower: number; readonly upper: number } };
  };
}

let app: OpenApp;
beforeAll(async () => {
  const db = openDatabase(':memory:');
  await loadDemo(db, '2026-11-23');
  app = openApp({ db, now: '2026-11-24T03:00:00Z' });
}, 240_000);

const effectOf = (id: string) => app.get<Answer>(`/api/v1/campaigns/${id}/effect`);
const slow = 120_000;

test.for(plantedEffects.filter(({ kind }) => kind === 'real'))(
  'the planted effect of $campaign lies in its interval',
  { timeout: slow },
  async ({ campaign, oddsRatio }) => {
    const { result } = await effectOf(campaign);
    expect(result.verdict).not.toBe('NOT COMPUTED');
    const { lower = 0, upper = 0 } = result.numbers?.logEffect ?? {};
    expect(lower).toBeLessThanOrEqual(Math.log(oddsRatio));
    expect(upper).toBeGreaterThanOrEqual(Math.log(oddsRatio));
    expect(lower).toBeGreaterThan(0);
  },
);

test.for(plantedEffects.filter(({ kind }) => kind === 'none'))(
  'the campaign $campaign that did nothing is not SUPPORTED',
  { timeout: slow },
  async ({ campaign }) => {
    const { result } = await effectOf(campaign);
    expect(['SUGGESTIVE', 'NOT DISTINGUISHABLE']).toContain(result.verdict);
    const { lower = 1, upper = -1 } = result.numbers?.logEffect ?? {};
    expect(lower).toBeLessThan(0);
    expect(upper).toBeGreaterThan(0);
  },
);

test('the campaign that ran into a change of fees is NOT COMPUTED and names it', async () => {
  const { result } = await effectOf('tarif-baru-2024');
  expect(result.verdict).toBe('NOT COMPUTED');
  expect(result.refusals).toContainEqual(
    expect.objectContaining({ rule: 'policy-event', subject: 'Tarif paspor baru' }),
  );
});

test('the campaign at the launch is NOT COMPUTED', async () => {
  const { result } = await effectOf('peluncuran-e-paspor-2019');
  expect(result.verdict).toBe('NOT COMPUTED');
  expect(result.refusals.map(({ rule }) => rule)).toContain('no-before');
});

test('the campaign that still runs is NOT COMPUTED and says from when it can be', async () => {
  const { result } = await effectOf('libur-akhir-tahun-2026');
  expect(result.verdict).toBe('NOT COMPUTED');
  const waiting = result.refusals.find(({ rule }) => rule === 'window-not-over');
  expect(waiting?.availableFrom).toMatch(/^202[67]-/);
});

test('every campaign of the demo was declared before it began', async () => {
  for (const { id } of campaigns) {
    const { plan } = await app.get<{ plan: Answer['plan'] }>(`/api/v1/campaigns/${id}/effect`);
    expect(plan.afterStart, id).toBe(false);
  }
});

test('judged together, the verdicts of real campaigns survive Holm and their mean is given', async () => {
  const family = await app.get<{
    campaigns: { id: string; verdict: string; alone: string; holm: number | null; probability: number | null }[];
    mean: { campaigns: number; lower: number; upper: number } | null;
  }>('/api/v1/effects?from=2019-12-01&to=2026-11-23');
  expect(family.campaigns).toHaveLength(campaigns.length);
  for (const { holm, probability } of family.campaigns) {
    if (probability !== null) expect(holm).toBeGreaterThanOrEqual(probability);
  }
  const supported = family.campaigns.filter(({ verdict }) => verdict === 'SUPPORTED').map(({ id }) => id);
  const real = plantedEffects.filter(({ kind }) => kind === 'real').map(({ campaign }) => campaign);
  expect(real).toEqual(expect.arrayContaining(supported));
  expect(supported.length).toBeGreaterThanOrEqual(3);
  expect(family.mean?.campaigns).toBe(8);
});

test('over the planted change of mix the share falls, and the whole of it is who came', async () => {
  const { base, window, purpose } = plantedMixChange;
  const asked = `from=${window.from}&to=${window.to}&baseFrom=${base.from}&baseTo=${base.to}`;
  const { purposes } = await app.get<{
    purposes: {
      mix: {
        change: { points: number };
        mix: number;
        choice: number;
        standardised: { share: number };
        before: { share: number };
        groups: { group: string; mix: number; partBefore: number; partAfter: number }[];
      } | null;
    };
  }>(`/api/v1/audiences?${asked}`);
  const { mix } = purposes;
  expect(mix).not.toBeNull();
  if (!mix) return;
  expect(mix.change.points).toBeLessThan(-0.04);
  expect(Math.abs(mix.choice)).toBeLessThan(0.0005);
  expect(mix.mix + mix.choice).toBeCloseTo(mix.change.points, 12);
  // Had the same people come as in the base window, the share would be what it was.
  expect(mix.standardised.share).toBeCloseTo(mix.before.share, 3);
  const grown = mix.groups.find(({ group }) => group === purpose);
  expect((grown?.partAfter ?? 0) / (grown?.partBefore ?? 1)).toBeCloseTo(2, 0);
  expect(mix.groups.toSorted((one, other) => one.mix - other.mix)[0]?.group).toBe(purpose);
});
