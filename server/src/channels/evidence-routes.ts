import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { otherSources } from '@tilik/db/vocabulary';
import type { Evaluator } from '../effect/evaluator.ts';
import { dataVersion } from '../effect/queries.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { languageOf } from '../language.ts';
import { holdsSample } from '../offices/queries.ts';
import { json, router } from '../validate.ts';
import { isShown, type Window, WindowQuery, windowOf } from '../window.ts';
import { declaredAnswers, declaredChange, previousSpan } from './declared.ts';
import { channelList, declaredPeriods, responseInput } from './queries.ts';
import {
  ChannelRefusal,
  ChannelResponse,
  ChannelUsed,
  DeclaredAnswers,
  DeclaredChange,
  ResponseGroup,
} from './result.ts';
import { channelRefusalInWords, declaredInWords, groupInWords, namesIn, responseInWords } from './words.ts';

const Sentence = z.object({ sentence: z.string() });
const SaidRefusal = ChannelRefusal.extend({ sentence: z.string() });

const DeclaredAnswer = DeclaredAnswers.omit({ refusals: true })
  .extend({
    office: z.string(),
    sample: z.boolean(),
    refusals: z.array(SaidRefusal),
    change: z
      .object({ from: z.string(), to: z.string(), sources: z.array(DeclaredChange) })
      .nullable()
      .openapi({ description: 'Against the months just before; null unless both can be given.' }),
    words: z.array(z.string()).openapi({ description: 'What may be said of it, in the language asked for.' }),
  })
  .openapi('DeclaredSourceShares');

const ResponseAnswer = ChannelResponse.omit({ refusals: true, groups: true, channels: true })
  .extend({
    office: z.string(),
    sample: z.boolean(),
    refusals: z.array(SaidRefusal),
    channels: z.array(ChannelUsed.extend({ sentence: z.string().nullable() })),
    groups: z.array(ResponseGroup.extend(Sentence.shape)),
    words: z.array(z.string()),
  })
  .openapi('ChannelResponseAnswer');

const declaredColumns = [
  'office',
  'from',
  'to',
  'source',
  'count',
  'share',
  'share_low',
  'share_high',
  'method',
  'answers',
  'applicants',
  'response_rate',
  'refused',
  'change_points',
  'change_points_low',
  'change_points_high',
  'sample',
];
const responseColumns = [
  'office',
  'from',
  'to',
  'estimand',
  'channels',
  'doubling',
  'doubling_low',
  'doubling_high',
  'probability',
  'adjusted',
  'together',
  'weeks',
  'refused',
  'sample',
];

export interface EvidenceWorld {
  readonly db: Db;
  readonly now: () => Date;
  readonly evaluator: Evaluator;
}

/** Answers of a question that takes seconds are kept for as long as the figures stay what they are, so many of them. */
const keptMax = 24;

