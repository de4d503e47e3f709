import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { grains, wholeTotal } from '@tilik/db/vocabulary';
import { requireOffice } from '../access/actor.ts';
import { actorName } from '../access/audit.ts';
import { byOf } from '../access/guard.ts';
import { issueInWords, languageOf } from '../language.ts';
import { Issue, ProblemError } from '../problem.ts';
import { Remark } from '../remark.ts';
import { json, MonthText, router } from '../validate.ts';
import { type EntryNoun, entryNouns } from './batch.ts';
import { addBatchRoutes } from './batch-routes.ts';
import { enterCells, keyProblem } from './by-hand.ts';
import { type EntryField, entryFields, fieldPosition, gridOf } from './grid.ts';
import { changesOf, commentOf, handFormat, keepComment, officeOf, sayingsOf } from './queries.ts';

const Noun = z.enum(entryNouns).openapi({ description: 'The table a figure is of.' });
const Key = z
  .array(z.string().max(200))
  .max(12)
  .openapi({
    description: "The figure's natural key, its parts in the order of the table's key columns.",
    example: ['bandung', 'website', 'visits', 'month', '2026-01-01'],
  });
const Field = z.enum(entryFields).openapi({ description: 'Which value of the figure; only inquiries have several.' });
const LabelOf = z.object({ id: z.string(), en: z.string() });
const Origin = z.object({
  importId: z.int(),
  file: z.string(),
  format: z.string(),
  at: z.string(),
  by: z.string().nullable().openapi({ description: 'Who brought it in, where known.' }),
  byHand: z.boolean(),
});

const GridCell = z.object({
  noun: Noun,
  key: Key,
  field: Field,
  grain: z.enum(grains),
  value: z.int().nullable().openapi({ description: 'Null: not reported.' }),
  origin: Origin.nullable().openapi({ description: 'The import that gave the present value.' }),
  comment: z.string().nullable(),
  days: z.object({ value: z.int().nullable(), count: z.int() }).nullable().openapi({
    description:
      'What the reported days of the month come to and how many they are; its value is null where days are never added up.',
  }),
  before: z.int().nullable().openapi({
    description: 'The same figure of the month before; of a day, that of the same weekday four weeks before.',
  }),
  differs: z
    .boolean()
    .openapi({ description: 'More than twice or less than half of what it was before, and by 10 at least.' }),
  editable: z.boolean().openapi({ description: 'False for a day that has not come and in a month that is closed.' }),
});

const EntryGrid = z
  .object({
    office: z.string(),
    month: z.string(),
    sheet: Noun,
    today: z.string(),
    columns: z.array(z.object({ id: z.string(), label: LabelOf })),
    rows: z.array(
      z.object({
        id: z.string(),
        label: LabelOf.nullable().openapi({ description: 'Null for a day.' }),
        on: z.string().nullable(),
        group: LabelOf.nullable(),
        cells: z.array(GridCell).openapi({ description: 'In the order of the columns.' }),
      }),
    ),
  })
  .openapi('EntryGrid');

/** Cells one request may have: a month of the largest sheet several times over. */
const cellsMax = 5000;

const TypedCells = z.object({
  cells: z
    .array(
      z.object({
        noun: Noun,
        key: Key,
        field: Field.optional(),
        value: z
          .union([z.number(), z.string().max(100), z.null()])
          .openapi({ description: 'As typed. Null, blank and `-` take back what was typed before.' }),
      }),
    )
    .min(1)
    .max(cellsMax),
});

const EntryAnswer = z
  .object({
    importId: z.int().nullable().openapi({ description: 'The import the saved values are of; it can be undone.' }),
    cells: z
      .array(
        z.object({
          noun: Noun,
          key: Key,
          field: Field,
          state: z.enum(['saved', 'unchanged', 'refused']),
          reason: Issue.nullable(),
          value: z.int().nullable().openapi({ description: 'What the store says now.' }),
        }),
      )
      .openapi({ description: 'In the order they were sent.' }),
  })
  .openapi('EntryAnswer');

const HistoryAnswer = z
  .object({
    noun: Noun,
    key: Key,
    comment: z.string().nullable(),
    changes: z
      .array(
        z.object({
          act: z.enum(['said', 'emptied', 'undone']).openapi({
            description:
              'An import said it; what was typed was taken back by emptying its cell; the import was undone.',
          }),
          from: z.array(z.int().nullable()).nullable().openapi({ description: 'Null: it was not reported before.' }),
          to: z.array(z.int().nullable()).nullable().openapi({ description: 'Null: it is not reported any more.' }),
          ...Origin.shape,
        }),
      )
      .openapi({
        description:
          'What was said and taken back, latest first; values in the order of the table (inquiries: received, answered, minutes). The import is the one that said it, time and person those of the act.',
      }),
  })
  .openapi('EntryHistory');

const CommentBody = z.object({
  noun: Noun,
  key: Key,
  comment: Remark.openapi({ description: 'An empty one takes the remark away.' }),
});

