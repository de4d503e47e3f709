import type { ForecastInput } from '@tilik/server/inside/forecast/input.ts';
import { periodAfter } from '@tilik/server/inside/forecast/passages.ts';
import { draw, seeded } from '../stats/seeded.ts';
import { csvOf, make } from '../support/make.ts';

/** Months from January 2020 on with so many applicants each; null where the office was closed. */
export function monthsOf(shares: readonly (number | null)[], seed: number, applicants = 1500): ForecastInput {
  const dice = seeded(seed);
  return {
    grain: 'month',
    periods: shares.map((share, step) => {
      const period = periodAfter({ from: '2020-01-01', to: '2020-01-31' }, 'month', step);
      if (share === null) return { ...period, electronic: null, ordinary: null };
      const electronic = draw(applicants, share, dice);
      return { ...period, electronic, ordinary: applicants - electronic };
    }),
  };
}

/** The same months as a file of the office. */
export const fileOf = ({ periods }: ForecastInput): string =>
  csvOf(
    periods.flatMap(({ from, electronic, ordinary }) =>
      electronic === null || ordinary === null
        ? []
        : [
            make.applicantCount({ date: from.slice(0, 7), passport_type: 'electronic', applicants: electronic }),
            make.applicantCount({ date: from.slice(0, 7), passport_type: 'ordinary', applicants: ordinary }),
          ],
    ),
  );

export const logistic = (ceiling: number, rate: number, midpoint: number) => (month: number) =>
  ceiling / (1 + Math.exp(-rate * (month - midpoint)));

export const months = <Value>(count: number, value: (month: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => value(index + 1));
