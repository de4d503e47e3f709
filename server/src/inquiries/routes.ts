import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { wholeTotal } from '@tilik/db/vocabulary';
import { openPlaces } from '../access/may.ts';
import { type Share, shareColumns, shareOf } from '../applicants/share.ts';
import { channelList } from '../channels/queries.ts';
import { namesIn } from '../channels/words.ts';
import { firstOfMonth, periodOf } from '../day.ts';
import { answerCsv, wantsCsv } from '../export/write-csv.ts';
import { languageOf } from '../language.ts';
import { holdsSample } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { goodmanIntervals } from '../stats/goodman-intervals.ts';
import { json, ListText, router } from '../validate.ts';
import { GrainQuery, shownSpan, WindowQuery, windowOf } from '../window.ts';
import { inquiryPeriods, minutesName, type Tally, tallyOf, topicCodes } from './counts.ts';
import { notesMismatches } from './mismatches.ts';
import { inquiryFigures, notesOf } from './queries.ts';
import {
  InquiryChannel,
  InquiryPeriodShown,
  InquiryTopic,
  InquiryTotal,
  NotesMismatch,
  RisingTopics,
} from './result.ts';
import { risingTopics } from './rising.ts';
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
    byTopic: z.array(InquiryTopic).openapi({ description: 'Every topic, in the order of the vocabulary.' }),
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

/** Fewer questions with a topic than these are too few for shares. */
const sharesMin = 20;

function rateOf({ received, answered, answeredOf }: Tally): Share {
  if (received === null || answered === null) return { kind: 'none', reason: 'not-reported' };
  // More answers than questions are a mistake of the count, and no rate.
  if (answered > answeredOf) return { kind: 'none', reason: 'incomplete' };
  return shareOf(answered, answeredOf);
}

const shown = (tally: Tally) => ({ ...tally, answerRate: rateOf(tally) });

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
          topic: z
            .enum(topicCodes as [string, ...string[]])
            .optional()
            .openapi({ description: 'One topic; all of them by default.' }),
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
      const isAsked = (code: string) => channels.length === 0 || channels.includes(code);
      const whole = { from: periodOf(window.from, grain).from, to: periodOf(window.to, grain).to };
      const reach = { from: firstOfMonth(whole.from), to: whole.to };
      const [days, months] = [shownSpan(window, 'day', reach), shownSpan(window, 'month', reach)];
      const figures = inquiryFigures(db, window.office.id, reach).filter(
        ({ channel, grain: own, on }) =>
          isAsked(channel) && (own === 'day' ? on >= days.from && on <= days.to : on >= months.from && on <= months.to),
      );
      const notes = notesOf(db, window.office.id, days).filter(({ channelId }) => isAsked(channelId));
      const noted = new Map(
        [
          ...Map.groupBy(notes, ({ channelId, topic: of, askedOn }) =>
            minutesName({ channel: channelId, topic: of, on: askedOn }),
          ),
        ].map(([name, own]) => [
          name,
          own.flatMap(({ answerMinutes }) => (answerMinutes === null ? [] : [answerMinutes])),
        ]),
      );
      const periods = inquiryPeriods(figures, window, grain, window.today);
      const units = periods.flatMap((period) => period.units);
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
                ...shareColumns('answer_rate', rateOf(tally)),
                ...waitingColumns(tally),
                sample,
              },
            ];
          }),
        );
        return answerCsv(c, `inquiries-${window.office.id}`, columns, rows as never) as never;
      }

      const tallies = topicCodes.map((code) => shown(tallyOf(units, noted, code)));
      const counts = tallies.map(({ received }) => received ?? 0);
      const withTopic = counts.reduce((sum, count) => sum + count, 0);
      const shares = withTopic < sharesMin ? undefined : goodmanIntervals(counts);
      const byTopic = topicCodes.flatMap((code, index) => {
        const [tally, share] = [tallies[index], shares?.[index]];
        return tally
          ? [
              {
                topic: code,
                ...tally,
                share: share ? { share: share.point, low: share.lower, high: share.upper } : null,
              },
            ]
          : [];
      });
      const all = tallyOf(units, noted);
      const rising = risingTopics(periods, grain);
      const language = languageOf(c);
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
            return { ...period, ...shown(tally), topics: Object.fromEntries(told) };
          }),
          total: { ...shown(tallyOf(units, noted, topic)), byTopic: withTopic },
          byTopic,
          byChannel: list.flatMap(({ id }) => {
            const own = units.filter(({ channel }) => channel === id);
            const tally = tallyOf(own, noted, topic);
            return own.length === 0 || tally.received === null ? [] : [{ channel: id, ...shown(tally) }];
          }),
          words: topicsInWords(language, byTopic, {
            received: all.received,
            withTopic,
            withoutTopic: all.withoutTopic,
          }),
          rising: { ...rising, words: risingInWords(language, rising, grain, namesIn(language, list)) },
          mismatches: notesMismatches(figures, notes, openPlaces(c.get('actor')).may.includes('GET /api/v1/imports')),
        },
        200,
      );
    },
  );
