import type { Server as HttpServer } from 'node:http';
import type { Server, Socket } from 'node:net';

export interface Listening {
  readonly port: number;
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** Ends every connection, then stops. Resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Lets a server listen on loopback. Its own `close` waits for every connection, and a browser keeps some that nobody
 * uses: lines opened in advance, on which nothing was ever said, and lines whose answer had no end. So each is known
 * from its first moment, and ended.
 */
export async function listen(server: Server | HttpServer, port = 0): Promise<Listening> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    // A line that the other side breaks off must not end the test.
    socket.on('error', () => undefined);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
