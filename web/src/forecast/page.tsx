import { Alert, NativeSelect, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense, useState } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { ChartFrame } from '../ui/chart-frame.tsx';
import { formatDay, formatShare } from '../ui/format.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Computing, Failed, Loading } from '../ui/states.tsx';
import { type Forecast, forecastQuery } from './queries.ts';
import { chosenModel, fanPoints, placedEvents } from './series.ts';
import { BacktestTable, FanTables, ModelsTable } from './tables.tsx';
import { ceilingsOf, type ForecastSearch, percentsOf, type ShownModel, shownModels } from './view.ts';

const FanChart = lazy(() => import('./fan-chart.tsx').then((module) => ({ default: module.FanChart })));

const route = getRouteApi('/perkiraan');

/** Perkiraan: when will uptake reach the target? */
export function ForecastPage(): ReactElement {
  const t = useWords();
  const language = useLanguage();
  const about = useQuery(aboutQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t('forecast.title')} lead={t('forecast.lead')} />
      {about.isError ? (
        <Failed error={about.error} retry={() => void about.refetch()} />
      ) : about.isPending ? (
        <Loading height={480} />
      ) : about.data.empty ? (
        <Panel title={t('state.emptyTitle')}>
          <Text mt="xs" mb="md" maw={640}>
            {t('forecast.empty')}
          </Text>
          <Link to="/data" search={{ lang: language === 'id' ? undefined : language }} className="action">
            {t('state.emptyAction')}
          </Link>
        </Panel>
      ) : (
        <Asked about={about.data} />
      )}
    </Stack>
  );
}

type Change = (next: ForecastSearch) => void;

