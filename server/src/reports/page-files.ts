import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer | string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** A file of the built page by the path it is asked under; undefined where there is none. */
export async function fileOfPage(folder: string, path: string): Promise<Answer | undefined> {
  const inside = normalize(path);
  const contentType = contentTypes[extname(inside)];
  if (!inside.startsWith('/') || inside.includes('..') || contentType === undefined) return undefined;
  try {
    return { status: 200, contentType, body: await readFile(join(folder, inside)) };
  } catch {
    return undefined;
  }
}
