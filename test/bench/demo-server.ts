import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Asked, Memory, Told } from './demo-child.ts';

/** A server over the demo data, in a process of its own. */
export interface DemoServer {
  readonly url: string;
  /** What it holds, once its garbage was collected. */
  readonly memory: () => Promise<Memory>;
  /** Milliseconds that the processor has worked for it, whatever else the machine was doing. */
  readonly processor: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Makes the demo data where there are none yet, and starts a server over them. */
export async function startDemoServer(folder: string, options: readonly string[] = []): Promise<DemoServer> {
  const start = (): ChildProcess =>
    fork(new URL('./demo-child.ts', import.meta.url), {
      // As `pnpm start` runs it.
      execArgv: ['--conditions=inside', '--max-semi-space-size=4', '--expose-gc', ...options],
      env: {
        PATH: process.env.PATH ?? '',
        TILIK_DATA: folder,
        PORT: '0',
        LOG_LEVEL: 'error',
        TILIK_BACKUP_AT: 'off',
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  const heard = <Kind extends Told['kind']>(child: ChildProcess, kind: Kind) =>
    new Promise<Told & { kind: Kind }>((done) => {
      const hear = (told: Told) => {
        if (told.kind !== kind) return;
        child.off('message', hear);
        done(told as Told & { kind: Kind });
      };
      child.on('message', hear);
    });
  for (let time = 0; time < 2; time += 1) {
    const child = start();
    const ended = once(child, 'close').then(([code]) => code as number | null);
    const told = await Promise.race([heard(child, 'listening'), ended]);
    if (told === 0) continue;
    if (typeof told !== 'object' || told === null) throw new Error(`the server ended with ${told}`);
    return {
      url: told.url,
      async memory() {
        const answer = heard(child, 'memory');
        child.send('memory' satisfies Asked);
        return (await answer).memory;
      },
      async processor() {
        const answer = heard(child, 'processor');
        child.send('processor' satisfies Asked);
        return (await answer).milliseconds;
      },
      async stop() {
        if (child.connected) child.send('stop' satisfies Asked);
        await ended;
      },
    };
  }
  throw new Error('the demo data were made and are not there');
}
