import { reasonNotToStart } from './operations/open-for-use.ts';
import { serveUntilStopped } from './serve.ts';
import { readSettings, type Settings } from './settings.ts';

// What is written is for the user who runs it alone.
process.umask(0o077);

function settingsOrEnd(): Settings {
  try {
    return readSettings(process.env);
  } catch (error) {
    const reason = reasonNotToStart(error);
    if (!reason) throw error;
    process.stderr.write(`${reason.message}\n`);
    return process.exit(reason.exit);
  }
}

const settings = settingsOrEnd();
await serveUntilStopped(settings, ({ url, firstRunUrl }) => {
  process.stdout.write(`Tilik: ${settings.url ?? url}\nData: ${settings.databasePath}\n`);
  if (firstRunUrl === null) return;
  process.stdout.write(`Buat administrator pertama (make the first administrator), sekali pakai:\n${firstRunUrl}\n`);
});
