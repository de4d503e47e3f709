import type { Db } from '@tilik/db/open';
import type { Office } from '@tilik/db/schema';
import { openDays } from '../applicants/queries.ts';
import { uptakeIn } from '../applicants/uptake-in.ts';
import { firstOfMonth, periodOf } from '../day.ts';
import { officeList } from '../offices/queries.ts';
import type { Window } from '../window.ts';
import { type ProcessingMonth, processingMonths } from './months.ts';
import { processingRows } from './queries.ts';
import type { MonthPair } from './together.ts';

export interface ServedOffice extends Pick<Office, 'id' | 'name' | 'role'> {
  readonly months: readonly ProcessingMonth[];
}

function monthsOf(db: Db, window: Window, office: Office): ProcessingMonth[] {
  const span = { from: firstOfMonth(window.from), to: periodOf(window.to, 'month').to };
  const rows = processingRows(db, office.id, { from: span.from, to: window.to });
  return processingMonths(rows, span, openDays(db, { office, ...span }), window.today);
}

/** The service of a window's office month by month, then of every other office that has figures there. */
export const servedOffices = (db: Db, window: Window): ServedOffice[] =>
  [window.office, ...officeList(db).filter(({ id }) => id !== window.office.id)]
    .map((office) => ({
      id: office.id,
      name: office.name,
      role: office.role,
      months: monthsOf(db, window, office),
    }))
    .filter(({ id, months }) => id === window.office.id || months.some(({ figures }) => figures.length > 0));

/** Finished months that have both a waiting time of the e-passport, or of all passports, and a share. */
export function waitingAndShares(db: Db, window: Window, months: readonly ProcessingMonth[]): MonthPair[] {
  const shares = new Map(
    uptakeIn(db, window, 'month').flatMap(({ period, state, uptake }) =>
      state === 'reported' && uptake.kind === 'share' ? [[period, uptake.share] as const] : [],
    ),
  );
  return months.flatMap(({ month, state, figures }) => {
    const known = (['electronic', 'all'] as const)
      .map((type) => figures.find((figure) => figure.type === type)?.waitingDaysMedian ?? null)
      .find((days) => days !== null);
    const share = shares.get(month);
    return state === 'reported' && known !== undefined && known !== null && share !== undefined
      ? [{ month, waitingDays: known, share }]
      : [];
  });
}
