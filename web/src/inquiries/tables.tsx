import { Text } from '@mantine/core';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatDecimal, formatPeriod, formatProbability, formatShare } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { Inquiries } from './queries.ts';
import { answersInWords, rateInWords, waitingInWords } from './wording.ts';

/** In words that would be broken at every space of a narrow column. */
const oneLine = { whiteSpace: 'nowrap' } as const;

const useCount = () => {
  const language = useLanguage();
  return (count: number | null | undefined) =>
    count === null || count === undefined ? '–' : formatCount(count, language);
};

/** Every period with its questions by topic. */
export function PeriodsTable({ inquiries, topicName }: { inquiries: Inquiries; topicName: (topic: string) => string }) {
  const t = useWords();
  const language = useLanguage();
  const count = useCount();
  const told = inquiries.byTopic
    .map(({ topic }) => topic)
    .filter((topic) => inquiries.periods.some(({ topics: counts }) => topic in counts));
  return (
    <ScrollTable name={t('inquiries.overTime')}>
      <thead>
        <tr>
          <th scope="col">{t('uptake.period')}</th>
          <th scope="col" className="end">
            {t('inquiries.received')}
          </th>
          {told.map((topic) => (
            <th scope="col" className="end" key={topic}>
              {topicName(topic)}
            </th>
          ))}
          <th scope="col" className="end">
            {t('inquiries.withoutTopic')}
          </th>
          <th scope="col">{t('inquiries.answered')}</th>
          <th scope="col">{t('inquiries.rate')}</th>
          <th scope="col">{t('inquiries.waitingTitle')}</th>
          <th scope="col">{t('uptake.state')}</th>
        </tr>
      </thead>
      <tbody>
        {inquiries.periods.toReversed().map((period) => (
          <tr key={period.from}>
            <th scope="row">{formatPeriod(period.from, inquiries.grain, language, true)}</th>
            <td className="end">{count(period.received)}</td>
            {told.map((topic) => (
              <td className="end" key={topic}>
                {count(period.topics[topic])}
              </td>
            ))}
            <td className="end">{count(period.withoutTopic)}</td>
            <td style={oneLine}>{answersInWords(period, t, language)}</td>
            <td style={oneLine}>{period.received === null ? '–' : rateInWords(period, t, language)}</td>
            <td style={oneLine}>{waitingInWords(period.waiting, t, language)}</td>
            <td style={oneLine}>
              {t(`inquiries.states.${period.state}`)}
              {period.reportedDays > 0 && period.reportedDays < period.days
                ? ` · ${t('inquiries.daysReported', { reported: period.reportedDays, days: period.days })}`
                : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** How many questions of each topic, which part that is, and how many were answered. */
export function TopicsTable({ inquiries, topicName }: { inquiries: Inquiries; topicName: (topic: string) => string }) {
  const t = useWords();
  const language = useLanguage();
  const count = useCount();
  return (
    <ScrollTable name={t('inquiries.asked')}>
      <thead>
        <tr>
          <th scope="col">{t('inquiries.topic')}</th>
          <th scope="col" className="end">
            {t('inquiries.received')}
          </th>
          <th scope="col" className="end">
            {t('inquiries.share')}
          </th>
          <th scope="col">{t('inquiries.answered')}</th>
          <th scope="col">{t('inquiries.rate')}</th>
          <th scope="col">{t('inquiries.waitingTitle')}</th>
        </tr>
      </thead>
      <tbody>
        {inquiries.byTopic.map((each) => (
          <tr key={each.topic}>
            <th scope="row">{topicName(each.topic)}</th>
            <td className="end">{count(each.received)}</td>
            <td className="end">
              {each.share
                ? `${formatShare(each.share.share, language)} (${formatShare(each.share.low, language)} – ${formatShare(each.share.high, language)})`
                : '–'}
            </td>
            <td style={oneLine}>{answersInWords(each, t, language)}</td>
            <td style={oneLine}>{each.received === null ? '–' : rateInWords(each, t, language)}</td>
            <td style={oneLine}>{waitingInWords(each.waiting, t, language)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** How much was answered on each channel, and how long an answer took. */
export function ChannelsTable({
  inquiries,
  channelName,
}: {
  inquiries: Inquiries;
  channelName: (channel: string) => string;
}) {
  const t = useWords();
  const language = useLanguage();
  const count = useCount();
  return (
    <ScrollTable name={t('inquiries.perChannel')}>
      <thead>
        <tr>
          <th scope="col">{t('inquiries.channel')}</th>
          <th scope="col" className="end">
            {t('inquiries.received')}
          </th>
          <th scope="col">{t('inquiries.answered')}</th>
          <th scope="col">{t('inquiries.rate')}</th>
          <th scope="col">{t('inquiries.waitingTitle')}</th>
        </tr>
      </thead>
      <tbody>
        {inquiries.byChannel.map((each) => (
          <tr key={each.channel}>
            <th scope="row">{channelName(each.channel)}</th>
            <td className="end">{count(each.received)}</td>
            <td style={oneLine}>{answersInWords(each, t, language)}</td>
            <td style={oneLine}>{rateInWords(each, t, language)}</td>
            <td style={oneLine}>{waitingInWords(each.waiting, t, language)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** Topics that rise and fall, in sentences, with the counts they rest on. */
export function RisingTopics({ inquiries, topicName }: { inquiries: Inquiries; topicName: (topic: string) => string }) {
  const t = useWords();
  const language = useLanguage();
  const count = useCount();
  const { rising } = inquiries;
  const decimal = (value: number | null) => (value === null ? '∞' : formatDecimal(value, language, 1));
  return (
    <>
      <ul className="plain" style={{ maxWidth: 860 }}>
        {rising.words.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {rising.topics.length > 0 ? (
        <details style={{ marginTop: '0.8rem' }}>
          <summary>{t('inquiries.risingTable')}</summary>
          <ScrollTable name={t('inquiries.rising')}>
            <thead>
              <tr>
                <th scope="col">{t('inquiries.topic')}</th>
                <th scope="col" className="end">
                  {formatPeriod(rising.period?.from ?? '', inquiries.grain, language, true)}
                </th>
                <th scope="col" className="end">
                  {t('inquiries.expected')}
                </th>
                <th scope="col" className="end">
                  {t('inquiries.times')}
                </th>
                <th scope="col" className="end">
                  {t('inquiries.adjusted')}
                </th>
                <th scope="col">{t('inquiries.verdict')}</th>
              </tr>
            </thead>
            <tbody>
              {rising.topics.map(({ topic, count: own, expected, ratio, adjusted, verdict }) => (
                <tr key={topic}>
                  <th scope="row">{topicName(topic)}</th>
                  <td className="end">{count(own)}</td>
                  <td className="end">{formatDecimal(expected, language, 1)}</td>
                  <td className="end">
                    {ratio ? `${decimal(ratio.point)} (${decimal(ratio.low)} – ${decimal(ratio.high)})` : '–'}
                  </td>
                  <td className="end">{adjusted === null ? '–' : formatProbability(adjusted, language)}</td>
                  <td>{t(`inquiries.verdicts.${verdict}`)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </details>
      ) : null}
    </>
  );
}

/** Where a file and the notes counted the same day or month otherwise. */
export function Mismatches({
  inquiries,
  topicName,
  channelName,
}: {
  inquiries: Inquiries;
  topicName: (topic: string) => string;
  channelName: (channel: string) => string;
}) {
  const t = useWords();
  const language = useLanguage();
  const count = useCount();
  if (inquiries.mismatches.length === 0) return null;
  return (
    <details>
      <summary>{t('inquiries.mismatches', { count: inquiries.mismatches.length })}</summary>
      <Text size="sm" mt="xs" maw={820}>
        {t('inquiries.mismatchNote')}
      </Text>
      <ScrollTable name={t('inquiries.mismatchTable')}>
        <thead>
          <tr>
            <th scope="col">{t('uptake.period')}</th>
            <th scope="col">{t('inquiries.channel')}</th>
            <th scope="col">{t('inquiries.topic')}</th>
            <th scope="col" className="end">
              {t('inquiries.counted')}
            </th>
            <th scope="col" className="end">
              {t('inquiries.noted')}
            </th>
            <th scope="col">{t('inquiries.source')}</th>
          </tr>
        </thead>
        <tbody>
          {inquiries.mismatches.map(({ channel, topic, grain, on, standing, notes, origin, file }) => (
            <tr key={`${channel} ${topic} ${grain} ${on}`}>
              <th scope="row">{formatPeriod(on, grain, language, true)}</th>
              <td>{channelName(channel)}</td>
              <td>{topic === 'all' ? t('inquiries.allTopics') : topicName(topic)}</td>
              <td className="end">{count(standing)}</td>
              <td className="end">{count(notes)}</td>
              <td>{file ?? t(`inquiries.origins.${origin}`)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </details>
  );
}
