import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { otherSources } from '@tilik/db/vocabulary';
import { Share, shareColumns, shareOf } from '../applicants/share.ts';
import { channelList } from '../channels/queries.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { holdsSample } from '../offices/queries.ts';
import { router } from '../validate.ts';
import { type Window, WindowQuery, windowOf } from '../window.ts';
import { declaredSources } from './queries.ts';

const SourcesAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    sample: z.boolean(),
    months: z.array(z.string()).openapi({ description: 'Months with declared sources, by their first day.' }),
    sources: z.array(
      z.object({
        source: z.string().openapi({ description: "A channel's id, `other` or `unknown`." }),
        electronic: z.int(),
        ordinary: z.int(),
        total: z.int(),
        uptake: Share.openapi({ description: 'E-passport share among those who declare this source.' }),
        shareOfElectronic: Share.openapi({
          description: 'Share of this source among all e-passport applicants who were asked, `unknown` included.',
        }),
      }),
    ),
  })
  .openapi('Sources');

const columns = [
  'office',
  'from',
  'to',
  'source',
  'electronic',
  'ordinary',
  'total',
  'uptake_share',
  'uptake_share_low',
  'uptake_share_high',
  'uptake_share_note',
  'share_of_electronic',
  'share_of_electronic_low',
  'share_of_electronic_high',
  'share_of_electronic_note',
  'sample',
];

/** Each source with its shares, in the order of the channels; `unknown` is always there and always last. */
export function sourceRows(db: Db, window: Window) {
  const { counts, months } = declaredSources(db, window);
  const electronicTotal = [...counts.values()].reduce((sum, { electronic }) => sum + electronic, 0);
  const order = [...channelList(db).map(({ id }) => id), ...Object.keys(otherSources)];
  const rows = order
    .filter((source) => counts.has(source) || (source === 'unknown' && months.length > 0))
    .map((source) => {
      const { electronic, ordinary } = counts.get(source) ?? { electronic: 0, ordinary: 0 };
      return {
        source,
        electronic,
        ordinary,
        total: electronic + ordinary,
        uptake: shareOf(electronic, electronic + ordinary),
        shareOfElectronic: shareOf(electronic, electronicTotal),
      };
    });
  return { months, rows };
}

export const sourcesRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/sources',
      tags: ['figures'],
      summary: 'Applicants of both types by the channel they declare, unknown included',
      request: { query: WindowQuery },
      responses: {
        200: {
          content: { 'application/json': { schema: SourcesAnswer } },
          description: 'What people recall, not what caused their choice. Also as CSV.',
        },
      },
    }),
    (c) => {
      const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'));
      const { months, rows } = sourceRows(db, window);
      const sample = holdsSample(db);
      if (wantsCsv(c)) {
        const csvRows = rows.map(({ uptake, shareOfElectronic, ...row }) => ({
          office: window.office.id,
          from: window.from,
          to: window.to,
          ...row,
          ...shareColumns('uptake_share', uptake),
          ...shareColumns('share_of_electronic', shareOfElectronic),
          sample,
        }));
        return answerCsv(c, `sources-${window.office.id}`, columns, csvRows) as never;
      }
      return c.json(
        { office: window.office.id, from: window.from, to: window.to, sample, months: [...months], sources: rows },
        200,
      );
    },
  );
