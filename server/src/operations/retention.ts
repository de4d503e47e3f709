import { type Day, dayInZone, periodOf } from '../day.ts';

/** How many days, weeks and months keep their latest backup, counting only those that have one. */
const kept = { day: 14, week: 8, month: 24 };

/** What is younger than this many hours stays, whatever else was made that day. */
const freshHours = 48;

/**
 * Which of the backups stay: the latest of each of the last 14 days, 8 weeks and 24 months that have any, and all that
 * are fresh. Days are those of the office. Taking the others away day after day leaves the same ones as doing it once.
 */
export function backupsToKeep<Backup extends { readonly at: Date }>(
  backups: readonly Backup[],
  now: Date,
  zone: string,
): Set<Backup> {
  const latestFirst = backups.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const staying = new Set(latestFirst.filter(({ at }) => now.getTime() - at.getTime() < freshHours * 3_600_000));
  for (const grain of ['day', 'week', 'month'] as const) {
    const seen = new Set<string>();
    for (const backup of latestFirst) {
      const bucket: Day = periodOf(dayInZone(backup.at, zone), grain).from;
      if (seen.has(bucket)) continue;
      if (seen.size === kept[grain]) break;
      seen.add(bucket);
      staying.add(backup);
    }
  }
  return staying;
}
