import { Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatChange, formatCount, formatDay, formatDecimal, formatProbability, formatShort } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { DotWhisker, type WhiskerRow } from './dot-whisker.tsx';
import { plainAxis, ratioAxis } from './forest.ts';
import { daysInWords, type NameOf } from './names.ts';
import { PlaceboPlot } from './placebo-plot.tsx';
import type { ComputedResult, Effect, EffectNumbers } from './queries.ts';
import { roundTicks } from './series.ts';
import { modelRefusedInWords, placebosInWords, ratioInWords, totalInWords } from './wording.ts';

/** Which of the gates between an estimate and the strongest word stand open. */
export function GatesPanel({ effect }: { effect: Effect }) {
  const t = useWords();
  return (
    <Panel title={t('effect.gates.title')}>
      <Text size="sm" className="soft" mt={4} maw={820}>
        {t('effect.gates.lead')}
      </Text>
      <ul className="gates">
        {effect.words.gates.map(({ gate, passed, sentence }) => (
          <li key={gate}>
            {passed ? (
              <IconCircleCheck className="gate-mark" size={20} aria-hidden />
            ) : (
              <IconCircleX className="gate-mark" size={20} aria-hidden />
            )}
            <div>
              <strong>
                {t(`effect.gates.names.${gate as 'interval'}`)}:{' '}
                {t(passed ? 'effect.gates.open' : 'effect.gates.closed')}
              </strong>
              <div>{sentence ?? t(`effect.gates.passed.${gate as 'interval'}`)}</div>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The same question put to other models: beside the verdict, never instead of it. */
export function SensitivityPanel({ effect, numbers }: { effect: Effect; numbers: EffectNumbers }) {
  const t = useWords();
  const language = useLanguage();
  const { estimand } = effect.plan;
  const rows: WhiskerRow[] = [
    {
      key: 'main',
      label: t('effect.sensitivity.main'),
      note: ratioInWords(numbers.logEffect, language),
      kind: 'filled',
      whisker: numbers.logEffect,
    },
    ...numbers.sensitivity.map(
      ({ model, subject, effect: own, refused }): WhiskerRow => ({
        key: `${model} ${subject ?? ''}`,
        label: t(`effect.sensitivity.models.${model}`) + (subject === undefined ? '' : ` (${subject})`),
        note: own ? ratioInWords(own, language) : modelRefusedInWords(refused ?? '', t),
        kind: 'hollow',
        whisker: own ?? null,
      }),
    ),
  ];
  const axis = ratioAxis(rows.flatMap(({ whisker }) => whisker ?? []));
  return (
    <Panel title={t('effect.sensitivity.title')}>
      <Text size="sm" className="soft" mt={4} maw={820}>
        {t('effect.sensitivity.lead')}
      </Text>
      <ChartFrame
        name={t('effect.sensitivity.chartName', { count: rows.length })}
        title={t('effect.sensitivity.title')}
        fileName={`tilik-${effect.campaign.id}-model`}
        footnote={effect.sample ? `${t('app.sample')}.` : undefined}
        csv={[
          ['model', 'subject', 'ratio', 'lower', 'upper', 'refused'],
          ['main', null, ...ratios(numbers.logEffect), null],
          ...numbers.sensitivity.map(({ model, subject, effect: own, refused }) => [
            model,
            subject ?? null,
            ...(own ? ratios(own) : [null, null, null]),
            refused ?? null,
          ]),
        ]}
        table={
          <ScrollTable name={t('effect.sensitivity.title')}>
            <thead>
              <tr>
                <th scope="col">{t('effect.sensitivity.model')}</th>
                <th scope="col" className="end">
                  {t(`effect.ratioAxis.${estimand}`)}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, label, note }) => (
                <tr key={key}>
                  <th scope="row" style={{ whiteSpace: 'normal' }}>
                    {label}
                  </th>
                  <td className="end">{note}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        }
      >
        <DotWhisker
          rows={rows}
          axis={axis}
          axisName={`${t(`effect.ratioAxis.${estimand}`)} · ${t('effect.logScale')}`}
          tickName={(value) => formatDecimal(value, language)}
          referenceName={t('effect.noChange')}
        />
      </ChartFrame>
    </Panel>
  );
}

const ratios = ({ estimate, lower, upper }: { estimate: number; lower: number; upper: number }): number[] =>
  [estimate, lower, upper].map(Math.exp);

/** Windows in which nothing happened, put the same question. */
export function PlacebosPanel({ effect, numbers }: { effect: Effect; numbers: EffectNumbers }) {
  const t = useWords();
  const language = useLanguage();
  const { estimand } = effect.plan;
  const { windows, skipped } = numbers.placebos;
  return (
    <Panel title={t('effect.placebos.title')}>
      <Text mt="xs" maw={820}>
        {placebosInWords(numbers, t, language)} {skipped > 0 ? t('effect.placebos.skipped', { count: skipped }) : ''}
      </Text>
      {windows.length > 0 ? (
        <ChartFrame
          name={t('effect.placebos.chartName', { count: windows.length })}
          title={t('effect.placebos.title')}
          fileName={`tilik-${effect.campaign.id}-plasebo`}
          footnote={effect.sample ? `${t('app.sample')}.` : undefined}
          csv={[
            ['from', 'to', 'kind', 'ratio', 'log_effect', 'sd'],
            ...windows.map(({ from, to, estimate, sd }) => [from, to, 'placebo', Math.exp(estimate), estimate, sd]),
            [
              effect.plan.from,
              effect.plan.to,
              'campaign',
              Math.exp(numbers.logEffect.estimate),
              numbers.logEffect.estimate,
              numbers.logEffect.sd,
            ],
          ]}
          table={
            <ScrollTable name={t('effect.placebos.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('effect.placebos.window')}</th>
                  <th scope="col" className="end">
                    {t(`effect.ratioAxis.${estimand}`)}
                  </th>
                </tr>
              </thead>
              <tbody>
                <tr>
                  <th scope="row">{t('effect.placebos.real')}</th>
                  <td className="end">{formatDecimal(Math.exp(numbers.logEffect.estimate), language)}</td>
                </tr>
                {windows.map(({ from, to, estimate }) => (
                  <tr key={from}>
                    <th scope="row">{daysInWords(from, to, language, '')}</th>
                    <td className="end">{formatDecimal(Math.exp(estimate), language)}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          }
        >
          <PlaceboPlot numbers={numbers} axisName={`${t(`effect.ratioAxis.${estimand}`)} · ${t('effect.logScale')}`} />
        </ChartFrame>
      ) : null}
      <Text size="sm" className="soft" mt="xs" maw={820}>
        {t('effect.placebos.note')}
      </Text>
    </Panel>
  );
}

/** Of choosing otherwise, and of more people coming. */
export function SplitPanel({ effect, split }: { effect: Effect; split: NonNullable<EffectNumbers['split']> }) {
  const t = useWords();
  const language = useLanguage();
  const parts = ['switching', 'demand', 'total'] as const;
  const rows = parts.map(
    (part): WhiskerRow => ({
      key: part,
      label: t(`effect.split.${part}`),
      note: totalInWords(split[part], language),
      kind: part === 'total' ? 'filled' : 'hollow',
      whisker: split[part],
    }),
  );
  return (
    <Panel title={t('effect.split.title')}>
      <Text size="sm" className="soft" mt={4} maw={820}>
        {t('effect.split.lead')}
      </Text>
      <ChartFrame
        name={t('effect.split.title')}
        title={t('effect.split.title')}
        fileName={`tilik-${effect.campaign.id}-bagian`}
        footnote={effect.sample ? `${t('app.sample')}.` : undefined}
        csv={[
          ['part', 'applications', 'lower', 'upper', 'monte_carlo_error'],
          ...parts.map((part) => [
            part,
            split[part].estimate,
            split[part].lower,
            split[part].upper,
            split[part].monteCarloError,
          ]),
        ]}
        table={
          <ScrollTable name={t('effect.split.title')}>
            <thead>
              <tr>
                <th scope="col">{t('effect.split.part')}</th>
                <th scope="col" className="end">
                  {t('effect.facts.extra')}
                </th>
                <th scope="col" className="end">
                  {t('effect.split.drawingError')}
                </th>
              </tr>
            </thead>
            <tbody>
              {parts.map((part) => (
                <tr key={part}>
                  <th scope="row">{t(`effect.split.${part}`)}</th>
                  <td className="end">{totalInWords(split[part], language)}</td>
                  <td className="end">± {formatCount(Math.round(split[part].monteCarloError), language)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        }
      >
        <DotWhisker
          rows={rows}
          axis={plainAxis(
            parts.map((part) => split[part]),
            (low, high) => roundTicks(low, high, 5),
          )}
          axisName={t('effect.split.axis')}
          tickName={(value) => (value === 0 ? '0' : `${value > 0 ? '+' : ''}${formatShort(value, language)}`)}
          referenceName={t('effect.noChange')}
        />
      </ChartFrame>
    </Panel>
  );
}

/** What must be believed for the verdict to hold, what else happened, and how the model fits. */
export function AssumptionsPanel({
  numbers,
  result,
  declared,
  nameOf,
}: {
  numbers: EffectNumbers;
  result: ComputedResult;
  /** Comparison offices of the plan; those without figures by the week are not in the model. */
  declared: readonly string[];
  nameOf: NameOf;
}) {
  const t = useWords();
  const language = useLanguage();
  const { diagnostics } = numbers;
  const offices = result.plan.comparisons.length > 0 ? 'offices' : declared.length > 0 ? 'officesUnused' : 'noOffices';
  const fact = (name: string, value: ReactNode) => (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
  const names = (list: readonly string[]) =>
    list.map((id) => termName(id, nameOf, t('effect.terms.trend'), t('effect.terms.season')));
  const terms = [...new Set(names(diagnostics.terms))];
  return (
    <Panel title={t('effect.assumptions.title')}>
      <ol className="plain" style={{ maxWidth: 820 }}>
        <li>{t('effect.assumptions.nothingElse')}</li>
        <li>{t(`effect.assumptions.${offices}`)}</li>
        <li>{t('effect.assumptions.wentOn')}</li>
        <li>{t('effect.assumptions.noAnticipation')}</li>
      </ol>
      <Text fw={600} size="sm" component="h3" mt="md" mb={0}>
        {t('effect.assumptions.events')}
      </Text>
      <EventList events={result.events} nameOf={nameOf} />
      <Text fw={600} size="sm" component="h3" mt="md" mb={0}>
        {t('effect.diagnostics.title')}
      </Text>
      <dl className="effect-facts">
        {fact(
          t('effect.diagnostics.before'),
          t('effect.diagnostics.stretch', {
            periods: diagnostics.before.periods,
            grain: result.grain,
            missing: diagnostics.before.missing,
            from: formatDay(diagnostics.before.from, language),
            to: formatDay(diagnostics.before.to, language),
          }),
        )}
        {fact(
          t('effect.diagnostics.window'),
          t('effect.diagnostics.stretch', {
            periods: diagnostics.window.periods,
            grain: result.grain,
            missing: diagnostics.window.missing,
            from: formatDay(diagnostics.window.from, language),
            to: formatDay(diagnostics.window.to, language),
          }),
        )}
        {fact(
          t('effect.diagnostics.ljungBox'),
          diagnostics.ljungBox
            ? t('effect.diagnostics.ljungBoxValue', {
                lags: diagnostics.ljungBox.lags,
                statistic: formatDecimal(diagnostics.ljungBox.statistic, language, 1),
                probability: formatProbability(diagnostics.ljungBox.probability, language),
              })
            : t('effect.diagnostics.tooFew'),
        )}
        {fact(
          t('effect.diagnostics.lastCovered'),
          diagnostics.lastCovered
            ? t('effect.diagnostics.lastCoveredValue', diagnostics.lastCovered)
            : t('effect.diagnostics.tooFew'),
        )}
        {fact(
          t('effect.diagnostics.levelSd'),
          `${formatDecimal(diagnostics.levelSd.estimate, language, 3)} (${formatDecimal(diagnostics.levelSd.lower, language, 3)} – ${formatDecimal(diagnostics.levelSd.upper, language, 3)})`,
        )}
        {fact(
          t('effect.diagnostics.observationSd'),
          `${formatDecimal(diagnostics.observationSd.estimate, language, 3)} (${formatDecimal(diagnostics.observationSd.lower, language, 3)} – ${formatDecimal(diagnostics.observationSd.upper, language, 3)})`,
        )}
        {fact(
          t('effect.diagnostics.outliers'),
          diagnostics.outliers.length === 0
            ? t('effect.diagnostics.noOutliers')
            : diagnostics.outliers
                .map(
                  ({ on, standardised, isAfterStart }) =>
                    `${formatDay(on, language)} (${formatChange(Math.round(standardised), language)} sd${isAfterStart ? `, ${t('effect.chart.inWindow')}` : ''})`,
                )
                .join('; '),
        )}
        {diagnostics.meanApplications === null
          ? null
          : fact(
              t('effect.diagnostics.mean', { grain: result.grain }),
              formatCount(Math.round(diagnostics.meanApplications), language),
            )}
        {diagnostics.comparisons.length > 0
          ? fact(
              t('effect.diagnostics.comparisons'),
              diagnostics.comparisons
                .map(({ name, correlation }) =>
                  correlation === null ? name : `${name} (r = ${formatDecimal(correlation, language)})`,
                )
                .join('; '),
            )
          : null}
      </dl>
      <details style={{ marginTop: '0.8rem' }}>
        <summary>{t('effect.diagnostics.terms', { count: terms.length })}</summary>
        <ul className="plain" style={{ fontSize: '0.9rem' }}>
          {terms.map((term) => (
            <li key={term}>{term}</li>
          ))}
        </ul>
      </details>
      {diagnostics.dropped.length > 0 ? (
        <Text size="sm" mt="sm">
          {t('effect.diagnostics.dropped', { names: names(diagnostics.dropped).join('; ') })}
        </Text>
      ) : null}
    </Panel>
  );
}

/** What happened from the first period to the last. */
export function EventList({ events, nameOf }: { events: ComputedResult['events']; nameOf: NameOf }) {
  const t = useWords();
  const language = useLanguage();
  if (events.length === 0) return <Text size="sm">{t('effect.assumptions.noEvents')}</Text>;
  return (
    <ul className="plain" style={{ fontSize: '0.9rem' }}>
      {events.map(({ id, name, from, to }) => (
        <li key={id}>
          {nameOf(id, name)} <span className="soft">{daysInWords(from, to, language, t('effect.lasting'))}</span>
        </li>
      ))}
    </ul>
  );
}

const termName = (id: string, nameOf: NameOf, trend: string, season: string): string =>
  id === 'trend' ? trend : id.startsWith('season-') ? season : nameOf(id);
