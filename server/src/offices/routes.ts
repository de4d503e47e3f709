import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { reportedSpan } from '../applicants/queries.ts';
import { channelList } from '../channels/queries.ts';
import { dayInZone } from '../day.ts';
import { router } from '../validate.ts';
import { holdsFigures, holdsSample, officeList } from './queries.ts';

const AboutAnswer = z
  .object({
    today: z.string().openapi({ description: "Today in our office's zone." }),
    sample: z.boolean().openapi({ description: 'Some figures are made up for demonstration.' }),
    empty: z.boolean().openapi({ description: 'No figure was ever stored, or all were undone.' }),
    offices: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.enum(['ours', 'comparison']),
        launchedOn: z.string().nullable(),
        reportedFrom: z.string().nullable(),
        reportedTo: z.string().nullable(),
      }),
    ),
    channels: z.array(z.object({ id: z.string(), nameId: z.string(), nameEn: z.string(), kind: z.string() })),
  })
  .openapi('About');

export const officesRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/about',
      tags: ['programme'],
      summary: 'The offices and channels there are, and whether there are figures',
      responses: {
        200: { content: { 'application/json': { schema: AboutAnswer } }, description: 'What a page needs to begin.' },
      },
    }),
    (c) => {
      const offices = officeList(db);
      const zone = offices.find(({ role }) => role === 'ours')?.zone ?? 'Asia/Jakarta';
      return c.json(
        {
          today: dayInZone(now(), zone),
          sample: holdsSample(db),
          empty: !holdsFigures(db),
          offices: offices.map(({ id, name, role, launchedOn }) => {
            const span = reportedSpan(db, id);
            return { id, name, role, launchedOn, reportedFrom: span?.from ?? null, reportedTo: span?.to ?? null };
          }),
          channels: channelList(db).map(({ id, nameId, nameEn, kind }) => ({ id, nameId, nameEn, kind })),
        },
        200,
      );
    },
  );
