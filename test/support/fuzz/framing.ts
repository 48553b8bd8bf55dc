import { createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Dice } from './random.ts';
import { listen } from '../network/loopback.ts';
import { CANARIES } from '../network/vipps-client.ts';

/**
 * A true body in an envelope that lies: wrong lengths, broken chunks, false encodings, early statuses, headers out of
 * any measure.
 */

const NEWLINE = '\r\n';
const gzipped = (body: Buffer) => gzipSync(body);
/** Fifty megabytes in fifty kilobytes. */
const BOMB = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '));

const head = (status: string, headers: readonly string[]): Buffer =>
  Buffer.from([`HTTP/1.1 ${status}`, ...headers, '', ''].join(NEWLINE), 'latin1');
const message = (status: string, headers: readonly string[], body: Buffer): Buffer =>
  Buffer.concat([head(status, [...headers, `content-length: ${body.length}`]), body]);
const chunked = (body: Buffer, ...after: string[]): Buffer =>
  Buffer.concat([
    head('200 OK', ['transfer-encoding: chunked']),
    Buffer.from(`${body.length.toString(16)}${NEWLINE}`),
    body,
    Buffer.from(`${NEWLINE}${after.join(NEWLINE)}`),
  ]);

/** Each gives the bytes of one answer. A `0` status is no refusal: whatever comes of it is unclear, or the truth. */
const ENVELOPES: readonly (readonly [string, (dice: Dice, body: Buffer) => Buffer])[] = [
  ['plain', (_, body) => message('200 OK', [], body)],
  [
    'length too short',
    (dice, body) => Buffer.concat([head('200 OK', [`content-length: ${dice.between(0, body.length - 1)}`]), body]),
  ],
  [
    'length too long',
    (dice, body) => Buffer.concat([head('200 OK', [`content-length: ${body.length + dice.between(1, 9)}`]), body]),
  ],
  [
    'length nonsense',
    (dice, body) =>
      Buffer.concat([
        head('200 OK', [`content-length: ${dice.pick(['-1', '1e3', '99999999999999999999', 'x', '0x10', '1,2'])}`]),
        body,
      ]),
  ],
  [
    'two lengths',
    (_, body) => Buffer.concat([head('200 OK', [`content-length: ${body.length}`, 'content-length: 3']), body]),
  ],
  [
    'length and chunks',
    (_, body) =>
      Buffer.concat([
        head('200 OK', ['content-length: 3', 'transfer-encoding: chunked']),
        Buffer.from(`${body.length.toString(16)}${NEWLINE}`),
        body,
        Buffer.from(`${NEWLINE}0${NEWLINE}${NEWLINE}`),
      ]),
  ],
  ['chunked', (_, body) => chunked(body, '0', '', '')],
  ['chunks without an end', (_, body) => chunked(body, '')],
  ['chunk length nonsense', (_, body) => chunked(body, 'zz', '', '')],
  ['until the connection ends', (_, body) => Buffer.concat([head('200 OK', []), body])],
  ['gzip', (_, body) => message('200 OK', ['content-encoding: gzip'], gzipped(body))],
  ['gzip that is none', (_, body) => message('200 OK', ['content-encoding: gzip'], body)],
  [
    'gzip cut off',
    (dice, body) => message('200 OK', ['content-encoding: gzip'], gzipped(body).subarray(0, dice.between(1, 60))),
  ],
  [
    'gzip flipped',
    (dice, body) => {
      const bytes = Buffer.from(gzipped(body));
      const at = dice.between(10, bytes.length - 1);
      bytes[at] = (bytes[at] ?? 0) ^ 0x55;
      return message('200 OK', ['content-encoding: gzip'], bytes);
    },
  ],
  ['gzip twice', (_, body) => message('200 OK', ['content-encoding: gzip, gzip'], gzipped(gzipped(body)))],
  ['gzip bomb', () => message('200 OK', ['content-encoding: gzip'], BOMB)],
  ['brotli called gzip', (_, body) => message('200 OK', ['content-encoding: gzip'], brotliCompressSync(body))],
  ['deflate', (_, body) => message('200 OK', ['content-encoding: deflate'], deflateSync(body))],
  ['unknown encoding', (_, body) => message('200 OK', ['content-encoding: rot13'], body)],
  [
    'early hints first',
    (_, body) => Buffer.concat([head('103 Early Hints', ['link: </x>; rel=preload']), message('200 OK', [], body)]),
  ],
  ['continue first', (_, body) => Buffer.concat([head('100 Continue', []), message('200 OK', [], body)])],
  ['only an early status', (dice) => head(`${dice.pick([100, 101, 102, 103, 199])} Early`, [])],
  [
    'status out of range',
    (dice, body) => message(`${dice.pick(['0', '99', '600', '999', '20', '2000', '-200', 'OK'])} Strange`, [], body),
  ],
  [
    'no such protocol',
    (dice, body) =>
      Buffer.concat([
        Buffer.from(
          dice.pick([
            'HTTP/9.9 200 OK\r\n\r\n',
            'HTTP/1.0 200 OK\r\n\r\n',
            'ICY 200 OK\r\n\r\n',
            '220 smtp ready\r\n',
            '\u0016\u0003\u0001',
            '\r\n\r\n',
          ]),
        ),
        body,
      ]),
  ],
  [
    'headers out of measure',
    (_, body) =>
      message(
        '200 OK',
        Array.from({ length: 300 }, (_value, index) => `x-${index}: ${'y'.repeat(400)}`),
        body,
      ),
  ],
  [
    'a header with a key in it',
    (_, body) =>
      message('500 Oops', [`x-echo: ${CANARIES.clientSecret}`, `retry-after: ${CANARIES.subscriptionKey}`], body),
  ],
  ['control characters in a header', (_, body) => message('200 OK', ['x-evil: a\u0000b\u0001', 'no colon here'], body)],
  [
    'redirect',
    (dice, body) =>
      message(
        `${dice.pick([301, 302, 303, 307, 308])} Moved`,
        [`location: ${dice.pick(['/elsewhere', 'https://elsewhere.invalid/', 'file:///etc/hosts', '//', ''])}`],
        body,
      ),
  ],
  ['no content with content', (dice, body) => message(`${dice.pick([204, 205, 304])} Nothing`, [], body)],
  ['twice', (_, body) => Buffer.concat([message('200 OK', [], body), message('200 OK', [], body)])],
  [
    'broken off',
    (dice, body) => {
      const whole = message('200 OK', [], body);
      return whole.subarray(0, dice.between(0, whole.length - 1));
    },
  ],
];

