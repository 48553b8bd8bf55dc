import { describe, expect, it } from 'vitest';
import { nodeHashing } from '../../../electron/adapters/hints/hashing.ts';
import { OnceEach } from '../../../electron/core/hints/once.ts';
import { readPayload } from '../../../electron/core/hints/payload.ts';
import { HintReceiver, statusOf } from '../../../electron/core/hints/receiver.ts';
import { authorization, stringToSign } from '../../../electron/core/hints/signature.ts';
import type { Delivery, Hint, Registration } from '../../../electron/core/ports/hints.ts';

/** The vector of [api 12.4]; its secret is made up. */
const REGISTERED: Registration = {
  id: '497f6eca-6276-4993-bfeb-53cbbbba6f08',
  url: 'https://hooks.example.com/hooks/vipps?store=1',
  secret: 'example-webhook-secret-for-unit-tests-only',
};
const DATE = 'Mon, 19 Jan 2026 16:26:33 GMT';
const BODY =
  '{"msn":"123456","reference":"oslo-pos1-20260119-0001","pspReference":"dd8e0a8e-2b26-40ed-98f1-1d5832fc129f",' +
  '"name":"AUTHORIZED","amount":{"currency":"NOK","value":49900},"timestamp":"2026-01-19T16:26:32.099Z",' +
  '"idempotencyKey":"7c8b81e7-b08b-46e4-9729-191cb801c132","success":true}';
const HASH = 'H9j3K6s7xSlNRncnB46jfcgY5ax/2KQ88CbmVudQHmQ=';
const SIGNATURE = 'BTWMDyS25HimwU1ZQYN068CAeWMEQeOIhILTthBOAkw=';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const VECTOR: Delivery = {
  address: REGISTERED.url,
  headers: {
    'x-ms-date': DATE,
    'x-ms-content-sha256': HASH,
    authorization: authorization(SIGNATURE),
    host: 'hooks.example.com',
    'webhook-id': REGISTERED.id,
  },
  body: bytes(BODY),
};

const with_ = (headers: Delivery['headers'], body = VECTOR.body): Delivery => ({
  ...VECTOR,
  headers: { ...VECTOR.headers, ...headers },
  body,
});

function signed(body: string | Uint8Array, by: Registration = REGISTERED, date = DATE): Delivery {
  const exact = typeof body === 'string' ? bytes(body) : body;
  const hash = nodeHashing.sha256(exact);
  const signature = nodeHashing.hmacSha256(by.secret, stringToSign(by.url, date, hash) ?? '');
  return {
    address: by.url,
    headers: {
      'x-ms-date': date,
      'x-ms-content-sha256': hash,
      authorization: authorization(signature),
      'webhook-id': by.id,
    },
    body: exact,
  };
}

function receiver(registrations: readonly Registration[] = [REGISTERED], takes: () => boolean = () => true) {
  const heard: Hint[] = [];
  const logged: string[] = [];
  const tell = (message: string, fields?: object) => void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const made = new HintReceiver({
    hashing: nodeHashing,
    registrations: () => registrations,
    hear: (hint) => takes() && heard.push(hint) > 0,
    log: { info: tell, warn: tell, error: tell },
  });
  return { heard, logged, receive: (delivery: Delivery) => made.receive(delivery) };
}

