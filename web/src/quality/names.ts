import { type Language, type MetricCode, metrics, type PassportType, passportTypes } from '@tilik/server/client';
import type { About } from '../about.ts';
import type { Words } from '../language.ts';

interface Named {
  readonly noun: string;
  readonly channel: string | null;
  readonly measure: string | null;
}

/** The heading under which a figure stands: its channel, or what it counts. */
export function groupName({ noun, channel }: Named, about: About, language: Language, t: Words): string {
  const found = about.channels.find(({ id }) => id === channel);
  if (found) return language === 'id' ? found.nameId : found.nameEn;
  return t(noun === 'sources' ? 'quality.nouns.sources' : 'quality.nouns.applicants');
}

/** The figure within its group. */
export function measureName({ noun, measure }: Named, language: Language, t: Words): string {
  if (noun === 'readings') return metrics[measure as MetricCode].label[language];
  if (noun === 'applicants') return passportTypes[measure as PassportType].label[language];
  return t(noun === 'sources' ? 'quality.allSources' : 'quality.nouns.inquiries');
}
