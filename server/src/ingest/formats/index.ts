import type { Sheet } from '../decode.ts';
import type { Format, Recognition } from '../format.ts';
import { findHeader } from '../header.ts';
import { applicantsTemplate } from './applicants-template.ts';
import { campaignsTemplate } from './campaigns-template.ts';
import { eventsTemplate } from './events-template.ts';
import { instagramContent } from './instagram-content.ts';
import { metaDailyMetric } from './meta-daily-metric.ts';
import { readingsTemplate } from './readings-template.ts';
import { sourcesTemplate } from './sources-template.ts';
import type { Template } from './template.ts';
import { xDailyOverview } from './x-daily-overview.ts';

/** Tilik's own templates, by the word they are downloaded under. */
export const templates: Readonly<Record<string, Template>> = {
  readings: readingsTemplate,
  applicants: applicantsTemplate,
  sources: sourcesTemplate,
  campaigns: campaignsTemplate,
  events: eventsTemplate,
};

const formats: readonly Format[] = [xDailyOverview, instagramContent, metaDailyMetric, ...Object.values(templates)];

/** The format that knows the most of a sheet, or what the nearest one misses. */
export type Match =
  | { readonly kind: 'recognised'; readonly format: Format; readonly recognition: Recognition }
  | {
      readonly kind: 'near';
      readonly format: Format;
      readonly missing: readonly string[];
      readonly found: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly found: readonly string[] };

/** Whether a format needs every column another needs, and more: a file with all of them is meant for it. */
const asksMore = (one: Format, other: Format): boolean =>
  one.required.length > other.required.length && other.required.every((name) => one.required.includes(name));

/** Recognises a sheet by its content, never by its file's name. */
export function matchFormat(sheet: Sheet): Match {
  let best: { format: Format; recognition: Recognition } | undefined;
  for (const format of formats) {
    const recognition = format.recognise(sheet);
    if (!recognition) continue;
    const isSurer = recognition.confidence > (best?.recognition.confidence ?? 0);
    if (!best || asksMore(format, best.format) || (isSurer && !asksMore(best.format, format)))
      best = { format, recognition };
  }
  if (best) return { kind: 'recognised', ...best };

  let near: { format: Format; known: number } | undefined;
  for (const format of formats) {
    const known = findHeader(sheet, format.columns).at.size;
    if (known > 1 && known > (near?.known ?? 0)) near = { format, known };
  }
  const found = (near ? sheet.head[findHeader(sheet, near.format.columns).index] : sheet.head[0])?.cells ?? [];
  const written = found.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (!near) return { kind: 'unknown', found: written };
  const header = findHeader(sheet, near.format.columns);
  const present = new Set([...header.at.keys()].flatMap((field) => near.format.columns[field] ?? []));
  return {
    kind: 'near',
    format: near.format,
    missing: near.format.required.filter((name) => !present.has(name)),
    found: written,
  };
}
