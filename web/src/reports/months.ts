import type { Reports } from './queries.ts';

type Month = Reports['months'][number];

/** Where the report of a month stands. */
export type Standing = 'running' | 'not-closed' | 'to-make' | 'draft' | 'reviewed' | 'approved';

/** A draft of a month that is not closed is a draft: what is in work is told first. */
export function standingOf({ state, report }: Month): Standing {
  if (report) return report.state;
  if (state === 'running') return 'running';
  return state === 'ended' ? 'not-closed' : 'to-make';
}

/** Of the latest ended months those whose report is not approved: what somebody still has to do, latest first. */
export const dueOf = (months: readonly Month[], most = 3): readonly Month[] =>
  months
    .filter(({ state }) => state !== 'running')
    .slice(0, most)
    .filter(({ report }) => report?.state !== 'approved');
