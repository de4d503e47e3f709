import { Text } from '@mantine/core';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import type { Effect } from './queries.ts';

/** What the engine draws, and from which seed; a test holds them to its own. */
export const drawn = { paths: 4000, seed: 20_191_206 } as const;

/** How the judgement was made, in plain words, and what it can be made again from. */
export function MethodPanel({ effect }: { effect: Effect }) {
  const t = useWords();
  const language = useLanguage();
  const steps = ['unit', 'model', 'engine', 'companion', 'placebos', 'family', 'words', 'limits'] as const;
  return (
    <Panel title={t('effect.method.title')}>
      <details className="how" style={{ marginTop: '0.6rem' }}>
        <summary>{t('effect.method.open')}</summary>
        {steps.map((step) => (
          <p key={step}>{t(`effect.method.${step}`)}</p>
        ))}
      </details>
      <dl className="effect-facts">
        <div>
          <dt>{t('effect.method.computedAt')}</dt>
          <dd>{formatInstant(effect.computedAt, language)}</dd>
        </div>
        <div>
          <dt>{t('effect.method.version')}</dt>
          <dd>{effect.dataVersion}</dd>
        </div>
        <div>
          <dt>{t('effect.method.draws')}</dt>
          <dd>
            {t('effect.method.drawsValue', { paths: formatCount(drawn.paths, language), seed: String(drawn.seed) })}
          </dd>
        </div>
        {effect.result.kind === 'computed' ? (
          <div>
            <dt>{t('effect.method.points')}</dt>
            <dd>
              <a href={`/api/v1/campaigns/${encodeURIComponent(effect.campaign.id)}/effect.csv`} download>
                {t('chart.csv')}
              </a>
            </dd>
          </div>
        ) : null}
      </dl>
      <Text fw={600} size="sm" component="h3" mt="md" mb={0}>
        {t('effect.history.title')}
      </Text>
      <ol className="plain">
        {effect.history.map(({ computedAt, verdict, because }) => (
          <li key={computedAt}>
            {formatInstant(computedAt, language)}: <strong>{t(`effect.verdicts.${verdict}`)}</strong>{' '}
            <span className="soft">· {t(`effect.history.because.${because}`)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