describe('a delivery of the wallet', () => {
  it('is proved by hash and signature of the vector, and only five fields of it are read', () => {
    const { heard, receive } = receiver();
    expect(receive(VECTOR)).toBe('taken');
    expect(heard).toEqual([
      {
        msn: '123456',
        reference: 'oslo-pos1-20260119-0001',
        name: 'AUTHORIZED',
        pspReference: 'dd8e0a8e-2b26-40ed-98f1-1d5832fc129f',
        success: true,
      },
    ]);
  });

  it.each([
    ['another signature', with_({ authorization: authorization(SIGNATURE.replace('B', 'C')) })],
    [
      'another set of signed headers',
      with_({ authorization: `HMAC-SHA256 SignedHeaders=host&Signature=${SIGNATURE}` }),
    ],
    ['another date', with_({ 'x-ms-date': 'Mon, 19 Jan 2026 16:26:34 GMT' })],
    ['the secret of another address', signed(BODY, { ...REGISTERED, secret: 'another secret' })],
    [
      'another path',
      { ...signed(BODY, { ...REGISTERED, url: 'https://hooks.example.com/' }), address: REGISTERED.url },
    ],
    ['an address nobody registered', { ...VECTOR, address: 'https://hooks.example.com/other' }],
  ])('with %s is refused as wrongly signed', (_, delivery) => {
    const { heard, receive, logged } = receiver();
    const answer = receive(delivery);
    expect([answer, statusOf(answer), heard]).toEqual(['wrongSignature', 401, []]);
    expect(logged.join()).not.toMatch(/secret|Signature=|oslo/);
  });

  it.each([
    ['one other byte', with_({}, bytes(BODY.replace('49900', '49901')))],
    ['a byte more', with_({}, bytes(`${BODY}\n`))],
    ['no byte at all', with_({}, bytes(''))],
    ['a hash of its own', with_({ 'x-ms-content-sha256': nodeHashing.sha256(bytes('')) })],
  ])('with %s is another body', (_, delivery) => {
    const { heard, receive } = receiver();
    expect([receive(delivery), statusOf('anotherBody'), heard]).toEqual(['anotherBody', 401, []]);
  });

  it.each(['x-ms-date', 'x-ms-content-sha256', 'authorization'])(
    'without %s, or with an endless one, is unsigned',
    (name) => {
      const { receive } = receiver();
      for (const value of [undefined, '', 'A'.repeat(100_000)])
        expect(receive(with_({ [name]: value }))).toBe('unsigned');
      expect(statusOf('unsigned')).toBe(401);
    },
  );

  it('of a megabyte is refused before it is hashed, however well it is signed', () => {
    const { receive } = receiver();
    const long = signed(JSON.stringify({ ...JSON.parse(BODY), more: 'x'.repeat(1_000_000) }));
    expect([receive(long), statusOf('tooLong')]).toEqual(['tooLong', 413]);
  });

  it('is not refused for its age, nor for a date that is none', () => {
    const { receive } = receiver();
    const at = (date: string, reference: string) =>
      receive(signed(BODY.replace('oslo-pos1', reference), REGISTERED, date));
    expect(at('Thu, 01 Jan 1970 00:00:00 GMT', 'old')).toBe('taken');
    expect(at('Fri, 31 Dec 2100 23:59:59 GMT', 'new')).toBe('taken');
    expect(at('yesterday', 'odd')).toBe('taken');
  });

  it('is held against the secret of its registration; where it names none, against all of its address', () => {
    const second = { ...REGISTERED, id: 'ca3bd6d9-9e3e-4e62-bcb4-52f1ce1a1d1c', secret: 'another secret' };
    const elsewhere = { ...second, id: 'e4', url: 'https://hooks.example.com/elsewhere', secret: 'a third one' };
    const { receive } = receiver([REGISTERED, second, elsewhere]);
    const named = (reference: string, by: Registration, id: string | undefined) => {
      const delivery = signed(BODY.replace('oslo-pos1', reference), by);
      return receive({ ...delivery, address: REGISTERED.url, headers: { ...delivery.headers, 'webhook-id': id } });
    };
    expect(named('a', second, second.id)).toBe('taken');
    expect(named('b', second, undefined)).toBe('taken');
    expect(named('c', second, 'nobody knows it')).toBe('taken');
    expect(named('d', second, REGISTERED.id)).toBe('wrongSignature');
    expect(named('e', { ...elsewhere, url: REGISTERED.url }, undefined)).toBe('wrongSignature');
  });

  it('with a port of its own is signed with the port', () => {
    expect(stringToSign('http://127.0.0.1:8080/hints?a=b', DATE, HASH)).toBe(
      `POST\n/hints?a=b\n${DATE};127.0.0.1:8080;${HASH}`,
    );
    expect(stringToSign('https://hooks.example.com:443/x', DATE, HASH)).toContain(';hooks.example.com;');
    expect(stringToSign('no address', DATE, HASH)).toBeNull();
  });
});

