import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The bytes of attachments, one file for each content under its hash: the same photo attached twice lies there once.
 */
export interface AttachmentFiles {
  readonly keep: (contentHash: string, bytes: Uint8Array) => Promise<void>;
  readonly read: (contentHash: string) => Promise<Uint8Array<ArrayBuffer>>;
  readonly remove: (contentHash: string) => Promise<void>;
}

export function attachmentFiles(folder: string): AttachmentFiles {
  const path = (contentHash: string) => join(folder, contentHash);
  return {
    async keep(contentHash, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Written beside, made durable and moved into place: under its name there is the whole of it or nothing.
      const beside = `${path(contentHash)}.part`;
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path(contentHash));
    },
    read: async (contentHash) => new Uint8Array(await readFile(path(contentHash))),
    remove: (contentHash) => rm(path(contentHash), { force: true }),
  };
}
