import { once } from 'node:events';
import { connect } from 'node:net';

/** What a server answers to bytes that no client of good manners would send; all of it, until it closes. */
export async function sendRaw(url: string, text: string, waitMs = 5_000): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let answer = '';
  socket.on('data', (bytes) => {
    answer += String(bytes);
  });
  socket.on('error', () => undefined);
  socket.setTimeout(waitMs, () => socket.destroy());
  socket.write(text);
  if (!socket.destroyed) await once(socket, 'close');
  return answer;
}

/** The first line and the headers of such an answer. */
export const headOf = (answer: string): string => answer.split('\r\n\r\n')[0] ?? '';
