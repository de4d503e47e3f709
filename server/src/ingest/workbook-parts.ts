import { crc32 } from 'node:zlib';
import { ProblemError } from '../problem.ts';
import { entriesOf, unpacked } from './zip.ts';

/** Megabytes that the parts of a workbook may unpack to: a small file can stand for an endless one. */
const unpackedMegabytesMax = 64;

interface Part {
  readonly name: Buffer;
  readonly bytes: Uint8Array;
}

const directoryEnd = Buffer.from('PK\u0005\u0006', 'latin1');

/**
 * The tables of a workbook, unpacked here and packed again without compression. A reader of archives that is given a
 * damaged one may wait for its end for ever, and one that is given a bomb may fill the memory; of what comes from here
 * every size and checksum is right.
 */
export function soundWorkbook(bytes: Uint8Array): Buffer {
  try {
    return archiveOf(partsOf(bytes));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    // A directory that points outside the file, data that do not unpack.
    throw new ProblemError(422, 'damaged-workbook');
  }
}

function partsOf(bytes: Uint8Array): Part[] {
  let left = unpackedMegabytesMax * 1024 * 1024;
  return entriesOf(bytes).flatMap((entry) => {
    // Pictures and macros are no tables.
    if (!/\.(xml|rels)$/i.test(entry.path)) return [];
    left -= entry.unpackedBytes;
    if (left < 0) throw new ProblemError(413, 'too-large', { facts: { limit: unpackedMegabytesMax } });
    return [{ name: Buffer.from(entry.path, 'utf8'), bytes: unpacked(bytes, entry) }];
  });
}

function archiveOf(parts: readonly Part[]): Buffer {
  const written: Uint8Array[] = [];
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
