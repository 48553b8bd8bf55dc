import { gzipSync } from 'node:zlib';
import type { Clock } from '../../../electron/core/ports/clock.ts';
import { NASTY_STRINGS, mutateJson } from './json.ts';
import type { Dice } from './random.ts';

/** Answers of the API as nobody specified them: what they say, how they say it, and how they arrive. */

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/**
 * How the body arrives. `slow` needs longer than any timeout, `endless` never stops, `silent` says nothing after the
 * headers, `reset` breaks in the middle, `drip` comes byte by byte but soon.
 */
const DELIVERIES = ['whole', 'drip', 'slow', 'endless', 'silent', 'reset', 'no-answer'] as const;
export type Delivery = (typeof DELIVERIES)[number];

export interface FuzzedAnswer extends WireAnswer {
  readonly delivery: Delivery;
  /** What was done to it, for the report of a failure. */
  readonly story: string;
}

const STATUSES: readonly number[] = [
  200, 201, 202, 203, 204, 205, 206, 207, 226, 299, 300, 301, 302, 303, 304, 305, 307, 308, 400, 401, 402, 403, 404,
  405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431,
  451, 499, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 522, 524, 530, 599,
];

const HTML = '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>';
const RETRY_AFTERS = [
  '0',
  '-1',
  '1.5',
  '99999999999999999999',
  '1e9',
  'soon',
  '',
  ' ',
  'NaN',
  '2',
  '0x10',
  'Wed, 21 Oct 1015 07:28:00 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  '٣',
  '1,2',
];
const DATES = [
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Sat, 13 Sep 275760 00:00:00 GMT',
  'yesterday',
  '0',
  '',
  '2026-13-45',
  'Mon, 19 Jan 2026 12:00:00 GMT',
  '-271821-04-20T00:00:00Z',
  '1e9',
];
const TYPES = [
  'text/html',
  'application/json; charset=utf-16',
  'application/problem+json',
  'image/png',
  'multipart/form-data; boundary=x',
  '',
  'application/json',
  'text/event-stream',
  'x',
];

const text = (body: WireAnswer['body']): string => (typeof body === 'string' ? body : new TextDecoder().decode(body));

function parsed(body: WireAnswer['body']): { readonly value: unknown } | null {
  try {
    const found = text(body);
    // What was made too deep already is too deep for the mutator as well.
    return found.includes('[[[[[') ? null : { value: JSON.parse(found) };
  } catch {
    return null;
  }
}

/** The same object with one of its inner values once more under the same name, as lenient parsers read differently. */
function withTwin(dice: Dice, body: string): string {
  const match = [
    ...body.matchAll(
      /"(?:state|reference|capturedAmount|authorizedAmount|value|currency|redirectUrl|access_token|expires_in|name)":/g,
    ),
  ];
  if (match.length === 0) return body;
  const at = dice.pick(match);
  const other = dice.pick([
    'null',
    '0',
    '24900',
    '"CAPTURED"',
    '"NOK"',
    '{}',
    '{"currency":"NOK","value":24900}',
    '-1',
  ]);
  return `${body.slice(0, at.index)}${at[0]}${other},${body.slice(at.index)}`;
}

const foreignSpellings = (digits: string): readonly string[] => [
  `${digits}.0`,
  `${digits}e0`,
  `0${digits}`,
  `+${digits}`,
  `.${digits}`,
  'NaN',
  'Infinity',
  '-0',
  `${digits}n`,
  `${digits}00e-2`,
];

