import { Button, Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { passportTypes } from '@tilik/server/client';
import { useState } from 'react';
import type { About } from '../about.ts';
import { type Asked, AskOnceMore } from '../access/ask-once-more.tsx';
import { FormFoot } from '../access/form-foot.tsx';
import { useLanguage, useWords } from '../language.ts';
import { changedFields } from '../records/differences.ts';
import { type HistoryAsked, HistoryDialog } from '../records/history-dialog.tsx';
import { type Fields, type RecordRow, recordsQuery, removeRecord, storeRecords } from '../records/queries.ts';
import { formatDay, formatRupiah } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';

/** Tarif: every step of what a passport costs, from which day, and where that is known from. */
export function FeesSettings({ about }: { about: About }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const fees = useQuery(recordsQuery('fees'));
  const [edited, setEdited] = useState<{ row?: RecordRow }>();
  const [asked, setAsked] = useState<Asked>();
  const [history, setHistory] = useState<HistoryAsked>();
  const again = async () => {
    for (const queryKey of [['records', 'fees'], ['processing']]) await cache.invalidateQueries({ queryKey });
  };
  const nameOf = ({ fields }: RecordRow) =>
    t('service.fees.nameOf', {
      type: passportTypes[fields.passport_type as keyof typeof passportTypes]?.label[language] ?? '',
      years: Number(fields.validity_years),
      day: formatDay(String(fields.starts), language),
    });
  return (
    <Panel
      title={t('service.fees.title')}
      actions={
        fees.data?.mayWrite && !edited ? (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited({})}>
            {t('service.fees.add')}
          </Button>
        ) : undefined
      }
    >
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('service.fees.lead')}
      </Text>
      {edited ? (
        <FeeForm
          key={JSON.stringify(edited.row?.key ?? null)}
          today={about.today}
          row={edited.row}
          onClose={() => setEdited(undefined)}
          onDone={async () => {
            await again();
            setEdited(undefined);
          }}
        />
      ) : null}
      {fees.isError ? (
        <Failed error={fees.error} retry={() => void fees.refetch()} />
      ) : fees.isPending ? (
        <Loading height={160} />
      ) : fees.data.rows.length === 0 ? (
        <Text mt="sm">{t('service.fees.none')}</Text>
      ) : (
        <div style={{ marginTop: '0.8rem' }}>
          <ScrollTable name={t('service.fees.title')}>
            <thead>
              <tr>
                <th scope="col">{t('service.fees.starts')}</th>
                <th scope="col">{t('service.type')}</th>
                <th scope="col" className="end">
                  {t('service.fees.years')}
                </th>
                <th scope="col" className="end">
                  {t('service.fees.rupiah')}
                </th>
                <th scope="col">{t('service.fees.reference')}</th>
                <th scope="col">{t('data.action')}</th>
              </tr>
            </thead>
            <tbody>
              {fees.data.rows.toReversed().map((row) => (
                <tr key={JSON.stringify(row.key)}>
                  <th scope="row">{formatDay(String(row.fields.starts), language)}</th>
                  <td>{passportTypes[row.fields.passport_type as keyof typeof passportTypes]?.label[language]}</td>
                  <td className="end">{row.fields.validity_years}</td>
                  <td className="end">{formatRupiah(Number(row.fields.rupiah), language)}</td>
                  <td style={{ overflowWrap: 'anywhere', minWidth: 140 }}>
                    {row.fields.reference ?? t('service.fees.noReference')}
                  </td>
                  <td>
                    <Group gap={4} wrap="nowrap">
                      {fees.data.mayWrite ? (
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={`${t('records.edit')}: ${nameOf(row)}`}
                          onClick={() => setEdited({ row })}
                        >
                          {t('records.edit')}
                        </Button>
                      ) : null}
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`${t('records.history')}: ${nameOf(row)}`}
                        onClick={() => setHistory({ noun: 'fees', key: row.key, name: nameOf(row) })}
                      >
                        {t('records.history')}
                      </Button>
                      {fees.data.mayWrite ? (
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={`${t('events.remove')}: ${nameOf(row)}`}
                          onClick={() =>
                            setAsked({
                              title: t('service.fees.removeTitle', { name: nameOf(row) }),
                              detail: t('service.fees.removeDetail'),
                              yes: t('events.remove'),
                              act: async () => {
                                await removeRecord('fees', row.key);
                                await again();
                              },
                            })
                          }
                        >
                          {t('events.remove')}
                        </Button>
                      ) : null}
                    </Group>
                  </td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </div>
      )}
      <Text size="sm" mt="sm">
        <a href={`/api/v1/records/fees.csv?lang=${language}`} download>
          {t('chart.csv')}
        </a>
      </Text>
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
  passport_type: 'service.type',
  validity_years: 'service.fees.years',
  starts: 'service.fees.starts',
  rupiah: 'service.fees.rupiah',
  reference: 'service.fees.reference',
} as const;

function FeeForm({
  today,
  row,
  onClose,
  onDone,
}: {
  today: string;
  row: RecordRow | undefined;
  onClose: () => void;
  onDone: () => Promise<void>;
}) {
  const t = useWords();
  const language = useLanguage();
  const [fee, setFee] = useState<Fields>(
    row?.fields ?? { passport_type: 'electronic', validity_years: 10, starts: today, rupiah: null, reference: null },
  );
  const set = (part: Fields) => setFee({ ...fee, ...part });
  const save = useMutation({
    mutationFn: () => {
      if (!row) return storeRecords('fees', [{ fields: fee, was: null }]);
      const { passport_type = null, validity_years = null, starts = null } = row.fields;
      const changed = changedFields(row.fields, fee);
      return storeRecords('fees', [
        { fields: { passport_type, validity_years, starts, ...changed.fields }, was: changed.was },
      ]);
    },
    onSuccess: onDone,
  });
  // Type, validity and day are what a step is known by; another day is another step.
  const isKnown = row !== undefined;
  return (
    <form
      aria-label={t(row ? 'service.fees.change' : 'service.fees.add')}
      style={{ margin: '0.8rem 0 1.2rem' }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className="access-fields">
        <NativeSelect
          label={t('service.type')}
          value={String(fee.passport_type)}
          disabled={isKnown}
          data={Object.entries(passportTypes).map(([value, { label }]) => ({ value, label: label[language] }))}
          onChange={({ currentTarget: { value } }) => set({ passport_type: value })}
        />
        <NativeSelect
          label={t('service.fees.years')}
          value={String(fee.validity_years)}
          disabled={isKnown}
          data={[...new Set(['5', '10', String(fee.validity_years)])]}
          onChange={({ currentTarget: { value } }) => set({ validity_years: Number(value) })}
        />
        <TextInput
          type="date"
          label={t('service.fees.starts')}
          value={String(fee.starts)}
          disabled={isKnown}
          required
          withAsterisk={false}
          onChange={({ currentTarget: { value } }) => set({ starts: value })}
        />
        <NumberInput
          label={t('service.fees.rupiah')}
          value={(fee.rupiah as number | null) ?? ''}
          required
          withAsterisk={false}
          min={0}
          allowNegative={false}
          allowDecimal={false}
          prefix="Rp "
          decimalSeparator={language === 'id' ? ',' : '.'}
          thousandSeparator={language === 'id' ? '.' : ','}
          hideControls
          onChange={(value) => set({ rupiah: typeof value === 'number' ? value : null })}
        />
        <TextInput
          label={t('service.fees.reference')}
          placeholder="PP 45/2024"
          value={(fee.reference as string | null) ?? ''}
          required
          withAsterisk={false}
          maxLength={500}
          onChange={({ currentTarget: { value } }) => set({ reference: value || null })}
        />
      </div>
      <FormFoot error={save.error} isPending={save.isPending} onCancel={onClose} />
    </form>
  );
}
