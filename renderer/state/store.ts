import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Reference, SaleId } from '../../shared/ids.ts';
import type { Snapshot, TerminalEvent, TerminalBridge, Till } from '../../shared/ipc/contract.ts';
import { currentPayment, isLive as isLivePayment, isSettledByHand } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { isOldReservation, lateAfter } from './alerts.ts';
import { mainNow, syncClock } from './clock.ts';

/** Finished sales kept in this window; live ones are always kept. The journal has them all. */
export const MAX_FINISHED = 40;

/** What main has told, oldest sale first. `seq` is the last event that is in it. */
export interface TillView {
  readonly seq: number;
  readonly till: Till;
  readonly sales: readonly Sale[];
}

export type Applied =
  | { readonly kind: 'applied'; readonly view: TillView }
  | { readonly kind: 'old' }
  | { readonly kind: 'gap' };

/** Whether somebody still has to do or learn something about it. */
export function isLive(sale: Sale): boolean {
  const payment = currentPayment(sale);
  return (payment.certainty.name === 'unclear' && !isSettledByHand(payment)) || sale.payments.some(isLivePayment);
}

function bounded(sales: readonly Sale[]): readonly Sale[] {
  const excess = sales.filter((sale) => !isLive(sale)).length - MAX_FINISHED;
  if (excess <= 0) return sales;
  const dropped = new Set(
    sales
      .filter((sale) => !isLive(sale))
      .slice(0, excess)
      .map((sale) => sale.saleId),
  );
  return sales.filter((sale) => !dropped.has(sale.saleId));
}

function withSale(sales: readonly Sale[], sale: Sale): readonly Sale[] {
  const known = sales.some((each) => each.saleId === sale.saleId);
  return bounded(known ? sales.map((each) => (each.saleId === sale.saleId ? sale : each)) : [...sales, sale]);
}

export const fromSnapshot = (snapshot: Snapshot): TillView => ({
  seq: snapshot.seq,
  till: snapshot.till,
  sales: bounded(snapshot.sales),
});

/** Applies the event that follows the view's last one; an older one changes nothing, and a gap needs a snapshot. */
export function applyEvent(view: TillView, event: TerminalEvent): Applied {
  if (event.seq <= view.seq) return { kind: 'old' };
  if (event.seq !== view.seq + 1) return { kind: 'gap' };
  switch (event.type) {
    case 'sale':
      return { kind: 'applied', view: { ...view, seq: event.seq, sales: withSale(view.sales, event.sale) } };
    case 'till':
      return { kind: 'applied', view: { ...view, seq: event.seq, till: event.till } };
  }
}

/**
 * The sale the cashier should see after a start: the newest live one, left where it was. What waits to be handed over
 * since longer is not brought up.
 */
export const newestLive = (sales: readonly Sale[], now: number): SaleId | null =>
  sales.findLast((sale) => isLive(sale) && !isOldReservation(sale, now))?.saleId ?? null;

export interface WindowState {
  readonly view: TillView | null;
  /** The sale in the middle, or null for a new one. */
  readonly selected: SaleId | null;
  /** Payments that the customer approved while their sale was not in the middle, and that nobody has decided yet. */
  readonly late: ReadonlySet<Reference>;
}

export const CLOSED: WindowState = { view: null, selected: null, late: new Set() };

/**
 * The window with a newer view. When the till opens, the newest live sale is brought to the middle: nobody had a screen
 * to choose one.
 */
export function withView(state: WindowState, view: TillView): WindowState {
  const { view: before } = state;
  if (view.till.status !== 'open') return { ...state, view };
  const opens = before?.till.status !== 'open';
  const selected = opens ? (state.selected ?? newestLive(view.sales, mainNow())) : state.selected;
  return {
    view,
    selected,
    late:
      view.sales === before?.sales && !opens
        ? state.late
        : lateAfter(state.late, opens ? null : before.sales, view.sales, selected, mainNow()),
  };
}

export const windowStore = createStore<WindowState>(() => CLOSED);

export const useWindow = <T>(select: (state: WindowState) => T): T => useStore(windowStore, select);

export const selectSale = (selected: SaleId | null): void => windowStore.setState({ selected });

/** Settles when it is known what there is to show: the till is open, or it is known why not. */
export function tillKnown(): Promise<void> {
  const isKnown = ({ view }: WindowState): boolean => view !== null && view.till.status !== 'starting';
  return new Promise((resolve) => {
    const stop = windowStore.subscribe((state) => {
      if (!isKnown(state)) return;
      stop();
      resolve();
    });
    if (isKnown(windowStore.getState())) resolve();
  });
}

/**
 * Fetches the snapshot and follows the events. While a snapshot is under way events wait (a few hundred at most; what
 * is lost to that limit shows as a gap and is fetched again).
 */
export function connect(bridge: TerminalBridge): () => void {
  let waiting: TerminalEvent[] | null = [];
  let stopped = false;

  const take = (event: TerminalEvent): void => {
    syncClock(event.now);
    const { view } = windowStore.getState();
    if (waiting || !view) {
      waiting = [...(waiting ?? []), event].slice(-500);
      return;
    }
    const applied = applyEvent(view, event);
    if (applied.kind === 'applied') windowStore.setState((state) => withView(state, applied.view));
    if (applied.kind === 'gap') void refresh([event]);
  };

  const refresh = async (first: TerminalEvent[]): Promise<void> => {
    waiting = first;
    const snapshot = await bridge.call['terminal.snapshot'](undefined);
    if (stopped) return;
    syncClock(snapshot.now);
    windowStore.setState((state) => withView(state, fromSnapshot(snapshot)));
    const queued = waiting ?? [];
    waiting = null;
    queued.forEach(take);
  };

  const stopListening = bridge.onEvent(take);
  void refresh([]);
  return () => {
    stopped = true;
    stopListening();
  };
}
