import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What `pnpm start` gives to Node: the program and the options before it. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' && node ').at(-1)?.split(' ') ?? [];
}

/** A server in a process of its own, as `pnpm start` runs it. */
export interface ServerProcess {
  readonly url: string;
  /** The most memory it ever held, in bytes; undefined where the system does not tell. */
  readonly peakBytes: () => number | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts a server over a folder and answers when its port is open. */
export async function startServer(folder: string): Promise<ServerProcess> {
  const child: ChildProcess = spawn(process.execPath, startArguments(), {
    cwd: root,
    env: { ...process.env, PORT: '0', TILIK_DATA: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const url = await new Promise<string>((done, failed) => {
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /^Tilik: (\S+)$/m.exec(said)?.[1];
      if (found) done(found);
    });
  });
  return {
    url,
    peakBytes() {
      try {
        const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
        return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
      } catch {
        return undefined;
      }
    },
    async stop() {
      child.removeAllListeners('exit').kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
