import type { Db } from '@tilik/db/open';
import {
  type Campaign,
  campaigns,
  type EffectPlanRow,
  effectPlans,
  effects,
  events,
  imports,
  type Office,
  offices,
  withdrawnValues,
} from '@tilik/db/schema';
import { and, asc, count, desc, eq, isNotNull, isNull, max, ne, or } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { applicantCounts, openDays, reportedSpan } from '../applicants/queries.ts';
import { addDays, addMonths, type Day, daysOf, firstOfMonth, periodOf, periodsOf, type Span } from '../day.ts';
import type { CampaignSpan, CoEvent, Covariate, EffectInput, OfficePanel, PeriodFigures } from './input.ts';
import type { EffectGrain, EffectResult, Estimand, Refusal, Shape } from './result.ts';

/** A plan as it stands for a campaign: declared, or what is taken where nothing was. */
export interface StandingPlan {
  readonly id: number | null;
  readonly estimand: Exclude<Estimand, 'value'>;
  readonly shape: Shape;
  readonly window: Span;
  readonly comparisons: readonly string[];
  readonly declaredAt: string | null;
}

/** All that was declared of a campaign, the first first. */
export const plansOf = (db: Db, campaignId: string): EffectPlanRow[] =>
  db.select().from(effectPlans).where(eq(effectPlans.campaignId, campaignId)).orderBy(asc(effectPlans.id)).all();

/** Days of a campaign as they were, or as they are planned where it has not begun or ended. */
function spanOf({ startedOn, endedOn, plannedFromOn, plannedToOn }: Campaign, today: Day): Span {
  const from = startedOn ?? plannedFromOn ?? today;
  return {
    from,
    to: endedOn ?? (plannedToOn !== null && plannedToOn >= from ? plannedToOn : today > from ? today : from),
  };
}

/** The shape and days of every campaign of an office that has begun, with what was declared of it last. */
function campaignSpans(db: Db, officeId: string, today: Day): CampaignSpan[] {
  const latest = new Map(
    db
      .select()
      .from(effectPlans)
      .orderBy(asc(effectPlans.id))
      .all()
      .map((plan) => [plan.campaignId, plan]),
  );
  return db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.officeId, officeId), isNotNull(campaigns.startedOn)))
    .orderBy(campaigns.startedOn, campaigns.id)
    .all()
    .map((campaign) => ({
      id: campaign.id,
      shape: (latest.get(campaign.id)?.shape as Shape | undefined) ?? 'step',
      ...spanOf(campaign, today),
    }));
}

/**
 * What is asked of a campaign where nothing was declared: switching where demand or the quota moved within a year of
 * it, extra applications otherwise; a step; its own days.
 */
export function standingPlan(
  db: Db,
  campaign: Campaign,
  today: Day,
  coEvents: readonly CoEvent[] = coEventsOf(db, campaign.officeId),
): StandingPlan {
  const declared = plansOf(db, campaign.id).at(-1);
  const own = spanOf(campaign, today);
  if (declared) {
    return {
      id: declared.id,
      estimand: declared.estimand as StandingPlan['estimand'],
      shape: declared.shape as Shape,
      window: { from: declared.windowFromOn ?? own.from, to: declared.windowToOn ?? own.to },
      comparisons: declared.comparisons,
      declaredAt: declared.declaredAt,
    };
  }
  const moved = coEvents.some(
    ({ kind, from, to }) =>
      ['quota', 'closure', 'outage', 'policy', 'fee'].includes(kind) &&
      from <= own.to &&
      (to === null ? from >= addDays(own.from, -364) : to >= addDays(own.from, -364)),
  );
  return {
    id: null,
    estimand: moved ? 'share' : 'extra',
    shape: 'step',
    window: own,
    comparisons: [],
    declaredAt: null,
  };
}

/** Events that touch an office. */
const coEventsOf = (db: Db, officeId: string): CoEvent[] =>
  db
    .select()
    .from(events)
    .where(or(isNull(events.officeId), eq(events.officeId, officeId)))
    .orderBy(events.startsOn, events.id)
    .all()
    .map(({ id, name, kind, startsOn, endsOn, confounds }) => ({
      id,
      name,
      kind,
      from: startsOn,
      to: endsOn ?? (kind === 'holiday' ? startsOn : null),
      confounds,
    }));

