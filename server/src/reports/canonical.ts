import { createHash } from 'node:crypto';

/**
 * JSON with its keys in order and nothing between its signs: the same content is the same bytes, whoever wrote it.
 * Numbers as ECMAScript writes them (RFC 8785). Throws on what JSON cannot say: no NaN, no infinity.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`no number for JSON: ${value}`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(',')}}`;
}

/** SHA-256 of a text's UTF-8 bytes, hexadecimal. */
export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
