import type { Db } from '@tilik/db/open';
import { type Channel, channels } from '@tilik/db/schema';

/** Channels in the order of the page. */
export const channelList = (db: Db): Channel[] => db.select().from(channels).orderBy(channels.position).all();
