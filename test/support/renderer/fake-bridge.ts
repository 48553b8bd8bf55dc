import type { SaleId } from '../../../shared/ids.ts';
import { CALLS } from '../../../shared/ipc/contract.ts';
import type { EventOf, Snapshot, TerminalBridge, Till } from '../../../shared/ipc/contract.ts';
import { CALLS_OF } from '../../../shared/ipc/names.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import type { Sale } from '../../../shared/payment.ts';
import { AT_REST } from '../../../shared/progress.ts';
import { preferencesSchema } from '../../../shared/settings.ts';

export interface FakeWorld {
  readonly till: Till;
  readonly sales: readonly Sale[];
  /** The sale in the middle, or null for a new one. */
  readonly inFront: SaleId | null;
  readonly now: number;
}

/**
 * A main process that knows one moment: the window gets what it would get from the real one, parsed by the contract.
 * Choosing a sale and changing preferences works; whatever moves money is refused.
 */
export function fakeBridge(world: FakeWorld): TerminalBridge {
  let { till, inFront } = world;
  let seq = 0;
  const listeners = new Set<(event: EventOf<'till'>) => void>();
  const tell = (event: EventOf<'till'>): void => {
    for (const listener of listeners) listener(event);
  };
  const stamp = () => ({ seq: ++seq, now: world.now });
  const snapshot = (): Snapshot => ({
    seq,
    now: world.now,
    till,
    sales: [...world.sales],
    items: { pages: [], damaged: null },
    standing: { saleId: inFront, late: [] },
    progress: AT_REST,
    books: 1,
    examination: null,
  });
  const answers: Partial<Record<CallName, (input: unknown) => unknown>> = {
    'terminal.snapshot': snapshot,
    'till.stand': (input) => {
      inFront = CALLS['till.stand'].input.parse(input).saleId;
      tell({ type: 'standing', ...stamp(), standing: { saleId: inFront, late: [] } });
      return { accepted: true, seq };
    },
    'settings.preferences': (input) => {
      till = { ...till, preferences: preferencesSchema.parse(input) };
      tell({ type: 'till', ...stamp(), till });
      return { accepted: true };
    },
    'network.changed': () => ({ accepted: true }),
  };
  const call = (name: CallName) => async (input: unknown) => {
    const answer = answers[name]?.(input) ?? { accepted: false, error: 'network.offline' };
    return CALLS[name].output.parse(answer);
  };
  const calls = Object.fromEntries(CALLS_OF.till.map((name) => [name, call(name)]));
  return {
    audience: 'till',
    // Each name of the contract has its function, which the type cannot see in a list.
    call: calls as TerminalBridge['call'],
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
