import { Text } from '@mantine/core';
import { IconCircleCheck, IconClockHour4, IconExclamationCircle } from '@tabler/icons-react';
import { useLanguage, useWords } from '../language.ts';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import type { Report } from './queries.ts';

const shapes = { waiting: IconClockHour4, sent: IconCircleCheck, failed: IconExclamationCircle } as const;

/** Whom an approved report was sent to, and whether it arrived. */
export function DeliveriesPanel({ deliveries }: { deliveries: NonNullable<Report['deliveries']> }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <Panel title={t('reports.deliveries.title')}>
      {deliveries.length === 0 ? (
        <Text mt="xs" className="soft">
          {t('reports.deliveries.none')}
        </Text>
      ) : (
        <ScrollTable name={t('reports.deliveries.title')}>
          <thead>
            <tr>
              <th scope="col">{t('reports.deliveries.target')}</th>
              <th scope="col">{t('reports.deliveries.kind')}</th>
              <th scope="col">{t('reports.deliveries.state')}</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.map((each) => {
              const Shape = shapes[each.state];
              return (
                <tr key={`${each.kind} ${each.target}`}>
                  <th scope="row" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal', minWidth: 160 }}>
                    {each.target}
                  </th>
                  <td>{t(`reports.deliveries.kinds.${each.kind}`)}</td>
                  <td style={{ minWidth: 200 }}>
                    <span className="standing">
                      <Shape size={17} aria-hidden />
                      {t(`reports.deliveries.states.${each.state}`, {
                        at: formatInstant(each.changedAt, language),
                        attempts: each.attempts,
                      })}
                    </span>
                    {each.nextAt && each.state === 'waiting' && each.attempts > 0 ? (
                      <div className="soft">
                        {t('reports.deliveries.next', { at: formatInstant(each.nextAt, language) })}
                      </div>
                    ) : null}
                    {each.lastError ? (
                      <div className="soft" style={{ overflowWrap: 'anywhere' }}>
                        {each.lastError}
                      </div>
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </ScrollTable>
      )}
    </Panel>
  );
}
