import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { ProblemError } from '../problem.ts';
import { diskSource, memorySource, type Source } from './source.ts';

/** Megabytes a file may have; what is longer is refused while it comes. */
export const fileMegabytesMax = 64;
const fieldBytesMax = 64 * 1024;

/** A form as it came: its fields, and its file where it has one. */
export interface Upload {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: UploadedFile | undefined;
}

export interface UploadedFile {
  readonly name: string;
  /** Where it lies, unless it is small enough to be in memory. */
  readonly path?: string;
  readonly source: Source;
  /** Takes the file off the disk. What is imported is the figures; the file itself is not kept. */
  readonly remove: () => Promise<void>;
}

const tooLarge = (limit: number) => new ProblemError(413, 'too-large', { facts: { limit } });

/**
 * Reads a multipart form, its file going to disk as it comes, so that no upload is ever in memory as a whole. The
 * caller removes the file when it is done with it.
 */
export async function receiveUpload(
  request: Request,
  folder: string,
  megabytesMax: number = fileMegabytesMax,
): Promise<Upload> {
  const fileBytesMax = megabytesMax * 1024 * 1024;
  const contentType = request.headers.get('content-type') ?? '';
  const isForm = /^multipart\/form-data\b.*\bboundary=./i.test(contentType);
  if (!isForm || !request.body) throw new ProblemError(400, 'no-file');
  if (Number(request.headers.get('content-length') ?? 0) > fileBytesMax + fieldBytesMax) throw tooLarge(megabytesMax);
  const path = join(folder, `${randomUUID()}.upload`);
  const fields: Record<string, string> = {};
  let written: Promise<Written & { name: string; isCut: boolean }> | undefined;

  const busboy = new Busboy({
    headers: { 'content-type': contentType },
    limits: { fileSize: fileBytesMax, fieldSize: fieldBytesMax, files: 1, fields: 32 },
    defCharset: 'utf8',
  });
  busboy.on('field', (name, value) => {
    fields[name] = value;
  });
  busboy.on('file', (field, stream, fileName) => {
    if (field !== 'file' || written) {
      stream.resume();
      return;
    }
    // A browser writes a quote in a name as %22; a path in it is nobody's business.
    const name = (fileName.split(/[\\/]/).at(-1) ?? '').replaceAll('%22', '"');
    written = writeDown(stream, path).then((stored) => ({ ...stored, name, isCut: stream.truncated }));
    // Its failure is met below; until then nobody waits for it.
    written.catch(() => undefined);
  });

  const remove = () => rm(path, { force: true });
  try {
    await pipeline(
      Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]),
      counted(megabytesMax),
      busboy,
    );
    const file = await written;
    if (!file) {
      if (fields.file === undefined) return { fields, file: undefined };
      throw new ProblemError(400, 'bad-request', { issues: [{ field: 'file', code: 'not-valid' }] });
    }
    if (file.isCut) throw tooLarge(megabytesMax);
    const { name, source, isOnDisk } = file;
    return { fields, file: { name, source, remove, ...(isOnDisk ? { path } : {}) } };
  } catch (error) {
    await remove();
    if (error instanceof ProblemError) throw error;
    if (error instanceof NotWritten) throw error.cause;
    // A form that ends before its last boundary, or is none.
    throw new ProblemError(400, 'no-file');
  }
}

/** Lets bytes pass until there are more than a form may have. */
const counted = (megabytesMax: number) => {
  let bytes = 0;
  return new Transform({
    transform(piece: Uint8Array, _, done) {
      bytes += piece.length;
      done(bytes > megabytesMax * 1024 * 1024 + fieldBytesMax ? tooLarge(megabytesMax) : null, piece);
    },
  });
};

interface Written {
  readonly source: Source;
  readonly isOnDisk: boolean;
}

/** Up to this size a file stays in memory. */
const memoryBytesMax = 1024 * 1024;

/** A disk that cannot take the file: told as what it is, and not as a form that ended early. */
class NotWritten extends Error {
  constructor(cause: unknown) {
    super('the upload could not be written', { cause });
  }
}

/**
 * Takes in a stream: into memory while it is small, onto the disk once it is not. Where the disk refuses, the rest is let
 * pass: whoever still sends would otherwise wait for ever.
 */
async function writeDown(stream: AsyncIterable<Buffer>, path: string): Promise<Written> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let pieces: Buffer[] = [];
  let file: FileHandle | undefined;
  let failure: NotWritten | undefined;
  try {
    for await (const piece of stream) {
      if (failure) continue;
      hash.update(piece);
      sizeBytes += piece.length;
      pieces.push(piece);
      if (!file && sizeBytes <= memoryBytesMax) continue;
      try {
        if (!file) {
          await mkdir(dirname(path), { recursive: true });
          file = await open(path, 'w', 0o600);
        }
        await file.writev(pieces);
      } catch (error) {
        failure = new NotWritten(error);
      }
      pieces = [];
    }
  } finally {
    await file?.close();
  }
  if (failure) throw failure;
  if (file) return { source: diskSource(path, sizeBytes, hash.digest('hex')), isOnDisk: true };
  return { source: memorySource(Buffer.concat(pieces)), isOnDisk: false };
}
