import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage, useWords } from '../language.ts';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { deviceOf } from './device.ts';
import { FormError } from './form-error.tsx';
import { endOtherSessions, endSession, ownSessionsQuery } from './queries.ts';

/** Where one is signed in, and the ways to end that. */
export function OwnSessions() {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const sessions = useQuery(ownSessionsQuery);
  const again = () => cache.invalidateQueries({ queryKey: ['own-sessions'] });
  const end = useMutation({ mutationFn: endSession, onSuccess: again });
  const endOthers = useMutation({ mutationFn: endOtherSessions, onSuccess: again });
  return (
    <Panel title={t('access.sessions.title')}>
      <Text size="sm" className="soft" mt={4}>
        {t('access.sessions.lead')}
      </Text>
      {sessions.isError ? (
        <Failed error={sessions.error} retry={() => void sessions.refetch()} />
      ) : sessions.isPending ? (
        <Loading height={140} />
      ) : (
        <>
          <ScrollTable name={t('access.sessions.title')}>
            <thead>
              <tr>
                <th scope="col">{t('access.sessions.device')}</th>
                <th scope="col">{t('access.sessions.since')}</th>
                <th scope="col">{t('access.sessions.seen')}</th>
                <th scope="col">{t('data.action')}</th>
              </tr>
            </thead>
            <tbody>
              {sessions.data
                .toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt))
                .map(({ id, token, userAgent, createdAt, updatedAt, current }) => {
                  const device = deviceOf(userAgent) ?? t('access.sessions.unknown');
                  return (
                    <tr key={id}>
                      <th scope="row">{device}</th>
                      <td style={{ whiteSpace: 'nowrap' }}>{formatInstant(createdAt, language)}</td>
                      <td style={{ whiteSpace: 'nowrap' }}>{formatInstant(updatedAt, language)}</td>
                      <td>
                        {current ? (
                          t('access.sessions.this')
                        ) : (
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`${t('access.sessions.end')}: ${device}, ${formatInstant(createdAt, language)}`}
                            loading={end.isPending && end.variables === token}
                            onClick={() => end.mutate(token)}
                          >
                            {t('access.sessions.end')}
                          </Button>
                        )}
                      </td>
                    </tr>
                  );
                })}
            </tbody>
          </ScrollTable>
          <FormError error={end.error ?? endOthers.error} />
          {sessions.data.length > 1 ? (
            <Group mt="sm">
              <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
                {t('access.sessions.endOthers')}
              </Button>
            </Group>
          ) : null}
        </>
      )}
    </Panel>
  );
}
