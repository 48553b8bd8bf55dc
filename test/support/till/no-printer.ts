import type { Queue, QueueStore } from '../../../electron/core/ports/printing.ts';
import { PrintService } from '../../../electron/core/printing/print-service.ts';
import { ok } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';

/** A queue that lives as long as the test; `disk` tells what would be found after a kill. */
export function memoryQueue(): QueueStore & { readonly disk: () => Queue; refuses: boolean } {
  let disk = '[]';
  return {
    refuses: false,
    disk: () => JSON.parse(disk) as Queue,
    load: () => JSON.parse(disk) as Queue,
    save(queue) {
      if (this.refuses) return false;
      disk = JSON.stringify(queue);
      return true;
    },
  };
}

/** For a till whose story has no printer in it. */
export const noPrinter = (): { readonly slips: PrintService } => ({
  slips: new PrintService({
    view: () => undefined,
    printer: { print: () => Promise.reject(new Error('no printer in this story')), names: () => Promise.resolve([]) },
    pdf: () => Promise.resolve(ok(null)),
    store: memoryQueue(),
    settings: { current: () => ({ store: null, preferences: DEFAULT_PREFERENCES }) },
    clock: { now: () => 0, monotonic: () => 0, after: () => () => undefined },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    jobId: () => {
      throw new Error('no slip in this story');
    },
  }),
});
