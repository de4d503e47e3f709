import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { approaches, managementSteps } from '@tilik/db/vocabulary';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { json, router } from '../validate.ts';
import { WindowQuery, windowOf } from '../window.ts';
import { costsOf } from './costs.ts';
import { campaignsIn, spendingOf } from './queries.ts';

const stepCodes = Object.keys(managementSteps) as [keyof typeof managementSteps];
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
        spendingRupiah: z.int().nullable(),
        managementStep: z.enum(stepCodes).nullable(),
        personInCharge: z.string().nullable().openapi({ description: 'A role in the section.' }),
        cancelledOn: z.string().nullable(),
      }),
    ),
  })
  .openapi('Campaigns');

const Rupiah = z.int().nullable();
const CostsAnswer = z
  .object({
    campaign: z.string(),
    budgetRupiah: Rupiah,
    spendingRupiah: Rupiah,
    overBudgetRupiah: Rupiah.openapi({ description: 'Spent less budgeted; below zero: less was spent.' }),
    activities: z.int(),
    activitiesCosted: z.int().openapi({ description: 'Activities whose cost was written down.' }),
    activitiesRupiah: Rupiah.openapi({ description: 'What those cost together.' }),
    activityDays: z.int().openapi({ description: 'Days on which there was an activity.' }),
    perActivityDayRupiah: Rupiah.openapi({ description: 'Spending by such a day; null: one of them is not known.' }),
  })
  .openapi('CampaignCosts');

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
  router()
    .openapi(
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
        const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'));
        const sample = holdsSample(db);
        const list = campaignsIn(db, window).map(
          ({ importId: _, officeId: __, copiedFrom: ___, ...campaign }) => campaign,
        );
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
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/campaigns/{id}/costs',
        tags: ['programme'],
        summary: 'What a campaign was given, what it cost, and what that is for a day on which something was done',
        request: { params: z.object({ id: z.string() }) },
        responses: { 200: json(CostsAnswer, 'What is not known is null, never zero.') },
      }),
      (c) => {
        const { id } = c.req.valid('param');
        const known = spendingOf(db, id);
        if (!known) throw new ProblemError(404, 'unknown-campaign', { facts: { value: id } });
        return c.json({ campaign: id, ...costsOf(known) }, 200);
      },
    );
