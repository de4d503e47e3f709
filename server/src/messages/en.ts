import type { id } from './id.ts';

/** English: the same keys as `id.ts`, kept so by the type. */
export const en: typeof id = {
  problem: {
    'bad-request': {
      title: 'The request cannot be understood',
      detail: 'Check the fields named below and send it again. No data changed.',
    },
    'not-found': { title: 'Not found', detail: 'There is nothing at {path}.' },
    internal: {
      title: 'Something went wrong on our side',
      detail: 'No data changed. Try again; if it happens again, give the administrator the request number {request}.',
    },
    'no-such-import': {
      title: 'No such import',
      detail: 'There is no import number {id}. Reload the history to see those there are.',
    },
    'already-undone': { title: 'Already undone', detail: 'Import number {id} was undone before. Nothing changed.' },
    'still-needed': {
      title: 'Cannot be undone yet',
      detail: 'Other data still refer to what this import brought. Undo the later import that uses it first.',
    },
    'no-file': { title: 'No file', detail: 'Choose one file and send it again.' },
    'too-large': {
      title: 'The file is too large',
      detail:
        'A file may have {limit} MB at most. Download shorter periods from the platform and import them one by one.',
    },
    'empty-file': {
      title: 'The file is empty',
      detail: 'There is nothing in this file. Download it from the platform again and retry.',
    },
    'not-a-table': {
      title: 'This is not a table',
      detail: 'It holds {kind}, not a table. Import a CSV or XLSX file of the platform, or use a template of Tilik.',
    },
    'old-excel': {
      title: 'Old Excel format (.xls)',
      detail: 'Open it in Excel, choose Save As → Excel Workbook (.xlsx), and import that .xlsx file.',
    },
    'damaged-workbook': {
      title: 'The workbook is damaged or cut short',
      detail: 'This .xlsx file cannot be opened to its end. Download it again, or save it again in Excel, and retry.',
    },
    'line-too-long': {
      title: 'A line is too long',
      detail: 'One line has more than a million characters, so this is not a whole table. Download the file again.',
    },
    'quote-not-closed': {
      title: 'A quotation mark is not closed',
      detail: 'From line {line} on a quotation mark (") is never closed; the file may be cut short. Download it again.',
    },
    'not-recognised': {
      title: 'The file was not recognised',
      detail:
        "Columns that were read: {columns}. Use the platform's own file, or copy the figures into a template of Tilik.",
    },
    'answer-needed': {
      title: 'One answer is needed',
      detail: 'This file does not say something that is needed. Answer the question and store it then.',
    },
    'no-rows': {
      title: 'No rows of data',
      detail: 'The file holds column titles only. Fill in at least one row and try again.',
    },
    'nothing-to-store': {
      title: 'Nothing can be stored',
      detail:
        'Of {rows} rows {rejected} were rejected and {skipped} skipped. Correct the rows named below and import again.',
    },
    strict: {
      title: 'Not stored because rows were rejected',
      detail: '{rejected} of {rows} rows were rejected, and you asked for all or nothing. Nothing was stored.',
    },
    'no-such-template': { title: 'No such template', detail: 'The templates are: {known}.' },
    'unknown-office': { title: 'Unknown office', detail: 'There is no office {value}. Those there are: {known}.' },
    'window-too-long': {
      title: 'The window is too long',
      detail: 'At most {limit} periods at once. Choose a shorter window or a coarser unit of time.',
    },
    'window-backwards': {
      title: 'The window runs backwards',
      detail: 'Its first day {from} is after its last day {to}. Swap the two.',
    },
    'database-busy': {
      title: 'The database is in use',
      detail: 'Another write has not finished. No data changed; try again in a moment.',
    },
  },
  issue: {
    'answer-needed': 'The file does not say. Choose one of: {choices}.',
    'not-a-choice': 'Choose one of: {choices}.',
    'not-valid': 'This value cannot be used.',
    'too-many-cells':
      'This row has more cells than there are column titles. Put figures with commas in quotes, or leave the commas out.',
    missing: 'Empty, but required.',
    negative: '“{value}” is negative. A count is 0 at least.',
    fraction: '“{value}” is a fraction. People and interactions are counted in whole numbers.',
    'not-a-number': '“{value}” is not a number.',
    'too-large': '“{value}” is too large to be believed. Check the figure.',
    'not-a-day': '“{value}” is not a date that is understood. Write it as 2026-01-31 or 31/01/2026.',
    'not-a-time': '“{value}” is not a time that is understood.',
    'no-such-day': 'The calendar has no day “{value}”.',
    'in-future': '“{value}” is after today ({today}).',
    'published-after-snapshot':
      'Published on {publishedOn}, after the snapshot day {snapshotOn}. Check the day on which the file was taken.',
    'not-a-permalink': '“{value}” is not the link of an Instagram post.',
    'unknown-office': 'Unknown office “{value}”. Those there are: {known}.',
    'unknown-channel': 'Unknown channel “{value}”. Those there are: {known}.',
    'unknown-metric': 'Unknown metric “{value}”. Those there are: {known}.',
    'unknown-passport-type': 'Unknown passport type “{value}”. Those there are: {known}.',
    'unknown-purpose': 'Unknown purpose “{value}”. Those there are: {known}.',
    'unknown-source': 'Unknown source of information “{value}”. Those there are: {known}.',
    'unknown-approach': 'Unknown approach “{value}”. Those there are: {known}.',
    'unknown-audience': 'Unknown audience “{value}”. Those there are: {known}.',
    'unknown-topic': 'Unknown topic “{value}”. Those there are: {known}.',
    'unknown-event-kind': 'Unknown kind of event “{value}”. Those there are: {known}.',
    'not-yes-or-no': 'Write yes or no.',
    'ends-before-start': 'It ends on {to}, before it starts on {from}.',
    'contradicts-line': 'Line {line} already gives another figure for the same thing. Keep the one that is right.',
    'missing-column': 'This column is not there. With it the file would be recognised as {format}.',
    'ignored-columns': '{count} columns are not known and were not stored: {names}.',
    'ignored-sections': '{count} sections are not known and were not stored: {names}.',
    'ignored-sheet': 'The sheet “{name}” was not recognised and not stored.',
    'not-reported': '{count} rows without a figure were skipped: not reported, not zero.',
    'said-before': '{count} repeated rows were skipped.',
    'unknown-section': '{count} rows of unknown sections were skipped.',
  },
  csv: { line: 'line', field: 'column', reason: 'reason', original: 'original_line' },
  api: {
    title: 'Programming interface (API) of Tilik',
    description: 'Every figure on the pages of Tilik can be had from here, as JSON or CSV.',
    parameters: 'Parameters',
    answers: 'Answers',
    body: 'Request body',
    required: 'required',
    document: 'OpenAPI 3.1 document',
  },
};
