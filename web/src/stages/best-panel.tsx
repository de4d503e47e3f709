import './stages.css';
import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type MetricCode, metrics } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatDay, formatDecimal } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { activityName, inSentence } from './cells.ts';
import { type Best, type BestAsked, bestQuery } from './queries.ts';

/** Posts and events of a window, the best by what is chosen. */
export function BestPanel({
  window,
  asked,
  onAsk,
  channels,
  nameOf,
}: {
  window: { readonly office?: string | undefined; readonly from: string; readonly to: string };
  asked: BestAsked;
  onAsk: (asked: BestAsked) => void;
  channels: readonly string[];
  nameOf: (channel: string) => string;
}) {
  const t = useWords();
  const language = useLanguage();
  const best = useQuery(bestQuery(window, asked));
  const label = (metric: MetricCode) => metrics[metric].label[language];
  const bases = (best.data?.choices ?? []).filter(
    ({ metric }) => metrics[metric].stage === 'information' && metric !== best.data?.metric,
  );
  return (
    <Panel title={t('stages.best.title')}>
      {best.isError ? (
        <Failed error={best.error} retry={() => void best.refetch()} />
      ) : best.isPending ? (
        <Loading height={360} />
      ) : (
        <>
          {best.data.choices.length > 0 || asked.channel ? (
            <form className="stage-selects no-print" aria-label={t('stages.best.title')}>
              <NativeSelect
                label={t('stages.best.metric')}
                value={best.data.metric ?? ''}
                data={best.data.choices.map(({ metric }) => ({ value: metric, label: label(metric) }))}
                onChange={({ currentTarget: { value } }) =>
                  onAsk({ ...asked, metric: value as MetricCode, per: asked.per === value ? undefined : asked.per })
                }
              />
              <NativeSelect
                label={t('stages.best.per')}
                value={asked.per ?? ''}
                data={[
                  { value: '', label: t('stages.best.perNone') },
                  ...bases.map(({ metric }) => ({ value: metric, label: label(metric) })),
                ]}
                onChange={({ currentTarget: { value } }) =>
                  onAsk({ ...asked, per: value === '' ? undefined : (value as MetricCode) })
                }
              />
              <NativeSelect
                label={t('stages.best.channel')}
                value={asked.channel ?? ''}
                data={[
                  { value: '', label: t('stages.best.allChannels') },
                  ...channels.map((value) => ({ value, label: nameOf(value) })),
                ]}
                onChange={({ currentTarget: { value } }) =>
                  onAsk({ ...asked, channel: value === '' ? undefined : value })
                }
              />
            </form>
          ) : null}
          <Ranking best={best.data} channel={asked.channel} nameOf={nameOf} />
        </>
      )}
    </Panel>
  );
}

function Ranking({
  best,
  channel,
  nameOf,
}: {
  best: Best;
  channel: string | undefined;
  nameOf: (channel: string) => string;
}) {
  const t = useWords();
  const language = useLanguage();
  if (best.metric === null || best.best.length === 0) {
    return (
      <Text size="sm" mt="xs">
        {t('stages.best.none')}
      </Text>
    );
  }
  const metric = metrics[best.metric].label[language];
  const base = best.per === null ? '' : metrics[best.per].label[language];
  const hasInterval = best.best.some(({ low }) => low !== null);
  const query = new URLSearchParams({
    office: best.office,
    from: best.from,
    to: best.to,
    metric: best.metric,
    ...(best.per === null ? {} : { per: best.per }),
    ...(channel === undefined ? {} : { channel }),
  });
  return (
    <>
      <Text size="sm" className="soft" mb="sm" maw={820}>
        {t('stages.best.explain', {
          ranked: formatCount(best.ranked, language),
          all: formatCount(best.activities, language),
          metric: inSentence(metric, language),
          per: best.per ?? 'none',
          base: inSentence(base, language),
        })}{' '}
        {best.small > 0
          ? t('stages.best.smallNote', {
              count: best.small,
              base: inSentence(base, language),
              metric: inSentence(metric, language),
            })
          : ''}{' '}
        {best.per === null
          ? ''
          : hasInterval
            ? t('stages.best.interval')
            : t('stages.best.noInterval', { metric: inSentence(metric, language), base: inSentence(base, language) })}
      </Text>
      <ScrollTable name={t('stages.best.title')}>
        <thead>
          <tr>
            <th scope="col" className="end">
              {t('stages.best.rank')}
            </th>
            <th scope="col">{t('stages.best.activity')}</th>
            <th scope="col">{t('stages.best.channel')}</th>
            <th scope="col">{t('stages.best.published')}</th>
            <th scope="col" className="end">
              {metric}
            </th>
            {best.per === null ? null : (
              <>
                <th scope="col" className="end">
                  {base}
                </th>
                <th scope="col" className="end">
                  {t('stages.best.rate', { base: inSentence(base, language) })}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {best.best.map((each, index) => (
            <tr key={each.id}>
              <td className="end">{formatCount(index + 1, language)}</td>
              <td style={{ minWidth: '15rem' }}>
                {each.permalink === null ? (
                  activityName(each)
                ) : (
                  <a href={each.permalink} target="_blank" rel="noreferrer">
                    {activityName(each)}
                  </a>
                )}
                {each.place === null ? null : <span className="stage-note">{each.place}</span>}
                {each.isSmall ? <span className="stage-note">{t('stages.best.small')}</span> : null}
              </td>
              <td>{nameOf(each.channel)}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{formatDay(each.publishedOn, language)}</td>
              <td className="end">{formatCount(each.value, language)}</td>
              {best.per === null ? null : (
                <>
                  <td className="end">{each.base === null ? '–' : formatCount(each.base, language)}</td>
                  <td className="end" style={{ whiteSpace: 'nowrap' }}>
                    {each.rate === null ? '–' : formatDecimal(each.rate * 100, language, 1)}
                    {each.low === null || each.high === null
                      ? ''
                      : ` (${formatDecimal(each.low * 100, language, 1)} – ${formatDecimal(each.high * 100, language, 1)})`}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <Text size="sm" mt="sm">
        <a href={`/api/v1/stages/activities.csv?${query}`} download>
          {t('stages.approaches.csv')}
        </a>
      </Text>
    </>
  );
}
