import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { grains } from '@tilik/db/vocabulary';
import type { Context } from 'hono';
import { type Actor, requireOffice } from '../access/actor.ts';
import { actorName, type By } from '../access/audit.ts';
import { byOf } from '../access/guard.ts';
import { openDays } from '../applicants/queries.ts';
import { channelList } from '../channels/queries.ts';
import { addMonths, firstOfMonth, periodOf } from '../day.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { languageOf } from '../language.ts';
import { holdsSample, officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { Remark } from '../remark.ts';
import { MonthText, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { closeOrReopen, completenessIn, monthStates, unfitReasons } from './closures.ts';
import { completenessStates } from './completeness.ts';
import { checkExpected, ExpectedFigure, expectedDays, suggestExpected } from './expected.ts';
import { type Finding, findingInWords, findingsIn, placeOf } from './findings.ts';
import { expectedOf, followUp, replaceExpected, reportedMonths } from './queries.ts';
import { ruleCodes, severities } from './rules.ts';

const OfficeQuery = WindowQuery.pick({ office: true });

const ExpectedAnswer = z.object({ office: z.string(), figures: z.array(ExpectedFigure) }).openapi('ExpectedFigures');

const MonthCompletenessAnswer = z
  .object({
    month: z.string(),
    unfinished: z.boolean(),
    endsInDays: z.int().nullable(),
    figures: z.int().openapi({ description: 'Figures expected in this month.' }),
    complete: z.int(),
    share: z.number().nullable().openapi({ description: 'Null where nothing was expected: that is not 100 %.' }),
  })
  .openapi('MonthCompleteness');

const CompletenessAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    today: z.string(),
    sample: z.boolean(),
    months: z.array(MonthCompletenessAnswer),
    figures: z.array(
      ExpectedFigure.extend({
        cells: z.array(
          z.object({
            month: z.string(),
            state: z.enum(completenessStates),
            timeliness: z.enum(['on-time', 'late']).nullable(),
            expected: z.int().openapi({ description: 'Periods that were to be reported.' }),
            reported: z.int(),
            onTime: z.int(),
            share: z.number().nullable(),
            dueOn: z.string(),
          }),
        ),
      }),
    ),
  })
  .openapi('Completeness');

const FollowUpAnswer = z.object({
  state: z.enum(['open', 'checked', 'accepted']),
  comment: z.string(),
  changedAt: z.string().nullable(),
});

const FindingAnswer = z
  .object({
    id: z.string(),
    month: z.string(),
    rule: z.enum(ruleCodes),
    severity: z.enum(severities),
    sentence: z.string().openapi({ description: 'In the language asked for.' }),
    facts: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .openapi({ description: 'The arithmetic behind the sentence.' }),
    figures: z.array(z.object({ noun: z.string(), key: z.array(z.string()) })),
    followUp: FollowUpAnswer,
  })
  .openapi('Finding');

const FindingsAnswer = z
  .object({
    office: z.string(),
    month: z.string(),
    unfinished: z.boolean(),
    sample: z.boolean(),
    findings: z.array(FindingAnswer),
    outliers: z.object({
      evaluated: z.int().openapi({ description: 'Values that were held against earlier ones.' }),
      notEvaluated: z.array(
        z.object({
          noun: z.enum(['readings', 'applicants']),
          channel: z.string().nullable(),
          measure: z.string(),
          grain: z.enum(grains),
          reason: z.enum(['too-few', 'no-spread']),
          values: z.int(),
        }),
      ),
    }),
  })
  .openapi('Findings');

const MonthAnswer = z
  .object({
    month: z.string(),
    state: z.enum(['unfinished', 'open', 'closed', 'reopened']),
    completeness: MonthCompletenessAnswer,
    openFindings: z.object({ error: z.int(), warning: z.int(), note: z.int() }),
    fit: z.boolean(),
    reasons: z.array(z.object({ code: z.enum(unfitReasons), count: z.int() })),
    history: z.array(
      z.object({
        act: z.enum(['closed', 'reopened']),
        reason: z.string(),
        actedAt: z.string(),
        by: z.string().nullable().openapi({ description: 'Who did it; null: before people were told apart.' }),
      }),
    ),
  })
  .openapi('MonthState');

const MonthsAnswer = z
  .object({ office: z.string(), today: z.string(), sample: z.boolean(), months: z.array(MonthAnswer) })
  .openapi('MonthStates');

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  200: { content: { 'application/json': { schema } }, description },
});

const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

const completenessColumns = [
  'office',
  'month',
  'noun',
  'channel',
  'measure',
  'grain',
  'state',
  'timeliness',
  'expected',
  'reported',
  'on_time',
  'share',
  'due_on',
  'sample',
];

const findingColumns = [
  'office',
  'month',
  'finding',
  'rule',
  'severity',
  'sentence',
  'facts',
  'figures',
  'follow_up',
  'comment',
  'changed_at',
  'sample',
];

