import type { WebContents } from 'electron';
import type { Publisher } from '../core/ports/publisher.ts';
import { terminalEventSchema } from '../../shared/ipc/contract.ts';
import { EVENT_CHANNEL } from '../../shared/ipc/names.ts';
import { invariant } from '../../shared/result.ts';

export interface PublisherOptions {
  readonly window: () => WebContents | null;
  /** Checks each event against the contract; for development runs, since the core is typed. */
  readonly validate: boolean;
}

/**
 * Sends events to the window; the only user of `webContents.send`. With no window, or one whose process is gone, an
 * event is dropped: the page asks for a snapshot when it comes back.
 */
export function createPublisher({ window, validate }: PublisherOptions): Publisher {
  return {
    publish(event) {
      if (validate)
        invariant(terminalEventSchema.safeParse(event).success, `event ${event.type} does not follow the contract`);
      const contents = window();
      if (!contents || contents.isDestroyed() || contents.isCrashed()) return;
      contents.send(EVENT_CHANNEL, event);
    },
  };
}
