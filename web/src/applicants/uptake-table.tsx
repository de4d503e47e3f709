import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatPeriod } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { Uptake } from './queries.ts';
import { intervalInWords, shareInWords } from './wording.ts';

/** The main chart's figures, one row a period, the latest first. */
export function UptakeTable({ uptake }: { uptake: Uptake }) {
  const t = useWords();
  const language = useLanguage();
  const count = (value: number | null) => (value === null ? '–' : formatCount(value, language));
  return (
    <ScrollTable name={t('uptake.title')}>
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
            {t('uptake.total')}
          </th>
          <th scope="col" className="end">
            {t('uptake.share')}
          </th>
          <th scope="col" className="end">
            {t('uptake.interval')}
          </th>
          <th scope="col">{t('uptake.state')}</th>
        </tr>
      </thead>
      <tbody>
        {uptake.periods.toReversed().map((period) => (
          <tr key={period.from}>
            <th scope="row">{formatPeriod(period.from, uptake.grain, language, true)}</th>
            <td className="end">{count(period.electronic)}</td>
            <td className="end">{count(period.ordinary)}</td>
            <td className="end">{count(period.total)}</td>
            <td className="end">{shareInWords(period.uptake, t, language)}</td>
            <td className="end">{intervalInWords(period.uptake, language)}</td>
            <td>
              {t(`uptake.states.${period.state}`)}
              {period.state === 'partial' || period.state === 'unfinished' ? (
                <span className="soft">
                  {' · '}
                  {t('uptake.daysReported', { reported: period.reportedDays, open: period.openDays })}
                </span>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
