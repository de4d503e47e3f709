import type { Sheet } from '../decode.ts';
import type { Format, Recognition } from '../format.ts';
import { findHeader } from '../header.ts';
import { activitiesTemplate } from './activities-template.ts';
import { applicantsTemplate } from './applicants-template.ts';
import { audienceApplicantsTemplate } from './audience-applicants-template.ts';
import { campaignsTemplate } from './campaigns-template.ts';
import { eventsTemplate } from './events-template.ts';
import { evidenceTemplate } from './evidence-template.ts';
import { facebookContent } from './facebook-content.ts';
import { facebookInsightsPage } from './facebook-insights-page.ts';
import { facebookInsightsPost } from './facebook-insights-post.ts';
import { feesTemplate } from './fees-template.ts';
import { googleAnalytics } from './google-analytics.ts';
import { icalendar } from './icalendar.ts';
import { inquiriesTemplate } from './inquiries-template.ts';
import { instagramContent } from './instagram-content.ts';
import { matomo } from './matomo.ts';
import { metaDailyMetric } from './meta-daily-metric.ts';
import { passportRecap } from './passport-recap.ts';
import { plausible } from './plausible.ts';
import { processingTemplate } from './processing-template.ts';
import { readingsTemplate } from './readings-template.ts';
import { sourcesTemplate } from './sources-template.ts';
import { targetsTemplate } from './targets-template.ts';
import type { Template } from './template.ts';
import { themesTemplate } from './themes-template.ts';
import { umami } from './umami.ts';
import { universalAnalytics } from './universal-analytics.ts';
import { xContent } from './x-content.ts';
import { xDailyOverview } from './x-daily-overview.ts';
import { xOldPerDay } from './x-old-per-day.ts';
import { xOldPerPost } from './x-old-per-post.ts';

/** Tilik's own templates, by the word they are downloaded under. */
export const templates: Readonly<Record<string, Template>> = {
  readings: readingsTemplate,
  applicants: applicantsTemplate,
  sources: sourcesTemplate,
  inquiries: inquiriesTemplate,
  campaigns: campaignsTemplate,
  events: eventsTemplate,
  activities: activitiesTemplate,
  processing: processingTemplate,
  fees: feesTemplate,
  targets: targetsTemplate,
  evidence: evidenceTemplate,
  themes: themesTemplate,
  'audience-applicants': audienceApplicantsTemplate,
};

const formats: readonly Format[] = [
  xDailyOverview,
  instagramContent,
  metaDailyMetric,
  xOldPerPost,
  xOldPerDay,
  xContent,
  facebookContent,
  facebookInsightsPost,
  facebookInsightsPage,
  passportRecap,
  googleAnalytics,
  universalAnalytics,
  matomo,
  plausible,
  umami,
  icalendar,
  ...Object.values(templates),
];

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
  // Every format looks at the first rows only; the one that is chosen may look at all of them.
  const opening = sheet.isLong ? { ...sheet, rows: () => sheet.head } : sheet;
  let best: { format: Format; recognition: Recognition } | undefined;
  for (const format of formats) {
    const recognition = format.recognise(opening);
    if (!recognition) continue;
    const isSurer = recognition.confidence > (best?.recognition.confidence ?? 0);
    if (!best || asksMore(format, best.format) || (isSurer && !asksMore(best.format, format)))
      best = { format, recognition };
  }
  if (best) {
    const { format, recognition } = best;
    return { kind: 'recognised', format, recognition: (sheet.isLong && format.recognise(sheet)) || recognition };
  }

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
