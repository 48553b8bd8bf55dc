import type { WebContents } from 'electron';
import type { Publisher } from '../core/ports/publisher.ts';
import type { Audience } from '../../shared/audience.ts';
import { EVENTS } from '../../shared/ipc/contract.ts';
import type { TerminalEvent } from '../../shared/ipc/contract.ts';
import { EVENT_CHANNEL } from '../../shared/ipc/names.ts';
import { invariant } from '../../shared/result.ts';

export interface PublisherOptions {
  /** Every window of the terminal, and whose it is. */
  readonly windows: () => ReadonlyMap<Pick<WebContents, 'isDestroyed' | 'isCrashed' | 'send'>, Audience>;
  /** Checks each event against the contract; for development runs, since the core is typed. */
  readonly validate: boolean;
}

/**
 * Sends events to the windows of their audience; the only user of `webContents.send`. In the order in which they were
 * published, once what runs now has run: a request to the wallet leaves before the screen tells of it. With no window,
 * or one whose process is gone, an event is dropped: the page asks for a snapshot when it comes back.
 */
export function createPublisher({ windows, validate }: PublisherOptions): Publisher<TerminalEvent> {
  return {
    publish(event, audience) {
      const { audiences, schema } = EVENTS[event.type];
      // SECURITY: checked where it leaves, so that no mistake in the core shows a customer what is the till's.
      invariant(
        audiences.some((each) => each === audience),
        `event ${event.type} is not for the ${audience}`,
      );
      if (validate) invariant(schema.safeParse(event).success, `event ${event.type} does not follow the contract`);
      setImmediate(() => {
        for (const [contents, whose] of windows())
          if (whose === audience && !contents.isDestroyed() && !contents.isCrashed())
            contents.send(EVENT_CHANNEL, event);
      });
    },
  };
}
