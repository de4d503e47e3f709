import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** How the name of an encrypted copy ends. */
export const sealedEnding = '.age';

const read = (path: string) => Readable.toWeb(createReadStream(path)) as unknown as ReadableStream<Uint8Array>;
const write = (stream: ReadableStream<Uint8Array>, path: string) =>
  pipeline(Readable.fromWeb(stream as unknown as NodeStream), createWriteStream(path, { mode: 0o600, flush: true }));

/** A new key: the identity opens what is encrypted for the recipient. */
export async function newKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Encrypts a file for an age recipient, in pieces. */
export async function seal(from: string, to: string, recipient: string): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  await write(await encrypter.encrypt(read(from)), to);
}

/** Decrypts a file with the identities of an age key file, in pieces. Throws where none of them fits or it is cut short. */
export async function unseal(from: string, to: string, identityFile: string): Promise<void> {
  const decrypter = new Decrypter();
  const identities = identityFile.split(/\r?\n/).filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identities.length === 0) throw new Error('The identity file holds no line that begins with AGE-SECRET-KEY-.');
  for (const identity of identities) decrypter.addIdentity(identity.trim());
  await write(await decrypter.decrypt(read(from)), to);
}
