import { type EvidenceKind, evidenceKinds, type Language } from '@tilik/server/client';
import { readSearch, textIn } from '../dashboard/view.ts';

/** What the page of notes shows is in its URL: the question, what it is narrowed to, and the note that is open. */
export interface NotesSearch {
  q?: string | undefined;
  office?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  theme?: string | undefined;
  kind?: EvidenceKind | undefined;
  campaign?: string | undefined;
  /** Id of the note that is open, or `new` for the form of a new one. */
  open?: string | undefined;
  lang?: Language | undefined;
}

/** Reads what stands in a URL; what makes no sense is as if it did not stand there. */
export function readNotesSearch(search: Readonly<Record<string, unknown>>): NotesSearch {
  const { office, from, to } = readSearch(search);
  const isBackwards = from !== undefined && to !== undefined && from > to;
  const found: NotesSearch = {
    q: textIn(search.q, 200),
    office,
    from: isBackwards ? to : from,
    to: isBackwards ? from : to,
    theme: textIn(search.theme, 200),
    kind: Object.keys(evidenceKinds).find((code) => code === search.kind) as EvidenceKind | undefined,
    campaign: textIn(search.campaign, 200),
    open: textIn(search.open, 300),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
