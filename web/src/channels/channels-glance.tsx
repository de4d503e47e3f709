import { Text } from '@mantine/core';
import { type Language, type MetricCode, metrics } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatDay, formatShare } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { Channels, Sources } from './queries.ts';

const stageCodes = ['output', 'information', 'awareness', 'acceptance'] as const;

const channelName = (channel: { nameId: string; nameEn: string }, language: Language): string =>
  language === 'id' ? channel.nameId : channel.nameEn;

/** Engagement by stage beside the applicants who declare the channel, with their uptake share and its interval. */
export function ChannelsGlance({
  channels,
  sources,
  shown,
}: {
  channels: Channels;
  sources: Sources;
  /** Channels to show; all where empty. */
  shown: readonly string[];
}) {
  const t = useWords();
  const language = useLanguage();
  const rows = channels.channels.filter(({ channel }) => shown.length === 0 || shown.includes(channel));
  const others = sources.sources.filter(({ source }) => source === 'other' || source === 'unknown');
  const asked = sources.sources.reduce(
    (sum, { electronic, ordinary }) => ({ electronic: sum.electronic + electronic, ordinary: sum.ordinary + ordinary }),
    { electronic: 0, ordinary: 0 },
  );
  const hasDeclared = channels.declaredMonths.length > 0;
  return (
    <>
      <Text size="sm" className="soft" mt={4} mb="sm">
        {t('channels.explain', { from: formatDay(channels.from, language), to: formatDay(channels.to, language) })}{' '}
        {hasDeclared ? t('channels.months', { count: channels.declaredMonths.length }) : t('channels.noMonths')}{' '}
        {t('channels.recall')}
      </Text>
      <ScrollTable name={t('channels.title')}>
        <thead>
          <tr>
            <th scope="col">{t('channels.name')}</th>
            {stageCodes.map((stage) => (
              <th scope="col" key={stage}>
                {t(`channels.${stage}`)}
              </th>
            ))}
            <th scope="col" className="end">
              {t('uptake.electronic')}
            </th>
            <th scope="col" className="end">
              {t('uptake.ordinary')}
            </th>
            <th scope="col">{t('channels.uptake')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.channel}>
              <th scope="row">{channelName(row, language)}</th>
              {stageCodes.map((stage) => (
                <td key={stage}>
                  <StageCell totals={row.stages[stage] ?? []} days={channels.days} />
                </td>
              ))}
              <Declared declared={row.declared} />
            </tr>
          ))}
          {shown.length === 0
            ? others.map((row) => (
                <tr key={row.source}>
                  <th scope="row">{t(row.source === 'other' ? 'channels.other' : 'channels.unknown')}</th>
                  <td colSpan={stageCodes.length} />
                  <Declared declared={row} />
                </tr>
              ))
            : null}
          {hasDeclared && shown.length === 0 ? (
            <tr>
              <th scope="row">{t('channels.all')}</th>
              <td colSpan={stageCodes.length} />
              <td className="end">{formatCount(asked.electronic, language)}</td>
              <td className="end">{formatCount(asked.ordinary, language)}</td>
              <td />
            </tr>
          ) : null}
        </tbody>
      </ScrollTable>
    </>
  );
}

type Totals = Channels['channels'][number]['stages'][string];

/** The metric of a stage that says most, with its name; how many more there are, and on how many days it was reported. */
function StageCell({ totals, days }: { totals: Totals; days: number }) {
  const t = useWords();
  const language = useLanguage();
  const [lead, ...rest] = [
    ...totals.filter(({ value }) => value !== null),
    ...totals.filter(({ value }) => value === null),
  ];
  if (!lead) return <span className="soft">{t('channels.notReported')}</span>;
  const name = (metric: string) => metrics[metric as MetricCode].label[language];
  const inWords = (value: number | null) => (value === null ? t('channels.notAdditive') : formatCount(value, language));
  return (
    <div className="numbers">
      <div style={{ fontWeight: 600 }}>{inWords(lead.value)}</div>
      <div className="soft" style={{ fontSize: '0.8rem' }}>
        {name(lead.metric)}
      </div>
      {rest.length > 0 ? (
        <details className="soft" style={{ fontSize: '0.8rem' }}>
          <summary>{t('channels.more', { count: rest.length })}</summary>
          {[lead, ...rest].map(({ metric, value, reportedDays }) => (
            <div key={metric}>
              {name(metric)}: {inWords(value)} ({t('channels.days', { reported: reportedDays, days })})
            </div>
          ))}
        </details>
      ) : null}
    </div>
  );
}

function Declared({ declared }: { declared: { electronic: number; ordinary: number; uptake: Share } | null }) {
  const t = useWords();
  const language = useLanguage();
  if (!declared) {
    return (
      <>
        <td className="end soft">–</td>
        <td className="end soft">–</td>
        <td className="soft">{t('channels.notReported')}</td>
      </>
    );
  }
  return (
    <>
      <td className="end">{formatCount(declared.electronic, language)}</td>
      <td className="end">{formatCount(declared.ordinary, language)}</td>
      <td>
        <ShareBar share={declared.uptake} />
      </td>
    </>
  );
}

type Share = Sources['sources'][number]['uptake'];

/** A share as a dot in its interval, with the figures in words. */
function ShareBar({ share }: { share: Share }) {
  const t = useWords();
  const language = useLanguage();
  if (share.kind === 'none') return <span className="soft">{t(`uptake.reasons.${share.reason}`)}</span>;
  const at = (value: number) => 2 + value * 96;
  return (
    <div className="numbers" style={{ whiteSpace: 'nowrap' }}>
      <svg width="100" height="12" aria-hidden="true" style={{ display: 'block' }}>
        <line x1="2" x2="98" y1="6" y2="6" stroke="var(--line)" strokeWidth="4" strokeLinecap="round" />
        <line
          x1={at(share.low)}
          x2={at(share.high)}
          y1="6"
          y2="6"
          stroke="var(--electronic)"
          strokeOpacity="0.5"
          strokeWidth="5"
        />
        <circle cx={at(share.share)} cy="6" r="3.6" fill="var(--share)" />
      </svg>
      <span style={{ fontWeight: 600 }}>{formatShare(share.share, language)}</span>
      <span className="soft" style={{ display: 'block', fontSize: '0.8rem' }}>
        {formatShare(share.low, language)} – {formatShare(share.high, language)}
      </span>
    </div>
  );
}
