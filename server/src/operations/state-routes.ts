import { createRoute, z } from '@hono/zod-openapi';
import { languageOf, say } from '../language.ts';
import { json, router } from '../validate.ts';
import { type Health, troubleCodes } from './health.ts';

const StateAnswer = z
  .object({
    troubles: z.array(
      z.object({
        code: z.enum(troubleCodes),
        since: z.iso.datetime(),
        warning: z
          .boolean()
          .openapi({ description: 'The server can do all it is there for; the administrator should know.' }),
        title: z.string(),
        detail: z.string().openapi({ description: 'What it means and what to do, in the language asked for.' }),
      }),
    ),
  })
  .openapi('State');

/** What is wrong with the server's surroundings, for a page to show above everything else. */
export const stateRoutes = ({ health }: { health: Health }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/state',
      tags: ['programme'],
      summary: 'What is wrong with disk, database, clock or backups at present; nothing, as a rule',
      responses: { 200: json(StateAnswer, 'Gravest first.') },
    }),
    (c) => {
      const language = languageOf(c);
      const troubles = health.troubles().map(({ code, since, facts, isWarning }) => ({
        code,
        since: since.toISOString(),
        warning: isWarning,
        title: say(language, `problem.${code}.title`, facts),
        detail: say(language, `problem.${code}.detail`, facts),
      }));
      return c.json({ troubles }, 200, { 'Cache-Control': 'no-store' });
    },
  );
