import { randomBytes, randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { ShareLink } from '@tilik/db/schema';
import { addDays, type Day, instantOfWallClock } from '../day.ts';
import { campaignOf } from '../effect/queries.ts';
import { ProblemError } from '../problem.ts';
import { Remark } from '../remark.ts';
import { DayText, json, router } from '../validate.ts';
import { earlier, windowOf } from '../window.ts';
import { requireOffice } from './actor.ts';
import { byOf } from './guard.ts';
import { sharedPageOf, sharedSearch, tokenHash } from './shares.ts';
import { keepShare, revokeShare, shareList } from './shares-queries.ts';

/** Bytes of the secret in a link: it cannot be guessed. */
const tokenBytes = 32;
/** Days that a link may live. */
const livesMax = 366;

const ShareAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    officeId: z.string(),
    page: z.string(),
    search: z.string(),
    fromOn: z.string(),
    toOn: z.string(),
    createdBy: z.string(),
    createdAt: z.string(),
    expiresAt: z.string(),
    revokedAt: z.string().nullable(),
    lastUsedAt: z.string().nullable().openapi({ description: 'To the minute.' }),
  })
  .openapi('Share');

const ShareBody = z
  .object({
    name: Remark.superRefine((text, context) => {
      if (text === '') context.addIssue({ code: 'custom', params: { code: 'missing' } });
    }).openapi({ description: 'For whom it is, so that it can be told apart later.' }),
    page: z.string().max(300).openapi({ description: 'Path of the page.', example: '/kampanye/umrah-2025' }),
    search: z.string().max(2000).default('').openapi({ description: 'Query string of the page.' }),
    fromOn: DayText.openapi({ description: 'First day whose figures are shown.' }),
    toOn: DayText.openapi({ description: 'Last day whose figures are shown; today at the latest.' }),
    expiresOn: DayText.openapi({ description: `Last day on which the link opens; at most ${livesMax} days from now.` }),
  })
  .openapi('NewShare');

const shown = ({ tokenHash: _, ...share }: ShareLink): z.infer<typeof ShareAnswer> => share;

const wrong = (field: string, code: string, facts = {}) =>
  new ProblemError(400, 'bad-request', { issues: [{ field, code, facts }] });

/** Links that show one saved view to whoever has them. */
export const sharesRoutes = ({ db, now }: { db: Db; now: () => Date }) => {
  /** The office whose campaign it is; undefined where that campaign did not run on these days. */
  const officeOfCampaign = (id: string, fromOn: Day, toOn: Day): string | undefined => {
    const campaign = campaignOf(db, id);
    if (!campaign?.startedOn || campaign.startedOn > toOn) return undefined;
    return campaign.endedOn !== null && campaign.endedOn < fromOn ? undefined : campaign.officeId;
  };

  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/shares',
        tags: ['access'],
        summary: 'Links that show one saved view',
        responses: { 200: json(z.object({ shares: z.array(ShareAnswer) }), 'Latest first; ended ones are kept.') },
      }),
      (c) => c.json({ shares: shareList(db, c.get('actor').officeId).map(shown) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/shares',
        tags: ['access'],
        summary: 'Make a link that shows one saved view, read-only, until a day',
        request: { body: { required: true, content: { 'application/json': { schema: ShareBody } } } },
        responses: {
          201: json(
            z.object({ share: ShareAnswer, path: z.string() }),
            'The path holds the secret and is told this once: only its hash is kept.',
          ),
        },
      }),
      (c) => {
        const actor = c.get('actor');
        const { name, page, search, fromOn, toOn, expiresOn } = c.req.valid('json');
        const found = sharedPageOf(page);
        if (!found) throw wrong('page', 'not-shareable');
        const asked = new URLSearchParams(search).get('office') ?? undefined;
        const owner = found.id === null ? undefined : officeOfCampaign(found.id, fromOn, toOn);
        if (found.id !== null && owner === undefined) throw wrong('page', 'not-shareable');
        const id = owner ?? asked ?? actor.officeId ?? undefined;
        const { office, today, from, to } = windowOf(db, { office: id, from: fromOn, to: toOn }, now(), actor);
        requireOffice(actor, office.id);
        if (from > today) throw wrong('fromOn', 'in-future', { value: from, today });
        const latest = addDays(today, livesMax);
        if (expiresOn < today || expiresOn > latest) {
          throw wrong('expiresOn', 'expires-out-of-range', { from: today, to: latest });
        }
        const days = { fromOn: from, toOn: earlier(to, today) };
        const token = randomBytes(tokenBytes).toString('base64url');
        const link: ShareLink = {
          id: randomUUID(),
          tokenHash: tokenHash(token),
          name,
          officeId: office.id,
          page,
          search: sharedSearch(search, { ...days, office: office.role === 'ours' ? undefined : office.id }),
          ...days,
          createdBy: actor.id,
          createdAt: now().toISOString(),
          expiresAt: instantOfWallClock(`${addDays(expiresOn, 1)}T00:00`, office.zone).toISOString(),
          revokedAt: null,
          lastUsedAt: null,
        };
        keepShare(db, byOf(c, now()), link);
        return c.json({ share: shown(link), path: `/bagi/${token}` }, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/shares/{id}',
        tags: ['access'],
        summary: 'End a link at once',
        request: { params: z.object({ id: z.string() }) },
        responses: { 200: json(ShareAnswer, 'It shows nothing any more.') },
      }),
      (c) => c.json(shown(revokeShare(db, byOf(c, now()), c.req.valid('param').id)), 200),
    );
};
