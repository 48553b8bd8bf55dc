import type { Audience } from '../../shared/audience.ts';
import { isOurPage } from '../../shared/pages.ts';

/** What is known of the frame that sent a message, read while the event was handled. */
export interface SenderFacts {
  readonly url: string;
  /** The frame has no parent. */
  readonly isTop: boolean;
  /** Whose window it belongs to, of those that the terminal opened; null: none of them. */
  readonly audience: Audience | null;
}

/** The audience that it may call as, or why it may not. */
export type SenderVerdict = Audience | 'gone' | 'otherWindow' | 'subframe' | 'otherPage';

/**
 * Which frame may call: the top frame of one of our windows, showing a page of its
 * audience.
 * SECURITY: a frame that is gone (null) may have been anything.
 *
 * @param devServer origin of the dev server, null outside `npm run dev`
 */
export function judgeSender(sender: SenderFacts | null, devServer: string | null): SenderVerdict {
  if (!sender) return 'gone';
  if (!sender.audience) return 'otherWindow';
  if (!sender.isTop) return 'subframe';
  return isOurPage(sender.url, devServer, sender.audience) ? sender.audience : 'otherPage';
}
