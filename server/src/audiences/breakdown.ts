import type { UptakeType } from '../applicants/queries.ts';
import { shareOf } from '../applicants/share.ts';
import { type Day, firstOfMonth, periodsOf, type Span } from '../day.ts';
import type { GroupFigure } from './queries.ts';
import type { Breakdown, MonthLeftOut } from './result.ts';

/** The category of those of whom nobody recorded the group. */
export const unknownGroup = 'unknown';

const types = ['electronic', 'ordinary'] as const satisfies readonly UptakeType[];

interface Counts {
  readonly electronic: number;
  readonly ordinary: number;
}

/** What is known of one month: applicants of each group, and those of no recorded group. */
export interface MonthGroups {
  readonly monthOn: Day;
  readonly groups: ReadonlyMap<string, Counts>;
  /** Those who are in no group that can be counted. */
  readonly rest: Counts;
  /** False: the month has no total of its own, and its groups stand for all. */
  readonly hasTotal: boolean;
  /** The groups come to more than the total: one of the two is wrong. */
  readonly exceeds: boolean;
  /** Groups of which one type is not reported and may not be taken for nought. */
  readonly halves: readonly string[];
}

const sumOf = (values: Iterable<number>): number => [...values].reduce((sum, value) => sum + value, 0);

/** The figures of a month at its own grain, or else those of its days. */
function ofGrain(figures: readonly GroupFigure[]): readonly GroupFigure[] {
  const monthly = figures.filter(({ grain }) => grain === 'month');
  return monthly.length > 0 ? monthly : figures;
}

/** One type's applicants by group. Figures that are cut in other ways too tell of the same people: the coarsest count. */
function countsByGroup(figures: readonly GroupFigure[], type: UptakeType): Map<string, number> {
  const own = ofGrain(figures.filter((figure) => figure.type === type && figure.group !== null));
  const coarsest = Math.min(...own.map(({ cut }) => cut));
  const counts = new Map<string, number>();
  for (const { group, cut, applicants } of own) {
    if (group !== null && cut === coarsest) counts.set(group, (counts.get(group) ?? 0) + applicants);
  }
  return counts;
}

/** A type's own total in a month; null where there is none that is not made of groups. */
function totalOf(figures: readonly GroupFigure[], type: UptakeType): number | null {
  const own = ofGrain(figures.filter((figure) => figure.type === type && figure.group === null));
  return own.length === 0 ? null : sumOf(own.map(({ applicants }) => applicants));
}

/**
 * One month by group, or why it does not count. A group that is told of one type only has nought of the other where the
 * groups that are told come to that type's total; else nobody knows, and it is counted among those of no recorded group.
 */
export function monthGroups(
  monthOn: Day,
  figures: readonly GroupFigure[],
  totals: readonly GroupFigure[],
  isSample: boolean,
): MonthGroups | MonthLeftOut {
  const told = { electronic: countsByGroup(figures, 'electronic'), ordinary: countsByGroup(figures, 'ordinary') };
  if (told.electronic.size === 0 && told.ordinary.size === 0) return { month: monthOn, reason: 'no-breakdown' };
  if (told.electronic.size === 0 || told.ordinary.size === 0) return { month: monthOn, reason: 'one-type-only' };
  const total = { electronic: totalOf(totals, 'electronic'), ordinary: totalOf(totals, 'ordinary') };
  const hasTotal = total.electronic !== null && total.ordinary !== null;
  // Of a sample nobody can tell what part of all it is without knowing all.
  if (isSample && !hasTotal) return { month: monthOn, reason: 'no-total' };
  const isAll = (type: UptakeType) => total[type] !== null && sumOf(told[type].values()) === total[type];
  const groups = new Map<string, Counts>();
  const halves: string[] = [];
  const spare = { electronic: 0, ordinary: 0 };
  for (const group of new Set([...told.electronic.keys(), ...told.ordinary.keys()])) {
    const missing = types.filter((type) => !told[type].has(group));
    const counts = { electronic: told.electronic.get(group) ?? 0, ordinary: told.ordinary.get(group) ?? 0 };
    if (missing.every(isAll)) groups.set(group, counts);
    else {
      halves.push(group);
      spare.electronic += counts.electronic;
      spare.ordinary += counts.ordinary;
    }
  }
  const inGroups = (type: UptakeType) => sumOf([...groups.values()].map((counts) => counts[type]));
  const exceeds = types.some((type) => total[type] !== null && sumOf(told[type].values()) > (total[type] ?? 0));
  const rest = hasTotal
    ? {
        electronic: Math.max(0, (total.electronic ?? 0) - inGroups('electronic')),
        ordinary: Math.max(0, (total.ordinary ?? 0) - inGroups('ordinary')),
      }
    : spare;
  return { monthOn, groups, rest, hasTotal, exceeds, halves };
}

