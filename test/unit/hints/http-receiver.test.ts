import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttpReceiver } from '../../../electron/adapters/hints/http-receiver.ts';
import { PAYMENT_EVENTS } from '../../../electron/core/hints/payload.ts';
import type { Answer } from '../../../electron/core/hints/receiver.ts';
import type { Hint, Registration, RegistrationStore } from '../../../electron/core/ports/hints.ts';
import { openHints } from '../../../electron/hints.ts';
import { createClient } from '../../../electron/adapters/vipps/client.ts';
import { createWebhooks } from '../../../electron/adapters/vipps/webhooks.ts';
import { registrationStore } from '../../../electron/adapters/keys/registrations.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import { salesUnit } from '../../../electron/simulator/sales-unit.ts';
import { serve } from '../../../electron/simulator/server.ts';
import { createWorld } from '../../../electron/simulator/world.ts';
import { idempotencyKeySchema } from '../../../shared/ids.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../../shared/practice.ts';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordingLog } from '../../support/till/recording-log.ts';
import { turnedCipher } from '../../support/till/turned-cipher.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function receiver(status = 200) {
  const taken: string[] = [];
  const opened = await openHttpReceiver({
    port: 0,
    mostBodyBytes: 64 * 1024,
    log: recordingLog(),
    take: ({ body }) => {
      taken.push(new TextDecoder().decode(body));
      return status;
    },
  });
  closing.push(() => opened.close());
  return { ...opened, taken };
}

