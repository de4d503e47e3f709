import { join, resolve } from 'node:path';

export interface Settings {
  readonly dataFolder: string;
  readonly databasePath: string;
  readonly host: string;
  readonly port: number;
}

/** Reads the environment once. Listens on loopback unless told otherwise. Throws where a value makes no sense. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(env.PORT ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is no port number: ${env.PORT}`);
  const dataFolder = resolve(env.TILIK_DATA ?? './data');
  return { dataFolder, databasePath: join(dataFolder, 'tilik.sqlite'), host: env.HOST ?? '127.0.0.1', port };
}
