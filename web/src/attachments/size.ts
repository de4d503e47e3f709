import type { Language } from '@tilik/server/client';
import { formatCount, formatDecimal } from '../ui/format.ts';

const unit = 1024;

/** `640 B`, `12 KB`, `1,4 MB`. */
export function sizeText(bytes: number, language: Language): string {
  if (bytes < unit) return `${formatCount(bytes, language)} B`;
  if (bytes < unit * unit) return `${formatCount(Math.round(bytes / unit), language)} KB`;
  return `${formatDecimal(bytes / unit / unit, language, 1)} MB`;
}
