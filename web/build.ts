/** Builds the page. With `--if-stale` only where a source is newer than what was built. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const built = join(here, 'dist/index.html');

/** The time of the newest file under a path. */
function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const sources = [
  'src',
  'index.html',
  'vite.config.ts',
  'package.json',
  '../pnpm-lock.yaml',
  '../db/src/vocabulary.ts',
  '../server/src/client.ts',
].map((path) => join(here, path));

const isFresh = existsSync(built) && Math.max(...sources.map(newest)) < statSync(built).mtimeMs;
if (!(process.argv.includes('--if-stale') && isFresh)) {
  // Loading the builder takes longer than finding out that there is nothing to build.
  const { build } = await import('vite');
  await build({ root: here, configFile: join(here, 'vite.config.ts'), logLevel: 'warn' });
}
