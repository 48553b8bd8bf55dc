import { createServer } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../../electron/adapters/vipps/http.ts';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import { listen } from '../../support/network/loopback.ts';
import {
  CANARIES,
  clientOf,
  jsonAnswer,
  KEY,
  loopbackServer,
  MSISDN,
  OTHER_REFERENCE,
  problemBody,
  REFERENCE,
  reportBody,
  testClient,
} from '../../support/network/vipps-client.ts';
import type { LoopbackServer, TestClient } from '../../support/network/vipps-client.ts';

/** Answers as no specification foresees them, from a real HTTP server on this machine through Node's own fetch. */

let server: LoopbackServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const practice = (url: string, more: Parameters<typeof testClient>[1] = {}): TestClient =>
  testClient(fetch, { environment: 'practice', baseUrl: url, ...more });
async function against(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  more: Parameters<typeof testClient>[1] = {},
): Promise<TestClient> {
  server = await loopbackServer(handler);
  return practice(server.url, more);
}
const json = (response: ServerResponse, value: unknown, status = 200): void =>
  void response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(value));
const UNREADABLE = { ok: false, error: { kind: 'unclear', error: 'network.unreadable' } };

describe('success', () => {
  it('is told by the status, not by the content type, and unknown fields are ignored', async () => {
    const { api } = await against((_, response) =>
      json(response, reportBody({ captureGuaranteedUntil: '2026-02-01T00:00:00Z', surprise: { deep: [1] } })),
    );
    expect(await api.capture(REFERENCE, KEY, '{}')).toEqual({
      ok: true,
      value: {
        report: { state: 'AUTHORIZED', amounts: { authorized: 24_900, captured: 0, cancelled: 0, refunded: 0 } },
        amount: { currency: 'NOK', value: 24_900 },
        pspReference: '3343121302',
        code: null,
      },
    });
  });

  it('of a create may come without a redirectUrl; every header and byte is as stored', async () => {
    let seen: {
      headers: IncomingMessage['headers'];
      method: string | undefined;
      url: string | undefined;
      body: string;
    } | null = null;
    const { api } = await against((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        seen = {
          headers: request.headers,
          method: request.method,
          url: request.url,
          body: Buffer.concat(parts).toString('utf8'),
        };
        json(response, { reference: REFERENCE }, 201);
      });
    });
    const body = '{"name":"Ærlig  é😀"}';
    expect(await api.create(REFERENCE, KEY, body)).toEqual({ ok: true, value: { code: null } });
    expect(seen).toMatchObject({
      method: 'POST',
      url: '/epayment/v1/payments',
      body,
      headers: {
        authorization: `Bearer ${CANARIES.token}`,
        'ocp-apim-subscription-key': CANARIES.subscriptionKey,
        'merchant-serial-number': '123456',
        'vipps-system-name': 'skranke',
        'vipps-system-version': '0.1.0',
        'vipps-system-plugin-name': 'skranke-epayment',
        'vipps-system-plugin-version': '0.1.0',
        'idempotency-key': KEY,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
      },
    });
    expect(JSON.stringify(seen)).not.toContain(CANARIES.clientSecret);
  });

  it('tells the difference of the clocks with the event log', async () => {
    const { api, clock } = await against((_, response) => {
      response.setHeader('date', new Date(clock.now() + 90_000).toUTCString());
      json(response, [
        {
          reference: REFERENCE,
          pspReference: 'a',
          name: 'NEWER_THAN_US',
          amount: { currency: 'NOK', value: 24_900 },
          timestamp: '2026-01-19T12:00:01.5Z',
          idempotencyKey: null,
          success: true,
        },
      ]);
    });
    expect(await api.events(REFERENCE)).toEqual({
      ok: true,
      value: {
        clockSkewMs: 90_000,
        complete: true,
        events: [
          {
            name: 'NEWER_THAN_US',
            amount: { currency: 'NOK', value: 24_900 },
            at: Date.UTC(2026, 0, 19, 12, 0, 1, 500),
            idempotencyKey: null,
            success: true,
            pspReference: 'a',
          },
        ],
      },
    });
  });
});

