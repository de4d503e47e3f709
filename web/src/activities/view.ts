import { type Language, type PrRole, prRoles } from '@tilik/server/client';
import { type PeriodChoice, readSearch, textIn } from '../dashboard/view.ts';

/** What the page of activities shows is in its URL: what it is narrowed to, and the one that is open. */
export interface ActivitySearch {
  period?: PeriodChoice | undefined;
  from?: string | undefined;
  to?: string | undefined;
  office?: string | undefined;
  channels?: string | undefined;
  /** A campaign, or `-` for those that belong to none. */
  campaign?: string | undefined;
  kind?: string | undefined;
  role?: PrRole | undefined;
  words?: string | undefined;
  /** Id of the activity that is open, `new` for the form of a new one, `many` for saying something of many. */
  open?: string | undefined;
  lang?: Language | undefined;
}

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readActivitySearch(search: Readonly<Record<string, unknown>>): ActivitySearch {
  const { compare: _, grain: __, ...window } = readSearch(search);
  const role = Object.keys(prRoles).find((code) => code === search.role) as PrRole | undefined;
  const found: ActivitySearch = {
    ...window,
    campaign: textIn(search.campaign, 200),
    kind: textIn(search.kind, 100),
    role,
    words: textIn(search.words, 200),
    open: textIn(search.open, 300),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