function Asked({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const forecast = useQuery(
    forecastQuery({ office: search.office, level: search.level, ceilings: search.ceilings }, language),
  );
  const change: Change = (next) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  if (forecast.isError) return <Failed error={forecast.error} retry={() => void forecast.refetch()} />;
  if (forecast.isPending) return <Computing height={560}>{t('forecast.computing')}</Computing>;
  return (
    <>
      <Choices about={about} forecast={forecast.data} search={search} onChange={change} />
      <div role="status" className="soft" style={{ minHeight: '1.4em' }}>
        {forecast.isPlaceholderData ? t('forecast.computing') : forecast.data.words.basis}
      </div>
      <Answer forecast={forecast.data} search={search} onChange={change} />
    </>
  );
}

/** Office and target. */
function Choices({
  about,
  forecast,
  search,
  onChange,
}: {
  about: About;
  forecast: Forecast;
  search: ForecastSearch;
  onChange: Change;
}) {
  const t = useWords();
  return (
    <form
      aria-label={t('filter.label')}
      className="filters no-print"
      style={{ maxWidth: 640 }}
      onSubmit={(event) => event.preventDefault()}
    >
      <NativeSelect
        label={t('filter.office')}
        value={search.office ?? about.offices[0]?.id ?? ''}
        data={about.offices.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({
            office: value === about.offices[0]?.id ? undefined : value,
            ceilings: undefined,
            ceiling: undefined,
          })
        }
      />
      <LevelInput
        key={forecast.level}
        level={forecast.level}
        onChoose={(percent) => onChange({ level: String(percent / 100) })}
      />
    </form>
  );
}

/** A percent that is taken over when it is left or confirmed, not at every key. */
function LevelInput({ level, onChoose }: { level: number; onChoose: (percent: number) => void }) {
  const t = useWords();
  const asked = Math.round(100 * level);
  const [percent, setPercent] = useState<string | number>(asked);
  const take = () => {
    const wanted = Math.round(Number(percent));
    if (wanted >= 1 && wanted <= 99 && wanted !== asked) onChoose(wanted);
  };
  return (
    <NumberInput
      label={t('forecast.level')}
      value={percent}
      onChange={setPercent}
      onBlur={take}
      onKeyDown={({ key }) => key === 'Enter' && take()}
      min={1}
      max={99}
      step={5}
      suffix="%"
      allowDecimal={false}
      stepHoldDelay={500}
      stepHoldInterval={100}
    />
  );
}

function Answer({ forecast, search, onChange }: { forecast: Forecast; search: ForecastSearch; onChange: Change }) {
  const t = useWords();
  const language = useLanguage();
  const { kind, chosen, scenarios } = chosenModel(forecast, search);
  const level = formatShare(forecast.level, language, 0);
  const isRefused = forecast.refusals.length > 0;
  const answer = isRefused || kind === 'trend' ? forecast.words.answer : (chosen?.sentence ?? t('forecast.noScenario'));
  const events = placedEvents(forecast.events, fanPoints(forecast.history, chosen?.fan ?? []));
  const csv = new URLSearchParams({
    office: forecast.office,
    ...(search.ceilings !== undefined && { ceilings: search.ceilings }),
  });
  const named = (item: { name: string; nameEn: string | null }) =>
    language === 'en' ? (item.nameEn ?? item.name) : item.name;
  return (
    <>
      <Panel title={t('forecast.question', { level })}>
        <Stack gap="md" mt="xs">
          <Text maw={820}>{answer}</Text>
          {isRefused ? null : (
            <ModelChoice kind={kind} chosen={chosen} scenarios={scenarios} search={search} onChange={onChange} />
          )}
          {!isRefused && chosen && chosen.fan.length === 0 ? (
            <Alert color="gray" title={t('forecast.noFan')}>
              {t('forecast.noFanDetail')}
            </Alert>
          ) : null}
          {forecast.history.length > 0 ? (
            <ChartFrame
              name={t('forecast.chartName', { level })}
              title={t('forecast.question', { level })}
              fileName={`tilik-perkiraan-${forecast.office}-${forecast.to ?? ''}`}
              footnote={[forecast.sample ? `${t('app.sample')}.` : '', forecast.words.basis].join(' ').trim()}
              csv={`/api/v1/forecast.csv?${csv}`}
              table={<FanTables forecast={forecast} model={chosen} />}
            >
              <Suspense fallback={<Loading height={380} />}>
                <FanChart forecast={forecast} model={chosen} />
              </Suspense>
            </ChartFrame>
          ) : null}
          {forecast.history.some(({ share }) => share === null) ? (
            <Text size="sm" className="soft">
              {t('forecast.gapNote')}
            </Text>
          ) : null}
          {events.length > 0 ? (
            <div style={{ fontSize: '0.85rem' }}>
              <Text size="sm" fw={600} component="h3" m={0}>
                {t('uptake.eventsList')}
              </Text>
              <ol className="plain">
                {events.map((event) => (
                  <li key={event.id}>
                    {named(event)} <span className="soft">{formatDay(event.from, language)}</span>
                  </li>
                ))}
              </ol>
            </div>
          ) : null}
        </Stack>
      </Panel>
      {isRefused ? null : (
        <>
          <Panel title={t('forecast.models')}>
            <Text mt="xs" mb="sm" maw={820}>
              {t('forecast.modelsLead')}
            </Text>
            <ModelsTable forecast={forecast} />
          </Panel>
          <Backtest forecast={forecast} kind={kind} />
        </>
      )}
      {forecast.questions.length > 0 ? (
        <Panel title={t('forecast.questions')}>
          <Text mt="xs" maw={820}>
            {t('forecast.questionsLead')}
          </Text>
          <ul className="plain">
            {forecast.questions.map((question) => (
              <li key={`${question.kind} ${question.from}`}>{question.sentence}</li>
            ))}
          </ul>
        </Panel>
      ) : null}
      {isRefused ? null : (
        <Panel title={t('forecast.assumptions')}>
          <div className="columns" style={{ marginTop: '0.6rem', fontSize: '0.95rem' }}>
            <ul className="plain">
              {forecast.words.assumptions.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            <div>
              <Text fw={600} component="h3" m={0}>
                {t('forecast.changes')}
              </Text>
              <ul className="plain">
                {forecast.words.changes.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          </div>
        </Panel>
      )}
    </>
  );
}

/** Which way of going on is drawn, and with scenarios where uptake may end. */
function ModelChoice({
  kind,
  chosen,
  scenarios,
  search,
  onChange,
}: ReturnType<typeof chosenModel> & { search: ForecastSearch; onChange: Change }) {
  const t = useWords();
  const language = useLanguage();
  const written = percentsOf(scenarios.map(({ ceiling }) => ceiling?.point ?? 0));
  return (
    <Stack gap="xs" className="no-print" align="flex-start">
      <SegmentedControl
        aria-label={t('forecast.model')}
        value={kind}
        data={shownModels.map((model) => ({ value: model, label: t(`forecast.choice.${model}`) }))}
        onChange={(model) => onChange({ model: model === 'trend' ? undefined : (model as ShownModel) })}
      />
      {kind === 'scenario' ? (
        <div className="filters" style={{ width: '100%', maxWidth: 640 }}>
          <CeilingsInput
            key={written}
            written={written}
            onChoose={(ceilings) => onChange({ ceilings, ceiling: undefined })}
          />
          {scenarios.length > 1 ? (
            <NativeSelect
              label={t('forecast.drawn')}
              value={String(chosen?.ceiling?.point ?? '')}
              data={scenarios.map(({ ceiling }) => ({
                value: String(ceiling?.point ?? ''),
                label: formatShare(ceiling?.point ?? 0, language, 0),
              }))}
              onChange={({ currentTarget: { value } }) => onChange({ ceiling: value })}
            />
          ) : null}
        </div>
      ) : null}
      {search.ceilings === undefined && kind === 'scenario' ? (
        <Text size="sm" className="soft" maw={640}>
          {t('forecast.scenarioLead')}
        </Text>
      ) : null}
    </Stack>
  );
}

/** Percents, taken over when they are left or confirmed. */
function CeilingsInput({ written, onChoose }: { written: string; onChoose: (ceilings: string | undefined) => void }) {
  const t = useWords();
  const [text, setText] = useState(written);
  const take = () => {
    if (text.trim() !== written) onChoose(ceilingsOf(text));
  };
  return (
    <TextInput
      label={t('forecast.ceilings')}
      value={text}
      onChange={({ currentTarget: { value } }) => setText(value)}
      onBlur={take}
      onKeyDown={({ key }) => key === 'Enter' && take()}
      inputMode="numeric"
    />
  );
}

function Backtest({ forecast, kind }: { forecast: Forecast; kind: ShownModel }) {
  const t = useWords();
  // A scenario is the trend below a ceiling: what is tried on the past is the trend.
  const trend = forecast.models.find(({ model }) => model === 'trend');
  const own = forecast.models.find(({ model, fan }) => model === kind && model !== 'scenario' && fan.length > 0);
  const model = own ?? trend;
  if (!model) return null;
  return (
    <Panel title={t('forecast.backtest')}>
      <Text mt="xs" mb="sm" maw={820}>
        {t(`forecast.tried.${model.model}`)} {model.backtestSentence}
      </Text>
      {model.backtest.length > 0 ? <BacktestTable forecast={forecast} model={model} /> : null}
    </Panel>
  );
}
