import { daysOf } from '@tilik/server/inside/day.ts';
import { openApp } from '../support/open-app.ts';
import { type Measured, median, milliseconds, mustBe } from './time.ts';

const runs = 31;
const span = { from: '2018-01-01', to: '2025-12-31' };

interface Answer {
  readonly periods: readonly {
    readonly period: string;
    readonly electronic: number | null;
    readonly ordinary: number | null;
  }[];
}
type Sums = readonly (readonly [month: string, electronic: number, ordinary: number])[];

/** The uptake question by month over eight years of daily figures, beside the bare sums of the same months. */
export async function benchUptake(): Promise<Measured> {
  const app = openApp();
  const rows = daysOf(span).flatMap((day, index) => [
    `${day},electronic,${(index * 37) % 90}`,
    `${day},ordinary,${(index * 53) % 210}`,
  ]);
  await app.store(['date,passport_type,applicants', ...rows].join('\n'));
  const query = app.db.$client
    .prepare(
      `SELECT substr(period_on, 1, 7) AS month,
              SUM(CASE passport_type WHEN 'electronic' THEN applicants END),
              SUM(CASE passport_type WHEN 'ordinary' THEN applicants END)
       FROM applicants
       WHERE office_id = ? AND grain = 'day' AND period_on BETWEEN ? AND ? AND variant = 'all' AND request = 'all'
         AND purpose = 'all' AND service_point = 'all'
       GROUP BY month ORDER BY month`,
    )
    .raw();

  let answer: Answer = { periods: [] };
  let sums: Sums = [];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(
      await milliseconds(async () => {
        answer = await app.get<Answer>(`/api/v1/uptake?grain=month&from=${span.from}&to=${span.to}`);
      }),
    );
    theirs.push(
      await milliseconds(() => {
        sums = query.all('bandung', span.from, span.to) as Sums;
      }),
    );
  }
  const found = answer.periods.map(({ period, electronic, ordinary }) => [period, electronic, ordinary]);
  mustBe('uptake by month', found, sums);
  return {
    name: 'uptake by month over 8 years of daily figures',
    unit: 'ms',
    ours: median(ours),
    yardstick: 'the same sums in one SQL query',
    theirs: median(theirs),
    runs,
  };
}
