import type { audiences, purposes } from '@tilik/db/vocabulary';
import type { Day } from '@tilik/server/inside/day.ts';
import { applicantDays, byMonth, type OfficeMonth } from './applicants.ts';
import { type Curve, logCurve, logistic, umrahSeason } from './curves.ts';
import { apportion, diceFor, factor, normal, uniform } from './dice.ts';
import { bandung } from './offices.ts';
import { plantedMixChange } from './plan.ts';

type Purpose = keyof typeof purposes;
type Audience = keyof typeof audiences | 'unknown';

/** Applicants of one month and one group, by type. */
interface GroupMonth<Group extends string> {
  readonly month: string;
  readonly group: Group;
  readonly ordinary: number;
  readonly electronic: number;
}

/** First whole month in which the queue application asked for the purpose of travel. */
const firstMonth = '2022-02';

/** The month of the outage: the purpose of those who came while the system was down was not recorded. */
const partlyRecorded = { month: '2024-06', part: 0.92 } as const;

interface PurposeCourse {
  /** Weight among all applicants, before the season. */
  readonly weight: Curve;
  /** Log odds of the electronic passport against the average applicant. */
  readonly lean: number;
}

const steady = (weight: number): Curve => logCurve([['2022-01-01', weight]]);

const courses: Readonly<Record<Purpose, PurposeCourse>> = {
  tourism: {
    weight: logCurve([
      ['2022-02-01', 0.24],
      ['2022-06-01', 0.33],
      ['2024-01-01', 0.32],
      ['2026-12-31', 0.39],
    ]),
    lean: 0.3,
  },
  // Groups go for the cheaper book. They came back in the spring of 2022, and stayed many for two years.
  umrah: {
    weight: logCurve([
      ['2022-02-01', 0.04],
      ['2022-06-01', 0.22],
      ['2022-12-31', 0.42],
      ['2024-01-01', 0.33],
      ['2025-01-01', 0.24],
      ['2026-12-31', 0.2],
    ]),
    lean: -2,
  },
  hajj: { weight: steady(0.03), lean: -1.9 },
  work: { weight: steady(0.13), lean: -0.5 },
  study: { weight: steady(0.045), lean: 0.5 },
  medical: { weight: steady(0.02), lean: 0 },
  family: { weight: steady(0.15), lean: -0.2 },
  business: { weight: steady(0.06), lean: 1.1 },
  other: { weight: steady(0.025), lean: -0.3 },
};
const names = Object.keys(courses) as Purpose[];

/** Families travel in the school holidays, students leave in the summer, pilgrims of the hajj apply in spring. */
const highMonths: Readonly<Partial<Record<Purpose, readonly [months: readonly number[], factor: number]>>> = {
  tourism: [[5, 6, 11, 12], 1.15],
  study: [[6, 7, 8], 1.4],
  hajj: [[2, 3, 4], 1.8],
};

const sum = (values: readonly number[]): number => values.reduce((added, value) => added + value, 0);

