import { Button, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatDay, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { type Asked, AskOnceMore } from './ask-once-more.tsx';
import { hasPassed, lastDayBefore } from './days.ts';
import { revokeShare, type Share, sharesQuery } from './queries.ts';

/** Tautan: which views are shown to those who are not signed in, until when. */
export function SharesPanel() {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const shares = useQuery(sharesQuery);
  const [asked, setAsked] = useState<Asked>();
  const pageName = (page: string) =>
    page === '/'
      ? t('overview.title')
      : page === '/kanal'
        ? t('evidence.title')
        : page === '/kalender.ics'
          ? t('calendar.title')
          : t('access.shares.campaign', { id: decodeURIComponent(page.split('/').at(-1) ?? '') });
  const stateOf = ({ revokedAt, expiresAt }: Share) =>
    revokedAt !== null
      ? t('access.shares.revoked', { at: formatInstant(revokedAt, language) })
      : t(hasPassed(expiresAt) ? 'access.expired' : 'access.shares.works');
  return (
    <Panel title={t('access.shares.title')}>
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('access.shares.lead')}
      </Text>
      {shares.isError ? (
        <Failed error={shares.error} retry={() => void shares.refetch()} />
      ) : shares.isPending ? (
        <Loading height={160} />
      ) : shares.data.shares.length === 0 ? (
        <Text mt="sm">{t('access.shares.none')}</Text>
      ) : (
        <ScrollTable name={t('access.shares.title')}>
          <thead>
            <tr>
              <th scope="col">{t('access.name')}</th>
              <th scope="col">{t('access.shares.view')}</th>
              <th scope="col">{t('access.until')}</th>
              <th scope="col">{t('access.lastUse')}</th>
              <th scope="col">{t('access.made')}</th>
              <th scope="col">{t('data.action')}</th>
            </tr>
          </thead>
          <tbody>
            {shares.data.shares.map((share) => {
              const isOver = share.revokedAt !== null || hasPassed(share.expiresAt);
              return (
                <tr key={share.id} className={isOver ? 'soft' : ''}>
                  <th scope="row" style={{ whiteSpace: 'normal', minWidth: 140 }}>
                    {share.name}
                  </th>
                  <td>
                    {share.page === '/kalender.ics' ? (
                      // No browser opens it: it is for programs, and its address is not kept.
                      pageName(share.page)
                    ) : (
                      <a href={`${share.page}?${share.search}`}>{pageName(share.page)}</a>
                    )}
                    <div className="soft">
                      {formatDay(share.fromOn, language)} – {formatDay(share.toOn, language)}
                    </div>
                  </td>
                  <td>
                    {formatDay(lastDayBefore(share.expiresAt), language)}
                    <div className="soft">{stateOf(share)}</div>
                  </td>
                  <td>{share.lastUsedAt === null ? t('access.never') : formatInstant(share.lastUsedAt, language)}</td>
                  <td>{formatInstant(share.createdAt, language)}</td>
                  <td>
                    {isOver ? null : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('access.shares.revoke')}: ${share.name}`}
                        onClick={() =>
                          setAsked({
                            title: `${t('access.shares.revoke')}: ${share.name}`,
                            detail: t('access.shares.ask', { name: share.name }),
                            yes: t('access.shares.revoke'),
                            act: async () => {
                              await revokeShare(share.id);
                              await cache.invalidateQueries({ queryKey: ['shares'] });
                            },
                          })
                        }
                      >
                        {t('access.shares.revoke')}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </ScrollTable>
      )}
      <AskOnceMore asked={asked} onClose={() => setAsked(undefined)} />
    </Panel>
  );
}
