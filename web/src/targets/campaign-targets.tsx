import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { indicators } from '@tilik/server/client';
import { useState } from 'react';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { removeRecord, storeRecords } from '../records/queries.ts';
import { useUndoToast } from '../records/undo-toast.tsx';
import { useMay } from '../session.ts';
import { formatMonth } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { readTarget } from './input.ts';
import { type Target, targetsQuery } from './queries.ts';
import { TargetState } from './targets-panel.tsx';
import { arithmeticInWords, indicatorName, unitOf, valueInWords } from './wording.ts';

/** What a campaign is to reach, month by month, and how far it is, with the arithmetic. */
export function CampaignTargets({
  id,
  office,
  from,
  to,
  month,
}: {
  id: string;
  office: string;
  /** The days whose targets are looked through. */
  from: string;
  to: string;
  /** The month that is likely meant. */
  month: string;
}) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const cache = useQueryClient();
  const undoToast = useUndoToast();
  const targets = useQuery(targetsQuery({ office, from, to }));
  const own = targets.data?.targets.filter(({ campaign }) => campaign === id) ?? [];
  const refresh = () => Promise.all(['targets', 'records'].map((key) => cache.invalidateQueries({ queryKey: [key] })));
  const remove = useMutation({
    mutationFn: ({ indicator, channel, month }: Target) =>
      removeRecord('targets', [office, id, indicator, channel ?? '', `${month}-01`]),
    onSuccess: async ({ importId }) => {
      await refresh();
      undoToast(t('campaigns.targets.removed'), importId);
    },
  });
  const mayWrite = may('writeRecords');
  return (
    <Panel title={t('campaigns.targets.title')}>
      {targets.isError ? (
        <Failed error={targets.error} retry={() => void targets.refetch()} />
      ) : targets.isPending ? (
        <Loading height={120} />
      ) : own.length === 0 ? (
        <Text mt="xs">{t('campaigns.targets.none')}</Text>
      ) : (
        <ScrollTable name={t('campaigns.targets.title')}>
          <thead>
            <tr>
              <th scope="col">{t('campaigns.targets.month')}</th>
              <th scope="col">{t('targets.indicator')}</th>
              <th scope="col" className="end">
                {t('targets.target')}
              </th>
              <th scope="col">{t('targets.state')}</th>
              <th scope="col">{t('targets.arithmetic')}</th>
              {mayWrite ? <th scope="col">{t('data.action')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {own.map((target) => (
              <tr key={`${target.month} ${target.indicator} ${target.channel}`}>
                <td style={{ whiteSpace: 'nowrap' }}>{formatMonth(`${target.month}-01`, language)}</td>
                <th scope="row" style={{ whiteSpace: 'normal', minWidth: 130 }}>
                  {indicatorName(target.indicator, language)}
                </th>
                <td className="end">{valueInWords(target.target, target.unit, t, language)}</td>
                <td>
                  <TargetState state={target.state} />
                </td>
                <td style={{ minWidth: 220 }}>
                  {arithmeticInWords(target, t, language)}
                  {target.note ? <div className="soft">{target.note}</div> : null}
                </td>
                {mayWrite ? (
                  <td>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${t('campaigns.targets.remove')}: ${indicatorName(target.indicator, language)}, ${formatMonth(`${target.month}-01`, language)}`}
                      onClick={() => remove.mutate(target)}
                    >
                      {t('campaigns.targets.remove')}
                    </Button>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <FormError error={remove.error} />
      {mayWrite ? (
        <TargetForm
          key={own.length}
          id={id}
          office={office}
          month={month}
          onStored={async (importId) => {
            await refresh();
            if (importId !== null) undoToast(t('campaigns.targets.saved'), importId);
          }}
        />
      ) : null}
    </Panel>
  );
}

function TargetForm({
  id,
  office,
  month: usual,
  onStored,
}: {
  id: string;
  office: string;
  month: string;
  onStored: (importId: number | null) => Promise<void>;
}) {
  const t = useWords();
  const language = useLanguage();
  const [month, setMonth] = useState(usual);
  const [indicator, setIndicator] = useState('uptake-share');
  const [written, setWritten] = useState('');
  const [isChecked, setChecked] = useState(false);
  const read = readTarget(written, unitOf(indicator), language);
  const value = read.ok ? read.value : null;
  const store = useMutation({
    mutationFn: () =>
      storeRecords('targets', [{ fields: { month, office, campaign: id, indicator, target: value }, was: null }]),
    onSuccess: ({ importId }) => onStored(importId),
  });
  return (
    <form
      className="no-print"
      style={{ marginTop: '0.9rem' }}
      noValidate
      aria-label={t('campaigns.targets.add')}
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (value !== null && /^\d{4}-\d{2}$/.test(month)) store.mutate();
      }}
    >
      <Group align="start" gap="sm">
        <TextInput
          type="month"
          label={t('campaigns.targets.month')}
          placeholder="2026-03"
          value={month}
          onChange={({ currentTarget: { value: given } }) => setMonth(given)}
        />
        <NativeSelect
          label={t('targets.indicator')}
          value={indicator}
          data={Object.keys(indicators).map((code) => ({ value: code, label: indicatorName(code, language) }))}
          onChange={({ currentTarget: { value: given } }) => setIndicator(given)}
        />
        <TextInput
          label={t('targets.target')}
          value={written}
          placeholder={unitOf(indicator) === 'share' ? '45 %' : ''}
          error={isChecked && value === null ? t('campaigns.targets.notATarget') : undefined}
          onChange={({ currentTarget: { value: given } }) => setWritten(given)}
        />
        <Button type="submit" variant="default" mt={25} loading={store.isPending}>
          {t('campaigns.targets.add')}
        </Button>
      </Group>
      <FormError error={store.error} />
    </form>
  );
}
