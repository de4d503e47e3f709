import { crc32, inflateRawSync } from 'node:zlib';
import { ProblemError } from '../problem.ts';

/** Megabytes that the parts of a workbook may unpack to: a small file can stand for an endless one. */
const unpackedMegabytesMax = 64;

interface Part {
  readonly name: Buffer;
  readonly bytes: Buffer;
}

const directoryEnd = Buffer.from('PK\u0005\u0006', 'latin1');
const directoryEntry = 0x02014b50;
const deflated = 8;

/**
 * The tables of a workbook, unpacked here and packed again without compression. A reader of archives that is given a
 * damaged one may wait for its end for ever, and one that is given a bomb may fill the memory; of what comes from here
 * every size and checksum is right.
 */
export function soundWorkbook(bytes: Uint8Array): Buffer {
  try {
    return archiveOf(partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new ProblemError(413, 'too-large', { facts: { limit: unpackedMegabytesMax } });
    }
    // A directory that points outside the file, data that do not unpack.
    throw damaged();
  }
}

const damaged = () => new ProblemError(422, 'damaged-workbook');

function partsOf(archive: Buffer): Part[] {
  const end = archive.lastIndexOf(directoryEnd);
  if (end < 0) throw damaged();
  const parts: Part[] = [];
  let left = unpackedMegabytesMax * 1024 * 1024;
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (archive.readUInt32LE(at) !== directoryEntry) throw damaged();
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + nameLength);
    // Pictures and macros are no tables.
    if (/\.(xml|rels)$/i.test(name.toString('latin1'))) {
      const local = archive.readUInt32LE(at + 42);
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
      const isPacked = archive.readUInt16LE(at + 10) === deflated;
      // The output is bounded by what is left, whatever size the directory claims. A bound of 0 would be none.
      const bytes = isPacked ? inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) }) : packed;
      if (crc32(bytes) !== archive.readUInt32LE(at + 16)) throw damaged();
      left -= bytes.length;
      parts.push({ name, bytes });
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return parts;
}

function archiveOf(parts: readonly Part[]): Buffer {
  const written: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    // What the local header and the directory say alike: version 1.0, names in UTF-8, stored.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(10, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, name]);
    written.push(local, bytes);
    directory.push(Buffer.from('PK\u0001\u0002\u000a\u0000', 'latin1'), common, place, name);
    offset += local.length + bytes.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  directoryEnd.copy(end);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...written, listing, end]);
}
