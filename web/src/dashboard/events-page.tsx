import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { eventKinds } from '@tilik/server/client';
import { type ReactElement, useState } from 'react';
import { type About, aboutQuery } from '../about.ts';
import { type Asked, AskOnceMore } from '../access/ask-once-more.tsx';
import { type Campaign, campaignsQuery } from '../campaigns/queries.ts';
import { EventDialog } from '../events/event-form.tsx';
import { type EventFields, type EventSearch, eventOf, isAsked, touchedCampaigns } from '../events/view.ts';
import { useLanguage, useWords } from '../language.ts';
import { type HistoryAsked, HistoryDialog } from '../records/history-dialog.tsx';
import { type RecordRow, recordsQuery, removeRecord, undoStored } from '../records/queries.ts';
import { useMay } from '../session.ts';
import { formatDay } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';

const route = getRouteApi('/data/peristiwa');

/** Peristiwa: what else moved the numbers, from which source, and whether it stands in the way of a verdict. */
export function EventsPage(): ReactElement {
  const t = useWords();
  const about = useQuery(aboutQuery);
  const rows = useQuery(recordsQuery('events'));
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          {t('events.title')}
        </Title>
        <Text className="soft" maw={760}>
          {t('events.lead')}
        </Text>
      </div>
      {about.isError || rows.isError ? (
        <Failed
          error={(about.error ?? rows.error) as Error}
          retry={() => {
            void about.refetch();
            void rows.refetch();
          }}
        />
      ) : about.isPending || rows.isPending ? (
        <Loading height={480} />
      ) : (
        <Events about={about.data} rows={rows.data.rows} mayWrite={rows.data.mayWrite} />
      )}
    </Stack>
  );
}

/** The first and last day on which any of the events was. */
function daysOf(events: readonly EventFields[], today: string): { from: string; to: string } {
  const days = events.flatMap(({ starts, ends }) => [starts, ends ?? starts]).sort();
  return { from: days.at(0) ?? today, to: days.at(-1) ?? today };
}

