import type { Words } from '../language.ts';

/** The name of a file format in words. */
export const formatName = (format: string, t: Words): string =>
  t.has(`data.formats.${format}` as never) ? t(`data.formats.${format}` as never) : format;
