import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from './loopback.ts';

export interface CountingServer {
  readonly origin: string;
  /** Paths asked for, in order. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** A server on loopback that remembers who asked: the proof that nobody did. */
export async function countingServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) =>
    void response.end('hello'),
): Promise<CountingServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  const { url, close } = await listen(server);
  return { origin: url, asked, close };
}
