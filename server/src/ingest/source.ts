import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** Longer texts would each have memory of their own, which costs more than all that is done with them. */
const pieceBytes = 64 * 1024;

/** The bytes of a file, in memory or on disk, read a piece at a time and as often as needed. */
export interface Source {
  readonly sizeBytes: number;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly contentHash: string;
  /** A piece holds until the next is asked for. */
  readonly pieces: () => Iterable<Uint8Array>;
  /** All of it at once: for files that cannot be read in pieces, such as workbooks. */
  readonly whole: () => Uint8Array;
}

export const memorySource = (bytes: Uint8Array): Source => ({
  sizeBytes: bytes.length,
  contentHash: createHash('sha256').update(bytes).digest('hex'),
  *pieces() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  },
  whole: () => bytes,
});

export const diskSource = (path: string, sizeBytes: number, contentHash: string): Source => ({
  sizeBytes,
  contentHash,
  *pieces() {
    const file = openSync(path, 'r');
    try {
      const piece = new Uint8Array(pieceBytes);
      for (;;) {
        const count = readSync(file, piece, 0, pieceBytes, null);
        if (count === 0) return;
        yield piece.subarray(0, count);
      }
    } finally {
      closeSync(file);
    }
  },
  whole: () => new Uint8Array(readFileSync(path)),
});

/** The first bytes of a source. */
export function headOf(source: Source, count: number): Uint8Array {
  for (const piece of source.pieces()) return piece.subarray(0, count);
  return new Uint8Array(0);
}
