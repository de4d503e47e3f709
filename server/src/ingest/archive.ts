import type { Day } from '../day.ts';
import { ProblemError } from '../problem.ts';
import { DamagedZip, entriesOf, firstPathOf, unpacked, type ZipEntry } from './zip.ts';

/** What an archive may hold, so that a small file cannot fill the memory. */
const archiveLimits = {
  files: 200,
  fileMegabytes: 64,
  megabytes: 256,
  /** How many times as large a file of more than `plainMegabytes` may become. */
  ratio: 200,
  plainMegabytes: 20,
} as const;

const megabyte = 1024 * 1024;

/** One file out of an archive. */
export interface PackedFile {
  /** Its own name without the folders before it, which are nobody's business; of a nested archive `inner.zip/name`. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The day on which it was written, as the archive tells it. */
  readonly writtenOn: Day | undefined;
}

/** Whether the bytes begin as a ZIP does, an empty one included. */
export const startsAsZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && [3, 5, 7].includes(bytes[2] ?? 0) && bytes[3] === (bytes[2] ?? 0) + 1;

/**
 * What a ZIP is: a workbook, an archive of files, or a document of another kind. One whose directory is lost is told
 * by its first entry; where that says nothing it is taken for a workbook, which then proves to be damaged.
 */
export function kindOfZip(bytes: Uint8Array): 'workbook' | 'archive' | 'document' {
  let paths: string[];
  try {
    paths = entriesOf(bytes).map(({ path }) => path);
  } catch {
    const first = firstPathOf(bytes);
    return first === undefined || /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/i.test(first)
      ? 'workbook'
      : 'archive';
  }
  if (paths.includes('[Content_Types].xml'))
    return paths.some((path) => path.startsWith('xl/')) ? 'workbook' : 'document';
  return paths.includes('mimetype') && paths.includes('content.xml') ? 'document' : 'archive';
}

/** How large the files of an archive are together, as its directory claims; 0 where it has none. */
export function claimedBytes(bytes: Uint8Array): number {
  try {
    return entriesOf(bytes).reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  } catch {
    return 0;
  }
}

/**
 * The files of an archive, those of an archive in it included. Sizes are held to twice: as the directory claims them,
 * before anything is unpacked, and as they turn out. Folders and what systems leave in archives are no files.
 */
export function filesOf(bytes: Uint8Array): PackedFile[] {
  const allowance = { files: archiveLimits.files, bytes: archiveLimits.megabytes * megabyte };
  const files = unpackedFiles(bytes, allowance).flatMap((file) =>
    startsAsZip(file.bytes) && kindOfZip(file.bytes) === 'archive'
      ? unpackedFiles(file.bytes, allowance).map((inner) => ({ ...inner, name: `${file.name}/${inner.name}` }))
      : [file],
  );
  if (files.length === 0) throw new ProblemError(422, 'empty-archive');
  return files;
}

function unpackedFiles(bytes: Uint8Array, allowance: { files: number; bytes: number }): PackedFile[] {
  let entries: ZipEntry[];
  try {
    entries = entriesOf(bytes).filter(({ path }) => isFile(path));
  } catch {
    throw damaged();
  }
  allowance.files -= entries.length;
  if (allowance.files < 0) {
    throw new ProblemError(413, 'archive-too-many', { facts: { count: entries.length, limit: archiveLimits.files } });
  }
  for (const { isEncrypted, packedBytes, unpackedBytes } of entries) {
    if (isEncrypted) throw new ProblemError(422, 'archive-encrypted');
    allowance.bytes -= unpackedBytes;
    if (unpackedBytes > archiveLimits.fileMegabytes * megabyte || allowance.bytes < 0) {
      const { fileMegabytes, megabytes } = archiveLimits;
      throw new ProblemError(413, 'archive-too-large', { facts: { limit: fileMegabytes, total: megabytes } });
    }
    const swells = unpackedBytes > packedBytes * archiveLimits.ratio;
    if (swells && unpackedBytes > archiveLimits.plainMegabytes * megabyte) {
      throw new ProblemError(413, 'archive-suspicious', { facts: { ratio: archiveLimits.ratio } });
    }
  }
  return entries.map((entry) => ({
    name: ownName(entry.path),
    bytes: unpackedSoundly(bytes, entry),
    writtenOn: entry.writtenOn,
  }));
}

const damaged = () => new ProblemError(422, 'damaged-archive');

function unpackedSoundly(bytes: Uint8Array, entry: ZipEntry): Uint8Array<ArrayBuffer> {
  try {
    return unpacked(bytes, entry);
  } catch (error) {
    if (error instanceof DamagedZip) throw damaged();
    throw error;
  }
}

/** Folders, the shadows that macOS packs beside every file, and what file managers leave behind. */
function isFile(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  return (
    name !== '' && !name.startsWith('.') && !parts.includes('__MACOSX') && !/^(thumbs\.db|desktop\.ini)$/i.test(name)
  );
}

/** Only the last part of a path is a name: `../../x.csv` is `x.csv`. */
const ownName = (path: string): string => (path.split('/').at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').slice(0, 200);
