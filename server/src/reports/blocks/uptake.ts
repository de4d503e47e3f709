import { changeOfShare } from '../../applicants/change-of-share.ts';
import type { UptakePeriod } from '../../applicants/uptake.ts';
import { uptakeIn } from '../../applicants/uptake-in.ts';
import { campaignsIn } from '../../campaigns/queries.ts';
import { eventsIn } from '../../events/queries.ts';
import type { Cell, Figure, Item, Mark, Row, Words } from '../content.ts';
import { countWords, listWords, monthWords, pointsWords, shareWords, words } from '../words.ts';
import { type Frame, nameOf } from './frame.ts';
import {
  against,
  changeOf,
  chart,
  column,
  notComputed,
  notReported,
  orMissing,
  outside,
  sentence,
  table,
} from './items.ts';
import { type MonthTarget, targetsOf, targetsTable } from './month-targets.ts';

const monthsBefore = 12;

/** Uptake of the month with the months before it and what it is held against. */
export interface UptakeStory {
  /** Thirteen months, the report's own last. */
  readonly periods: readonly UptakePeriod[];
  readonly month: UptakePeriod;
  readonly previous: UptakePeriod;
  readonly yearBefore: UptakePeriod;
  /** The target of the share by month. */
  readonly targets: ReadonlyMap<string, number>;
}

export function uptakeStory(frame: Frame): UptakeStory {
  const window = frame.windowFrom(monthsBefore);
  const periods = uptakeIn(frame.db, window, 'month');
  const [yearBefore, previous, month] = [periods[0], periods.at(-2), periods.at(-1)];
  if (!yearBefore || !previous || !month) throw new RangeError(`no month ${frame.monthOn}`);
  return { periods, month, previous, yearBefore, targets: targetsOf(frame, window, 'uptake-share') };
}

/** Whether a month's counts may be set beside those of another. */
const isWhole = ({ state }: UptakePeriod): boolean => state === 'reported';

const countCell = (period: UptakePeriod, count: number | null): Cell =>
  period.state === 'outside' || period.state === 'closed' ? outside : orMissing(count);

function shareCell({ state, uptake }: UptakePeriod, of: 'share' | 'low' | 'high'): Cell {
  if (uptake.kind === 'share') return state === 'unfinished' ? notComputed : uptake[of];
  if (state === 'outside' || state === 'closed') return outside;
  return uptake.reason === 'not-reported' ? notReported : notComputed;
}

/** The share of the month in a sentence, with its counts and interval; or why there is none. */
export function shareSentence({ monthWords: month }: Frame, { month: period }: UptakeStory): Words {
  const { uptake, electronic, total, state } = period;
  if (state === 'unfinished') return words('uptake.unfinished', { month });
  if (uptake.kind === 'share') {
    const key = state === 'partial' ? 'uptake.sharePartial' : 'uptake.share';
    return words(key, {
      month,
      share: shareWords(uptake.share),
      low: shareWords(uptake.low),
      high: shareWords(uptake.high),
      electronic: electronic ?? 0,
      total: total ?? 0,
      reported: period.reportedDays,
      open: period.openDays,
    });
  }
  return words(`uptake.none.${state === 'closed' ? 'closed' : uptake.reason}`, {
    month,
    total: total ?? 0,
    reported: period.reportedDays,
    open: period.openDays,
  });
}

/** The share beside its target; undefined where there is no target or no share. */
export function targetSentence({ month, targets }: UptakeStory): Words | undefined {
  const target = targets.get(month.period);
  if (target === undefined) return undefined;
  if (!isWhole(month) || month.uptake.kind !== 'share')
    return words('uptake.targetOpen', { target: shareWords(target) });
  const points = month.uptake.share - target;
  const facts = { target: shareWords(target), points: pointsWords(points) };
  // What is written as no difference is none to the reader.
  if (Math.abs(points) < 0.0005) return words('uptake.targetMet', facts);
  return words(points > 0 ? 'uptake.targetAbove' : 'uptake.targetBelow', facts);
}

