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
    'month-closed': {
      title: 'The month is closed',
      detail:
        'This import holds figures of {month}, which is closed. Open the month again on the page Data quality, then undo.',
    },
    'still-needed': {
      title: 'Cannot be undone yet',
      detail: 'Other data still refer to what this import brought. Undo the later import that uses it first.',
    },
    'no-such-job': {
      title: 'No such import job',
      detail: 'This import ended long ago or never was. See the history of imports.',
    },
    interrupted: {
      title: 'The import was interrupted',
      detail: 'The server stopped while {file} was being stored. Nothing of it is stored; import it again.',
    },
    'job-failed': {
      title: 'Something went wrong on our side',
      detail:
        'This import did not finish and nothing of it is stored. Try again; if it happens again, give the administrator the number {job}.',
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
    'damaged-archive': {
      title: 'The ZIP archive is damaged or cut short',
      detail:
        'This archive cannot be opened to its end, or is packed in an unusual way. Download it again, or unpack it and import the files in it.',
    },
    'empty-archive': {
      title: 'The ZIP archive is empty',
      detail: 'There is no file in this archive. Download it from the platform again and retry.',
    },
    'archive-encrypted': {
      title: 'The ZIP archive has a password',
      detail: 'Unpack this archive with its password and import the files in it.',
    },
    'archive-too-many': {
      title: 'Too many files in the archive',
      detail: 'The archive holds {count} files; {limit} at most. Unpack it and import only those that are needed.',
    },
    'archive-too-large': {
      title: 'The archive holds too much',
      detail:
        'Unpacked, one file may have {limit} MB and all of them {total} MB. Unpack it and import only the files that are needed.',
    },
    'archive-suspicious': {
      title: 'The file swells beyond reason',
      detail:
        'Unpacked it becomes more than {ratio} times as large, which no file of a platform does. Download it again from its source.',
    },
    'archive-too-deep': {
      title: 'An archive within archives',
      detail: 'This archive lies too deep within others. Unpack it first and import the files in it.',
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
        "Columns that were read: {columns}. Use the platform's own file, copy the figures into a template of Tilik, or say what the columns are in the preview on the page Data.",
    },
    'personal-data': {
      title: 'The file tells of single persons',
      detail:
        'Column {columns} seems to hold personal data ({count} values). Tilik keeps counts only: count by day or month first, then import nothing but the counts. Nothing of this file was kept.',
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
    'no-such-finding': {
      title: 'No such finding',
      detail: 'The figures as they are now have no finding {id}. They may have been corrected; load the list again.',
    },
    'month-running': {
      title: 'The month is still running',
      detail: 'The month {month} ends on {to}. It can be closed after that day.',
    },
    'month-already-closed': {
      title: 'The month is closed already',
      detail: 'The month {month} was closed before. Nothing changed.',
    },
    'month-not-closed': {
      title: 'The month is not closed',
      detail: 'The month {month} is not closed, so there is nothing to open again. Nothing changed.',
    },
    'not-a-batch': {
      title: 'Not an array of JSON',
      detail:
        'Send a JSON array of objects (application/json), or one JSON object a line (application/x-ndjson). Nothing was stored.',
    },
    'empty-batch': { title: 'No rows', detail: 'Send at least one row.' },
    'batch-too-long': {
      title: 'Too many rows',
      detail: 'At most {limit} rows at a time. Send them in several batches. Nothing was stored.',
    },
    'idempotency-key-reused': {
      title: 'This key was used for another request',
      detail:
        'This Idempotency-Key was used for a request with another body in the last 24 hours. Use a new key. Nothing was stored.',
    },
    'database-busy': {
      title: 'The database is in use',
      detail: 'Another write has not finished. No data changed; try again in a moment.',
    },
  },
  issue: {
    'personal-identity-number':
      '{count} values look like identity numbers (NIK), for example {example}. Remove this column; bring only how many people.',
    'personal-passport-number':
      '{count} values look like passport numbers, for example {example}. Remove this column; bring only how many passports.',
    'personal-person-name':
      '{count} values look like names of persons, for example {example}. Remove this column; bring only how many people.',
    'personal-phone':
      '{count} values look like phone numbers, for example {example}. Remove this column; bring only how many.',
    'personal-email':
      '{count} values look like e-mail addresses, for example {example}. Remove this column; bring only how many.',
    'answer-needed': 'The file does not say. What is needed: {choices}.',
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
    'not-a-month': '“{value}” is not a month. Write it as 2026-01.',
    'month-closed': 'The month {month} is closed. Open it again on the page Data quality, then import again.',
    'expected-twice': 'This figure is declared in another row already. Keep one.',
    'not-a-time': '“{value}” is not a time that is understood.',
    'no-such-day': 'The calendar has no day “{value}”.',
    'in-future': '“{value}” is after today ({today}).',
    'too-early': '“{value}” is before {earliest}; figures that old are not believed. Check the year.',
    'other-day-order': '“{value}” goes against the order of day and month in this column. Write it as 2026-01-31.',
    'ambiguous-day':
      '“{value}” can be two days, and this column uses both orders. Write it as 2026-01-31, or say which order is meant.',
    'published-after-snapshot':
      'Published on {publishedOn}, after the snapshot day {snapshotOn}. Check the day on which the file was taken.',
    'not-a-permalink': '“{value}” is not the link of an Instagram post.',
    'not-an-id': '“{value}” is no number of a post.',
    'damaged-id':
      'Excel damaged the post’s number to “{value}” and the link does not hold the whole of it. Download the original file from the platform again.',
    'no-identity': 'The platform does not say which post this is: “{value}”. Its figures cannot be stored.',
    'time-contradicts-id':
      'On {count} rows (the first is line {line}) the column {name} is more than a day from the time inside the post’s number. The number’s time was used.',
    'daily-breakdown':
      '{count} rows hold figures of one day of a post, not of its lifetime, and were passed over. Download the content report with lifetime totals.',
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
    'parts-differ': 'The parts add up to {sum}, but {total} is written. Check the figures.',
    'total-differs':
      '{found} is written, but the rows above add up to {expected}. Check the rows; the total itself is not stored.',
    'other-part-rejected': 'Line {line} of the same kind was rejected, so the sum of both is not known.',
    'not-one-month': 'The title “{value}” is not of one month. Recaps are kept by month: part the months.',
    'not-whole-month':
      'The title “{value}” is only a part of a month that has ended. Import the recap of the whole month.',
    'added-to-other': '{count} rows were added to another row of the same type, request and unit.',
    'no-such-column': 'This table has only {count} columns. Columns are counted from 0.',
    'column-twice': 'A column is used twice. Each column means one thing.',
    'metric-twice': 'A metric is chosen for two columns. Each metric has one column at most.',
    'missing-column': 'This column is not there. With it the file would be recognised as {format}.',
    'ignored-columns': '{count} columns have no use here and were not stored: {names}.',
    'ignored-sections': '{count} sections are not known and were not stored: {names}.',
    'ignored-sheet': 'The sheet “{name}” was not recognised and not stored.',
    'not-json': 'This line is not whole JSON.',
    'not-a-row': 'Each row must be a JSON object of column names and values.',
    'not-a-key': 'There is no figure with this key.',
    'from-a-file':
      'This figure is from {file} and cannot be emptied here. Write the right figure, or undo that import.',
    'received-missing': 'Fill in the questions received first.',
    'not-reported': '{count} rows without a figure were skipped: not reported, not zero.',
    'said-before': '{count} repeated rows were skipped.',
    'unknown-section': '{count} rows of unknown sections were skipped.',
    'not-one-period': '“{value}” is a week, a year or a range of days. Download it by day or by month.',
    'not-a-day-number': '“{value}” is not the number of a day from the start of the report.',
    'other-website': 'This row is of another website (the one counted is {website}). Export one website per file.',
    'passed-over': '{count} tables or columns were not stored: {names}.',
    'no-day':
      '{count} rows were skipped because they are of no single day or month (by page, source, week or the whole span).',
    'total-row': '{count} rows of totals were skipped.',
    'broken-down':
      '{count} rows were skipped because their day is broken down further (by page, source, hour …), so they are not of the whole site.',
    'repeated-table': '{count} rows of tables were skipped because a table above gives the same metric.',
    'part-of-month': '{count} rows of months were skipped because the report begins or ends within that month.',
    'part-of-day': '{count} rows were skipped because they are by the hour, not of a whole day.',
    'no-page-view': '{count} rows of events other than page views were skipped.',
    'counted-into-day': '{count} rows of page views are counted into the figures of their day.',
  },
  finding: {
    applicants: '{passportType} applicants',
    'parts-differ':
      '{passportType}, {period}: by {breakdown} they add up to {sum, number}, but the total is {total, number} (difference {difference, number}).',
    'sources-exceed':
      '{passportType}, {period}: {declared, number} people declare a source of information, more than the {applicants, number} applicants (difference {difference, number}).',
    'days-differ':
      '{subject}, {period}: the days add up to {sum, number}, but the figure of the month is {total, number} (difference {difference, number}).',
    'before-launch':
      '{period}: {value, number} e-passport applicants, but this office has offered it only since {launchedOn}.',
    'snapshot-before-post':
      'Post {activity} ({channel}) has a snapshot of {takenOn}, before it was published on {publishedOn}.',
    'snapshot-falls':
      'Post {activity} ({channel}): {metric} fell from {before, number} ({beforeOn}) to {value, number} ({takenOn}).',
    'same-value': '{subject}: {value, number} on {days, number} days in a row, {from} – {to}.',
    outlier:
      '{subject}, {period}: {value, number}, outside the usual {low, number} – {high, number} (median {median, number} of {values, number} comparable figures; modified z-score {score, number}).',
  },
  breakdown: { variant: 'book variant', request: 'kind of request', purpose: 'purpose', servicePoint: 'service point' },
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
