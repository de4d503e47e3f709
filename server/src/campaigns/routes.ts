import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { approaches } from '@tilik/db/vocabulary';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { campaignsIn } from './queries.ts';

const approachCodes = Object.keys(approaches) as [keyof typeof approaches];

const CampaignsAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    sample: z.boolean(),
    campaigns: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        objective: z.string().nullable(),
        approach: z.enum(approachCodes),
        plannedFromOn: z.string().nullable(),
        plannedToOn: z.string().nullable(),
        startedOn: z.string(),
        endedOn: z.string().nullable().openapi({ description: 'Null: still running.' }),
        channels: z.array(z.string()),
        audiences: z.array(z.string()),
        topics: z.array(z.string()),
        budgetRupiah: z.int().nullable(),
      }),
    ),
  })
  .openapi('Campaigns');

const columns = [
  'office',
  'id',
  'name',
  'name_en',
  'objective',
  'approach',
  'planned_from',
  'planned_to',
  'started',
  'ended',
  'channels',
  'audiences',
  'topics',
  'budget_rupiah',
  'sample',
];

export const campaignsRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/campaigns',
      tags: ['programme'],
      summary: 'Campaigns that ran in the window, planned against actual',
      request: { query: WindowQuery },
      responses: {
        200: {
          content: { 'application/json': { schema: CampaignsAnswer } },
          description: 'In order of their start. Also as CSV.',
        },
      },
    }),
    (c) => {
      const window = windowOf(db, c.req.valid('query'), now());
      const sample = holdsSample(db);
      const list = campaignsIn(db, window).map(({ importId: _, officeId: __, ...campaign }) => campaign);
      if (wantsCsv(c)) {
        const rows = list.map((campaign) => ({
          office: window.office.id,
          id: campaign.id,
          name: campaign.name,
          name_en: campaign.nameEn,
          objective: campaign.objective,
          approach: campaign.approach,
          planned_from: campaign.plannedFromOn,
          planned_to: campaign.plannedToOn,
          started: campaign.startedOn,
          ended: campaign.endedOn,
          channels: campaign.channels.join('|'),
          audiences: campaign.audiences.join('|'),
          topics: campaign.topics.join('|'),
          budget_rupiah: campaign.budgetRupiah,
          sample,
        }));
        return answerCsv(c, `campaigns-${window.office.id}`, columns, rows) as never;
      }
      return c.json({ office: window.office.id, from: window.from, to: window.to, sample, campaigns: list }, 200);
    },
  );
