import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, openDatabase } from '@tilik/db/open';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { operationCommand } from '@tilik/server/inside/operations/command.ts';
import { createLog } from '@tilik/server/inside/operations/log.ts';
import { type ServeOptions, serve } from '@tilik/server/inside/serve.ts';
import { readSettings } from '@tilik/server/inside/settings.ts';
import type { TestContext } from 'vitest';
import { csvOf, make } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type OnTestFinished = TestContext['onTestFinished'];
type Environment = Readonly<Record<string, string>>;

/** A data folder of its own, gone when the test is. */
export function openFolder(onTestFinished: OnTestFinished, given: Environment = {}) {
  const root = mkdtempSync(join(tmpdir(), 'tilik-operations-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const env: Environment = { TILIK_DATA: join(root, 'data'), PORT: '0', ...given };
  const settings = readSettings(env);
  return {
    root,
    env,
    settings,
    /** A command as the shell gives it, with what it printed. */
    async tilik(...words: string[]) {
      const said = { out: '', err: '' };
      const code = await operationCommand(words, {
        env,
        print: (line) => {
          said.out += `${line}\n`;
        },
        complain: (line) => {
          said.err += `${line}\n`;
        },
        now: () => new Date(),
      });
      return { code, ...said };
    },
    /** Works on the database with the whole interface, and closes it. */
    async work<Value>(what: (app: OpenApp, db: Db) => Promise<Value>): Promise<Value> {
      const db = openDatabase(settings.databasePath);
      try {
        return await what(openApp({ db }), db);
      } finally {
        db.$client.close();
      }
    },
  };
}

const readings = (count: number, from = '2020-01-01') =>
  Array.from({ length: count }, (_, index) => {
    const date = new Date(Date.parse(`${from}T00:00:00Z`) + index * 86_400_000).toISOString().slice(0, 10);
    return make.reading({ date, value: index });
  });

/** Readings of the website on so many days, as a file. */
export const readingsCsv = (count: number, from?: string): string => csvOf(readings(count, from));

/** A running server over a folder, with everything it writes to its log. */
export async function openServer(
  onTestFinished: OnTestFinished,
  folder: ReturnType<typeof openFolder>,
  options: Omit<ServeOptions, 'log'> = {},
) {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  const server = await serve(folder.settings, { visitor: systemActor('test'), ...options, log });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await server.close();
    isOpen = false;
  };
  onTestFinished(close);
  return {
    ...server,
    close,
    lines,
    /** As a page of ours asks, and with the whole answer read. */
    async get(path: string, init: RequestInit = {}) {
      const headers = { 'Sec-Fetch-Site': 'same-origin', ...init.headers };
      const answer = await fetch(`${server.url}${path}`, { ...init, headers });
      return new Response(await answer.arrayBuffer(), answer);
    },
    logged: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