/** Figures of an office by period, of the days that were open and reported. Days give weeks; months stay months. */
function figuresOf(db: Db, office: Office, span: Span, grain: EffectGrain): PeriodFigures[] {
  const periods = periodsOf(span, grain);
  const whole = { from: periods[0]?.from ?? span.from, to: periods.at(-1)?.to ?? span.to };
  const open = openDays(db, { office, ...whole });
  if (grain === 'month') {
    const counts = applicantCounts(db, office.id, 'month', whole);
    return periods.map((period) => ({
      period,
      openDays: daysOf(period).filter((day) => open.has(day)).length,
      electronic: counts.electronic.get(period.from) ?? null,
      ordinary: counts.ordinary.get(period.from) ?? null,
      value: null,
    }));
  }
  const counts = applicantCounts(db, office.id, 'day', whole);
  return periods.map((period): PeriodFigures => {
    const days = daysOf(period);
    // A day that was closed on the calendar but took applications was open.
    const counted = days.filter((day) => {
      const electronic = counts.electronic.get(day);
      return electronic !== undefined && (open.has(day) || electronic + (counts.ordinary.get(day) ?? 0) > 0);
    });
    const expected = days.filter((day) => open.has(day)).length;
    const isMissing = counted.length === 0 || counted.length < expected / 2;
    const both = counted.every((day) => counts.ordinary.has(day));
    const sum = (of: ReadonlyMap<Day, number>) => counted.reduce((total, day) => total + (of.get(day) ?? 0), 0);
    return {
      period,
      openDays: isMissing ? 0 : counted.length,
      electronic: isMissing ? null : sum(counts.electronic),
      ordinary: isMissing || !both ? null : sum(counts.ordinary),
      value: null,
    };
  });
}

/** Everything the judgement of a campaign is made from, as the figures and the calendar stand now. */
export function effectInput(db: Db, campaign: Campaign, today: Day): EffectInput & { readonly standing: StandingPlan } {
  const office = db.select().from(offices).where(eq(offices.id, campaign.officeId)).get();
  if (!office) throw new RangeError(`no office ${campaign.officeId}`);
  const list = campaignSpans(db, office.id, today);
  const coEvents = coEventsOf(db, office.id);
  const standing = standingPlan(db, campaign, today, coEvents);
  const input = inputOf(db, office, standing, list, coEvents, campaign.id, today);
  const troubles: Refusal[] =
    campaign.startedOn === null ? [...input.troubles, { rule: 'not-begun' }] : [...input.troubles];
  return { ...input, troubles, standing };
}

/** The same for a campaign that is only thought of. */
export function planningInput(
  db: Db,
  office: Office,
  plan: Pick<StandingPlan, 'estimand' | 'shape' | 'comparisons'>,
  today: Day,
): EffectInput {
  const window = { from: addDays(today, 1), to: addDays(today, 28) };
  return inputOf(
    db,
    office,
    { ...plan, id: null, declaredAt: null, window },
    campaignSpans(db, office.id, today),
    coEventsOf(db, office.id),
    '',
    today,
  );
}

