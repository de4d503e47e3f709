import { arch, cpus, platform } from 'node:os';
import { benchEffect } from './effect.ts';
import { benchImport } from './import.ts';
import { benchPage } from './page.ts';
import { benchReport } from './report.ts';
import { benchStart } from './start.ts';
import type { Row } from './time.ts';
import { benchUptake } from './uptake.ts';

/*
 * How long things take, as ratios: each beside a yardstick that was run on the same machine in the same minute, so
 * that a number of yesterday can be held against one of today. Writes nothing but to the terminal.
 */

const print = (line: string) => process.stdout.write(`${line}\n`);
const rows: Row[] = [];

for (const bench of [benchEffect, benchImport, benchUptake, benchStart, benchReport, benchPage]) {
  for (const row of [await bench()].flat()) {
    rows.push(row);
    print(`bench ${JSON.stringify('reason' in row ? row : { ...row, ratio: row.ours / row.theirs })}`);
  }
}

const quantity = (value: number, unit: string) =>
  unit === 'bytes' ? `${(value / 1024).toFixed(1)} KiB` : `${value.toFixed(value < 10 ? 2 : 0)} ms`;

print(`\nNode ${process.version}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model ?? '?'}\n`);
print('| | Tilik | yardstick | | ratio | runs |');
print('|---|---:|---|---:|---:|---:|');
for (const row of rows) {
  if ('reason' in row) print(`| ${row.name} | – | skipped: ${row.reason} | – | – | – |`);
  else {
    const { name, unit, ours, yardstick, theirs, runs } = row;
    print(
      `| ${name} | ${quantity(ours, unit)} | ${yardstick} | ${quantity(theirs, unit)} | ${(ours / theirs).toFixed(2)} | ${runs} |`,
    );
  }
}
