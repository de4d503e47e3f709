import type { Db } from '@tilik/db/open';
import type { Office } from '@tilik/db/schema';
import { channelList } from '../../channels/queries.ts';
import { addMonths, type Day, dayInZone, periodOf, type Span } from '../../day.ts';
import { holdsSample } from '../../offices/queries.ts';
import { closuresOf } from '../../quality/closures.ts';
import type { Window } from '../../window.ts';
import type { Words } from '../content.ts';
import { monthWords, nameWords } from '../words.ts';

/** What every block is composed from. */
export interface Frame {
  readonly db: Db;
  readonly office: Office;
  /** First day of the month that is told of, and the whole of it. */
  readonly monthOn: Day;
  readonly month: Span;
  /** `YYYY-MM`. */
  readonly monthName: string;
  readonly monthWords: Words;
  readonly now: Date;
  readonly today: Day;
  readonly closed: boolean;
  /** The month has not ended: nothing of it is held against a whole one. */
  readonly running: boolean;
  readonly sample: boolean;
  readonly channels: ReturnType<typeof channelList>;
  readonly channelName: (id: string) => Words;
  /** The month as a window that shows nothing of later days. */
  readonly window: Window;
  /** The same, from some months before on. */
  readonly windowFrom: (months: number) => Window;
}

export function frameOf(db: Db, office: Office, monthOn: Day, now: Date): Frame {
  const month = periodOf(monthOn, 'month');
  const today = dayInZone(now, office.zone);
  const channels = channelList(db);
  const names = new Map(channels.map(({ id, nameId, nameEn }) => [id, { id: nameId, en: nameEn }]));
  const windowFrom = (months: number): Window => ({
    office,
    from: addMonths(month.from, -months),
    to: month.to,
    today,
    shown: { from: '0001-01-01', to: month.to },
  });
  return {
    db,
    office,
    monthOn,
    month,
    monthName: monthOn.slice(0, 7),
    monthWords: monthWords(monthOn),
    now,
    today,
    closed: closuresOf(db, office.id).get(monthOn)?.at(-1)?.act === 'closed',
    running: month.to >= today,
    sample: holdsSample(db),
    channels,
    channelName: (id) => names.get(id) ?? nameWords(id),
    window: windowFrom(0),
    windowFrom,
  };
}

/** A campaign or an event by its name in each language. */
export const nameOf = ({ name, nameEn }: { readonly name: string; readonly nameEn: string | null }): Words => ({
  id: name,
  en: nameEn ?? name,
});
