import { createRoute, z } from '@hono/zod-openapi';
import { deliveryKinds, deliveryStates, type Language, reportStates } from '@tilik/db/vocabulary';
import type { Context } from 'hono';
import { type Env, requireOffice } from '../access/actor.ts';
import { actorName } from '../access/audit.ts';
import { byOf } from '../access/guard.ts';
import { dayInZone } from '../day.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { languageOf } from '../language.ts';
import { holdsSample } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { Remark, remarkUpTo } from '../remark.ts';
import { json, MonthText, router } from '../validate.ts';
import { blockKeys, type Cell, type Difference, type ReportContent, type Seal } from './content.ts';
import { differencesOf } from './differences.ts';
import {
  commentsOf,
  compositionOf,
  deliveriesOf,
  editionsOf,
  monthStateOf,
  monthStates,
  officeAsked,
  officeById,
  openComments,
  type ReportRow,
  type ReportsWorld,
  readableReport,
  reportById,
  reportMonths,
  reportsOf,
  shownReport,
  worksOnReports,
} from './queries.ts';
import {
  approveReport,
  commentOn,
  discardReport,
  draftReport,
  resolveComment,
  returnReport,
  reviewReport,
  reviseReport,
  writeRemarks,
} from './store.ts';
import { verificationOf } from './verification.ts';

/** Characters that the section's own remarks may have: some two pages. */
const remarksCharactersMax = 10_000;

/** What is plain data made elsewhere: its shape stands in `content.ts`. */
const asMade = <Shape>(description: string) => z.custom<Shape>().openapi({ type: 'object', description });

const Edition = z
  .object({
    id: z.string(),
    edition: z.int(),
    number: z.string(),
    approvedOn: z.string().openapi({ description: "Day in the office's zone." }),
    contentHash: z.string(),
  })
  .openapi('ReportEdition');

const ListAnswer = z
  .object({
    office: z.string(),
    sample: z.boolean(),
    months: z.array(
      z.object({
        month: z.string(),
        state: z.enum(monthStates),
        report: z
          .object({
            id: z.string(),
            edition: z.int(),
            state: z.enum(reportStates),
            number: z.string().nullable(),
            approvedOn: z.string().nullable(),
            contentHash: z.string().nullable(),
            openComments: z.int(),
          })
          .nullable()
          .openapi({ description: 'The one in work, or the latest approved one; null: none was begun.' }),
        editions: z.array(Edition).openapi({ description: 'Approved ones, the latest first.' }),
      }),
    ),
  })
  .openapi('Reports');

const ReportAnswer = z
  .object({
    id: z.string(),
    office: z.string(),
    month: z.string(),
    edition: z.int(),
    state: z.enum(reportStates),
    reason: z.string().nullable(),
    number: z.string().nullable(),
    createdAt: z.string(),
    createdBy: z.string(),
    reviewedAt: z.string().nullable(),
    reviewedBy: z.string().nullable(),
    changedSinceReview: z.boolean().openapi({ description: 'It says something else than when it was reviewed.' }),
    approvedAt: z.string().nullable(),
    approvedBy: z.string().nullable(),
    contentHash: z.string().openapi({ description: 'To be sent with a review or an approval: what was seen.' }),
    content: asMade<ReportContent>('What the report says: blocks of sentences, figures, tables and charts.'),
    seal: asMade<Seal>('Number, edition, day and what it revises; null until it is approved.').nullable(),
    remarks: z.string().nullable().openapi({ description: 'As they were typed.' }),
    closed: z.boolean().openapi({ description: 'The month is closed now.' }),
    editions: z.array(Edition),
    comments: z.array(
      z.object({
        id: z.int(),
        block: z.enum(blockKeys),
        text: z.string(),
        by: z.string(),
        writtenAt: z.string(),
        resolvedAt: z.string().nullable(),
        resolvedBy: z.string().nullable(),
      }),
    ),
    may: z
      .object({
        edit: z.boolean(),
        comment: z.boolean(),
        review: z.boolean(),
        returnToDraft: z.boolean(),
        approve: z.boolean(),
        revise: z.boolean(),
        discard: z.boolean(),
      })
      .openapi({ description: 'What whoever asks may do by role and state; open comments are another matter.' }),
    deliveries: z
      .array(
        z.object({
          kind: z.enum(deliveryKinds),
          target: z.string(),
          state: z.enum(deliveryStates),
          attempts: z.int(),
          nextAt: z.string().nullable(),
          lastError: z.string().nullable(),
          changedAt: z.string(),
        }),
      )
      .optional()
      .openapi({ description: 'Of an approved report, for heads and administrators.' }),
  })
  .openapi('Report');

