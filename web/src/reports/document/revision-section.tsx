import type { Cell, ColumnKind, Language, Seal } from '@tilik/server/client';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { formatFigure } from './format-cell.ts';

/** For a later edition: why there is one, and all that differs from the one before. */
export function RevisionSection({
  revises: { edition, contentHash, reason, differences },
  language,
}: {
  revises: NonNullable<Seal['revises']>;
  language: Language;
}): ReactElement {
  const t = useTranslations('reports.document');
  const written = (cell: Cell | null, kind: ColumnKind) =>
    cell === null ? t('absent') : formatFigure(cell, kind, language);
  return (
    <section className="report-block" aria-labelledby="revisi">
      <h2 id="revisi">{t('revision', { edition })}</h2>
      <p>{t('revisionReason', { reason })}</p>
      <p className="report-hash">{t('revisionOf', { edition, hash: contentHash })}</p>
      {differences.length === 0 ? (
        <p>{t('revisionNone')}</p>
      ) : (
        <div className="report-scroll">
          <table className="report-table" data-columns="few">
            <thead>
              <tr>
                <th scope="col">{t('revisionWhat')}</th>
                <th scope="col">{t('revisionWas', { edition })}</th>
                <th scope="col">{t('revisionBecame')}</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ block, place, what, kind, was, became }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: what a report says does not move
                <tr key={`${block} ${place} ${index}`}>
                  <th scope="row">{what[language]}</th>
                  <td>{written(was, kind)}</td>
                  <td>{written(became, kind)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
