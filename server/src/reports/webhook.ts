import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';

/** What a program is told of an approved report. */
export interface ApprovedEvent {
  readonly event: 'report.approved';
  readonly id: string;
  readonly office: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly edition: number;
  readonly number: string;
  readonly contentHash: string;
  /** Address of the report's page; null where the installation's own address is not known. */
  readonly url: string | null;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

const isPrivate = (host: string): boolean =>
  isIP(host) === 4 && /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host);

/** Addresses that belong to the network itself, such as the one at which clouds tell a machine its secrets. */
const isLinkLocal = (host: string): boolean =>
  (isIP(host) === 4 && /^(?:169\.254\.|0\.)/.test(host)) || /^\[fe[89ab][0-9a-f]:/i.test(host);

/**
 * Whether an address can be told of reports: `https`, or plain `http` to this computer or an address of the office's own
 * network, where nobody else reads along. It is the administrator who sets it, so names are not asked where they lead;
 * what is answered there is shown to nobody, only with which status.
 */
export function isWebhookAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '' || isLinkLocal(hostname)) return false;
  return protocol === 'https:' || (protocol === 'http:' && (isLoopback(hostname) || isPrivate(hostname)));
}

/** Proves to the receiver that the bytes come from here: the HMAC-SHA-256 of the body under the shared secret. */
export const signatureOf = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;

/** Seconds that a receiver may take to answer. */
const answerSecondsMax = 10;

/** Tells an address of an approved report. Rejects, saying in a few words why, where it was not taken. */
export async function tellWebhook(
  { url, secret }: { readonly url: string; readonly secret: string },
  event: ApprovedEvent,
  stop?: AbortSignal,
): Promise<void> {
  const body = JSON.stringify(event);
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Tilik',
      'X-Tilik-Event': event.event,
      'X-Tilik-Signature': signatureOf(secret, body),
    },
    // Elsewhere is not where the administrator said.
    redirect: 'manual',
    signal: AbortSignal.any([AbortSignal.timeout(answerSecondsMax * 1000), ...(stop ? [stop] : [])]),
  }).catch((error: unknown) => {
    throw new Error((error as Error).name === 'TimeoutError' ? 'no answer in time' : 'no connection');
  });
  // What is said beside the status is nobody's business here.
  await response.body?.cancel();
  if (!response.ok) throw new Error(`answered with ${response.status}`);
}
