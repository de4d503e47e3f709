import type { Language } from '@tilik/server/client';
import { type Grain, type PeriodChoice, readSearch } from '../dashboard/view.ts';

/** What the page of questions shows is in its URL: window, unit of time, office and channels. */
export interface InquirySearch {
  period?: PeriodChoice | undefined;
  from?: string | undefined;
  to?: string | undefined;
  grain?: Grain | undefined;
  office?: string | undefined;
  channels?: string | undefined;
  lang?: Language | undefined;
}

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readInquirySearch(search: Readonly<Record<string, unknown>>): InquirySearch {
  const { compare: _, ...found } = readSearch(search);
  return found;
}
