import type { id } from './id.ts';
import { reportEn } from './report-en.ts';

/** English: the same keys as `id.ts`, kept so by the type. */
export const en: typeof id = {
  problem: {
    'name-taken': {
      title: 'The name is taken',
      detail: '“{name}” is a name of {by} already. A file could not tell them apart. No data changed.',
    },
    'no-such-thing': {
      title: 'No such thing',
      detail: 'There is nothing of the kind {noun} with the id {id}.',
    },
    'no-such-attachment': {
      title: 'No such attachment',
      detail: 'There is no attachment {id}, or it was taken away.',
    },
    'too-many-attachments': {
      title: 'Too many attachments',
      detail: 'One thing has {limit} at most. Take one away first. No data changed.',
    },
    'not-attachable': {
      title: 'This kind of file cannot be attached',
      detail: '{value} is by its content of the kind {content}. Attach one of: {known}. No data changed.',
    },
    'other-content': {
      title: 'The name says another kind of file',
      detail:
        '{value} is by its content a file of the kind {content}. Name it so and attach it again. No data changed.',
    },
    'sign-in-needed': {
      title: 'Sign in first',
      detail: 'This needs to know who asks. Sign in, or send an API key.',
    },
    'not-allowed': {
      title: 'Not for your role',
      detail: 'Your role ({role}) may not do this. Ask the administrator if you need it. No data changed.',
    },
    'other-office': {
      title: 'Another office',
      detail: 'This belongs to {office}; your account is for {own}. No data changed.',
    },
    'not-own-note': {
      title: 'Not a note of your own',
      detail:
        'You can take back questions that you noted yourself. Ask an administrator to take this one back. No data was changed.',
    },
    'no-such-note': {
      title: 'No such note',
      detail: 'There is no noted question number {id}, or it was taken back. Load the list again.',
    },
    'note-answered': {
      title: 'Answered already',
      detail: 'Question number {id} is noted as answered. Nothing was changed.',
    },
    'note-month-closed': {
      title: 'The month is closed',
      detail:
        'Questions of {month} can no longer be noted or changed. The head of the office can open the month again on the page Data quality.',
    },
    'not-own-import': {
      title: 'Not your own import',
      detail:
        'You can undo what you imported yourself. Ask the head of the office or the administrator to undo this one. No data changed.',
    },
    'nothing-approved': {
      title: 'Nothing is approved yet',
      detail:
        'Readers see approved figures, and no month of {office} is closed. The head of the office or the administrator closes months on the page Data quality.',
    },
    'not-approved-yet': {
      title: 'Not approved yet',
      detail: 'Figures are approved until {until}. Choose days before that.',
    },
    'outside-the-view': {
      title: 'Outside this view',
      detail: 'This link shows {from} to {to} and nothing else.',
    },
    'no-such-share': { title: 'No such link', detail: 'There is no shared link {id}. Reload the list.' },
    'share-revoked': { title: 'Ended already', detail: 'The link “{name}” was ended before. Nothing changed.' },
    'audit-too-long': {
      title: 'Too many entries for one file',
      detail: 'A file may have {limit} entries. Choose fewer days, or one office or person.',
    },
    'sign-in-failed': {
      title: 'Wrong email address or password',
      detail: 'Check both and try again. After ten wrong ones the address is locked for a while.',
    },
    'sign-in-locked': {
      title: 'Too many wrong passwords',
      detail:
        'Signing in with this address is locked for another {minutes} minutes. Wait, or ask the administrator for a new link.',
    },
    'sign-in-again': {
      title: 'Sign in once more',
      detail: 'For this you need to prove again who you are: sign out and in again. No data changed.',
    },
    'wrong-password': {
      title: 'The present password is wrong',
      detail: 'Type the password that you sign in with. Nothing changed.',
    },
    'wrong-code': {
      title: 'Wrong code',
      detail: 'The code changes every 30 seconds. Check the clock of your device and type the code it shows now.',
    },
    'codes-locked': {
      title: 'Too many wrong codes',
      detail:
        'Codes of this account are locked for 15 minutes. Wait, or ask the administrator to take the second factor away.',
    },
    'link-spent': {
      title: 'The link no longer serves',
      detail: 'This link was used, has run out, or is not whole. Ask for a new one.',
    },
    'password-refused': {
      title: 'That password is too easy to guess',
      detail: 'Choose another; a few ordinary words that have nothing to do with each other will do.',
    },
    'person-banned': {
      title: 'This account is closed',
      detail: 'The administrator closed this account. Speak to them if that is a mistake.',
    },
    'too-many-requests': {
      title: 'Too many requests',
      detail: 'Wait a minute and try again.',
    },
    'provider-silent': {
      title: 'The account provider does not answer',
      detail: 'Try again later, or sign in with a password.',
    },
    'too-long-a-body': {
      title: 'The request is too long',
      detail: 'This request says more than it needs to. No data changed.',
    },
    'key-not-known': {
      title: 'Unknown API key',
      detail:
        'This key is wrong, was revoked, has run out, or its maker may not have one any more. Ask the administrator for a new one.',
    },
    'unknown-host': {
      title: 'Unknown name',
      detail: 'Tilik is not served under the name {host}. Open it at the address set in TILIK_URL.',
    },
    'other-page': {
      title: 'The request comes from another page',
      detail: 'Changes are taken from Tilik’s own pages only, or from programs that bring an API key. No data changed.',
    },
    'wrong-type': {
      title: 'This kind of content is not taken',
      detail: 'Send the request as {types}. No data changed.',
    },
    'demo-elsewhere': {
      title: 'The demo is shown on this computer only',
      detail:
        'The demo opens without signing in, so only on the computer it runs on, as localhost and with nothing in between.',
    },
    'first-run-done': {
      title: 'The first administrator is there already',
      detail: 'Sign in with your account, or ask an administrator to invite you.',
    },
    'first-run-token': {
      title: 'This is not the latest link',
      detail: 'Use the link that was printed when Tilik was last started, or print a new one: pnpm tilik user link',
    },
    'no-such-person': {
      title: 'No such person',
      detail: 'Reload the list of people to see who there is.',
    },
    'person-exists': {
      title: 'This address is taken',
      detail: 'There is an account with {email} already. Give that person a new link if they cannot sign in.',
    },
    'no-such-office': {
      title: 'Unknown office',
      detail: 'There is no office {office}. No data changed.',
    },
    'last-administrator': {
      title: 'The last administrator',
      detail: 'Without {name} nobody could manage accounts any more. Make somebody else administrator first.',
    },
    'own-account': {
      title: 'This is your own account',
      detail: 'Your own role, office and access can only be changed by another administrator.',
    },
    'no-such-key': {
      title: 'No such API key',
      detail: 'This key was revoked or never was. Reload the list.',
    },
    'key-above-role': {
      title: 'That role is above yours',
      detail: 'A key cannot be given the role {role}: yours is {own}.',
    },
    'record-refused': {
      title: 'Not stored',
      detail: 'Check the fields named below and store it again. No data changed.',
    },
    'changed-meanwhile': {
      title: 'Changed by somebody else meanwhile',
      detail:
        'What you opened is no longer as it was. Look at what changed below and decide. Nothing of yours was stored.',
    },
    'no-such-record': {
      title: 'Not there',
      detail: 'There is no row {key} in this list. Reload it to see those there are.',
    },
    'no-such-list': { title: 'No such list', detail: 'There is no list {value}. Those there are: {known}.' },
    'other-posts-now': {
      title: 'The posts are others now',
      detail:
        'Since the preview was opened, posts have changed, been added or gone. Open the preview again. Nothing was changed.',
    },
    'too-many-posts': {
      title: 'Too many at once',
      detail: 'At most {limit} posts in one act. Narrow the days. Nothing was changed.',
    },
    'record-in-use': {
      title: 'Still in use',
      detail: '{count} other entries belong to it. Part them from it first; then it can be removed. No data changed.',
    },
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
    'calendar-too-large': {
      title: 'The calendar is too large',
      detail: 'A calendar file may have {limit} MB. Export a shorter period. No data changed.',
    },
    'damaged-calendar': {
      title: 'The calendar is damaged',
      detail: 'This iCalendar file cannot be read to its end. Export it again from where it came. No data changed.',
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
    'browser-missing': {
      title: 'No browser to print with',
      detail:
        'PDFs are printed by Chromium or Chrome on the server, and neither could be started. Ask the administrator to install one or to name it in CHROMIUM. Meanwhile print from your own browser, or take PPTX and XLSX. No data changed.',
    },
    'print-failed': {
      title: 'The file was not finished',
      detail:
        'The making of the file stopped half-way. Try once more; if it happens again, tell the administrator. No data changed.',
    },
    'no-such-face-job': {
      title: 'No such file in the making',
      detail: 'There is no file {id} of yours in the making, or the server was started anew. Make the file once more.',
    },
    'no-such-report': {
      title: 'Report not found',
      detail: 'There is no report {id}, or it was discarded. Load the list of reports again.',
    },
    'report-month-running': {
      title: 'The month is still running',
      detail: 'The month {month} ends on {to}. Its report can be begun after that day.',
    },
    'report-month-not-closed': {
      title: 'The month is not closed',
      detail:
        'The month {month} is not closed, so its figures may still change. The head closes it on the page Data quality; then the report can be reviewed and approved.',
    },
    'report-exists': {
      title: 'There is a report already',
      detail: 'There is a report on {month} already ({id}). Open that one. Nothing was changed.',
    },
    'report-not-draft': {
      title: 'The report is not a draft',
      detail: 'This report was reviewed. Return it first to change it. Nothing was changed.',
    },
    'report-not-reviewed': {
      title: 'The report is not reviewed',
      detail:
        'This report is still a draft. Review it first; then it can be approved or returned. Nothing was changed.',
    },
    'report-not-approved': {
      title: 'The report is not approved',
      detail: 'This can only be done with a report that was approved.',
    },
    'already-approved': {
      title: 'The report is approved already',
      detail:
        'This report was approved under the number {number} and does not change any more. Make a revision if something has to be put right.',
    },
    'later-edition': {
      title: 'There is a later edition',
      detail:
        'This report was revised and is now {number}. The next revision is made of that edition. Nothing was changed.',
    },
    'comments-open': {
      title: 'There are comments still',
      detail:
        '{count, plural, one {# comment is} other {# comments are}} not dealt with. Resolve them first. Nothing was changed.',
    },
    'no-such-comment': {
      title: 'Comment not found',
      detail: 'This report has no comment number {id}. Load the report again.',
    },
    'comment-resolved': {
      title: 'The comment is dealt with',
      detail: 'Comment number {id} was resolved before. Nothing was changed.',
    },
    'figures-changed': {
      title: 'The report changed since it was opened',
      detail:
        'Figures or texts of the report on {month} were changed after you opened it. Load it again, read it, and repeat. Nothing was stored.',
    },
    'webhook-needs-secret': {
      title: 'The webhook needs a secret',
      detail:
        'A new webhook address needs a shared secret of its own (16 characters at least) to sign what is sent. Nothing was changed.',
    },
    'not-a-logo': {
      title: 'Not a picture for a logo',
      detail: 'A logo has to be a PNG or a JPEG by its content. Nothing was changed.',
    },
    'no-such-logo': {
      title: 'Logo not found',
      detail: 'There is no logo {hash}.',
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
    'database-corrupt': {
      title: 'The database is damaged',
      detail:
        'Part of the database cannot be read. Store nothing for now, and tell the administrator to bring the latest backup back.',
    },
    'disk-full': {
      title: 'The disk is full',
      detail:
        'There is no room left to store anything. Nothing of this change was stored; all else is whole. Tell the administrator to make room, then try again.',
    },
    'disk-read-only': {
      title: 'The disk can only be read',
      detail: 'Data can be seen and not stored. Nothing of this change was stored. Tell the administrator.',
    },
    'disk-error': {
      title: 'The disk has a fault',
      detail: 'The disk cannot be read or written properly. Nothing of this change was stored. Tell the administrator.',
    },
    'clock-behind': {
      title: "The computer's clock went back",
      detail:
        "The server's clock is earlier than the latest thing that was stored, so the times it notes will be wrong. Tell the administrator to set the clock.",
    },
    'clock-jumped': {
      title: "The computer's clock jumped",
      detail:
        "The server's clock went ahead by more than a day at once. Check today's date before you store anything; tell the administrator if it is wrong.",
    },
    'backup-failed': {
      title: 'The backup failed',
      detail: 'The latest backup did not succeed. Your data are stored all the same; tell the administrator.',
    },
    'backup-late': {
      title: 'The backup is late',
      detail: 'There has been no new backup for more than two days. Tell the administrator.',
    },
    'disk-low': {
      title: 'The disk is nearly full',
      detail: 'Only {free} MB are left. Tell the administrator to make room.',
    },
    'database-busy': {
      title: 'The database is in use',
      detail: 'Another write has not finished. No data changed; try again in a moment.',
    },
  },
  issue: {
    'unknown-field': 'There is no field “{value}” here. Those there are: {known}.',
    'unknown-campaign': 'Unknown campaign “{value}”. Write its id or its name; it must be of the same office.',
    'unknown-theme': 'Unknown theme “{value}”. Add it to the codebook first, or write another.',
    'unknown-activity': 'Unknown activity “{value}”. It must be of the same office.',
    'unknown-activity-kind': 'Unknown kind of activity “{value}”. Those there are: {known}.',
    'unknown-management-step': 'Unknown management step “{value}”. Those there are: {known}.',
    'unknown-pr-role': 'Unknown role “{value}”. Those there are: {known}.',
    'unknown-evidence-kind': 'Unknown kind of note “{value}”. Those there are: {known}.',
    'unknown-indicator': 'Unknown indicator “{value}”. Those there are: {known}.',
    'ambiguous-number': '“{value}” can be two numbers. Write 1234 for the thousands, 1.2340 for the decimals.',
    'too-long': 'This text has {count} characters; {limit} at most.',
    'not-a-link': '“{value}” is not a link. It begins with https://.',
    'not-an-activity-id':
      '“{value}” cannot be the id of an activity of this channel. It is {channel}: with letters, figures and hyphens behind it.',
    'id-of-other-office': '“{value}” is already the id of something at {office}. Choose another.',
    'ended-not-started': 'It ended on {to}, but there is no day on which it began.',
    'p90-below-median': 'Nine of ten waited {p90} days at most, less than the median of {median}. Check both.',
    'not-years': '“{value}” is no number of years from 1 to {limit}.',
    'not-a-share': '“{value}” is no share. Write it from 0 to 1 or in percent, such as 0.45 or 45%.',
    'no-channel-here': '{value} is not counted by channel. Leave the channel empty.',
    'nothing-said': 'Nothing is reported in this row. Fill in at least one figure.',
    'changed-meanwhile': 'Somebody changed it: it was “{was}” when you opened it and is “{now}” now.',
    'not-a-hashtag': '“{value}” is not one hashtag. Write it like #epaspor.',
    'no-word': 'There is no word in “{value}”.',
    'nothing-set': 'Choose at least one: campaign, PR role or topics.',
    'exists-already': 'This exists already. Open it to change it.',
    'removed-meanwhile': 'Somebody removed this meanwhile.',
    'password-short': 'At least {least} characters.',
    'password-long': 'At most {most} characters.',
    'password-named': 'It contains “{word}”, which is easy to guess here.',
    'password-common': 'It is among the passwords most used, or one pattern only.',
    'key-expiry': '{value} is not a day within the next ten years.',
    'bar-in-name': 'The bar | parts the words of a cell that has several: a name cannot have it.',
    'id-reserved': 'The id {value} is the address of another page. Choose another, such as {value}-2.',
    'not-a-code': '{value} cannot be an id: use small letters, digits and hyphens, such as radio-lokal.',
    'not-a-zone': '{value} is no time zone. Use a name such as Asia/Jakarta.',
    'not-shareable':
      'This cannot be shared. A link shows the overview, the channels, or a campaign that ran on the days chosen.',
    'expires-out-of-range': 'A link may live until a day from {from} to {to}.',
    'other-office': 'This belongs to {office}; your account is for {own}.',
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
    'not-a-mail-address': '“{value}” is not a mail address.',
    'not-a-number-pattern':
      "“{value}” cannot be used: the place ('{n}') and the year ('{year}') must be in it once each; besides them only the month ('{month}' or '{mm}').",
    'not-a-webhook-address':
      '“{value}” cannot be used: give https, or http only to this computer or an address of the office network (such as http://192.168.1.5/…), with no user name in it.',
    'not-a-month': '“{value}” is not a month. Write it as 2026-01.',
    'month-closed': 'The month {month} is closed. Open it again on the page Data quality, then import again.',
    'expected-twice': 'This figure is declared in another row already. Keep one.',
    'not-a-time': '“{value}” is not a time that is understood.',
    'no-such-day': 'The calendar has no day “{value}”.',
    'minutes-without-answer': 'Minutes to the answer are for questions that were answered.',
    'base-needs-both': 'A base window needs both its first and its last day.',
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
    'event-repeats': '“{value}” repeats. A campaign runs once: make one event for each campaign, then import again.',
    'event-without-day': '“{value}” does not say its day.',
    'event-damaged': 'The time of “{value}” cannot be read.',
    'event-cancelled': '“{value}” is cancelled in the calendar. Where its campaign is here, cancel it on its page.',
    'event-of-actual': '{count} events tell what was run, not what is planned, and were skipped.',
    'event-notes-left-out':
      '{count} events have notes with a phone number, an e-mail address or a person’s number; the notes were not taken.',
    'unknown-time-zone': 'The time zone “{value}” is not known and the file does not explain it.',
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
  calendar: {
    title: 'Work calendar of {office}',
    unplanned: 'Without a plan: these are the days on which it ran.',
    notBegun: 'Not begun.',
    begun: 'Run since {from}.',
    ran: 'Run from {from} to {to}.',
    cancelled: 'Cancelled on {on}.',
    inCharge: 'In charge: {role}.',
  },
  share: {
    closed: {
      title: 'This link shows nothing',
      detail: 'It was ended, has expired, or was not copied whole. Ask whoever gave it to you for a new one.',
    },
    wait: { title: 'Too many tries', detail: 'Wait a minute, then open the link again.' },
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
      'not-begun': 'The campaign has not begun: it is planned only.',
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
  inquiry: {
    topics: {
      nothing: 'No questions are reported in this window. That does not mean that nobody asked.',
      tooFew:
        'There are {received, number} questions, {withTopic, number} of them with a topic: too few for the share of each topic (fewer than 20).',
      most: 'Of {withTopic, number} questions with a topic, most are about {topic}: {share, number} % (95 % interval: {low, number}–{high, number} %).',
      shared:
        'Of {withTopic, number} questions with a topic, {topic} has {share, number} % (95 % interval: {low, number}–{high, number} %), but its interval overlaps with {rivals}: none can be called the most asked.',
      without: '{without, number} more questions are told without a topic.',
    },
    refused: 'Whether topics rise or fall is not computed.',
    refusal: {
      'days-too-short': 'One day is too short to be compared; choose weeks or months.',
      'too-few-periods':
        'Only {found, number} finished periods before it tell topics apart; {needed, number} are needed. Choose a longer window.',
      'no-common-channel': 'No channel tells topics apart in all of these periods.',
      'last-partly-reported': 'The last finished period is reported only in part.',
      'not-by-topic': 'Too many questions have no topic; {needed, number} % with a topic are needed.',
    },
    pIs: 'p = {p, number}',
    pBelow: 'p < 0.001',
    said: {
      rising:
        '{topic} rose: {count, number} questions in {period}, where the periods before let expect about {expected, number} ({ratio, number} times; 95 % interval: {low, number}–{high, number} times; {p} after allowing for the number of topics).',
      new: '{topic} is asked about for the first time: {count, number} questions in {period}, never before ({p} after allowing for the number of topics).',
      falling:
        '{topic} fell: {count, number} questions in {period}, where the periods before let expect about {expected, number} ({ratio, number} times; 95 % interval: {low, number}–{high, number} times; {p} after allowing for the number of topics).',
    },
    none: 'In {period} no topic clearly rose or fell against the {periods, plural, one {# period} other {# periods}} before.',
    base: '{period} is compared with the mean of the {periods, plural, one {# period} other {# periods}} before; a running period is left out. Questions that come in swarms make the interval look narrower than it is, so a topic is said to rise only if it is above every one of those periods as well.',
    small: 'Too few to judge (fewer than 10 questions): {topics}.',
    leftOut: 'Not compared, because topics are not told apart in all periods: {channels}.',
  },
  audience: {
    refused: 'The change of the share is not split.',
    window: { base: 'the base window', window: 'this window' },
    refusal: {
      'windows-overlap': 'The window and its base overlap; choose a shorter one.',
      'no-breakdown': 'In {window} no finished month is broken down for both types of passport.',
      'too-few': 'In {window} only {found, number} applicants are broken down; {needed, number} are needed.',
      'too-little-covered':
        'In {window} the breakdown covers {found, number} % of applicants; {needed, number} % are needed. Those who are not recorded could turn the result round.',
      'exceeds-total':
        'In {window} the groups of a month come to more than its total; check the figures in Data quality.',
      'empty-cell':
        '{group}: no applicants in {window}, so nobody knows what they would have chosen there. Choose a longer window.',
    },
    change: {
      up: 'The share rose by {points, number} points, from {before, number} % to {after, number} % (95 % interval of the change: {low, number} to {high, number} points).',
      down: 'The share fell by {points, number} points, from {before, number} % to {after, number} % (95 % interval of the change: {low, number} to {high, number} points).',
      same: 'The share stayed (a difference of {points, number} points): {before, number} % and {after, number} % (95 % interval of the change: {low, number} to {high, number} points).',
    },
    unclear: 'That change cannot be told from none.',
    mix: {
      up: 'The mix of applicants raised it by {points, number} points.',
      down: 'The mix of applicants lowered it by {points, number} points.',
      same: 'The mix of applicants did not change it.',
    },
    lead: {
      grew: 'Mostly because {group} grew from {before, number} % ({countBefore, number} people) to {after, number} % of applicants ({countAfter, number} people).',
      shrank:
        'Mostly because {group} shrank from {before, number} % ({countBefore, number} people) to {after, number} % of applicants ({countAfter, number} people).',
    },
    choice: {
      up: 'Choice within the groups raised it by {points, number} points.',
      down: 'Choice within the groups lowered it by {points, number} points.',
      same: 'Choice within the groups did not change it ({points, number} points).',
    },
    standardised:
      'With the applicants of the base window, the share of this window would be {share, number} % (95 % interval: {low, number}–{high, number} %).',
    covered:
      'Among applicants who are broken down: {base, number} % in the base window, {window, number} % in this one.',
    otherMonths: 'The months compared are not the same in both years, so the season may have changed the mix as well.',
    caution: 'This is an account of two windows, not evidence of a cause.',
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
  mail: {
    'report-approved': {
      sample: 'This report is made of sample data.',
      subject: 'Monthly report {month} approved: {number}',
      text: 'The report on {month} of {office} was approved under the number {number}.\n\n{sentences}\n\n{link}',
    },
    invitation: {
      subject: 'Invitation to Tilik',
      text: 'Hello {name},\n\nyou are invited to Tilik. Open this link and choose your password; it serves for seven days and only once:\n\n{link}\n\nIf you do not know what this is, ignore this letter.',
    },
    reset: {
      subject: 'A new password for Tilik',
      text: 'Hello {name},\n\nsomebody asked for a new password for your account. Open this link and choose it; the link serves for an hour and only once:\n\n{link}\n\nIf it was not you, ignore this letter: nothing changes.',
    },
  },
  report: reportEn,
  face: {
    missing: { 'not-reported': 'not reported', outside: 'out of range', 'not-computed': 'not computed' },
    points: '{value} points',
    days: '{value} days',
    minutes: '{value} minutes',
    interval: '{low} to {high}',
    sample: 'Sample data',
    'sample-note': 'These figures are made up as a sample. Do not decide anything by them.',
    provisional: 'Provisional',
    'provisional-note': 'This month is not closed: its figures may still change.',
    draft: 'Not approved',
    'missing-note': 'A cell with words, such as “not reported”, has no number; that is not zero.',
    'no-value': 'none',
    more: 'and {count} more',
    others: '+{count} more',
    marks: 'In the chart:',
    gaps: 'Without a figure: {list}.',
    'file-name': 'report',
    'draft-name': 'draft',
    subject: 'Monthly report of {office}, number {number}',
    office: 'Office',
    month: 'Month',
    number: 'Number',
    'approved-on': 'Approved',
    edition: 'Edition',
    'edition-first': 'First',
    'edition-revision': 'Revision {count}',
    reason: 'Reason for the revision',
    revised: 'Revises the content with hash',
    hash: 'Hash of the content (SHA-256)',
    'data-version': 'Data version',
    summary: 'Summary',
    figure: 'Key figure',
    figures: 'Key figures',
    value: 'Value',
    low: 'Lower end, 95 %',
    high: 'Upper end, 95 %',
    against: 'Held against',
    'against-value': 'Its value',
    difference: 'Difference',
    contents: 'What is in this file',
    sheet: 'Sheet',
    title: 'Title',
    note: 'How to read it',
    block: 'Part',
    sentence: 'Sentence',
    report: 'Report',
    remarks: 'Remarks',
    'no-remarks': 'No remarks.',
    definitions: 'Definitions',
    'no-definitions': 'No definitions.',
    term: 'Term',
    meaning: 'Meaning',
    differences: 'Differences',
    what: 'What changed',
    was: 'Before',
    became: 'Now',
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
