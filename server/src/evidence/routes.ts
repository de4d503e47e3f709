import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { type EvidenceKind, evidenceKinds } from '@tilik/db/vocabulary';
import { hasCampaign } from '../activities/queries.ts';
import { lineOf } from '../activities/words.ts';
import { Share, shareColumns } from '../applicants/share.ts';
import { uptakeIn } from '../applicants/uptake-in.ts';
import { channelList } from '../channels/queries.ts';
import { periodOf, periodsOf } from '../day.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { inquiryPeriods, tallyOf } from '../inquiries/counts.ts';
import { inquiryFigures } from '../inquiries/queries.ts';
import { programmeWords } from '../offices/programme-words.ts';
import { holdsSample } from '../offices/queries.ts';
import { type IssueFacts, ProblemError } from '../problem.ts';
import { DayText, json, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { codedNotes, notesFound, themeList, themeUses } from './queries.ts';
import { type Found, foundIn, questionOf } from './question.ts';
import { themesByMonth, topicOfTheme } from './triangulation.ts';

const kindCodes = Object.keys(evidenceKinds) as [EvidenceKind, ...EvidenceKind[]];

/** Characters that a question may have. */
const questionMax = 200;
const notesDefault = 50;
const notesMax = 500;

const FoundText = z
  .object({
    text: z.string(),
    ranges: z
      .array(z.tuple([z.int(), z.int()]))
      .openapi({ description: 'From and to of what was found in it, in UTF-16 units.' }),
  })
  .openapi('FoundText');

const SearchAnswer = z
  .object({
    office: z.string(),
    question: z.string(),
    total: z.int().openapi({ description: 'Notes that are found, those beyond the limit among them.' }),
    all: z.int().openapi({ description: 'All notes of the office.' }),
    notes: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(kindCodes),
        notedOn: z.string(),
        title: FoundText,
        extract: FoundText.openapi({ description: 'The part of the text that fits best, or its beginning.' }),
        themes: z.array(z.string()),
        informant: z.string().nullable(),
        campaign: z.string().nullable(),
        channel: z.string().nullable(),
        activity: z.string().nullable(),
      }),
    ),
    themes: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          nameEn: z.string().nullable(),
          definition: z.string().nullable(),
          notes: z.int().openapi({ description: 'Notes of the office that are coded by it.' }),
        }),
      )
      .openapi({ description: 'The codebook in its order.' }),
  })
  .openapi('EvidenceFound');

const TriangulationAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    sample: z.boolean(),
    notes: z.int().openapi({ description: 'All notes of the months.' }),
    themes: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        notes: z.int().openapi({ description: 'Notes of the window that are coded by it.' }),
        topic: z.string().nullable().openapi({
          description: 'The topic of inquiries that has its name; null: there is none to be set beside it.',
        }),
      }),
    ),
    months: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        state: z.string(),
        notes: z.int(),
        themes: z.record(z.string(), z.int().nullable()).openapi({
          description: 'Notes by theme; null in a month without a note, which tells nothing of themes.',
        }),
        inquiries: z.record(z.string(), z.int().nullable()).openapi({
          description: 'Questions received by the topic of a theme; null: not reported.',
        }),
        electronic: z.int().nullable(),
        ordinary: z.int().nullable(),
        uptake: Share,
      }),
    ),
  })
  .openapi('EvidenceTriangulation');

const columns = [
  'office',
  'month',
  'state',
  'notes',
  'theme',
  'theme_notes',
  'topic',
  'inquiries_received',
  'electronic',
  'ordinary',
  'uptake',
  'uptake_low',
  'uptake_high',
  'uptake_note',
  'sample',
];

const mutable = ({ text, ranges }: Found) => ({
  text,
  ranges: ranges.map(([from, to]): [number, number] => [from, to]),
});

/** A name that there is none of would be answered with nothing, which looks like nothing noted. */
function unknownIn(
  db: Db,
  officeId: string,
  {
    theme,
    campaign,
    channel,
  }: { theme?: string | undefined; campaign?: string | undefined; channel?: string | undefined },
): IssueFacts[] {
  const channels = channelList(db).map(({ id }) => id);
  return [
    ...(theme !== undefined && !themeList(db).some(({ id }) => id === theme)
      ? [{ field: 'theme', code: 'unknown-theme', facts: { value: theme } }]
      : []),
    ...(campaign !== undefined && !hasCampaign(db, officeId, campaign)
      ? [{ field: 'campaign', code: 'unknown-campaign', facts: { value: campaign } }]
      : []),
    ...(channel !== undefined && !channels.includes(channel)
      ? [{ field: 'channel', code: 'unknown-channel', facts: { value: channel, known: channels.join(', ') } }]
      : []),
  ];
}

