import { contextBridge, ipcRenderer } from 'electron';
import '../../../electron/preload.ts';

// The product's preload, and beside it what a page could do that had broken out of its walls: talk to the channel directly.
contextBridge.exposeInMainWorld('hostile', {
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(channel, ...args),
});