const BODY_CHANGES: readonly (readonly [string, (dice: Dice, body: string) => string | Uint8Array<ArrayBuffer>])[] = [
  ['truncated', (dice, body) => body.slice(0, dice.between(0, Math.max(0, body.length - 1)))],
  ['twin key', withTwin],
  ['BOM', (_, body) => `\ufeff${body}`],
  ['junk before', (dice, body) => dice.pick([")]}',\n", '﻿﻿', '/**/', 'callback(', '\u0000', '\n\n\t ']) + body],
  ['junk after', (dice, body) => body + dice.pick([';', '{}', body, '\u0000', ')', 'null', HTML])],
  [
    'one byte else',
    (dice, body) => {
      const bytes = Uint8Array.from(Buffer.from(body));
      if (bytes.length > 0) bytes[dice.between(0, bytes.length - 1)] = dice.between(0, 255);
      return bytes;
    },
  ],
  ['UTF-16', (_, body) => Uint8Array.from(Buffer.from(body, 'utf16le'))],
  ['gzip without saying so', (_, body) => Uint8Array.from(gzipSync(body))],
  ['half a character', (_, body) => Uint8Array.from([...Buffer.from(body), 0xe2, 0x82])],
  ['HTML', () => HTML],
  ['empty', () => ''],
  ['deep', (dice) => '['.repeat(dice.between(1_000, 100_000))],
  ['deep and closed', (dice) => deep(dice.between(1_000, 60_000))],
  [
    'deep inside',
    (dice, body) =>
      body.replace(/\}$/, `,"extraDetails":[{"name":"ErrorCode","reason":${deep(dice.between(500, 20_000))}}]}`),
  ],
  [
    'many keys',
    (dice, body) =>
      body.replace(
        /^\{/,
        `{${Array.from({ length: dice.between(500, 5_000) }, (_, index) => `"k${index}":${index}`).join(',')},`,
      ),
  ],
  ['long number', (_, body) => body.replace(/:\d+/, `:1${'0'.repeat(400)}`)],
  [
    'number as others write it',
    (dice, body) => body.replace(/:(\d+)/, (_, digits: string) => `:${dice.pick(foreignSpellings(digits))}`),
  ],
  ['nasty text', (dice, body) => body.replace(/:"[^"]*"/, () => `:${JSON.stringify(dice.pick(NASTY_STRINGS))}`)],
];

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const HUGE = 'x'.repeat(6 * 1024 * 1024);

/** Bodies that cost more time than they teach when there are thousands of them. */
const HEAVY: ReadonlySet<string> = new Set(['deep', 'deep and closed', 'deep inside', 'many keys']);

/**
 * One to three things wrong with an answer.
 * @param plant strings that must not be told again: they are put into some bodies and headers
 */
export function mutateAnswer(
  dice: Dice,
  answer: WireAnswer,
  plant: readonly string[],
  { heavy }: { readonly heavy: boolean } = { heavy: true },
): FuzzedAnswer {
  let { status, body } = answer;
  let headers: Record<string, string> = { ...answer.headers };
  let delivery: Delivery = 'whole';
  const story: string[] = [];
  for (let left = dice.between(1, 3); left > 0; left -= 1) {
    const kind = dice.pick(['json', 'json', 'json', 'json', 'body', 'body', 'status', 'headers', 'delivery', 'plant']);
    if (kind === 'json') {
      const found = parsed(body);
      if (found) body = JSON.stringify(mutateJson(dice, found.value)) ?? '';
      story.push('json');
    } else if (kind === 'body') {
      const [name, change] = dice.pick(heavy ? BODY_CHANGES : BODY_CHANGES.filter(([each]) => !HEAVY.has(each)));
      body = change(dice, text(body));
      story.push(name);
    } else if (kind === 'status') {
      status = dice.pick(STATUSES);
      story.push(`status ${status}`);
    } else if (kind === 'headers') {
      headers = {
        ...headers,
        ...dice.pick([
          { 'retry-after': dice.pick(RETRY_AFTERS) },
          { date: dice.pick(DATES) },
          { 'content-type': dice.pick(TYPES) },
          { 'content-encoding': dice.pick(['gzip', 'br', 'lie']) },
          { location: 'https://elsewhere.invalid/' },
          { 'content-length': '5' },
        ]),
      };
      story.push('headers');
    } else if (kind === 'delivery') {
      delivery = dice.pick(DELIVERIES);
      story.push(delivery);
    } else {
      const planted = dice.pick(plant);
      body = text(body).replace(
        /:"[^"]*"/,
        () => `:${JSON.stringify(dice.pick([planted, `Bearer ${planted}`, `x ${planted} y`]))}`,
      );
      headers = { ...headers, 'retry-after': planted };
      story.push('planted');
    }
  }
  if (heavy && dice.chance(0.0008)) {
    body = text(body).replace(/\}$/, `,"padding":"${HUGE}"}`);
    story.push('6 MB');
  }
  return { status, headers, body, delivery, story: story.join(', ') };
}

const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** The answer as a fetch gives it; `clock` drives what is slow. Rejects as fetch does where no answer comes. */
export function deliver(answer: FuzzedAnswer, clock: Clock): Response | Promise<Response> {
  const { status, headers, delivery } = answer;
  if (delivery === 'no-answer')
    return Promise.reject(
      new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) }),
    );
  if (NO_BODY.has(status)) return new Response(null, { status, headers });
  const bytes = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
  if (delivery === 'whole') return new Response(bytes, { status, headers });
  return new Response(stream(bytes, delivery, clock), { status, headers });
}

const BROKEN = () =>
  new TypeError('terminated', { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) });

function stream(
  bytes: Uint8Array<ArrayBuffer>,
  delivery: Delivery,
  clock: Clock,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const size =
    delivery === 'drip' ? Math.max(1, Math.floor(bytes.length / 40)) : Math.max(1, Math.ceil(bytes.length / 8));
  let at = 0;
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      if (delivery === 'silent') return new Promise(() => undefined);
      if (delivery === 'slow' || delivery === 'endless')
        await new Promise<void>((resolve) => void clock.after(4_000, resolve));
      if (delivery === 'reset' && at * 2 >= bytes.length) return controller.error(BROKEN());
      if (at >= bytes.length) {
        if (delivery === 'endless') return controller.enqueue(new TextEncoder().encode('   '));
        return controller.close();
      }
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

/** Whether the whole body reached the reader, so that it may be believed. */
export const arrivesWhole = ({ delivery }: FuzzedAnswer): boolean => delivery === 'whole' || delivery === 'drip';
