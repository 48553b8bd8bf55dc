import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery } from '../../core/ports/hints.ts';
import type { Log } from '../../core/ports/log.ts';

const LOOPBACK = '127.0.0.1';
/** The one path that is answered. */
const PATH = '/hints';
const MOST_CONNECTIONS = 20;
/** The wallet waits ten seconds for an answer [api 12.5]; nobody needs longer to send two kilobytes. */
const WHOLE_REQUEST_MS = 5_000;
const MOST_HEADER_BYTES = 8 * 1024;

export interface HttpReceiverOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly mostBodyBytes: number;
  /** @returns the status to answer with, once all is done that the answer promises */
  readonly take: (delivery: Delivery) => number;
  readonly log: Log;
}

export interface HttpReceiver {
  /** What is registered at the wallet. */
  readonly address: string;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/**
 * SECURITY: takes deliveries on this machine alone. Bounded in size, connections and time, and only one method on one
 * path; an answer has a status and no words.
 */
export function openHttpReceiver({ port, mostBodyBytes, take, log }: HttpReceiverOptions): Promise<HttpReceiver> {
  let address = '';

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const status = await statusFor(request);
    // What was not read to its end must not be taken for the next request.
    const last = status === 413 ? { connection: 'close' } : {};
    response.writeHead(status, { 'content-length': 0, 'cache-control': 'no-store', ...last }).end();
  };

  const statusFor = async (request: IncomingMessage): Promise<number> => {
    if (request.url !== PATH) return 404;
    if (request.method !== 'POST') return 405;
    const body = await readBody(request, mostBodyBytes);
    return body === null ? 413 : take({ address, headers: single(request), body });
  };

  const server = createServer(
    {
      requestTimeout: WHOLE_REQUEST_MS,
      headersTimeout: WHOLE_REQUEST_MS,
      connectionsCheckingInterval: WHOLE_REQUEST_MS / 5,
      keepAliveTimeout: WHOLE_REQUEST_MS,
      maxHeaderSize: MOST_HEADER_BYTES,
    },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        // The other side went away, or a bug: this delivery is over and comes again.
        log.warn('a delivery ended early', { error: error instanceof Error ? error.name : typeof error });
        response.socket?.destroy();
      });
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      const bound = server.address();
      address = `http://${LOOPBACK}:${typeof bound === 'object' && bound !== null ? bound.port : port}${PATH}`;
      resolve({
        address,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

/** The exact bytes; null once there are too many. */
async function readBody(request: IncomingMessage, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers['content-length'] ?? 0) > most) return null;
  const parts: Buffer[] = [];
  let size = 0;
  // Left undestroyed when we stop early, so that the refusal can still be sent.
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A header that comes twice is none. */
const single = (request: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? undefined : value]),
  );
