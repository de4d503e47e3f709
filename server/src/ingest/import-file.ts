import { createHash } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import { channels, type Import, type Office, offices } from '@tilik/db/schema';
import { type Day, dayInZone, isDay } from '../day.ts';
import { type Facts, type IssueFacts, ProblemError } from '../problem.ts';
import { plainName } from './cells.ts';
import { decode, type Sheet } from './decode.ts';
import type { Answers, Context, Question } from './format.ts';
import { type Match, matchFormat } from './formats/index.ts';
import { type Plan, planImport, type RowOutcome } from './plan.ts';
import { rememberAnswers, rememberedAnswers } from './queries.ts';
import { presentFigures, standingImport, storeImport } from './store.ts';

export interface ImportRequest {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly answers: Answers;
  readonly preview: boolean;
  readonly strict: boolean;
  readonly isSample: boolean;
}

/** A remark on the file as a whole that keeps nothing out. */
export interface Notice {
  readonly code: string;
  readonly field?: string;
  readonly facts: Facts;
}

/** What became of a file, or would become of it. */
export interface ImportOutcome {
  /** `same-file`: exactly this file stands already and it says nothing new, so nothing was written down. */
  readonly status: 'preview' | 'stored' | 'same-file' | 'question';
  readonly import: Import | undefined;
  readonly format: string;
  readonly confidence: number;
  readonly officeId: string;
  readonly account: string | null;
  readonly snapshotOn: Day | null;
  readonly plan: Plan;
  readonly questions: readonly Question[];
  readonly notices: readonly Notice[];
}

/**
 * Reads a file, plans what is to be done with it and, unless it is a preview, does it. The plan is made inside the
 * transaction that stores it, so that no other import can come between what was decided and what is done.
 */
export async function importFile(db: Db, request: ImportRequest, now: Date): Promise<ImportOutcome> {
  const contentHash = createHash('sha256').update(request.bytes).digest('hex');
  const sheets = await decode(request.bytes);
  const matches = sheets.map((sheet) => ({ sheet, match: matchFormat(sheet) }));
  const recognised = matches.flatMap(({ sheet, match }) => (match.kind === 'recognised' ? [{ sheet, ...match }] : []));
  if (recognised.length === 0) throw notRecognised(matches);

  const standing = standingImport(db, contentHash);
  const account = recognised.map(({ recognition }) => recognition.account).find((name) => name !== undefined);
  const format = recognised[0]?.format.id ?? '';
  // What was answered of this account before is not asked again; what is said now goes before it.
  const remembered = account === undefined ? {} : rememberedAnswers(db, format, account);
  const answers: Answers = { ...remembered, ...given(request.answers) };
  const context = contextOf(db, answers, standing, now);
  const questions = uniqueQuestions(recognised.flatMap(({ recognition }) => recognition.questions));
  for (const { field, choices } of questions) {
    const answer = answers[field];
    if (answer !== undefined && choices.length > 0 && !choices.includes(answer)) {
      const facts = { value: answer, choices: choices.join(', ') };
      throw new ProblemError(400, 'bad-request', { issues: [{ field, code: 'not-a-choice', facts }] });
    }
  }
  const open = questions.filter((question) => question.required && answers[question.field] === undefined);
  const notices: Notice[] = [
    ...recognised.flatMap(({ recognition, format }) =>
      recognition.ignored.length === 0
        ? []
        : [
            {
              code: format.id === 'meta-daily-metric' ? 'ignored-sections' : 'ignored-columns',
              facts: { names: recognition.ignored.join(', '), count: recognition.ignored.length },
            },
          ],
    ),
    ...matches.flatMap(({ sheet, match }) =>
      match.kind === 'recognised' || sheet.head.length === 0
        ? []
        : [{ code: 'ignored-sheet', facts: { name: sheet.name } }],
    ),
  ];
  const takesSnapshots = questions.some((question) => question.field === 'snapshotOn');
  const common = {
    format,
    account: account ?? null,
    confidence: Math.min(...recognised.map(({ recognition }) => recognition.confidence)),
    officeId: context.office.id,
    snapshotOn: takesSnapshots ? context.snapshotOn : null,
    questions,
    notices,
  };
  if (open.length > 0) {
    if (!request.preview) {
      throw new ProblemError(422, 'answer-needed', {
        issues: open.map(({ field, choices }) => ({
          field,
          code: 'answer-needed',
          facts: { field, choices: choices.join(', ') },
        })),
      });
    }
    return { status: 'question', import: undefined, plan: planImport([], () => undefined), ...common };
  }

  function* outcomes(): Iterable<RowOutcome> {
    for (const { recognition } of recognised) yield* recognition.read(context);
  }
  const makePlan = () => planImport(outcomes(), presentFigures(db));
  if (request.preview) return { status: 'preview', import: undefined, plan: makePlan(), ...common };

  return db.transaction(
    () => {
      const plan = makePlan();
      if (plan.changes.length === 0) throw nothingToStore(plan);
      if (request.strict && plan.rejected > 0)
        throw new ProblemError(422, 'strict', { facts: counts(plan), issues: issuesOf(plan) });
      if (standing && plan.stored + plan.replaced === 0) {
        return { status: 'same-file', import: standing, plan, ...common } as const;
      }
      const asked = questions.flatMap(({ field }) => (answers[field] === undefined ? [] : [[field, answers[field]]]));
      const said: Record<string, string> = {
        office: context.office.id,
        ...Object.fromEntries(asked),
        ...(takesSnapshots ? { snapshotOn: context.snapshotOn } : {}),
      };
      if (account !== undefined) rememberAnswers(db, format, account, said, now.toISOString());
      const file = {
        fileName: request.fileName,
        contentHash,
        sizeBytes: request.bytes.length,
        format: common.format,
        answers: said,
        account: account ?? null,
        isSample: request.isSample,
      };
      const stored = storeImport(db, file, plan, now.toISOString());
      return { status: 'stored', import: stored, plan, ...common } as const;
    },
    { behavior: 'immediate' },
  );
}

