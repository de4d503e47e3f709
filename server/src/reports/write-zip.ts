import { crc32, deflateRawSync } from 'node:zlib';
import { entriesOf, unpacked } from '../ingest/zip.ts';

/** Parts of a file that is a ZIP, by their path, in their order. */
export type Parts = Map<string, Uint8Array>;

export function partsOf(bytes: Uint8Array): Parts {
  const files = entriesOf(bytes).filter(({ path }) => !path.endsWith('/'));
  return new Map(files.map((entry) => [entry.path, unpacked(bytes, entry)]));
}

// 1 January 1980, midnight: when a file was packed would make other bytes of the same content.
const date = 0x0021;
const utf8Names = 0x0800;
const deflated = 8;

/** A ZIP of these parts: the same parts are the same bytes, whenever they are packed. */
export function writeZip(parts: Parts): Uint8Array<ArrayBuffer> {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of parts) {
    const name = Buffer.from(path, 'utf8');
    const packed = deflateRawSync(content);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(utf8Names, 2);
    facts.writeUInt16LE(deflated, 4);
    facts.writeUInt16LE(0, 6);
    facts.writeUInt16LE(date, 8);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    facts.writeUInt16LE(0, 24);
    const body = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, place, name]));
    bodies.push(body);
    offset += body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...bodies, listed, end]));
}