/** The level at which groups of these sizes and leanings come to a share, by halving. */
function levelFor(sizes: readonly number[], leans: readonly number[], share: number): number {
  let low = -12;
  let high = 12;
  const whole = sum(sizes);
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    const found = sum(sizes.map((size, at) => size * logistic(middle + (leans[at] ?? 0)))) / whole;
    if (found < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Parts of the purposes beside the one that grows, in the months of the planted change: the same all through. */
const otherParts = names.map((name) =>
  name === plantedMixChange.purpose ? 0 : Math.exp(courses[name].weight(plantedMixChange.base.from)),
);
const leans = names.map((name) => courses[name].lean);
const growing = names.indexOf(plantedMixChange.purpose);

/** Parts of all purposes where the growing one has that part. */
const partsWith = (part: number): number[] =>
  otherParts.map((other, at) => (at === growing ? part : ((1 - part) * other) / sum(otherParts)));

const inSpan = (month: string, { from, to }: { readonly from: Day; readonly to: Day }): boolean =>
  month >= from.slice(0, 7) && month <= to.slice(0, 7);

const changing = { from: plantedMixChange.base.from, to: plantedMixChange.window.to };

/**
 * The purposes' own shares over the planted change: those at which the base window comes out with the part that the
 * plan says.
 */
function sharesOverChange(): number[] {
  // Drawn anew, so that a month is the same wherever the data end.
  const base = byMonth(applicantDays(bandung, plantedMixChange.base.to)).filter(({ month }) =>
    inSpan(month, plantedMixChange.base),
  );
  const electronic = sum(base.map((month) => month.electronic ?? 0));
  const share = electronic / (electronic + sum(base.map(({ ordinary }) => ordinary)));
  const level = levelFor(partsWith(plantedMixChange.partBefore), leans, share);
  return leans.map((lean) => logistic(level + lean));
}

/** Sizes and shares of a month of the planted change: the growing purpose has the part that gives the month's share. */
function changedMonth(share: number, shares: readonly number[]): { sizes: number[]; shares: readonly number[] } {
  const own = shares[growing] ?? 0;
  const others = sum(otherParts.map((part, at) => part * (shares[at] ?? 0))) / sum(otherParts);
  return { sizes: partsWith((others - share) / (others - own)), shares };
}

/** Sizes and shares of any other month. */
function ordinaryMonth({ month, ordinary, electronic }: OfficeMonth): { sizes: number[]; shares: readonly number[] } {
  const dice = diceFor(`purposes/${month}`);
  const middle: Day = `${month}-15`;
  const weights = names.map((name) => {
    const [months, times] = highMonths[name] ?? [[], 1];
    const season = (months.includes(Number(month.slice(5))) ? times : 1) * factor(dice, 0.05);
    return Math.exp(courses[name].weight(middle)) * season * (name === 'umrah' ? 1 + 0.5 * umrahSeason(middle) : 1);
  });
  const total = ordinary + (electronic ?? 0);
  const sizes = apportion(total, weights);
  const ofMonth = leans.map((lean) => lean + 0.05 * normal(dice));
  const level = levelFor(sizes, ofMonth, (electronic ?? 0) / total);
  return { sizes, shares: ofMonth.map((lean) => logistic(level + lean)) };
}

/**
 * Applicants of finished months by purpose of travel. They add up to the month's own counts of both types, but for the
 * month of the outage, where a part of either was not recorded.
 */
export function purposeMonths(months: readonly OfficeMonth[]): GroupMonth<Purpose>[] {
  const over = sharesOverChange();
  return months
    .filter(({ month }) => month >= firstMonth)
    .flatMap((own) => {
      const { month, ordinary } = own;
      const electronic = own.electronic ?? 0;
      const total = ordinary + electronic;
      const { sizes, shares } = inSpan(month, changing) ? changedMonth(electronic / total, over) : ordinaryMonth(own);
      const of = apportion(total, sizes);
      const chosen = apportion(
        electronic,
        of.map((size, at) => size * (shares[at] ?? 0)),
      );
      const rest = of.map((size, at) => size - (chosen[at] ?? 0));
      const part = month === partlyRecorded.month ? partlyRecorded.part : 1;
      const recorded = (counts: readonly number[]) => apportion(Math.round(part * sum(counts)), counts);
      const [e, o] = [recorded(chosen), recorded(rest)];
      return names.map((group, at) => ({ month, group, electronic: e[at] ?? 0, ordinary: o[at] ?? 0 }));
    });
}

/** First month in which the counter asked for more than the purpose. */
const firstAudienceMonth = '2024-07';

/** What people of one purpose say they are, when they are asked. */
const selves: Readonly<Record<Purpose, Readonly<Partial<Record<Audience, number>>>>> = {
  tourism: { tourists: 0.66, 'frequent-travellers': 0.16, 'general-public': 0.14, students: 0.04 },
  umrah: { pilgrims: 0.94, 'general-public': 0.06 },
  hajj: { pilgrims: 0.96, 'general-public': 0.04 },
  work: { workers: 0.86, 'frequent-travellers': 0.08, 'general-public': 0.06 },
  study: { students: 0.93, 'general-public': 0.07 },
  medical: { 'general-public': 0.8, 'family-abroad': 0.2 },
  family: { 'family-abroad': 0.78, 'general-public': 0.22 },
  business: { entrepreneurs: 0.64, 'frequent-travellers': 0.3, workers: 0.06 },
  other: { 'general-public': 1 },
};
const audienceNames = [...new Set(Object.values(selves).flatMap((parts) => Object.keys(parts) as Audience[]))];

/**
 * Applicants of finished months by the audience they said they belong to. Everybody is counted once; those who did not
 * answer, one in six or seven, are `unknown`. People who chose electronic answer a little more often.
 */
export function audienceMonths(months: readonly OfficeMonth[]): GroupMonth<Audience>[] {
  const ofPurposes = Map.groupBy(purposeMonths(months), ({ month }) => month);
  return months
    .filter(({ month }) => month >= firstAudienceMonth)
    .flatMap(({ month, ordinary, electronic }) => {
      const groups = ofPurposes.get(month) ?? [];
      const silent = 0.14 + 0.04 * uniform(diceFor(`audiences/${month}`));
      const counts = (type: 'ordinary' | 'electronic', total: number, unknown: number): number[] => {
        const named = audienceNames.map((audience) =>
          sum(groups.map((own) => own[type] * (selves[own.group][audience] ?? 0))),
        );
        return apportion(total, [...named.map((count) => (1 - unknown) * count), unknown * sum(named)]);
      };
      const chosen = counts('electronic', electronic ?? 0, silent - 0.03);
      const rest = counts('ordinary', ordinary, silent + 0.02);
      return [...audienceNames, 'unknown' as const].map((group, at) => ({
        month,
        group,
        electronic: chosen[at] ?? 0,
        ordinary: rest[at] ?? 0,
      }));
    });
}