/** The answers that were given. */
const given = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined && answer !== ''));

/** How many rejected rows an answer carries; all of them are in the import's CSV. */
export const issuesShownMax = 200;

/** The first rejected rows as issues. */
export const issuesOf = (plan: Plan): IssueFacts[] =>
  plan.rejectedRows
    .flatMap(({ line, original, issues }) =>
      issues.map(({ field, reason, facts }) => ({
        line,
        ...(field === undefined ? {} : { field }),
        code: reason,
        ...(facts ? { facts } : {}),
        original,
      })),
    )
    .slice(0, issuesShownMax);

const counts = ({ rows, rejected, skipped }: Plan): Facts => ({ rows, rejected, skipped });

const nothingToStore = (plan: Plan): ProblemError =>
  plan.rows === 0
    ? new ProblemError(422, 'no-rows')
    : new ProblemError(422, 'nothing-to-store', { facts: counts(plan), issues: issuesOf(plan) });

function uniqueQuestions(questions: readonly Question[]): Question[] {
  return [...new Map(questions.map((question) => [question.field, question])).values()];
}

function notRecognised(matches: readonly { sheet: Sheet; match: Match }[]): ProblemError {
  const near = matches.map(({ match }) => match).find((match) => match.kind === 'near');
  const found = matches.flatMap(({ match }) => (match.kind === 'recognised' ? [] : match.found)).slice(0, 20);
  const columns = found.join(', ').slice(0, 300);
  return near
    ? new ProblemError(422, 'not-recognised', {
        facts: { columns },
        issues: near.missing.map((name) => ({
          field: name,
          code: 'missing-column',
          facts: { name, format: near.format.id },
        })),
      })
    : new ProblemError(422, 'not-recognised', { facts: { columns } });
}

/** Everything that reading rows depends on besides the rows, each answer checked. */
function contextOf(db: Db, answers: Answers, standing: Import | undefined, now: Date): Context {
  const officeList = db.select().from(offices).all();
  const channelList = db.select().from(channels).orderBy(channels.position).all();
  const office =
    answers.office === undefined ? ourOffice(officeList) : officeList.find(({ id }) => id === answers.office);
  if (!office) throw badAnswer('office', 'unknown-office', answers.office, officeList);
  if (answers.channel !== undefined && !channelList.some(({ id }) => id === answers.channel)) {
    throw badAnswer('channel', 'unknown-channel', answers.channel, channelList);
  }
  const today = dayInZone(now, office.zone);
  // The file does not say when it was taken. A file that stands already was taken on the day that was said then.
  const snapshotOn = answers.snapshotOn ?? standing?.answers.snapshotOn ?? today;
  if (!isDay(snapshotOn)) {
    throw new ProblemError(400, 'bad-request', {
      issues: [{ field: 'snapshotOn', code: 'not-a-day', facts: { value: snapshotOn } }],
    });
  }
  if (snapshotOn > today) {
    throw new ProblemError(400, 'bad-request', {
      issues: [{ field: 'snapshotOn', code: 'in-future', facts: { value: snapshotOn, today } }],
    });
  }
  return {
    today,
    office,
    offices: new Map(
      officeList.flatMap(({ id, name, aliases }) => [id, name, ...aliases].map((text) => [plainName(text), id])),
    ),
    channels: new Map(
      channelList.flatMap(({ id, nameId, nameEn, aliases }) =>
        [id, nameId, nameEn, ...aliases].map((text) => [plainName(text), id]),
      ),
    ),
    channelList,
    channel: answers.channel,
    snapshotOn,
    dayOrder: answers.dayOrder,
    month: answers.month,
    firstDay: answers.firstDay,
  };
}

const ourOffice = (list: readonly Office[]): Office | undefined => list.find(({ role }) => role === 'ours');

const badAnswer = (field: string, code: string, value: string | undefined, list: readonly { id: string }[]) =>
  new ProblemError(400, 'bad-request', {
    issues: [{ field, code, facts: { value: value ?? '', known: list.map(({ id }) => id).join(', ') } }],
  });
