import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask, client } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { formatInstant } from '../ui/format.ts';

/** Milliseconds after which a page that is left open asks again. */
const askedEvery = 60_000;

const stateQuery = (language: string) =>
  queryOptions({
    queryKey: ['state', language],
    queryFn: () => ask(client.api.v1.state.$get()),
    refetchInterval: askedEvery,
    staleTime: askedEvery / 2,
  });

/** What is wrong with the server, above every page; nothing, as a rule. A server that does not answer shows on the page itself. */
export function ServerState() {
  const t = useWords();
  const language = useLanguage();
  const state = useQuery(stateQuery(language));
  const troubles = state.data?.troubles ?? [];
  return (
    <div role="status">
      {troubles.map(({ code, since, warning, title, detail }) => (
        <Alert
          key={code}
          color={warning ? 'yellow' : 'red'}
          variant="light"
          mb="sm"
          title={title}
          icon={warning ? <IconAlertTriangle aria-hidden /> : <IconCircleX aria-hidden />}
        >
          {detail} <span>{t('access.state.since', { at: formatInstant(since, language) })}</span>
        </Alert>
      ))}
    </div>
  );
}