/** The share beside that of another month, with the interval of the difference. */
export function comparedSentence(now: UptakePeriod, then: UptakePeriod): Words {
  const month = monthWords(then.from);
  const change = isWhole(now) && isWhole(then) ? changeOfShare([now], [then]) : null;
  if (!change || then.uptake.kind !== 'share') return words('uptake.compared.none', { month });
  const facts = {
    month,
    share: shareWords(then.uptake.share),
    points: pointsWords(change.points),
    low: pointsWords(change.low),
    high: pointsWords(change.high),
  };
  if (change.low <= 0 && change.high >= 0) return words('uptake.compared.same', facts);
  const ends = change.points > 0 ? facts : { ...facts, low: facts.high, high: facts.low };
  return words(change.points > 0 ? 'uptake.compared.more' : 'uptake.compared.less', ends);
}

/** Applicants for the e-passport beside those of the same month a year before. */
function electronicSentence({ month, yearBefore }: UptakeStory): Words | undefined {
  if (!isWhole(month) || month.electronic === null) return undefined;
  const facts = { month: monthWords(yearBefore.from), count: month.electronic, earlier: yearBefore.electronic ?? 0 };
  const change = isWhole(yearBefore) ? changeOf(month.electronic, yearBefore.electronic ?? notReported) : notComputed;
  if (typeof change !== 'number') {
    return isWhole(yearBefore) && yearBefore.electronic === 0 ? words('uptake.electronic.fromNone', facts) : undefined;
  }
  if (month.electronic === yearBefore.electronic) return words('uptake.electronic.same', facts);
  const part = shareWords(Math.abs(change));
  return words(change > 0 ? 'uptake.electronic.more' : 'uptake.electronic.less', { ...facts, part });
}

/** The two figures that the report is about. */
export function uptakeFigures(frame: Frame, story: UptakeStory): Figure[] {
  const { month, previous, yearBefore, targets } = story;
  const share = shareCell(month, 'share');
  const electronic =
    month.state === 'unfinished' || month.state === 'partial' ? notComputed : countCell(month, month.electronic);
  const counts = targetsOf(frame, frame.window, 'electronic').get(month.period);
  const target = targets.get(month.period);
  const before = [previous, yearBefore].map((period) => ({
    label: monthWords(period.from),
    share: isWhole(period) ? shareCell(period, 'share') : notComputed,
    electronic: isWhole(period)
      ? countCell(period, period.electronic)
      : orMissing<Cell>(null, period.state === 'outside' ? outside : notComputed),
  }));
  return [
    {
      key: 'uptake-share',
      label: words('figure.uptake-share'),
      kind: 'share',
      value: share,
      ...(month.uptake.kind === 'share' && typeof share === 'number'
        ? { interval: [month.uptake.low, month.uptake.high] as const }
        : {}),
      against: [
        ...(target === undefined ? [] : [against(words('against.target'), 'share', share, target)]),
        ...before.map((other) => against(other.label, 'share', share, other.share)),
      ],
    },
    {
      key: 'electronic',
      label: words('figure.electronic'),
      kind: 'count',
      value: electronic,
      against: [
        ...(counts === undefined ? [] : [against(words('against.target'), 'count', electronic, counts)]),
        ...before.map((other) => against(other.label, 'count', electronic, other.electronic)),
      ],
    },
  ];
}

/** So many campaigns can be told apart on one axis. */
const marksMax = 12;

/** Campaigns as bands, events as lines; holidays come every month and are in the count of open days. */
function marksOf(frame: Frame): { readonly marks: Mark[]; readonly more: number } {
  const window = frame.windowFrom(monthsBefore);
  const within = (day: string) => {
    if (day < window.from) return window.from.slice(0, 7);
    return day > window.to ? frame.monthName : day.slice(0, 7);
  };
  const campaigns = campaignsIn(frame.db, window);
  const events = eventsIn(frame.db, window).filter(({ kind }) => kind !== 'holiday' && kind !== 'launch');
  const { launchedOn } = frame.office;
  const isLaunch = launchedOn !== null && launchedOn >= window.from && launchedOn <= window.to;
  return {
    more: Math.max(0, campaigns.length - marksMax),
    marks: [
      ...campaigns.slice(-marksMax).map((campaign) => ({
        kind: 'campaign' as const,
        from: within(campaign.startedOn),
        to: within(campaign.endedOn ?? window.to),
        label: nameOf(campaign),
      })),
      ...events.map((event) => ({
        kind: 'event' as const,
        from: within(event.startsOn),
        to: within(event.endsOn ?? event.startsOn),
        label: nameOf(event),
      })),
      ...(isLaunch
        ? [{ kind: 'launch' as const, from: within(launchedOn), to: within(launchedOn), label: words('uptake.launch') }]
        : []),
    ],
  };
}

