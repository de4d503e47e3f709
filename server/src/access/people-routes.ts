import { createRoute, z } from '@hono/zod-openapi';
import { roleCodes } from '@tilik/db/vocabulary';
import type { Context } from 'hono';
import { json, router } from '../validate.ts';
import { type Access, requireFresh } from './access.ts';
import { actorOf, type Env } from './actor.ts';
import { byOf } from './guard.ts';
import { giveLink } from './links.ts';
import { lockOf } from './lockout.ts';
import { addPerson, changePerson, endSessions, removePerson, requirePerson } from './people.ts';
import { peopleSeen, sessionsOf } from './queries.ts';
import { PersonEmail, PersonName } from './session-routes.ts';

const PersonAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(roleCodes),
    officeId: z.string().nullable(),
    banned: z.boolean(),
    twoFactor: z.boolean(),
    createdAt: z.string(),
    lastSeenAt: z.string().nullable(),
    invited: z.boolean().openapi({ description: 'No password was set yet.' }),
    lockedUntil: z.string().nullable().openapi({ description: 'Too many wrong passwords: locked until then.' }),
  })
  .openapi('Person');

const LinkAnswer = z
  .object({ link: z.string().nullable().openapi({ description: 'Null: it was mailed.' }) })
  .openapi('PersonLink');

const NewPersonBody = z
  .object({ name: PersonName, email: PersonEmail, role: z.enum(roleCodes), officeId: z.string().nullable() })
  .openapi('NewPerson');

const ChangesBody = z
  .object({
    name: PersonName,
    role: z.enum(roleCodes),
    officeId: z.string().nullable(),
    banned: z.boolean(),
    twoFactor: z.literal(false).openapi({ description: 'Takes the second factor away.' }),
    locked: z.literal(false).openapi({ description: 'Forgets wrong passwords.' }),
  })
  .partial()
  .openapi('PersonChanges');

const SessionsAnswer = z
  .object({
    sessions: z.array(
      z.object({
        id: z.string(),
        createdAt: z.string(),
        updatedAt: z.string(),
        expiresAt: z.string(),
        ipAddress: z.string().nullable(),
        userAgent: z.string().nullable(),
      }),
    ),
  })
  .openapi('PersonSessions');

const IdParameter = z.object({ id: z.string().max(100) });
const nothing = { 204: { description: 'Done.' } };

/** People with an account: administrators see and change those of their office, or all. */
export function peopleRoutes(access: Access) {
  const { db, now } = access;
  const seen = (officeId: string | null, id?: string) =>
    peopleSeen(db, officeId, id).map((person) => ({ ...person, lockedUntil: lockOf(db, person.email, now()) }));
  const one = (id: string) => {
    const [person] = seen(null, id);
    if (!person) throw new Error(`there is no person ${id} right after they were written`);
    return person;
  };
  /** Who writes; throws where they signed in too long ago to be trusted with other people's accounts. */
  const freshBy = (c: Context<Env>) => {
    requireFresh(actorOf(c), now());
    return byOf(c, now());
  };
  const baseUrl = (c: Context<Env>) => access.settings.url ?? new URL(c.req.url).origin;

  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/people',
        tags: ['access'],
        summary: 'People with an account',
        responses: {
          200: json(z.object({ people: z.array(PersonAnswer) }).openapi('People'), 'All of them, by name.'),
        },
      }),
      (c) => c.json({ people: seen(actorOf(c).officeId) }, 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/people',
        tags: ['access'],
        summary: 'Invite a person',
        request: { body: { required: true, content: { 'application/json': { schema: NewPersonBody } } } },
        responses: { 201: json(LinkAnswer.extend({ person: PersonAnswer }).openapi('PersonAdded'), 'The person.') },
      }),
      async (c) => {
        const by = freshBy(c);
        const person = addPerson(db, by, c.req.valid('json'));
        const link = await giveLink(access, by, person, baseUrl(c));
        return c.json({ person: one(person.id), link }, 201);
      },
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/people/{id}',
        tags: ['access'],
        summary: 'Change a person',
        request: {
          params: IdParameter,
          body: { required: true, content: { 'application/json': { schema: ChangesBody } } },
        },
        responses: { 200: json(PersonAnswer, 'The person as they are now.') },
      }),
      (c) => {
        const { id } = c.req.valid('param');
        changePerson(db, freshBy(c), id, c.req.valid('json'));
        return c.json(one(id), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/people/{id}',
        tags: ['access'],
        summary: 'Remove a person',
        request: { params: IdParameter },
        responses: nothing,
      }),
      (c) => {
        removePerson(db, freshBy(c), c.req.valid('param').id);
        return c.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/people/{id}/link',
        tags: ['access'],
        summary: 'Give a person a new link to set a password by',
        request: { params: IdParameter },
        responses: { 200: json(LinkAnswer, 'The link, where it was not mailed.') },
      }),
      async (c) => {
        const by = freshBy(c);
        const person = requirePerson(db, by.actor, c.req.valid('param').id);
        return c.json({ link: await giveLink(access, by, person, baseUrl(c)) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/people/{id}/sessions',
        tags: ['access'],
        summary: 'Where a person is signed in',
        request: { params: IdParameter },
        responses: { 200: json(SessionsAnswer, 'Their sessions, last used first.') },
      }),
      (c) => {
        const person = requirePerson(db, actorOf(c), c.req.valid('param').id);
        const sessions = sessionsOf(db, person.id, now()).map((session) => ({
          ...session,
          createdAt: session.createdAt.toISOString(),
          updatedAt: session.updatedAt.toISOString(),
          expiresAt: session.expiresAt.toISOString(),
        }));
        return c.json({ sessions }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/people/{id}/sessions',
        tags: ['access'],
        summary: 'Sign a person out everywhere',
        request: { params: IdParameter },
        responses: nothing,
      }),
      (c) => {
        endSessions(db, freshBy(c), c.req.valid('param').id);
        return c.body(null, 204);
      },
    );
}
