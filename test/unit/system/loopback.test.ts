import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../../support/network/loopback.ts';

describe('a server of a test', () => {
  it.each([
    ['bytes', () => createServer({ allowHalfOpen: true }, () => undefined)],
    [
      'HTTP',
      () => createHttpServer((_, response) => void response.writeHead(200, { 'content-length': '9' }).write('half')),
    ],
  ])(
    'of %s ends though a browser keeps lines open: a silent one, a used one, one whose answer has no end',
    async (_, make) => {
      const server = make();
      const { port, close } = await listen(server);
      const line = async (said: string) => {
        const arrived = once(server, 'connection');
        const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
        socket.on('error', () => undefined).resume();
        await Promise.all([once(socket, 'connect'), arrived]);
        if (said !== '') socket.write(said);
        return socket;
      };
      const kept = [await line(''), await line('GET / HTT'), await line('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')];
      await close();
      expect(server.listening).toBe(false);
      for (const socket of kept) socket.destroy();
    },
    10_000,
  );
});
