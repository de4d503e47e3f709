import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatProbability, formatShare } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import type { NameOf } from './names.ts';
import type { Effect, EffectNumbers, JudgedCampaign } from './queries.ts';
import { VerdictMark } from './verdict-mark.tsx';
import { pointsInWords, ratioInWords, totalInWords, warningInWords } from './wording.ts';

/** The judgement in words, its figures with their intervals, and what stands in its way. */
export function VerdictPanel({
  effect,
  together,
  nameOf,
}: {
  effect: Effect;
  /** The same campaign among those of the page's window; undefined until it is known. */
  together: { readonly campaign: JudgedCampaign; readonly computed: number } | undefined;
  nameOf: NameOf;
}) {
  const t = useWords();
  const { result, words } = effect;
  return (
    <Panel title={t('effect.title')}>
      <div style={{ marginTop: '0.8rem' }}>
        <VerdictMark verdict={result.verdict} word={words.verdict} isLarge />
      </div>
      {result.kind === 'computed' ? (
        <>
          <Text mt="sm" size="lg" maw={860}>
            {words.sentence}
          </Text>
          <Figures effect={effect} numbers={result.numbers} together={together} />
        </>
      ) : (
        <>
          <Text mt="sm" maw={860}>
            {t('effect.notComputed')}
          </Text>
          <ul className="plain" style={{ maxWidth: 860 }}>
            {words.refusals.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <Text mt="sm" size="sm" className="soft" maw={860}>
            {t('effect.notComputedNote')}
          </Text>
        </>
      )}
      {together && together.campaign.verdict !== result.verdict ? (
        <Alert color="yellow" variant="light" mt="md" icon={<IconAlertTriangle aria-hidden />}>
          {t('effect.togetherDiffers', { count: together.computed, verdict: together.campaign.words.verdict })}
        </Alert>
      ) : null}
      {result.warnings.length > 0 || result.block.length > 1 ? (
        <ul className="plain" style={{ marginTop: '0.8rem' }}>
          {result.warnings.map((warning) => (
            <li key={warning}>{warningInWords(warning, t)}</li>
          ))}
          {result.block.length > 1 ? (
            <li>{t('effect.block', { names: result.block.map((id) => nameOf(id)).join('; ') })}</li>
          ) : null}
        </ul>
      ) : null}
    </Panel>
  );
}

function Figures({
  effect,
  numbers,
  together,
}: {
  effect: Effect;
  numbers: EffectNumbers;
  together: { readonly campaign: JudgedCampaign; readonly computed: number } | undefined;
}) {
  const t = useWords();
  const language = useLanguage();
  const { estimand } = effect.plan;
  const fact = (name: string, value: ReactNode, note?: ReactNode) => (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        {note ? <div className="soft">{note}</div> : null}
      </dd>
    </div>
  );
  const holm = together?.campaign.holm;
  return (
    <dl className="effect-facts">
      {fact(t('effect.facts.extra'), totalInWords(numbers.extra, language), t('effect.facts.extraNote'))}
      {numbers.points
        ? fact(t('effect.facts.points'), pointsInWords(numbers.points, language), t('effect.facts.pointsNote'))
        : null}
      {fact(
        t(`effect.ratio.${estimand}`),
        ratioInWords(numbers.logEffect, language),
        t(`effect.ratioNote.${estimand}`),
      )}
      {fact(
        t('effect.facts.mde'),
        t('effect.facts.mdeValue', {
          share: formatShare(Math.ceil(100 * numbers.mde) / 100, language, 0),
          kind: t(`effect.ratioOf.${estimand}`),
        }),
        t('effect.facts.mdeNote'),
      )}
      {fact(
        t('effect.facts.probability'),
        formatProbability(numbers.probability, language),
        holm === undefined || holm === null
          ? t('effect.facts.probabilityNote')
          : t('effect.togetherHolm', {
              count: together?.computed ?? 0,
              probability: formatProbability(holm, language),
            }),
      )}
    </dl>
  );
}
