import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { languages } from '@tilik/db/vocabulary';
import { templates } from '@tilik/server/inside/ingest/formats/index.ts';
import { templateCsv, templateWorkbook } from '@tilik/server/inside/ingest/write-template.ts';
import { csvOf, make } from '../support/make.ts';

/** A good file, from which bad ones are made. */
export interface SeedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const here = import.meta.dirname;
const fixtures = resolve(here, '../fixtures');
/** Files that platforms gave to real people, where a run has them; never in the repository. */
const realExports = resolve(here, '../..', process.env.REAL_EXPORTS ?? 'no-real-exports');

function filesIn(folder: string): SeedFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(csv|tsv|xlsx?|zip)$/i.test(path))
    .sort()
    .map((path) => ({ name: path, bytes: new Uint8Array(readFileSync(join(folder, path))) }));
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'utf8'));

/** The fixtures, Tilik's own templates in both languages and as a workbook, files made here, and real exports. */
export async function seedFiles(): Promise<SeedFile[]> {
  const own: SeedFile[] = [];
  for (const [word, template] of Object.entries(templates)) {
    for (const language of languages) {
      own.push({ name: `${word}-${language}.csv`, bytes: bytesOf(templateCsv(template, language)) });
    }
    own.push({ name: `${word}.xlsx`, bytes: await templateWorkbook(template, 'id') });
  }
  const days = Array.from({ length: 31 }, (_, index) => `2025-12-${String(index + 1).padStart(2, '0')}`);
  const made: Record<string, readonly Parameters<typeof csvOf>[0][number][]> = {
    'readings.csv': days.map((date, index) => make.reading({ date, value: index * 37 })),
    'applicants.csv': days.map((date, index) => make.applicantCount({ date, applicants: index })),
    'sources.csv': ['instagram', 'x', 'unknown'].map((source) => make.declaredSource({ source })),
    'campaigns.csv': [make.campaign(), make.campaign({ campaign: 'other', topics: 'cost|benefits' })],
    'events.csv': [make.event(), make.event({ event: 'closed', kind: 'closure', ends: '2025-01-02' })],
    'posts.csv': [make.post(), make.post({ Permalink: 'https://www.instagram.com/reel/BBB222/', Saves: '-' })],
    'x.csv': [make.xDay(), make.xDay({ Date: 'Sun, Jan 4, 2026', Likes: '1,204', Replies: '-' })],
  };
  for (const [name, rows] of Object.entries(made)) own.push({ name, bytes: bytesOf(csvOf(rows)) });
  return [...own, ...filesIn(fixtures), ...filesIn(realExports)];
}
