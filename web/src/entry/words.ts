import type { Language } from '@tilik/server/client';
import type { Words } from '../language.ts';
import { formatDay } from '../ui/format.ts';
import type { Grid, GridRow } from './queries.ts';

/** The name of a row. */
export const rowName = (row: Pick<GridRow, 'label' | 'on'>, language: Language): string =>
  row.label?.[language] ?? (row.on === null ? '' : formatDay(row.on, language));

/** The name of a cell: its row, with what the row belongs to where the row alone would not say it, and its column. */
export function cellLabel(grid: Grid, row: GridRow, column: number, language: Language): string {
  const names = [
    ...(grid.sheet === 'inquiries' && row.group ? [row.group[language]] : []),
    rowName(row, language),
    grid.columns[column]?.label[language] ?? '',
  ];
  return names.join(' · ');
}

/** The values of a figure in words; where there are several, each with its name. */
export function valuesInWords(
  sheet: Grid['sheet'],
  values: readonly (number | null)[] | null,
  t: Words,
  count: (value: number) => string,
): string {
  if (values === null) return t('entry.notReported');
  const inWords = (value: number | null | undefined) =>
    value === null || value === undefined ? t('entry.notReported') : count(value);
  if (sheet !== 'inquiries') return inWords(values[0]);
  const counts = t('entry.receivedAnswered', { received: inWords(values[0]), answered: inWords(values[1]) });
  const minutes = values[2] ?? null;
  return minutes === null ? counts : `${counts}, ${t('entry.answerMinutes', { minutes: count(minutes) })}`;
}
