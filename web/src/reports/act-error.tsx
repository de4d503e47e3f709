import { Alert, Button, Stack } from '@mantine/core';
import { FormError } from '../access/form-error.tsx';
import { ProblemShown } from '../api.ts';
import { useWords } from '../language.ts';

const isFiguresChanged = (error: unknown): boolean =>
  error instanceof ProblemShown && error.problem.code === 'figures-changed';

/** Why an act was refused. Where the content is no longer what was read, the way to the new one. */
export function ActError({ error, onReload }: { error: Error | null; onReload: () => void }) {
  const t = useWords();
  if (!isFiguresChanged(error)) return <FormError error={error} />;
  return (
    <Alert color="red" variant="light" title={t('reports.changed.title')} role="alert">
      <Stack gap="sm" align="flex-start">
        {t('reports.changed.detail')}
        <Button size="xs" variant="default" onClick={onReload}>
          {t('reports.changed.reload')}
        </Button>
      </Stack>
    </Alert>
  );
}
