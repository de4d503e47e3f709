import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCopy, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { Failed } from '../ui/states.tsx';
import { differenceQuery, type Report, verificationQuery } from './queries.ts';

/** So much of a hash is enough to tell two apart by eye. */
const hashShown = 12;

/** The hash of what was approved, and whether what is kept still has it. */
export function ReportSeal({ report }: { report: Report }) {
  const t = useWords();
  const [isAsked, setAsked] = useState(false);
  const verification = useQuery({ ...verificationQuery(report.id), enabled: isAsked, staleTime: 0 });
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Text size="sm">
          {t('reports.seal.hash')} <code title={report.contentHash}>{report.contentHash.slice(0, hashShown)}…</code>
        </Text>
        <CopyButton value={report.contentHash}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={copy}>
              {t(copied ? 'reports.seal.copied' : 'reports.seal.copy')}
            </Button>
          )}
        </CopyButton>
        <Button
          size="compact-sm"
          variant="default"
          loading={verification.isFetching}
          onClick={() => (isAsked ? void verification.refetch() : setAsked(true))}
        >
          {t('reports.seal.verify')}
        </Button>
      </Group>
      <div role="status">
        {verification.data && !verification.isFetching ? (
          <Text size="sm" className="seal-state">
            {verification.data.holds ? (
              <IconCircleCheck size={17} aria-hidden />
            ) : (
              <IconShieldX size={17} aria-hidden />
            )}
            {t(verification.data.holds ? 'reports.seal.holds' : 'reports.seal.broken', {
              computed: verification.data.computed.slice(0, hashShown),
            })}
          </Text>
        ) : null}
      </div>
      {verification.isError ? <Failed error={verification.error} retry={() => void verification.refetch()} /> : null}
    </Stack>
  );
}

/** An approved report says what it said; where the figures say something else by now, that is told beside it. */
export function SinceApproved({ report }: { report: Report }) {
  const t = useWords();
  const may = useMay();
  const { lang } = useSearch({ strict: false });
  const difference = useQuery({
    ...differenceQuery(report.id, 'now'),
    enabled: report.state === 'approved' && may('makeReport'),
  });
  // Sentences are made of figures: what they say anew is counted once.
  const count = difference.data?.differences.filter(({ place }) => place !== 'sentences').length ?? 0;
  if (count === 0) return null;
  return (
    <div className="due" role="note">
      <strong>{t('reports.since.title', { count })}.</strong> {t('reports.since.detail')}{' '}
      <Link to="/laporan/$id/beda" params={{ id: report.id }} search={{ lang, with: 'now' }}>
        {t('reports.since.see')}
      </Link>
    </div>
  );
}
