import { Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useWords } from '../language.ts';
import { ImportForm } from './import-form.tsx';
import { ImportHistory } from './import-history.tsx';
import { TemplateList } from './template-list.tsx';

/** Data: bring figures in, see what came in, take it back. */
export function DataPage(): ReactElement {
  const t = useWords();
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          {t('data.title')}
        </Title>
        <Text className="soft" maw={720}>
          {t('data.lead')}
        </Text>
      </div>
      <ImportForm />
      <TemplateList />
      <ImportHistory />
    </Stack>
  );
}
