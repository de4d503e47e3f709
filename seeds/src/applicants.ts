import { type Day, daysOf, type Span } from '@tilik/server/inside/day.ts';
import { firstDay, isOpen, within } from './calendar.ts';
import { type Curve, logistic, seasonChoice, seasonDemand, wanderOf, weekdayDemand } from './curves.ts';
import { alikeBinomial, apportion, binomial, crowd, diceFor } from './dice.ts';
import { type Anchor, bandung, type OfficeCourse } from './offices.ts';
import { campaigns, otherEffects, type PlantedEffect, plantedEffects, shapeOn } from './plan.ts';

/** Applications of one open day. Electronic is null where the office did not offer it yet. */
export interface OfficeDay {
  readonly day: Day;
  readonly ordinary: number;
  readonly electronic: number | null;
}

/** What is expected of an open day before chance: the logarithm of the total, and the log odds of the electronic type. */
interface Expectation {
  readonly day: Day;
  readonly logTotal: number;
  readonly logOdds: number;
}

const totalOf = (expected: Expectation): number => Math.exp(expected.logTotal);
const shareOf = (expected: Expectation): number => logistic(expected.logOdds);

/** Moods of the country, which all offices share, and of the office itself. */
interface Wandering {
  readonly nationalDemand: Curve;
  readonly nationalChoice: Curve;
  readonly ownDemand: Curve;
  readonly ownChoice: Curve;
}

const wanderingOf = (office: string): Wandering => ({
  nationalDemand: wanderOf('national/demand'),
  nationalChoice: wanderOf('national/choice'),
  ownDemand: wanderOf(`${office}/demand`),
  ownChoice: wanderOf(`${office}/choice`),
});

const actualDates = (campaignId: string): Span => {
  const campaign = campaigns.find(({ id }) => id === campaignId);
  if (!campaign) throw new Error(`No campaign ${campaignId} in the plan`);
  return campaign.actual;
};

/** A planted effect on a day, as what it adds to the log total and to the log odds. */
function plantedOn(effect: PlantedEffect, day: Day): { demand: number; choice: number } {
  const shape = shapeOn(effect.shape, actualDates(effect.campaign), day);
  return { demand: shape * Math.log(effect.demand), choice: shape * Math.log(effect.oddsRatio) };
}

function expectationOn(office: OfficeCourse, wandering: Wandering, day: Day): Expectation {
  let logTotal =
    office.logApplications(day) +
    weekdayDemand(day) +
    seasonDemand(day) +
    0.025 * wandering.nationalDemand(day) +
    0.025 * wandering.ownDemand(day);
  let logOdds =
    office.logOdds(day) + seasonChoice(day) + 0.03 * wandering.nationalChoice(day) + 0.03 * wandering.ownChoice(day);
  for (const effect of otherEffects) {
    if (effect.office !== null && effect.office !== office.id) continue;
    if (day < effect.from || (effect.to !== null && day > effect.to)) continue;
    logTotal += Math.log(effect.demand);
    logOdds += Math.log(effect.oddsRatio);
  }
  if (office.id === bandung.id) {
    for (const effect of plantedEffects) {
      const { demand, choice } = plantedOn(effect, day);
      logTotal += demand;
      logOdds += choice;
    }
  }
  if (office.electronicOnlyFrom !== null && day >= office.electronicOnlyFrom) logOdds = Number.POSITIVE_INFINITY;
  if (office.launchedOn !== null && day < office.launchedOn) logOdds = Number.NEGATIVE_INFINITY;
  return { day, logTotal, logOdds };
}

