import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '@tilik/db/open';
import { imports } from '@tilik/db/schema';
import { max } from 'drizzle-orm';
import type { By } from '../access/audit.ts';
import { ProblemError } from '../problem.ts';
import { claimedBytes, filesOf, kindOfZip, startsAsZip } from './archive.ts';
import { decode, type Sheet } from './decode.ts';
import type { Answers } from './format.ts';
import { matchFormat } from './formats/index.ts';
import { type ImportOutcome, type ImportRequest, importSheets } from './import-file.ts';
import type { Mapping } from './mapping.ts';
import { headOf, memorySource, type Source } from './source.ts';
import { inTransaction } from './store.ts';
import type { UploadedFile } from './upload.ts';

/** What is answered of single files of an archive, by their names in it. */
export type PartAnswers = Readonly<Record<string, Answers & { readonly mapping?: Mapping | undefined }>>;

/** What became of one file of an archive: each is an import of its own, to be undone by itself. */
export type ArchivePart = { readonly file: string } & (
  | { readonly kind: 'read'; readonly outcome: ImportOutcome }
  | { readonly kind: 'refused'; readonly problem: RefusalFacts }
);

/** A problem as data, which may have come from another thread. */
type RefusalFacts = Pick<ProblemError, 'status' | 'code' | 'facts' | 'issues'>;

/** Whether a file is an archive of files and not a workbook, which is packed the same way. */
export const isArchive = (source: Source): boolean =>
  startsAsZip(headOf(source, 4)) && kindOfZip(source.whole()) === 'archive';

/** Bytes of files in an archive above which it is carried out in a thread, as a long file is. */
const longBytes = 1024 * 1024;

/** An archive that is small itself may hold long files: then it goes to the disk, where a thread can read it. */
export async function laidOut(file: UploadedFile, folder: string): Promise<UploadedFile> {
  if (file.path !== undefined || !isArchive(file.source)) return file;
  const bytes = file.source.whole();
  if (claimedBytes(bytes) <= longBytes) return file;
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${randomUUID()}.upload`);
  await writeFile(path, bytes, { mode: 0o600 });
  return { ...file, path, remove: () => rm(path, { force: true }) };
}

/**
 * Imports every file of an archive, one after the other, each knowing those before it, in one transaction. A file that
 * is refused keeps none of the others out. A preview does the same and is then rolled back.
 */
export async function importArchive(
  db: Db,
  request: ImportRequest & { readonly partAnswers?: PartAnswers | undefined },
  by: By,
): Promise<readonly ArchivePart[]> {
  const { source, partAnswers, onProgress, ...common } = request;
  // Read before the transaction begins: a workbook is waited for, and nothing may be while the store is held.
  const files: { name: string; inner: Source; sheets: Awaited<ReturnType<typeof sheetsIn>> }[] = [];
  for (const { name, bytes } of filesOf(source.whole())) {
    const inner = memorySource(bytes);
    files.push({ name, inner, sheets: await sheetsIn(inner) });
  }
  let rowsBefore = 0;
  return inTransaction(db, () => {
    const latest =
      db
        .select({ id: max(imports.id) })
        .from(imports)
        .get()?.id ?? 0;
    const parts = files.map(({ name, inner, sheets }): ArchivePart => {
      const file = `${request.fileName}/${name}`;
      if ('refusal' in sheets) return { file, kind: 'refused', problem: sheets.refusal };
      const { mapping, ...answers } = partAnswers?.[name] ?? {};
      const task = {
        ...common,
        fileName: file,
        answers: { ...request.answers, ...answers },
        mapping: mapping ?? request.mapping,
        contentHash: inner.contentHash,
        sizeBytes: inner.sizeBytes,
        othersFollow: true,
        onProgress: (rows: number) => onProgress?.(rowsBefore + rows),
      };
      try {
        const matches = sheets.value.map((sheet) => ({ sheet, match: matchFormat(sheet) }));
        const outcome = importSheets(db, task, matches, by);
        rowsBefore += outcome.plan.rows;
        // A number that was given in a preview is nobody's afterwards.
        const isPassing = request.preview && (outcome.import?.id ?? 0) > latest;
        return { file, kind: 'read', outcome: isPassing ? { ...outcome, import: undefined } : outcome };
      } catch (error) {
        return { file, kind: 'refused', problem: refusalOf(error) };
      }
    });
    return { keep: !request.preview, value: parts };
  });
}

/** What went wrong for a reason of the file's. Anything else ends the archive. */
function refusalOf(error: unknown): RefusalFacts {
  if (!(error instanceof ProblemError)) throw error;
  const { status, code, facts, issues } = error;
  return { status, code, facts, issues };
}

async function sheetsIn(
  source: Source,
): Promise<{ readonly value: readonly Sheet[] } | { readonly refusal: RefusalFacts }> {
  try {
    return { value: await decode(source) };
  } catch (error) {
    return { refusal: refusalOf(error) };
  }
}
