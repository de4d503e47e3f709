import { Group, Loader, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { followJob, type ImportJob, jobsQuery } from './queries.ts';

/** Imports that were left while they ran, and what became of those that a restart met. */
export function RunningJobs() {
  const jobs = useQuery(jobsQuery);
  const told = (jobs.data?.jobs ?? []).filter(({ state }) => state === 'running' || state === 'interrupted');
  if (told.length === 0) return null;
  return (
    <Stack gap="xs">
      {told.map((job) => (
        <JobNotice key={job.id} job={job} />
      ))}
    </Stack>
  );
}

function JobNotice({ job }: { job: ImportJob }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [rows, setRows] = useState(job.rows);
  const isRunning = job.state === 'running';
  const title = job.problem?.title ?? t('data.jobRunning');
  useEffect(() => {
    if (!isRunning) return;
    // Stored or refused: either way the history tells of it, and the figures may have changed.
    const ended = () => void cache.invalidateQueries();
    void followJob(job.id, language, setRows).then(ended, ended);
  }, [isRunning, job.id, language, cache]);
  return (
    <section className={`panel ${isRunning ? '' : 'notice-warn'}`} aria-label={title}>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        {isRunning ? <Loader size="1rem" mt={4} aria-hidden /> : <span aria-hidden>⚠</span>}
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm" aria-live="polite" style={{ overflowWrap: 'anywhere' }}>
            {job.problem?.detail ?? `${job.file}: ${t('data.rowsRead', { count: rows })}. ${t('data.jobLeave')}`}
          </Text>
        </div>
      </Group>
    </section>
  );
}
