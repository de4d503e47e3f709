import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import type { Problem } from '@tilik/server/client';
import type { ReactNode } from 'react';
import { useWords } from '../language.ts';

/** The shape of what comes, while it comes. */
export function Loading({ height }: { height: number }) {
  const t = useWords();
  return (
    <div role="status" aria-label={t('state.loading')}>
      <Skeleton height={height} radius="md" />
    </div>
  );
}

/** The same for what takes seconds, with a sentence that says so. */
export function Computing({ height, children }: { height: number; children: ReactNode }) {
  return (
    <div role="status">
      <p className="soft">{children}</p>
      <Skeleton height={height} radius="md" />
    </div>
  );
}

/** What happened, what was not lost, and what to do. */
export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const t = useWords();
  const problem = 'problem' in error ? (error.problem as Problem) : undefined;
  const issues = problem?.issues ?? [];
  return (
    <Alert color="red" variant="light" title={problem?.title ?? t('state.error')} role="alert">
      <Stack gap="sm" align="flex-start">
        {problem?.detail ?? t('state.errorDetail')}
        {issues.length > 0 ? (
          <ul className="plain">
            {issues.map(({ field, message }) => (
              <li key={`${field} ${message}`}>{message}</li>
            ))}
          </ul>
        ) : null}
        <Button size="xs" variant="default" onClick={retry}>
          {t('state.retry')}
        </Button>
      </Stack>
    </Alert>
  );
}
