import { crc32, inflateRawSync } from 'node:zlib';
import { type Day, dayOf } from '../day.ts';
import { ProblemError } from '../problem.ts';

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

/** What the directory at the end of a ZIP tells of one entry. */
interface Entry {
  readonly path: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
  readonly writtenOn: Day | undefined;
}

const signature = { file: 0x04034b50, entry: 0x02014b50, end: 0x06054b50, farEnd: 0x06064b50, farLocator: 0x07064b50 };
const stored = 0;
const deflated = 8;
const isFar = (value: number): boolean => value === 0xffffffff || value === 0xffff;

/** Whether the bytes begin as a ZIP does, an empty one included. */
export const startsAsZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && [3, 5, 7].includes(bytes[2] ?? 0) && bytes[3] === (bytes[2] ?? 0) + 1;

/**
 * What a ZIP is: a workbook, an archive of files, or a document of another kind. One whose directory is lost is told
 * by its first entry; where that says nothing it is taken for a workbook, which then proves to be damaged.
 */
export function kindOfZip(bytes: Uint8Array): 'workbook' | 'archive' | 'document' {
  const zip = bufferOf(bytes);
  let paths: string[];
  try {
    paths = entriesOf(zip).map(({ path }) => path);
  } catch {
    const first = firstPathOf(zip);
    return first === undefined || /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|xl\/)/i.test(first)
      ? 'workbook'
      : 'archive';
  }
  if (paths.includes('[Content_Types].xml'))
    return paths.some((path) => path.startsWith('xl/')) ? 'workbook' : 'document';
  return paths.includes('mimetype') && paths.includes('content.xml') ? 'document' : 'archive';
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
  const zip = bufferOf(bytes);
  let entries: Entry[];
  try {
    entries = entriesOf(zip).filter(({ path }) => isFile(path));
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
    bytes: unpacked(zip, entry),
    writtenOn: entry.writtenOn,
  }));
}

const damaged = () => new ProblemError(422, 'damaged-archive');

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

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

/** Every entry of the directory. Throws where there is none or it points outside the file. */
function entriesOf(zip: Buffer): Entry[] {
  const end = endOf(zip);
  let count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if ((isFar(count) || isFar(at)) && zip.readUInt32LE(end - 20) === signature.farLocator) {
    const far = Number(zip.readBigUInt64LE(end - 12));
    if (zip.readUInt32LE(far) !== signature.farEnd) throw damaged();
    count = Number(zip.readBigUInt64LE(far + 32));
    at = Number(zip.readBigUInt64LE(far + 48));
  }
  const entries: Entry[] = [];
  for (; count > 0; count -= 1) {
    if (zip.readUInt32LE(at) !== signature.entry) throw damaged();
    const nameLength = zip.readUInt16LE(at + 28);
    const extraLength = zip.readUInt16LE(at + 30);
    const nameAt = at + 46;
    if (nameAt + nameLength + extraLength > end) throw damaged();
    const flags = zip.readUInt16LE(at + 8);
    const name = zip.subarray(nameAt, nameAt + nameLength);
    const extra = zip.subarray(nameAt + nameLength, nameAt + nameLength + extraLength);
    const [unpackedBytes = 0, packedBytes = 0, offset = 0] = farValues(
      [zip.readUInt32LE(at + 24), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)],
      extra,
    );
    entries.push({
      path: name.toString((flags & 0x800) === 0 ? 'latin1' : 'utf8').replaceAll('\\', '/'),
      isEncrypted: (flags & 1) !== 0,
      method: zip.readUInt16LE(at + 10),
      checksum: zip.readUInt32LE(at + 16),
      packedBytes,
      unpackedBytes,
      offset,
      writtenOn: dayOfDos(zip.readUInt16LE(at + 14)),
    });
    at = nameAt + nameLength + extraLength + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** Where the end of the directory is written: the last thing of the file but a comment. */
function endOf(zip: Buffer): number {
  const farthest = Math.max(0, zip.length - 22 - 0xffff);
  for (let at = zip.length - 22; at >= farthest; at -= 1) {
    if (zip.readUInt32LE(at) === signature.end) return at;
  }
  throw damaged();
}

/** Values too large for four bytes stand in an extra field, in this order, and only those that are. */
function farValues(values: readonly number[], extra: Buffer): number[] {
  let far: Buffer | undefined;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) far = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  let at = 0;
  return values.map((value) => {
    if (value !== 0xffffffff || !far) return value;
    at += 8;
    return Number(far.readBigUInt64LE(at - 8));
  });
}

const dayOfDos = (date: number): Day | undefined => dayOf(1980 + (date >> 9), (date >> 5) & 15, date & 31);

/** The bytes of an entry, held to the size and the checksum that the directory claims. */
function unpacked(
  zip: Buffer,
  { offset, method, packedBytes, unpackedBytes, checksum }: Entry,
): Uint8Array<ArrayBuffer> {
  try {
    if (zip.readUInt32LE(offset) !== signature.file) throw damaged();
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const packed = zip.subarray(start, start + packedBytes);
    if (packed.length !== packedBytes || (method !== stored && method !== deflated)) throw damaged();
    // Whatever comes out beyond what was claimed ends it. A bound of 0 would be none.
    const bytes = method === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(unpackedBytes, 1) });
    if (bytes.length !== unpackedBytes || crc32(bytes) !== checksum) throw damaged();
    return new Uint8Array(bytes);
  } catch {
    throw damaged();
  }
}

/** Path of the first entry as it stands before its bytes, where a cut has taken the directory. */
function firstPathOf(zip: Buffer): string | undefined {
  if (zip.length < 31 || zip.readUInt32LE(0) !== signature.file) return undefined;
  const path = zip.subarray(30, 30 + zip.readUInt16LE(26));
  const isWhole = path.length > 0 && path.length === zip.readUInt16LE(26);
  return isWhole && path.every((byte) => byte >= 0x20) ? path.toString('latin1') : undefined;
}
