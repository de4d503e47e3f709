import { Button, Checkbox, Group, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatDay, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { CountsInWords } from './counts.tsx';
import { formatName } from './format-name.ts';
import { historyQuery, type ImportReport, undoImport } from './queries.ts';

/** Imports that are shown before somebody asks for more. */
const latestShown = 15;

/** What was imported, latest first; each can be undone. */
export function ImportHistory() {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const cache = useQueryClient();
  const [withNotes, setWithNotes] = useState(false);
  const history = useQuery(historyQuery(withNotes));
  const [isWhole, setIsWhole] = useState(false);
  const known = history.data?.imports ?? [];
  const shown = isWhole ? known : known.slice(0, latestShown);
  const [asked, setAsked] = useState<ImportReport>();
  const undo = useMutation({
    mutationFn: undoImport,
    onSuccess: async () => {
      setAsked(undefined);
      notifications.show({ message: t('data.undone'), closeButtonProps: { 'aria-label': t('state.dismiss') } });
      // Any figure may have changed.
      await cache.invalidateQueries();
    },
  });
  return (
    <Panel title={t('data.history')}>
      <Checkbox
        my="xs"
        size="sm"
        label={t('data.withNotes')}
        checked={withNotes}
        onChange={({ currentTarget: { checked } }) => setWithNotes(checked)}
      />
      {history.isError ? (
        <Failed error={history.error} retry={() => void history.refetch()} />
      ) : history.isPending ? (
        <Loading height={160} />
      ) : history.data.imports.length === 0 ? (
        <Text className="soft" mt="xs">
          {t('data.historyEmpty')}
        </Text>
      ) : (
        <>
          <Text size="sm" className="soft" mb="xs">
            {t('data.showing', { shown: shown.length, total: history.data.total })}
          </Text>
          <ScrollTable name={t('data.history')}>
            <thead>
              <tr>
                <th scope="col">{t('data.file')}</th>
                <th scope="col">{t('data.kind')}</th>
                <th scope="col">{t('data.when')}</th>
                <th scope="col">{t('data.result')}</th>
                <th scope="col">{t('data.action')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((report) => (
                <tr key={report.id} className={report.status === 'undone' ? 'soft' : ''}>
                  <th scope="row" style={{ whiteSpace: 'normal', overflowWrap: 'anywhere', minWidth: 180 }}>
                    {report.file}
                    {report.sample ? <span className="soft"> · {t('app.sample')}</span> : null}
                  </th>
                  <td>{formatName(report.format, t)}</td>
                  <td style={{ whiteSpace: 'nowrap' }}>
                    {report.importedAt ? formatInstant(report.importedAt, language) : ''}
                  </td>
                  <td>
                    <CountsInWords report={report} />
                    {report.from && report.to ? (
                      <div className="soft">
                        {t('data.span', { from: formatDay(report.from, language), to: formatDay(report.to, language) })}
                      </div>
                    ) : null}
                    {report.rejected > 0 ? (
                      <a href={`/api/v1/imports/${report.id}/rejected.csv?lang=${language}`} download>
                        {t('data.rejectedCsv')}
                      </a>
                    ) : null}
                  </td>
                  <td>
                    {report.status === 'undone' ? (
                      t('data.status.undone')
                    ) : may('undoImport') ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('data.undo')}: ${report.file}`}
                        onClick={() => setAsked(report)}
                      >
                        {t('data.undo')}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
          {known.length > shown.length ? (
            <Button variant="default" size="compact-sm" mt="xs" onClick={() => setIsWhole(true)}>
              {t('data.showMore', { count: known.length })}
            </Button>
          ) : null}
        </>
      )}
      <Modal
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t('data.undo')}
        closeButtonProps={{ 'aria-label': t('data.undoNo') }}
        centered
      >
        <Text mb="md">{t('data.undoAsk', { file: asked?.file ?? '' })}</Text>
        {undo.isError ? <Failed error={undo.error} retry={() => asked?.id && undo.mutate(asked.id)} /> : null}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsked(undefined)}>
            {t('data.undoNo')}
          </Button>
          <Button color="red" loading={undo.isPending} onClick={() => asked?.id && undo.mutate(asked.id)}>
            {t('data.undoYes')}
          </Button>
        </Group>
      </Modal>
    </Panel>
  );
}
