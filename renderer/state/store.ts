import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { syncClock } from './clock.ts';
import type { Examination } from '../../shared/doctor.ts';
import type { Reference, SaleId } from '../../shared/ids.ts';
import type { EventOf, Snapshot, TerminalBridge, Till } from '../../shared/ipc/contract.ts';
import type { ItemsView } from '../../shared/items.ts';
import type { Sale } from '../../shared/payment.ts';
import type { AllProgress, Progress, Task } from '../../shared/progress.ts';
import { isSaleLive } from '../../shared/sale-in-front.ts';
import type { InFront } from '../../shared/sale-in-front.ts';

/** After a snapshot that was refused. */
const ASK_AGAIN_MS = 500;

/** Finished sales kept in this window; live ones are always kept. The journal has them all. */
export const MAX_FINISHED = 40;

/** What main has told, oldest sale first. `seq` is the last event that is in it. */
export interface TillView {
  readonly seq: number;
  readonly till: Till;
  readonly sales: readonly Sale[];
  readonly standing: InFront;
  readonly progress: AllProgress;
  /** Grows when what lists and reports are made from has changed. */
  readonly books: number;
  readonly items: ItemsView;
  /** What the doctor has found since the app was started, or finds just now. */
  readonly examination: Examination | null;
}

export type Applied =
  | { readonly kind: 'applied'; readonly view: TillView }
  | { readonly kind: 'old' }
  | { readonly kind: 'gap' };

function bounded(sales: readonly Sale[]): readonly Sale[] {
  const excess = sales.filter((sale) => !isSaleLive(sale)).length - MAX_FINISHED;
  if (excess <= 0) return sales;
  const dropped = new Set(
    sales
      .filter((sale) => !isSaleLive(sale))
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
  standing: snapshot.standing,
  progress: snapshot.progress,
  books: snapshot.books,
  items: snapshot.items,
  examination: snapshot.examination,
});

/** Applies the event that follows the view's last one; an older one changes nothing, and a gap needs a snapshot. */
export function applyEvent(view: TillView, event: EventOf<'till'>): Applied {
  if (event.seq <= view.seq) return { kind: 'old' };
  if (event.seq !== view.seq + 1) return { kind: 'gap' };
  switch (event.type) {
    case 'sale':
      return { kind: 'applied', view: { ...view, seq: event.seq, sales: withSale(view.sales, event.sale) } };
    case 'till':
      return { kind: 'applied', view: { ...view, seq: event.seq, till: event.till } };
    case 'standing':
      return { kind: 'applied', view: { ...view, seq: event.seq, standing: event.standing } };
    case 'progress': {
      const progress = { ...view.progress, [event.task]: event.progress };
      return { kind: 'applied', view: { ...view, seq: event.seq, progress } };
    }
    case 'examination':
      return { kind: 'applied', view: { ...view, seq: event.seq, examination: event.examination } };
    case 'items':
      return { kind: 'applied', view: { ...view, seq: event.seq, items: event.items } };
    case 'books':
      return { kind: 'applied', view: { ...view, seq: event.seq, books: event.books } };
  }
}

/** What this window has put in the middle and main has not confirmed yet. */
interface Wish {
  readonly saleId: SaleId | null;
  /** Main's word counts again from this event on; null while main has not answered. */
  readonly until: number | null;
}

export interface WindowState {
  readonly view: TillView | null;
  readonly wish: Wish | null;
  /** The sale in the middle, or null for a new one: as main says it, or already as it was chosen here. */
  readonly selected: SaleId | null;
  /** Payments that the customer approved while their sale was not in the middle, and that nobody has decided yet. */
  readonly late: ReadonlySet<Reference>;
}

export const CLOSED: WindowState = { view: null, wish: null, selected: null, late: new Set() };

/** What follows from main's word and the window's own wish. */
function settled(state: WindowState): WindowState {
  const { view } = state;
  const wish = state.wish?.until != null && view && view.seq >= state.wish.until ? null : state.wish;
  return { ...state, wish, selected: wish ? wish.saleId : (view?.standing.saleId ?? null) };
}

/** The window with a newer view. */
export function withView(state: WindowState, view: TillView): WindowState {
  const late = view.standing.late === state.view?.standing.late ? state.late : new Set(view.standing.late);
  return settled({ ...state, view, late });
}

export const windowStore = createStore<WindowState>(() => CLOSED);

export const useWindow = <T>(select: (state: WindowState) => T): T => useStore(windowStore, select);

let stand: (saleId: SaleId | null) => Promise<{ readonly seq: number } | null> = () => Promise.resolve(null);

/** Puts a sale, or (null) a new one, in the middle: here at once, and in the main process, whose word it then is. */
export function selectSale(saleId: SaleId | null): void {
  const wish: Wish = { saleId, until: null };
  windowStore.setState((state) => settled({ ...state, wish }));
  const answered = (answer: { readonly seq: number } | null) =>
    windowStore.setState((state) =>
      // Another one was chosen meanwhile.
      state.wish === wish ? settled({ ...state, wish: answer && { saleId, until: answer.seq } }) : state,
    );
  stand(saleId).then(answered, () => answered(null));
}

/** How far something is in the main process; null: it is not under way. */
export const useProgress = (task: Task): Progress | null => useWindow(({ view }) => view?.progress[task] ?? null);

/** Another text whenever lists and reports are to be fetched anew: the books have changed, or somebody else reads. */
export const useBooks = (): string =>
  useWindow(({ view }) => (view ? `${view.books} ${view.till.status} ${view.till.people.signedIn?.id ?? ''}` : ''));

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
  let waiting: EventOf<'till'>[] | null = [];
  let stopped = false;

  const take = (event: EventOf<'till'>): void => {
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

  /** A refusal is not the end: without a snapshot the page would say for ever that it connects. Null once stopped. */
  const asked = async (): Promise<Snapshot | null> => {
    while (!stopped) {
      const answer = await bridge.call['terminal.snapshot'](undefined).catch(() => null);
      if (answer && !stopped) return answer;
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
    return null;
  };

  const refresh = async (first: EventOf<'till'>[]): Promise<void> => {
    waiting = first;
    const snapshot = await asked();
    if (snapshot === null) return;
    syncClock(snapshot.now);
    windowStore.setState((state) => withView(state, fromSnapshot(snapshot)));
    const queued = waiting ?? [];
    waiting = null;
    queued.forEach(take);
  };

  stand = async (saleId) => {
    const reply = await bridge.call['till.stand']({ saleId });
    return reply.accepted ? reply : null;
  };
  const stopListening = bridge.onEvent(take);
  // What was told before anybody listened is among them.
  void refresh(waiting);
  return () => {
    stopped = true;
    stopListening();
  };
}