describe('what a proved body says', () => {
  const read = (value: unknown) => readPayload(bytes(JSON.stringify(value)));
  const EVENT = { msn: '123456', reference: 'r-1', name: 'CAPTURED', pspReference: 'p-1', success: true };

  it('is read leniently', () => {
    expect(read({ ...EVENT, msn: 123_456, amount: 'much', timestamp: 7, more: [] })).toEqual({
      kind: 'hint',
      hint: EVENT,
    });
    expect(read({ ...EVENT, pspReference: 5, success: 'maybe' })).toEqual({
      kind: 'hint',
      hint: { ...EVENT, pspReference: null, success: true },
    });
    expect(read({ ...EVENT, success: false })).toMatchObject({ hint: { success: false } });
  });

  it.each([
    ['an event of tomorrow', { ...EVENT, name: 'SPLIT' }],
    ['a code that was scanned', { customerToken: 'x', merchantQrId: 'y', msn: '123456', initiatedAt: 'now' }],
    ['no reference', { ...EVENT, reference: undefined }],
    ['a reference without end', { ...EVENT, reference: 'r'.repeat(10_000) }],
    ['a reference that is no text', { ...EVENT, reference: { toString: null } }],
  ])('about %s is of no use, and answered so that it does not come again', (_, value) => {
    const { receive, heard } = receiver();
    const answer = receive(signed(JSON.stringify(value)));
    expect([answer, statusOf(answer), heard]).toEqual(['unknownEvent', 200, []]);
  });

  it.each([
    ['no JSON', '{"msn":'],
    ['a list', '[]'],
    ['a number', '7'],
    ['nothing', ''],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00])],
  ])('as %s cannot be read', (_, body) => {
    expect(receiver().receive(signed(body))).toBe('unreadable');
  });
});

describe('each event', () => {
  const event = (name: string, pspReference: string | null, reference = 'r-1') =>
    signed(JSON.stringify({ msn: '123456', reference, name, pspReference, success: true }));

  it('is heard once, in any order, and a second part of a capture is another one', () => {
    const { receive, heard } = receiver();
    const answers = [
      event('CAPTURED', 'p-3'),
      event('AUTHORIZED', 'p-2'),
      event('CAPTURED', 'p-3'),
      event('CAPTURED', 'p-4'),
      event('CREATED', 'p-1'),
      event('CREATED', 'p-1'),
    ].map(receive);
    expect(answers).toEqual(['taken', 'taken', 'again', 'taken', 'taken', 'again']);
    expect(heard).toHaveLength(4);
  });

  it('that nobody could hear is asked for again, and is new then', () => {
    let isThere = false;
    const { receive } = receiver([REGISTERED], () => isThere);
    expect([receive(event('CREATED', 'p-1')), statusOf('notTaken')]).toEqual(['notTaken', 503]);
    isThere = true;
    expect(receive(event('CREATED', 'p-1'))).toBe('taken');
  });

  it('is remembered in a bounded memory: the oldest are forgotten first', () => {
    const once = new OnceEach(3);
    const hint = (pspReference: string): Hint => ({
      msn: '1',
      reference: 'r',
      name: 'CREATED',
      pspReference,
      success: true,
    });
    for (const name of ['a', 'b', 'c', 'd']) once.add(hint(name));
    expect(['a', 'b', 'c', 'd'].map((name) => once.has(hint(name)))).toEqual([false, true, true, true]);
  });
});
