import type { Db } from '@tilik/db/open';
import type { Campaign } from '@tilik/db/schema';
import type { Approach } from '@tilik/db/vocabulary';
import { campaignsIn } from '../campaigns/queries.ts';
import { addDays, daysBetween, daysOf, type Span } from '../day.ts';
import { familyOf } from '../effect/family.ts';
import { effectVersion, standingPlan, storedEffect } from '../effect/queries.ts';
import type { EffectResult } from '../effect/result.ts';
import type { Window } from '../window.ts';
import { costPerAdditional, costPerDeclared, moneyOf } from './costs.ts';
import { activitiesTogether, type StageActivity, stageActivities, type Use, usesTogether } from './queries.ts';
import { byStage } from './rates.ts';

/** A campaign with its days as they are known today. */
interface Ran extends Span {
  readonly campaign: Campaign;
  readonly isRunning: boolean;
  readonly own: readonly StageActivity[];
  readonly result: EffectResult | undefined;
}

const usesOf = (list: readonly Ran[]): Use[] =>
  list.flatMap(({ campaign, from, to }) => campaign.channels.map((channel) => ({ channel, span: { from, to } })));

/** What a set of campaigns measured, on the same terms for one and for many. */
function measured(db: Db, window: Window, list: readonly Ran[], isRunning: boolean) {
  const together = usesTogether(db, window, usesOf(list));
  const own = list.flatMap((ran) => ran.own);
  const withCost = own.filter(({ costRupiah }) => costRupiah !== null);
  const money = moneyOf(list.map(({ campaign }) => campaign));
  return {
    channels: [...new Set(list.flatMap(({ campaign }) => campaign.channels))],
    stages: byStage(together.figures.map((figure) => ({ ...figure, channels: [...figure.channels] }))),
    own: {
      activities: own.length,
      stages: byStage(activitiesTogether(db, own).map((figure) => ({ ...figure, channels: [...figure.channels] }))),
    },
    declared: { applicants: together.declared.applicants, months: [...together.declared.months] },
    money,
    costs: {
      activities: own.length,
      withCost: withCost.length,
      rupiah:
        own.length > 0 && withCost.length === own.length
          ? own.reduce((sum, { costRupiah }) => sum + (costRupiah ?? 0), 0)
          : null,
    },
    costPerDeclared: costPerDeclared(money, together.declared.applicants, isRunning),
  };
}

/** The judgement that stands for the figures as they are now; undefined where none was made of them. */
function standingResult(db: Db, campaign: Campaign, { today }: Window): EffectResult | undefined {
  return storedEffect(db, campaign.id, effectVersion(db, standingPlan(db, campaign, today), today))?.result;
}

/**
 * Diseminasi beside sosialisasi on the same measures. A campaign that ran on any day of the window is in it with all of
 * its days, so that its money and its figures are of the same. Those still running are listed and in no sum.
 */
export function approachesIn(db: Db, window: Window) {
  const begun = campaignsIn(db, window);
  const yesterday = addDays(window.today, -1);
  const activities = stageActivities(db, window, { campaigns: begun.map(({ id }) => id) });
  const list = begun.map((campaign): Ran => {
    const isRunning = campaign.endedOn === null || campaign.endedOn >= window.today;
    const [, to = campaign.startedOn] = [campaign.startedOn, isRunning ? yesterday : (campaign.endedOn ?? '')].sort();
    return {
      campaign,
      from: campaign.startedOn,
      to,
      isRunning,
      own: activities.filter(({ campaignId }) => campaignId === campaign.id),
      result: standingResult(db, campaign, window),
    };
  });
  const judged = list.filter(({ result }) => result !== undefined);
  const family = familyOf(judged.flatMap(({ result }) => result ?? []));
  const verdicts = new Map(judged.map(({ campaign }, index) => [campaign.id, family.members[index]?.result.verdict]));
  return {
    approaches: (['diseminasi', 'sosialisasi'] as const).map((approach) => sideOf(db, window, list, approach)),
    campaigns: list.map((ran) => {
      const { campaign, from, to, isRunning, result } = ran;
      const figures = measured(db, window, [ran], isRunning);
      const verdict = verdicts.get(campaign.id);
      const extra = result?.kind === 'computed' ? result.numbers.extra : undefined;
      return {
        id: campaign.id,
        name: campaign.name,
        nameEn: campaign.nameEn,
        approach: campaign.approach,
        from,
        to,
        days: daysBetween(from, to) + 1,
        isRunning,
        ...figures,
        effect:
          verdict === undefined
            ? null
            : {
                verdict,
                additional: extra ? { estimate: extra.estimate, lower: extra.lower, upper: extra.upper } : null,
              },
        costPerAdditional: costPerAdditional(figures.money, result),
      };
    }),
  };
}

function sideOf(db: Db, window: Window, all: readonly Ran[], approach: Approach) {
  const own = all.filter(({ campaign }) => campaign.approach === approach);
  const ended = own.filter(({ isRunning }) => !isRunning);
  const others = new Set(
    all
      .filter(({ campaign }) => campaign.approach !== approach)
      .flatMap((ran) => daysOf(ran).flatMap((day) => ran.campaign.channels.map((channel) => `${channel} ${day}`))),
  );
  const shared = ended.flatMap((ran) =>
    daysOf(ran).filter((day) => ran.campaign.channels.some((channel) => others.has(`${channel} ${day}`))),
  );
  return {
    approach,
    campaigns: ended.map(({ campaign }) => campaign.id),
    running: own.filter(({ isRunning }) => isRunning).map(({ campaign }) => campaign.id),
    days: new Set(ended.flatMap((ran) => daysOf(ran))).size,
    campaignDays: ended.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0),
    sharedDays: new Set(shared).size,
    ...measured(db, window, ended, false),
  };
}
