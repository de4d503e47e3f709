import './stages.css';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Language, metrics } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatDay, formatShare } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { type Stages, stagesQuery } from './queries.ts';
import { StagesTable } from './stages-table.tsx';

interface PanelWindow {
  readonly office?: string | undefined;
  readonly from: string;
  readonly to: string;
}

/** The four stages of every channel over a window, and how loud each channel is among its like. */
export function StagesPanel({ window }: { window: PanelWindow }) {
  const t = useWords();
  const language = useLanguage();
  const stages = useQuery(stagesQuery(window));
  return (
    <Panel title={t('stages.title')}>
      {stages.isError ? (
        <Failed error={stages.error} retry={() => void stages.refetch()} />
      ) : stages.isPending ? (
        <Loading height={420} />
      ) : (
        <>
          <Text size="sm" className="soft" mt={4} mb="sm" maw={820}>
            {t('stages.explain', {
              from: formatDay(stages.data.from, language),
              to: formatDay(stages.data.to, language),
            })}{' '}
            {t('stages.notSameSign')} {t('stages.declaredMonths', { count: stages.data.declaredMonths.length })}
          </Text>
          <StagesTable name={t('stages.title')} channels={stages.data.channels} amec={stages.data.amec} />
          <Text size="sm" className="soft" mt="xs" maw={820}>
            {t('stages.amecNote')}
          </Text>
          <Voice stages={stages.data} />
          <Text size="sm" mt="sm">
            <a href={`/api/v1/stages.csv?${csvQuery(stages.data)}`} download>
              {t('stages.approaches.csv')}
            </a>
          </Text>
        </>
      )}
    </Panel>
  );
}

const csvQuery = ({ office, from, to }: Pick<Stages, 'office' | 'from' | 'to'>) =>
  new URLSearchParams({ office, from, to }).toString();

const nameIn = (channels: Stages['channels'], language: Language) => (id: string) => {
  const channel = channels.find((each) => each.channel === id);
  return channel ? (language === 'en' ? channel.nameEn : channel.nameId) : id;
};

function Voice({ stages: { voice, channels } }: { stages: Stages }) {
  const t = useWords();
  const language = useLanguage();
  const nameOf = nameIn(channels, language);
  if (voice.length === 0) return null;
  return (
    <>
      <h3 className="stage-heading">{t('stages.voice.title')}</h3>
      <Text size="sm" className="soft" mb="xs" maw={820}>
        {t('stages.voice.explain')}
      </Text>
      <ScrollTable name={t('stages.voice.title')}>
        <thead>
          <tr>
            <th scope="col">{t('stages.voice.group')}</th>
            <th scope="col">{t('stages.voice.metric')}</th>
            <th scope="col">{t('stages.voice.shares')}</th>
            <th scope="col">{t('stages.voice.base')}</th>
          </tr>
        </thead>
        <tbody>
          {voice.map((each) => (
            <tr key={each.group}>
              <th scope="row">{t(`stages.voice.groups.${each.group}`)}</th>
              {each.metric === null ? (
                <td colSpan={3} className="soft">
                  {each.refusal ? t(`stages.voice.refusals.${each.refusal}`) : ''}
                </td>
              ) : (
                <>
                  <td>{metrics[each.metric].label[language]}</td>
                  <td className="numbers">
                    {each.channels.map(({ channel, value, share }) => (
                      <div key={channel} style={{ whiteSpace: 'nowrap' }}>
                        {nameOf(channel)}: <strong>{share === null ? '–' : formatShare(share, language)}</strong>{' '}
                        <span className="soft">({value === null ? '–' : formatCount(value, language)})</span>
                      </div>
                    ))}
                  </td>
                  <td className="soft">
                    {t('stages.voice.periods', {
                      units: t(`stages.units.${each.group === 'face-to-face' ? 'months' : 'days'}`, {
                        count: each.periods,
                      }),
                      total: formatCount(each.total ?? 0, language),
                    })}
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}