export const channelEvidenceRoutes = ({ db, now, evaluator }: EvidenceWorld) => {
  const kept = new Map<string, Promise<ChannelResponse>>();
  const responseOf = (window: Window, estimand: 'extra' | 'share'): Promise<ChannelResponse> => {
    const { office, today, from, to } = window;
    const name = [dataVersion(db), office.id, today, from, to, estimand].join(' ');
    const known = kept.get(name);
    if (known) return known;
    const started = evaluator.run('channelResponse', responseInput(db, window, estimand));
    started.catch(() => kept.delete(name));
    kept.set(name, started);
    for (const oldest of [...kept.keys()].slice(0, -keptMax)) kept.delete(oldest);
    return started;
  };

  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/channels/sources',
        tags: ['channels'],
        summary: 'Which channel e-passport applicants recall, with intervals that hold for all of them at once',
        request: { query: WindowQuery },
        responses: {
          200: json(DeclaredAnswer, 'Recall, not cause. Refused below 50 answers or 30 % response. Also as CSV.'),
        },
      }),
      (c) => {
        const window = windowOf(db, c.req.valid('query'), now(), c.get('actor'));
        const list = channelList(db);
        const order = [...list.map(({ id }) => id), ...Object.keys(otherSources)];
        const periods = declaredPeriods(db, window.office, window);
        const answered = declaredAnswers(periods, order, { from: window.from, to: window.to });
        const previous = previousSpan(periods);
        const before = previous && isShown(window, previous) ? previous : undefined;
        const earlier = before && declaredAnswers(declaredPeriods(db, window.office, before), order, before);
        const change = earlier && declaredChange(earlier, answered);
        const sample = holdsSample(db);
        if (wantsCsv(c)) {
          const rows = answered.sources.map(({ source, count, share }) => {
            const own = change?.find((each) => each.source === source);
            return {
              office: window.office.id,
              from: answered.from,
              to: answered.to,
              source,
              count,
              share: share?.share ?? null,
              share_low: share?.low ?? null,
              share_high: share?.high ?? null,
              method: share ? answered.method : null,
              answers: answered.answers,
              applicants: answered.applicants,
              response_rate: answered.responseRate,
              refused: answered.refusals.map(({ rule }) => rule).join(' ') || null,
              change_points: own?.points ?? null,
              change_points_low: own?.low ?? null,
              change_points_high: own?.high ?? null,
              sample,
            };
          });
          return answerCsv(c, `declared-sources-${window.office.id}`, declaredColumns, rows) as never;
        }
        const language = languageOf(c);
        const nameOf = namesIn(language, list);
        return c.json(
          {
            ...answered,
            office: window.office.id,
            sample,
            refusals: answered.refusals.map((refusal) => ({
              ...refusal,
              sentence: channelRefusalInWords(language, refusal, nameOf),
            })),
            change: before && change ? { ...before, sources: change } : null,
            words: declaredInWords(language, answered, nameOf),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/channels/response',
        tags: ['channels'],
        summary: 'Which channels’ engagement goes together with applications, week by week',
        request: {
          query: WindowQuery.extend({
            estimand: z.enum(['extra', 'share']).default('extra').openapi({
              description: 'extra: applications per open day; share: choosing the e-passport over the ordinary one.',
            }),
          }),
        },
        responses: { 200: json(ResponseAnswer, 'Exploratory: interest causes engagement as well. Also as CSV.') },
      }),
      async (c) => {
        const { estimand, ...query } = c.req.valid('query');
        const window = windowOf(db, query, now(), c.get('actor'));
        const response = await responseOf(window, estimand);
        const sample = holdsSample(db);
        if (wantsCsv(c)) {
          const base = { office: window.office.id, from: response.from, to: response.to, estimand };
          const refused = response.refusals.map(({ rule }) => rule).join(' ') || null;
          const rows = [
            ...response.groups.map((group) => ({
              ...base,
              channels: group.channels.join(' '),
              doubling: group.doubling.estimate,
              doubling_low: group.doubling.lower,
              doubling_high: group.doubling.upper,
              probability: group.probability,
              adjusted: group.adjusted,
              together: group.together,
              weeks: response.weeks,
              refused: null,
              sample,
            })),
            ...response.channels
              .filter(({ channel }) => !response.groups.some(({ channels }) => channels.includes(channel)))
              .map(({ channel, refusal }) => ({
                ...base,
                channels: channel,
                weeks: response.weeks,
                refused: refusal?.rule ?? refused,
                sample,
              })),
          ];
          return answerCsv(c, `channel-response-${window.office.id}`, responseColumns, rows as never) as never;
        }
        const language = languageOf(c);
        const nameOf = namesIn(language, channelList(db));
        const said = (refusal: ChannelRefusal) => channelRefusalInWords(language, refusal, nameOf);
        return c.json(
          {
            ...response,
            office: window.office.id,
            sample,
            refusals: response.refusals.map((refusal) => ({ ...refusal, sentence: said(refusal) })),
            channels: response.channels.map((each) => ({
              ...each,
              sentence: each.refusal ? said(each.refusal) : null,
            })),
            groups: response.groups.map((group) => ({
              ...group,
              sentence: groupInWords(language, group, response.estimand, nameOf),
            })),
            words: responseInWords(language, response, nameOf),
          },
          200,
        );
      },
    );
};