/** Observations, interviews and documents: to be found by their words, and beside the figures by their themes. */
export const evidenceRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/evidence/search',
        tags: ['evidence'],
        summary: 'Notes by their words: all of them, “these words together”, or the beginn* of one',
        request: {
          query: z.object({
            q: lineOf(questionMax).optional().openapi({ description: 'Without it, all notes.' }),
            office: WindowQuery.shape.office,
            from: DayText.optional().openapi({ description: 'Only notes of this day or later.' }),
            to: DayText.optional().openapi({ description: 'Only notes of this day or earlier.' }),
            theme: lineOf(200).optional(),
            kind: z.enum(kindCodes).optional(),
            campaign: lineOf(200).optional(),
            channel: lineOf(200).optional(),
            activity: lineOf(300).optional(),
            limit: z.coerce.number().int().min(1).max(notesMax).default(notesDefault),
          }),
        },
        responses: { 200: json(SearchAnswer, 'The best fitting first; without a question the latest first.') },
      }),
      (c) => {
        const { q = '', office: asked, limit, ...narrowed } = c.req.valid('query');
        const { office } = windowOf(db, { office: asked }, now(), c.get('actor'));
        const { from, to } = narrowed;
        if (from !== undefined && to !== undefined && from > to) {
          throw new ProblemError(400, 'window-backwards', { facts: { from, to } });
        }
        const issues = unknownIn(db, office.id, narrowed);
        if (issues.length > 0) throw new ProblemError(400, 'bad-request', { issues });
        const question = questionOf(q);
        const isAsked = q.trim() !== '';
        // A question without a word in it finds nothing; no question finds all.
        const found =
          isAsked && question === null
            ? { total: 0, notes: [] }
            : notesFound(db, { officeId: office.id, ...narrowed }, question, limit);
        const uses = themeUses(db, office.id);
        return c.json(
          {
            office: office.id,
            question: q,
            total: found.total,
            all: notesFound(db, { officeId: office.id }, null, 1).total,
            notes: found.notes.map(({ title, extract, themes, ...note }) => ({
              ...note,
              title: mutable(foundIn(title)),
              extract: mutable(foundIn(extract)),
              themes: [...themes],
            })),
            themes: themeList(db).map(({ id, name, nameEn, definition }) => ({
              id,
              name,
              nameEn,
              definition,
              notes: uses.get(id) ?? 0,
            })),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/evidence/triangulation',
        tags: ['evidence'],
        summary: 'Themes of the notes by month, beside the uptake and the questions on the same topic',
        description: 'What stands beside each other is not a cause. Also as CSV, a row per month and theme.',
        request: { query: WindowQuery },
        responses: { 200: json(TriangulationAnswer, 'Every month that the window touches.') },
      }),
      (c) => {
        const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'), 'month');
        const { office } = window;
        const whole = { from: periodOf(window.from, 'month').from, to: periodOf(window.to, 'month').to };
        const months = periodsOf(window, 'month');
        const notes = codedNotes(db, office.id, whole);
        const words = programmeWords(db, 'topics');
        const codebook = themeList(db);
        const used = codebook.filter(({ id }) => notes.some(({ themes }) => themes.includes(id)));
        const counts = themesByMonth(
          months,
          notes,
          used.map(({ id }) => id),
        );
        const uptake = uptakeIn(db, window, 'month');
        const asked = inquiryPeriods(inquiryFigures(db, office.id, whole), window, 'month', window.today);
        const themes = used.map((theme) => ({
          id: theme.id,
          name: theme.name,
          nameEn: theme.nameEn,
          notes: notes.filter(({ themes: codes }) => codes.includes(theme.id)).length,
          topic: topicOfTheme(theme, words) ?? null,
        }));
        const topics = [...new Set(themes.flatMap(({ topic }) => (topic === null ? [] : [topic])))];
        const sample = holdsSample(db);
        const rows = months.map(({ from, to }, index) => {
          const [own, figures, questions] = [counts[index], uptake[index], asked[index]];
          if (!own || !figures || !questions) throw new Error(`no figures of ${from}`);
          return {
            from,
            to,
            state: figures.state,
            notes: own.notes,
            themes: Object.fromEntries(own.counts),
            inquiries: Object.fromEntries(
              topics.map((topic) => [topic, tallyOf(questions.units, new Map(), topic).received]),
            ),
            electronic: figures.electronic,
            ordinary: figures.ordinary,
            uptake: figures.uptake,
          };
        });
        if (wantsCsv(c)) {
          const table = rows.flatMap((month) =>
            (themes.length === 0 ? [undefined] : themes).map((theme) => ({
              office: office.id,
              month: month.from.slice(0, 7),
              state: month.state,
              notes: month.notes,
              theme: theme?.id ?? null,
              theme_notes: theme ? (month.themes[theme.id] ?? null) : null,
              topic: theme?.topic ?? null,
              inquiries_received: theme?.topic ? (month.inquiries[theme.topic] ?? null) : null,
              electronic: month.electronic,
              ordinary: month.ordinary,
              ...shareColumns('uptake', month.uptake),
              sample,
            })),
          );
          return answerCsv(c, `evidence-${office.id}`, columns, table) as never;
        }
        return c.json(
          { office: office.id, from: window.from, to: window.to, sample, notes: notes.length, themes, months: rows },
          200,
        );
      },
    );
