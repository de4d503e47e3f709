import { crc32, inflateRawSync } from 'node:zlib';
import { type Day, dayOf } from '../day.ts';

/** Thrown where a ZIP is not what it says it is. What reads it knows what to call it. */
export class DamagedZip extends Error {}

/** What the directory at the end of a ZIP tells of one entry. */
export interface ZipEntry {
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

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** Every entry of the directory. Throws where there is none or it points outside the file. */
export function entriesOf(bytes: Uint8Array): ZipEntry[] {
  const zip = bufferOf(bytes);
  const end = endOf(zip);
  let count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if ((isFar(count) || isFar(at)) && zip.readUInt32LE(end - 20) === signature.farLocator) {
    const far = Number(zip.readBigUInt64LE(end - 12));
    if (zip.readUInt32LE(far) !== signature.farEnd) throw new DamagedZip();
    count = Number(zip.readBigUInt64LE(far + 32));
    at = Number(zip.readBigUInt64LE(far + 48));
  }
  const entries: ZipEntry[] = [];
  for (; count > 0; count -= 1) {
    if (zip.readUInt32LE(at) !== signature.entry) throw new DamagedZip();
    const nameLength = zip.readUInt16LE(at + 28);
    const extraLength = zip.readUInt16LE(at + 30);
    const nameAt = at + 46;
    if (nameAt + nameLength + extraLength > end) throw new DamagedZip();
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
  throw new DamagedZip();
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
export function unpacked(
  bytes: Uint8Array,
  { offset, method, packedBytes, unpackedBytes, checksum }: ZipEntry,
): Uint8Array<ArrayBuffer> {
  const zip = bufferOf(bytes);
  try {
    if (zip.readUInt32LE(offset) !== signature.file) throw new DamagedZip();
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
    const packed = zip.subarray(start, start + packedBytes);
    if (packed.length !== packedBytes || (method !== stored && method !== deflated)) throw new DamagedZip();
    // Whatever comes out beyond what was claimed ends it. A bound of 0 would be none.
    const content =
      method === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(unpackedBytes, 1) });
    if (content.length !== unpackedBytes || crc32(content) !== checksum) throw new DamagedZip();
    return new Uint8Array(content);
  } catch {
    throw new DamagedZip();
  }
}

/** Path of the first entry as it stands before its bytes, where a cut has taken the directory. */
export function firstPathOf(bytes: Uint8Array): string | undefined {
  const zip = bufferOf(bytes);
  if (zip.length < 31 || zip.readUInt32LE(0) !== signature.file) return undefined;
  const path = zip.subarray(30, 30 + zip.readUInt16LE(26));
  const isWhole = path.length > 0 && path.length === zip.readUInt16LE(26);
  return isWhole && path.every((byte) => byte >= 0x20) ? path.toString('latin1') : undefined;
}