/** Groups of fewer people than this are named as small. */
const smallMax = 5;

/**
 * The months of a span put together by group: only months that are over, lie wholly in the span and are broken down for
 * both types.
 */
export function breakdownOf(
  figures: readonly GroupFigure[],
  totals: readonly GroupFigure[],
  span: Span,
  { today, order, isSample }: { readonly today: Day; readonly order: readonly string[]; readonly isSample: boolean },
): Breakdown {
  const byMonth = Map.groupBy(figures, ({ on }) => firstOfMonth(on));
  const totalsByMonth = Map.groupBy(totals, ({ on }) => firstOfMonth(on));
  const months = periodsOf(span, 'month')
    .filter(({ from, to }) => from >= span.from && to <= span.to && to < today)
    .map(({ from }) => monthGroups(from, byMonth.get(from) ?? [], totalsByMonth.get(from) ?? [], isSample));
  const used = months.flatMap((month) => ('groups' in month ? [month] : []));
  const leftOut = months.flatMap((month) => ('reason' in month ? [month] : []));
  const add = (of: (month: MonthGroups) => Counts | undefined): Counts => ({
    electronic: sumOf(used.map((month) => of(month)?.electronic ?? 0)),
    ordinary: sumOf(used.map((month) => of(month)?.ordinary ?? 0)),
  });
  const recorded = add(({ groups }) => groups.get(unknownGroup));
  const rest = add((month) => month.rest);
  const unknown = { electronic: recorded.electronic + rest.electronic, ordinary: recorded.ordinary + rest.ordinary };
  const named = order
    .filter((group) => group !== unknownGroup && used.some(({ groups }) => groups.has(group)))
    .map((group) => ({ group, ...add(({ groups }) => groups.get(group)) }));
  const all = sumOf([...named, unknown].map(({ electronic, ordinary }) => electronic + ordinary));
  const known = sumOf(named.map(({ electronic, ordinary }) => electronic + ordinary));
  const shown = ({ group, electronic, ordinary }: Counts & { readonly group: string }) => ({
    group,
    electronic,
    ordinary,
    total: electronic + ordinary,
    uptake: shareOf(electronic, electronic + ordinary),
    part: all === 0 ? null : (electronic + ordinary) / all,
    isSmall: electronic + ordinary < smallMax,
  });
  const electronic = sumOf([...named, unknown].map((counts) => counts.electronic));
  return {
    from: span.from,
    to: span.to,
    months: used.map(({ monthOn }) => monthOn),
    leftOut,
    groups: used.length === 0 ? [] : [...named, { group: unknownGroup, ...unknown }].map(shown),
    electronic,
    ordinary: all - electronic,
    total: all,
    uptake: used.length === 0 ? { kind: 'none', reason: 'not-reported' } : shareOf(electronic, all),
    known,
    unknown: all - known,
    coverage: all === 0 ? null : known / all,
    withoutTotal: used.filter(({ hasTotal }) => !hasTotal).map(({ monthOn }) => monthOn),
    exceeding: used.filter(({ exceeds }) => exceeds).map(({ monthOn }) => monthOn),
    halves: used.flatMap(({ monthOn, halves }) => halves.map((group) => ({ month: monthOn, group }))),
  };
}
