import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation, useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import { isProblem } from '../../api.ts';
import { useLanguage } from '../../language.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { reportQuery } from '../queries.ts';
import { ReportDocument, type ShownReport } from './report-document.tsx';

/**
 * A report and nothing around it: what a PDF is printed from, and what somebody may print by the browser. It asks for
 * the report alone.
 */
export function ReportPrintPage(): ReactElement {
  const { id } = useParams({ from: '/laporan/$id/cetak' });
  const { lang } = useSearch({ strict: false });
  const address = useLocation();
  const report = useQuery(reportQuery(id));
  if (report.isPending) return <Loading height={480} />;
  if (report.isError) {
    if (isProblem(report.error, 401)) return <Navigate to="/masuk" search={{ lang, next: address.href }} replace />;
    return <Failed error={report.error} retry={() => void report.refetch()} />;
  }
  return <PrintSheet key={id} id={id} report={report.data} />;
}

function PrintSheet({ id, report }: { id: string; report: ShownReport }): ReactElement {
  const language = useLanguage();
  const sheet = useRef<HTMLElement>(null);
  const title = `${report.content.title[language]} · ${report.content.office.name}`;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = title;
  }, [language, title]);
  // Charts are drawn with the page; letters and the logo may come later. Whoever prints waits for this mark.
  useEffect(() => {
    const pictures = [...(sheet.current?.querySelectorAll('img') ?? [])];
    const drawn = pictures.map((picture) => picture.decode().catch(() => undefined));
    let isShown = true;
    void Promise.all([document.fonts.ready, ...drawn]).then(() => {
      if (isShown) sheet.current?.setAttribute('data-ready', id);
    });
    return () => {
      isShown = false;
    };
  }, [id]);
  return (
    <main ref={sheet} className="report-sheet">
      <ReportDocument report={report} language={language} />
    </main>
  );
}
