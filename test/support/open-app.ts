import { type Db, openDatabase } from '@tilik/db/open';
import { type Actor, systemActor } from '@tilik/server/inside/access/actor.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';

/** The day on which every test takes place unless it says otherwise: a Wednesday at noon in Bandung. */
const testNow = '2026-01-14T05:00:00Z';

export interface OpenApp {
  readonly db: Db;
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  /** Answer of a GET as JSON; fails the test where the answer is no 200. */
  readonly get: <Answer>(path: string) => Promise<Answer>;
  /** Posts a file to the ingest route. */
  readonly send: (file: string | Uint8Array<ArrayBuffer>, options?: SendOptions) => Promise<Response>;
  /** The same, where it must succeed. */
  readonly store: (file: string | Uint8Array<ArrayBuffer>, options?: SendOptions) => Promise<ImportReport>;
  readonly setNow: (instant: string) => void;
}

export interface SendOptions {
  readonly name?: string;
  readonly preview?: boolean;
  readonly strict?: boolean;
  readonly office?: string;
  readonly channel?: string;
  readonly snapshotOn?: string;
  readonly dayOrder?: string;
  readonly month?: string;
  readonly firstDay?: string;
  readonly approach?: string;
  readonly mapping?: string;
  readonly parts?: string;
  readonly sample?: boolean;
  readonly lang?: 'id' | 'en';
}

/** The whole application over a fresh database in memory, with its own clock. Crashes of ours fail the test. */
export function openApp(options: { now?: string; db?: Db; visitor?: Actor; attachmentsFolder?: string } = {}): OpenApp {
  let now = options.now ?? testNow;
  const db = options.db ?? openDatabase(':memory:');
  const app = createApp({
    db,
    now: () => new Date(now),
    visitor: options.visitor ?? systemActor('test'),
    ...(options.attachmentsFolder === undefined ? {} : { attachmentsFolder: options.attachmentsFolder }),
    onCrash: (error) => {
      throw error;
    },
  });
  const request = async (path: string, init?: RequestInit) => app.request(path, init);
  const send = (file: string | Uint8Array<ArrayBuffer>, given: SendOptions = {}) => {
    const { name = 'file.csv', lang = 'en', ...fields } = given;
    const form = new FormData();
    form.set('file', new File([file], name));
    for (const [field, value] of Object.entries(fields)) form.set(field, String(value));
    return request(`/api/v1/imports?lang=${lang}`, { method: 'POST', body: form });
  };
  return {
    db,
    request,
    send,
    async get<Answer>(path: string) {
      const response = await request(path);
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    async store(file, given) {
      const response = await send(file, given);
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as ImportReport;
    },
    setNow(instant) {
      now = instant;
    },
  };
}
