import { afterEach, describe, expect, it } from 'vitest';
import { createFetchPicture } from '../../../electron/adapters/vipps/code-picture.ts';
import type { PictureDeps } from '../../../electron/adapters/vipps/code-picture.ts';
import { isPng } from '../../../electron/adapters/vipps/png.ts';
import { createFaults } from '../../../electron/simulator/faults.ts';
import type { FaultRule } from '../../../electron/simulator/faults.ts';
import { salesUnit } from '../../../electron/simulator/sales-unit.ts';
import { serve } from '../../../electron/simulator/server.ts';
import { createWorld } from '../../../electron/simulator/world.ts';
import { createBody, KEYS, paymentsPath, simulatedShop } from '../../support/simulation/shop.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A picture as the simulated service draws it. */
function drawn(size = 300): Uint8Array<ArrayBuffer> {
  const shop = simulatedShop();
  const format = { userFlow: 'QR', qrFormat: { format: 'IMAGE/PNG', size } };
  const { redirectUrl }: { redirectUrl: string } = JSON.parse(shop.create('sale-0001', format).body);
  const query = new URL(redirectUrl).search.slice(1);
  const answer = shop.world.handle({ method: 'GET', path: '/qr-image/v1', query, headers: {}, body: '' }, shop.now());
  return answer.bytes ?? new Uint8Array();
}
const PNG = drawn();
const ADDRESS = 'https://qr-generator-prod-app-service.azurewebsites.net/qr-generator/v1?token=1';

const typed = (type: string, body: ConstructorParameters<typeof Response>[0], status = 200) =>
  new Response(body, { status, headers: { 'content-type': type } });

interface Asked {
  readonly address: string;
  readonly init: RequestInit | undefined;
}

function fetching(answer: () => Response | Promise<Response>, deps: Partial<PictureDeps> = {}) {
  const asked: Asked[] = [];
  const clock = new VirtualClock(0);
  const fetchPicture = createFetchPicture({
    fetch: async (input, init) => {
      asked.push({ address: String(input), init });
      return answer();
    },
    resolve: () => Promise.resolve(['51.105.117.83', '2a00::1']),
    clock,
    loopback: () => Promise.resolve(null),
    ...deps,
  });
  return { fetchPicture, asked, clock };
}

