import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServer } from './server.ts';
import { type Measured, median, milliseconds, mustBe } from './time.ts';

const runs = 5;
/** From the start of the process on an empty folder to the first answer, beside Node doing nothing. */
export async function benchStart(): Promise<Measured> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'tilik-bench-'));
    let server: ServerProcess | undefined;
    ours.push(
      await milliseconds(async () => {
        server = await startServer(folder);
        mustBe('first answer', (await fetch(`${server.url}/api/v1/about`)).status, 200);
      }),
    );
    await server?.stop();
    rmSync(folder, { recursive: true });
    theirs.push(await milliseconds(() => once(spawn(process.execPath, ['-e', '0']), 'exit')));
  }
  return {
    name: 'cold start to the first answer',
    unit: 'ms',
    ours: median(ours),
    yardstick: 'node -e 0',
    theirs: median(theirs),
    runs,
  };
}
