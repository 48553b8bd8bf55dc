import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EventStream } from '../../../electron/core/till/event-stream.ts';
import { createPublisher } from '../../../electron/ipc/publish.ts';
import { AUDIENCES } from '../../../shared/audience.ts';
import type { Audience } from '../../../shared/audience.ts';
import { EVENTS } from '../../../shared/ipc/contract.ts';
import type { TerminalEvent } from '../../../shared/ipc/contract.ts';
import { tillIn } from '../../support/renderer/renderer-fixtures.ts';

const contents = (state: { destroyed?: boolean; crashed?: boolean } = {}) => {
  const sent: unknown[] = [];
  return {
    sent,
    isDestroyed: () => state.destroyed ?? false,
    isCrashed: () => state.crashed ?? false,
    send: (_channel: string, event: unknown) => void sent.push(event),
  };
};
const told = { type: 'till', till: tillIn() } as const;

describe('events', () => {
  it('go to every window of their audience that can hear, and to no other, once what runs has run', async () => {
    const [till, second, customer, dead, crashed] = [
      contents(),
      contents(),
      contents(),
      contents({ destroyed: true }),
      contents({ crashed: true }),
    ];
    const windows = new Map<ReturnType<typeof contents>, Audience>([
      [till, 'till'],
      [second, 'till'],
      [customer, 'customer'],
      [dead, 'till'],
      [crashed, 'till'],
    ]);
    const { publish } = createPublisher({ windows: () => windows, validate: true });
    publish({ ...told, seq: 1, now: 1 }, 'till');
    expect(till.sent).toEqual([]);
    await turn();
    expect([till, second, customer, dead, crashed].map(({ sent }) => sent.length)).toEqual([1, 1, 0, 0, 0]);
    expect(() => publish({ ...told, seq: 1, now: 1 }, 'customer')).toThrow(/not for the customer/);
    await turn();
    expect(customer.sent).toEqual([]);
  });

  it('are numbered for each audience by itself: what one does not hear is no gap for it', () => {
    const heard: { readonly event: TerminalEvent; readonly audience: Audience }[] = [];
    const clock = { now: () => 5, monotonic: () => 5, after: () => () => undefined };
    const stream = new EventStream({ publish: (event, audience) => void heard.push({ event, audience }) }, clock);
    stream.tell(told);
    stream.tell(told);
    for (const audience of AUDIENCES) {
      const seqs = heard.filter((each) => each.audience === audience).map(({ event }) => event.seq);
      expect(seqs).toEqual(EVENTS.till.audiences.some((each) => each === audience) ? [1, 2] : []);
      expect(stream.stamp(audience)).toEqual({ seq: seqs.length, now: 5 });
    }
  });
});
