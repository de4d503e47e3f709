import { serveUntilStopped } from './serve.ts';
import { readSettings } from './settings.ts';

const settings = readSettings(process.env);
await serveUntilStopped(settings, (url) => {
  process.stdout.write(`Tilik: ${url}\nData: ${settings.databasePath}\n`);
});
