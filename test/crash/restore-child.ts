/* Brings a backup back, to be killed while it does. Tells its parent when it is about to begin. */
import { restoreBackup } from '@tilik/server/inside/operations/restore.ts';
import { readSettings } from '@tilik/server/inside/settings.ts';

const [file = ''] = process.argv.slice(2);
const settings = readSettings(process.env);
process.send?.('loaded');
await restoreBackup(settings, file, undefined, new Date());
process.disconnect();
