import { ProblemError } from '../problem.ts';
import { filesOf, kindOfZip, startsAsZip } from './archive.ts';
import type { ImportOutcome } from './import-file.ts';
import type { Importer, ImportTask } from './importer.ts';
import { headOf, memorySource } from './source.ts';

/** What became of one file of an archive: each is an import of its own, to be undone by itself. */
export type ArchivePart = { readonly file: string } & (
  | { readonly kind: 'read'; readonly outcome: ImportOutcome }
  | { readonly kind: 'refused'; readonly problem: ProblemError }
);

/**
 * Imports every file of an archive, one after the other. Undefined where the file is no archive. A file that is
 * refused keeps none of the others out.
 */
export async function importArchive(
  importer: Importer,
  task: ImportTask,
  now: Date,
): Promise<readonly ArchivePart[] | undefined> {
  if (!startsAsZip(headOf(task.source, 4))) return undefined;
  const bytes = task.source.whole();
  if (kindOfZip(bytes) !== 'archive') return undefined;
  const parts: ArchivePart[] = [];
  for (const inner of filesOf(bytes)) {
    const file = `${task.fileName}/${inner.name}`;
    try {
      const source = memorySource(inner.bytes);
      const outcome = await importer.run({ ...task, fileName: file, source, path: undefined }, now);
      parts.push({ file, kind: 'read', outcome });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      parts.push({ file, kind: 'refused', problem: error });
    }
  }
  return parts;
}
