import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { type PrRole, prRoles } from '@tilik/db/vocabulary';
import { requireOffice } from '../access/actor.ts';
import { writeAudit } from '../access/audit.ts';
import { byOf } from '../access/guard.ts';
import { channelList } from '../channels/queries.ts';
import { inTransaction } from '../ingest/store.ts';
import { programmeWords } from '../offices/programme-words.ts';
import { type IssueFacts, ProblemError } from '../problem.ts';
import { type Fields, storeRecords } from '../records/records.ts';
import { DayText, json, router } from '../validate.ts';
import { windowOf } from '../window.ts';
import { isMeant, type PlannedPost, planMark, planOf, type Said } from './assignment.ts';
import { hasCampaign, postsOf } from './queries.ts';
import { wordsOf } from './words.ts';

const prRoleCodes = Object.keys(prRoles) as [PrRole, ...PrRole[]];

/** Posts that one act may change: a platform's posts of some years. */
const postsMax = 2000;

const Text = z.string().max(100);

const AssignBody = z
  .strictObject({
    office: z.string().max(100).optional().openapi({ description: 'Office; one’s own, or ours, by default.' }),
    filter: z
      .strictObject({
        from: DayText.optional(),
        to: DayText.optional(),
        channels: z.array(z.string().max(100)).max(100).optional(),
        hashtags: z.array(Text).max(20).optional().openapi({ description: 'Any of them, with or without #.' }),
        words: z
          .array(Text)
          .max(20)
          .optional()
          .openapi({ description: 'Any of them, as plain text: whole words one after the other, of any case.' }),
      })
      .openapi({ description: 'What a post has to be: all that is given has to hold.' }),
    set: z
      .strictObject({
        campaign: z.string().max(200).nullable().optional(),
        prRole: z.enum(prRoleCodes).nullable().optional(),
        topics: z
          .array(z.string().max(100))
          .max(100)
          .optional()
          .openapi({ description: 'Codes of the list of topics.' }),
      })
      .openapi({ description: 'What is said of them. What is left out stays; null takes away.' }),
    preview: z.boolean().optional().openapi({ description: 'Store nothing, say what would be done.' }),
    posts: z.array(z.string().max(300)).max(postsMax).optional().openapi({
      description:
        'Of the posts that are meant, exactly these. By default those of which nothing else was said before.',
    }),
    plan: z
      .string()
      .max(100)
      .optional()
      .openapi({ description: 'The mark of the preview: where the posts are others now, nothing is done.' }),
  })
  .openapi('AssignActivities');

const SaidShown = z.object({
  campaign: z.string().nullable(),
  prRole: z.enum(prRoleCodes).nullable(),
  topics: z.array(z.string()),
});

const AssignAnswer = z
  .object({
    office: z.string(),
    plan: z.string().openapi({ description: 'Mark of what would be done to which posts.' }),
    counts: z.object({ meant: z.int(), changes: z.int(), replaces: z.int(), unchanged: z.int() }),
    importId: z.int().nullable().openapi({ description: 'The import that can be undone; null: nothing was stored.' }),
    stored: z.int().openapi({ description: 'Posts that were changed.' }),
    posts: z.array(
      z.object({
        id: z.string(),
        channel: z.string(),
        kind: z.string(),
        publishedOn: z.string(),
        title: z.string().nullable(),
        caption: z.string().nullable(),
        permalink: z.string().nullable(),
        was: SaidShown,
        state: z.enum(['changes', 'replaces', 'unchanged']).openapi({
          description: '`replaces`: something else was said of it before; it is left alone unless it is chosen.',
        }),
        replaces: z.array(z.enum(['campaign', 'pr_role', 'topics'])).openapi({ description: 'What would be lost.' }),
      }),
    ),
  })
  .openapi('ActivitiesAssigned');

const shown = ({ post, state, replaces }: PlannedPost): z.infer<typeof AssignAnswer>['posts'][number] => ({
  id: post.id,
  channel: post.channelId,
  kind: post.kind,
  publishedOn: post.publishedOn,
  title: post.title,
  caption: post.caption,
  permalink: post.permalink,
  was: { campaign: post.campaignId, prRole: post.prRole, topics: [...post.topics] },
  state,
  replaces: [...replaces],
});

/** A row's fields as the list of activities has them. */
const fieldsOf = (id: string, { campaign, prRole, topics: codes }: Said): Fields => ({
  activity: id,
  ...(campaign === undefined ? {} : { campaign }),
  ...(prRole === undefined ? {} : { pr_role: prRole }),
  ...(codes === undefined ? {} : { topics: codes }),
});

