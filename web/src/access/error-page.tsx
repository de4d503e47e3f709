import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { catalogues } from '../language.ts';

/** What browsers say where a part of the page is no longer on the server. */
const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|importing a module script failed|unable to preload css/i.test(error.message);

/** Says what happened where a page cannot be drawn: the server was updated under an open tab, or we are at fault. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  // It stands in for anything, the language's own frame included, so it looks into the catalogue by itself.
  const isEnglish = new URLSearchParams(window.location.search).get('lang') === 'en';
  const words = catalogues[isEnglish ? 'en' : 'id'].access.error;
  const { title, detail } = isGone(error) ? words.updated : words.broken;
  return (
    <Stack gap="sm" align="flex-start" maw={640} p="md" role="alert">
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text>{detail}</Text>
      {isGone(error) ? null : (
        <details>
          <summary>{words.technical}</summary>
          <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
            {error instanceof Error ? error.message : String(error)}
          </Text>
        </details>
      )}
      <Group gap="xs">
        <Button onClick={() => window.location.reload()}>{words.reload}</Button>
        {isGone(error) ? null : (
          <Button variant="default" onClick={reset}>
            {words.again}
          </Button>
        )}
        <a href="/">{words.home}</a>
      </Group>
    </Stack>
  );
}
