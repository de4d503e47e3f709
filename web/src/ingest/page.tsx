import './ingest.css';
import { Stack, Text, Title } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { ImportForm } from './import-form.tsx';
import { ImportHistory } from './import-history.tsx';
import { RunningJobs } from './running-jobs.tsx';
import { TemplateList } from './template-list.tsx';

/** Data: bring figures in, see what came in, take it back. */
export function DataPage(): ReactElement {
  const t = useWords();
  const may = useMay();
  const search = useSearch({ strict: false });
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          {t('data.title')}
        </Title>
        <Text className="soft" maw={720}>
          {t('data.lead')}{' '}
          <Link to="/data/entri" search={{ lang: search.lang }}>
            {t('entry.open')}
          </Link>
        </Text>
      </div>
      <RunningJobs />
      {may('importFiles') ? <ImportForm /> : null}
      <TemplateList />
      <ImportHistory />
    </Stack>
  );
}
