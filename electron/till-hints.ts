import { registrationStore } from './adapters/keys/registrations.ts';
import { webhooksOf } from './adapters/connections.ts';
import type { Till } from './core/till/till.ts';
import { openHints } from './hints.ts';
import type { OpenHints } from './hints.ts';
import type { StoreSettings } from '../shared/settings.ts';

/** What a development till needs to receive events itself. A released app reads none of this. */
interface TillHintsOptions {
  readonly port: number;
  /** As the till was set up when it started. */
  readonly store: StoreSettings;
  readonly place: Parameters<typeof registrationStore>[0];
  readonly line: Parameters<typeof webhooksOf>[0];
  readonly till: Pick<Till, 'hear'>;
}

/** Opens the receiver beside the start; polling goes on as without it. @returns closes it */
export function openTillHints({ port, store, place, line, till }: TillHintsOptions): () => void {
  const { log } = place;
  let stopped = false;
  let opened: OpenHints | null = null;
  const open = async (): Promise<void> => {
    const webhooks = await webhooksOf(line, store);
    if (webhooks === null) return log.warn('no hints without keys');
    const kept = registrationStore(place, store.environment);
    const result = await openHints({ port, webhooks, store: kept, hear: till.hear, log });
    if (!result.ok) return log.warn('hints not registered', { error: result.error.error });
    opened = result.value;
    if (stopped) await opened.close();
    else log.info('hints are received', { address: opened.registration.url });
  };
  void open().catch((error: unknown) =>
    log.warn('hints not received', { error: error instanceof Error ? error.message : String(error) }),
  );
  return () => {
    stopped = true;
    void opened?.close();
  };
}