/** Where an increasing function reaches zero, by halving. */
function rootOf(increasing: (value: number) => number): number {
  let low = -4;
  let high = 4;
  for (let halving = 0; halving < 60; halving += 1) {
    const middle = (low + high) / 2;
    if (increasing(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Bends the course within an anchor's span until the expected sums are those of the anchor. The bend is nothing at
 * either end and greatest in the middle, so that no step stands where two years meet.
 */
function bent(expectations: Expectation[], anchor: Anchor): Expectation[] {
  const bend = (position: number) => Math.sin((Math.PI * (position + 0.5)) / expectations.length) ** 2;
  const total = anchor.ordinary + anchor.electronic;
  const demand = rootOf(
    (size) =>
      expectations.reduce((sum, day, position) => sum + Math.exp(day.logTotal + size * bend(position)), 0) - total,
  );
  const withTotal = expectations.map((day, position) => ({ ...day, logTotal: day.logTotal + demand * bend(position) }));
  const choice = rootOf(
    (size) =>
      withTotal.reduce((sum, day, position) => sum + totalOf(day) * logistic(day.logOdds + size * bend(position)), 0) -
      anchor.electronic,
  );
  return withTotal.map((day, position) => ({ ...day, logOdds: day.logOdds + choice * bend(position) }));
}

/** Takes each anchor's days out of the list, has them changed, and puts them back. */
function perAnchor<T extends { readonly day: Day }>(
  office: OfficeCourse,
  days: T[],
  change: (days: T[], anchor: Anchor) => T[],
): T[] {
  let changed = days;
  for (const anchor of office.anchors) {
    const own = changed.filter(({ day }) => within(day, anchor.span));
    // Days that end before an anchor have nothing to do with it.
    if (own.length === 0) continue;
    changed = [
      ...changed.filter(({ day }) => day < anchor.span.from),
      ...change(own, anchor),
      ...changed.filter(({ day }) => day > anchor.span.to),
    ];
  }
  return changed;
}

/** Always to the end of a year, so that an anchored year is bent the same wherever the data end. */
function expectationsThrough(office: OfficeCourse, until: Day): Expectation[] {
  const wandering = wanderingOf(office.id);
  const open = daysOf({ from: firstDay, to: `${until.slice(0, 4)}-12-31` }).filter(isOpen);
  const expectations = open.map((day) => expectationOn(office, wandering, day));
  return perAnchor(office, expectations, bent);
}

/** Quotas keep days closer to what is expected. */
const variationOn = (day: Day): number => (day < '2022-01-26' ? 0.1 : 0.065);

function drawn(office: OfficeCourse, expected: Expectation): OfficeDay {
  const dice = diceFor(`applicants/${office.id}/${expected.day}`);
  const total = crowd(dice, totalOf(expected), variationOn(expected.day));
  if (expected.logOdds === Number.NEGATIVE_INFINITY) return { day: expected.day, ordinary: total, electronic: null };
  const electronic = alikeBinomial(dice, total, shareOf(expected), 0.0015);
  return { day: expected.day, ordinary: total - electronic, electronic };
}

/** Spreads what chance left over the days in proportion to their counts, so that the sums are the anchor's exactly. */
function settled(days: OfficeDay[], anchor: Anchor): OfficeDay[] {
  const ordinary = apportion(
    anchor.ordinary,
    days.map((day) => day.ordinary),
  );
  const electronic = apportion(
    anchor.electronic,
    days.map((day) => day.electronic ?? 0),
  );
  return days.map(({ day }, position) => ({
    day,
    ordinary: ordinary[position] ?? 0,
    electronic: electronic[position] ?? 0,
  }));
}

/** The applications of an office on its open days, to the last day asked for. */
export function applicantDays(office: OfficeCourse, until: Day): OfficeDay[] {
  const days = expectationsThrough(office, until).map((expected) => drawn(office, expected));
  return perAnchor(office, days, settled).filter(({ day }) => day <= until);
}

export interface OfficeMonth {
  /** `YYYY-MM` */
  readonly month: string;
  readonly ordinary: number;
  readonly electronic: number | null;
}

/** Months as the sums of their days. A month without an open day is not there. */
export function byMonth(days: readonly OfficeDay[]): OfficeMonth[] {
  const months = new Map<string, OfficeMonth>();
  for (const { day, ordinary, electronic } of days) {
    const month = day.slice(0, 7);
    const before = months.get(month);
    months.set(month, {
      month,
      ordinary: (before?.ordinary ?? 0) + ordinary,
      electronic: electronic === null ? (before?.electronic ?? null) : (before?.electronic ?? 0) + electronic,
    });
  }
  return [...months.values()];
}

/** Polycarbonate books of our office: from 30 April 2024, and how many in that year (DOMAIN §6). */
const polycarbonate = { from: '2024-04-30', firstYear: '2024', firstYearCount: 1_022 } as const;

interface VariantMonth {
  readonly month: string;
  readonly laminated: number;
  /** Null before the first one could be had. */
  readonly polycarbonate: number | null;
}

/** How the electronic passports of our office divide by the kind of book, for the months of 2024 and after. */
export function variantMonths(days: readonly OfficeDay[]): VariantMonth[] {
  // Shares of the first year depend on its days only, so that a month is the same wherever the data end.
  const firstYear = byMonth(
    applicantDays(bandung, `${polycarbonate.firstYear}-12-31`).filter(({ day }) => day >= polycarbonate.from),
  );
  const firstCounts = apportion(
    polycarbonate.firstYearCount,
    firstYear.map(({ electronic }, position) => (electronic ?? 0) * (1 + 0.15 * position)),
  );
  const countOf = ({ month, electronic }: OfficeMonth): number | null => {
    if (month < polycarbonate.from.slice(0, 7)) return null;
    const position = firstYear.findIndex((other) => other.month === month);
    if (position >= 0) return firstCounts[position] ?? 0;
    const monthsAfter = (Number(month.slice(0, 4)) - 2025) * 12 + Number(month.slice(5));
    return binomial(
      diceFor(`polycarbonate/${month}`),
      electronic ?? 0,
      0.03 + 0.05 * (1 - Math.exp(-monthsAfter / 14)),
    );
  };
  return byMonth(days)
    .filter(({ month }) => month >= polycarbonate.firstYear)
    .map((month) => {
      const count = countOf(month);
      return { month: month.month, laminated: (month.electronic ?? 0) - (count ?? 0), polycarbonate: count };
    });
}

interface ExtraApplications {
  /** Electronic applications that would not have been made without the campaign. */
  readonly total: number;
  /** Of these, people who chose electronic instead of ordinary: (p1 − p0) · N1. */
  readonly switching: number;
  /** Of these, applications that would not have been made at all: p0 · (N1 − N0). */
  readonly demand: number;
}

/**
 * The true number of extra electronic applications within a campaign's own dates, to be compared with an estimate:
 * what is expected with everything in place, less what is expected with this one campaign taken out. Chance is left out
 * of both, so a faultless evaluation finds this number give or take the noise of the days.
 */
export function trueExtraApplications(campaignId: string, through?: Day): ExtraApplications {
  const dates = actualDates(campaignId);
  const until = through !== undefined && through < dates.to ? through : dates.to;
  const effects = plantedEffects.filter(({ campaign }) => campaign === campaignId);
  let switching = 0;
  let demand = 0;
  for (const expected of expectationsThrough(bandung, until)) {
    if (expected.day < dates.from || expected.day > until || expected.logOdds === Number.NEGATIVE_INFINITY) continue;
    let without = expected;
    for (const effect of effects) {
      const planted = plantedOn(effect, expected.day);
      without = {
        day: expected.day,
        logTotal: without.logTotal - planted.demand,
        logOdds: without.logOdds - planted.choice,
      };
    }
    switching += (shareOf(expected) - shareOf(without)) * totalOf(expected);
    demand += shareOf(without) * (totalOf(expected) - totalOf(without));
  }
  return { total: switching + demand, switching, demand };
}
