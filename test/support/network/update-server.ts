import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from './loopback.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface UpdateServer {
  readonly address: string;
  /** Files by name; an answer of its own where it is to go wrong. */
  readonly files: Map<string, Buffer | Answer>;
  /** `GET` and path, and which part was asked for. */
  readonly asked: string[];
  end(): Promise<void>;
}

/** Sends a file, or the part of it that was asked for. */
export function sendFile(content: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const part = content.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': part.byteLength }).end(part);
}

/** A real server on this machine with a folder of updates. */
export async function updateServer(): Promise<UpdateServer> {
  const files: UpdateServer['files'] = new Map();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? '').split('/').at(-1) ?? '');
    asked.push(`${name} ${request.headers.range ?? 'whole'}`);
    const found = files.get(name);
    if (found === undefined) response.writeHead(404).end();
    else if (Buffer.isBuffer(found)) sendFile(found, request, response);
    else found(request, response);
  });
  const { url, close } = await listen(server);
  return { address: `${url}/updates`, files, asked, end: close };
}
