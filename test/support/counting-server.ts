import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface CountingServer {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A server on loopback that remembers who asked: the proof that nobody did. */
export async function countingServer(answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => void response.end('hello')): Promise<CountingServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
