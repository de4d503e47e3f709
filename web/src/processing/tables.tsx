import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatMonth } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { Served, ServedType, ServiceMonth, ServiceOffice } from './queries.ts';
import { figureOf } from './series.ts';
import { servedTypes } from './view.ts';
import { daysInWords, heldInWords } from './wording.ts';

/** Waiting days of a type by month, an office a column: the median, and what nine of ten did not exceed. */
export function WaitingTable({ offices, type }: { offices: readonly ServiceOffice[]; type: ServedType }) {
  const t = useWords();
  const language = useLanguage();
  const say = (figure: Served | undefined) => {
    if (!figure) return '–';
    const { waitingDaysMedian, waitingDaysP90, medianRange } = figure;
    if (waitingDaysMedian === null && medianRange) {
      return t('service.range', {
        low: daysInWords(medianRange.lowest, language),
        high: daysInWords(medianRange.highest, language),
      });
    }
    const [median, p90] = [waitingDaysMedian, waitingDaysP90].map((days) =>
      days === null ? '–' : daysInWords(days, language),
    );
    return `${median} / ${p90}`;
  };
  const months = offices[0]?.months ?? [];
  return (
    <ScrollTable name={t('service.waiting')}>
      <thead>
        <tr>
          <th scope="col">{t('service.month')}</th>
          {offices.map(({ id, name }) => (
            <th key={id} scope="col" className="end">
              {name}
              <div style={{ fontWeight: 400 }}>{t('service.medianP90')}</div>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map((month, index) => (
          <tr key={month.month}>
            <th scope="row">
              {formatMonth(month.from, language)}
              {month.state === 'unfinished' ? <span className="soft"> · {t('service.running')}</span> : null}
            </th>
            {offices.map((office) => {
              const own = office.months[index];
              return (
                <td key={office.id} className="end">
                  {say(own && figureOf(own, type))}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** What was completed and held by month and type, and how large a part was held. */
export function CompletedTable({ office: { months } }: { office: ServiceOffice }) {
  const t = useWords();
  const language = useLanguage();
  const rows = months.flatMap((month): { month: ServiceMonth; figure: Served | undefined }[] => {
    const figures = servedTypes.flatMap((type) => figureOf(month, type) ?? []);
    return figures.length === 0 ? [{ month, figure: undefined }] : figures.map((figure) => ({ month, figure }));
  });
  const count = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : formatCount(value, language);
  return (
    <ScrollTable name={t('service.completed')}>
      <thead>
        <tr>
          <th scope="col">{t('service.month')}</th>
          <th scope="col">{t('service.type')}</th>
          <th scope="col" className="end">
            {t('service.completedCount')}
          </th>
          <th scope="col" className="end">
            {t('service.heldCount')}
          </th>
          <th scope="col">{t('service.heldShare')}</th>
          <th scope="col">{t('service.basis')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ month, figure }) => (
          <tr key={`${month.month} ${figure?.type}`}>
            <th scope="row">{formatMonth(month.from, language)}</th>
            <td>{figure ? t(`service.types.${figure.type}`) : t(`service.states.${month.state}`)}</td>
            <td className="end">{count(figure?.completed)}</td>
            <td className="end">{count(figure?.held)}</td>
            <td>{figure ? heldInWords(figure, t, language) : '–'}</td>
            <td>
              {figure ? t(`service.bases.${figure.basis}`) : ''}
              {figure && month.state === 'unfinished' ? ` · ${t('service.running')}` : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
