import type { Language } from '@tilik/server/client';
import { formatDay } from '../ui/format.ts';

/** How the page calls a campaign or an event by its id. */
export type NameOf = (id: string, otherwise?: string) => string;

/** `3 Agu 2026 – 25 Sep 2026`; what has no end runs on. */
export const daysInWords = (from: string, to: string | null, language: Language, runsOn: string): string =>
  to === from
    ? formatDay(from, language)
    : `${formatDay(from, language)} – ${to === null ? runsOn : formatDay(to, language)}`;
