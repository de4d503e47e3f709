import { NativeSelect, TextInput } from '@mantine/core';
import type { About } from '../about.ts';
import { useWords } from '../language.ts';
import { type PeriodChoice, periodChoices } from './view.ts';

interface WindowSearch {
  readonly period?: PeriodChoice | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly office?: string | undefined;
}

/** Window and office: what the filter of every page of figures begins with. Every choice goes into the URL at once. */
export function WindowFields({
  about,
  office,
  usualOffice,
  period,
  usual,
  span,
  onChange,
}: {
  about: About;
  office: string | undefined;
  /** The office that is not written into the URL. */
  usualOffice: string | undefined;
  period: PeriodChoice;
  /** The period that is not written into the URL. */
  usual: PeriodChoice;
  span: { readonly from: string; readonly to: string };
  onChange: (next: WindowSearch) => void;
}) {
  const t = useWords();
  return (
    <>
      <NativeSelect
        label={t('filter.period')}
        value={period}
        data={periodChoices.map((value) => ({ value, label: t(`filter.periods.${value}`) }))}
        onChange={({ currentTarget: { value } }) => {
          const chosen = value as PeriodChoice;
          onChange({
            period: chosen === usual ? undefined : chosen,
            from: chosen === 'custom' ? span.from : undefined,
            to: chosen === 'custom' ? span.to : undefined,
          });
        }}
      />
      {period === 'custom' ? (
        <>
          <TextInput
            type="date"
            label={t('filter.from')}
            value={span.from}
            max={about.today}
            onChange={({ currentTarget: { value } }) => value && onChange({ from: value, to: span.to })}
          />
          <TextInput
            type="date"
            label={t('filter.to')}
            value={span.to}
            max={about.today}
            onChange={({ currentTarget: { value } }) => value && onChange({ from: span.from, to: value })}
          />
        </>
      ) : null}
      <NativeSelect
        label={t('filter.office')}
        value={office ?? ''}
        data={about.offices.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ currentTarget: { value } }) => onChange({ office: value === usualOffice ? undefined : value })}
      />
    </>
  );
}
