import { afterEach, describe, expect, it } from 'vitest';
import { CALL_NAMES } from '../../../shared/ipc/names.ts';
import type { Snapshot, TerminalBridge, TerminalEvent } from '../../../shared/ipc/contract.ts';
import type { Sale } from '../../../shared/payment.ts';
import {
  applyEvent,
  connect,
  fromSnapshot,
  MAX_FINISHED,
  newestLive,
  windowStore,
} from '../../../renderer/state/store.ts';
import { saleIn, tillIn } from '../../support/renderer/renderer-fixtures.ts';

const waiting = (number: number): Sale => saleIn({ number, phase: { name: 'waiting', expiresAt: 9, code: null } });
const declined = (number: number): Sale => saleIn({ number, phase: { name: 'aborted', at: 9 } });
const snapshot = (seq: number, sales: Sale[] = []): Snapshot => ({ seq, now: 1, till: tillIn(), sales });
const saleEvent = (seq: number, sale: Sale): TerminalEvent => ({ type: 'sale', seq, now: 1, sale });

describe('events on top of a snapshot', () => {
  const view = fromSnapshot(snapshot(5, [waiting(1)]));

  it('applies the next one: a new sale, a changed sale, the till', () => {
    const added = applyEvent(view, saleEvent(6, waiting(2)));
    expect(added).toMatchObject({ kind: 'applied', view: { seq: 6 } });
    expect(added.kind === 'applied' && added.view.sales.map((sale) => sale.receiptNumber)).toEqual([1, 2]);
    const changed = applyEvent(view, saleEvent(6, declined(1)));
    expect(changed.kind === 'applied' && changed.view.sales).toEqual([declined(1)]);
    const till = tillIn({ status: 'blocked', problem: 'internal' });
    const told = applyEvent(view, { type: 'till', seq: 6, now: 1, till });
    expect(told.kind === 'applied' && told.view.till).toEqual(till);
  });

  it('drops what it has, and sees a gap', () => {
    expect(applyEvent(view, saleEvent(5, declined(1)))).toEqual({ kind: 'old' });
    expect(applyEvent(view, saleEvent(1, declined(1)))).toEqual({ kind: 'old' });
    expect(applyEvent(view, saleEvent(7, declined(1)))).toEqual({ kind: 'gap' });
  });

  it('keeps every live sale and a limited number of finished ones', () => {
    const many = [waiting(1), ...Array.from({ length: MAX_FINISHED + 20 }, (_, index) => declined(index + 2))];
    const kept = fromSnapshot(snapshot(1, many)).sales;
    expect(kept).toHaveLength(MAX_FINISHED + 1);
    expect(kept[0]).toEqual(waiting(1));
    expect(kept.at(-1)).toEqual(many.at(-1));
  });

  it('finds the newest live sale, and counts one that is not clear or needs a person as live', () => {
    expect(newestLive([declined(1)], 0)).toBeNull();
    expect(newestLive([waiting(1), waiting(2), declined(3)], 0)).toBe(waiting(2).saleId);
    const unclear = saleIn({
      number: 4,
      phase: { name: 'aborted', at: 9 },
      payment: { certainty: { name: 'unclear', since: 1, problem: 'network.timeout' } },
    });
    const parked = saleIn({
      number: 5,
      phase: { name: 'captured', at: 9, refundProblem: null },
      payment: { attention: 'internal' },
    });
    expect(newestLive([unclear, declined(6)], 0)).toBe(unclear.saleId);
    expect(newestLive([parked, declined(6)], 0)).toBe(parked.saleId);
  });
});

describe('the connection', () => {
  let stop = (): void => undefined;
  afterEach(() => {
    stop();
    windowStore.setState({ view: null, selected: null });
  });

  /** A main process that answers snapshots when told to. */
  function fakeMain(first: Snapshot) {
    const asked: ((snapshot: Snapshot) => void)[] = [];
    let listener: (event: TerminalEvent) => void = () => undefined;
    const refuse = () => Promise.reject(new Error('not part of this test'));
    const call = {
      ...Object.fromEntries(CALL_NAMES.map((name) => [name, refuse])),
      'terminal.snapshot': () => new Promise<Snapshot>((resolve) => asked.push(resolve)),
    };
    const bridge = {
      call,
      onEvent: (heard: typeof listener) => ((listener = heard), () => undefined),
    } as unknown as TerminalBridge;
    stop = connect(bridge);
    return {
      emit: (event: TerminalEvent) => listener(event),
      answer: async (snapshot = first) => {
        asked.shift()?.(snapshot);
        await Promise.resolve();
        await Promise.resolve();
      },
      asked,
    };
  }

  it('plays events that came while the snapshot was under way', async () => {
    const main = fakeMain(snapshot(3, [waiting(1)]));
    main.emit(saleEvent(3, waiting(1)));
    main.emit(saleEvent(4, declined(1)));
    expect(windowStore.getState().view).toBeNull();
    await main.answer();
    expect(windowStore.getState()).toMatchObject({
      view: { seq: 4, sales: [declined(1)] },
      selected: waiting(1).saleId,
    });
  });

  it('asks for a snapshot on a gap, loses nothing and leaves the selection', async () => {
    const main = fakeMain(snapshot(1));
    await main.answer();
    main.emit(saleEvent(3, waiting(2)));
    expect(main.asked).toHaveLength(1);
    main.emit(saleEvent(4, declined(2)));
    await main.answer(snapshot(3, [waiting(1), waiting(2)]));
    expect(windowStore.getState()).toMatchObject({
      view: { seq: 4, sales: [waiting(1), declined(2)] },
      selected: null,
    });
  });
});
