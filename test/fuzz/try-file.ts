import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import { type Issue, Problem } from '@tilik/server/inside/problem.ts';
import type { OpenApp } from '../support/open-app.ts';

/** More of the processor's seconds than any file of the sizes made here may take. */
export const secondsMax = 5;
/** A machine with other things to do answers late; what is silent for this long does not answer at all. */
const silentSecondsMax = 60;

/** Seconds that the processor has worked for this process, whatever else the machine was doing. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

type Counted = Pick<ImportReport, (typeof counted)[number] | 'confidence' | 'problems'>;

const counted = ['rows', 'stored', 'replaced', 'unchanged', 'rejected', 'skipped'] as const;

function mustHold(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`broken promise: ${promise}`);
}

/** A sentence that nobody wrote, or whose facts nobody filled in. */
const isNoSentence = (text: string): boolean =>
  text.trim() === '' ||
  /^(problem|issue)\.|\{(value|columns|names?|count|line|known|limit|kind|today|rows|choices)\}|\[object/.test(text);

/** What the file itself wrote may be quoted in a message, whatever it looks like; what we wrote must be whole. */
function mustBeSentences(texts: readonly string[], issues: readonly Issue[]): void {
  for (const text of [...texts, ...issues.map(({ message }) => message)]) {
    mustHold(!isNoSentence(text), `every sentence is one: ${text.slice(0, 200)}`);
  }
}

async function problemOf(response: Response): Promise<Problem> {
  mustHold(
    response.status >= 400 && response.status < 500,
    `a refusal is of the person's kind, not ${response.status}`,
  );
  mustHold(response.headers.get('content-type') === 'application/problem+json', 'a refusal is a problem');
  const problem = Problem.strict().parse(await response.json());
  mustBeSentences([problem.title, problem.detail], problem.issues);
  return problem;
}

async function reportOf(response: Response): Promise<ImportReport> {
  const report = (await response.json()) as ImportReport;
  for (const part of [report, ...(report.parts ?? [])]) {
    if ('rows' in part) mustAddUp(part);
    else mustBeSentences([part.title, part.detail], part.issues);
  }
  return report;
}

function mustAddUp(report: Counted): void {
  const { rows, stored, replaced, unchanged, rejected, skipped, confidence } = report;
  mustHold(
    rows === stored + replaced + unchanged + rejected + skipped,
    `every row ends in one state: ${counted.map((name) => `${name} ${report[name]}`).join(', ')}`,
  );
  mustHold(confidence === null || (confidence >= 0 && confidence <= 1), 'confidence is within 0 and 1');
  mustBeSentences([], report.problems);
}

/** Counts that no count can have, among what one import stored. */
function impossible(app: OpenApp, id: number): number {
  const places = { readings: ['value'], snapshots: ['value'], applicants: ['applicants'], sources: ['applicants'] };
  let found = 0;
  for (const [table, columns] of Object.entries(places)) {
    for (const column of columns) {
      found += app.db.$client
        .prepare(
          `SELECT COUNT(*) FROM ${table} WHERE import_id = ? AND (typeof(${column}) <> 'integer' OR ${column} < 0)`,
        )
        .pluck()
        .get(id) as number;
    }
  }
  return found;
}

const tables = ['imports', 'rejected_rows', 'past_values', 'activities', 'campaigns', 'events', 'inquiries'];
const sums = { readings: 'value', snapshots: 'value', applicants: 'applicants', sources: 'applicants' };

/** What the store holds, in short: two answers differ where anything was written in between. */
function contentOf(app: OpenApp): string {
  const counts = [...tables, ...Object.keys(sums)].map((table) => `(SELECT COUNT(*) FROM ${table})`);
  const added = Object.entries(sums).map(([table, column]) => `(SELECT TOTAL(${column}) FROM ${table})`);
  return JSON.stringify(
    app.db.$client
      .prepare(`SELECT ${[...counts, ...added].join(', ')}`)
      .raw()
      .get(),
  );
}

type Bytes = Uint8Array<ArrayBuffer>;

interface Options {
  /** Whether the import is undone at once. */
  readonly undo: boolean;
}

/** How a file ended, as a word for the summary. */
type Outcome = string;

/**
 * Previews a file and stores it, and holds the answers to what is promised of every file whatever is in it. Throws
 * where a promise is broken; answers how the file ended otherwise.
 */
export async function tryFile(app: OpenApp, bytes: Bytes, options: Options): Promise<Outcome> {
  // An answer that never comes is the worst of them: nothing else would notice it.
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('broken promise: every file is answered')), silentSecondsMax * 1_000);
  });
  try {
    return await Promise.race([outcomeOf(app, bytes, options), silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function outcomeOf(app: OpenApp, bytes: Bytes, options: Options): Promise<Outcome> {
  const begun = processorSeconds();
  const before = contentOf(app);
  const channel = 'facebook';
  const preview = await app.send(bytes, { preview: true, lang: 'id', channel });
  mustHold(contentOf(app) === before, 'a preview writes nothing');
  const answer = await app.send(bytes, { lang: 'en', channel });
  mustHold(processorSeconds() - begun < secondsMax * 2, `no file takes more than ${secondsMax} s`);
  if (!answer.ok) {
    const problem = await problemOf(answer);
    mustHold(contentOf(app) === before, 'a refused file leaves nothing behind');
    if (preview.ok) {
      const planned = await reportOf(preview);
      mustHold(
        ['question', 'mapping'].includes(planned.status) || planned.stored + planned.replaced + planned.unchanged === 0,
        `what was previewed is stored: ${problem.code}`,
      );
    } else {
      const previewed = await problemOf(preview);
      mustHold(previewed.code === problem.code, 'preview and store give one reason');
      mustHold(previewed.title !== problem.title, 'the title is in both languages');
    }
    return problem.code;
  }
  mustHold(preview.status === 200, `what is stored could be previewed: ${preview.status}`);
  const [planned, done] = [await reportOf(preview), await reportOf(answer)];
  if (done.status === 'archive') return `archive of ${done.parts?.length ?? 0}`;
  for (const name of counted) mustHold(planned[name] === done[name], `the preview's ${name} is what was stored`);
  if (done.id === null || done.status !== 'stored') return done.status;
  mustHold(impossible(app, done.id) === 0, 'every stored figure is a whole number, 0 or more');
  if (options.undo) {
    const undone = await app.request(`/api/v1/imports/${done.id}`, { method: 'DELETE' });
    mustHold(undone.status === 200, `an import can be undone: ${undone.status}`);
  }
  return `stored ${done.format}`;
}
