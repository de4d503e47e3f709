/**
 * `pnpm demo`: the dashboard over made-up figures, in a data folder of their own. Real data, in `$TILIK_DATA`, are
 * neither read nor written.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { demoVisitor } from '@tilik/server/inside/access/demo-visitor.ts';
import { addDays, dayInZone, daysBetween } from '@tilik/server/inside/day.ts';
import { serveUntilStopped } from '@tilik/server/inside/serve.ts';
import { readSettings, settingsForDemo } from '@tilik/server/inside/settings.ts';
import { demoVersion } from './plan.ts';

/** Demo figures end this many days ago at most before they are made anew. */
const daysOldMax = 31;

const folder = resolve(process.env.TILIK_DEMO_DATA ?? './demo-data');
const settings = settingsForDemo(readSettings(process.env), folder);
const markPath = join(folder, 'made.json');

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Last day of the figures that stand in the folder, if they are of this version and recent. */
function madeUntil(today: string): string | undefined {
  if (!existsSync(markPath) || !existsSync(settings.databasePath)) return undefined;
  const mark = JSON.parse(readFileSync(markPath, 'utf8')) as { version?: string; until?: string };
  if (mark.version !== demoVersion || mark.until === undefined) return undefined;
  const age = daysBetween(mark.until, today);
  return age >= 0 && age <= daysOldMax ? mark.until : undefined;
}

const today = dayInZone(new Date(), 'Asia/Jakarta');
if (madeUntil(today) === undefined) {
  const until = addDays(today, -1);
  mkdirSync(folder, { recursive: true });
  // Made beside and moved into place: a stop half-way leaves nothing that looks finished.
  const making = join(folder, 'making.sqlite');
  for (const ending of ['', '-wal', '-shm']) {
    rmSync(`${making}${ending}`, { force: true });
    rmSync(`${settings.databasePath}${ending}`, { force: true });
  }
  print('Membuat data contoh … (making the demo data)');
  const { loadDemo } = await import('./load.ts');
  const db = openDatabase(making);
  const stored = await loadDemo(db, until);
  db.$client.close();
  renameSync(making, settings.databasePath);
  writeFileSync(markPath, JSON.stringify({ version: demoVersion, until }));
  print(`${stored} baris data contoh sampai ${until} (rows of demo data until ${until})`);
}

await serveUntilStopped(settings, ({ url }) => print(`\nTilik, data contoh: ${url}\n`), { visitor: demoVisitor });
