import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { wholeTotal } from '@tilik/db/vocabulary';
import { openPlaces } from '../access/may.ts';
import { shareColumns } from '../applicants/share.ts';
import { channelList } from '../channels/queries.ts';
import { namesIn } from '../channels/words.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { languageOf } from '../language.ts';
import { holdsSample } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { json, ListText, router } from '../validate.ts';
import { GrainQuery, WindowQuery, windowOf } from '../window.ts';
import { type Tally, tallyOf } from './counts.ts';
import { answerRateOf, byTopicOf, inquiriesIn, tallyShown } from './inquiries-in.ts';
import { notesMismatches } from './mismatches.ts';
import {
  InquiryChannel,
  InquiryPeriodShown,
  InquiryTopic,
  InquiryTotal,
  NotesMismatch,
  RisingTopics,
} from './result.ts';
import { risingTopics } from './rising.ts';
import { requireTopic } from './topics.ts';
import { risingInWords, topicsInWords } from './words.ts';

const SummaryAnswer = z
  .object({
    office: z.string(),
    grain: z.string(),
    from: z.string(),
    to: z.string(),
    today: z.string(),
    sample: z.boolean(),
    channels: z.array(z.string()).openapi({ description: 'Those asked for; empty: all of them.' }),
    topic: z.string().nullable(),
    periods: z.array(InquiryPeriodShown),
    total: InquiryTotal,
    byTopic: z.array(InquiryTopic).openapi({ description: 'Every topic, in the order of its list.' }),
    byChannel: z.array(InquiryChannel).openapi({ description: 'The channels of which anything was reported.' }),
    words: z.array(z.string()).openapi({ description: 'What is asked about most, in the language asked for.' }),
    rising: RisingTopics.extend({ words: z.array(z.string()) }),
    mismatches: z.array(NotesMismatch),
  })
  .openapi('InquirySummary');

const columns = [
  'office',
  'period',
  'from',
  'to',
  'state',
  'channels',
  'topic',
  'received',
  'answered',
  'answered_of',
  'answer_rate',
  'answer_rate_low',
  'answer_rate_high',
  'answer_rate_note',
  'answer_minutes_kind',
  'answer_minutes',
  'answer_minutes_low',
  'answer_minutes_high',
  'sample',
];

const waitingColumns = ({ waiting }: Tally) => ({
  answer_minutes_kind: waiting?.kind ?? null,
  answer_minutes: waiting && waiting.kind !== 'range' ? waiting.minutes : null,
  answer_minutes_low: waiting?.kind === 'range' ? waiting.low : null,
  answer_minutes_high: waiting?.kind === 'range' ? waiting.high : null,
});

export const inquiriesRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router().openapi(
    createRoute({
      method: 'get',
      path: '/inquiries/summary',
      tags: ['inquiries'],
      summary: 'What the public asks: by period, topic and channel, how much was answered, and which topics rise',
      request: {
        query: WindowQuery.extend({
          grain: GrainQuery,
          channel: ListText.openapi({ type: 'string', description: 'One or several channels, comma separated.' }),
          topic: z.string().max(100).optional().openapi({ description: 'One topic; all of them by default.' }),
        }),
      },
      responses: {
        200: json(
          SummaryAnswer,
          'Every period of the window; what was not reported is null. Unfinished periods are never compared. Also as CSV.',
        ),
      },
    }),
    (c) => {
      const { channel: channels, topic, ...query } = c.req.valid('query');
      const { grain } = query;
      const window = windowOf(db, query, now(), c.get('actor'), grain);
      const list = channelList(db);
      const unknown = channels.find((code) => !list.some(({ id }) => id === code));
      if (unknown !== undefined) {
        const facts = { value: unknown, known: list.map(({ id }) => id).join(', ') };
        throw new ProblemError(400, 'bad-request', { issues: [{ field: 'channel', code: 'unknown-channel', facts }] });
      }
      const { figures, notes, noted, periods, units, words, topicCodes } = inquiriesIn(db, window, grain, channels);
      if (topic !== undefined) requireTopic(words, topic);
      const sample = holdsSample(db);

      if (wantsCsv(c)) {
        const rows = periods.flatMap(({ period, from, to, state, units: own }) =>
          (topic === undefined ? [undefined, ...topicCodes] : [topic]).flatMap((of) => {
            const tally = tallyOf(own, noted, of);
            if (of !== undefined && topic === undefined && tally.received === null) return [];
            return [
              {
                office: window.office.id,
                period,
                from,
                to,
                state,
                channels: channels.length === 0 ? wholeTotal : channels.join(' '),
                topic: of ?? wholeTotal,
                received: tally.received,
                answered: tally.answered,
                answered_of: tally.received === null ? null : tally.answeredOf,
                ...shareColumns('answer_rate', answerRateOf(tally)),
                ...waitingColumns(tally),
                sample,
              },
            ];
          }),
        );
        return answerCsv(c, `inquiries-${window.office.id}`, columns, rows as never) as never;
      }

      const { byTopic, withTopic } = byTopicOf(units, noted, topicCodes);
      const all = tallyOf(units, noted);
      const rising = risingTopics(periods, grain, topicCodes);
      const language = languageOf(c);
      const topicName = (code: string) => words.nameOf(code, language);
      return c.json(
        {
          office: window.office.id,
          grain,
          from: window.from,
          to: window.to,
          today: window.today,
          sample,
          channels,
          topic: topic ?? null,
          periods: periods.map(({ units: own, ...period }) => {
            const tally = tallyOf(own, noted, topic);
            const told = topicCodes.flatMap((code): [string, number][] => {
              const { received } = tallyOf(own, noted, code);
              return received === null ? [] : [[code, received]];
            });
            return { ...period, ...tallyShown(tally), topics: Object.fromEntries(told) };
          }),
          total: { ...tallyShown(tallyOf(units, noted, topic)), byTopic: withTopic },
          byTopic,
          byChannel: list.flatMap(({ id }) => {
            const own = units.filter(({ channel }) => channel === id);
            const tally = tallyOf(own, noted, topic);
            return own.length === 0 || tally.received === null ? [] : [{ channel: id, ...tallyShown(tally) }];
          }),
          words: topicsInWords(
            language,
            byTopic,
            { received: all.received, withTopic, withoutTopic: all.withoutTopic },
            topicName,
          ),
          rising: {
            ...rising,
            words: risingInWords(language, rising, grain, namesIn(language, list), topicName),
          },
          mismatches: notesMismatches(figures, notes, openPlaces(c.get('actor')).may.includes('GET /api/v1/imports')),
        },
        200,
      );
    },
  );