function Events({ about, rows, mayWrite }: { about: About; rows: readonly RecordRow[]; mayWrite: boolean }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: EventSearch) => void navigate({ search: { ...search, ...next }, resetScroll: false });
  const [edited, setEdited] = useState<{ row?: RecordRow }>();
  const [asked, setAsked] = useState<Asked>();
  const [history, setHistory] = useState<HistoryAsked>();
  const all = rows.map((row) => ({ row, event: eventOf(row) }));
  const campaigns = useQuery({
    ...campaignsQuery(
      daysOf(
        all.map(({ event }) => event),
        about.today,
      ),
    ),
    enabled: all.length > 0,
  });
  const shown = all.filter(({ event }) => isAsked(event, search)).toReversed();
  const years = [...new Set(all.map(({ event }) => event.starts.slice(0, 4)))].sort().toReversed();
  const again = async () => {
    for (const queryKey of [['records', 'events'], ['events'], ['effects']])
      await cache.invalidateQueries({ queryKey });
  };
  const remove = (row: RecordRow, name: string) =>
    setAsked({
      title: t('events.removeTitle', { name }),
      detail: t('events.removeDetail'),
      yes: t('events.remove'),
      act: async () => {
        const { importId } = await removeRecord('events', row.key);
        await again();
        notifications.show({
          title: t('events.removed', { name }),
          message: (
            <Button
              size="compact-sm"
              variant="default"
              onClick={async () => {
                await undoStored(importId);
                await again();
                notifications.hide(`removed-${importId}`);
              }}
            >
              {t('records.undo')}
            </Button>
          ),
          id: `removed-${importId}`,
          autoClose: 20_000,
          closeButtonProps: { 'aria-label': t('state.dismiss') },
        });
      },
    });
  return (
    <Panel
      title={t('events.count', { count: shown.length })}
      actions={
        mayWrite ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited({})}>
            {t('events.add')}
          </Button>
        ) : undefined
      }
    >
      <form
        aria-label={t('filter.label')}
        className="filters no-print"
        style={{ marginTop: '0.8rem' }}
        onSubmit={(event) => event.preventDefault()}
      >
        <NativeSelect
          label={t('events.kind')}
          value={search.kind ?? ''}
          data={[
            { value: '', label: t('events.noHolidays') },
            { value: 'every', label: t('events.everyKind') },
            ...Object.entries(eventKinds).map(([value, { label }]) => ({ value, label: label[language] })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            change({ kind: value === '' ? undefined : (value as keyof typeof eventKinds | 'every') })
          }
        />
        <NativeSelect
          label={t('filter.office')}
          value={search.office ?? ''}
          data={[
            { value: '', label: t('events.anyOffice') },
            { value: 'all', label: t('events.everyOfficeOnly') },
            ...about.offices.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => change({ office: value || undefined })}
        />
        <NativeSelect
          label={t('events.confoundsShort')}
          value={search.confounds ?? ''}
          data={[
            { value: '', label: t('events.either') },
            { value: 'yes', label: t('records.yes') },
            { value: 'no', label: t('records.no') },
          ]}
          onChange={({ currentTarget: { value } }) =>
            change({ confounds: value === 'yes' || value === 'no' ? value : undefined })
          }
        />
        <NativeSelect
          label={t('targets.year')}
          value={search.year ?? ''}
          data={[{ value: '', label: t('events.everyYear') }, ...years.map((year) => ({ value: year, label: year }))]}
          onChange={({ currentTarget: { value } }) => change({ year: value || undefined })}
        />
        <TextInput
          label={t('events.search')}
          value={search.text ?? ''}
          maxLength={200}
          onChange={({ currentTarget: { value } }) => change({ text: value || undefined })}
        />
      </form>
      {shown.length === 0 ? (
        <Text mt="md">{t(all.length === 0 ? 'events.none' : 'events.noneAsked')}</Text>
      ) : (
        <div style={{ marginTop: '1rem' }}>
          <ScrollTable name={t('events.title')}>
            <thead>
              <tr>
                <th scope="col">{t('events.name')}</th>
                <th scope="col">{t('events.days')}</th>
                <th scope="col">{t('events.kind')}</th>
                <th scope="col">{t('filter.office')}</th>
                <th scope="col">{t('events.confoundsShort')}</th>
                <th scope="col">{t('events.touches')}</th>
                <th scope="col">{t('events.reference')}</th>
                {mayWrite ? <th scope="col">{t('data.action')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ row, event }) => {
                const name = language === 'en' ? event.nameEn || event.name : event.name;
                return (
                  <tr key={event.event}>
                    <th scope="row" style={{ whiteSpace: 'normal', minWidth: 150 }}>
                      {name}
                    </th>
                    <td style={{ whiteSpace: 'nowrap' }}>
                      {formatDay(event.starts, language)}
                      {event.ends && event.ends !== event.starts ? (
                        <>
                          {' –'}
                          <br />
                          {formatDay(event.ends, language)}
                        </>
                      ) : null}
                    </td>
                    <td>{eventKinds[event.kind].label[language]}</td>
                    <td>{about.offices.find(({ id }) => id === event.office)?.name ?? t('events.everyOffice')}</td>
                    <td>{t(event.confounds ? 'records.yes' : 'records.no')}</td>
                    <td style={{ minWidth: 140 }}>
                      <Touched event={event} campaigns={campaigns.data?.campaigns} />
                    </td>
                    <td style={{ minWidth: 160, overflowWrap: 'anywhere' }}>
                      {event.reference || <span className="soft">{t('service.fees.noReference')}</span>}
                    </td>
                    {mayWrite ? (
                      <td>
                        <Group gap={4} miw={124}>
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`${t('records.edit')}: ${name}`}
                            onClick={() => setEdited({ row })}
                          >
                            {t('records.edit')}
                          </Button>
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`${t('records.history')}: ${name}`}
                            onClick={() => setHistory({ noun: 'events', key: row.key, name })}
                          >
                            {t('records.history')}
                          </Button>
                          <Button
                            size="compact-sm"
                            variant="default"
                            aria-label={`${t('events.remove')}: ${name}`}
                            onClick={() => remove(row, name)}
                          >
                            {t('events.remove')}
                          </Button>
                        </Group>
                      </td>
                    ) : null}
                  </tr>
                );
              })}
            </tbody>
          </ScrollTable>
        </div>
      )}
      <Group gap="lg" mt="sm" className="no-print">
        <a href={`/api/v1/records/events.csv?lang=${language}`} download>
          {t('events.csv')}
        </a>
      </Group>
      <Text size="sm" className="soft" mt="sm" maw={820}>
        {t('events.confoundsNote')} {t('events.touchesNote')}
      </Text>
      <EventDialog about={about} row={edited?.row} isOpen={edited !== undefined} onClose={() => setEdited(undefined)} />
      <AskOnceMore asked={asked} onClose={() => setAsked(undefined)} />
      <HistoryDialog
        asked={history}
        fieldName={(field) => (field in fieldNames ? t(fieldNames[field as keyof typeof fieldNames]) : field)}
        onClose={() => setHistory(undefined)}
      />
    </Panel>
  );
}

const fieldNames = {
  event: 'events.id',
  name: 'events.name',
  name_en: 'events.nameEn',
  office: 'filter.office',
  kind: 'events.kind',
  starts: 'events.starts',
  ends: 'events.ends',
  confounds: 'events.confoundsShort',
  reference: 'events.reference',
} as const;

function Touched({ event, campaigns }: { event: EventFields; campaigns: readonly Campaign[] | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  if (!campaigns) return '…';
  const touched = touchedCampaigns(event, campaigns);
  if (touched.length === 0) return <span className="soft">{t('events.touchesNone')}</span>;
  return (
    <ul className="plain">
      {touched.map((campaign) => {
        const name = language === 'en' ? (campaign.nameEn ?? campaign.name) : campaign.name;
        return (
          <li key={campaign.id}>
            {may('seeEffects') ? (
              <Link
                to="/kampanye/$id"
                params={{ id: campaign.id }}
                search={{ lang: language === 'id' ? undefined : language }}
              >
                {name}
              </Link>
            ) : (
              name
            )}
          </li>
        );
      })}
    </ul>
  );
}
