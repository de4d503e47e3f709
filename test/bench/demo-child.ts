/*
 * The demo data in a server of its own process, everyone who asks being the measurement. Says where it listens, and how
 * much memory it holds and how long the processor has worked for it when it is asked.
 */
import { existsSync } from 'node:fs';
import { openDatabase } from '@tilik/db/open';
import { loadDemo } from '@tilik/seeds/inside/load.ts';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { addDays, dayInZone } from '@tilik/server/inside/day.ts';
import { serve } from '@tilik/server/inside/serve.ts';
import { readSettings } from '@tilik/server/inside/settings.ts';

/** What the server holds, in bytes: all of it, and of its heap what is in use once garbage was collected. */
export interface Memory {
  readonly resident: number;
  readonly heap: number;
  readonly external: number;
}

export type Told =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'memory'; readonly memory: Memory }
  | { readonly kind: 'processor'; readonly milliseconds: number }
  | { readonly kind: 'stopped' };
export type Asked = 'memory' | 'processor' | 'stop';

const settings = readSettings(process.env);
const tell = (told: Told) => process.send?.(told);

if (!existsSync(settings.databasePath)) {
  const db = openDatabase(settings.databasePath);
  await loadDemo(db, addDays(dayInZone(new Date(), 'Asia/Jakarta'), -1));
  db.$client.close();
  // What making them took is no part of what serving them takes: a server starts anew.
  process.exit(0);
}

const server = await serve(settings, { visitor: systemActor('load') });
tell({ kind: 'listening', url: server.url });

// Without whoever measures there is nobody to end it.
process.on('disconnect', () => process.exit(0));
process.on('message', (asked: Asked) => {
  if (asked === 'stop') {
    void server.close().then(() => {
      tell({ kind: 'stopped' });
      process.disconnect();
    });
    return;
  }
  if (asked === 'processor') {
    const { user, system } = process.cpuUsage();
    tell({ kind: 'processor', milliseconds: (user + system) / 1000 });
    return;
  }
  for (let time = 0; time < 2; time += 1) globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  tell({ kind: 'memory', memory: { resident: rss, heap: heapUsed, external } });
});
