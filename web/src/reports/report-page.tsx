import { Alert, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { BlockKey } from '@tilik/server/client';
import { type ReactElement, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatDay } from '../ui/format.ts';
import { Computing, Failed } from '../ui/states.tsx';
import { BlockComments } from './block-comments.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { ReportDocument } from './document/report-document.tsx';
import { FacesPanel } from './faces-panel.tsx';
import { type Report, reportQuery } from './queries.ts';
import { RemarksEditor } from './remarks-editor.tsx';
import { ReportActs } from './report-acts.tsx';
import { ReportSeal, SinceApproved } from './report-seal.tsx';
import { ReportSteps } from './report-steps.tsx';
import './reports.css';

const route = getRouteApi('/laporan/$id');

/** One report: what it says, where it stands, what was remarked on it, and the ways to take it along. */
export function ReportPage(): ReactElement {
  const t = useWords();
  const { id } = route.useParams();
  const { lang } = route.useSearch();
  const [reloads, setReloads] = useState(0);
  // What is read stays as it was read until its reader asks for more: that is what an approval is about.
  const report = useQuery({ ...reportQuery(id), staleTime: 0, refetchOnWindowFocus: false });
  const reload = async () => {
    await report.refetch();
    setReloads((before) => before + 1);
  };
  return (
    <Stack gap="lg" className="reports-page">
      <div className="no-print">
        <Link to="/laporan" search={{ lang }} className="back">
          ← {t('reports.back')}
        </Link>
        {report.data ? (
          <Head report={report.data} />
        ) : (
          <Title order={1} size="h2" mt={4}>
            {t('reports.one')}
          </Title>
        )}
      </div>
      {report.isError && !report.data ? (
        <Failed error={report.error} retry={() => void report.refetch()} />
      ) : report.isPending ? (
        <Computing height={900}>{t('reports.composing')}</Computing>
      ) : (
        <Shown key={id} report={report.data} reloads={reloads} onReload={() => void reload()} />
      )}
    </Stack>
  );
}

function Head({ report }: { report: Report }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <>
      <Title order={1} size="h2" mt={4}>
        {report.content.title[language]}
      </Title>
      <Text className="soft">
        {report.content.office.name}
        {' · '}
        {report.number === null ? t('reports.noNumber') : <span className="reports-number">{report.number}</span>}
        {report.seal ? ` · ${formatDay(report.seal.approvedOn, language)}` : null}
        {' · '}
        {t('reports.edition', { edition: report.edition })}
      </Text>
      {report.reason === null ? null : <Text>{t('reports.reason', { reason: report.reason })}</Text>}
      <ReportSteps report={report} />
    </>
  );
}

function Shown({ report, reloads, onReload }: { report: Report; reloads: number; onReload: () => void }) {
  const t = useWords();
  const language = useLanguage();
  const { lang } = route.useSearch();
  const titleOf = (block: BlockKey) => report.content.blocks.find(({ key }) => key === block)?.title[language] ?? block;
  return (
    <>
      <div role="status" className="no-print">
        {reloads > 0 ? (
          <Alert variant="light" color="blue" title={t('reports.changed.reloaded')}>
            {t('reports.changed.reloadedDetail')}
          </Alert>
        ) : null}
      </div>
      <div className="no-print reports-panels">
        <SinceApproved report={report} />
        <ReportActs report={report} onReload={onReload} />
        <FacesPanel report={report} />
      </div>
      <div className="reports-sheet">
        <ReportDocument
          report={report}
          language={language}
          aroundBlock={(block) => (
            <>
              {block === 'remarks' && report.may.edit ? <RemarksEditor key={report.id} report={report} /> : null}
              <BlockComments report={report} block={block} title={titleOf(block)} />
            </>
          )}
        />
      </div>
      <div className="no-print reports-panels">
        {report.state === 'approved' ? <ReportSeal report={report} /> : null}
        {report.deliveries ? <DeliveriesPanel deliveries={report.deliveries} /> : null}
        <Link to="/laporan/$id/beda" params={{ id: report.id }} search={{ lang }} className="quiet-action">
          {t('reports.compare')}
        </Link>
      </div>
    </>
  );
}
