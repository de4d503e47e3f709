import { catalogues } from '@tilik/web/inside/language.ts';
import type { Service, ServiceMonth } from '@tilik/web/inside/processing/queries.ts';
import { typeShown, waitingSeries } from '@tilik/web/inside/processing/series.ts';
import { feeSentences, togetherSentences, waitingSentences } from '@tilik/web/inside/processing/wording.ts';
import { apart, axisOf, segmentsOf, shortNames } from '@tilik/web/inside/ui/month-lines.ts';
import { createTranslator } from 'use-intl/core';
import { expect, test } from 'vitest';

const t = createTranslator({ locale: 'id', messages: catalogues.id }) as unknown as Parameters<typeof feeSentences>[1];

const month = (
  number: string,
  state: ServiceMonth['state'],
  given: Partial<ServiceMonth['figures'][number]> | null,
): ServiceMonth => ({
  month: `2026-${number}`,
  from: `2026-${number}-01`,
  to: `2026-${number}-28`,
  state,
  figures:
    given === null
      ? []
      : [
          {
            type: 'electronic',
            basis: 'month',
            completed: 100,
            held: 4,
            heldShare: null,
            waitingDaysMedian: 3.5,
            waitingDaysP90: 7,
            medianRange: null,
            reportedDays: null,
            ...given,
          },
        ],
});

const service = (given: Partial<Service> = {}): Service => ({
  office: 'bandung',
  from: '2026-01-01',
  to: '2026-04-14',
  today: '2026-04-15',
  sample: false,
  offices: [
    {
      id: 'bandung',
      name: 'Bandung',
      role: 'ours',
      months: [
        month('01', 'reported', {}),
        month('02', 'unreported', null),
        month('03', 'reported', { waitingDaysMedian: null, medianRange: { lowest: 2, highest: 5 } }),
        month('04', 'unfinished', { waitingDaysMedian: 4 }),
      ],
    },
    { id: 'batam', name: 'Batam', role: 'comparison', months: [month('01', 'reported', { waitingDaysMedian: 2 })] },
  ],
  fees: [],
  currentFees: [],
  together: { kind: 'not-given', reason: 'too-few', changes: 3 },
  pairs: [],
  ...given,
});

test('lines never bridge a month without a value, and a running month is dashed', () => {
  const [ours] = waitingSeries(service().offices, 'electronic', 'median');
  expect(ours?.points).toEqual([
    { value: 3.5, isRunning: false, reach: { from: 3.5, to: 7 } },
    { value: null, isRunning: false },
    { value: null, isRunning: false, reach: { from: 2, to: 5 } },
    { value: 4, isRunning: true, reach: { from: 4, to: 7 } },
  ]);
  expect(segmentsOf(ours?.points ?? [])).toEqual([]);
  const point = (value: number | null, isRunning = false) => ({ value, isRunning });
  expect(segmentsOf([point(1), point(2), point(null), point(3), point(4, true)])).toEqual([
    { first: 0, isRunning: false },
    { first: 3, isRunning: true },
  ]);
});

test('the axis begins at zero and no value is above it; names do not lie over each other', () => {
  const line = (values: number[]) => [
    { id: 'a', name: '', colour: '', points: values.map((value) => ({ value, isRunning: false })) },
  ];
  expect(axisOf(line([0.1, 0.74]))).toEqual({ end: 0.8, ticks: [0, 0.2, 0.4, 0.6, 0.8] });
  expect(axisOf(line([0]))).toEqual({ end: 1, ticks: [0, 1] });
  expect(apart([10, 12, 100], 15, 100)).toEqual([10, 25, 100]);
  expect(apart([98, 99], 15, 100)).toEqual([85, 100]);
});

test('the sentence names the last finished month that has a median, and the others of that month', () => {
  expect(waitingSentences(service(), 'electronic', t, 'id')).toEqual([
    'Pada Januari 2026, separuh pemohon (E-paspor) menunggu paling lama 3,5 hari, sembilan dari sepuluh paling lama 7 hari.',
    'Median di kantor lain pada bulan itu: Batam 2 hari.',
  ]);
  expect(waitingSentences(service(), 'ordinary', t, 'id')).toEqual([
    'Median lama pengurusan Paspor biasa belum dilaporkan pada rentang ini.',
  ]);
  expect(typeShown(undefined, service().offices[0]?.months ?? [])).toBe('electronic');
});

test('that waiting and uptake moved together is never said without saying that it proves no cause', () => {
  const together = {
    kind: 'correlation',
    changes: 13,
    point: -0.8,
    lower: -0.95,
    upper: -0.4,
    direction: 'apart',
  } as const;
  const sentences = togetherSentences(service({ together }), t, 'id');
  expect(sentences[0]).toContain('berlawanan');
  expect(sentences[0]).toContain('13 perubahan');
  expect(sentences[1]).toBe('Bergerak bersama bukan bukti sebab.');
  expect(togetherSentences(service(), t, 'id')).toHaveLength(1);
});

test('the difference of the fees is said in words only where both are known', () => {
  const fee = (rupiah: number) => ({ startsOn: '2024-12-17', rupiah, reference: 'PP 45/2024' });
  const said = feeSentences(
    service({
      currentFees: [
        { validityYears: 5, electronic: fee(650_000), ordinary: fee(350_000), difference: 300_000 },
        { validityYears: 10, electronic: fee(950_000), ordinary: null, difference: null },
      ],
    }),
    t,
    'id',
  );
  expect(said[0]?.replaceAll('\u00a0', ' ')).toContain('e-paspor lebih mahal Rp 300.000');
  expect(said[1]).toContain('belum dicatat');
});

test('beside the lines stand the words that tell the offices apart', () => {
  expect(shortNames(['Kanim Kelas I TPI Bandung', 'Kanim Kelas I Khusus Batam'])).toEqual([
    'TPI Bandung',
    'Khusus Batam',
  ]);
  expect(shortNames(['Kanim', 'Kanim Batam'])).toEqual(['Kanim', 'Kanim Batam']);
  expect(shortNames(['Kanim Bandung'])).toEqual(['Kanim Bandung']);
});
