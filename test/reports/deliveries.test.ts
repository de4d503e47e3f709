import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAccess } from '@tilik/server/inside/access/access.ts';
import type { Letter } from '@tilik/server/inside/access/mail.ts';
import { type DeliveryWorld, deliverDue } from '@tilik/server/inside/reports/deliveries.ts';
import { afterEach, expect, test } from 'vitest';
import { openOffice } from './office.ts';

const secret = 'sebuah rahasia yang panjang';
const url = 'https://tilik.example.go.id';
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Taken {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver on this computer that answers with one status after the other; the last for ever. */
async function receiver(...statuses: readonly number[]): Promise<{ url: string; taken: Taken[] }> {
  const taken: Taken[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    taken.push({ headers: request.headers, body: Buffer.concat(pieces).toString('utf8') });
    const status = statuses[Math.min(taken.length, statuses.length) - 1] ?? 200;
    response.writeHead(status, status >= 300 && status < 400 ? { Location: 'http://127.0.0.1:9/elsewhere' } : {});
    response.end('what is said here is for nobody');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/laporan`, taken };
}

async function approvedOffice(given: { recipients?: readonly string[]; webhookUrl?: string | null; mails?: boolean }) {
  const letters: Letter[] = [];
  const sendMail = async (letter: Letter) => void letters.push(letter);
  const office = openOffice({
    access: (db) =>
      createAccess({
        db,
        now: () => new Date('2026-01-14T05:00:00Z'),
        settings: { secret: 'x'.repeat(40), url: 'http://localhost', oidc: null, trustProxy: false },
        ...(given.mails === false ? {} : { sendMail }),
      }),
  });
  const { webhookUrl = null } = given;
  await office.done('administrator', 'PUT', 'report-settings', {
    letterhead: ['KANTOR'],
    place: 'Bandung',
    signatoryTitle: 'Kepala',
    signatoryName: null,
    numberPattern: '{n}/LAP/TIKKIM/{month}/{year}',
    recipients: given.recipients ?? [],
    webhookUrl,
    ...(webhookUrl === null ? {} : { webhookSecret: secret }),
    draftsByItself: false,
  });
  await office.storeMonth('2025-12', 50, 50);
  await office.setMonth('close', '2025-12');
  const id = await office.approved('2025-12');
  const failures: string[][] = [];
  const world: DeliveryWorld = {
    db: office.db,
    now: office.now,
    sendMail,
    url,
    onFailure: (...told) => failures.push(told),
  };
  const states = async () =>
    (await office.shown(id)).deliveries?.map(({ kind, state, attempts, lastError }) => [
      kind,
      state,
      attempts,
      lastError,
    ]);
  return { office, id, letters, world, states, failures };
}

test('a webhook that fails twice is told a third time, after a minute and after ten, signed each time', async () => {
  const there = await receiver(500, 302, 204);
  const { office, id, world, states } = await approvedOffice({ webhookUrl: there.url });
  expect(await states()).toEqual([['webhook', 'waiting', 0, null]]);
  await deliverDue(world);
  expect(await states()).toEqual([['webhook', 'waiting', 1, 'answered with 500']]);
  await deliverDue(world);
  office.setNow('2026-01-14T05:00:59Z');
  await deliverDue(world);
  expect(there.taken).toHaveLength(1);
  office.setNow('2026-01-14T05:01:00Z');
  await deliverDue(world);
  // It is not led elsewhere.
  expect(await states()).toEqual([['webhook', 'waiting', 2, 'answered with 302']]);
  office.setNow('2026-01-14T05:10:59Z');
  expect(await deliverDue(world)).toBe(0);
  office.setNow('2026-01-14T05:11:00Z');
  await deliverDue(world);
  expect(await states()).toEqual([['webhook', 'sent', 3, null]]);
  office.setNow('2026-02-14T05:11:00Z');
  expect(await deliverDue(world)).toBe(0);

  const { contentHash } = await office.shown(id);
  expect(there.taken).toHaveLength(3);
  for (const { headers, body } of there.taken) {
    expect(headers['x-tilik-signature']).toBe(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
    expect(JSON.parse(body)).toEqual({
      event: 'report.approved',
      id,
      office: 'bandung',
      month: '2025-12',
      edition: 1,
      number: '001/LAP/TIKKIM/I/2026',
      contentHash,
      url: `${url}/laporan/${id}`,
    });
  }
});

test('a webhook that never takes it is given up after the last pause, and that is told without its secret', async () => {
  const there = await receiver(503);
  const { office, id, world, states, failures } = await approvedOffice({ webhookUrl: there.url });
  const waits: number[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await deliverDue(world);
    const next = office.db.$client.prepare('SELECT next_at FROM report_deliveries').pluck().get() as string | null;
    if (next === null) break;
    waits.push((Date.parse(next) - office.now().getTime()) / 60_000);
    office.setNow(next);
  }
  expect(waits).toEqual([1, 10, 60, 360, 1440]);
  expect(await states()).toEqual([['webhook', 'failed', 6, 'answered with 503']]);
  expect(failures).toEqual([[id, 'webhook', 'answered with 503']]);
});

test('nobody at the other end is a failure like any other', async () => {
  const { world, states } = await approvedOffice({ webhookUrl: 'http://127.0.0.1:9/' });
  await deliverDue(world);
  expect(await states()).toEqual([['webhook', 'waiting', 1, 'no connection']]);
});

test('a secret goes to no address but its own', async () => {
  const there = await receiver(200);
  const { office, world, states } = await approvedOffice({ webhookUrl: there.url });
  office.db.$client.exec(`UPDATE report_settings SET webhook_url = 'https://lain.example/'`);
  await deliverDue(world);
  expect(there.taken).toEqual([]);
  expect(await states()).toEqual([['webhook', 'waiting', 1, 'the address was taken away']]);
});

test('a letter goes to each recipient, in Indonesian and then in English, with number, month and address', async () => {
  const recipients = ['rapat@bandung.example.go.id', 'kakanim@bandung.example.go.id'];
  const { id, letters, world, states } = await approvedOffice({ recipients });
  expect(await states()).toEqual([
    ['mail', 'waiting', 0, null],
    ['mail', 'waiting', 0, null],
  ]);
  await deliverDue(world);
  expect(letters.map(({ to }) => to).toSorted()).toEqual(recipients.toSorted());
  const [letter] = letters;
  expect(letter?.subject).toBe('Laporan bulanan Desember 2025 disetujui: 001/LAP/TIKKIM/I/2026');
  const [indonesian = '', english = ''] = (letter?.text ?? '').split('\n---\n');
  expect(indonesian).toContain('Desember 2025');
  expect(english).toContain('December 2025');
  for (const part of [indonesian, english]) {
    expect(part).toContain('001/LAP/TIKKIM/I/2026');
    expect(part).toContain(`${url}/laporan/${id}`);
  }
  expect(await states()).toEqual([
    ['mail', 'sent', 1, null],
    ['mail', 'sent', 1, null],
  ]);
});

test('where no mail can be sent none waits to be sent', async () => {
  const { states } = await approvedOffice({ recipients: ['rapat@bandung.example.go.id'], mails: false });
  expect(await states()).toEqual([]);
});

test('a letter that is not taken keeps no other delivery, and is tried again', async () => {
  const there = await receiver(200);
  const { office, world, states } = await approvedOffice({
    recipients: ['rapat@bandung.example.go.id'],
    webhookUrl: there.url,
  });
  let isDown = true;
  const sendMail = async () => {
    if (isDown) throw new Error('535 bad password hush');
  };
  await deliverDue({ ...world, sendMail });
  expect(await states()).toEqual([
    ['mail', 'waiting', 1, 'the mail server did not take it'],
    ['webhook', 'sent', 1, null],
  ]);
  isDown = false;
  office.setNow('2026-01-14T05:01:00Z');
  await deliverDue({ ...world, sendMail });
  expect((await states())?.[0]).toEqual(['mail', 'sent', 2, null]);
});

test('what is cut off because the server stops was no attempt', async () => {
  const there = await receiver(200);
  const { world, states } = await approvedOffice({ webhookUrl: there.url });
  await deliverDue({ ...world, stop: AbortSignal.abort() });
  expect(there.taken).toEqual([]);
  expect(await states()).toEqual([['webhook', 'waiting', 0, null]]);
});
