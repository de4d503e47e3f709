import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconDownload, IconFileText, IconPresentation, IconPrinter, IconTable } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { Panel } from '../ui/panel.tsx';
import { type Face, faceJob, facePath, faces, type Report, startFace } from './queries.ts';

const shapes = { pdf: IconFileText, pptx: IconPresentation, xlsx: IconTable } as const;

/** How often is asked how far the making is. */
const askedMilliseconds = 400;

/** What can be taken along: files in the language of the page, paper, and the slides. */
export function FacesPanel({ report }: { report: Report }) {
  const t = useWords();
  const language = useLanguage();
  const { lang } = useSearch({ strict: false });
  const params = { id: report.id };
  return (
    <Panel title={t('reports.faces.title')}>
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t(report.state === 'approved' ? 'reports.faces.lead' : 'reports.faces.leadDraft')}
      </Text>
      <div className="faces">
        {faces.map((face) => (
          <OneFace key={`${face} ${language} ${report.contentHash}`} report={report} face={face} />
        ))}
      </div>
      <Group gap="xs" mt="sm">
        <Link to="/laporan/$id/presentasi" params={params} search={{ lang }} className="quiet-action">
          <IconPresentation size={16} aria-hidden /> {t('reports.faces.present')}
        </Link>
        <button type="button" className="quiet-action" onClick={() => window.print()}>
          <IconPrinter size={16} aria-hidden /> {t('reports.faces.print')}
        </button>
        {report.state === 'approved' ? (
          <a href={facePath(report.id, 'json', language)} download className="quiet-action">
            <IconDownload size={16} aria-hidden /> {t('reports.faces.json')}
          </a>
        ) : null}
      </Group>
    </Panel>
  );
}

/** Saves what lies at an address, as a click on a link does. */
function save(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

/** One kind of file: started by a click, told how far it is, saved when it is there. It goes on while one is elsewhere. */
function OneFace({ report, face }: { report: Report; face: Face }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const startedKey = ['report-faces', report.id, report.contentHash, face, language];
  // Kept beside the figures: who comes back to the page finds it as far as it is by then.
  const started = useQuery<string | null>({
    queryKey: startedKey,
    queryFn: () => null,
    initialData: null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isAwaited = useRef(false);
  const start = useMutation({
    mutationFn: () => startFace(report.id, face, language),
    onSuccess: ({ job }) => {
      isAwaited.current = true;
      cache.setQueryData(startedKey, job);
    },
  });
  const job = useQuery({
    queryKey: ['report-face', started.data],
    queryFn: () => faceJob(started.data ?? ''),
    enabled: started.data !== null,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.state === 'making' ? askedMilliseconds : false,
  });
  const state = started.data === null ? undefined : job.data?.state;
  const address = facePath(report.id, face, language);
  useEffect(() => {
    if (state !== 'ready' || !isAwaited.current) return;
    isAwaited.current = false;
    save(address);
  }, [state, address]);
  const isMaking =
    start.isPending || (started.data !== null && !job.isError && (state === undefined || state === 'making'));
  const Shape = shapes[face];
  const name = t(`reports.faces.names.${face}`);
  const share = job.data?.share ?? 0;
  return (
    <Stack gap={6} className="face">
      {state === 'ready' ? (
        <Button
          component="a"
          href={address}
          download
          variant="default"
          leftSection={<IconDownload size={17} aria-hidden />}
        >
          {t('reports.faces.save', { name })}
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<Shape size={17} aria-hidden />}
          disabled={isMaking}
          onClick={() => start.mutate()}
        >
          {t('reports.faces.make', { name })}
        </Button>
      )}
      <div role="status">
        {isMaking ? (
          <>
            <Progress value={Math.max(4, 100 * share)} aria-label={t('reports.faces.making', { name })} />
            <Text size="xs" className="soft" mt={4}>
              {t('reports.faces.making', { name })} {job.data?.step ? t(`reports.faces.steps.${job.data.step}`) : null}
            </Text>
          </>
        ) : state === 'ready' ? (
          <Text size="xs" className="soft">
            {t('reports.faces.ready', { name })}
          </Text>
        ) : (
          <Text size="xs" className="soft">
            {t(`reports.faces.notes.${face}`)}
          </Text>
        )}
      </div>
      {state === 'failed' ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('reports.faces.failed', { name })} {job.data?.problem?.detail}
        </Text>
      ) : null}
      <FormError error={start.error ?? job.error} />
    </Stack>
  );
}
