import { Alert, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type MetricCode, metricCodes, metrics } from '@tilik/server/client';
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { About } from '../about.ts';
import { FormError } from '../access/form-error.tsx';
import { isProblem } from '../api.ts';
import { blockOf } from '../entry/block.ts';
import { useLanguage, useWords } from '../language.ts';
import { type HistoryAsked, HistoryDialog } from '../records/history-dialog.tsx';
import { type RecordRow, recordsQuery, storeRecords } from '../records/queries.ts';
import { formatMonth, formatPeriod } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import {
  cellKey,
  changesOf,
  copiedFromYearBefore,
  type Drafts,
  type GridRow,
  gridRows,
  storedCells,
  storedValue,
  withBlock,
  withDraft,
} from './grid.ts';
import { targetText } from './input.ts';
import { monthsOf } from './months.ts';
import { TargetNote } from './target-note.tsx';
import './targets.css';
import { indicatorName, unitOf, valueInWords } from './wording.ts';

/** Sasaran: a year's targets of our office in one grid, an indicator a row and a month a column. */
export function TargetsSettings({ about }: { about: About }) {
  const t = useWords();
  const office = about.offices.find(({ role }) => role === 'ours');
  const [year, setYear] = useState(Number(about.today.slice(0, 4)));
  const targets = useQuery({ ...recordsQuery('targets', { office: office?.id }), refetchOnWindowFocus: false });
  const thisYear = Number(about.today.slice(0, 4));
  const years = new Set([thisYear + 1, thisYear, thisYear - 1, year]);
  for (const { fields } of targets.data?.rows ?? []) years.add(Number(String(fields.month).slice(0, 4)));
  return (
    <Panel title={t('targets.title')}>
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('targets.settingsLead')}
      </Text>
      <NativeSelect
        label={t('targets.year')}
        w={140}
        mt="sm"
        value={String(year)}
        data={[...years].sort((one, other) => other - one).map(String)}
        onChange={({ currentTarget: { value } }) => setYear(Number(value))}
      />
      {targets.isError ? (
        <Failed error={targets.error} retry={() => void targets.refetch()} />
      ) : targets.isPending || !office ? (
        <Loading height={320} />
      ) : (
        <Grid
          key={year}
          about={about}
          office={office.id}
          year={year}
          rows={targets.data.rows}
          mayWrite={targets.data.mayWrite}
        />
      )}
    </Panel>
  );
}

