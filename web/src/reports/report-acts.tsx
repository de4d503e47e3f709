import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconCheck, IconEye, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatMonth } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ActError } from './act-error.tsx';
import {
  approveReport,
  discardReport,
  type Report,
  returnReport,
  reviewReport,
  reviseReport,
  settingsQuery,
} from './queries.ts';

type Asking = 'return' | 'approve' | 'revise' | 'discard';

/** The steps that the one who looks at a report may take, and what stands in their way. */
export function ReportActs({ report, onReload }: { report: Report; onReload: () => void }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const { lang } = useSearch({ strict: false });
  const [asking, setAsking] = useState<Asking>();
  const again = () => cache.invalidateQueries({ queryKey: ['reports'] });
  const review = useMutation({
    mutationFn: () => reviewReport(report.id, report.contentHash),
    onSuccess: async () => {
      await again();
      notifications.show({
        message: t('reports.acts.reviewed'),
        closeButtonProps: { 'aria-label': t('state.dismiss') },
      });
    },
  });
  const { may } = report;
  if (!Object.values(may).some(Boolean)) return null;
  const openComments = report.comments.filter(({ resolvedAt }) => resolvedAt === null).length;
  const month = formatMonth(`${report.month}-01`, language);
  const close = () => setAsking(undefined);
  const reload = () => {
    close();
    review.reset();
    onReload();
  };
  return (
    <Panel title={t('reports.acts.title')}>
      <Stack gap="sm" mt={6}>
        <Text maw={760}>{t(`reports.acts.next.${report.state}`)}</Text>
        {report.state !== 'approved' && (!report.closed || openComments > 0 || report.changedSinceReview) ? (
          <ul className="plain">
            {report.closed ? null : (
              <li>
                {t('reports.acts.notClosed', { month })}{' '}
                <Link to="/data/mutu" search={{ lang, month: report.month, office: report.office }}>
                  {t('reports.toQuality')}
                </Link>
              </li>
            )}
            {report.changedSinceReview ? <li>{t('reports.acts.changedSinceReview')}</li> : null}
            {openComments > 0 ? <li>{t('reports.acts.commentsOpen', { count: openComments })}</li> : null}
          </ul>
        ) : null}
        <Group gap="xs">
          {may.review ? (
            <Button
              leftSection={<IconEye size={17} aria-hidden />}
              loading={review.isPending}
              onClick={() => review.mutate()}
            >
              {t('reports.acts.review')}
            </Button>
          ) : null}
          {may.approve ? (
            <Button leftSection={<IconCheck size={17} aria-hidden />} onClick={() => setAsking('approve')}>
              {t('reports.acts.approve')}
            </Button>
          ) : null}
          {may.returnToDraft ? (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={17} aria-hidden />}
              onClick={() => setAsking('return')}
            >
              {t('reports.acts.return')}
            </Button>
          ) : null}
          {may.revise ? (
            <Button
              variant="default"
              leftSection={<IconPlus size={17} aria-hidden />}
              onClick={() => setAsking('revise')}
            >
              {t('reports.acts.revise')}
            </Button>
          ) : null}
          {may.discard ? (
            <Button
              variant="default"
              leftSection={<IconTrash size={17} aria-hidden />}
              onClick={() => setAsking('discard')}
            >
              {t('reports.acts.discard')}
            </Button>
          ) : null}
        </Group>
        <ActError error={review.error} onReload={reload} />
      </Stack>
      <Modal
        opened={asking !== undefined}
        onClose={close}
        title={asking ? t(`reports.acts.titles.${asking}`, { month }) : ''}
        closeButtonProps={{ 'aria-label': t('access.cancel') }}
        size="lg"
        centered
      >
        {asking ? <Dialog key={asking} asking={asking} report={report} onClose={close} onReload={reload} /> : null}
      </Modal>
    </Panel>
  );
}

function Dialog({
  asking,
  report,
  onClose,
  onReload,
}: {
  asking: Asking;
  report: Report;
  onClose: () => void;
  onReload: () => void;
}) {
  const t = useWords();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { lang } = useSearch({ strict: false });
  const [text, setText] = useState('');
  const act = useMutation({
    mutationFn: async () => {
      switch (asking) {
        case 'return':
          await returnReport(report.id, text.trim());
          return null;
        case 'approve':
          await approveReport(report.id, report.contentHash);
          return null;
        case 'revise':
          return (await reviseReport(report.id, text.trim())).id;
        case 'discard':
          await discardReport(report.id);
          return null;
      }
    },
    onSuccess: async (id) => {
      // What is discarded is not asked again.
      if (asking === 'discard') await navigate({ to: '/laporan', search: { lang } });
      if (id !== null) await navigate({ to: '/laporan/$id', params: { id }, search: { lang } });
      if (asking === 'discard') cache.removeQueries({ queryKey: ['reports', 'one', report.id] });
      await cache.invalidateQueries({ queryKey: ['reports'] });
      onClose();
      notifications.show({
        message: t(`reports.acts.done.${asking}`),
        closeButtonProps: { 'aria-label': t('state.dismiss') },
      });
    },
  });
  const asksText = asking === 'return' || asking === 'revise';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate();
      }}
    >
      <Stack gap="sm">
        {asking === 'approve' ? (
          <WhatApprovalDoes report={report} />
        ) : (
          <Text>{t(`reports.acts.details.${asking}`)}</Text>
        )}
        {asksText ? (
          <Textarea
            label={t(`reports.acts.asks.${asking}`)}
            value={text}
            required
            withAsterisk={false}
            autosize
            minRows={3}
            maxLength={2000}
            data-autofocus
            onChange={({ currentTarget: { value } }) => setText(value)}
          />
        ) : null}
        <ActError error={act.error} onReload={onReload} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('access.cancel')}
          </Button>
          <Button
            type="submit"
            {...(asking === 'discard' && { color: 'red' })}
            loading={act.isPending}
            disabled={asksText && text.trim() === ''}
          >
            {t(`reports.acts.yes.${asking}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Said before it is done: it cannot be taken back. */
function WhatApprovalDoes({ report }: { report: Report }) {
  const t = useWords();
  const may = useMay();
  const settings = useQuery({ ...settingsQuery(report.office), enabled: may('seeReportSettings') });
  const told: ReactNode = settings.data
    ? settings.data.recipients.length > 0 || settings.data.webhookUrl !== null
      ? t('reports.acts.told', {
          count: settings.data.recipients.length,
          names: settings.data.recipients.join(', '),
          hook: settings.data.webhookUrl === null ? 'no' : 'yes',
        })
      : t('reports.acts.toldNobody')
    : t('reports.acts.toldSome');
  return (
    <div>
      <Text>{t('reports.acts.approveLead')}</Text>
      <ul className="plain">
        <li>{t('reports.acts.frozen')}</li>
        <li>{t(report.edition > 1 ? 'reports.acts.numberedAgain' : 'reports.acts.numbered')}</li>
        <li>{t('reports.acts.corrections')}</li>
        <li>{told}</li>
      </ul>
    </div>
  );
}
