import type { Language } from '@tilik/db/vocabulary';
import { csvText } from '../export/write-csv.ts';
import type { Template, TemplateColumn } from './formats/template.ts';

const columnsOf = (template: Template): readonly TemplateColumn[] => Object.values(template.template);

/** A template as CSV: its headers and an example row. */
export function templateCsv(template: Template, language: Language): string {
  const columns = columnsOf(template);
  const row = Object.fromEntries(columns.map(({ header, example }) => [header[language], example[language]]));
  return csvText(
    columns.map(({ header }) => header[language]),
    [row],
  );
}

const asText = '@';
const rowsPrepared = 400;

/** A template as a workbook of one sheet, its cells prepared to keep what is typed. */
export async function templateWorkbook(template: Template, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const columns = columnsOf(template);
  return tableWorkbook(
    columns.map(({ header }) => header[language]),
    [columns.map(({ example }) => example[language])],
    rowsPrepared,
  );
}

/** Headers and rows as a workbook of one sheet; its cells, and so many rows more below, keep what is typed as text. */
export async function tableWorkbook(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  prepared = 0,
): Promise<Uint8Array<ArrayBuffer>> {
  const { default: writeExcel } = await import('write-excel-file/node');
  const buffer = await writeExcel(
    [
      headers.map((value) => ({ value, fontWeight: 'bold' as const })),
      ...rows.map((cells) => cells.map((value) => ({ value, type: String, format: asText }))),
      // Excel turns a month that is typed into an ordinary cell into its first day; in a text cell it stays a month.
      ...Array.from({ length: prepared }, () => headers.map(() => ({ type: String, format: asText }))),
    ],
    { columns: headers.map(() => ({ width: 22 })), stickyRowsCount: 1 },
  ).toBuffer();
  return new Uint8Array(buffer);
}
