import { type Approach, approaches, type MetricCode, metrics, otherSources, stages } from '@tilik/db/vocabulary';
import { declaredAnswers } from '../../channels/declared.ts';
import { declaredPeriods } from '../../channels/queries.ts';
import { declaredInWords } from '../../channels/words.ts';
import { rankActivities } from '../../stages/best.ts';
import { amec, otherFigures, type StageFigure } from '../../stages/figures.ts';
import { channelStages, type StageActivity, stageActivities } from '../../stages/queries.ts';
import type { ChannelStages, StageRate, StageTotal } from '../../stages/result.ts';
import type { Cell, Item, Words } from '../content.ts';
import { countWords, inBoth, joined, nameWords, shareWords, threeDigitsWords, words } from '../words.ts';
import type { Frame } from './frame.ts';
import { chart, column, notComputed, notReported, orMissing, sentence, table } from './items.ts';
import { labelOf, saidInBoth, sentences } from './said.ts';

/** The best activities of the month that a report has room for. */
const bestMax = 5;

/** The four stages, after what the office put out. */
const stageCodes = ['information', 'awareness', 'acceptance', 'use'] as const;

/** A figure of a stage by its name. */
export const figureWords = (figure: StageFigure): Words =>
  figure in otherFigures ? words(`figureName.${figure}`) : labelOf(metrics[figure as MetricCode].label);

/** Channels of which anything was reported in the month. */
export const reportedChannels = (frame: Frame): ChannelStages[] =>
  channelStages(frame.db, frame.window, undefined).channels.filter(({ stages: own }) =>
    Object.values(own).some((figures) => figures.length > 0),
  );

/** The first figure of a stage that has a value, with its name: `12.345 Tayangan`. */
const firstOf = (figures: readonly StageTotal[]): Cell => {
  const told = figures.find(({ value }) => value !== null);
  if (told?.value != null) return joined([countWords(told.value), figureWords(told.figure)]);
  return figures.length > 0 ? notComputed : notReported;
};

const rateName = ({ of, per, multiple, people }: StageRate): Words =>
  words(people === 'same' ? 'channels.rateShare' : multiple === 1 ? 'channels.ratePerOne' : 'channels.ratePer', {
    of: figureWords(of),
    per: figureWords(per),
    multiple: countWords(multiple),
  });

/** A share where the people are the same; else so many per 1, 100 or 1,000. */
const rateCell = ({ rate, multiple, people, note }: StageRate): Cell => {
  if (rate === null) return note === null ? notReported : notComputed;
  return people === 'same' ? shareWords(rate) : threeDigitsWords(rate * multiple);
};

const intervalCell = ({ low, high, people }: StageRate): Cell => {
  if (people === 'other') return words('channels.noInterval');
  return low === null || high === null ? notComputed : joined([shareWords(low), shareWords(high)], '–');
};

function approachSentences(list: readonly StageActivity[], campaignApproach: ReadonlyMap<string, Approach>): Words {
  const count = (approach: Approach) =>
    list.filter(({ campaignId }) => campaignId !== null && campaignApproach.get(campaignId) === approach).length;
  return words('channels.approaches', {
    diseminasi: count('diseminasi'),
    sosialisasi: count('sosialisasi'),
    none: list.length - count('diseminasi') - count('sosialisasi'),
    diseminasiName: labelOf(approaches.diseminasi.label),
    sosialisasiName: labelOf(approaches.sosialisasi.label),
  });
}

function declaredItems(frame: Frame): Item[] {
  const { db, office, month, channels, channelName } = frame;
  const order = [...channels.map(({ id }) => id), ...Object.keys(otherSources)];
  const answered = declaredAnswers(declaredPeriods(db, office, month), order, month);
  const sourceName = (source: string): Words =>
    source in otherSources ? labelOf(otherSources[source as keyof typeof otherSources].label) : channelName(source);
  const told = answered.answers > 0;
  if (!told) return [sentence('declared', words('channels.noDeclared', { month: frame.monthWords }))];
  return [
    ...sentences(
      'declared',
      saidInBoth((language) => declaredInWords(language, answered, (code) => sourceName(code)[language])),
    ),
    chart({
      key: 'declared',
      table: 'declared',
      form: 'bars',
      category: 'source',
      series: [{ column: 'applicants', role: 'electronic' }],
      title: words('chart.declared'),
      says: words('channels.declaredSays', { answers: answered.answers, unknown: answered.unknown }),
      marks: [],
    }),
    ...table({
      key: 'declared',
      columns: [
        column('source', 'text'),
        column('applicants', 'count', words('column.declaredElectronic')),
        column('share', 'share', words('column.declaredShare')),
        column('low', 'share'),
        column('high', 'share'),
      ],
      rows: answered.sources.map(({ source, count, share }) => ({
        key: source,
        cells: {
          source: sourceName(source),
          applicants: count,
          share: orMissing(share?.share, notComputed),
          low: orMissing(share?.low, notComputed),
          high: orMissing(share?.high, notComputed),
        },
      })),
      note: words('channels.declaredNote'),
    }),
  ];
}

