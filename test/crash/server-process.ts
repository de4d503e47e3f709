import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Asked, Told } from './child.ts';

/** A server that is there to be killed. */
export interface CrashServer {
  readonly pid: number;
  /** Its address, once it listens. Never comes where it ends before. */
  readonly listening: Promise<string>;
  /** Comes when its modules are loaded and it is about to open the database. */
  readonly loaded: Promise<void>;
  /** Asks for a backup; answers where it lies, or null where there is none. Never comes where it is killed before. */
  readonly backup: (name: string) => Promise<string | null>;
  /** As no program can defend itself against. Answers when the process is gone. */
  readonly kill: () => Promise<void>;
  /** What it said of what cannot happen. */
  readonly said: () => string;
  /** How it ended: its code, or null where it was killed. */
  readonly ended: Promise<number | null>;
}

/** Starts a server over a data folder. */
export function startCrashServer(
  dataFolder: string,
  { env = {}, pagesPath }: { readonly env?: Readonly<Record<string, string>>; readonly pagesPath?: string } = {},
): CrashServer {
  const limited = pagesPath === undefined ? [] : ['--import', new URL('./limit-pages.ts', import.meta.url).href];
  const child: ChildProcess = fork(new URL('./child.ts', import.meta.url), {
    execArgv: ['--conditions=inside', '--disable-warning=ExperimentalWarning', ...limited],
    env: {
      PATH: process.env.PATH ?? '',
      TILIK_DATA: dataFolder,
      PORT: '0',
      LOG_LEVEL: 'error',
      TILIK_BACKUP_AT: 'off',
      CRASH_PAGES: pagesPath ?? '',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const heard = <Kind extends Told['kind']>(
    kind: Kind,
    isMeant: (told: Told & { kind: Kind }) => boolean = () => true,
  ) =>
    new Promise<Told & { kind: Kind }>((done) => {
      child.on('message', (told: Told) => {
        if (told.kind === kind && isMeant(told as Told & { kind: Kind })) done(told as Told & { kind: Kind });
      });
    });
  const loaded = Promise.race([
    heard('loaded'),
    ended.then((code) => {
      if (code !== null) throw new Error(`the server ended with ${code}: ${said}`);
    }),
  ]).then(() => undefined);
  // Not everyone waits for it.
  loaded.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    loaded,
    listening: heard('listening').then(({ url }) => url),
    async backup(name) {
      const asked: Asked = { kind: 'backup', name };
      const answer = heard('backup', (told) => told.name === name);
      // Its end may be under way.
      child.send(asked, () => undefined);
      return (await answer).path;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    said: () => said,
    ended,
  };
}
