import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { control, type Control } from './control.ts';
import { createCourier } from './courier.ts';
import { createDeliveryFaults } from './delivery-faults.ts';
import { exchange, type Pace } from './exchange.ts';
import { postOverHttp } from './post.ts';
import { createFaults, type Faults } from './faults.ts';
import { phoneAsset } from './phone-assets.ts';
import { createRequestLog } from './request-log.ts';
import { bytesOf, json, type WireRequest, type WireResponse } from './wire.ts';
import type { World } from './world.ts';

/**
 * The world as an HTTP server, on the loopback address only, in real time. Any client of the real API can talk to it by
 * its base URL. Beside the API it serves `/_simulator/…` (control) and `/phone` (the customer's phone for practice).
 */
export interface SimulatorServer {
  readonly url: string;
  readonly port: number;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly world: World;
  /** 0 takes any free port. */
  readonly port: number;
  readonly faults?: Faults;
  /** The folder of the built page of the practice phone. */
  readonly phone?: string;
  /** Called after every change of the world, before the answer goes out. */
  readonly onChange?: () => void;
}

const LOOPBACK = '127.0.0.1';
const MOST_BYTES = 1024 * 1024;
/** Beyond it a timer of Node fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
const CONTROL = '/_simulator/';
const DELIVERY_SEED = 1;

/** Nothing of it keeps the process alive. */
const afterMs = (ms: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, Math.min(ms, LONGEST_TIMER)).unref();
  return () => clearTimeout(timer);
};

/** Reads the body, or gives null once it is larger than the limit. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  // Left undestroyed when we stop early, so that the refusal can still be sent.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const single = (request: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/**
 * The control face and the phone change the books without a key, so a web page must not reach them: neither from
 * another origin nor under a name that was made to point at this machine.
 */
function isForeign(request: IncomingMessage, port: number): boolean {
  const host = request.headers.host ?? '';
  const own = [`${LOOPBACK}:${port}`, `localhost:${port}`];
  if (!own.includes(host)) return true;
  const { origin } = request.headers;
  return origin !== undefined && !own.some((name) => origin === `http://${name}`);
}

function send(response: ServerResponse, answer: WireResponse): void {
  const { status, headers } = answer;
  const bytes = bytesOf(answer);
  response.writeHead(status, { ...headers, 'content-length': bytes.length, 'cache-control': 'no-store' });
  response.end(bytes);
}

/** Promises the whole body, sends half of it and breaks the line. */
function sendHalf(response: ServerResponse, answer: WireResponse): void {
  const { status, headers } = answer;
  const bytes = bytesOf(answer);
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}

/** A clock that can be set ahead, so that a test need not wait ten minutes for an expiry. */
function createClock(): Control['clock'] {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    offset: () => offset,
    setOffset: (ms) => {
      offset = ms;
    },
  };
}

function createHandler(
  { world, faults = createFaults(0), phone, onChange = () => undefined }: ServerOptions,
  port: () => number,
) {
  const clock = createClock();
  const log = createRequestLog();
  const deliveryFaults = createDeliveryFaults(DELIVERY_SEED);
  const own: Control = { world, faults, deliveryFaults, log, clock };
  const courier = createCourier({
    world,
    clock: { now: clock.now, after: afterMs },
    post: (posted) => postOverHttp(posted),
    fault: (outgoing) => deliveryFaults.decide(outgoing),
  });
  const pace: Pace = { now: clock.now, wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()) };
  let kept = world.version();

  const keep = (): void => {
    if (world.version() === kept) return;
    // What it does to the world is kept with it.
    courier.wake();
    kept = world.version();
    onChange();
  };

  const answerApi = async (wire: WireRequest, response: ServerResponse): Promise<void> => {
    const outcome = await exchange(world, faults, wire, pace);
    keep();
    switch (outcome.kind) {
      case 'answer':
        return send(response, outcome.response);
      case 'cut':
        return sendHalf(response, outcome.response);
      case 'refused':
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'silence':
        return;
    }
  };

  // What was not told when the simulator ended.
  courier.wake();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrivedAt = performance.timeOrigin + performance.now();
    const method = request.method ?? 'GET';
    const [path = '/', query = ''] = (request.url ?? '/').split('?');
    const isOwn = path.startsWith(CONTROL) || path.startsWith('/phone') || path === '/favicon.ico';
    if (isOwn && isForeign(request, port()))
      return send(response, json(403, { error: 'Only this machine, and no other web page, may use this.' }));
    const body = await readBody(request);
    if (body === null) {
      const tooLarge = json(413, { statusCode: 413, message: 'The request is too large.' });
      return send(response, { ...tooLarge, headers: { ...tooLarge.headers, connection: 'close' } });
    }
    if (isOwn) {
      const asset = phoneAsset(path, phone ?? null);
      const answer =
        asset ?? control(own, method, path.slice(CONTROL.length), { body, query: new URLSearchParams(query) });
      keep();
      return send(response, answer);
    }
    log.add({ arrivedAt, method, path, headers: request.headers, body });
    return answerApi({ method, path, query, headers: single(request), body }, response);
  };
  return { handle, stop: () => courier.stop() };
}

/** Starts listening. Rejects with the system's error where the port is taken. */
export function serve(options: ServerOptions): Promise<SimulatorServer> {
  let port = options.port;
  const { handle, stop } = createHandler(options, () => port);
  const server: Server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 60_000 }, (request, response) => {
    handle(request, response).catch(() => {
      // The client went away, or a bug: either way this call is over, and the service goes on.
      if (response.headersSent) response.socket?.destroy();
      else send(response, json(500, { statusCode: 500, message: 'The simulator failed.' }));
    });
  });
  server.maxConnections = 500;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, LOOPBACK, () => {
      const address = server.address();
      port = typeof address === 'object' && address !== null ? address.port : port;
      resolve({
        url: `http://${LOOPBACK}:${port}`,
        port,
        close: () =>
          new Promise((done) => {
            stop();
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
