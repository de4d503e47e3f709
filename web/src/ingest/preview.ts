import { ProblemShown } from '../api.ts';
import { type Answers, type ImportReport, sendFile } from './queries.ts';

/** A file with what is answered of it. */
export interface AnsweredFile {
  readonly file: File;
  readonly answers: Answers;
}

/** What storing a file would do, or why it cannot be stored. */
export type Previewed = ImportReport | Error;

/** Files are sent together up to here: the server takes no larger upload. */
const togetherBytesMax = 48 * 1024 * 1024;
const togetherFilesMax = 200;

/**
 * What storing files one after the other would do. They are sent together, packed as one archive, so that a figure
 * which two of them give is new in the first only.
 */
export async function previewFiles(files: readonly AnsweredFile[], language: string): Promise<Previewed[]> {
  const together = files.length > 1 ? await previewTogether(files, language) : undefined;
  const previewed: Previewed[] = [];
  for (const [index, { file, answers }] of files.entries()) {
    previewed.push(together?.[index] ?? (await previewAlone(file, answers, language)));
  }
  return previewed;
}

async function previewAlone(file: File, answers: Answers, language: string): Promise<Previewed> {
  try {
    return await sendFile(file, answers, true, language, () => undefined);
  } catch (error) {
    return error as Error;
  }
}

/** One answer per file, undefined for one that has to be sent alone; undefined where all have to be. */
async function previewTogether(
  files: readonly AnsweredFile[],
  language: string,
): Promise<(Previewed | undefined)[] | undefined> {
  const size = files.reduce((sum, { file }) => sum + file.size, 0);
  if (size > togetherBytesMax || files.length > togetherFilesMax) return undefined;
  const names = distinctNames(files.map(({ file }) => file.name));
  try {
    const { zipSync } = await import('fflate');
    const contents = await Promise.all(files.map(async ({ file }) => new Uint8Array(await file.arrayBuffer())));
    const packed = zipSync(
      Object.fromEntries(names.map((name, index) => [name, contents[index] ?? new Uint8Array()])),
      {
        level: 0,
      },
    );
    const archive = new File([new Uint8Array(packed)], 'berkas.zip');
    const parts = Object.fromEntries(names.map((name, index) => [name, partAnswers(files[index]?.answers ?? {})]));
    const report = await sendFile(archive, { parts: JSON.stringify(parts) }, true, language, () => undefined);
    return names.map((name) => {
      const part = report.parts?.find(({ file }) => file === `${archive.name}/${name}`);
      if (part === undefined) return undefined;
      return 'rows' in part ? part : new ProblemShown(part);
    });
  } catch {
    // What is wrong with one of them is said of that one.
    return undefined;
  }
}

const partAnswers = ({ mapping, parts: _, ...answers }: Answers) => ({
  ...answers,
  ...(mapping === undefined ? {} : { mapping: JSON.parse(mapping) as unknown }),
});

/** Names that no two files share, as a browser names what is downloaded twice. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let distinct = name;
    for (let count = 2; taken.has(distinct); count += 1) distinct = `${stem} (${count})${ending}`;
    taken.add(distinct);
    return distinct;
  });
}