const Side = z.object({
  id: z.string().nullable().openapi({ description: 'Null: as the figures are now.' }),
  month: z.string(),
  edition: z.int(),
  state: z.enum(reportStates),
  number: z.string().nullable(),
  contentHash: z.string(),
});

const DifferenceAnswer = z
  .object({
    was: Side,
    became: Side,
    differences: z.array(asMade<Difference>('One value that differs, by block, table, row and column.')),
  })
  .openapi('ReportDifference');

const VerificationAnswer = z
  .object({
    contentHash: z.string(),
    computed: z.string().openapi({ description: 'SHA-256 over the bytes as they are kept.' }),
    recorded: z.string().nullable().openapi({ description: 'As the audit trail has it since the approval.' }),
    holds: z.boolean(),
  })
  .openapi('ReportVerification');

const StateAnswer = z.object({ id: z.string(), state: z.enum(reportStates) }).openapi('ReportState');

const IdParam = z.object({ id: z.string() });
const Seen = z.object({
  contentHash: z.string().openapi({ description: 'Of the content that was read: another one is refused.' }),
});
const Written = Remark.refine((text) => text.length > 0);

const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

const differenceColumns = ['block', 'place', 'what', 'kind', 'was', 'was_missing', 'became', 'became_missing'];

/** A value as a cell of a table: the number or text, or why there is none. */
function cellOf(
  cell: Cell | null,
  language: Language,
): { readonly value: string | number | null; readonly missing: string } {
  if (cell === null) return { value: null, missing: 'absent' };
  if (typeof cell !== 'object') return { value: cell, missing: '' };
  return 'missing' in cell ? { value: null, missing: cell.missing } : { value: cell[language], missing: '' };
}

export interface ReportRoutesWorld extends ReportsWorld {
  /** Whether letters can be sent: only then is one to be written. */
  readonly sendsMail: boolean;
  /** Told when a report was approved, so that what is to be sent need not wait. */
  readonly onApproved?: (() => void) | undefined;
}

