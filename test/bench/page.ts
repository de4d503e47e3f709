import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pageFolder } from '@tilik/server/inside/page-folder.ts';
import type { Row } from './time.ts';

/** What a browser loads before it can show the first page, as it travels, beside the same files as they lie. */
export function benchPage(): Row {
  const name = 'first load of the page, gzip';
  const index = join(pageFolder, 'index.html');
  if (!existsSync(index)) return { name, reason: 'web/dist is not built: pnpm build' };
  const html = readFileSync(index, 'utf8');
  const loaded = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g)]
    .map(([, path = '']) => path)
    .filter((path) => path.startsWith('/') || path.startsWith('./'));
  const files = [index, ...new Set(loaded.map((path) => join(pageFolder, path)))].map((path) => readFileSync(path));
  const sum = (sizes: number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    name,
    unit: 'bytes',
    ours: sum(files.map((file) => gzipSync(file).length)),
    yardstick: `the same ${files.length} files unpacked`,
    theirs: sum(files.map((file) => file.length)),
    runs: 1,
  };
}
