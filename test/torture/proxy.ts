import { createServer, connect } from 'node:net';
import { listen } from '../support/network/loopback.ts';

/** What the line between terminal and wallet does to bytes. */
export const MODES = [
  'refuse',
  'silence',
  'cut the request',
  'cut the answer',
  'lose the answer',
  'half close',
  'delay',
] as const;
export type Mode = (typeof MODES)[number] | 'pass';

export interface Proxy {
  readonly url: string;
  set(mode: Mode): void;
  /** How often a mode other than `pass` did something to a connection. */
  hits(): number;
  close(): Promise<void>;
}

const DELAY_MS = 700;

/**
 * A line to the wallet, on this machine, that can be cut at any byte. A mode holds for connections that are open
 * already, too.
 */
export async function openProxy(target: string): Promise<Proxy> {
  const to = new URL(target);
  let mode: Mode = 'pass';
  let hits = 0;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (mode === 'refuse') {
      hits += 1;
      return void client.resetAndDestroy();
    }
    const wallet = connect({ host: to.hostname, port: Number(to.port), allowHalfOpen: true });
    wallet.on('error', () => undefined);
    const cut = () => {
      client.resetAndDestroy();
      wallet.resetAndDestroy();
    };
    const hit = (act: () => void) => {
      hits += 1;
      act();
    };
    client.on('data', (bytes: Buffer) => {
      if (mode === 'silence') return hit(() => undefined);
      if (mode === 'refuse') return hit(cut);
      if (mode === 'cut the request')
        return hit(() => void wallet.write(bytes.subarray(0, Math.floor(bytes.length / 2)), cut));
      if (mode === 'delay') return hit(() => void setTimeout(() => wallet.destroyed || wallet.write(bytes), DELAY_MS));
      wallet.write(bytes);
    });
    wallet.on('data', (bytes: Buffer) => {
      if (mode === 'silence') return hit(() => undefined);
      if (mode === 'lose the answer') return hit(cut);
      if (mode === 'cut the answer')
        return hit(() => void client.write(bytes.subarray(0, Math.floor(bytes.length * 0.8)), cut));
      // The wallet's side says that it will send no more, before it has answered; what the terminal sends still
      // arrives.
      if (mode === 'half close') return hit(() => void client.end());
      if (mode === 'delay') return hit(() => void setTimeout(() => client.destroyed || client.write(bytes), DELAY_MS));
      if (!client.writableEnded) client.write(bytes);
    });
    client.once('end', () => wallet.end());
    wallet.once('end', () => client.end());
    client.once('close', () => wallet.destroy());
    wallet.once('close', () => client.destroy());
  });
  const { url, close } = await listen(server);
  return {
    url,
    set: (next) => {
      mode = next;
    },
    hits: () => hits,
    close,
  };
}
