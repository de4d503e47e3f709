import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { addDays, type Day } from '../day.ts';
import { modelScale } from '../effect/design.ts';
import type { PeriodFigures } from '../effect/input.ts';
import { holmAdjustment } from '../stats/holm-adjustment.ts';
import { randomGenerator } from '../stats/random-generator.ts';
import { randomisationInterval } from '../stats/randomisation-interval.ts';
import { randomisationTest } from '../stats/randomisation-test.ts';
import type { SwitchingAnalysis, SwitchingDifference, SwitchingPower, SwitchingRefusal } from './result.ts';
import { armsOf, type SwitchingDesign, scheduleCount, shuffled } from './schedule.ts';

export interface SwitchingInput {
  readonly design: SwitchingDesign;
  readonly channels: readonly string[];
  readonly fromOn: Day;
  /** What was on in each week of the schedule. */
  readonly weeks: readonly string[];
  readonly blockWeeks: number;
  readonly seed: number;
  readonly today: Day;
  /** Day on which it was given up; null while it was not. */
  readonly stoppedOn: Day | null;
  /** Figures by week, each under its Monday; weeks that are not there were not reported. */
  readonly figures: readonly PeriodFigures[];
  readonly isWeekly: boolean;
}

const weeksMin = 8;
const countedOutMax = 10_000;
const draws = 9_999;
const level = 0.05;
/** z.975 + z.8. */
const detectableSds = 2.8;

/** One week with a figure: its block, whether the first of two arms was on, and the outcome. */
interface PairWeek {
  readonly block: number;
  readonly isOne: boolean;
  readonly outcome: number;
}

/**
 * Which of the arms of a randomised schedule did better (EVALUATION §6.3)? By the chance with which the schedule was
 * drawn: how often would another schedule, with the weeks of every block in another order, have shown as large a
 * difference? Only whole blocks that are over are looked at. Weeks without figures are left out, and the others keep how
 * often each arm comes among them, which is as fair a draw.
 */
export function analyseSwitching(input: SwitchingInput): SwitchingAnalysis {
  const { fromOn, weeks, blockWeeks, stoppedOn, today } = input;
  const end = stoppedOn !== null && stoppedOn < today ? stoppedOn : today;
  const over = weeks.filter((_, week) => addDays(fromOn, 7 * week + 6) < end).length;
  const used = over - (over % blockWeeks);
  const byWeek = new Map(input.figures.map((each) => [each.period.from, each]));
  const figures = weeks.slice(0, used).map(
    (_, week): PeriodFigures =>
      byWeek.get(addDays(fromOn, 7 * week)) ?? {
        period: { from: addDays(fromOn, 7 * week), to: addDays(fromOn, 7 * week + 6) },
        openDays: 0,
        electronic: null,
        ordinary: null,
        value: null,
      },
  );
  const outcomes = { extra: modelScale(figures, 'extra'), share: modelScale(figures, 'share') } as const;
  const seen = outcomes.extra.filter((outcome) => outcome !== null).length;
  const isFinal = used === weeks.length;
  const refusals: SwitchingRefusal[] = [];
  const needed = Math.ceil(weeksMin / blockWeeks) * blockWeeks;
  if (used < weeksMin && stoppedOn !== null) refusals.push({ rule: 'stopped-too-early', needed, found: used });
  else if (used < weeksMin) {
    refusals.push({ rule: 'weeks-not-over', needed, found: used, availableFrom: addDays(fromOn, 7 * needed) });
  } else if (!input.isWeekly) refusals.push({ rule: 'monthly-only' });
  else if (seen < weeksMin) refusals.push({ rule: 'too-few-weeks', needed: weeksMin, found: seen });

  const pairs = armsOf(input).flatMap((one, place, arms) => arms.slice(place + 1).map((other) => ({ one, other })));
  const generator = randomGenerator(input.seed);
  const compared =
    refusals.length > 0
      ? []
      : pairs.flatMap(({ one, other }) =>
          (['extra', 'share'] as const).flatMap((estimand) => {
            const own = outcomes[estimand].flatMap((outcome, week): PairWeek[] => {
              const arm = weeks[week];
              return outcome === null || (arm !== one && arm !== other)
                ? []
                : [{ block: Math.floor(week / blockWeeks), isOne: arm === one, outcome }];
            });
            const comparison = compare(own, generator);
            return comparison ? [{ estimand, one, other, ...comparison }] : [];
          }),
        );
  if (refusals.length === 0 && !compared.some(({ estimand }) => estimand === 'extra')) {
    refusals.push({ rule: 'too-few-schedules' });
  }
  const primary = compared.filter(({ estimand }) => estimand === 'extra');
  const adjusted = holmAdjustment(primary.map(({ probability }) => probability));
  const differences = compared.map((each): SwitchingDifference => {
    const own = each.estimand === 'extra' ? (adjusted[primary.indexOf(each)] ?? 1) : each.probability;
    const isClear = own <= level;
    return {
      ...each,
      adjusted: own,
      verdict: !isClear ? 'NOT DISTINGUISHABLE' : isFinal && each.estimand === 'extra' ? 'SUPPORTED' : 'SUGGESTIVE',
    };
  });
  return {
    kind: refusals.length > 0 ? 'not-computed' : 'computed',
    weeks: used,
    seen,
    isFinal,
    differences: refusals.length > 0 ? [] : differences,
    points: figures.map(({ period, electronic, ordinary, openDays }, week) => ({
      on: period.from,
      arm: weeks[week] ?? '',
      electronic,
      ordinary,
      openDays,
    })),
    refusals,
  };
}

