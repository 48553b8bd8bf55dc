import { isOurPage } from '../../shared/pages.ts';

/** What is known of the frame that sent a message, read while the event was handled. */
export interface SenderFacts {
  readonly url: string;
  /** The frame has no parent. */
  readonly isTop: boolean;
  /** It belongs to the window that the terminal opened. */
  readonly isOurWindow: boolean;
}

export type SenderVerdict = 'allowed' | 'gone' | 'otherWindow' | 'subframe' | 'otherPage';

/**
 * Which frame may call: the top frame of our window, showing one of our pages.
 * SECURITY: a frame that is gone (null) may have been anything.
 *
 * @param devServer origin of the dev server, null outside `npm run dev`
 */
export function judgeSender(sender: SenderFacts | null, devServer: string | null): SenderVerdict {
  if (!sender) return 'gone';
  if (!sender.isOurWindow) return 'otherWindow';
  if (!sender.isTop) return 'subframe';
  return isOurPage(sender.url, devServer) ? 'allowed' : 'otherPage';
}
