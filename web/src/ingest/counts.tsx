import { useLanguage, useWords } from '../language.ts';
import { formatCount } from '../ui/format.ts';
import type { ImportReport } from './queries.ts';

const states = ['stored', 'replaced', 'unchanged', 'rejected', 'skipped'] as const;

/** What became of a file's rows: `120 new · 3 rejected`. States without a row are left out. */
export function CountsInWords({ report }: { report: Pick<ImportReport, (typeof states)[number] | 'rows'> }) {
  const t = useWords();
  const language = useLanguage();
  const parts = states.filter((state) => report[state] > 0);
  return (
    <span className="numbers">
      {t('data.rows', { count: report.rows })}
      {parts.length > 0 ? ': ' : ''}
      {parts.map((state, index) => (
        <span key={state} style={state === 'rejected' ? { fontWeight: 700 } : {}}>
          {index > 0 ? ' · ' : ''}
          {formatCount(report[state], language)} {t(`data.counts.${state}`)}
        </span>
      ))}
    </span>
  );
}
