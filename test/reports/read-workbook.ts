import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

type Value = string | number | boolean | Date | null;
type Reader = (file: Buffer) => Promise<{ readonly sheet: string; readonly data: readonly (readonly Value[])[] }[]>;

/** A workbook read back by the library with which files are imported, which is the server's. */
export async function readWorkbook(bytes: Uint8Array): Promise<Map<string, readonly (readonly Value[])[]>> {
  const ofServer = createRequire(new URL('../../server/package.json', import.meta.url));
  const { default: read } = (await import(pathToFileURL(ofServer.resolve('read-excel-file/node')).href)) as {
    default: Reader;
  };
  return new Map((await read(Buffer.from(bytes))).map(({ sheet, data }) => [sheet, data]));
}