/** The metric that most of the month's activities have a figure of, and the best of them by it. */
function bestItems(frame: Frame, list: readonly StageActivity[]): Item[] {
  const signs = (Object.keys(metrics) as MetricCode[]).filter((metric) => metrics[metric].stage === 'awareness');
  const counted = signs.map((metric) => ({
    metric,
    activities: list.filter(({ values }) => values.has(metric)).length,
  }));
  const most = counted.reduce<(typeof counted)[number] | undefined>(
    (best, next) => (best === undefined || next.activities > best.activities ? next : best),
    undefined,
  );
  if (!most || most.activities === 0) return [];
  const byId = new Map(list.map((activity) => [activity.id, activity]));
  return table({
    key: 'best-activities',
    title: words('table.best-activities', { metric: labelOf(metrics[most.metric].label) }),
    columns: [
      column('activity', 'text'),
      column('channel', 'text'),
      column('day', 'day'),
      column('value', 'count', labelOf(metrics[most.metric].label)),
    ],
    rows: rankActivities(list, most.metric, undefined)
      .slice(0, bestMax)
      .flatMap(({ id, value }) => {
        const activity = byId.get(id);
        if (!activity) return [];
        const name = activity.title ?? activity.caption?.split('\n')[0]?.slice(0, 120) ?? activity.place ?? '';
        return [
          {
            key: id,
            cells: {
              activity: name === '' ? words('channels.unnamed') : nameWords(name),
              channel: frame.channelName(activity.channelId),
              day: activity.publishedOn,
              value,
            },
          },
        ];
      }),
    note: words('channels.bestNote'),
  });
}

/** The channels through the four stages, what applicants recall, and the activities that stood out. */
export function channelsBlock(frame: Frame, campaignApproach: ReadonlyMap<string, Approach>): Item[] {
  const reported = reportedChannels(frame);
  const silent = frame.channels.filter(({ id }) => !reported.some(({ channel }) => channel === id));
  const list = stageActivities(frame.db, frame.window, { span: frame.month });
  return [
    sentence(
      'reported',
      reported.length === 0
        ? words('channels.nothing', { month: frame.monthWords })
        : words('channels.reported', {
            count: reported.length,
            silent: silent.length,
            names: inBoth((language) => silent.map(({ id }) => frame.channelName(id)[language]).join(', ')),
          }),
    ),
    ...(list.length > 0 ? [sentence('approaches', approachSentences(list, campaignApproach))] : []),
    ...table({
      key: 'stages',
      columns: [
        column('channel', 'text'),
        ...stageCodes.map((stage) =>
          column(stage, 'text', joined([labelOf(stages[stage].label), words(`amec.${amec[stage]}`)], ' · ')),
        ),
      ],
      rows: reported.map(({ channel, stages: own }) => ({
        key: channel,
        cells: {
          channel: frame.channelName(channel),
          ...Object.fromEntries(stageCodes.map((stage) => [stage, firstOf(own[stage])])),
        },
      })),
      note: words('channels.stagesNote'),
    }),
    ...declaredItems(frame),
    ...bestItems(frame, list),
  ];
}

/** The rates between stages with both their counts: they fill two pages, and stand in the appendix. */
export const ratesTable = (frame: Frame, reported: readonly ChannelStages[]): Item[] =>
  table({
    key: 'rates',
    columns: [
      column('channel', 'text'),
      column('rateName', 'text'),
      column('of', 'count'),
      column('per', 'count'),
      column('rate', 'text'),
      column('interval', 'text'),
    ],
    rows: reported.flatMap(({ channel, rates }) =>
      rates.map((rate) => ({
        key: `${channel} ${rate.of} ${rate.per}`,
        cells: {
          channel: frame.channelName(channel),
          rateName: rateName(rate),
          of: rate.numerator,
          per: rate.denominator,
          rate: rateCell(rate),
          interval: intervalCell(rate),
        },
      })),
    ),
    note: words('channels.ratesNote'),
  });