describe('answers that cannot be believed are unclear', () => {
  const nok = (value: unknown) => ({ currency: 'NOK', value });
  const aggregate = {
    authorizedAmount: nok(24_900),
    cancelledAmount: nok(0),
    capturedAmount: nok(0),
    refundedAmount: nok(0),
  };
  it.each<[string, unknown]>([
    ['empty', ''],
    ['HTML', '<html><body>Welcome</body></html>'],
    ['JSON cut in the middle', JSON.stringify(reportBody()).slice(0, 90)],
    ['null', null],
    ['an array', [reportBody()]],
    ['an unknown state', reportBody({ state: 'CAPTURED' })],
    ['another payment', reportBody({ reference: OTHER_REFERENCE })],
    ['another currency', reportBody({ amount: { currency: 'DKK', value: 24_900 } })],
    [
      'another currency in one sum',
      reportBody({ aggregate: { ...aggregate, capturedAmount: { currency: 'EUR', value: 0 } } }),
    ],
    ['a sum as text', reportBody({ aggregate: { ...aggregate, capturedAmount: nok('24900') } })],
    ['a sum as a fraction', reportBody({ aggregate: { ...aggregate, capturedAmount: nok(0.5) } })],
    ['a negative sum', reportBody({ aggregate: { ...aggregate, capturedAmount: nok(-1) } })],
    ['a text whose length cannot be compared', reportBody({ state: { length: { toString: null, valueOf: null } } })],
    ['no amount', reportBody({ amount: undefined })],
    ['more taken than approved', reportBody({ aggregate: { ...aggregate, capturedAmount: nok(24_901) } })],
    ['more given back than taken', reportBody({ aggregate: { ...aggregate, refundedAmount: nok(1) } })],
    [
      'money taken from a request that was declined',
      reportBody({ state: 'ABORTED', aggregate: { ...aggregate, capturedAmount: nok(24_900) } }),
    ],
    ['a sum missing', reportBody({ aggregate: { ...aggregate, refundedAmount: undefined } })],
  ])('%s', async (_name, body) => {
    const { api } = await against(
      (_, response) => void response.end(typeof body === 'string' ? body : JSON.stringify(body)),
    );
    for (const result of [
      await api.get(REFERENCE),
      await api.capture(REFERENCE, KEY, '{}'),
      await api.cancel(REFERENCE, KEY, '{}'),
      await api.refund(REFERENCE, KEY, '{}'),
    ])
      expect(result).toMatchObject(UNREADABLE);
  });

  it.each(['', '<html>', '{}', JSON.stringify({ reference: OTHER_REFERENCE })])(
    'a 201 with %j: the payment probably exists',
    async (text) => {
      const { api } = await against((_, response) => void response.writeHead(201).end(text));
      expect(await api.create(REFERENCE, KEY, '{}')).toMatchObject(UNREADABLE);
    },
  );

  it('an event log that is no list', async () => {
    for (const body of [{ events: [] }, null, 'CREATED']) {
      const { api } = clientOf(() => jsonAnswer(body));
      expect(await api.events(REFERENCE)).toMatchObject(UNREADABLE);
    }
  });

  it('five megabytes: cut off although it is a true report, and the connection is closed', async () => {
    let closed = (): void => undefined;
    const connectionClosed = new Promise<void>((resolve) => (closed = resolve));
    const huge = JSON.stringify(reportBody({ newField: 'x'.repeat(5_000_000) }));
    const { api } = await against((request, response) => {
      request.socket.on('close', closed);
      response.end(huge);
    });
    expect(await api.capture(REFERENCE, KEY, '{}')).toMatchObject(UNREADABLE);
    // It would be kept for the next call otherwise.
    await connectionClosed;
    const largest = JSON.stringify(reportBody({ newField: 'x'.repeat(MAX_BODY_BYTES - 2000) }));
    await server?.close();
    const inside = await against((_, response) => void response.end(largest));
    expect((await inside.api.capture(REFERENCE, KEY, '{}')).ok).toBe(true);
  });

  it('a body that breaks off, and a connection that breaks before an answer', async () => {
    const half = await against((_, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write('{"reference":', () => response.destroy());
    });
    expect(await half.api.capture(REFERENCE, KEY, '{}')).toMatchObject({
      ok: false,
      error: { kind: 'unclear', error: 'network.dropped' },
    });
    await server?.close();
    const none = await against((request) => void request.socket.destroy());
    expect(await none.api.create(REFERENCE, KEY, '{}')).toMatchObject({
      ok: false,
      error: { kind: 'unclear', error: 'network.dropped' },
    });
  });

  it('a redirect: not followed, and unclear for a write', async () => {
    let followed = 0;
    const { api } = await against((request, response) => {
      if (request.url === '/elsewhere') followed += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await api.capture(REFERENCE, KEY, '{}')).toMatchObject({ ok: false, error: { kind: 'unclear' } });
    expect(await api.get(REFERENCE)).toMatchObject({ ok: false, error: { kind: 'unclear' } });
    expect(followed).toBe(0);
  });

  it('what is not HTTP at all', async () => {
    const raw = await listen(
      createServer((socket) => {
        socket.once('data', () => void socket.write('SSH-2.0-OpenSSH_9.6\r\n', () => socket.destroy()));
      }),
    );
    const { api } = practice(raw.url);
    expect(await api.get(REFERENCE)).toMatchObject({
      ok: false,
      error: { kind: 'notSent', error: expect.stringMatching(/^network\.(?:unreadable|dropped)$/) },
    });
    await raw.close();
  });
});

describe('what does not decide about money costs no payment its truth', () => {
  it.each<[unknown, string | null]>([
    ['3343121302', '3343121302'],
    [3_343_121_302, '3343121302'],
    [null, null],
    [undefined, null],
    ['', null],
    [' ', null],
    ['x'.repeat(101), null],
    [{}, null],
    [1.5, null],
    [{ length: { toString: null, valueOf: null } }, null],
  ])('a pspReference that is %j', async (pspReference, told) => {
    const { api } = clientOf(() => jsonAnswer(reportBody({ pspReference })));
    for (const result of [await api.get(REFERENCE), await api.capture(REFERENCE, KEY, '{}')])
      expect(result).toMatchObject({ ok: true, value: { pspReference: told } });
  });

  const entry = {
    reference: REFERENCE,
    pspReference: 'a',
    name: 'CREATED',
    amount: { currency: 'NOK', value: 24_900 },
    timestamp: '2026-01-19T12:00:00Z',
    idempotencyKey: KEY,
    success: true,
  };
  const AT = Date.UTC(2026, 0, 19, 12);
  const logOf = async (...entries: unknown[]) => clientOf(() => jsonAnswer(entries)).api.events(REFERENCE);

  it.each<[string, unknown, Record<string, unknown>]>([
    ['a number as pspReference', { pspReference: 7 }, { pspReference: '7' }],
    ['no pspReference', { pspReference: undefined }, { pspReference: null }],
    ['an amount of another kind', { amount: '249.00' }, { amount: null }],
    ['no amount', { amount: undefined }, { amount: null }],
    ['no time that can be read', { timestamp: 'yesterday' }, { at: null }],
    ['a time as a number', { timestamp: 1_768_824_000 }, { at: null }],
    ['no key', { idempotencyKey: undefined }, { idempotencyKey: null }],
    ['a new name', { name: 'PONDERED' }, { name: 'PONDERED' }],
  ])('an entry of the event log with %s', async (_, odd, read) => {
    const plain = {
      name: 'CREATED',
      amount: entry.amount,
      at: AT,
      idempotencyKey: KEY,
      success: true,
      pspReference: 'a',
    };
    expect(await logOf(entry, Object.assign({}, entry, odd))).toMatchObject({
      ok: true,
      value: { complete: true, events: [plain, { ...plain, ...read }] },
    });
  });

  it.each<[string, unknown]>([
    ['is no object', 'CREATED'],
    ['is null', null],
    ['is of another payment', { ...entry, reference: OTHER_REFERENCE }],
    ['names no payment', { ...entry, reference: undefined }],
    ['does not say whether it was done', { ...entry, success: 'yes' }],
    ['has a key of another kind', { ...entry, idempotencyKey: 5 }],
    ['has a text whose length cannot be compared', { ...entry, name: { length: { toString: null, valueOf: null } } }],
  ])('an entry of the event log that %s is left out, and the log is not complete', async (_, odd) => {
    const result = await logOf(odd, entry);
    expect(result).toMatchObject({
      ok: true,
      value: { complete: false, events: [{ name: 'CREATED', idempotencyKey: KEY }] },
    });
    expect(result.ok && result.value.events).toHaveLength(1);
  });
});

describe('time', () => {
  it.each(['before any header', 'in the middle of the body'])(
    'a server that falls silent %s: unclear after our own timeout, and a late answer changes nothing',
    async (when) => {
      let arrived = (): void => undefined;
      const requestArrived = new Promise<void>((resolve) => (arrived = resolve));
      let late: ServerResponse | null = null;
      const { api, clock } = await against((_, response) => {
        late = response;
        if (when !== 'before any header') response.write('{"refer');
        arrived();
      });
      const result = api.capture(REFERENCE, KEY, '{}');
      await requestArrived;
      clock.advance(19_999);
      clock.advance(1);
      expect(await result).toMatchObject({ ok: false, error: { kind: 'unclear', error: 'network.timeout' } });
      expect(clock.pending()).toBe(0);
      (late as ServerResponse | null)?.end(JSON.stringify(reportBody()));
    },
  );

  it('a fetch that does not listen to its signal holds nobody up, and its late answer is thrown away', async () => {
    let answer: ((response: Response) => void) | null = null;
    const { api, clock, sent } = clientOf(() => new Promise((resolve) => (answer = resolve)));
    const result = api.get(REFERENCE);
    while (sent.length < 2) await new Promise(setImmediate);
    clock.advance(10_000);
    expect(await result).toMatchObject({ ok: false, error: { kind: 'unclear', error: 'network.timeout' } });
    (answer as ((response: Response) => void) | null)?.(jsonAnswer(reportBody()));
    await new Promise(setImmediate);
  });

  it('leaves no timer behind an answer', async () => {
    const { api, clock } = clientOf(() => jsonAnswer(reportBody()));
    await api.get(REFERENCE);
    expect(clock.pending()).toBe(0);
  });
});

describe('an answer that comes twice', () => {
  it('is not taken for the answer to the next question', async () => {
    const tokenText = JSON.stringify({ access_token: CANARIES.token, expires_in: 3599 });
    const message = (text: string): string =>
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
    const raw = await listen(
      createServer((socket) => {
        socket.on('data', (data) => {
          const first = data.toString('latin1');
          if (first.startsWith('POST /accesstoken')) return void socket.write(message(tokenText));
          const asked = first.includes(OTHER_REFERENCE) ? OTHER_REFERENCE : REFERENCE;
          const text = message(
            JSON.stringify(reportBody({ reference: asked, state: asked === REFERENCE ? 'AUTHORIZED' : 'CREATED' })),
          );
          socket.write(text + text);
        });
      }),
    );
    const { api } = practice(raw.url);
    for (let i = 0; i < 10; i += 1) {
      for (const [reference, state] of [
        [REFERENCE, 'AUTHORIZED'],
        [OTHER_REFERENCE, 'CREATED'],
      ] as const) {
        const result = await api.get(reference);
        // Right or unclear, never the other payment's state.
        if (result.ok) expect(result.value.report.state).toBe(state);
        else expect(result.error.kind).toBe('unclear');
      }
    }
    await raw.close();
  }, 20_000);
});

describe('what did not leave the machine', () => {
  it('a port where nobody listens: not sent', async () => {
    server = await loopbackServer(() => undefined);
    const { url } = server;
    await server.close();
    server = null;
    const { api } = practice(url, { clock: systemClock });
    expect(await api.create(REFERENCE, KEY, '{}')).toMatchObject({
      ok: false,
      error: { kind: 'notSent', error: 'network.refused' },
    });
  });

  it('Chromium\'s "refused" is certain only while no kept connection could have carried an earlier try', async () => {
    let refuse = true;
    const { api, clock } = clientOf(() =>
      refuse ? Promise.reject(new Error('net::ERR_CONNECTION_REFUSED')) : jsonAnswer(reportBody()),
    );
    // The token came over a connection that Chromium keeps for some minutes.
    expect(await api.create(REFERENCE, KEY, '{}')).toMatchObject({
      ok: false,
      error: { kind: 'unclear', error: 'network.refused' },
    });
    clock.advance(7 * 60_000);
    expect(await api.create(REFERENCE, KEY, '{}')).toMatchObject({
      ok: false,
      error: { kind: 'notSent', error: 'network.refused' },
    });
    refuse = false;
    expect((await api.get(REFERENCE)).ok).toBe(true);
  });

  it('force approve in production: refused without a request', async () => {
    const { api, sent } = clientOf(() => jsonAnswer(reportBody()), {
      environment: 'production',
      baseUrl: 'https://api.vipps.no',
    });
    expect(await api.forceApprove(REFERENCE, MSISDN)).toMatchObject({
      ok: false,
      error: { kind: 'rejected', error: 'wallet.notPermitted' },
    });
    expect(sent).toHaveLength(0);
  });

  it('force approve in test: 200 with an empty body is success; its failures have their own code', async () => {
    const done = clientOf(() => new Response(null, { status: 200 }));
    expect(await done.api.forceApprove(REFERENCE, MSISDN)).toEqual({ ok: true, value: null });
    expect(done.sent.at(-1)).toMatchObject({
      path: `/epayment/v1/test/payments/${REFERENCE}/approve`,
      body: '{"customer":{"phoneNumber":"4791234567"}}',
    });
    expect('idempotency-key' in (done.sent.at(-1)?.headers ?? {})).toBe(false);
    const failed = clientOf(() => jsonAnswer(problemBody('10050', 500), 500));
    expect(await failed.api.forceApprove(REFERENCE, MSISDN)).toMatchObject({
      ok: false,
      error: { error: 'wallet.testApprovalFailed' },
    });
  });
});
