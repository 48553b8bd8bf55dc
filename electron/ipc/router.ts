import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { Audience } from '../../shared/audience.ts';
import type { Reply } from '../../shared/ipc/contract.ts';
import { CALL_CHANNEL } from '../../shared/ipc/names.ts';
import { createGate } from './gate.ts';
import type { GateOptions } from './gate.ts';
import { judgeSender } from './sender.ts';
import type { SenderFacts } from './sender.ts';

export interface RouterOptions extends GateOptions {
  /** The windows that may call, and whose each is. */
  readonly windows: () => ReadonlyMap<WebContents, Audience>;
  /** Origin of the dev server, null outside `npm run dev`. */
  readonly devServer: string | null;
}

/**
 * Opens the one channel by which windows call the terminal. The only user of `ipcMain` (electron-store adds a listener
 * of its own, see adapters/files/settings-store.ts). Call it before the window is opened; calls wait for `handlers`.
 */
export function openRouter({ windows, devServer, ...gateOptions }: RouterOptions): void {
  const gate = createGate(gateOptions);
  ipcMain.handle(CALL_CHANNEL, (event, ...args: unknown[]): Promise<Reply> => {
    // SECURITY: judged here, before anything is awaited: afterwards the frame may have navigated away.
    return gate(judgeSender(readSender(event, windows()), devServer), args);
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
