import type { Counter } from './counter.ts';
import { updateCalls } from '../updates/update-calls.ts';
import type { UpdatedTill, Updates } from '../updates/updates.ts';
import type { Log } from '../ports/log.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import { UPDATES_OFF } from '../../../shared/update.ts';
import type { UpdateView } from '../../../shared/update.ts';

/** Loads what finds and installs updates, once the first picture is there. */
export type LoadUpdates = (till: UpdatedTill) => Promise<Updates>;

export interface UpdatingDeps {
  /** Null: there are none. */
  readonly updates: LoadUpdates | null;
  readonly log: Log;
  /** Ends the app and starts it anew. */
  restart(): void;
}

/** Whether a customer may still approve, or a request is being moved. */
export const isLive = (counter: Pick<Counter, 'openSales' | 'changes'> | null): boolean =>
  counter !== null && (counter.openSales.hasLivePayments || counter.changes.underWay);

/** The till's updates: nothing of them is loaded before the till is open. */
export class Updating {
  readonly #deps: UpdatingDeps;
  readonly #till: Omit<UpdatedTill, 'restart'>;
  #updates: Updates | null = null;
  #stopped = false;

  constructor(deps: UpdatingDeps, till: Omit<UpdatedTill, 'restart'>) {
    this.#deps = deps;
    this.#till = till;
  }

  get view(): UpdateView {
    return this.#updates?.view ?? UPDATES_OFF;
  }

  /** Nothing is sold meanwhile: the app is about to end. */
  get installing(): boolean {
    return this.view.state === 'installing';
  }

  readonly calls = updateCalls(() => this.#updates);

  /** The till is open, and nobody has sold yet. */
  async begin(): Promise<void> {
    const { updates: load, restart, log } = this.#deps;
    if (load === null || this.#updates !== null) return;
    try {
      const updates = await load({ ...this.#till, restart });
      if (this.#stopped) return updates.stop();
      this.#updates = updates;
      this.#till.changed();
      await updates.begin();
    } catch (error) {
      log.error('updates did not start', { error: error instanceof Error ? error.message : String(error) });
    }
  }

  /** The same call; what waited for the day to be closed begins when it was. */
  afterClosing(close: CallHandlers['closing.close']): CallHandlers['closing.close'] {
    return async (input, actor) => {
      const closed = await close(input, actor);
      if (closed.accepted) void this.#updates?.dayClosed();
      return closed;
    };
  }

  stop(): void {
    this.#stopped = true;
    this.#updates?.stop();
  }
}
