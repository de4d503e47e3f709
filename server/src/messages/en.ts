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
    'unknown-campaign': { title: 'Unknown campaign', detail: 'There is no campaign {value}.' },
    'no-such-switching': {
      title: 'Schedule not found',
      detail: 'There is no schedule number {id}. Reload the list to see those there are.',
    },
    'switching-overlaps': {
      title: 'Another schedule runs at that time',
      detail:
        'The schedule “{name}” covers the same weeks. Two at once cannot be told apart: choose another time, or stop that one.',
    },
    'switching-stopped': {
      title: 'Already stopped',
      detail: 'The schedule “{name}” was stopped before. Nothing has changed.',
    },
    'switching-over': {
      title: 'Already over',
      detail: 'The schedule “{name}” is over and can no longer be stopped. Nothing has changed.',
    },
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
    'remark-identity-number':
      'This text seems to hold an identity number (NIK): {value}. Tilik keeps nothing of single persons; write it without.',
    'remark-passport-number':
      'This text seems to hold a passport number: {value}. Tilik keeps nothing of single persons; write it without.',
    'remark-phone':
      'This text seems to hold a phone number: {value}. Tilik keeps nothing of single persons; write it without.',
    'remark-email':
      'This text seems to hold an e-mail address: {value}. Tilik keeps nothing of single persons; write it without.',
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
    'not-a-monday': '{value} is not a Monday. A schedule begins on a Monday.',
    'not-in-future': '{value} is not in the future. A schedule is declared before it begins.',
    'channel-twice': 'One channel is named twice.',
    'one-channel': 'An on–off schedule is about one channel. Choose one.',
    'several-channels': 'A rotation needs at least two channels.',
    'block-uneven':
      'The length of a block must be a multiple of {arms}, so that each choice comes equally often in it.',
    'weeks-uneven': 'The number of weeks must be a multiple of {blockWeeks}, so that blocks are whole.',
    'too-few-schedules':
      'A schedule this short can show nothing: the smallest possible p is {smallest, number}, and 0.05 is needed. Add weeks, or make blocks longer.',
    'stop-reason-needed': 'Write why it is stopped; the schedule is kept.',
    'before-campaign': 'The campaign began on {startedOn}; it cannot be judged from before.',
    'reason-needed': 'Say why it is changed; what was declared before is kept.',
    'not-a-level': 'The level “{value}” cannot be used. Write a share from 0.01 to 0.99 in whole percents, as in 0.5.',
    'not-ceilings': 'The ceilings “{value}” cannot be used. Write at most five shares from 0.01 to 1, as in 0.6,0.8,1.',
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
    'metric-twice':
      'One meaning is chosen for two columns. Each metric, passport type and source has one column at most.',
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
  effect: {
    verdict: {
      SUPPORTED: 'supported by the data',
      SUGGESTIVE: 'suggestive',
      'NOT DISTINGUISHABLE': 'not distinguishable',
      'NOT COMPUTED': 'not computed',
    },
    said: {
      SUPPORTED: 'Supported by the data: {what}',
      SUGGESTIVE: 'Suggestive: {what}',
      'NOT DISTINGUISHABLE': 'Not distinguishable from ordinary change: {what}',
      'NOT COMPUTED': 'Not computed.',
    },
    extra: {
      more: 'over {periods}{grain, select, month { months} other { weeks}} about {count, number} more e-passport applications were recorded than expected without the campaign (95 % range: {low, number} to {high, number}).',
      less: 'over {periods}{grain, select, month { months} other { weeks}} about {count, number} fewer e-passport applications were recorded than expected without the campaign (95 % range: {low, number} to {high, number} fewer).',
    },
    share: {
      more: 'over {periods}{grain, select, month { months} other { weeks}} the share of the e-passport was about {points, number} percentage points higher than expected without the campaign (95 % range: {pointsLow, number} to {pointsHigh, number}), which is about {count, number} applications (95 % range: {low, number} to {high, number}).',
      less: 'over {periods}{grain, select, month { months} other { weeks}} the share of the e-passport was about {points, number} percentage points lower than expected without the campaign (95 % range: {pointsLow, number} to {pointsHigh, number} lower), which is about {count, number} applications fewer (95 % range: {low, number} to {high, number} fewer).',
    },
    value: {
      more: 'the value was about {points, number} higher than expected without the campaign (95 % range: {pointsLow, number} to {pointsHigh, number}).',
      less: 'the value was about {points, number} lower than expected without the campaign (95 % range: {pointsLow, number} to {pointsHigh, number} lower).',
    },
    between: {
      extra:
        'over {periods}{grain, select, month { months} other { weeks}} the change against what was expected without the campaign lies between {fewer, number} fewer and {more, number} more e-passport applications (95 % range).',
      share:
        'over {periods}{grain, select, month { months} other { weeks}} the change of the e-passport share against what was expected without the campaign lies between {pointsFewer, number} percentage points lower and {pointsMore, number} higher (95 % range).',
      value:
        'the change against what was expected without the campaign lies between {pointsFewer, number} lower and {pointsMore, number} higher (95 % range).',
    },
    caution: 'Other changes at the same time may have played a part.',
    mde: {
      extra: 'With these figures only a change of about {mde, number} % or more could be told.',
      share: 'With these figures only a rise of the odds of about {mde, number} % or more could be told.',
      value: 'With these figures only a change of about {mde, number} or more could be told.',
    },
    availableFrom: 'It can be computed from {day}.',
    gate: {
      'holds-nothing': 'The range includes no change at all.',
      'companion-pre-only': 'The forecast from the time before alone does not rule out that nothing changed.',
      'companion-gls-ar1': 'A model with errors that hang together (AR(1)) does not rule out that nothing changed.',
      'too-few-placebos': 'There are fewer than five windows to compare with in the time before.',
      'inside-placebos': 'Changes as large were seen at times without a campaign.',
      signs: 'Another model ({model}) points the other way.',
      autocorrelation: 'The errors of the model still hang together.',
      'forecasts-missed': 'Forecasts of the last weeks before the campaign often missed.',
      'outlier-in-window': 'One period ({subject}) stands far out and may be all of the change.',
    },
    model: {
      'pre-only': 'forecast from the time before alone',
      'segmented-quasi-poisson': 'segmented quasi-Poisson regression',
      'segmented-quasi-poisson-slope': 'segmented quasi-Poisson regression with a slope',
      'segmented-quasi-binomial': 'segmented quasi-binomial regression',
      'segmented-quasi-binomial-slope': 'segmented quasi-binomial regression with a slope',
      'segmented-linear': 'segmented linear regression',
      'segmented-linear-slope': 'segmented linear regression with a slope',
      'newey-west': 'Newey–West standard errors',
      'gls-ar1': 'GLS with AR(1) errors',
      'negative-binomial': 'negative binomial',
      'without-covariate': 'without the covariate',
      'without-comparisons': 'without comparison offices',
    },
    refusal: {
      'no-figures': 'There are no application figures for this time.',
      'duplicate-period': 'Period {subject} is there {found, number} times.',
      'unreadable-value': '“{subject}” (line {found, number}) is not a number that can be used.',
      'implausible-value':
        'The figure {found, number} of {subject} is more than fifty times the usual; check it first.',
      'no-variation': 'The figures never change, so there is nothing to measure with.',
      collinear: 'Column {subject} repeats another, so that its part cannot be told apart.',
      'not-estimable': 'The model cannot be fitted to these figures.',
      'window-not-over': 'The campaign’s window is not over ({subject}).',
      'no-before': 'There is no time before the campaign; {needed, number} periods are needed.',
      'before-too-short': 'There are only {found, number} periods before the campaign; {needed, number} are needed.',
      'before-shorter-than-three-windows':
        'The time before the campaign ({found, number} periods) is less than three times its own ({needed, number}).',
      'window-too-short':
        'The campaign’s window holds only {found, number} periods with figures; {needed, number} are needed.',
      'too-few-applications':
        'There are only {found, number} applications a period on average; {needed, number} are needed.',
      'too-many-missing':
        '{found, number} % of the periods before the campaign have no figures; {needed, number} % at most.',
      'too-soon-after-launch':
        'The campaign began {found, number} periods after the launch of the e-passport ({subject}); {needed, number} are needed.',
      'policy-event': 'Something else changed at the same time: {subject}.',
      'at-quota': 'In {found, number} % of the periods applications were held by a quota; {needed, number} % at most.',
    },
  },
  channel: {
    declared: {
      base: 'Of {applicants, number} e-passport applicants, {named, number} named a source ({rate, number} %, {periods, plural, one {# period} other {# periods}}); {unknown, number} more answers are unknown. Shares are of all {answers, number} answers.',
      several:
        'One person could name several sources, so each share is of all {applicants, number} e-passport applicants ({periods, plural, one {# period} other {# periods}}), and no response rate can be given.',
      most: 'Of the channels, {source} is named most: {share, number} % (95 % interval: {low, number}–{high, number} %).',
      shared:
        'Of the channels, {source} is named by {share, number} % (95 % interval: {low, number}–{high, number} %), but its interval overlaps with {rivals}: none can be called the most named yet.',
      mostlyUnknown: 'The source of more than half of the answers is unknown.',
      recall: 'This is what applicants recall, not what caused their choice.',
      refused: 'Shares of the sources are not computed.',
    },
    response: {
      lead: 'Exploratory, over {weeks, number} weeks: does engagement on channels go together with applications?',
      merged: '{channels} rise and fall together, so they are taken as one group.',
      allowedFor:
        '{channels} are hardly ever off, so they are allowed for in the model but cannot be judged by themselves. What works through them is not counted for the others.',
      caution:
        'Going together is not a cause: public interest raises engagement as well. Only a planned schedule can show which channel works better.',
      refused: 'How engagement relates to applications is not computed.',
      together: {
        extra:
          '{channels}: twice the weekly engagement goes together with about {estimate, number} % more e-passport applications (95 % interval: {low, number}–{high, number} %). Exploratory.',
        share:
          '{channels}: twice the weekly engagement goes together with odds of choosing the e-passport about {estimate, number} % higher (95 % interval: {low, number}–{high, number} %). Exploratory.',
      },
      apart: {
        extra:
          '{channels}: not seen to go together with applications; with twice the engagement the rise is {low, number}–{high, number} % (95 % interval).',
        share:
          '{channels}: not seen to go together with the odds of choosing the e-passport; with twice the engagement the rise is {low, number}–{high, number} % (95 % interval).',
      },
    },
    refusal: {
      'no-answers': 'No e-passport applicant’s source of information is declared in this window.',
      'too-few-answers': 'Only {found, number} people named a source; {needed, number} are needed.',
      'applicants-unknown': 'Applicants of the same periods are not complete, so the response rate is not known.',
      'low-response':
        'Only {found, number} % of applicants named a source; {needed, number} % are needed. Those who did not answer may differ.',
      'sources-exceed-applicants':
        'In {subject} one source is named more often than there were applicants; check the figures under Data quality.',
      'monthly-only': 'Applications are known by month only; this needs daily figures.',
      'no-figures': 'There are no weekly figures of applications in this window.',
      'no-channel': 'No channel can be judged: each is on nearly always, or too many of its figures are missing.',
      'too-few-weeks':
        'There are only {found, number} complete weeks; for so many channels {needed, number} are needed. Choose a longer window.',
      'always-on':
        '{subject} is off in only {found, number} % of weeks; {needed, number} % are needed for there to be something to compare.',
      'too-many-missing': '{subject}: {found, number} % of weeks were not wholly reported; at most {needed, number} %.',
      collinear: '{subject} rises and falls with season and trend and cannot be told from them.',
      'not-estimable': 'The model cannot be fitted to these figures.',
    },
  },
  switching: {
    off: 'that channel off',
    unbounded: 'no bound',
    said: {
      SUPPORTED: {
        extra:
          'The data support it: {better} works better than {worse}. E-passport applications per open day were about {estimate, number} % higher (95 % interval: {low} to {high}; {weeksBetter} against {weeksWorse} weeks, drawn by lot beforehand).',
        share:
          'The data support it: the odds of choosing the e-passport were about {estimate, number} % higher in weeks of {better} than of {worse} (95 % interval: {low} to {high}; {weeksBetter} against {weeksWorse} weeks).',
      },
      SUGGESTIVE: {
        extra:
          'There are indications: e-passport applications per open day were about {estimate, number} % higher in weeks of {better} than of {worse} (95 % interval: {low} to {high}; {weeksBetter} against {weeksWorse} weeks), but the schedule is not over or was stopped.',
        share:
          'There are indications: the odds of choosing the e-passport were about {estimate, number} % higher in weeks of {better} than of {worse} (95 % interval: {low} to {high}; {weeksBetter} against {weeksWorse} weeks). This is the second measure, not the primary one.',
      },
      'NOT DISTINGUISHABLE': {
        extra:
          'Not distinguishable: e-passport applications in weeks of {better} against {worse} changed by {estimate, number} % (95 % interval: {low} to {high}; {weeksBetter} against {weeksWorse} weeks).',
        share:
          'Not distinguishable: the odds of choosing the e-passport in weeks of {better} against {worse} changed by {estimate, number} % (95 % interval: {low} to {high}; {weeksBetter} against {weeksWorse} weeks).',
      },
    },
    mde: 'With this schedule only changes of about {mde, number} % and more can be seen.',
    early:
      'Looked at before its end ({weeks} weeks): looking again and again makes it easier for chance to pass for a result.',
    caution:
      'The order was drawn by lot, so other changes touch all choices alike. What carries over to the next week makes differences look smaller.',
    refusal: {
      'weeks-not-over': 'Only {found, number} weeks are over; {needed, number} are needed.',
      'stopped-too-early':
        'Stopped after {found, number} weeks in whole blocks; {needed, number} are needed, so nothing can be said.',
      'too-few-weeks': 'Only {found, number} weeks have figures; {needed, number} are needed.',
      'too-few-schedules': 'Too few weeks have figures to compare the choices.',
      'monthly-only': 'Applications are known by month only; this needs daily figures.',
    },
  },
  forecast: {
    unit: { month: 'month', week: 'week' },
    periods: {
      month: '{count, plural, one {# month} other {# months}}',
      week: '{count, plural, one {# week} other {# weeks}}',
    },
    almostNone: 'less than {share}',
    almostAll: 'more than {share}',
    availableFrom: 'Can be computed from {day}, if figures keep coming.',
    basis: 'Computed from {known} with figures, {from} to {to}. The unfinished period is left out.',
    model: {
      trend: 'damped trend',
      logistic: 'logistic curve',
      bass: 'Bass curve',
      scenario: 'scenario',
    },
    reached: {
      now: 'The e-passport share has reached {level}: {share} in {last}. It was first reached in {first}; since {since} it has never been below.',
      before:
        'The e-passport share once reached {level} (first in {first}) and fell again afterwards; in {last} it was {share}.{since}',
    },
    date: {
      model:
        'By the {model}, the e-passport share reaches {level} between {from} and {to} (90% interval), middle {median}.',
      scenario:
        'If the share cannot exceed {ceiling}: {level} is reached between {from} and {to} (90% interval), middle {median}.',
      one: 'By the {model}, the e-passport share reaches {level} in {median}; its 90% interval is no wider than one {unit}.',
    },
    noDate: {
      model: 'By the {model}, no date can be given for {level}. {why}',
      scenario: 'If the share cannot exceed {ceiling}: no date can be given for {level}. {why}',
    },
    earliest: '{from} at the earliest (lower end of the 90% interval).',
    chance: {
      both: 'Chance of reaching it within 12 months {twelve}, within 24 months {twentyFour}.',
      twelve: 'Chance of reaching it within 12 months {twelve}.',
      never: 'Chance of not having reached it by {until}: {never}.',
    },
    refusal: {
      'no-figures': 'There are no figures of both kinds of passport yet, so nothing can be forecast.',
      'too-short': 'There are only {found} with figures since the e-passport began; {needed} (half a year) are needed.',
      'all-electronic': 'Since {on} all applications are for the e-passport, so there is nothing left to forecast.',
      'no-variation': 'The share has never changed, so nothing can be forecast.',
      'not-estimable': 'This model cannot be fitted to the figures.',
      'not-growing': 'The figures do not rise towards a ceiling, so this curve does not apply.',
      'ceiling-open':
        'The figures do not show yet where growth ends: {low} to {high} are all possible (95% interval). A date from this curve would only be a guess; use scenarios with ceilings of your choice.',
      'curve-misses':
        'For months on end the figures lie away from the curve (correlation between errors {found, number}, {needed, number} at most), so it is not the curve they follow. Use the trend or scenarios.',
      'ceiling-passed':
        'Within the last year the share reached {found}, so a ceiling of {needed} does not agree with the figures.',
      'ceiling-below-level': 'The ceiling ({high}) is no higher than the target, so the target is not reached.',
      'beyond-horizon': 'In {found} of the courses computed the target is not reached within {needed}.',
      'crossing-open':
        'The interval of dates has no end: in {found} of the courses the target is not reached within {needed}.',
      'crossing-wide': 'The interval of dates is {found}, wider than three times its distance ({needed}).',
    },
    backtest: {
      none: 'The history is not long enough yet to be tried on the past; {needed} are needed before the first forecast.',
      row: '{steps} ahead: {covered80} of {origins} times the figure fell into the 80% band and {covered95} into the 95% band; on average it missed by {error} percentage points, while “stays as it was last” missed by {naive}.',
      better: 'At every distance this forecast was closer than that assumption.',
      mixed: 'Only at some distances was this forecast closer than that assumption.',
      worse: 'This forecast was no closer than that assumption; what is useful is its band.',
      narrow: 'The bands were too narrow then: take the uncertainty for larger than it is drawn.',
      wide: 'The bands held the figures about as often as they promise.',
    },
    question: {
      outlier: 'What happened in {period}? The share was {share}, where trend and season expected about {expected}.',
      shift: 'What happened around {period}? Since then the level of the share seems to have moved.',
      calendar: 'On the calendar around that time: {names}.',
      nothing: 'There is nothing on the calendar around that time.',
    },
    assumption: {
      'no-events': 'No new change of fees, rules, quota or supply of books, and no closure.',
      coming: 'What the calendar already has after the last figure is not allowed for: {names}.',
      'past-shifts':
        'Shifts of the past ({names}) are not taken out: the model holds that such shifts may come again, which makes its band wide.',
      damping:
        'The latest pace dies down: every {unit} 95% of the pace before is left. The 95% is chosen, not computed.',
      season: 'What goes up and down every year is told apart from the level beneath.',
      'no-season': 'No season can be told yet: the history is shorter than two years.',
      underlying:
        'Dates and chances are those of the level beneath, without the chance of one {unit} and without the season; the band in the chart holds both.',
      curves:
        'The logistic and the Bass curve are fitted to the share, with a ceiling of 100% at most. The form of Bass: cumulative, share = ceiling × F(t), which is the difference form added up; the density form gives another p.',
      horizon: 'It looks no further ahead than the history is long, and five years at most: {horizon}, until {until}.',
      drawing:
        '{paths, number} courses were drawn with the seed {seed}; by that drawing the ends of the 95% band may be off by {error} points.',
    },
    change: {
      fee: 'Fees: the difference in cost between the ordinary passport and the e-passport changes.',
      ordinary: 'Rules: the ordinary passport is no longer offered, or its validity changes.',
      supply: 'Supply of books, quota and waiting time.',
      campaign: 'A campaign that works; its effect is judged by itself on the page of campaigns, not here.',
      figures: 'New figures: every period that is reported computes everything anew.',
    },
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
