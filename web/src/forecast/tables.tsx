import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatPeriod, formatPoints, formatShare } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { Forecast, ForecastModel } from './queries.ts';

/** The chart's figures: what is forecast, the nearest first, then what was, the latest first. */
export function FanTables({ forecast, model }: { forecast: Forecast; model: ForecastModel | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const period = (from: string) => formatPeriod(from, forecast.grain, language, true);
  const share = (value: number) => formatShare(value, language);
  const range = (low: number, high: number) => `${share(low)} – ${share(high)}`;
  const count = (value: number | null) => (value === null ? '–' : formatCount(value, language));
  return (
    <>
      {model && model.fan.length > 0 ? (
        <ScrollTable name={t('forecast.tableComing')}>
          <caption className="hidden">{t('forecast.tableComing')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('uptake.period')}</th>
              <th scope="col" className="end">
                {t('forecast.median')}
              </th>
              {[50, 80, 95].map((held) => (
                <th key={held} scope="col" className="end">
                  {t('forecast.band', { share: held })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {model.fan.map((step) => (
              <tr key={step.from}>
                <th scope="row">{period(step.from)}</th>
                <td className="end">{share(step.median)}</td>
                <td className="end">{range(step.low50, step.high50)}</td>
                <td className="end">{range(step.low80, step.high80)}</td>
                <td className="end">{range(step.low95, step.high95)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      ) : null}
      <ScrollTable name={t('forecast.tablePast')}>
        <caption className="hidden">{t('forecast.tablePast')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('uptake.period')}</th>
            <th scope="col" className="end">
              {t('uptake.electronic')}
            </th>
            <th scope="col" className="end">
              {t('uptake.ordinary')}
            </th>
            <th scope="col" className="end">
              {t('uptake.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {forecast.history.toReversed().map((past) => (
            <tr key={past.from}>
              <th scope="row">{period(past.from)}</th>
              <td className="end">{count(past.electronic)}</td>
              <td className="end">{count(past.ordinary)}</td>
              <td className="end">{past.share === null ? t('forecast.noShare') : share(past.share)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

/** Every model beside the others: its ceiling, its date, how likely, or why nothing is said. */
export function ModelsTable({ forecast }: { forecast: Forecast }) {
  const t = useWords();
  const language = useLanguage();
  const percent = (value: number | null) => (value === null ? '–' : formatShare(value, language, 0));
  // Never quite nothing and never quite certain, unless a ceiling makes it so.
  const chance = (value: number | null | undefined) => {
    if (value === null || value === undefined || value === 0 || value === 1) return percent(value ?? null);
    if (value < 0.01) return `< ${percent(0.01)}`;
    return value > 0.99 ? `> ${percent(0.99)}` : percent(value);
  };
  const period = (on: string) => formatPeriod(on, forecast.grain, language, true);
  return (
    <ScrollTable name={t('forecast.models')}>
      <thead>
        <tr>
          <th scope="col">{t('forecast.model')}</th>
          <th scope="col">{t('forecast.dateRange')}</th>
          <th scope="col">{t('forecast.ceiling')}</th>
          <th scope="col" className="end">
            {t('forecast.within', { months: 12 })}
          </th>
          <th scope="col" className="end">
            {t('forecast.within', { months: 24 })}
          </th>
          <th scope="col" className="end">
            {t('forecast.never')}
          </th>
        </tr>
      </thead>
      <tbody>
        {forecast.models.map(({ model, ceiling, crossing, refusals, fan }) => (
          <tr key={`${model} ${ceiling?.point ?? ''}`}>
            <th scope="row">
              {model === 'scenario'
                ? t('forecast.scenarioOf', { ceiling: percent(ceiling?.point ?? null) })
                : t(`forecast.names.${model}`)}
            </th>
            <td>
              {crossing?.date
                ? `${period(crossing.date.from)} – ${period(crossing.date.to)}`
                : fan.length === 0
                  ? t(`forecast.short.${refusals[0]?.rule ?? 'not-estimable'}`)
                  : crossing?.refusal
                    ? t(`forecast.short.${crossing.refusal.rule}`)
                    : t('forecast.alreadyReached')}
            </td>
            <td>
              {model === 'trend' || model === 'scenario' || ceiling === null
                ? t(model === 'scenario' ? 'forecast.chosen' : 'forecast.noCeiling')
                : `${percent(ceiling.lower)} – ${percent(ceiling.upper)}`}
            </td>
            <td className="end">{chance(crossing?.within12Months)}</td>
            <td className="end">{chance(crossing?.within24Months)}</td>
            <td className="end">{chance(crossing?.notWithinHorizon)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** How forecasts from the past turned out. */
export function BacktestTable({ forecast, model }: { forecast: Forecast; model: ForecastModel }) {
  const t = useWords();
  const language = useLanguage();
  const points = (value: number) => formatPoints(value, language).replace('+', '');
  return (
    <ScrollTable name={t('forecast.backtest')}>
      <thead>
        <tr>
          <th scope="col">{t('forecast.ahead')}</th>
          <th scope="col" className="end">
            {t('forecast.in', { share: 80 })}
          </th>
          <th scope="col" className="end">
            {t('forecast.in', { share: 95 })}
          </th>
          <th scope="col" className="end">
            {t('forecast.missed')}
          </th>
          <th scope="col" className="end">
            {t('forecast.naive')}
          </th>
        </tr>
      </thead>
      <tbody>
        {model.backtest.map((row) => (
          <tr key={row.steps}>
            <th scope="row">{t(`forecast.steps.${forecast.grain}`, { count: row.steps })}</th>
            <td className="end">{t('forecast.of', { count: row.covered80, all: row.origins })}</td>
            <td className="end">{t('forecast.of', { count: row.covered95, all: row.origins })}</td>
            <td className="end">{points(row.meanAbsoluteError)}</td>
            <td className="end">{points(row.naiveMeanAbsoluteError)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
