import type { Db } from '@tilik/db/open';
import { Hono } from 'hono';
import { clientAddress } from '../access/door.ts';
import { calendarPage, isOpen } from '../access/shares.ts';
import { guesses, type SharePagesWorld } from '../access/shares-pages.ts';
import { noteShareUse, shareByToken } from '../access/shares-queries.ts';
import { languageOf } from '../language.ts';
import { programmeWords } from '../offices/programme-words.ts';
import { officeList } from '../offices/queries.ts';
import { calendarCampaigns } from './queries.ts';
import { icalendarOf } from './write-icalendar.ts';

/** The last use of a link is kept to the hour: calendar programs ask several times a day, day after day. */
const useEvery = 3_600_000;

/** What a calendar program subscribes to: it can send no header, so its secret stands in the address. */
export function calendarPages({
  db,
  now,
  settings,
  quiet,
}: SharePagesWorld & { readonly db: Db; readonly quiet: () => Promise<void> }): Hono {
  const wrong = guesses(now);
  const note = async (id: string, at: string) => {
    try {
      await quiet();
      noteShareUse(db, id, at);
    } catch {
      // That it could not be written is no reason to show less: the next hour tries again.
    }
  };
  return new Hono().get('/kalender/:file{[A-Za-z0-9_-]+\\.ics}', async (c) => {
    c.header('Cache-Control', 'no-store');
    c.header('Referrer-Policy', 'no-referrer');
    const address = clientAddress(c, settings.trustProxy);
    if (wrong.areTooMany(address)) return c.text('', 429);
    const link = shareByToken(db, c.req.param('file').slice(0, -'.ics'.length));
    const office = link && officeList(db).find(({ id }) => id === link.officeId);
    // Whatever is wrong with it, the answer is the same.
    if (!link || !office || link.page !== calendarPage || !isOpen(link, now())) {
      wrong.note(address);
      return c.text('', 404);
    }
    const at = now();
    const lastUsed = Date.parse(link.lastUsedAt ?? '1970-01-01T00:00:00Z');
    if (at.getTime() - lastUsed >= useEvery) void note(link.id, at.toISOString());
    const list = calendarCampaigns(db, office.id, { from: link.fromOn, to: link.toOn });
    return c.body(await icalendarOf(list, office, programmeWords(db, 'audiences'), languageOf(c), at), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
    });
  });
}
