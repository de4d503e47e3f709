import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@tilik/db/open';
import { metricCodes } from '@tilik/db/vocabulary';
import { addDays } from '@tilik/server/inside/day.ts';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import { startServer } from './server.ts';
import { median, milliseconds, mustBe, type Row } from './time.ts';

const runs = 3;
const days = 8_000;
const channels = ['instagram', 'x', 'facebook', 'website', 'forum'];
const metrics = metricCodes.slice(0, 25);
const rowCount = days * channels.length * metrics.length;

/** A reading a line, for the template and as the table has it. */
function files(): { template: string; table: string } {
  const template = ['date,channel,metric,value'];
  const table = ['office_id,channel_id,metric,grain,period_on,value,import_id'];
  for (let day = 0; day < days; day += 1) {
    const on = addDays('2003-01-01', day);
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

interface Ours {
  readonly first: number;
  readonly again: number;
  readonly undo: number;
  readonly peakBytes: number;
}

/** Ours: the file through HTTP into a new database file; then the same file again; then its undoing. */
async function ours(template: Blob): Promise<Ours> {
  const folder = mkdtempSync(join(tmpdir(), 'tilik-bench-'));
  const server = await startServer(folder);
  const send = async (method: string, path: string, body?: FormData) => {
    const response = await fetch(`${server.url}/api/v1/imports${path}`, { method, ...(body ? { body } : {}) });
    return (await response.json()) as ImportReport;
  };
  const post = () => {
    const form = new FormData();
    form.set('file', template, 'readings.csv');
    return send('POST', '', form);
  };
  try {
    let report: ImportReport | undefined;
    const first = await milliseconds(async () => {
      report = await post();
    });
    mustBe('stored', [report?.status, report?.stored], ['stored', rowCount]);
    const { id } = report ?? {};
    const peakBytes = server.peakBytes() ?? Number.NaN;
    const again = await milliseconds(async () => {
      report = await post();
    });
    mustBe('again', [report?.status, report?.unchanged], ['same-file', rowCount]);
    const undo = await milliseconds(async () => {
      report = await send('DELETE', `/${id}`);
    });
    mustBe('undone', report?.status, 'undone');
    return { first, again, undo, peakBytes };
  } finally {
    await server.stop();
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
  const names = ['import of 1,000,000 rows', 'the same file again', 'undo of 1,000,000 rows'];
  if (spawnSync('sqlite3', ['-version']).status !== 0) {
    return names.map((name) => ({ name, reason: 'there is no sqlite3 shell here' }));
  }
  const { template, table } = files();
  const taken: (Ours & { shell: number })[] = [];
  for (let run = 0; run < runs; run += 1) {
    taken.push({ ...(await ours(new Blob([template]))), shell: await theirs(table) });
  }
  const of = (key: keyof (typeof taken)[number]) => median(taken.map((run) => run[key]));
  const beside = { unit: 'ms' as const, yardstick: 'sqlite3 .import of the same rows', theirs: of('shell'), runs };
  return [
    { name: names[0] ?? '', ours: of('first'), ...beside },
    {
      name: names[1] ?? '',
      unit: 'ms',
      ours: of('again'),
      yardstick: 'the first import of it',
      theirs: of('first'),
      runs,
    },
    { name: names[2] ?? '', ours: of('undo'), ...beside },
    {
      name: 'most memory of the server while it imports',
      unit: 'bytes',
      ours: Math.max(...taken.map(({ peakBytes }) => peakBytes)),
      yardstick: '300 MB, what it may take',
      theirs: 300_000_000,
      runs,
    },
  ];
}
