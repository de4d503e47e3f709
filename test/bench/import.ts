import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { metricCodes } from '@tilik/db/vocabulary';
import { addDays } from '@tilik/server/inside/day.ts';
import type { ImportReport } from '@tilik/server/inside/ingest/routes.ts';
import { serve } from '@tilik/server/inside/serve.ts';
import { type Measured, median, milliseconds, mustBe, type Row } from './time.ts';

const runs = 5;
const days = 1_000;
const channels = ['instagram', 'x', 'facebook', 'website', 'forum'];
const metrics = metricCodes.slice(0, 20);
const rowCount = days * channels.length * metrics.length;

/** A reading a line, for the template and as the table has it. */
function files(): { template: string; table: string } {
  const template = ['date,channel,metric,value'];
  const table = ['office_id,channel_id,metric,grain,period_on,value,import_id'];
  for (let day = 0; day < days; day += 1) {
    const on = addDays('2022-01-01', day);
    for (const channel of channels) {
      for (const metric of metrics) {
        const value = (template.length * 7919) % 100_003;
        template.push(`${on},${channel},${metric},${value}`);
        table.push(`bandung,${channel},${metric},day,${on},${value},1`);
      }
    }
  }
  return { template: `${template.join('\n')}\n`, table: `${table.join('\n')}\n` };
}

/** Ours: the file through HTTP into a new database file; then the same file again; then its undoing. */
async function ours(template: string): Promise<{ first: number; again: number; undo: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-bench-'));
  const settings = { dataFolder: folder, databasePath: join(folder, 'tilik.sqlite'), host: '127.0.0.1', port: 0 };
  const server = await serve(settings);
  const send = async (method: string, path: string, body?: FormData) => {
    const response = await fetch(`${server.url}/api/v1/imports${path}`, { method, ...(body ? { body } : {}) });
    return (await response.json()) as ImportReport;
  };
  const post = () => {
    const form = new FormData();
    form.set('file', new File([template], 'readings.csv'));
    return send('POST', '', form);
  };
  try {
    let report: ImportReport | undefined;
    const first = await milliseconds(async () => {
      report = await post();
    });
    mustBe('stored', [report?.status, report?.stored], ['stored', rowCount]);
    const { id } = report ?? {};
    const again = await milliseconds(async () => {
      report = await post();
    });
    mustBe('again', [report?.status, report?.unchanged], ['same-file', rowCount]);
    const undo = await milliseconds(async () => {
      report = await send('DELETE', `/${id}`);
    });
    mustBe('undone', report?.status, 'undone');
    return { first, again, undo };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** The yardstick: SQLite's own shell reads the same rows into the same table. */
async function theirs(table: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-bench-'));
  try {
    const path = join(folder, 'tilik.sqlite');
    openDatabase(path).$client.close();
    writeFileSync(join(folder, 'rows.csv'), table);
    const shell = (input: string) => spawnSync('sqlite3', [path], { cwd: folder, input, encoding: 'utf8' });
    const taken = await milliseconds(() => shell('.mode csv\n.import --skip 1 rows.csv readings\n'));
    mustBe('rows by the shell', shell('SELECT COUNT(*) FROM readings;\n').stdout.trim(), String(rowCount));
    return taken;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function benchImport(): Promise<Row[]> {
  const names = ['import of 100,000 rows', 'the same file again', 'undo of 100,000 rows'];
  if (spawnSync('sqlite3', ['-version']).status !== 0) {
    return names.map((name) => ({ name, reason: 'there is no sqlite3 shell here' }));
  }
  const { template, table } = files();
  const taken: { first: number; again: number; undo: number; shell: number }[] = [];
  for (let run = 0; run < runs; run += 1) taken.push({ ...(await ours(template)), shell: await theirs(table) });
  const shell = median(taken.map((run) => run.shell));
  const row = (name: string, values: number[]): Measured => ({
    name,
    unit: 'ms',
    ours: median(values),
    yardstick: 'sqlite3 .import of the same rows',
    theirs: shell,
    runs,
  });
  return [
    row(
      'import of 100,000 rows',
      taken.map((run) => run.first),
    ),
    row(
      'the same file again',
      taken.map((run) => run.again),
    ),
    row(
      'undo of 100,000 rows',
      taken.map((run) => run.undo),
    ),
  ];
}