describe('the picture of a code', () => {
  it('is fetched from any https address of the internet, without keys, cookies or headers of our own', async () => {
    const { fetchPicture, asked } = fetching(() => typed('image/png', PNG));
    expect(await fetchPicture(ADDRESS)).toEqual({ ok: true, value: PNG });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.init).toMatchObject({ redirect: 'error', credentials: 'omit', cache: 'no-store' });
    expect(asked[0]?.init?.headers).toEqual({ accept: 'image/png' });
  });

  it('is asked for nowhere else: not plainly, not here or in the shop, whatever its name resolves to', async () => {
    const names: Readonly<Record<string, readonly string[]>> = {
      'inside.example': ['192.168.1.1'],
      'both.example': ['51.105.117.83', '127.0.0.1'],
      'cloud.example': ['169.254.169.254'],
      'mapped.example': ['::ffff:10.0.0.7'],
      'none.example': [],
      '127.0.0.1': ['127.0.0.1'],
      '::1': ['::1'],
      '2130706433': ['127.0.0.1'],
    };
    const { fetchPicture, asked } = fetching(() => typed('image/png', PNG), {
      resolve: (host) => (names[host] ? Promise.resolve(names[host]) : Promise.reject(new Error('unknown'))),
    });
    const problemOf = async (address: string) => {
      const answer = await fetchPicture(address);
      return answer.ok ? null : answer.error;
    };
    for (const host of ['inside.example', 'both.example', 'cloud.example', 'mapped.example', '127.0.0.1', '[::1]'])
      expect([host, await problemOf(`https://${host}/v1?token=1`)]).toEqual([host, 'private']);
    expect(await problemOf('https://2130706433/')).toBe('private');
    expect(await problemOf('https://none.example/')).toBe('noAnswer');
    expect(await problemOf('https://unknown.example/')).toBe('noAnswer');
    for (const address of [
      'http://qr-image.vipps.no/v1',
      'http://127.0.0.1:8080/v1',
      'file:///etc/passwd',
      'data:image/png;base64,AA==',
      'https://user:word@qr-image.vipps.no/v1',
      'no address',
    ])
      expect([address, await problemOf(address)]).toEqual([address, 'address']);
    expect(asked).toEqual([]);
  });

  it('is asked for on this machine only where the wallet itself stands', async () => {
    const loopback = () => Promise.resolve('http://127.0.0.1:4000');
    const { fetchPicture, asked } = fetching(() => typed('image/png', PNG), {
      loopback,
      resolve: () => Promise.resolve(['127.0.0.1']),
    });
    expect((await fetchPicture('http://127.0.0.1:4000/qr-image/v1?token=1')).ok).toBe(true);
    for (const other of ['http://127.0.0.1:4001/qr-image/v1', 'http://localhost:4000/v1', 'https://127.0.0.1:4000/v1'])
      expect((await fetchPicture(other)).ok).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('is nothing but one whole PNG, whatever the answer says that it is', async () => {
    const torn = PNG.slice(0, PNG.length - 20);
    const wrong = PNG.slice();
    wrong[PNG.length >> 1] = (wrong[PNG.length >> 1] ?? 0) ^ 1;
    const longer = new Uint8Array([...PNG, ...new TextEncoder().encode('<script>alert(1)</script>')]);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const answers: readonly (readonly [() => Response, string])[] = [
      [() => typed('text/html', '<html><script>alert(1)</script></html>'), 'noPicture'],
      [() => typed('image/png', '<html><script>alert(1)</script></html>'), 'noPicture'],
      [() => typed('image/svg+xml', svg), 'noPicture'],
      [() => typed('image/pngx', PNG), 'noPicture'],
      [() => typed('image/png', torn), 'noPicture'],
      [() => typed('image/png', wrong), 'noPicture'],
      [() => typed('image/png', longer), 'noPicture'],
      [() => typed('image/png', drawn(100).slice(0, 8)), 'noPicture'],
      [() => typed('image/png', null), 'noPicture'],
      [() => typed('image/png', PNG, 404), 'status'],
      [() => typed('text/plain', null, 302), 'status'],
    ];
    for (const [answer, problem] of answers)
      expect(await fetching(answer).fetchPicture(ADDRESS)).toEqual({ ok: false, error: problem });
  });

  it('is of a size that a code has: a few bytes are not blown up', () => {
    const huge = PNG.slice();
    new DataView(huge.buffer).setUint32(16, 60_000);
    expect([isPng(PNG), isPng(huge)]).toEqual([true, false]);
  });

  it('is given up after five seconds, and after a megabyte', async () => {
    const { fetchPicture, clock } = fetching(() => new Promise<Response>(() => undefined));
    const waiting = fetchPicture(ADDRESS);
    await clock.pass(5_000);
    expect(await waiting).toEqual({ ok: false, error: 'noAnswer' });
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    expect(await fetching(() => typed('image/png', endless)).fetchPicture(ADDRESS)).toEqual({
      ok: false,
      error: 'tooLarge',
    });
    expect(sent).toBeLessThan(2 * 1024 * 1024);
  });
});

describe('against the simulated service', () => {
  async function problemWith(rules: readonly FaultRule[]): Promise<string | null> {
    const world = createWorld({ unit: salesUnit(KEYS), seed: 1, now: Date.now() });
    const server = await serve({ world, port: 0, faults: createFaults(1, rules) });
    closers.push(() => server.close());
    const headers = {
      'ocp-apim-subscription-key': KEYS.subscriptionKey,
      'merchant-serial-number': KEYS.merchantSerialNumber,
      'content-type': 'application/json',
      'idempotency-key': 'key-1',
    };
    const token = await fetch(`${server.url}/accesstoken/get`, {
      method: 'POST',
      headers: { ...headers, client_id: KEYS.clientId, client_secret: KEYS.clientSecret },
    });
    const { access_token }: { access_token: string } = JSON.parse(await token.text());
    const more = { userFlow: 'QR', qrFormat: { format: 'IMAGE/PNG', size: 1024 } };
    const created = await fetch(server.url + paymentsPath(), {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${access_token}` },
      body: JSON.stringify(createBody('sale-0001', more)),
    });
    const { redirectUrl }: { redirectUrl: string } = JSON.parse(await created.text());
    const answer = await createFetchPicture({
      fetch: (input, init) => fetch(input, init),
      resolve: () => Promise.reject(new Error('no names here')),
      clock: new VirtualClock(0),
      loopback: () => Promise.resolve(server.url),
    })(redirectUrl);
    return answer.ok ? null : answer.error;
  }

  it.each([
    ['nothing', [], null],
    ['lost', [{ point: 'error-before', status: 503 }], 'status'],
    ['a page', [{ point: 'html' }], 'noPicture'],
    ['fifty megabytes', [{ point: 'huge' }], 'tooLarge'],
    ['a redirect to this machine', [{ point: 'redirect' }], 'noAnswer'],
    ['half of it', [{ point: 'cut-off' }], 'noAnswer'],
    ['three fifths of it, as if that were all', [{ point: 'truncate' }], 'noPicture'],
    ['a broken line', [{ point: 'drop-request' }], 'noAnswer'],
  ] as const)('%s', async (_, rules, problem) => {
    expect(await problemWith(rules.map((rule) => ({ ...rule, operations: ['picture'] })))).toBe(problem);
  });
});
