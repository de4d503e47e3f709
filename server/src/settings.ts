import { join, resolve } from 'node:path';

export interface Settings {
  readonly dataFolder: string;
  readonly databasePath: string;
  readonly host: string;
  readonly port: number;
}

/** Reads the environment once. Listens on loopback unless told otherwise. Throws where a value makes no sense. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const portText = env.PORT ?? '3000';
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port > 65_535) throw new Error(`PORT is no port number: ${portText}`);
  const dataFolder = resolve(env.TILIK_DATA ?? './data');
  return { dataFolder, databasePath: join(dataFolder, 'tilik.sqlite'), host: env.HOST ?? '127.0.0.1', port };
}