export interface FramingServer {
  readonly url: string;
  /** What the next call but the token's gets. */
  answer(envelope: Buffer): void;
  /** Requests for an address that no answer of ours may lead to. */
  readonly strayed: () => number;
  close(): Promise<void>;
}

export function drawEnvelope(dice: Dice, body: string): { readonly story: string; readonly bytes: Buffer } {
  const [story, make] = dice.pick(ENVELOPES);
  return { story, bytes: make(dice, Buffer.from(body)) };
}

/** Speaks in raw bytes, so that it can say what no HTTP library would; each connection ends after its answer. */
export async function startFramingServer(): Promise<FramingServer> {
  let next = Buffer.alloc(0);
  let strayed = 0;
  const token = message(
    '200 OK',
    [],
    Buffer.from(JSON.stringify({ expires_in: '3599', access_token: CANARIES.token })),
  );
  const server = createServer((socket) => {
    socket.once('data', (data) => {
      const request = data.toString('latin1');
      if (request.includes(' /elsewhere')) strayed += 1;
      socket.end(request.startsWith('POST /accesstoken/get') ? token : next);
    });
  });
  const { url, close } = await listen(server);
  return {
    url,
    answer: (envelope) => void (next = Buffer.from(envelope)),
    strayed: () => strayed,
    close,
  };
}