function inputOf(
  db: Db,
  office: Office,
  standing: StandingPlan,
  list: readonly CampaignSpan[],
  coEvents: readonly CoEvent[],
  campaignId: string,
  today: Day,
): EffectInput {
  const reported = reportedSpan(db, office.id);
  const [to = ''] = [reported?.to ?? '', standing.window.to, today].sort();
  const span = reported && { from: reported.from, to };
  const isEmpty = !span || span.from > span.to;
  const daily = isEmpty ? undefined : figuresOf(db, office, span, 'week');
  const isDaily = daily?.some(({ electronic }) => electronic !== null) ?? false;
  const grain: EffectGrain = isDaily || isEmpty ? 'week' : 'month';
  const figures = isEmpty ? [] : isDaily ? (daily ?? []) : figuresOf(db, office, span, 'month');
  const own = list.find(({ id }) => id === campaignId);
  const launch = coEvents.find(({ kind }) => kind === 'launch')?.from ?? null;
  return {
    grain,
    estimand: standing.estimand,
    figures,
    covariates: isEmpty
      ? []
      : standing.comparisons.flatMap((id) => comparisonOf(db, id, span, grain, standing.estimand) ?? []),
    panel: panelOf(db, office, standing, today),
    campaign: { ...(own ?? standing.window), id: campaignId, shape: standing.shape },
    window: standing.window,
    otherCampaigns: list.filter(({ id }) => id !== campaignId),
    events: coEvents,
    launchedOn: office.launchedOn ?? launch,
    today,
    troubles: [],
  };
}

const panelMonthsBefore = 36;

/** Ours and the compared offices by whole months, from three years before the window to its last whole month. */
function panelOf(db: Db, ours: Office, { window, comparisons }: StandingPlan, today: Day): OfficePanel[] {
  const from = addMonths(firstOfMonth(window.from), -panelMonthsBefore);
  const months = periodsOf({ from, to: window.to }, 'month').filter(({ to }) => to < today);
  const last = months.at(-1);
  if (!last || comparisons.length === 0) return [];
  const list = db.select().from(offices).all();
  const compared = comparisons.flatMap((id) => list.find((office) => office.id === id) ?? []);
  return [ours, ...compared].map((office) => ({
    name: office.name,
    figures: monthsOf(db, office, { from, to: last.to }),
  }));
}

/** Months as they were reported, or as the days of them add up where every open day was. */
function monthsOf(db: Db, office: Office, span: Span): PeriodFigures[] {
  const months = figuresOf(db, office, span, 'month');
  const days = applicantCounts(db, office.id, 'day', span);
  return months.map((month) => {
    if (days.electronic.size === 0) return month;
    const inside = daysOf(month.period);
    const sum = (of: ReadonlyMap<Day, number>) => {
      const known = inside.flatMap((day) => of.get(day) ?? []);
      return known.length < month.openDays ? null : known.reduce((total, each) => total + each, 0);
    };
    return {
      ...month,
      electronic: month.electronic ?? sum(days.electronic),
      ordinary: month.ordinary ?? sum(days.ordinary),
    };
  });
}

/** The same figure of a comparison office, period by period; undefined where it has none at this grain. */
function comparisonOf(
  db: Db,
  officeId: string,
  span: Span,
  grain: EffectGrain,
  estimand: Estimand,
): Covariate | undefined {
  const office = db.select().from(offices).where(eq(offices.id, officeId)).get();
  if (!office) return undefined;
  const values = figuresOf(db, office, span, grain).map(({ electronic, ordinary, openDays: days }) => {
    if (days <= 0 || electronic === null) return null;
    if (estimand === 'extra') return electronic / days;
    return ordinary === null || electronic === 0 || ordinary === 0 ? null : electronic / (electronic + ordinary);
  });
  return values.every((value) => value === null) ? undefined : { name: office.name, values, isOffice: true };
}

/** Names the figures and the calendar as they stand: any import, undo or typed value makes another. */
export function dataVersion(db: Db): string {
  const known = db
    .select({ last: max(imports.id), undone: count(imports.undoneAt) })
    .from(imports)
    .get();
  const withdrawn = db.select({ all: count() }).from(withdrawnValues).get();
  return `${known?.last ?? 0}.${known?.undone ?? 0}.${withdrawn?.all ?? 0}`;
}

/** Changes whenever the engine would give another result for the same figures. */
export const engineVersion = 3;

/** What an effect was computed from, in one text. A judgement that waits for its window to end is also of its day. */
export const effectVersion = (db: Db, standing: StandingPlan, today: Day): string =>
  [
    `data ${dataVersion(db)}`,
    `plan ${lastPlan(db)}`,
    `engine ${engineVersion}`,
    ...(standing.window.to < today ? [] : [`on ${periodOf(today, 'week').from}`]),
  ].join(', ');

