import { createRoute, z } from '@hono/zod-openapi';
import { roleCodes } from '@tilik/db/vocabulary';
import { DayText, json, router } from '../validate.ts';
import { type Access, requireFresh } from './access.ts';
import { actorOf } from './actor.ts';
import { byOf } from './guard.ts';
import { addKey, revokeKey } from './keys.ts';
import { type KeySeen, keysSeen } from './queries.ts';

const KeyAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    start: z.string().openapi({ description: 'How it begins, to be told from others.' }),
    role: z.enum(roleCodes),
    officeId: z.string().nullable(),
    createdBy: z.string(),
    createdAt: z.string(),
    expiresAt: z.string().nullable(),
    lastUsedAt: z.string().nullable().openapi({ description: 'To the minute.' }),
    enabled: z.boolean(),
  })
  .openapi('ApiKey');

const NewKeyBody = z
  .object({
    name: z.string().trim().min(1).max(120),
    role: z.enum(roleCodes),
    officeId: z.string().nullable(),
    expiresOn: DayText.nullable().openapi({ description: 'The last day on which it serves.' }),
  })
  .openapi('NewApiKey');

const shown = ({ maker: _, ...key }: KeySeen) => key;

/** Keys by which programs come in. */
export function keyRoutes(access: Access) {
  const { db, now } = access;
  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/keys',
        tags: ['access'],
        summary: 'Keys by which programs come in',
        responses: {
          200: json(z.object({ keys: z.array(KeyAnswer) }).openapi('ApiKeys'), 'All of them, newest first.'),
        },
      }),
      (c) => {
        const { officeId } = actorOf(c);
        const keys = keysSeen(db).filter((key) => officeId === null || key.officeId === officeId);
        return c.json({ keys: keys.map(shown) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/keys',
        tags: ['access'],
        summary: 'Make an API key',
        request: { body: { required: true, content: { 'application/json': { schema: NewKeyBody } } } },
        responses: {
          201: json(
            KeyAnswer.extend({ secret: z.string().openapi({ description: 'The key. Shown this once.' }) }).openapi(
              'ApiKeyMade',
            ),
            'The key.',
          ),
        },
      }),
      async (c) => {
        requireFresh(actorOf(c), now());
        const { maker: _, ...made } = await addKey(access, byOf(c, now()), c.req.valid('json'));
        c.header('Cache-Control', 'no-store');
        return c.json(made, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/keys/{id}',
        tags: ['access'],
        summary: 'Revoke an API key',
        request: { params: z.object({ id: z.string().max(100) }) },
        responses: { 204: { description: 'Revoked.' } },
      }),
      (c) => {
        requireFresh(actorOf(c), now());
        revokeKey(access, byOf(c, now()), c.req.valid('param').id);
        return c.body(null, 204);
      },
    );
}
