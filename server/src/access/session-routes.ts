import { createRoute, z } from '@hono/zod-openapi';
import { roleCodes } from '@tilik/db/vocabulary';
import { officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { json, router } from '../validate.ts';
import type { Access } from './access.ts';
import type { Actor } from './actor.ts';
import { approvedDay } from './approved.ts';
import { writeAudit } from './audit.ts';
import { clientAddress } from './door.ts';
import { isSameToken } from './first-run.ts';
import { openPlaces } from './may.ts';
import { refusalOfPassword } from './password-rules.ts';
import { hasPeople, insertPassword, insertPerson, ownOfficeWords, personById } from './queries.ts';
import { actorOfPerson } from './sign-in-routes.ts';

const kinds = ['person', 'key', 'share', 'demo', 'system'] as const;

const SessionAnswer = z
  .object({
    actor: z
      .object({
        id: z.string(),
        name: z.string(),
        role: z.enum(roleCodes),
        officeId: z.string().nullable().openapi({ description: 'Null: every office of this installation.' }),
        kind: z.enum(kinds),
        email: z.string().optional(),
        twoFactor: z.boolean().optional(),
      })
      .nullable(),
    firstRun: z.boolean().openapi({ description: 'There is nobody yet: the first administrator is to be made.' }),
    demo: z.boolean(),
    ways: z.object({
      password: z.literal(true),
      provider: z.string().nullable().openapi({ description: 'Who keeps accounts elsewhere that may sign in here.' }),
      mail: z.boolean().openapi({ description: 'Links to set a password are mailed.' }),
    }),
    view: z
      .object({
        name: z.string(),
        page: z.string(),
        search: z.string(),
        fromOn: z.string(),
        toOn: z.string(),
        expiresAt: z.string(),
      })
      .nullable()
      .openapi({ description: 'Of a share link: the one view it shows.' }),
    approvedUntil: z
      .string()
      .nullable()
      .openapi({ description: 'Last approved day, for a reader of approved figures.' }),
    may: z
      .array(z.string())
      .openapi({ description: 'Routes that are open to the actor.', example: ['GET /api/v1/uptake'] }),
    closed: z
      .array(z.object({ place: z.string(), roles: z.array(z.enum(roleCodes)) }))
      .openapi({ description: 'Routes that are not, and to whom they are.' }),
  })
  .openapi('Session');

export const PersonName = z.string().trim().min(1).max(120);
export const PersonEmail = z
  .email()
  .max(320)
  .transform((text) => text.toLowerCase());

const FirstRunBody = z
  .object({ token: z.string().max(200), name: PersonName, email: PersonEmail, password: z.string().max(1000) })
  .openapi('FirstRun');

const kindOf = ({ id }: Actor): (typeof kinds)[number] =>
  kinds.find((kind) => id === kind || id.startsWith(`${kind}:`)) ?? 'system';

/** Nothing is open to nobody, but for what is open to everyone. */
function openPlacesShown(actor: Actor | undefined) {
  if (!actor) return { may: [], closed: [] };
  const { may, closed } = openPlaces(actor);
  return { may, closed: closed.map(({ place, roles }) => ({ place, roles: [...roles] })) };
}

/** Who is asking, and how somebody comes in who is nobody yet. */
export function sessionRoutes(access: Access) {
  const { db, now, settings } = access;
  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/session',
        tags: ['access'],
        summary: 'Who is asking',
        responses: { 200: json(SessionAnswer, 'The one who asks, and the ways in.') },
      }),
      (c) => {
        const actor = c.get('actor') as Actor | undefined;
        const person = actor?.id.startsWith('person:') ? personById(db, actor.id.slice('person:'.length)) : undefined;
        const office =
          actor?.role === 'pembaca' && !actor.view
            ? officeList(db).find(({ id, role }) => (actor.officeId === null ? role === 'ours' : id === actor.officeId))
            : undefined;
        c.header('Cache-Control', 'no-store');
        return c.json(
          {
            actor: actor
              ? {
                  id: actor.id,
                  name: actor.name,
                  role: actor.role,
                  officeId: actor.officeId,
                  kind: kindOf(actor),
                  ...(person && { email: person.email, twoFactor: person.twoFactorEnabled === true }),
                }
              : null,
            firstRun: !hasPeople(db),
            demo: actor?.id === 'demo',
            ways: {
              password: true as const,
              provider: settings.oidc?.name ?? null,
              mail: access.mail !== undefined,
            },
            view: actor?.view ? { name: actor.name, ...actor.view } : null,
            approvedUntil: office ? (approvedDay(db, office) ?? null) : null,
            ...openPlacesShown(actor),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/first-run',
        tags: ['access'],
        summary: 'Make the first administrator',
        request: { body: { required: true, content: { 'application/json': { schema: FirstRunBody } } } },
        responses: { 201: json(z.object({ id: z.string() }), 'The administrator; signed in.') },
      }),
      async (c) => {
        const { token, name, email, password } = c.req.valid('json');
        if (hasPeople(db)) throw new ProblemError(409, 'first-run-done');
        if (!isSameToken(token, access.firstRun?.read())) throw new ProblemError(403, 'first-run-token');
        const issue = refusalOfPassword('password', password, { name, email, officeWords: ownOfficeWords(db) });
        if (issue) throw new ProblemError(400, 'password-refused', { issues: [issue] });
        const authority = await access.authority();
        const hash = await authority.hash(password);
        const person = db.transaction(() => {
          // Two at once: the second finds that the first was there.
          if (hasPeople(db)) throw new ProblemError(409, 'first-run-done');
          const made = insertPerson(db, { name, email, role: 'administrator', officeId: null }, now());
          insertPassword(db, made.id, hash, now());
          const by = { actor: actorOfPerson(made), now: now(), request: c.get('request') };
          writeAudit(db, by, { act: 'first-run', noun: 'person', key: made.id, became: { name, email } });
          return made;
        });
        access.firstRun?.forget();
        const headers = new Headers(c.req.raw.headers);
        headers.delete('content-length');
        headers.set('content-type', 'application/json');
        const { response } = await authority.handle(
          new Request(new URL('/api/auth/sign-in/email', c.req.url), {
            method: 'POST',
            headers,
            body: JSON.stringify({ email, password, rememberMe: false }),
          }),
          clientAddress(c, settings.trustProxy),
        );
        for (const cookie of response.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
        return c.json({ id: person.id }, 201);
      },
    );
}
