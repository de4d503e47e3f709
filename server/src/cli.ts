import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { systemActor } from './access/actor.ts';
import { createApp } from './app.ts';
import { dayInZone } from './day.ts';
import { filesOf, kindOfZip, type PackedFile, startsAsZip } from './ingest/archive.ts';
import type { ImportReport } from './ingest/report.ts';
import { problemInWords } from './language.ts';
import { openForUse, reasonNotToStart, toldOf } from './operations/open-for-use.ts';
import { type Issue, type Problem, ProblemError } from './problem.ts';
import { readSettings } from './settings.ts';

const usage = `tilik import FILE…    Import files as the platforms gave them; of a ZIP, each file in it.

  --preview              say what would be done; store nothing
  --strict               store all rows of a file or none
  --json                 print a JSON array, one object per file
  --channel CHANNEL      channel, where a file does not say (instagram, facebook …)
  --office OFFICE        office of rows that name none (bandung …)
  --snapshot-on DAY      day on which lifetime figures were taken; by default the day the file was written
  --day-order ORDER      what 03/04/2025 means, where a file leaves it open: day-first or month-first
  --month MONTH          month of a recap that does not name it (2026-03)
  --first-day DAY        first day of a table that counts its days from it
  --approach APPROACH    approach of new campaigns of a calendar: diseminasi or sosialisasi (by default)
  --mapping FILE.json    how a table of no known format is to be read, as the interface takes it; remembered for tables
                         with the same header, which need it no more
  --sample               the figures are made up
  --lang id|en           language of the messages

Data: $TILIK_DATA/tilik.sqlite (./data by default).
Exit: 0 all stored, 3 some rows or files rejected, 2 nothing stored.`;

/** What is printed of one file with --json. */
interface FileResult
  extends Pick<
    ImportReport,
    'rows' | 'stored' | 'replaced' | 'unchanged' | 'rejected' | 'skipped' | 'from' | 'to' | 'channels' | 'metrics'
  > {
  readonly file: string;
  readonly format: string | null;
  readonly status: ImportReport['status'] | 'refused';
  readonly id: number | null;
  readonly problems: readonly Issue[];
}

const print = (line: string) => process.stdout.write(`${line}\n`);