function Grid({
  about,
  office,
  year,
  rows: records,
  mayWrite,
}: {
  about: About;
  office: string;
  year: number;
  rows: readonly RecordRow[];
  mayWrite: boolean;
}) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const grid = useRef<HTMLTableSectionElement>(null);
  const [drafts, setDrafts] = useState<Drafts>({});
  const [added, setAdded] = useState<readonly GridRow[]>([]);
  const [focused, setFocused] = useState<{ row: GridRow; month: string }>();
  const [history, setHistory] = useState<HistoryAsked>();
  const [copied, setCopied] = useState<number>();
  const stored = storedCells(records);
  const rows = gridRows(records, year, added);
  const months = monthsOf(year);
  const { rows: given, removed, unreadable } = changesOf(drafts, stored, { office, language });
  const count = given.length + removed.length;
  const channelName = (code: string) => {
    const channel = about.channels.find(({ id }) => id === code);
    return channel ? (language === 'id' ? channel.nameId : channel.nameEn) : code;
  };
  const rowName = ({ indicator, channel }: GridRow) =>
    channel === null
      ? indicatorName(indicator, language)
      : `${indicatorName(indicator, language)} · ${channelName(channel)}`;
  const again = async () => {
    for (const queryKey of [['records', 'targets'], ['targets']]) await cache.invalidateQueries({ queryKey });
  };
  const save = useMutation({
    mutationFn: () => storeRecords('targets', given, removed),
    onSuccess: async () => {
      await again();
      setDrafts({});
      setCopied(undefined);
    },
  });
  const focusAt = (row: number, column: number) =>
    grid.current?.querySelector<HTMLInputElement>(`[data-at="${row},${column}"]`)?.focus();
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const steps: Record<string, [number, number] | undefined> = {
      ArrowDown: [1, 0],
      Enter: [1, 0],
      ArrowUp: [-1, 0],
      // Within a text the arrows move the caret.
      ArrowLeft: selectionEnd === 0 || selectionStart === 0 ? [0, -1] : undefined,
      ArrowRight: selectionStart === value.length || selectionEnd === value.length ? [0, 1] : undefined,
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    focusAt(row + step[0], column + step[1]);
  };
  const onPaste = (event: ClipboardEvent, row: number, column: number) => {
    const block = blockOf(event.clipboardData.getData('text/plain'));
    if (block.length === 1 && block[0]?.length === 1) return;
    event.preventDefault();
    setDrafts(withBlock(drafts, stored, { rows, year, from: { row, column }, block, language }));
  };
  const focusedKey = focused ? cellKey(focused.row, focused.month) : '';
  const focusedRecord = stored.get(focusedKey);
  return (
    <form
      aria-label={t('targets.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (count > 0 && unreadable.length === 0) save.mutate();
      }}
    >
      {records.length === 0 ? <Text mt="sm">{t('targets.noneYet')}</Text> : null}
      <div className="target-grid" style={{ marginTop: '0.8rem' }}>
        <ScrollTable name={`${t('targets.title')} ${year}`}>
          <thead>
            <tr>
              <th scope="col">{t('targets.indicator')}</th>
              {months.map((month) => (
                <th key={month} scope="col">
                  {formatPeriod(`${month}-01`, 'month', language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={grid}>
            {rows.map((row, down) => (
              <tr key={cellKey(row, '')}>
                <th scope="row">
                  {rowName(row)}
                  <div className="soft" style={{ fontWeight: 400, fontSize: '0.75rem' }}>
                    {t(`targets.how.${unitOf(row.indicator)}`)}
                  </div>
                </th>
                {months.map((month, across) => {
                  const key = cellKey(row, month);
                  const shown =
                    drafts[key]?.text ?? targetText(storedValue(stored, key), unitOf(row.indicator), language);
                  return (
                    <td key={month}>
                      <input
                        // What is typed is read when it is left; then it is shown as it was understood.
                        key={shown}
                        className="target-cell"
                        aria-label={`${rowName(row)}, ${formatMonth(`${month}-01`, language)}`}
                        data-at={`${down},${across}`}
                        data-changed={drafts[key] ? '' : undefined}
                        aria-invalid={unreadable.includes(key)}
                        defaultValue={shown}
                        readOnly={!mayWrite}
                        autoComplete="off"
                        inputMode="text"
                        maxLength={20}
                        onFocus={({ currentTarget }) => {
                          setFocused({ row, month });
                          currentTarget.select();
                        }}
                        onBlur={({ currentTarget: { value } }) => {
                          if (value !== shown)
                            setDrafts(withDraft(drafts, stored, { row, month, text: value, language }));
                        }}
                        onKeyDown={(event) => onKeyDown(event, down, across)}
                        onPaste={(event) => mayWrite && onPaste(event, down, across)}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </div>
      <Group gap="sm" mt="xs" style={{ fontSize: '0.85rem', minHeight: '2rem' }}>
        {focused ? (
          <>
            <span>
              {rowName(focused.row)}, {formatMonth(`${focused.month}-01`, language)}
              {focusedRecord
                ? ` · ${t('targets.storedBy', { by: focusedRecord.origin.by ?? t('records.nobody') })}`
                : ` · ${t('targets.noneHere')}`}
            </span>
            {focusedRecord ? (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() =>
                  setHistory({
                    noun: 'targets',
                    key: focusedRecord.key,
                    name: `${rowName(focused.row)}, ${formatMonth(`${focused.month}-01`, language)}`,
                  })
                }
              >
                {t('records.history')}
              </Button>
            ) : null}
            {focusedRecord && mayWrite ? (
              <TargetNote
                key={`${focusedKey} ${String(focusedRecord.fields.note)}`}
                record={focusedRecord}
                onStored={again}
              />
            ) : null}
          </>
        ) : (
          <span className="soft">{t('targets.keys')}</span>
        )}
      </Group>
      {unreadable.length > 0 ? (
        <Alert color="red" variant="light" mt="sm" role="alert">
          {t('targets.unreadable', {
            list: unreadable
              .map((key) => {
                const [indicator = '', channel = '', month = ''] = key.split('|');
                return `${rowName({ indicator, channel: channel || null })}, ${formatMonth(`${month}-01`, language)} (“${drafts[key]?.text ?? ''}”)`;
              })
              .join('; '),
          })}
        </Alert>
      ) : null}
      <FormError error={save.error} />
      {isProblem(save.error, 409) ? (
        <Button
          size="xs"
          variant="default"
          mt="xs"
          onClick={async () => {
            await again();
            save.reset();
            setDrafts({});
          }}
        >
          {t('records.reload')}
        </Button>
      ) : null}
      {mayWrite ? (
        <Group gap="sm" mt="sm">
          <Button type="submit" loading={save.isPending}>
            {t('targets.save', { count })}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              const next = copiedFromYearBefore(drafts, stored, { year, language });
              setCopied(Object.keys(next).length - Object.keys(drafts).length);
              setDrafts(next);
            }}
          >
            {t('targets.copy', { year: String(year - 1) })}
          </Button>
          {count + unreadable.length > 0 ? (
            <Button variant="default" onClick={() => setDrafts({})}>
              {t('targets.discard')}
            </Button>
          ) : null}
          <a href={`/api/v1/records/targets.csv?office=${office}&lang=${language}`} download>
            {t('chart.csv')}
          </a>
          <span role="status">
            {copied !== undefined
              ? t('targets.copied', { count: copied, year: String(year - 1) })
              : save.isSuccess && count === 0
                ? t('records.saved')
                : ''}
          </span>
        </Group>
      ) : null}
      {mayWrite ? <AddRow about={about} channelName={channelName} onAdd={(row) => setAdded([...added, row])} /> : null}
      <CampaignTargets records={records} year={year} office={office} channelName={channelName} />
      <HistoryDialog
        asked={history}
        fieldName={(field) => (field in fieldNames ? t(fieldNames[field as keyof typeof fieldNames]) : field)}
        onClose={() => setHistory(undefined)}
      />
    </form>
  );
}

const fieldNames = {
  month: 'service.month',
  office: 'filter.office',
  indicator: 'targets.indicator',
  target: 'targets.target',
  note: 'targets.note',
} as const;

/** A metric has targets only where somebody sets one; then it has a row. */
function AddRow({
  about,
  channelName,
  onAdd,
}: {
  about: About;
  channelName: (code: string) => string;
  onAdd: (row: GridRow) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const [metric, setMetric] = useState<MetricCode>('impressions');
  const [channel, setChannel] = useState(about.channels[0]?.id ?? '');
  return (
    <Group gap="sm" align="end" mt="lg" role="group" aria-label={t('targets.addRow')}>
      <NativeSelect
        label={t('targets.metric')}
        value={metric}
        data={metricCodes.map((value) => ({ value, label: metrics[value].label[language] }))}
        onChange={({ currentTarget: { value } }) => setMetric(value as MetricCode)}
      />
      <NativeSelect
        label={t('targets.channel')}
        value={channel}
        data={about.channels.map(({ id }) => ({ value: id, label: channelName(id) }))}
        onChange={({ currentTarget: { value } }) => setChannel(value)}
      />
      <Button variant="default" onClick={() => onAdd({ indicator: metric, channel })}>
        {t('targets.addRow')}
      </Button>
    </Group>
  );
}

/** Targets of campaigns stand with the campaign; here they can only be read. */
function CampaignTargets({
  records,
  year,
  office,
  channelName,
}: {
  records: readonly RecordRow[];
  year: number;
  office: string;
  channelName: (code: string) => string;
}) {
  const t = useWords();
  const language = useLanguage();
  const campaigns = useQuery(recordsQuery('campaigns', { office }));
  const campaignName = (id: string): string => {
    const fields = campaigns.data?.rows.find(({ key }) => key[0] === id)?.fields;
    return String((language === 'en' ? fields?.name_en : null) ?? fields?.name ?? id);
  };
  const own = records.filter(({ fields }) => fields.campaign !== null && String(fields.month).startsWith(`${year}-`));
  if (own.length === 0) return null;
  return (
    <div style={{ marginTop: '1.4rem' }}>
      <Text size="sm" fw={600} component="h3" m={0}>
        {t('targets.ofCampaigns')}
      </Text>
      <ScrollTable name={t('targets.ofCampaigns')}>
        <thead>
          <tr>
            <th scope="col">{t('targets.campaign')}</th>
            <th scope="col">{t('service.month')}</th>
            <th scope="col">{t('targets.indicator')}</th>
            <th scope="col" className="end">
              {t('targets.target')}
            </th>
          </tr>
        </thead>
        <tbody>
          {own.map(({ key, fields }) => {
            const indicator = String(fields.indicator);
            return (
              <tr key={JSON.stringify(key)}>
                <th scope="row">{campaignName(String(fields.campaign))}</th>
                <td>{formatMonth(`${fields.month}-01`, language)}</td>
                <td>
                  {indicatorName(indicator, language)}
                  {fields.channel ? ` · ${channelName(String(fields.channel))}` : ''}
                </td>
                <td className="end">{valueInWords(Number(fields.target), unitOf(indicator), t, language)}</td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
    </div>
  );
}
