import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { changedFields } from '../records/differences.ts';
import { type Fields, type GivenRow, type RecordRow, recordsQuery, storeRecords } from '../records/queries.ts';
import { monthsUntil } from '../targets/months.ts';
import { formatMonth } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { servedTypes } from './view.ts';

const measured = ['completed', 'held', 'waiting_days_median', 'waiting_days_p90'] as const;

/** What the office says of one month of its service: a row per type of passport, as the template has them. */
export function ProcessingMonthForm({
  office,
  officeName,
  today,
}: {
  office: string;
  officeName: string;
  today: string;
}) {
  const t = useWords();
  const cache = useQueryClient();
  const [month, setMonth] = useState(monthsUntil(today)[0]);
  // A form keeps what it was opened with: only after it was stored is it opened anew.
  const [stored, setStored] = useState(0);
  const rows = useQuery(recordsQuery('processing', { office, from: `${month}-01`, to: `${month}-01` }));
  return (
    <div>
      <Text size="sm" className="soft" maw={760} mt={4} mb="sm">
        {t('service.form.lead', { office: officeName })}
      </Text>
      <TextInput
        type="month"
        label={t('service.month')}
        w={200}
        value={month}
        max={today.slice(0, 7)}
        onChange={({ currentTarget: { value } }) => {
          if (!/^\d{4}-\d{2}$/.test(value)) return;
          setMonth(value);
          setStored(0);
        }}
      />
      {rows.isError ? (
        <Failed error={rows.error} retry={() => void rows.refetch()} />
      ) : rows.isPending ? (
        <Loading height={180} />
      ) : (
        <MonthRows
          key={`${office} ${month} ${stored}`}
          office={office}
          month={month}
          rows={rows.data.rows.filter(({ fields }) => fields.date === month)}
          onStored={async () => {
            for (const queryKey of [['records', 'processing'], ['processing'], ['targets']]) {
              await cache.invalidateQueries({ queryKey });
            }
            setStored(stored + 1);
          }}
        />
      )}
      <div role="status">{stored > 0 ? t('records.saved') : ''}</div>
    </div>
  );
}

const empty: Fields = Object.fromEntries(measured.map((field) => [field, null]));

function MonthRows({
  office,
  month,
  rows,
  onStored,
}: {
  office: string;
  month: string;
  rows: readonly RecordRow[];
  onStored: () => Promise<void>;
}) {
  const t = useWords();
  const language = useLanguage();
  const [opened] = useState(rows);
  const storedOf = (type: string): Fields | undefined =>
    opened.find(({ fields }) => (fields.passport_type ?? 'all') === type)?.fields;
  const [drafts, setDrafts] = useState<Record<string, Fields>>(
    Object.fromEntries(
      servedTypes.map((type) => [
        type,
        Object.fromEntries(measured.map((field) => [field, storedOf(type)?.[field] ?? null])),
      ]),
    ),
  );
  const changed = servedTypes.flatMap((type): GivenRow[] => {
    const was = storedOf(type);
    const { fields, was: before } = changedFields(was ?? empty, drafts[type] ?? empty);
    if (Object.keys(fields).length === 0) return [];
    return [{ fields: { date: month, office, passport_type: type, ...fields }, was: was ? before : null }];
  });
  const save = useMutation({
    mutationFn: () => storeRecords('processing', changed),
    onSuccess: onStored,
  });
  return (
    <form
      aria-label={t('service.form.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed.length > 0) save.mutate();
      }}
    >
      <ScrollTable name={t('service.form.title')}>
        <thead>
          <tr>
            <th scope="col">{t('service.type')}</th>
            {measured.map((field) => (
              <th key={field} scope="col">
                {t(`service.form.fields.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {servedTypes.map((type) => (
            <tr key={type}>
              <th scope="row">{t(`service.types.${type}`)}</th>
              {measured.map((field) => (
                <td key={field}>
                  <NumberInput
                    aria-label={`${t(`service.types.${type}`)}: ${t(`service.form.fields.${field}`)}`}
                    value={(drafts[type]?.[field] as number | null) ?? ''}
                    min={0}
                    allowNegative={false}
                    allowDecimal={field.startsWith('waiting')}
                    decimalSeparator={language === 'id' ? ',' : '.'}
                    thousandSeparator={language === 'id' ? '.' : ','}
                    hideControls
                    miw={110}
                    onChange={(value) =>
                      setDrafts({
                        ...drafts,
                        [type]: { ...drafts[type], [field]: typeof value === 'number' ? value : null },
                      })
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <Text size="sm" className="soft" mt="xs" maw={760}>
        {t('service.form.note')}
      </Text>
      <FormError error={save.error} />
      <Group gap="sm" mt="sm">
        <Button type="submit" loading={save.isPending}>
          {t('service.form.save', { month: formatMonth(`${month}-01`, language) })}
        </Button>
      </Group>
    </form>
  );
}