/** What was asked for; a misspelt option is answered with how it is used. */
function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        preview: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        sample: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        channel: { type: 'string' },
        office: { type: 'string' },
        'snapshot-on': { type: 'string' },
        'day-order': { type: 'string' },
        month: { type: 'string' },
        'first-day': { type: 'string' },
        approach: { type: 'string' },
        mapping: { type: 'string' },
        lang: { type: 'string', default: 'id' },
      },
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}\n`);
    return process.exit(2);
  }
}

const { values, positionals } = readArguments();
const [command, ...files] = positionals;
if (values.help || command !== 'import' || files.length === 0) {
  print(usage);
  process.exit(values.help ? 0 : 2);
}

/** The text of the mapping's file; what is in it is for the interface to judge. */
async function readMapping(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    process.stderr.write(`--mapping: ${(error as Error).message}\n`);
    return process.exit(2);
  }
}

const mapping = await readMapping(values.mapping);
const now = () => new Date();
const language = values.lang === 'en' ? 'en' : 'id';

async function openStore() {
  try {
    return await openForUse(readSettings(process.env), now, (taken) => process.stderr.write(`${toldOf(taken)}\n`));
  } catch (error) {
    const reason = reasonNotToStart(error);
    if (!reason) throw error;
    process.stderr.write(`${reason.message}\n`);
    return process.exit(reason.exit);
  }
}

const db = await openStore();
const app = createApp({
  db,
  visitor: systemActor('command line'),
  now,
  onCrash: (error) => process.stderr.write(`${(error as Error).stack ?? error}\n`),
});

/** The day the file was written is when its lifetime figures were taken, unless something is said. */
async function snapshotDay(path: string): Promise<string> {
  return values['snapshot-on'] ?? dayInZone((await stat(path)).mtime, 'Asia/Jakarta');
}

const refusal = (file: string, problems: FileResult['problems']): FileResult => ({
  file,
  format: null,
  status: 'refused',
  id: null,
  rows: 0,
  stored: 0,
  replaced: 0,
  unchanged: 0,
  rejected: 0,
  skipped: 0,
  from: null,
  to: null,
  channels: [],
  metrics: [],
  problems,
});

/** The result of a file; of an archive, that of each file in it. */
async function importPath(path: string): Promise<FileResult[]> {
  const file = basename(path);
  let bytes: Uint8Array<ArrayBuffer>;
  let takenOn: string;
  try {
    bytes = new Uint8Array(await readFile(path));
    takenOn = await snapshotDay(path);
  } catch (error) {
    return [refusal(file, [{ code: 'unreadable', message: (error as Error).message }])];
  }
  if (!startsAsZip(bytes) || kindOfZip(bytes) !== 'archive') return [await importOne(file, bytes, takenOn)];
  let inner: readonly PackedFile[] = [];
  try {
    inner = filesOf(bytes);
  } catch (error) {
    // The interface says what is wrong with it.
    if (!(error instanceof ProblemError)) throw error;
  }
  return importTogether(file, bytes, (name) => {
    const writtenOn = inner.find((one) => one.name === name)?.writtenOn;
    // Programs that keep no time write 1980; no file was written after the archive that holds it.
    const isKept = writtenOn !== undefined && writtenOn > '2000-01-01' && writtenOn <= takenOn;
    return values['snapshot-on'] === undefined && isKept ? writtenOn : takenOn;
  });
}

interface Given {
  readonly preview: boolean;
  readonly snapshotOn?: string;
  readonly parts?: Readonly<Record<string, { readonly snapshotOn: string }>>;
}

/** Asks the interface to import a file or to preview it. */
function send(file: string, bytes: Uint8Array<ArrayBuffer>, given: Given) {
  const form = new FormData();
  form.set('file', new File([bytes], file));
  form.set('preview', String(given.preview));
  form.set('strict', String(values.strict));
  form.set('sample', String(values.sample));
  if (values.channel !== undefined) form.set('channel', values.channel);
  if (values.office !== undefined) form.set('office', values.office);
  for (const [option, field] of Object.entries({
    'day-order': 'dayOrder',
    month: 'month',
    'first-day': 'firstDay',
    approach: 'approach',
  })) {
    const answer = values[option as 'day-order' | 'month' | 'first-day' | 'approach'];
    if (answer !== undefined) form.set(field, answer);
  }
  if (mapping !== undefined) form.set('mapping', mapping);
  if (given.snapshotOn !== undefined) form.set('snapshotOn', given.snapshotOn);
  if (given.parts !== undefined) form.set('parts', JSON.stringify(given.parts));
  return app.request(`/api/v1/imports?lang=${values.lang}`, { method: 'POST', body: form });
}

/** The day to be said of a file when its lifetime figures were taken; none where the file keeps what was said before. */
function snapshotSaid(before: ImportReport | undefined, takenOn: string): { snapshotOn?: string } {
  const isNew = before === undefined || before.stored > 0;
  const explicit = values['snapshot-on'] !== undefined;
  return before?.snapshotOn && (isNew || explicit) ? { snapshotOn: takenOn } : {};
}

/** A report as the result of its file. */
function resultOf(file: string, given: ImportReport): FileResult {
  const { questions, replacements, confidence, mapping: proposal, parts, ...report } = given;
  if (report.status === 'mapping') {
    const facts = { columns: (proposal?.header ?? []).join(', ') };
    const { title, detail } = problemInWords(language, new ProblemError(422, 'not-recognised', { facts }));
    const whole = { code: 'not-recognised', message: `${title}. ${detail}` };
    return { ...report, file, problems: [whole, ...report.problems] };
  }
  if (report.status !== 'question') return { ...report, file };
  return {
    ...report,
    file,
    problems: questions.map(({ field, choices }) => ({
      field,
      code: 'answer-needed',
      message: `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${choices.join('|')}`.trim(),
    })),
  };
}

/** A problem as the result of its file. */
function refusedResult(file: string, problem: Problem): FileResult {
  const whole = { code: problem.code, message: `${problem.title}. ${problem.detail}` };
  const rejectedLines = new Set(problem.issues.flatMap(({ line }) => (line === undefined ? [] : [line])));
  return { ...refusal(file, [whole, ...problem.issues]), rejected: rejectedLines.size };
}

async function importOne(file: string, bytes: Uint8Array<ArrayBuffer>, takenOn: string): Promise<FileResult> {
  // A file that stands already keeps the day that was said of it then; only a new one takes the day it was written.
  const known = await send(file, bytes, { preview: true });
  const before = known.ok ? ((await known.json()) as ImportReport) : undefined;
  const response = await send(file, bytes, { preview: values.preview, ...snapshotSaid(before, takenOn) });
  return response.ok
    ? resultOf(file, (await response.json()) as ImportReport)
    : refusedResult(file, (await response.json()) as Problem);
}

/** An archive in one piece: each of its files knows those before it, and each was taken on the day it was written. */
async function importTogether(
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
  takenOn: (name: string) => string,
): Promise<FileResult[]> {
  const first = await send(file, bytes, { preview: true });
  if (!first.ok) return [refusedResult(file, (await first.json()) as Problem)];
  const parts: Record<string, { snapshotOn: string }> = {};
  for (const part of ((await first.json()) as ImportReport).parts ?? []) {
    const name = part.file.slice(file.length + 1);
    const { snapshotOn } = snapshotSaid('rows' in part ? part : undefined, takenOn(name));
    if (snapshotOn !== undefined) parts[name] = { snapshotOn };
  }
  const response = await send(file, bytes, { preview: values.preview, parts });
  if (!response.ok) return [refusedResult(file, (await response.json()) as Problem)];
  return (((await response.json()) as ImportReport).parts ?? []).map((part) =>
    'rows' in part ? resultOf(part.file, part) : refusedResult(part.file, part),
  );
}

const results: FileResult[] = [];
for (const path of files) results.push(...(await importPath(path)));
db.$client.close();

if (values.json) print(JSON.stringify(results, null, 2));
else {
  for (const result of results) {
    print(
      `${result.file}: ${result.format ?? '?'} · rows ${result.rows} · stored ${result.stored} · replaced ${result.replaced} · unchanged ${result.unchanged} · rejected ${result.rejected} · skipped ${result.skipped}${result.from ? ` · ${result.from} – ${result.to}` : ''}`,
    );
    for (const { line, field, message } of result.problems) {
      print(
        `  ${[line === undefined ? '' : `${line}`, field ?? ''].filter((part) => part !== '').join(' ')}: ${message}`,
      );
    }
  }
}

/** Nothing can be stored of it as it was given. */
const isOpen = ({ status }: FileResult) => status === 'refused' || status === 'question' || status === 'mapping';
const isFine = (result: FileResult) => !isOpen(result) && result.rejected === 0;
const storesSomething = (result: FileResult) =>
  !isOpen(result) && result.stored + result.replaced + result.unchanged > 0;
process.exitCode = results.every(isFine) ? 0 : results.some(storesSomething) ? 3 : 2;
