import type { Source } from './source.ts';

/** How text is written that is no valid UTF-8. `mixed`: UTF-8 with letters of Windows-1252 strewn in. */
type DamagedEncoding = 'mixed' | 'windows-1251' | 'windows-1252';

/** A letter of UTF-8 of more than one byte, or else any byte that is no ASCII; over bytes read as Latin-1. */
const letters = /([\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3})|[\x80-\xFF]/g;

/** Every byte read as the letter of that number. */
export const asLatin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/**
 * Tells the encoding from the letters. Whole letters of UTF-8 do not come about by chance; words of Cyrillic letters
 * are runs of high bytes, while in Latin ones an accented letter stands between plain ones.
 */
export function encodingOfDamaged(source: Source): DamagedEncoding {
  const count = { whole: 0, stray: 0, high: 0, beside: 0 };
  for (const piece of source.pieces()) {
    for (const [, whole] of asLatin(piece).matchAll(letters)) {
      if (whole === undefined) count.stray += 1;
      else count.whole += 1;
    }
    let before = 0;
    for (const byte of piece) {
      if (byte >= 0xc0) {
        count.high += 1;
        if (before >= 0xc0) count.beside += 1;
      }
      before = byte;
    }
  }
  if (count.whole > 0 && count.whole >= count.stray) return 'mixed';
  return count.beside > count.high / 2 ? 'windows-1251' : 'windows-1252';
}

/** Reads UTF-8 letter by letter, and every byte that is none as one of Windows-1252. */
class MixedDecoder implements Decoder {
  private readonly oneByte = new TextDecoder('windows-1252');
  private held: Uint8Array = new Uint8Array(0);

  decode(piece: Uint8Array = new Uint8Array(0), { stream = false } = {}): string {
    const bytes = this.held.length > 0 ? Buffer.concat([this.held, piece]) : piece;
    const end = stream ? bytes.length - cutOff(bytes) : bytes.length;
    this.held = bytes.slice(end);
    return asLatin(bytes.subarray(0, end)).replaceAll(letters, (letter: string, whole?: string) => {
      const its = Buffer.from(letter, 'latin1');
      return whole === undefined ? this.oneByte.decode(its) : its.toString('utf8');
    });
  }
}

/** Bytes at the end that may be the beginning of a letter. */
function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

interface Decoder {
  readonly decode: (piece?: Uint8Array, options?: { stream?: boolean }) => string;
}

/** What turns bytes of an encoding into text, a piece at a time. */
export const decoderOf = (encoding: string): Decoder =>
  encoding === 'mixed' ? new MixedDecoder() : new TextDecoder(encoding);
