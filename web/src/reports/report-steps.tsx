import { IconCircle, IconCircleCheckFilled, IconCircleDotFilled } from '@tabler/icons-react';
import { reportStates } from '@tilik/server/client';
import { useLanguage, useWords } from '../language.ts';
import { formatInstant } from '../ui/format.ts';
import type { Report } from './queries.ts';

/** Draft, reviewed, approved: where a report stands, who brought it there, and when. */
export function ReportSteps({ report }: { report: Report }) {
  const t = useWords();
  const language = useLanguage();
  const reached = reportStates.indexOf(report.state);
  const done = {
    draft: { by: report.createdBy, at: report.createdAt },
    reviewed: { by: report.reviewedBy, at: report.reviewedAt },
    approved: { by: report.approvedBy, at: report.approvedAt },
  };
  return (
    <ol className="reports-steps" aria-label={t('reports.steps')}>
      {reportStates.map((state, index) => {
        const isNow = index === reached;
        const Shape = index < reached || state === 'approved' ? IconCircleCheckFilled : IconCircleDotFilled;
        const { by, at } = done[state];
        return (
          <li key={state} className={index <= reached ? 'is-done' : ''} {...(isNow && { 'aria-current': 'step' })}>
            {index <= reached ? <Shape size={20} aria-hidden /> : <IconCircle size={20} aria-hidden />}
            <div>
              <strong>{t(`reports.states.${state}`)}</strong>
              <span className="soft">
                {index <= reached && at !== null ? (
                  <>
                    {by}
                    <br />
                    {formatInstant(at, language)}
                  </>
                ) : (
                  t('reports.notYet')
                )}
              </span>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
