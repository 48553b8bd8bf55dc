import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SaleId } from '../../../shared/ids.ts';
import { CALL_NAMES } from '../../../shared/ipc/names.ts';
import type { EventOf, Snapshot, TerminalBridge } from '../../../shared/ipc/contract.ts';
import { AT_REST } from '../../../shared/progress.ts';
import type { Sale } from '../../../shared/payment.ts';
import {
  applyEvent,
  CLOSED,
  connect,
  fromSnapshot,
  MAX_FINISHED,
  selectSale,
  windowStore,
} from '../../../renderer/state/store.ts';
import { saleIn, tillIn } from '../../support/renderer/renderer-fixtures.ts';

const waiting = (number: number): Sale => saleIn({ number, phase: { name: 'waiting', expiresAt: 9, code: null } });
const declined = (number: number): Sale => saleIn({ number, phase: { name: 'aborted', at: 9 } });
const snapshot = (seq: number, sales: Sale[] = [], saleId: SaleId | null = null): Snapshot => ({
  seq,
  now: 1,
  till: tillIn(),
  sales,
  standing: { saleId, late: [] },
  progress: AT_REST,
  examination: null,
  books: 0,
  items: { pages: [], damaged: null },
});
const standingEvent = (seq: number, saleId: SaleId | null): EventOf<'till'> => ({
  type: 'standing',
  seq,
  now: 1,
  standing: { saleId, late: [] },
});
const saleEvent = (seq: number, sale: Sale): EventOf<'till'> => ({ type: 'sale', seq, now: 1, sale });

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

  it('applies how far things are, and that the books have changed, and leaves the sales as they are', () => {
    const progress = applyEvent(view, {
      type: 'progress',
      seq: 6,
      now: 1,
      task: 'export',
      progress: { done: 1, total: 2 },
    });
    expect(progress).toMatchObject({ view: { progress: { ...AT_REST, export: { done: 1, total: 2 } } } });
    const books = applyEvent(view, { type: 'books', seq: 6, now: 1, books: 8 });
    expect(books).toMatchObject({ view: { books: 8 } });
    for (const applied of [progress, books]) expect(applied.kind === 'applied' && applied.view.sales).toBe(view.sales);
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
});

/** What follows from an answer has been done. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('the connection', () => {
  let stop = (): void => undefined;
  afterEach(() => {
    stop();
    windowStore.setState(CLOSED);
  });

  /** A main process that answers snapshots when told to. */
  function fakeMain(first: Snapshot, unheard: readonly EventOf<'till'>[] = []) {
    const asked: PromiseWithResolvers<Snapshot>[] = [];
    const stood: { readonly saleId: SaleId | null; readonly answer: (reply: unknown) => void }[] = [];
    let listener: (event: EventOf<'till'>) => void = () => undefined;
    const refuse = () => Promise.reject(new Error('not part of this test'));
    const call = {
      ...Object.fromEntries(CALL_NAMES.map((name) => [name, refuse])),
      'till.stand': ({ saleId }: { saleId: SaleId | null }) =>
        new Promise((answer) => void stood.push({ saleId, answer })),
      'terminal.snapshot': () => {
        const answer = Promise.withResolvers<Snapshot>();
        asked.push(answer);
        return answer.promise;
      },
    };
    const bridge = {
      call,
      onEvent: (heard: typeof listener) => {
        listener = heard;
        for (const event of unheard) heard(event);
        return () => undefined;
      },
    } as unknown as TerminalBridge;
    stop = connect(bridge);
    return {
      emit: (event: EventOf<'till'>) => listener(event),
      answer: async (snapshot = first) => {
        asked.shift()?.resolve(snapshot);
        await settled();
      },
      refuse: async () => {
        asked.shift()?.reject(new Error('denied'));
        await settled();
      },
      asked,
      stood,
    };
  }

  it('plays what was told after the snapshot was made and before the page listened', async () => {
    const main = fakeMain(snapshot(3, [waiting(1)], waiting(1).saleId), [saleEvent(4, declined(1))]);
    await main.answer();
    expect(windowStore.getState()).toMatchObject({ view: { seq: 4, sales: [declined(1)] } });
  });

  it('asks again for a snapshot that was refused, and loses nothing that was told meanwhile', async () => {
    vi.useFakeTimers();
    try {
      const main = fakeMain(snapshot(3, [waiting(1)], waiting(1).saleId));
      await main.refuse();
      main.emit(saleEvent(4, declined(1)));
      await vi.runOnlyPendingTimersAsync();
      await main.answer();
      expect(windowStore.getState()).toMatchObject({ view: { seq: 4, sales: [declined(1)] } });
    } finally {
      vi.useRealTimers();
    }
  });

  it('plays events that came while the snapshot was under way', async () => {
    const main = fakeMain(snapshot(3, [waiting(1)], waiting(1).saleId));
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

  describe('the sale in the middle', () => {
    const [first, second] = [waiting(1).saleId, waiting(2).saleId];
    const selected = () => windowStore.getState().selected;
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    const started = async () => {
      const main = fakeMain(snapshot(1, [waiting(1), waiting(2)], first));
      await main.answer();
      expect(selected()).toBe(first);
      return main;
    };

    it('is there at once when it is chosen here, and main’s word from the event on that says it', async () => {
      const main = await started();
      selectSale(second);
      expect(selected()).toBe(second);
      main.emit(saleEvent(2, declined(1)));
      main.stood[0]?.answer({ accepted: true, seq: 3 });
      await turn();
      // The reply has overtaken the event.
      expect(selected()).toBe(second);
      main.emit(standingEvent(3, second));
      expect(selected()).toBe(second);
      main.emit(standingEvent(4, null));
      expect(selected()).toBeNull();
    });

    it('is the last that was chosen, whatever main still says of those before', async () => {
      const main = await started();
      selectSale(second);
      selectSale(null);
      selectSale(second);
      expect(main.stood.map(({ saleId }) => saleId)).toEqual([second, null, second]);
      main.emit(standingEvent(2, second));
      main.stood[0]?.answer({ accepted: true, seq: 2 });
      main.emit(standingEvent(3, null));
      main.stood[1]?.answer({ accepted: true, seq: 3 });
      await turn();
      expect(selected()).toBe(second);
      main.emit(standingEvent(4, second));
      main.stood[2]?.answer({ accepted: true, seq: 4 });
      await turn();
      expect(selected()).toBe(second);
      expect(windowStore.getState().wish).toBeNull();
    });

    it('is main’s again where main refuses', async () => {
      const main = await started();
      selectSale(second);
      main.stood[0]?.answer({ accepted: false, error: 'sale.unknown' });
      await turn();
      expect(selected()).toBe(first);
    });

    it('is still there after the window was loaded again', async () => {
      await started();
      stop();
      windowStore.setState(CLOSED);
      const main = fakeMain(snapshot(9, [waiting(1), waiting(2)], first));
      await main.answer();
      expect(selected()).toBe(first);
    });
  });
});