/** Months that one question about their state may have: their findings are all computed. */
const monthsMax = 60;

export const qualityRoutes = ({ db, now }: { db: Db; now: () => Date }) => {
  const officeOf = (office: string | undefined, actor: Actor) => windowOf(db, { office }, now(), actor);

  const worded = (c: Context, findings: readonly Finding[]) => {
    const language = languageOf(c);
    const names = new Map(channelList(db).map(({ id, nameId, nameEn }) => [id, language === 'id' ? nameId : nameEn]));
    return findings.map((finding) => ({
      id: finding.id,
      month: finding.monthOn.slice(0, 7),
      rule: finding.rule,
      severity: finding.severity,
      sentence: findingInWords(finding, language, (id) => names.get(id) ?? id),
      facts: { ...finding.facts },
      figures: finding.figures.map(({ noun, key }) => ({ noun, key: [...key] })),
      followUp: finding.followUp,
    }));
  };

  const monthAnswer = (office: ReturnType<typeof officeOf>, from: string, to: string) =>
    monthStates(db, office.office, { from, to }, office.today).map(({ fitness, history, ...state }) => ({
      ...state,
      fit: fitness.fit,
      reasons: fitness.fit ? [] : [...fitness.reasons],
      history: history.map(({ actor, ...done }) => ({ ...done, by: actorName(db, actor) })),
    }));

  const act = (by: By, monthText: string, office: string | undefined, done: 'closed' | 'reopened', reason: string) => {
    const window = officeOf(office, by.actor);
    const monthOn = `${monthText}-01`;
    closeOrReopen(db, window.office, monthOn, by, { act: done, reason, today: window.today });
    const [month] = monthAnswer(window, monthOn, monthOn);
    if (!month) throw new RangeError(`no month ${monthOn}`);
    return month;
  };

  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/quality/expected',
        tags: ['quality'],
        summary: 'What an office declares that it reports',
        request: { query: OfficeQuery },
        responses: json(ExpectedAnswer, 'The yardstick of completeness.'),
      }),
      (c) => {
        const { office } = officeOf(c.req.valid('query').office, c.get('actor'));
        return c.json({ office: office.id, figures: expectedOf(db, office.id) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/quality/expected',
        tags: ['quality'],
        summary: 'Declares what an office reports, in the place of what was declared before',
        request: { query: OfficeQuery, ...body(z.object({ figures: z.array(ExpectedFigure).max(500) })) },
        responses: json(ExpectedAnswer, 'As it stands now.'),
      }),
      (c) => {
        const { office } = officeOf(c.req.valid('query').office, c.get('actor'));
        const { figures } = c.req.valid('json');
        checkExpected(
          figures,
          channelList(db).map(({ id }) => id),
        );
        replaceExpected(db, byOf(c, now()), office.id, figures);
        return c.json({ office: office.id, figures: expectedOf(db, office.id) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/quality/expected/suggestion',
        tags: ['quality'],
        summary: 'What an office seems to report, from its last six finished months; nothing is declared by it',
        request: { query: OfficeQuery },
        responses: json(ExpectedAnswer, 'A declaration to begin with.'),
      }),
      (c) => {
        const { office, today } = officeOf(c.req.valid('query').office, c.get('actor'));
        const open = openDays(db, { office, from: addMonths(firstOfMonth(today), -6), to: today });
        const figures = suggestExpected(
          reportedMonths(db, office.id),
          today,
          (noun, month) => expectedDays(noun, month, open).length,
        );
        return c.json({ office: office.id, figures }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/quality/completeness',
        tags: ['quality'],
        summary: 'Completeness and timeliness of every expected figure, month by month',
        request: { query: WindowQuery },
        responses: json(CompletenessAnswer, 'Whole months of the window. Also as CSV.'),
      }),
      (c) => {
        const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'), 'month');
        const { months, figures } = completenessIn(db, window.office, window, window.today);
        const sample = holdsSample(db);
        if (wantsCsv(c)) {
          const rows = figures.flatMap(({ noun, channel, measure, grain, cells }) =>
            cells.map(({ onTime, dueOn, ...cell }) => ({
              office: window.office.id,
              noun,
              channel,
              measure,
              grain,
              ...cell,
              on_time: onTime,
              due_on: dueOn,
              sample,
            })),
          );
          return answerCsv(c, `completeness-${window.office.id}`, completenessColumns, rows) as never;
        }
        return c.json(
          {
            office: window.office.id,
            from: firstOfMonth(window.from),
            to: periodOf(window.to, 'month').to,
            today: window.today,
            sample,
            months: [...months],
            figures: figures.map(({ cells, ...figure }) => ({ ...figure, cells: [...cells] })),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/quality/findings',
        tags: ['quality'],
        summary: 'What is wrong or unusual in the figures of a month, with what was done about it',
        request: {
          query: OfficeQuery.extend({
            month: MonthText.optional().openapi({ description: 'Month; the last finished one by default.' }),
          }),
        },
        responses: json(FindingsAnswer, 'Computed from the figures as they are now, gravest first. Also as CSV.'),
      }),
      (c) => {
        const query = c.req.valid('query');
        const { office, today } = officeOf(query.office, c.get('actor'));
        const monthOn = query.month ? `${query.month}-01` : addMonths(firstOfMonth(today), -1);
        const month = periodOf(monthOn, 'month');
        const { findings, evaluated, notEvaluated } = findingsIn(db, office, month);
        const answer = worded(c, findings);
        const sample = holdsSample(db);
        if (wantsCsv(c)) {
          const rows = answer.map(({ id, month, rule, severity, sentence, facts, figures, followUp }) => ({
            office: office.id,
            month,
            finding: id,
            rule,
            severity,
            sentence,
            facts: JSON.stringify(facts),
            figures: JSON.stringify(figures),
            follow_up: followUp.state,
            comment: followUp.comment,
            changed_at: followUp.changedAt,
            sample,
          }));
          return answerCsv(c, `findings-${office.id}-${monthOn.slice(0, 7)}`, findingColumns, rows) as never;
        }
        return c.json(
          {
            office: office.id,
            month: monthOn.slice(0, 7),
            unfinished: month.to >= today,
            sample,
            findings: answer,
            outliers: {
              evaluated,
              notEvaluated: notEvaluated.map(({ noun, channel, measure, grain, reason, values }) => ({
                noun,
                channel: channel === '' ? null : channel,
                measure,
                grain,
                reason,
                values,
              })),
            },
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/quality/findings/{finding}',
        tags: ['quality'],
        summary: 'Says what was done about a finding',
        request: {
          params: z.object({ finding: z.string().openapi({ description: "A finding's id." }) }),
          ...body(z.object({ state: z.enum(['open', 'checked', 'accepted']), comment: Remark.default('') })),
        },
        responses: json(FindingAnswer, 'The finding with what was done about it.'),
      }),
      (c) => {
        const id = c.req.valid('param').finding;
        const { state, comment } = c.req.valid('json');
        const place = placeOf(id);
        const office = officeList(db).find((one) => one.id === place?.officeId);
        const find = () =>
          place && office
            ? findingsIn(db, office, periodOf(place.monthOn, 'month')).findings.find((finding) => finding.id === id)
            : undefined;
        const found = find();
        if (!found) throw new ProblemError(404, 'no-such-finding', { facts: { id: id.slice(0, 200) } });
        const by = byOf(c, now());
        requireOffice(by.actor, place?.officeId ?? null);
        const changed = { state, comment, changedAt: by.now.toISOString() };
        followUp(db, by, place?.officeId ?? '', { findingId: id, state, comment });
        const [answer] = worded(c, [{ ...found, followUp: changed }]);
        if (!answer) throw new RangeError(`no answer for ${id}`);
        return c.json(answer, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/quality/months',
        tags: ['quality'],
        summary: 'Where each month stands: closed or open, how complete, what is wrong, and whether it is fit',
        request: { query: WindowQuery },
        responses: json(MonthsAnswer, 'Latest first.'),
      }),
      (c) => {
        const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'), 'month');
        if (addMonths(firstOfMonth(window.from), monthsMax) <= window.to) {
          throw new ProblemError(400, 'window-too-long', { facts: { limit: monthsMax } });
        }
        return c.json(
          {
            office: window.office.id,
            today: window.today,
            sample: holdsSample(db),
            months: monthAnswer(window, window.from, window.to),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/quality/months/{month}/close',
        tags: ['quality'],
        summary: 'Closes a month: its figures can no longer be imported until it is opened again',
        request: {
          params: z.object({ month: MonthText }),
          query: OfficeQuery,
          ...body(z.object({ reason: Remark.default('') })),
        },
        responses: json(MonthAnswer, 'The month as it stands now.'),
      }),
      (c) =>
        c.json(
          act(
            byOf(c, now()),
            c.req.valid('param').month,
            c.req.valid('query').office,
            'closed',
            c.req.valid('json').reason,
          ),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/quality/months/{month}/reopen',
        tags: ['quality'],
        summary: 'Opens a closed month again, and says why',
        request: {
          params: z.object({ month: MonthText }),
          query: OfficeQuery,
          ...body(
            z.object({
              reason: Remark.superRefine((text, context) => {
                if (text === '') context.addIssue({ code: 'custom', params: { code: 'missing' } });
              }),
            }),
          ),
        },
        responses: json(MonthAnswer, 'The month as it stands now.'),
      }),
      (c) =>
        c.json(
          act(
            byOf(c, now()),
            c.req.valid('param').month,
            c.req.valid('query').office,
            'reopened',
            c.req.valid('json').reason,
          ),
          200,
        ),
    );
};
