import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { eventKinds } from '@tilik/db/vocabulary';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { eventsIn } from './queries.ts';

const kindCodes = Object.keys(eventKinds) as [keyof typeof eventKinds];

const EventsAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    sample: z.boolean(),
    events: z.array(
      z.object({
        id: z.string(),
        officeId: z.string().nullable().openapi({ description: 'Null: it touched every office.' }),
        kind: z.enum(kindCodes),
        name: z.string(),
        nameEn: z.string().nullable(),
        startsOn: z.string(),
        endsOn: z.string().nullable(),
        confounds: z.boolean(),
        reference: z.string().nullable(),
      }),
    ),
  })
  .openapi('Events');

const columns = ['id', 'office', 'kind', 'name', 'name_en', 'starts', 'ends', 'confounds', 'reference', 'sample'];

export const eventsRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/events',
      tags: ['programme'],
      summary: 'Events in the window that moved the numbers',
      request: { query: WindowQuery },
      responses: {
        200: {
          content: { 'application/json': { schema: EventsAnswer } },
          description: 'In order of their start. Also as CSV.',
        },
      },
    }),
    (c) => {
      const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'));
      const sample = holdsSample(db);
      const list = eventsIn(db, window).map(({ importId: _, ...event }) => event);
      if (wantsCsv(c)) {
        const rows = list.map((event) => ({
          id: event.id,
          office: event.officeId,
          kind: event.kind,
          name: event.name,
          name_en: event.nameEn,
          starts: event.startsOn,
          ends: event.endsOn,
          confounds: event.confounds,
          reference: event.reference,
          sample,
        }));
        return answerCsv(c, `events-${window.office.id}`, columns, rows) as never;
      }
      return c.json({ office: window.office.id, from: window.from, to: window.to, sample, events: list }, 200);
    },
  );
