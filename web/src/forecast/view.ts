import type { Language } from '@tilik/server/client';

/** The ways in which uptake may go on, as they can be switched between. */
export const shownModels = ['trend', 'logistic', 'bass', 'scenario'] as const;
export type ShownModel = (typeof shownModels)[number];

/** What the page shows is in its URL; what is at its default is left out of it. Shares are whole percents. */
export interface ForecastSearch {
  office?: string | undefined;
  /** `0.5` */
  level?: string | undefined;
  model?: ShownModel | undefined;
  /** `0.6,0.8`: where uptake may end, as somebody chose. */
  ceilings?: string | undefined;
  /** Which of them is drawn. */
  ceiling?: string | undefined;
  lang?: Language | undefined;
}

export const ceilingsMax = 5;

/** A share in whole percents as the URL has it; undefined where the text is none. */
function shareText(value: unknown, highest: number): string | undefined {
  if (typeof value !== 'string' || !/^[01](\.\d{1,2})?$/.test(value)) return undefined;
  const share = Number(value);
  return share > 0 && share <= highest ? String(share) : undefined;
}

/** Percents as a person writes them, `60, 80 dan 100`, as the URL has them; undefined where there are none. */
export function ceilingsOf(text: string): string | undefined {
  const percents = (text.match(/\d+/g) ?? []).map(Number).filter((percent) => percent >= 1 && percent <= 100);
  const shares = [...new Set(percents)].toSorted((one, other) => one - other).slice(0, ceilingsMax);
  return shares.length > 0 ? shares.map((percent) => String(percent / 100)).join(',') : undefined;
}

/** The other way round. */
export const percentsOf = (ceilings: readonly number[]): string =>
  ceilings.map((ceiling) => Math.round(100 * ceiling)).join(', ');

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readForecastSearch(search: Readonly<Record<string, unknown>>): ForecastSearch {
  const ceilings =
    typeof search.ceilings === 'string'
      ? search.ceilings
          .split(',')
          .map((part) => shareText(part, 1))
          .filter((part) => part !== undefined)
      : [];
  const found: ForecastSearch = {
    office: typeof search.office === 'string' && /^[a-z0-9-]+$/.test(search.office) ? search.office : undefined,
    level: shareText(search.level, 0.99),
    model: shownModels.find((model) => model === search.model && model !== 'trend'),
    ceilings: ceilings.length > 0 ? ceilings.slice(0, ceilingsMax).join(',') : undefined,
    ceiling: shareText(search.ceiling, 1),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
