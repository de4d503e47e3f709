import { type Tally, tallyOf, type Waiting } from '../../inquiries/counts.ts';
import { answerRateOf, byTopicOf, inquiriesIn } from '../../inquiries/inquiries-in.ts';
import { risingTopics } from '../../inquiries/rising.ts';
import { risingInWords, topicsInWords } from '../../inquiries/words.ts';
import type { Cell, Item, Words } from '../content.ts';
import { inBoth, listWords, monthWords, shareWords, words } from '../words.ts';
import type { Frame } from './frame.ts';
import { chart, column, notComputed, notReported, orMissing, sentence, table } from './items.ts';
import { rangeWords, saidInBoth, sentences } from './said.ts';

const monthsBefore = 12;

/** What the study found people not to know: it hinders them from choosing the e-passport. */
const obstacles = ['cost', 'requirements', 'benefits', 'waiting-time'] as const;

const minutesCell = (waiting: Waiting | null): Cell => {
  if (waiting === null) return notReported;
  return waiting.kind === 'range' ? rangeWords(waiting.low, waiting.high) : waiting.minutes;
};

const rateCells = (tally: Tally): Record<string, Cell> => {
  const rate = answerRateOf(tally);
  if (rate.kind === 'share') return { rate: rate.share, low: rate.low, high: rate.high };
  const missing = rate.reason === 'not-reported' ? notReported : notComputed;
  return { rate: missing, low: missing, high: missing };
};

/** The answer rate in a sentence, with what it is made of. */
export function answeredSentence(tally: Tally): Words {
  const rate = answerRateOf(tally);
  const facts = { answered: tally.answered ?? 0, of: tally.answeredOf };
  if (rate.kind !== 'share')
    return words(tally.answered === null ? 'inquiries.notAnswered' : 'inquiries.noRate', facts);
  return words('inquiries.answered', {
    ...facts,
    share: shareWords(rate.share),
    low: shareWords(rate.low),
    high: shareWords(rate.high),
  });
}

function waitingSentence({ waiting }: Tally): Words {
  if (waiting === null) return words('inquiries.noWaiting');
  if (waiting.kind === 'range') return words('inquiries.waitingRange', { low: waiting.low, high: waiting.high });
  return words('inquiries.waiting', { minutes: waiting.minutes });
}

/** What the public asked in the month, how much of it was answered, and what it does not know. */
export function inquiriesBlock(frame: Frame): Item[] {
  const { db, month, channels, channelName } = frame;
  const { noted, periods, words: topicWords, topicCodes } = inquiriesIn(db, frame.windowFrom(monthsBefore), 'month');
  const own = periods.at(-1);
  const before = periods.at(-2);
  const units = own?.units ?? [];
  const tally = own && tallyOf(own.units, noted);
  if (!own || !tally || tally.received === null) {
    return [sentence('received', words('inquiries.nothing', { month: frame.monthWords }))];
  }
  const topicName = (code: string): Words => inBoth((language) => topicWords.nameOf(code, language));
  const { byTopic, withTopic } = byTopicOf(units, noted, topicCodes);
  const earlier = before && before.state === 'reported' ? tallyOf(before.units, noted).received : null;
  const rising = risingTopics(periods, 'month', topicCodes);
  const isOfMonth = rising.period === null || rising.period.from === month.from;
  const unknown = byTopic.flatMap(({ topic, received, share }) =>
    (obstacles as readonly string[]).includes(topic) && received !== null && received > 0
      ? [
          share
            ? words('inquiries.obstacle', { topic: topicName(topic), count: received, share: shareWords(share.share) })
            : words('inquiries.obstacleCount', { topic: topicName(topic), count: received }),
        ]
      : [],
  );
  const months = periods.map((period) => ({ period, tally: tallyOf(period.units, noted) }));
  const told = byTopic.filter(({ received }) => received !== null);
  return [
    sentence(
      'received',
      earlier === null
        ? words('inquiries.received', { month: frame.monthWords, count: tally.received })
        : words('inquiries.receivedBeside', {
            month: frame.monthWords,
            count: tally.received,
            earlier,
            before: monthWords(before?.from ?? month.from),
          }),
    ),
    sentence('answered', answeredSentence(tally)),
    sentence('waiting', waitingSentence(tally)),
    ...sentences(
      'topics',
      saidInBoth((language) =>
        topicsInWords(
          language,
          byTopic,
          { received: tally.received, withTopic, withoutTopic: tally.withoutTopic },
          (code) => topicWords.nameOf(code, language),
        ),
      ),
    ),
    sentence(
      'unknown',
      unknown.length > 0 ? words('inquiries.unknown', { topics: listWords(unknown) }) : words('inquiries.unknownNone'),
    ),
    ...(isOfMonth
      ? sentences(
          'rising',
          saidInBoth((language) =>
            risingInWords(
              language,
              rising,
              'month',
              (id) => channelName(id)[language],
              (code) => topicWords.nameOf(code, language),
            ),
          ),
        )
      : [sentence('rising', words('inquiries.noTopicsThisMonth', { month: frame.monthWords }))]),
    ...(told.length === 0
      ? []
      : [
          chart({
            key: 'inquiry-topics',
            table: 'inquiry-topics',
            form: 'bars',
            category: 'topic',
            series: [{ column: 'received', role: 'first' }],
            title: words('chart.inquiry-topics'),
            says: words('inquiries.topicsSays', { count: withTopic }),
            marks: [],
          }),
        ]),
    ...table({
      key: 'inquiry-topics',
      columns: [
        column('topic', 'text'),
        column('received', 'count'),
        column('share', 'share', words('column.topicShare')),
        column('low', 'share'),
        column('high', 'share'),
        column('answered', 'count'),
      ],
      rows: told.map(({ topic, received, share, answered }) => ({
        key: topic,
        cells: {
          topic: topicName(topic),
          received: orMissing(received),
          share: orMissing(share?.share, notComputed),
          low: orMissing(share?.low, notComputed),
          high: orMissing(share?.high, notComputed),
          answered: orMissing(answered),
        },
      })),
      note: words('inquiries.topicsNote'),
    }),
    ...table({
      key: 'inquiry-channels',
      columns: [
        column('channel', 'text'),
        column('received', 'count'),
        column('answered', 'count'),
        column('rate', 'share', words('column.answerRate')),
        column('low', 'share'),
        column('high', 'share'),
        column('minutes', 'minutes', words('column.answerMinutes')),
      ],
      rows: channels.flatMap(({ id }) => {
        const ofChannel = tallyOf(
          units.filter(({ channel }) => channel === id),
          noted,
        );
        if (ofChannel.received === null) return [];
        return [
          {
            key: id,
            cells: {
              channel: channelName(id),
              received: ofChannel.received,
              answered: orMissing(ofChannel.answered),
              ...rateCells(ofChannel),
              minutes: minutesCell(ofChannel.waiting),
            },
          },
        ];
      }),
    }),
    ...table({
      key: 'inquiry-months',
      columns: [
        column('month', 'month'),
        column('received', 'count'),
        column('answered', 'count'),
        column('rate', 'share', words('column.answerRate')),
        column('low', 'share'),
        column('high', 'share'),
        column('minutes', 'minutes', words('column.answerMinutes')),
      ],
      rows: months.map(({ period, tally: ofMonth }) => ({
        key: period.period,
        cells: {
          month: period.period,
          received: orMissing(ofMonth.received),
          answered: orMissing(ofMonth.answered),
          ...rateCells(ofMonth),
          minutes: minutesCell(ofMonth.waiting),
        },
      })),
    }),
  ];
}