/** The field of a cell: what was said where a figure has several, else the only one there is. */
function fieldOf(noun: EntryNoun, given: EntryField | undefined): EntryField {
  if (noun === 'readings') return 'value';
  if (noun === 'inquiries') return given === 'answered' || given === 'answerMinutes' ? given : 'received';
  return 'applicants';
}

/** A key as a query parameter: a JSON array. */
const KeyText = z.string().openapi({
  description: "The figure's natural key as a JSON array.",
  example: '["bandung","website","visits","month","2026-01-01"]',
});

const badKey = (code: string, facts = {}) =>
  new ProblemError(400, 'bad-request', { issues: [{ field: 'key', code, facts }] });

function keyOf(text: string): string[] {
  try {
    return Key.parse(JSON.parse(text));
  } catch {
    throw badKey('not-a-key');
  }
}

export const entryRoutes = ({ db, now }: { db: Db; now: () => Date }) => {
  const checkKey = (noun: EntryNoun, key: readonly string[]) => {
    const problem = keyProblem(db, noun, key, now());
    if (problem) throw badKey(problem.code, problem.facts);
  };

  const routes = router();
  addBatchRoutes(routes, { db, now });
  return routes
    .openapi(
      createRoute({
        method: 'get',
        path: '/entry',
        tags: ['entry'],
        summary: 'One month as a grid to be filled in by hand',
        request: {
          query: z.object({
            office: z.string().optional().openapi({ description: 'Office; ours by default.', example: 'bandung' }),
            month: MonthText.optional().openapi({ description: 'The running month by default.' }),
            sheet: Noun.default('readings').openapi({
              description: `Readings, sources and inquiries are whole months; applicants are the days of the month and its official figure. Figures that are broken down (not \`${wholeTotal}\`) are not in it.`,
            }),
          }),
        },
        responses: { 200: json(EntryGrid, 'Rows and columns, and each cell with where its value is from.') },
      }),
      (c) => {
        const query = c.req.valid('query');
        const { office, today } = officeOf(db, query.office, now());
        const month = query.month ?? today.slice(0, 7);
        const { columns, rows } = gridOf(db, query.sheet, office, `${month}-01`, today);
        return c.json(
          {
            office: office.id,
            month,
            sheet: query.sheet,
            today,
            columns: [...columns],
            rows: rows.map((row) => ({
              ...row,
              cells: row.cells.map((cell) => ({ ...cell, key: [...cell.key] })),
            })),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/entry',
        tags: ['entry'],
        summary: 'Store cells that were filled in by hand',
        request: { body: { required: true, content: { 'application/json': { schema: TypedCells } } } },
        responses: { 200: json(EntryAnswer, 'What became of each cell; those that are refused keep no other out.') },
      }),
      (c) => {
        const language = languageOf(c);
        const cells = c.req.valid('json').cells.map((cell) => ({ ...cell, field: fieldOf(cell.noun, cell.field) }));
        const { importId, cells: outcomes } = enterCells(db, cells, byOf(c, now()));
        return c.json(
          {
            importId,
            cells: cells.map(({ noun, key, field }, index) => {
              const outcome = outcomes[index];
              return {
                noun,
                key,
                field,
                state: outcome?.state ?? 'unchanged',
                reason: outcome?.reason ? issueInWords(language, outcome.reason) : null,
                value: sayingsOf(db, noun, key).at(-1)?.value[fieldPosition[field]] ?? null,
              };
            }),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/entry/history',
        tags: ['entry'],
        summary: 'What was said of one figure, by whom and when',
        request: { query: z.object({ noun: Noun, key: KeyText }) },
        responses: {
          200: json(HistoryAnswer, 'Everything that was said and taken back, and the remark on the figure.'),
        },
      }),
      (c) => {
        const { noun, key: text } = c.req.valid('query');
        const key = keyOf(text);
        checkKey(noun, key);
        requireOffice(c.get('actor'), key[0] ?? null);
        const changes = changesOf(db, noun, key).map(({ act, from, to, origin, at, by }) => ({
          act,
          from: from && [...from],
          to: to && [...to],
          ...origin,
          at,
          by: actorName(db, by),
          byHand: origin.format === handFormat,
        }));
        return c.json({ noun, key, comment: commentOf(db, noun, key), changes: changes.toReversed() }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/entry/comment',
        tags: ['entry'],
        summary: 'Keep a remark on one figure',
        request: { body: { required: true, content: { 'application/json': { schema: CommentBody } } } },
        responses: {
          200: json(
            z.object({ noun: Noun, key: Key, comment: z.string().nullable() }),
            'The remark as it is kept now.',
          ),
        },
      }),
      (c) => {
        const { noun, key, comment } = c.req.valid('json');
        checkKey(noun, key);
        requireOffice(c.get('actor'), key[0] ?? null);
        keepComment(db, noun, key, comment, byOf(c, now()));
        return c.json({ noun, key, comment: commentOf(db, noun, key) }, 200);
      },
    );
};
