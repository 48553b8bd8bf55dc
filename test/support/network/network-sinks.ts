import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { listen } from './loopback.ts';

/** Ports on this machine that take whatever comes and remember it: the proof that nothing did. */
export interface NetworkSinks {
  readonly udpPort: number;
  readonly tcpPort: number;
  /** What came, in order; a connection is noted when it is made, before it has said anything. */
  readonly seen: string[];
  /** Sends one packet and makes one connection of its own, and resolves when both have arrived: the sinks do work. */
  control(): Promise<void>;
  close(): Promise<void>;
}

export async function openSinks(): Promise<NetworkSinks> {
  const seen: string[] = [];
  let arrived = () => undefined as void;
  const udp = createSocket('udp4', (message) => {
    seen.push(`udp ${message.toString('latin1').slice(0, 40)}`);
    arrived();
  });
  const tcp = createServer((socket: Socket) => {
    socket.on('data', () => undefined);
    seen.push('tcp');
    arrived();
  });
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const listening = await listen(tcp);
  const tcpPort = listening.port;
  const udpPort = udp.address().port;
  return {
    udpPort,
    tcpPort,
    seen,
    async control() {
      const before = seen.length;
      const both = new Promise<void>((resolve) => (arrived = () => void (seen.length >= before + 2 && resolve())));
      const sender = createSocket('udp4');
      sender.send('control', udpPort, '127.0.0.1');
      const socket = connect(tcpPort, '127.0.0.1');
      await both;
      sender.close();
      socket.destroy();
    },
    async close() {
      udp.close();
      await listening.close();
    },
  };
}
