import { randomInt } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Office, Switching } from '@tilik/db/schema';
import { requireOffice } from '../access/actor.ts';
import { byOf } from '../access/guard.ts';
import { channelList } from '../channels/queries.ts';
import { namesIn } from '../channels/words.ts';
import { addDays, type Day, dayInZone, weekday } from '../day.ts';
import type { Evaluator } from '../effect/evaluator.ts';
import { languageOf } from '../language.ts';
import { holdsSample, officeList } from '../offices/queries.ts';
import { type IssueFacts, ProblemError } from '../problem.ts';
import { Remark } from '../remark.ts';
import { randomGenerator } from '../stats/random-generator.ts';
import { DayText, FlagText, json, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { switchingPower } from './analyse.ts';
import { declareSwitching, stopSwitching, switchingById, switchingsOf, weeklyFigures } from './queries.ts';
import { SwitchingAnalysis, SwitchingDifference, SwitchingPower, SwitchingRefusal } from './result.ts';
import { armsOf, drawSchedule, smallestProbability, switchingDesigns } from './schedule.ts';
import { differenceInWords, switchingInWords, switchingRefusalInWords } from './words.ts';

const weeksMin = 8;
const weeksMax = 104;
const blockWeeksMax = 26;
const seedMax = 2 ** 31 - 1;
const nameMax = 120;
/** A plan that could not show less than this by any outcome is no plan. */
const probabilityMax = 0.05;

const states = ['planned', 'running', 'over', 'stopped'] as const;

const ScheduleShown = z
  .object({
    office: z.string(),
    name: z.string(),
    design: z.enum(switchingDesigns),
    channels: z.array(z.string()),
    from: z.string(),
    to: z.string(),
    blockWeeks: z.int(),
    seed: z.int().openapi({ description: 'The same seed draws the same schedule.' }),
    weeks: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        block: z.int().openapi({ description: 'Counted from 1.' }),
        arm: z.string().openapi({ description: 'A channel that is on, or `off`.' }),
      }),
    ),
  })
  .openapi('SwitchingSchedule');

const SwitchingShown = ScheduleShown.extend({
  id: z.int(),
  state: z.enum(states),
  declaredAt: z.string(),
  stoppedAt: z.string().nullable(),
  stoppedReason: z.string().nullable(),
}).openapi('Switching');

const PreviewAnswer = ScheduleShown.extend({
  id: z.null(),
  smallestProbability: z.number().openapi({ description: 'The smallest p that any outcome of this plan could show.' }),
  mde: z.number().nullable().openapi({ description: 'Smallest change found four times in five, as a ratio − 1.' }),
  power: SwitchingPower,
}).openapi('SwitchingPreview');

const ListAnswer = z
  .object({
    office: z.string(),
    today: z.string(),
    sample: z.boolean(),
    switchings: z.array(SwitchingShown),
    power: SwitchingPower.openapi({ description: 'Of on–off schedules in blocks of four weeks.' }),
  })
  .openapi('Switchings');

const OneAnswer = SwitchingShown.extend({
  sample: z.boolean(),
  analysis: SwitchingAnalysis.omit({ refusals: true, differences: true }).extend({
    refusals: z.array(SwitchingRefusal.extend({ sentence: z.string() })),
    differences: z.array(SwitchingDifference.extend({ sentence: z.string() })),
  }),
  words: z.array(z.string()),
}).openapi('SwitchingWithAnalysis');

const ProposeBody = z
  .object({
    office: z.string().optional(),
    name: Remark.refine((text) => text.length > 0 && text.length <= nameMax),
    design: z.enum(switchingDesigns),
    channels: z.array(z.string()).min(1).max(12),
    from: DayText.openapi({ description: 'A Monday after today.' }),
    weeks: z.int().min(weeksMin).max(weeksMax),
    blockWeeks: z.int().min(2).max(blockWeeksMax).openapi({
      description: 'Weeks are shuffled within blocks of so many, in which each arm comes equally often.',
    }),
    seed: z.int().min(0).max(seedMax).optional().openapi({
      description: 'Of a preview, to declare exactly what was shown; left to chance where it is not given.',
    }),
  })
  .openapi('ProposeSwitching');

const IdParam = z.object({ id: z.coerce.number().int().positive() });

export interface SwitchingWorld {
  readonly db: Db;
  readonly now: () => Date;
  readonly evaluator: Evaluator;
}