/** Says of many posts at once which campaign they belong to, which role the section had and what they are about. */
export const assignRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'post',
      path: '/activities/assign',
      tags: ['programme'],
      summary: 'Give many posts a campaign, a role or topics at once: previewed, in one act, with one undo',
      request: { body: { required: true, content: { 'application/json': { schema: AssignBody } } } },
      responses: { 200: json(AssignAnswer, 'What would be done, or was done, to exactly which posts.') },
    }),
    (c) => {
      const by = byOf(c, now());
      const { office: asked, filter, set, preview = false, posts: chosen, plan: mark } = c.req.valid('json');
      const { from, to } = filter;
      const { office, today } = windowOf(db, { office: asked ?? by.actor.officeId ?? undefined }, now(), by.actor);
      requireOffice(by.actor, office.id);
      if (from !== undefined && from > (to ?? today)) {
        throw new ProblemError(400, 'window-backwards', { facts: { from, to: to ?? today } });
      }
      const meant = {
        channels: filter.channels ?? [],
        hashtags: filter.hashtags ?? [],
        words: filter.words ?? [],
      };
      const issues = issuesOf(db, meant, set, office.id);
      if (issues.length > 0) throw new ProblemError(400, 'bad-request', { issues });

      const answer = inTransaction(db, () => {
        const plan = planOf(
          postsOf(db, office.id, { from, to }).filter((post) => isMeant(post, meant)),
          set,
        );
        const done = preview ? { importId: null, stored: 0 } : carryOut(plan);
        const count = (state: PlannedPost['state']) => plan.filter((post) => post.state === state).length;
        return {
          keep: !preview,
          value: {
            office: office.id,
            plan: planMark(plan, set),
            counts: {
              meant: plan.length,
              changes: count('changes'),
              replaces: count('replaces'),
              unchanged: count('unchanged'),
            },
            ...done,
            posts: plan.map(shown),
          },
        };
      });
      return c.json(answer, 200);

      function carryOut(plan: readonly PlannedPost[]): { importId: number | null; stored: number } {
        const isSame = mark === undefined || mark === planMark(plan, set);
        const known = new Set(plan.map(({ post }) => post.id));
        if (!isSame || chosen?.some((id) => !known.has(id))) throw new ProblemError(409, 'other-posts-now');
        const rows = plan.filter(({ post, state }) =>
          chosen === undefined ? state === 'changes' : state !== 'unchanged' && chosen.includes(post.id),
        );
        if (rows.length > postsMax) throw new ProblemError(422, 'too-many-posts', { facts: { limit: postsMax } });
        if (rows.length === 0) return { importId: null, stored: 0 };
        const given = rows.map(({ post }) => ({ fields: fieldsOf(post.id, set) }));
        const { importId, rows: outcomes } = storeRecords(db, 'activities', given, by);
        const stored = outcomes.filter(({ state }) => state !== 'unchanged').length;
        // Each post has its own entry; this one says that they were one act, and by what they were chosen.
        writeAudit(db, by, {
          act: 'assigned',
          noun: 'activities',
          key: String(importId),
          officeId: office.id,
          became: { filter: { from: from ?? null, to: to ?? null, ...meant }, set, posts: stored },
        });
        return { importId, stored };
      }
    },
  );

interface Asked {
  readonly channels: readonly string[];
  readonly hashtags: readonly string[];
  readonly words: readonly string[];
}

/** What is asked for that there is none of, and what says nothing. */
function issuesOf(db: Db, { channels, hashtags, words }: Asked, set: Said, officeId: string): IssueFacts[] {
  const known = channelList(db).map(({ id }) => id);
  const isNothing = set.campaign === undefined && set.prRole === undefined && set.topics === undefined;
  const topics = programmeWords(db, 'topics').codes;
  const noCampaign = typeof set.campaign === 'string' && !hasCampaign(db, officeId, set.campaign);
  return [
    ...channels
      .filter((value) => !known.includes(value))
      .map((value) => ({
        field: 'filter.channels',
        code: 'unknown-channel',
        facts: { value, known: known.join(', ') },
      })),
    ...hashtags
      .filter((value) => wordsOf(value).length !== 1)
      .map((value) => ({ field: 'filter.hashtags', code: 'not-a-hashtag', facts: { value } })),
    ...words
      .filter((value) => wordsOf(value).length === 0)
      .map((value) => ({ field: 'filter.words', code: 'no-word', facts: { value } })),
    ...(set.topics ?? [])
      .filter((value) => !topics.includes(value))
      .map((value) => ({ field: 'set.topics', code: 'unknown-topic', facts: { value, known: topics.join(', ') } })),
    ...(isNothing ? [{ field: 'set', code: 'nothing-set' }] : []),
    ...(noCampaign ? [{ field: 'set.campaign', code: 'unknown-campaign', facts: { value: set.campaign ?? '' } }] : []),
  ];
}
