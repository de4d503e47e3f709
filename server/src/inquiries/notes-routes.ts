import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { NotedInquiry } from '@tilik/db/schema';
import { type Actor, requireOffice } from '../access/actor.ts';
import { actorName } from '../access/audit.ts';
import { byOf } from '../access/guard.ts';
import { channelList } from '../channels/queries.ts';
import { programmeWords } from '../offices/programme-words.ts';
import { ProblemError } from '../problem.ts';
import { closedMonths } from '../quality/closures.ts';
import { DayText, json, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { countOrigins, inquiryFigures, noteById, notesOf } from './queries.ts';
import { answerNote, noteInquiry, removeNote } from './store.ts';
import { requireTopic } from './topics.ts';

/** A year: what took longer was forgotten and not answered. */
const minutesMax = 366 * 24 * 60;

const Minutes = z
  .int()
  .min(0)
  .max(minutesMax)
  .nullable()
  .optional()
  .openapi({ description: 'Minutes from the question to its answer, where known.' });

const NoteBody = z
  .strictObject({
    office: z.string().optional().openapi({ description: 'Office; one’s own, or ours, by default.' }),
    channel: z.string(),
    topic: z.string().max(100).openapi({ description: 'A code of the list of topics.', example: 'cost' }),
    answered: z.boolean(),
    answerMinutes: Minutes,
    on: DayText.optional().openapi({ description: 'Day of the question; today by default.' }),
  })
  .openapi('NoteInquiry', {
    description: 'One question, counted. What was asked and who asked it have no place here, and are refused.',
  });

const Note = z
  .object({
    id: z.int(),
    office: z.string(),
    channel: z.string(),
    topic: z.string(),
    on: z.string(),
    answered: z.boolean(),
    answerMinutes: z.int().nullable(),
    notedAt: z.string(),
    by: z.string().nullable(),
    mayRemove: z.boolean().openapi({ description: 'Whoever noted it may take it back, and an administrator.' }),
  })
  .openapi('NotedInquiry');

const NotesAnswer = z
  .object({
    office: z.string(),
    on: z.string(),
    today: z.string(),
    closed: z.boolean().openapi({ description: 'The month is closed: nothing more can be noted in it.' }),
    notes: z.array(Note).openapi({ description: 'The latest first.' }),
    counts: z
      .array(
        z.object({
          channel: z.string(),
          topic: z.string(),
          notes: z.int(),
          standing: z.int().nullable().openapi({ description: 'The day’s count that is reckoned with.' }),
          origin: z.enum(countOrigins).nullable(),
          file: z.string().nullable(),
        }),
      )
      .openapi({ description: 'By channel and topic: how many notes, and the count that stands.' }),
  })
  .openapi('NotedInquiries');

const IdParam = z.object({ id: z.coerce.number().int().positive() });

/** The quick form: one question at a time, by the person at the keyboard. */
export const inquiryNotesRoutes = ({ db, now }: { db: Db; now: () => Date }) => {
  const shown = (note: NotedInquiry, actor: Actor): z.infer<typeof Note> => ({
    id: note.id,
    office: note.officeId,
    channel: note.channelId,
    topic: note.topic,
    on: note.askedOn,
    answered: note.answered,
    answerMinutes: note.answerMinutes,
    notedAt: note.notedAt,
    by: actorName(db, note.actor),
    mayRemove: note.actor === actor.id || actor.role === 'administrator',
  });
  const known = (id: number, actor: Actor): NotedInquiry => {
    const note = noteById(db, id);
    if (!note) throw new ProblemError(404, 'no-such-note', { facts: { id: String(id) } });
    requireOffice(actor, note.officeId);
    return note;
  };
  const refuseMinutes = () =>
    new ProblemError(400, 'bad-request', { issues: [{ field: 'answerMinutes', code: 'minutes-without-answer' }] });

  return router()
    .openapi(
      createRoute({
        method: 'post',
        path: '/inquiries/notes',
        tags: ['inquiries'],
        summary: 'Note one question that the public asked',
        request: { body: { required: true, content: { 'application/json': { schema: NoteBody } } } },
        responses: { 201: json(Note, 'Noted; the day’s count is in step with it.') },
      }),
      (c) => {
        const actor = c.get('actor');
        const { office: asked, channel, topic, answered, answerMinutes = null, on } = c.req.valid('json');
        const { office, today } = windowOf(db, { office: asked ?? actor.officeId ?? undefined }, now(), actor);
        requireOffice(actor, office.id);
        const channels = channelList(db).map(({ id }) => id);
        if (!channels.includes(channel)) {
          const facts = { value: channel, known: channels.join(', ') };
          throw new ProblemError(400, 'bad-request', {
            issues: [{ field: 'channel', code: 'unknown-channel', facts }],
          });
        }
        requireTopic(programmeWords(db, 'topics'), topic);
        if (answerMinutes !== null && !answered) throw refuseMinutes();
        const askedOn = on ?? today;
        if (askedOn > today) {
          throw new ProblemError(400, 'bad-request', {
            issues: [{ field: 'on', code: 'in-future', facts: { value: askedOn, today } }],
          });
        }
        const noted = { officeId: office.id, channelId: channel, topic, askedOn, answered, answerMinutes };
        return c.json(shown(noteInquiry(db, byOf(c, now()), noted), actor), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/inquiries/notes',
        tags: ['inquiries'],
        summary: 'The questions that were noted on one day',
        request: {
          query: z.object({
            office: WindowQuery.shape.office,
            on: DayText.optional().openapi({ description: 'Today by default.' }),
          }),
        },
        responses: { 200: json(NotesAnswer, 'Notes, and how the day’s counts stand to them.') },
      }),
      (c) => {
        const actor = c.get('actor');
        const query = c.req.valid('query');
        const { office, today } = windowOf(db, { office: query.office }, now(), actor);
        const on = query.on ?? today;
        const notes = notesOf(db, office.id, { from: on, to: on });
        const figures = inquiryFigures(db, office.id, { from: on, to: on }).filter(({ grain }) => grain === 'day');
        const counts = [...Map.groupBy(notes, ({ channelId, topic }) => `${channelId} ${topic}`).values()].flatMap(
          (own) => {
            const [first] = own;
            if (!first) return [];
            const { channelId: channel, topic } = first;
            const standing = figures.find((figure) => figure.channel === channel && figure.topic === topic);
            return [
              {
                channel,
                topic,
                notes: own.length,
                standing: standing?.received ?? null,
                origin: standing?.origin ?? null,
                file: standing?.origin === 'file' ? standing.file : null,
              },
            ];
          },
        );
        return c.json(
          {
            office: office.id,
            on,
            today,
            closed: closedMonths(db)(office.id, on),
            notes: notes.toReversed().map((note) => shown(note, actor)),
            counts,
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/inquiries/notes/{id}/answer',
        tags: ['inquiries'],
        summary: 'Note that a question was answered later',
        request: {
          params: IdParam,
          body: {
            required: false,
            content: {
              'application/json': { schema: z.strictObject({ answerMinutes: Minutes }).openapi('AnswerInquiry') },
            },
          },
        },
        responses: { 200: json(Note, 'The note as it is now.') },
      }),
      (c) => {
        const actor = c.get('actor');
        const { id } = known(c.req.valid('param').id, actor);
        // Without a body there is nothing that was checked.
        const { answerMinutes = null } = (c.req.valid('json') ?? {}) as { answerMinutes?: number | null };
        return c.json(shown(answerNote(db, byOf(c, now()), id, answerMinutes), actor), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/inquiries/notes/{id}',
        tags: ['inquiries'],
        summary: 'Take back a question that was noted by mistake',
        request: { params: IdParam },
        responses: { 200: json(z.object({ removed: z.int() }), 'Taken back; the day’s count is in step again.') },
      }),
      (c) => {
        const actor = c.get('actor');
        const note = known(c.req.valid('param').id, actor);
        if (note.actor !== actor.id && actor.role !== 'administrator') {
          throw new ProblemError(403, 'not-own-note', { facts: { id: String(note.id) } });
        }
        removeNote(db, byOf(c, now()), note.id);
        return c.json({ removed: note.id }, 200);
      },
    );
};