/** What the picture shows: the highest and the lowest share, and the months that are not whole. */
function saysOf({ periods }: UptakeStory, more: number): Words {
  const known = periods.flatMap(({ from, uptake, state }) =>
    uptake.kind === 'share' && state === 'reported' ? [{ month: monthWords(from), share: uptake.share }] : [],
  );
  const [first] = known;
  if (!first) return words('uptake.says.nothing');
  const most = known.reduce((best, next) => (next.share > best.share ? next : best), first);
  const least = known.reduce((best, next) => (next.share < best.share ? next : best), first);
  const lacking = periods.filter(({ state }) => state !== 'reported').map(({ from }) => monthWords(from));
  const parts = [
    known.length === 1
      ? words('uptake.says.one', { month: first.month, share: shareWords(first.share) })
      : words('uptake.says.range', {
          most: shareWords(most.share),
          mostMonth: most.month,
          least: shareWords(least.share),
          leastMonth: least.month,
        }),
    ...(lacking.length > 0 ? [words('uptake.says.lacking', { months: listWords(lacking) })] : []),
    ...(more > 0 ? [words('uptake.says.more', { more })] : []),
  ];
  return { id: parts.map(({ id }) => id).join(' '), en: parts.map(({ en }) => en).join(' ') };
}

/** Months whose counts are not those of all their days, each with how many it has. */
function partialNote({ periods }: UptakeStory): Words | undefined {
  const partial = periods.filter(({ state }) => state === 'partial' || state === 'unfinished');
  const base = words('uptake.note');
  if (partial.length === 0) return base;
  const named = listWords(
    partial.map((period) =>
      words('uptake.partialMonth', {
        month: monthWords(period.from),
        reported: countWords(period.reportedDays),
        open: countWords(period.openDays),
      }),
    ),
  );
  const partly = words('uptake.partial', { months: named });
  return { id: `${base.id} ${partly.id}`, en: `${base.en} ${partly.en}` };
}

export function uptakeBlock(frame: Frame, story: UptakeStory, targets: readonly MonthTarget[]): Item[] {
  const { periods, month, previous, yearBefore } = story;
  const hasTarget = periods.some(({ period }) => story.targets.has(period));
  const rows = periods.map(
    (period): Row => ({
      key: period.period,
      cells: {
        month: period.period,
        electronic: countCell(period, period.electronic),
        ordinary: countCell(period, period.ordinary),
        total: countCell(period, period.total),
        share: shareCell(period, 'share'),
        low: shareCell(period, 'low'),
        high: shareCell(period, 'high'),
        ...(hasTarget ? { target: orMissing(story.targets.get(period.period), outside) } : {}),
      },
    }),
  );
  const { marks, more } = marksOf(frame);
  const target = targetSentence(story);
  const electronic = electronicSentence(story);
  return [
    sentence('share', shareSentence(frame, story)),
    sentence('target', target ?? words('uptake.noTarget')),
    sentence('previous', comparedSentence(month, previous)),
    sentence('year-before', comparedSentence(month, yearBefore)),
    ...(electronic ? [sentence('electronic', electronic)] : []),
    sentence('caution', words('uptake.caution')),
    chart({
      key: 'uptake-months',
      table: 'uptake-months',
      form: 'stacked-columns',
      category: 'month',
      series: [
        { column: 'electronic', role: 'electronic' },
        { column: 'ordinary', role: 'ordinary' },
        { column: 'share', band: { low: 'low', high: 'high' }, role: 'share', secondAxis: true },
        ...(hasTarget ? [{ column: 'target', role: 'target' as const, secondAxis: true }] : []),
      ],
      title: words('chart.uptake-months'),
      says: saysOf(story, more),
      marks,
    }),
    ...table({
      key: 'uptake-months',
      columns: [
        column('month', 'month'),
        column('electronic', 'count'),
        column('ordinary', 'count'),
        column('total', 'count'),
        column('share', 'share'),
        column('low', 'share'),
        column('high', 'share'),
        ...(hasTarget ? [column('target', 'share')] : []),
      ],
      rows,
      note: partialNote(story),
    }),
    ...targetsTable(frame, targets),
  ];
}