export function reportRoutes(world: ReportRoutesWorld) {
  const { db, now } = world;
  const nameOf = (actor: string | null): string | null => (actor === null ? null : (actorName(db, actor) ?? actor));
  const approvedOn = (report: ReportRow, zone: string) =>
    report.approvedAt === null ? null : dayInZone(new Date(report.approvedAt), zone);

  /** A report that whoever asks works on. */
  const inWork = (c: Context<Env>, id: string): ReportRow => readableReport(db, id, c.get('actor'));
  const stateOf = (id: string) => {
    const report = reportById(db, id);
    if (!report) throw new RangeError(`no report ${id}`);
    return { id, state: report.state };
  };
  const officeOf = (report: ReportRow) => {
    const office = officeById(db, report.officeId);
    if (!office) throw new RangeError(`no office ${report.officeId}`);
    return office;
  };
  const editionsShown = (all: readonly ReportRow[], zone: string): z.infer<typeof Edition>[] =>
    all.flatMap((report) => {
      const { id, edition, number, contentHash } = report;
      const day = approvedOn(report, zone);
      return number === null || contentHash === null || day === null
        ? []
        : [{ id, edition, number, contentHash, approvedOn: day }];
    });

  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/reports',
        tags: ['reports'],
        summary: 'The monthly reports of an office, month by month, latest first',
        request: { query: z.object({ office: z.string().optional() }) },
        responses: { 200: json(ListAnswer, 'Who does not work on reports is shown the approved ones.') },
      }),
      (c) => {
        const actor = c.get('actor');
        const office = officeAsked(db, c.req.valid('query').office);
        requireOffice(actor, office.id);
        const works = worksOnReports(actor);
        const byMonth = Map.groupBy(reportsOf(db, office.id), ({ monthOn }) => monthOn);
        const open = openComments(db);
        const stateOfMonth = monthStateOf(db, office, now());
        const months = reportMonths(db, office, now()).map((monthOn) => {
          const all = byMonth.get(monthOn) ?? [];
          const [report] = works ? all : all.filter(({ state }) => state === 'approved');
          return {
            month: monthOn.slice(0, 7),
            state: stateOfMonth(monthOn),
            report: report
              ? {
                  id: report.id,
                  edition: report.edition,
                  state: report.state,
                  number: report.number,
                  approvedOn: approvedOn(report, office.zone),
                  contentHash: report.contentHash,
                  openComments: open.get(report.id) ?? 0,
                }
              : null,
            editions: editionsShown(all, office.zone),
          };
        });
        return c.json(
          {
            office: office.id,
            sample: holdsSample(db),
            months: works ? months : months.filter(({ report }) => report !== null),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/reports',
        tags: ['reports'],
        summary: 'Begin the report on a month that has ended',
        request: body(z.object({ office: z.string().optional(), month: MonthText })),
        responses: { 201: json(StateAnswer, 'A draft: its figures are read anew each time it is looked at.') },
      }),
      (c) => {
        const { office: asked, month } = c.req.valid('json');
        const by = byOf(c, now());
        const office = officeAsked(db, asked);
        requireOffice(by.actor, office.id);
        const { id, state } = draftReport(db, by, office, `${month}-01`);
        return c.json({ id, state }, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/reports/{id}',
        tags: ['reports'],
        summary: 'A report: as it was frozen, or as it would be now',
        request: { params: IdParam },
        responses: { 200: json(ReportAnswer, 'What it says, where it stands, and what may be done with it.') },
      }),
      async (c) => {
        const actor = c.get('actor');
        const report = readableReport(db, c.req.valid('param').id, actor);
        const office = officeOf(report);
        const works = worksOnReports(actor);
        const { content, seal, contentHash } = await shownReport(world, report);
        const editions = editionsOf(db, office.id, report.monthOn);
        const isClosed = monthStateOf(db, office, now())(report.monthOn) === 'closed';
        const { state } = report;
        const isLatest = editions[0]?.id === report.id;
        const heads = actor.role === 'administrator' || actor.role === 'kepala';
        return c.json(
          {
            id: report.id,
            office: office.id,
            month: report.monthOn.slice(0, 7),
            edition: report.edition,
            state,
            reason: report.reason,
            number: report.number,
            createdAt: report.createdAt,
            createdBy: nameOf(report.createdBy) ?? '',
            reviewedAt: report.reviewedAt,
            reviewedBy: nameOf(report.reviewedBy),
            changedSinceReview: state === 'reviewed' && report.reviewedHash !== contentHash,
            approvedAt: report.approvedAt,
            approvedBy: nameOf(report.approvedBy),
            contentHash,
            content,
            seal,
            // Between those who work on it; what was approved of it stands in the content.
            remarks: works ? report.remarks : null,
            closed: isClosed,
            editions: editionsShown(editions, office.zone),
            comments: works
              ? commentsOf(db, report.id).map(({ reportId: _, actor: writer, block, resolvedBy, ...comment }) => ({
                  ...comment,
                  block: block as (typeof blockKeys)[number],
                  by: nameOf(writer) ?? '',
                  resolvedBy: nameOf(resolvedBy),
                }))
              : [],
            may: {
              edit: works && state === 'draft',
              comment: works && state !== 'approved',
              review: works && state === 'draft' && isClosed,
              returnToDraft: works && state === 'reviewed',
              approve: actor.role === 'kepala' && works && state === 'reviewed' && isClosed,
              revise: heads && works && state === 'approved' && isLatest,
              discard: works && state === 'draft',
            },
            ...(heads && works && state === 'approved'
              ? { deliveries: deliveriesOf(db, report.id).map(({ reportId: _, ...delivery }) => delivery) }
              : {}),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/reports/{id}/remarks',
        tags: ['reports'],
        summary: "Write the section's own remarks into a draft",
        request: { params: IdParam, ...body(z.object({ text: remarkUpTo(remarksCharactersMax) })) },
        responses: { 200: json(StateAnswer, 'Stored in the place of those before.') },
      }),
      (c) => {
        const { id } = inWork(c, c.req.valid('param').id);
        writeRemarks(db, byOf(c, now()), id, c.req.valid('json').text);
        return c.json(stateOf(id), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/reports/{id}/comments',
        tags: ['reports'],
        summary: 'Comment on a block of a report in work',
        request: { params: IdParam, ...body(z.object({ block: z.enum(blockKeys), text: Written })) },
        responses: { 201: json(z.object({ id: z.int() }), 'It waits until somebody says that it is dealt with.') },
      }),
      (c) => {
        const { id } = inWork(c, c.req.valid('param').id);
        const { block, text } = c.req.valid('json');
        return c.json({ id: commentOn(db, byOf(c, now()), id, block, text) }, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/reports/{id}/comments/{comment}/resolve',
        tags: ['reports'],
        summary: 'Say that a comment is dealt with',
        request: { params: IdParam.extend({ comment: z.coerce.number().int().positive() }) },
        responses: { 200: json(StateAnswer, 'It no longer stands against a review or an approval.') },
      }),
      (c) => {
        const { id: asked, comment } = c.req.valid('param');
        const { id } = inWork(c, asked);
        resolveComment(db, byOf(c, now()), id, comment);
        return c.json(stateOf(id), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/reports/{id}/review',
        tags: ['reports'],
        summary: 'Say that a draft was read and found in order',
        request: { params: IdParam, ...body(Seen) },
        responses: { 200: json(StateAnswer, 'It waits for the head.') },
      }),
      async (c) => {
        const by = byOf(c, now());
        const report = inWork(c, c.req.valid('param').id);
        const composed = await compositionOf(world, report);
        reviewReport(db, by, report.id, c.req.valid('json').contentHash, composed);
        return c.json(stateOf(report.id), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/reports/{id}/return',
        tags: ['reports'],
        summary: 'Give a reviewed report back to be worked on',
        request: {
          params: IdParam,
          ...body(z.object({ text: Written, block: z.enum(blockKeys).default('summary') })),
        },
        responses: { 200: json(StateAnswer, 'A draft again; what is to be done stands as a comment.') },
      }),
      (c) => {
        const { id } = inWork(c, c.req.valid('param').id);
        const { block, text } = c.req.valid('json');
        returnReport(db, byOf(c, now()), id, block, text);
        return c.json(stateOf(id), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/reports/{id}/approve',
        tags: ['reports'],
        summary: 'Approve a reviewed report: it is numbered, dated and frozen',
        request: { params: IdParam, ...body(Seen) },
        responses: {
          200: json(StateAnswer.extend({ number: z.string(), contentHash: z.string() }), 'It is never changed again.'),
        },
      }),
      async (c) => {
        const by = byOf(c, now());
        const report = inWork(c, c.req.valid('param').id);
        const composed = await compositionOf(world, report);
        const { contentHash: seen } = c.req.valid('json');
        const { id, state, number, contentHash } = approveReport(db, by, report.id, seen, composed, world);
        world.onApproved?.();
        return c.json({ id, state, number: number ?? '', contentHash: contentHash ?? '' }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/reports/{id}/revise',
        tags: ['reports'],
        summary: 'Begin a later edition of an approved report',
        request: { params: IdParam, ...body(z.object({ reason: Written })) },
        responses: { 201: json(StateAnswer, 'A draft; what was approved stands until this is approved, and after.') },
      }),
      (c) => {
        const { id } = inWork(c, c.req.valid('param').id);
        const made = reviseReport(db, byOf(c, now()), id, c.req.valid('json').reason);
        return c.json({ id: made.id, state: made.state }, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/reports/{id}',
        tags: ['reports'],
        summary: 'Discard a draft',
        request: { params: IdParam },
        responses: { 200: json(z.object({ id: z.string() }), 'That it was there stays in the audit trail.') },
      }),
      (c) => {
        const { id } = inWork(c, c.req.valid('param').id);
        discardReport(db, byOf(c, now()), id);
        return c.json({ id }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/reports/{id}/difference',
        tags: ['reports'],
        summary: 'What differs between a report and another, or the figures as they are now',
        request: {
          params: IdParam,
          query: z.object({ with: z.string().openapi({ description: '`now`, or the id of another report.' }) }),
        },
        responses: { 200: json(DifferenceAnswer, 'Value by value. Also as CSV.') },
      }),
      async (c) => {
        const actor = c.get('actor');
        const { with: other } = c.req.valid('query');
        const report = readableReport(db, c.req.valid('param').id, actor);
        if (other === 'now' && !worksOnReports(actor)) {
          throw new ProblemError(403, 'not-allowed', { facts: { role: actor.role, route: 'with=now' } });
        }
        const against = other === 'now' ? report : readableReport(db, other, actor);
        const was = await shownReport(world, report);
        const became = await (other === 'now' ? compositionOf(world, report) : shownReport(world, against));
        const differences = differencesOf(was.content, became.content);
        const side = ({ id, monthOn, edition, state, number }: ReportRow, contentHash: string) => ({
          id,
          month: monthOn.slice(0, 7),
          edition,
          state,
          number,
          contentHash,
        });
        if (wantsCsv(c)) {
          const language = languageOf(c);
          const rows = differences.map((difference) => {
            const [before, after] = [cellOf(difference.was, language), cellOf(difference.became, language)];
            return {
              block: difference.block,
              place: difference.place,
              what: difference.what[language],
              kind: difference.kind,
              was: before.value,
              was_missing: before.missing,
              became: after.value,
              became_missing: after.missing,
            };
          });
          return answerCsv(
            c,
            `difference-${report.officeId}-${report.monthOn.slice(0, 7)}`,
            differenceColumns,
            rows,
          ) as never;
        }
        return c.json(
          {
            was: side(report, was.contentHash),
            became:
              other === 'now'
                ? { ...side(report, became.contentHash), id: null, number: null, state: 'draft' as const }
                : side(against, became.contentHash),
            differences,
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/reports/{id}/verification',
        tags: ['reports'],
        summary: 'Whether an approved report is still what was approved',
        request: { params: IdParam },
        responses: { 200: json(VerificationAnswer, 'Computed from the bytes that are kept.') },
      }),
      (c) => {
        const report = readableReport(db, c.req.valid('param').id, c.get('actor'));
        const found = verificationOf(db, report.id);
        if (!found) throw new ProblemError(409, 'report-not-approved');
        return c.json({ ...found }, 200);
      },
    );
}
