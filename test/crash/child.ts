/*
 * The server in a process of its own, to be killed: over the data folder of the environment, everyone who asks being the
 * test. Tells its parent when it is about to open the database and when it listens, and takes a backup when it is asked.
 */
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { backupsIn } from '@tilik/server/inside/operations/backup.ts';
import { Health } from '@tilik/server/inside/operations/health.ts';
import { startKeeper } from '@tilik/server/inside/operations/keeper.ts';
import { createLog } from '@tilik/server/inside/operations/log.ts';
import { serve } from '@tilik/server/inside/serve.ts';
import { backupsFolderOf, readSettings } from '@tilik/server/inside/settings.ts';

export type Told =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'backup'; readonly name: string; readonly path: string | null };
export type Asked = { readonly kind: 'backup'; readonly name: string };

const settings = readSettings(process.env);
const tell = (told: Told) => process.send?.(told);
const now = () => new Date();

tell({ kind: 'loaded' });
// The test is everyone it has to be: reports are approved by the head alone.
const tester = systemActor('crash test');
const { url } = await serve(settings, {
  visitor: (c) => (c.req.path.endsWith('/approve') ? { ...tester, role: 'kepala' } : tester),
});
// The server's own keeper waits for its hour; this one is told when.
const keeper = startKeeper({ settings, zone: 'Asia/Jakarta', now, health: new Health(now), log: createLog('error') });
tell({ kind: 'listening', url });

// Without the test there is nobody to end it.
process.on('disconnect', () => process.exit(0));
process.on('message', ({ name }: Asked) => {
  void keeper.run().then((isTaken) => {
    const [latest] = backupsIn(backupsFolderOf(settings));
    tell({ kind: 'backup', name, path: isTaken && latest ? latest.path : null });
  });
});
