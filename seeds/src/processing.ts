import { applicantDays, byMonth } from './applicants.ts';
import { type Curve, logCurve } from './curves.ts';
import { binomial, diceFor, factor } from './dice.ts';
import { bandung, comparisonOffices, type OfficeCourse } from './offices.ts';

interface ServiceMonth {
  readonly month: string;
  readonly office: string;
  readonly passportType: 'ordinary' | 'electronic';
  readonly completed: number;
  readonly held: number;
  readonly waitingDaysMedian: number;
  readonly waitingDaysP90: number;
}

/** Our office began to write down how long a passport takes when it took up the electronic one. */
const firstMonth = '2019-12';

/**
 * Median days from the application to the electronic passport. Bandung began at 10 to 14 and Jakarta at 6 (DOMAIN §6);
 * the rest is made up.
 */
const electronicDays: Readonly<Record<string, Curve>> = {
  bandung: logCurve([
    ['2019-12-15', 12.5],
    ['2020-09-01', 10.5],
    ['2022-01-01', 8.5],
    ['2023-01-15', 7.5],
    ['2023-03-01', 11.5],
    ['2023-05-15', 7],
    ['2024-05-15', 5.5],
    ['2024-07-01', 7.5],
    ['2024-09-15', 5],
    ['2025-06-15', 4.2],
    ['2026-12-31', 3.6],
  ]),
  'jakarta-pusat': logCurve([
    ['2019-12-15', 6],
    ['2022-01-01', 5],
    ['2024-05-15', 4.2],
    ['2024-07-01', 6],
    ['2024-09-15', 4],
    ['2026-12-31', 3.2],
  ]),
  surabaya: logCurve([
    ['2019-12-15', 8],
    ['2022-01-01', 6.5],
    ['2024-05-15', 4.8],
    ['2024-07-01', 6.5],
    ['2024-09-15', 4.5],
    ['2026-12-31', 3.5],
  ]),
  batam: logCurve([
    ['2019-12-15', 7],
    ['2022-01-01', 6],
    ['2024-05-15', 4.6],
    ['2024-12-15', 5.2],
    ['2026-12-31', 3.4],
  ]),
};

/** An ordinary book waits for no chip. */
const ordinaryPart: Curve = logCurve([
  ['2019-12-15', 0.5],
  ['2024-01-01', 0.7],
  ['2026-12-31', 0.85],
]);

/** Applicants who already hold a passport are held for further checks: a few in a hundred, and fewer of late. */
const heldPart: Curve = logCurve([
  ['2019-12-15', 0.03],
  ['2026-12-31', 0.018],
]);

const openDaysOfMonth = 21;

const toTenths = (days: number): number => Math.round(days * 10) / 10;

function serviceMonthsOf(office: OfficeCourse, until: string): ServiceMonth[] {
  const months = byMonth(applicantDays(office, until)).filter(({ month }) => month >= firstMonth);
  return months.flatMap((applied, index) =>
    (['electronic', 'ordinary'] as const).flatMap((passportType): ServiceMonth[] => {
      const now = applied[passportType];
      // Where nobody may apply for it any more nothing is processed either.
      if (now === null || now === 0) return [];
      const before = months[index - 1]?.[passportType] ?? 0;
      const { month } = applied;
      const middle = `${month}-15`;
      const dice = diceFor(`processing/${office.id}/${month}/${passportType}`);
      const part = passportType === 'ordinary' ? Math.exp(ordinaryPart(middle)) : 1;
      const median = Math.exp(electronicDays[office.id]?.(middle) ?? 0) * part * factor(dice, 0.05);
      const held = binomial(dice, now, Math.exp(heldPart(middle)) * factor(dice, 0.15));
      // What is asked for in the last days of a month is ready in the next.
      const late = Math.min(0.9, median / openDaysOfMonth);
      const ready = Math.round((now - held) * (1 - late) + before * late);
      return [
        {
          month,
          office: office.id,
          passportType,
          completed: ready,
          held,
          waitingDaysMedian: toTenths(median),
          waitingDaysP90: toTenths(median * (1.75 + 0.1 * factor(dice, 0.5))),
        },
      ];
    }),
  );
}

/** What our office and those it is compared with completed, held and how long it took, month by month. */
export const serviceMonths = (until: string): ServiceMonth[] =>
  [bandung, ...comparisonOffices].flatMap((office) => serviceMonthsOf(office, until));