export const switchingRoutes = ({ db, now, evaluator }: SwitchingWorld) => {
  const officeOf = (id: string): Office => {
    const office = officeList(db).find((each) => each.id === id);
    if (!office) throw new RangeError(`no office ${id}`);
    return office;
  };
  const known = (id: number): Switching => {
    const found = switchingById(db, id);
    if (!found) throw new ProblemError(404, 'no-such-switching', { facts: { id: String(id) } });
    return found;
  };
  const shown = (switching: Switching, today: Day): z.infer<typeof SwitchingShown> => {
    const schedule = scheduleShown(switching);
    const state = switching.stoppedAt
      ? 'stopped'
      : today < schedule.from
        ? 'planned'
        : today > schedule.to
          ? 'over'
          : 'running';
    return {
      ...schedule,
      id: switching.id,
      state,
      declaredAt: switching.declaredAt,
      stoppedAt: switching.stoppedAt,
      stoppedReason: switching.stoppedReason,
    };
  };

  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/switching',
        tags: ['switching'],
        summary: 'Randomised schedules of channels, and how long one must be to show anything',
        request: { query: WindowQuery.pick({ office: true }) },
        responses: { 200: json(ListAnswer, 'The latest first; those that were stopped are kept.') },
      }),
      (c) => {
        const { office, today } = windowOf(db, { office: c.req.valid('query').office }, now(), c.get('actor'));
        const { figures } = weeklyFigures(db, office, today);
        return c.json(
          {
            office: office.id,
            today,
            sample: holdsSample(db),
            switchings: switchingsOf(db, office.id).map((switching) => shown(switching, today)),
            power: switchingPower(figures, { arms: 2, blockWeeks: 4, today }),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/switching',
        tags: ['switching'],
        summary: 'Propose a randomised schedule of channels, and declare it',
        request: {
          query: z.object({ preview: FlagText }),
          body: { required: true, content: { 'application/json': { schema: ProposeBody } } },
        },
        responses: {
          200: json(PreviewAnswer, 'With `preview=true`: what would be declared; nothing is kept.'),
          201: json(SwitchingShown, 'Declared: from now on it is kept as it is.'),
        },
      }),
      (c) => {
        const { office: asked, from, weeks, blockWeeks, ...given } = c.req.valid('json');
        const { office, today } = windowOf(db, { office: asked }, now(), c.get('actor'));
        requireOffice(c.get('actor'), office.id);
        const channels = [...given.channels];
        const plan = { design: given.design, channels, weeks, blockWeeks };
        const issues = planIssues(
          plan,
          from,
          today,
          channelList(db).map(({ id }) => id),
        );
        if (issues.length > 0) throw new ProblemError(400, 'bad-request', { issues });
        const to = addDays(from, 7 * weeks - 1);
        const other = switchingsOf(db, office.id).find((each) => {
          const span = scheduleShown(each);
          const end = each.stoppedAt ? dayInZone(new Date(each.stoppedAt), office.zone) : span.to;
          return span.from <= to && end >= from;
        });
        if (other) throw new ProblemError(409, 'switching-overlaps', { facts: { name: other.name } });
        const seed = given.seed ?? randomInt(seedMax);
        const row = {
          officeId: office.id,
          name: given.name,
          design: given.design,
          channels,
          fromOn: from,
          weeks: drawSchedule(plan, randomGenerator(seed)),
          blockWeeks,
          seed,
          declaredAt: now().toISOString(),
          stoppedAt: null,
          stoppedReason: null,
        };
        if (!c.req.valid('query').preview) return c.json(shown(declareSwitching(db, byOf(c, now()), row), today), 201);
        const arms = armsOf(plan).length;
        const power = switchingPower(weeklyFigures(db, office, today).figures, { arms, blockWeeks, today });
        return c.json(
          {
            ...scheduleShown({ ...row, id: 0, actor: null }),
            id: null,
            smallestProbability: smallestProbability(plan),
            mde: power.weeklySd === null ? null : Math.expm1(2.8 * power.weeklySd * Math.sqrt((2 * arms) / weeks)),
            power,
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/switching/{id}',
        tags: ['switching'],
        summary: 'One schedule, and what it showed once eight weeks of it are over',
        request: { params: IdParam },
        responses: { 200: json(OneAnswer, 'By a randomisation test; before that, from when it can be said.') },
      }),
      async (c) => {
        const switching = known(c.req.valid('param').id);
        const office = officeOf(switching.officeId);
        const today = dayInZone(now(), office.zone);
        const analysis = await evaluator.run('analyseSwitching', {
          design: switching.design,
          channels: switching.channels,
          fromOn: switching.fromOn,
          weeks: switching.weeks,
          blockWeeks: switching.blockWeeks,
          seed: switching.seed,
          today,
          stoppedOn: switching.stoppedAt ? dayInZone(new Date(switching.stoppedAt), office.zone) : null,
          ...weeklyFigures(db, office, today),
        });
        const language = languageOf(c);
        const nameOf = namesIn(language, channelList(db));
        return c.json(
          {
            ...shown(switching, today),
            sample: holdsSample(db),
            analysis: {
              ...analysis,
              refusals: analysis.refusals.map((refusal) => ({
                ...refusal,
                sentence: switchingRefusalInWords(language, refusal),
              })),
              differences: analysis.differences.map((difference) => ({
                ...difference,
                sentence: differenceInWords(language, difference, nameOf),
              })),
            },
            words: switchingInWords(language, analysis, nameOf),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/switching/{id}/stop',
        tags: ['switching'],
        summary: 'Give up a schedule, with the reason; it is kept',
        request: {
          params: IdParam,
          body: { content: { 'application/json': { schema: z.object({ reason: Remark }).openapi('StopSwitching') } } },
        },
        responses: { 200: json(SwitchingShown, 'Stopped.') },
      }),
      (c) => {
        const switching = known(c.req.valid('param').id);
        const office = officeOf(switching.officeId);
        const today = dayInZone(now(), office.zone);
        // A request without a body is not looked at by the schema.
        const { reason } = c.req.valid('json') as { reason?: string };
        if (!reason) {
          throw new ProblemError(400, 'bad-request', { issues: [{ field: 'reason', code: 'stop-reason-needed' }] });
        }
        if (switching.stoppedAt) throw new ProblemError(409, 'switching-stopped', { facts: { name: switching.name } });
        if (today > scheduleShown(switching).to) {
          throw new ProblemError(409, 'switching-over', { facts: { name: switching.name } });
        }
        stopSwitching(db, byOf(c, now()), switching, reason);
        return c.json(shown(known(switching.id), today), 200);
      },
    );
};

function scheduleShown(switching: Switching): z.infer<typeof ScheduleShown> {
  const { officeId, name, design, channels, fromOn, weeks, blockWeeks, seed } = switching;
  return {
    office: officeId,
    name,
    design,
    channels,
    from: fromOn,
    to: addDays(fromOn, 7 * weeks.length - 1),
    blockWeeks,
    seed,
    weeks: weeks.map((arm, week) => ({
      from: addDays(fromOn, 7 * week),
      to: addDays(fromOn, 7 * week + 6),
      block: Math.floor(week / blockWeeks) + 1,
      arm,
    })),
  };
}

/** What makes a plan one that cannot be carried out or could show nothing. */
function planIssues(
  plan: Parameters<typeof smallestProbability>[0],
  from: Day,
  today: Day,
  known: readonly string[],
): IssueFacts[] {
  const { design, channels, weeks, blockWeeks } = plan;
  const issues: IssueFacts[] = [];
  if (weekday(from) !== 1) issues.push({ field: 'from', code: 'not-a-monday', facts: { value: from } });
  if (from <= today) issues.push({ field: 'from', code: 'not-in-future', facts: { value: from } });
  for (const value of channels) {
    if (!known.includes(value)) {
      issues.push({ field: 'channels', code: 'unknown-channel', facts: { value, known: known.join(', ') } });
    }
  }
  if (new Set(channels).size < channels.length) issues.push({ field: 'channels', code: 'channel-twice' });
  else if (design === 'on-off' && channels.length !== 1) issues.push({ field: 'channels', code: 'one-channel' });
  else if (design === 'rotation' && channels.length < 2) issues.push({ field: 'channels', code: 'several-channels' });
  const arms = armsOf(plan).length;
  if (blockWeeks % arms !== 0) issues.push({ field: 'blockWeeks', code: 'block-uneven', facts: { arms } });
  if (weeks % blockWeeks !== 0) issues.push({ field: 'weeks', code: 'weeks-uneven', facts: { blockWeeks } });
  if (issues.length === 0 && smallestProbability(plan) > probabilityMax) {
    issues.push({
      field: 'weeks',
      code: 'too-few-schedules',
      facts: { smallest: Math.round(1000 * smallestProbability(plan)) / 1000 },
    });
  }
  return issues;
}
