import { MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { comparisons, grains, periodChoices, type View, windowOf } from './view.ts';

/** What the page is narrowed by. Every choice goes into the URL at once. */
export function FilterBar({ view, about, onChange }: { view: View; about: About; onChange: (view: View) => void }) {
  const t = useWords();
  const language = useLanguage();
  const office = about.offices.find(({ id }) => (view.office === undefined ? true : id === view.office));
  const window = windowOf(view, about.today, office?.reportedFrom ?? null);
  return (
    <form aria-label={t('filter.label')} className="filters no-print">
      <NativeSelect
        label={t('filter.period')}
        value={view.period}
        data={periodChoices.map((value) => ({ value, label: t(`filter.periods.${value}`) }))}
        onChange={({ currentTarget: { value } }) => {
          const period = value as View['period'];
          onChange(
            period === 'custom' ? { ...view, period, ...window } : { ...view, period, from: undefined, to: undefined },
          );
        }}
      />
      {view.period === 'custom' ? (
        <>
          <TextInput
            type="date"
            label={t('filter.from')}
            value={window.from}
            max={about.today}
            onChange={({ currentTarget: { value } }) => value && onChange({ ...view, from: value, to: window.to })}
          />
          <TextInput
            type="date"
            label={t('filter.to')}
            value={window.to}
            max={about.today}
            onChange={({ currentTarget: { value } }) => value && onChange({ ...view, from: window.from, to: value })}
          />
        </>
      ) : null}
      <NativeSelect
        label={t('filter.grain')}
        value={view.grain}
        data={grains.map((value) => ({ value, label: t(`filter.grains.${value}`) }))}
        onChange={({ currentTarget: { value } }) => onChange({ ...view, grain: value as View['grain'] })}
      />
      <NativeSelect
        label={t('filter.office')}
        value={office?.id ?? ''}
        data={about.offices.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...view, office: value === about.offices[0]?.id ? undefined : value })
        }
      />
      <NativeSelect
        label={t('filter.compare')}
        value={view.compare ?? ''}
        data={[
          { value: '', label: t('filter.noComparison') },
          ...comparisons.map((value) => ({ value, label: t(`filter.comparisons.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...view, compare: value === '' ? undefined : (value as NonNullable<View['compare']>) })
        }
      />
      <MultiSelect
        label={t('filter.channels')}
        placeholder={view.channels.length === 0 ? t('filter.allChannels') : ''}
        value={[...view.channels]}
        data={about.channels.map(({ id, nameId, nameEn }) => ({
          value: id,
          label: language === 'id' ? nameId : nameEn,
        }))}
        onChange={(channels) => onChange({ ...view, channels })}
        clearable
      />
    </form>
  );
}
