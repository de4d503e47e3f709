import { z } from '@hono/zod-openapi';
import type { Import } from '@tilik/db/schema';
import type { Language } from '@tilik/db/vocabulary';
import { issueInWords, problemInWords } from '../language.ts';
import { Issue, type IssueFacts, Problem, ProblemError } from '../problem.ts';
import { questionFields } from './format.ts';
import type { ArchivePart } from './import-archive.ts';
import { type ImportOutcome, issuesOf } from './import-file.ts';
import { MappingProposal } from './mapping.ts';

const ImportPart = z
  .object({
    id: z.int().nullable().openapi({ description: 'Number of the import; null where nothing was written down.' }),
    status: z.enum(['preview', 'question', 'mapping', 'stored', 'same-file', 'undone', 'archive']),
    file: z.string(),
    format: z.string(),
    confidence: z.number().nullable(),
    office: z.string(),
    account: z.string().nullable().openapi({ description: 'Account, page or property, as the file names it.' }),
    channel: z.string().nullable(),
    snapshotOn: z.string().nullable(),
    sample: z.boolean(),
    importedAt: z.string().nullable(),
    undoneAt: z.string().nullable(),
    rows: z.int().openapi({ description: 'Data rows of the file. Each ends in exactly one of the next five.' }),
    stored: z.int().openapi({ description: 'Rows that say something new.' }),
    replaced: z.int().openapi({ description: 'Rows that change a figure given before.' }),
    unchanged: z.int().openapi({ description: 'Rows that say what is known already.' }),
    rejected: z.int().openapi({ description: 'Rows with something wrong; not stored.' }),
    skipped: z.int().openapi({ description: 'Rows without a figure, or repeated.' }),
    from: z.string().nullable(),
    to: z.string().nullable(),
    channels: z.array(z.string()),
    metrics: z.array(z.string()),
    problems: z.array(Issue).openapi({ description: 'Rejected rows (the first 200) and remarks on the file.' }),
    questions: z.array(
      z.object({ field: z.enum(questionFields), required: z.boolean(), choices: z.array(z.string()) }),
    ),
    replacements: z
      .array(z.object({ what: z.string(), was: z.string(), becomes: z.string() }))
      .openapi({ description: 'The first figures that change, by their natural key.' }),
    mapping: MappingProposal.nullable().openapi({
      description: 'In a preview: a table of no known format, whose columns have to be named or were named before.',
    }),
  })
  .openapi('ImportPart');

/** A file of an archive that was refused, and why. */
const RefusedPart = z.object({ file: z.string(), ...Problem.shape }).openapi('RefusedPart');

export const ImportReport = z
  .object({
    ...ImportPart.shape,
    parts: z
      .array(z.union([ImportPart, RefusedPart]))
      .optional()
      .openapi({ description: 'Of an archive: each of its files, an import of its own or the problem with it.' }),
  })
  .openapi('ImportReport');
export type ImportReport = z.infer<typeof ImportReport>;

/** What became of a file, in words. */
export function reportOf(outcome: ImportOutcome, file: string, isSample: boolean, language: Language): ImportReport {
  const { plan } = outcome;
  const remarks: IssueFacts[] = [
    ...outcome.notices,
    ...[...plan.skippedRows].map(([reason, count]) => ({ code: reason, facts: { count } })),
  ];
  return {
    id: outcome.import?.id ?? null,
    status: outcome.status,
    file,
    format: outcome.format,
    confidence: outcome.confidence,
    office: outcome.officeId,
    account: outcome.account,
    channel: outcome.import?.answers.channel ?? null,
    snapshotOn: outcome.snapshotOn,
    sample: isSample,
    importedAt: outcome.import?.importedAt ?? null,
    undoneAt: null,
    rows: plan.rows,
    stored: plan.stored,
    replaced: plan.replaced,
    unchanged: plan.unchanged,
    rejected: plan.rejected,
    skipped: plan.skipped,
    from: plan.fromOn,
    to: plan.toOn,
    channels: [...plan.channels],
    metrics: [...plan.metrics],
    problems: [...issuesOf(plan), ...remarks].map((issue) => issueInWords(language, issue)),
    questions: outcome.questions.map((question) => ({ ...question, choices: [...question.choices] })),
    replacements: plan.replacements.map(({ figure, was }) => ({
      what: figure.key.join(' · '),
      was: was.join(' · '),
      becomes: figure.value.join(' · '),
    })),
    mapping: outcome.mapping ?? null,
  };
}

type Part = z.infer<typeof ImportPart> | z.infer<typeof RefusedPart>;

/** What became of an archive: the sums of its files, and each of them. */
export function archiveReport(parts: Part[], file: string, isSample: boolean): ImportReport {
  const read = parts.filter((part) => 'rows' in part);
  const sum = (field: 'rows' | 'stored' | 'replaced' | 'unchanged' | 'rejected' | 'skipped') =>
    read.reduce((total, part) => total + part[field], 0);
  const days = read.flatMap(({ from, to }) => [from, to].filter((day) => day !== null)).sort();
  return {
    id: null,
    status: 'archive',
    file,
    format: 'archive',
    confidence: null,
    office: read[0]?.office ?? '',
    account: null,
    channel: null,
    snapshotOn: null,
    sample: isSample,
    importedAt: read.find(({ importedAt }) => importedAt !== null)?.importedAt ?? null,
    undoneAt: null,
    rows: sum('rows'),
    stored: sum('stored'),
    replaced: sum('replaced'),
    unchanged: sum('unchanged'),
    rejected: sum('rejected'),
    skipped: sum('skipped'),
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    channels: [...new Set(read.flatMap(({ channels }) => channels))].sort(),
    metrics: [...new Set(read.flatMap(({ metrics }) => metrics))].sort(),
    problems: [],
    questions: [],
    replacements: [],
    mapping: null,
    parts,
  };
}

/** What became of one file of an archive, in words. */
export const partReport = (part: ArchivePart, isSample: boolean, language: Language): Part =>
  part.kind === 'read'
    ? reportOf(part.outcome, part.file, isSample, language)
    : {
        file: part.file,
        ...problemInWords(language, new ProblemError(part.problem.status, part.problem.code, part.problem)),
      };

/** An import as it was written down. */
export const storedReport = (stored: Import, problems: Issue[]): ImportReport => ({
  id: stored.id,
  status: stored.undoneAt === null ? 'stored' : 'undone',
  file: stored.fileName,
  format: stored.format,
  confidence: null,
  office: stored.answers.office ?? '',
  account: stored.account,
  channel: stored.answers.channel ?? null,
  snapshotOn: stored.answers.snapshotOn ?? null,
  sample: stored.isSample,
  importedAt: stored.importedAt,
  undoneAt: stored.undoneAt,
  rows: stored.rows,
  stored: stored.stored,
  replaced: stored.replaced,
  unchanged: stored.unchanged,
  rejected: stored.rejected,
  skipped: stored.skipped,
  from: stored.fromOn,
  to: stored.toOn,
  channels: stored.channels,
  metrics: stored.metrics,
  problems,
  questions: [],
  replacements: [],
  mapping: null,
});
