import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Audience } from '../../shared/audience.ts';
import type { Reply } from '../../shared/ipc/contract.ts';
import { CALL_CHANNEL } from '../../shared/ipc/names.ts';
import type { Gate } from './gate.ts';
import { judgeSender } from './sender.ts';
import type { SenderFacts } from './sender.ts';

export interface RouterOptions {
  /** The windows that may call, and whose each is. */
  readonly windows: () => ReadonlyMap<WebContents, Audience>;
  /** Origin of the dev server, null outside `npm run dev`. */
  readonly devServer: string | null;
  /** Settles when the core has been read; calls that come earlier wait for it. */
  readonly gate: Promise<Gate>;
}

/**
 * Opens the one channel by which windows call the terminal. The only user of `ipcMain` (electron-store adds a listener
 * of its own, see adapters/files/settings-store.ts). Call it before the window is opened.
 */
export function openRouter({ windows, devServer, gate }: RouterOptions): void {
  ipcMain.handle(CALL_CHANNEL, async (event, ...args: unknown[]): Promise<Reply> => {
    // SECURITY: judged here, before anything is awaited: afterwards the frame may have navigated away.
    const verdict = judgeSender(readSender(event, windows()), devServer);
    return (await gate)(verdict, args);
  });
}

function readSender(event: IpcMainInvokeEvent, ours: ReadonlyMap<WebContents, Audience>): SenderFacts | null {
  try {
    const frame = event.senderFrame;
    return frame && { url: frame.url, isTop: frame.parent === null, audience: ours.get(event.sender) ?? null };
  } catch {
    // Electron throws when a frame is asked that was disposed of meanwhile.
    return null;
  }
}
