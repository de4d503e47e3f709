import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { addDays, instantOfWallClock } from '../day.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { DayText, json, router } from '../validate.ts';
import { requireOffice } from './actor.ts';
import { auditIn } from './audit-queries.ts';

const shownUsually = 100;
const shownMax = 500;
/** Rows that one file may have. */
const exportedMax = 50_000;

const Text = z
  .string()
  .max(1000)
  .regex(/^\P{Cc}*$/u)
  .optional();

const AuditQuery = z.object({
  actor: Text.openapi({ description: 'Whoever did it.', example: 'person:9k2' }),
  act: Text.openapi({ description: 'What was done.', example: 'undone' }),
  noun: Text.openapi({ description: 'The kind of thing it was done to.', example: 'import' }),
  key: Text.openapi({ description: 'Which one; with `noun` the history of one thing.', example: '12' }),
  office: Text.openapi({ description: 'Office that it concerned.', example: 'bandung' }),
  from: DayText.optional().openapi({ description: 'First day, in the zone of our office.' }),
  to: DayText.optional().openapi({ description: 'Last day.' }),
  text: Text.openapi({ description: 'Stands in the key, in what it was or became, or in the name.' }),
  before: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .optional()
    .openapi({ description: 'Only entries before this one: `next` of the answer before.', example: '4711' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(shownMax)
    .optional()
    .openapi({
      description: `Entries of one answer, ${shownUsually} by default. As CSV all of them, ${exportedMax} at most.`,
    }),
});

const AuditAnswer = z
  .object({
    entries: z.array(
      z.object({
        id: z.int(),
        at: z.string(),
        actor: z.string(),
        actorName: z.string(),
        actorRole: z.string(),
        officeId: z.string().nullable(),
        act: z.string(),
        noun: z.string(),
        key: z.string(),
        was: z.any().openapi({ description: 'Null: there was nothing.' }),
        became: z.any().openapi({ description: 'Null: there is nothing any more.' }),
        request: z.string().nullable(),
      }),
    ),
    next: z.int().nullable().openapi({ description: 'For `before`, where there are earlier ones; else null.' }),
  })
  .openapi('Audit');

const columns = [
  'id',
  'at',
  'actor',
  'actor_name',
  'actor_role',
  'office',
  'act',
  'noun',
  'key',
  'was',
  'became',
  'request',
];

const cellOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

/** The audit trail: who did what, when, to which thing, from what to what. */
export const auditRoutes = ({ db }: { db: Db }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/audit',
      tags: ['access'],
      summary: 'Who did what, when, to which thing, from what to what',
      request: { query: AuditQuery },
      responses: { 200: json(AuditAnswer, 'Latest first. Also as CSV.') },
    }),
    (c) => {
      const { office, from, to, before, limit, ...filter } = c.req.valid('query');
      const actor = c.get('actor');
      const offices = officeList(db);
      if (office !== undefined) {
        if (!offices.some(({ id }) => id === office)) {
          const known = offices.map(({ id }) => id).join(', ');
          throw new ProblemError(404, 'unknown-office', { facts: { value: office, known } });
        }
        requireOffice(actor, office);
      }
      if (from !== undefined && to !== undefined && from > to) {
        throw new ProblemError(400, 'window-backwards', { facts: { from, to } });
      }
      const zone = offices.find(({ role }) => role === 'ours')?.zone ?? 'Asia/Jakarta';
      const midnight = (day: string) => instantOfWallClock(`${day}T00:00`, zone).toISOString();
      const asked = {
        ...filter,
        // What concerns no single office is for those who are bound to none.
        officeId: office ?? actor.officeId ?? undefined,
        since: from === undefined ? undefined : midnight(from),
        until: to === undefined ? undefined : midnight(addDays(to, 1)),
        before: before === undefined ? undefined : Number(before),
      };
      if (wantsCsv(c)) {
        const entries = auditIn(db, asked, limit ?? exportedMax + 1);
        if (entries.length > exportedMax) {
          throw new ProblemError(400, 'audit-too-long', { facts: { limit: exportedMax } });
        }
        const rows = entries.map((entry) => ({
          id: entry.id,
          at: entry.at,
          actor: entry.actor,
          actor_name: entry.actorName,
          actor_role: entry.actorRole,
          office: entry.officeId,
          act: entry.act,
          noun: entry.noun,
          key: entry.key,
          was: cellOf(entry.was),
          became: cellOf(entry.became),
          request: entry.request,
        }));
        return answerCsv(c, 'audit', columns, rows) as never;
      }
      const shown = limit ?? shownUsually;
      const found = auditIn(db, asked, shown + 1);
      const entries = found.slice(0, shown).map(({ hash: _, ...entry }) => entry);
      return c.json({ entries, next: found.length > shown ? (entries.at(-1)?.id ?? null) : null }, 200);
    },
  );