/** The plans of other campaigns are part of the model as well. */
const lastPlan = (db: Db): number =>
  db
    .select({ last: max(effectPlans.id) })
    .from(effectPlans)
    .get()?.last ?? 0;

export interface StoredEffect {
  readonly dataVersion: string;
  readonly computedAt: string;
  readonly result: EffectResult;
}

/** The latest judgement of a campaign that was made from this version. */
export function storedEffect(db: Db, campaignId: string, version: string): StoredEffect | undefined {
  const row = db
    .select()
    .from(effects)
    .where(and(eq(effects.campaignId, campaignId), eq(effects.dataVersion, version)))
    .orderBy(desc(effects.id))
    .get();
  return row && { dataVersion: row.dataVersion, computedAt: row.computedAt, result: row.result as EffectResult };
}

/** Keeps a judgement; of a run of equal verdicts the first and the latest are kept. */
export function storeEffect(db: Db, campaignId: string, stored: StoredEffect): void {
  db.transaction(
    (tx) => {
      const before = tx
        .select({ id: effects.id, verdict: effects.verdict })
        .from(effects)
        .where(eq(effects.campaignId, campaignId))
        .orderBy(desc(effects.id))
        .limit(2)
        .all();
      const [last, secondLast] = before;
      if (
        last &&
        secondLast &&
        last.verdict === stored.result.verdict &&
        secondLast.verdict === stored.result.verdict
      ) {
        tx.delete(effects).where(eq(effects.id, last.id)).run();
      }
      tx.insert(effects)
        .values({
          campaignId,
          dataVersion: stored.dataVersion,
          computedAt: stored.computedAt,
          verdict: stored.result.verdict,
          result: stored.result,
        })
        .run();
    },
    { behavior: 'immediate' },
  );
}

/** One time at which the verdict became another, and what had changed. */
export interface VerdictChange {
  readonly computedAt: string;
  readonly verdict: string;
  readonly because: 'first' | 'figures' | 'plan' | 'engine' | 'time';
}

/** How the verdict of a campaign came to be what it is. */
export function verdictHistory(db: Db, campaignId: string): VerdictChange[] {
  const rows = db
    .select({ computedAt: effects.computedAt, verdict: effects.verdict, dataVersion: effects.dataVersion })
    .from(effects)
    .where(eq(effects.campaignId, campaignId))
    .orderBy(asc(effects.id))
    .all();
  const part = (version: string, name: string) => version.split(', ').find((each) => each.startsWith(name));
  return rows.flatMap((row, index): VerdictChange[] => {
    const before = rows[index - 1];
    if (!before) return [{ computedAt: row.computedAt, verdict: row.verdict, because: 'first' }];
    if (before.verdict === row.verdict) return [];
    const changed = (['data', 'plan', 'engine'] as const).find(
      (name) => part(before.dataVersion, name) !== part(row.dataVersion, name),
    );
    const because = changed === 'data' ? 'figures' : (changed ?? 'time');
    return [{ computedAt: row.computedAt, verdict: row.verdict, because }];
  });
}

export const campaignOf = (db: Db, id: string): Campaign | undefined =>
  db.select().from(campaigns).where(eq(campaigns.id, id)).get();

/** Offices that ours can be compared with. */
export const comparisonOffices = (db: Db, officeId: string): Office[] =>
  db
    .select()
    .from(offices)
    .where(and(ne(offices.id, officeId), isNotNull(offices.name)))
    .orderBy(offices.id)
    .all();

/** Declares or changes a plan; what was declared before is kept. */
export function declarePlan(db: Db, by: By, officeId: string, plan: Omit<EffectPlanRow, 'id' | 'actor'>): void {
  db.transaction(
    () => {
      const was = plansOf(db, plan.campaignId).at(-1);
      db.insert(effectPlans)
        .values({ ...plan, actor: by.actor.id })
        .run();
      const act = was ? 'changed' : 'declared';
      writeAudit(db, by, { act, noun: 'effect-plan', key: plan.campaignId, officeId, was, became: plan });
    },
    { behavior: 'immediate' },
  );
}
