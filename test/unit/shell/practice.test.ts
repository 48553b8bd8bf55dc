import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startPractice } from '../../../electron/shell/practice-process.ts';
import type { PracticeChild } from '../../../electron/shell/practice-process.ts';
import { recordingLog } from '../../support/till/recording-log.ts';

const READY = {
  url: 'http://127.0.0.1:4100',
  clientId: 'id',
  clientSecret: 'secret',
  subscriptionKey: 'key',
  merchantSerialNumber: '123456',
};

function setUp() {
  const log = recordingLog();
  const children: { args: readonly string[]; events: EventEmitter; killed: boolean }[] = [];
  const timers: { ms: number; callback: () => void; cancelled: boolean }[] = [];
  let now = 0;
  const servers: string[] = [];
  const practice = startPractice({
    fork: (args): PracticeChild => {
      const child = { args, events: new EventEmitter(), killed: false };
      children.push(child);
      return {
        onMessage: (listener) => void child.events.on('message', listener),
        onExit: (listener) => void child.events.on('exit', listener),
        kill: () => void (child.killed = true),
      };
    },
    stateFile: 'state.json',
    country: 'DK',
    clock: {
      monotonic: () => now,
      after(ms, callback) {
        const timer = { ms, callback, cancelled: false };
        timers.push(timer);
        return () => void (timer.cancelled = true);
      },
    },
    log,
    onReady: ({ url }) => servers.push(url),
  });
  const last = () => children.at(-1);
  const die = () => {
    last()?.events.emit('exit', 9);
    const timer = timers.at(-1);
    if (timer && !timer.cancelled) timer.callback();
  };
  return { practice, log, children, timers, servers, last, die, advance: (ms: number) => (now += ms) };
}

describe('the practice simulator', () => {
  it("is started for the store's country and says where it is", async () => {
    const { practice, children, last, servers } = setUp();
    expect(children[0]?.args).toEqual(['--port', '0', '--json', '--state', 'state.json', '--country', 'DK']);
    expect(practice.server()).toBeNull();
    last()?.events.emit('message', READY);
    await expect(practice.ready).resolves.toEqual(READY);
    expect(practice.server()).toEqual(READY);
    expect(servers).toEqual([READY.url]);
  });

  it.each([
    [null],
    ['ready'],
    [{}],
    [{ ...READY, url: 'http://evil.example' }],
    [{ ...READY, url: 'https://127.0.0.1:1' }],
    [{ ...READY, clientSecret: 7 }],
  ])('takes no other message for ready: %j', (message) => {
    const { practice, last } = setUp();
    last()?.events.emit('message', message);
    expect(practice.server()).toBeNull();
  });

  it('comes back on the same port when it dies', () => {
    const { practice, last, die, children, log } = setUp();
    last()?.events.emit('message', READY);
    die();
    expect(practice.server()).toBeNull();
    expect(children).toHaveLength(2);
    expect(last()?.args.slice(0, 2)).toEqual(['--port', '4100']);
    // Taken meanwhile: it ends before it is ready, and is given a free one.
    die();
    expect(last()?.args.slice(0, 2)).toEqual(['--port', '0']);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });

  it('is given up after five restarts, unless it ran well for a minute between', () => {
    const { die, children, timers, log, advance, last } = setUp();
    for (let count = 0; count < 5; count += 1) die();
    expect(timers.map(({ ms }) => ms)).toEqual([200, 400, 800, 1600, 3200]);
    last()?.events.emit('message', READY);
    advance(60_000);
    die();
    expect(children).toHaveLength(7);
    for (let count = 0; count < 4; count += 1) die();
    last()?.events.emit('exit', 9);
    expect(children).toHaveLength(11);
    expect(log.lines.at(-1)?.message).toBe('practice simulator given up');
  });

  it('stays down once stopped', () => {
    const { practice, last, children, timers } = setUp();
    last()?.events.emit('message', READY);
    practice.stop();
    expect(last()?.killed).toBe(true);
    last()?.events.emit('exit', 0);
    expect(children).toHaveLength(1);
    expect(timers).toEqual([]);
    expect(practice.server()).toBeNull();
  });
});
