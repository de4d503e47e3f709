import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measured, median, milliseconds, mustBe } from './time.ts';

const runs = 5;
const root = join(import.meta.dirname, '../..');

async function firstAnswer(child: ChildProcess): Promise<void> {
  let said = '';
  const url = await new Promise<string>((done, failed) => {
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /^Tilik: (\S+)$/m.exec(said)?.[1];
      if (found) done(found);
    });
  });
  mustBe('first answer', (await fetch(`${url}/api/v1/about`)).status, 200);
}

/** From the start of the process on an empty folder to the first answer, beside Node doing nothing. */
export async function benchStart(): Promise<Measured> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'tilik-bench-'));
    let server: ChildProcess | undefined;
    ours.push(
      await milliseconds(() => {
        server = spawn(process.execPath, ['server/src/main.ts'], {
          cwd: root,
          env: { ...process.env, PORT: '0', TILIK_DATA: folder },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        return firstAnswer(server);
      }),
    );
    if (server) {
      server.removeAllListeners('exit').kill('SIGTERM');
      await once(server, 'exit');
    }
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