describe('the receiver on this machine', () => {
  it('takes one method on one path, and answers with a status and no words', async () => {
    const { address, taken } = await receiver();
    const answer = await fetch(address, { method: 'POST', body: '{}' });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    expect((await fetch(address)).status).toBe(405);
    expect((await fetch(`${address}/more`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect((await fetch(`${address}?a=b`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect(taken).toEqual(['{}']);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hints$/);
  });

  it('answers what the judge says', async () => {
    const { address } = await receiver(401);
    expect((await fetch(address, { method: 'POST', body: 'x' })).status).toBe(401);
  });

  it('refuses a megabyte, whether its length is told or not, and goes on', async () => {
    const { address, taken } = await receiver();
    const { port } = new URL(address);
    for (const head of ['content-length: 1048576', 'transfer-encoding: chunked']) {
      const socket = connect({ port: Number(port), host: '127.0.0.1' });
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(`POST /hints HTTP/1.1\r\nhost: x\r\n${head}\r\n\r\n`);
      if (head.startsWith('transfer')) socket.write(`20000\r\n${'x'.repeat(0x20000)}\r\n`);
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /);
      socket.destroy();
    }
    expect(taken).toEqual([]);
    expect((await fetch(address, { method: 'POST', body: 'y' })).status).toBe(200);
  });

  it('keeps twenty lines open and no more', async () => {
    const { address } = await receiver();
    const { port } = new URL(address);
    const lines = Array.from({ length: 20 }, () => connect({ port: Number(port), host: '127.0.0.1' }));
    await Promise.all(lines.map((line) => once(line, 'connect')));
    const late = connect({ port: Number(port), host: '127.0.0.1' });
    late.on('error', () => undefined);
    await once(late, 'close');
    for (const line of lines) line.destroy();
  });
});

const kept = (): RegistrationStore & { registrations: readonly Registration[] } => ({
  registrations: [],
  read() {
    return Promise.resolve(this.registrations);
  },
  write(registrations) {
    this.registrations = registrations;
    return Promise.resolve(true);
  },
});

async function service() {
  const unit = salesUnit({ ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER });
  const world = createWorld({ unit, seed: 14, now: Date.now() });
  const server = await serve({ world, port: 0 });
  closing.push(() => server.close());
  const log = recordingLog();
  const client = createClient({
    credentials: PRACTICE_CREDENTIALS,
    merchantSerialNumber: PRACTICE_SERIAL_NUMBER,
    version: '0',
    environment: 'practice',
    baseUrl: server.url,
    loopbackAllowed: true,
    currency: 'NOK',
    fetch,
    clock: systemClock,
    log,
  });
  const control = (door: string, body: object) =>
    fetch(`${server.url}/_simulator/${door}`, { method: 'POST', body: JSON.stringify(body) });
  const request = (reference: string) =>
    client.run({
      operation: 'create',
      reference: null,
      path: '/epayment/v1/payments',
      key: idempotencyKeySchema.parse(reference),
      body: JSON.stringify({
        amount: { currency: 'NOK', value: 24_900 },
        paymentMethod: { type: 'WALLET' },
        customer: { phoneNumber: '4791234567' },
        reference,
        userFlow: 'PUSH_MESSAGE',
        paymentDescription: 'Sale',
      }),
      read: () => true,
    });
  return { webhooks: createWebhooks(client), control, request, log };
}

describe('events over HTTP, from the simulated service to whoever hears them', () => {
  it('arrive signed, each once, though they are doubled and lied about', async () => {
    const { webhooks, control, request, log } = await service();
    const heard: Hint[] = [];
    const answers: Answer[] = [];
    const enough = Promise.withResolvers<void>();
    const store = kept();
    const opened = await openHints({
      port: 0,
      webhooks,
      store,
      log,
      hear: (hint) => heard.push(hint) > 0,
      answered(answer) {
        answers.push(answer);
        if (answers.length === 5) enough.resolve();
      },
    });
    if (!opened.ok) throw new Error(opened.error.error);
    closing.push(() => opened.value.close());
    await control('delivery-faults', {
      rules: [{ fault: 'wrong-signature' }, { fault: 'other-body' }, { fault: 'too-long' }],
    });
    for (const reference of ['sale-0001', 'sale-0002']) expect((await request(reference)).ok).toBe(true);
    await control('customer', { reference: 'sale-0001', act: 'approve' });
    await enough.promise;
    expect(answers.toSorted()).toEqual(['anotherBody', 'taken', 'taken', 'taken', 'wrongSignature']);
    expect(heard.map(({ reference, name }) => `${reference} ${name}`)).toContain('sale-0001 AUTHORIZED');
    expect(JSON.stringify(heard)).not.toContain('24900');
    expect(store.registrations).toHaveLength(1);
  });

  it('are registered once over restarts, and anew where the secret is gone; the old one is deleted then', async () => {
    const { webhooks, log } = await service();
    const store = kept();
    const open = async (port: number, with_ = store) => {
      const opened = await openHints({ port, webhooks, store: with_, log, hear: () => true });
      if (!opened.ok) throw new Error(opened.error.error);
      await opened.value.close();
      return opened.value.registration;
    };
    const first = await open(0);
    const port = Number(new URL(first.url).port);
    expect(await open(port)).toEqual(first);
    const anew = await open(port, kept());
    expect(anew.id).not.toBe(first.id);
    const listed = await webhooks.list();
    expect(listed).toEqual({ ok: true, value: [{ id: anew.id, url: first.url, events: PAYMENT_EVENTS }] });
    expect(await webhooks.remove(anew.id)).toEqual({ ok: true, value: null });
  });
});

describe('the secret of a registration', () => {
  const REGISTRATION = { id: 'a', url: 'http://127.0.0.1:1/hints', secret: 'canary-of-a-webhook' };

  function place(keychain: 'available' | 'plain' | 'unavailable' = 'available') {
    const folder = mkdtempSync(join(tmpdir(), 'hints-'));
    closing.push(() => rmSync(folder, { recursive: true }));
    const secrets: string[] = [];
    const log = recordingLog();
    const cipher = turnedCipher(keychain);
    return { folder, cipher, log, secrets, onSecret: (secret: string) => void secrets.push(secret) };
  }

  it('is kept encrypted, watched for in the log, and readable by its owner alone', async () => {
    const at = place();
    const store = registrationStore(at, 'production');
    expect(await store.write([REGISTRATION])).toBe(true);
    expect(await registrationStore(at, 'production').read()).toEqual([REGISTRATION]);
    const files = readdirSync(at.folder).map((name) => readFileSync(join(at.folder, name), 'latin1'));
    expect(files.join()).not.toContain('canary');
    expect(new Set(at.secrets)).toEqual(new Set([REGISTRATION.secret]));
    expect(await registrationStore(at, 'test').read()).toEqual([]);
  });

  it('of real money is not written where the system does not encrypt', async () => {
    const at = place('plain');
    expect(await registrationStore(at, 'production').write([REGISTRATION])).toBe(false);
    expect(readdirSync(at.folder)).toEqual([]);
    expect(await registrationStore(at, 'test').write([REGISTRATION])).toBe(true);
  });

  it('that cannot be read is made anew, and nothing of it is told', async () => {
    const at = place();
    await registrationStore(at, 'test').write([REGISTRATION]);
    const broken = { ...at, cipher: { ...at.cipher, decrypt: () => Promise.reject(new Error(REGISTRATION.secret)) } };
    expect(await registrationStore(broken, 'test').read()).toEqual([]);
    expect(JSON.stringify(at.log.lines)).not.toContain('canary');
  });
});
