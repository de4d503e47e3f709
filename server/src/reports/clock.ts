import type { Db } from '@tilik/db/open';
import { type DeliveryWorld, deliverDue } from './deliveries.ts';
import { draftWhatIsDue } from './schedule.ts';

const draftsEveryMs = 15 * 60_000;
const deliveriesEveryMs = 20_000;

export interface ReportClockWorld extends DeliveryWorld {
  readonly db: Db;
  /** Resolves when a write need not wait for another. */
  readonly quiet: () => Promise<void>;
  readonly onDrafted: (ids: readonly string[]) => void;
  readonly onError: (error: unknown) => void;
}

export interface ReportClock {
  /** Sends what is due, now. */
  readonly deliver: () => void;
  readonly close: () => Promise<void>;
}

/** Drafts reports and sends what is to be sent of them, while the server runs: at once, and then every so often. */
export function startReportClock(world: ReportClockWorld): ReportClock {
  const { db, now, quiet, onDrafted, onError } = world;
  const stop = new AbortController();
  let delivering: Promise<unknown> = Promise.resolve();
  let isDelivering = false;
  const draft = () =>
    quiet()
      .then(() => {
        if (stop.signal.aborted) return;
        const ids = draftWhatIsDue(db, now());
        if (ids.length > 0) onDrafted(ids);
      })
      .catch(onError);
  const deliver = () => {
    if (isDelivering || stop.signal.aborted) return;
    isDelivering = true;
    delivering = deliverDue({ ...world, stop: stop.signal })
      .catch(onError)
      .finally(() => {
        isDelivering = false;
      });
  };
  void draft();
  deliver();
  const looks = [setInterval(() => void draft(), draftsEveryMs), setInterval(deliver, deliveriesEveryMs)];
  for (const look of looks) look.unref();
  return {
    deliver,
    async close() {
      stop.abort();
      looks.forEach(clearInterval);
      // What was sent is noted before the database is closed.
      await delivering;
    },
  };
}