/** Two arms by the chance of their schedule; undefined where there is but one schedule, or none of one of them. */
function compare(own: readonly PairWeek[], generator: RandomGenerator) {
  const blocks = [...Map.groupBy(own, ({ block }) => block).values()];
  const counts = blocks.map((block) => {
    const one = block.filter(({ isOne }) => isOne).length;
    return { one, other: block.length - one };
  });
  const [weeksOne, weeksOther] = [
    counts.reduce((sum, { one }) => sum + one, 0),
    counts.reduce((sum, { other }) => sum + other, 0),
  ];
  const schedules = scheduleCount(counts);
  if (weeksOne === 0 || weeksOther === 0 || schedules < 2) return undefined;
  const ordered = blocks.flat();
  // What all weeks of a block have in common is no difference between arms, and only widens the interval.
  const outcomes = blocks.flatMap((block) => {
    const mean = block.reduce((sum, { outcome }) => sum + outcome, 0) / block.length;
    return block.map(({ outcome }) => outcome - mean);
  });
  const schedule = ordered.map(({ isOne }) => isOne);
  const isExact = schedules <= countedOutMax;
  const others = isExact
    ? everySchedule(counts)
    : Array.from({ length: draws }, () =>
        blocks.flatMap((block) =>
          shuffled(
            block.map(({ isOne }) => isOne),
            generator,
          ),
        ),
      );
  let drawn = 0;
  const { difference, pValue } = randomisationTest(
    outcomes,
    schedule,
    isExact
      ? { every: others }
      : {
          draw: () => {
            drawn += 1;
            return others[drawn - 1] ?? schedule;
          },
          draws,
        },
  );
  const { lower, upper } = randomisationInterval(outcomes, schedule, others, { isExact });
  return {
    weeksOne,
    weeksOther,
    difference,
    ratio: {
      estimate: Math.expm1(difference),
      lower: lower === null ? null : Math.expm1(lower),
      upper: upper === null ? null : Math.expm1(upper),
    },
    schedules,
    isExact,
    probability: pValue,
    mde: detectable(outcomes, schedule, difference, counts.length),
  };
}

/** All orders of the weeks of each block. */
function everySchedule(blocks: readonly { readonly one: number; readonly other: number }[]): boolean[][] {
  const orders = (one: number, other: number): boolean[][] => {
    if (one === 0 || other === 0) return [Array.from({ length: one + other }, () => one > 0)];
    return [
      ...orders(one - 1, other).map((rest) => [true, ...rest]),
      ...orders(one, other - 1).map((rest) => [false, ...rest]),
    ];
  };
  return blocks.reduce<boolean[][]>(
    (all, { one, other }) => {
      const own = orders(one, other);
      return all.flatMap((before) => own.map((after) => [...before, ...after]));
    },
    [[]],
  );
}

/** From what is left within blocks when the difference is taken out. */
function detectable(
  outcomes: readonly number[],
  schedule: readonly boolean[],
  difference: number,
  blocks: number,
): number | null {
  const ones = schedule.filter(Boolean).length;
  const others = schedule.length - ones;
  const freedom = schedule.length - blocks - 1;
  if (freedom < 1) return null;
  const share = ones / schedule.length;
  const squares = outcomes.reduce(
    (sum, outcome, week) => sum + (outcome - difference * ((schedule[week] ? 1 : 0) - share)) ** 2,
    0,
  );
  const sd = Math.sqrt((squares / freedom) * (1 / ones + 1 / others));
  return sd > 0 ? Math.expm1(detectableSds * sd) : null;
}

const lengths = [8, 12, 16, 24, 36, 52];
const powerWeeks = 52;
const powerWeeksMin = 12;

/** Would we even see it? What schedules of several lengths could find, from how much the last year's weeks differ. */
export function switchingPower(
  figures: readonly PeriodFigures[],
  { arms, blockWeeks, today }: { readonly arms: number; readonly blockWeeks: number; readonly today: Day },
): SwitchingPower {
  const recent = figures.filter(({ period }) => period.to < today).slice(-powerWeeks);
  const outcomes = modelScale(recent, 'extra');
  let [squares, freedom] = [0, 0];
  for (let start = 0; start < outcomes.length; start += blockWeeks) {
    const own = outcomes.slice(start, start + blockWeeks).filter((outcome) => outcome !== null);
    if (own.length < 2) continue;
    const mean = own.reduce((sum, outcome) => sum + outcome, 0) / own.length;
    squares += own.reduce((sum, outcome) => sum + (outcome - mean) ** 2, 0);
    freedom += own.length - 1;
  }
  const basedOnWeeks = outcomes.filter((outcome) => outcome !== null).length;
  const weeklySd = basedOnWeeks >= powerWeeksMin && freedom > 0 ? Math.sqrt(squares / freedom) : null;
  return {
    weeklySd,
    basedOnWeeks,
    lengths:
      weeklySd === null
        ? []
        : lengths
            .map((weeks) => Math.ceil(weeks / blockWeeks) * blockWeeks)
            .filter((weeks, place, all) => all.indexOf(weeks) === place)
            .map((weeks) => ({
              weeks,
              mde: Math.expm1(detectableSds * weeklySd * Math.sqrt((2 * arms) / weeks)),
            })),
  };
}
