import { contextBridge, ipcRenderer } from 'electron';
import '../../../electron/preload.ts';
import { revive } from '../../support/fuzz/recipes.ts';

/** Longer than any call of this program takes; what is not answered by then is lost. */
const LOST_MS = 10_000;

async function sendOne(channel: string, recipes: readonly unknown[]): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lost = new Promise((resolve) => (timer = setTimeout(() => resolve('lost'), LOST_MS)));
  try {
    return await Promise.race([ipcRenderer.invoke(channel, ...recipes.map(revive)), lost]);
  } catch (error) {
    return `thrown: ${error instanceof Error ? error.message : typeof error}`;
  } finally {
    clearTimeout(timer);
  }
}

// The product's preload, and beside it what a page could do that had broken out of its walls: talk to the channel
// directly.
contextBridge.exposeInMainWorld('hostile', {
  /**
   * Sends messages, given as the JSON of recipes, `abreast` at a time. The answers come as JSON too, with the longest
   * wait in ms.
   */
  fuzz: async (channel: string, text: string, abreast: number): Promise<string> => {
    const messages: readonly (readonly unknown[])[] = JSON.parse(text);
    const answers: unknown[] = [];
    let longest = 0;
    for (let at = 0; at < messages.length; at += abreast) {
      const before = performance.now();
      answers.push(
        ...(await Promise.all(messages.slice(at, at + abreast).map((message) => sendOne(channel, message)))),
      );
      longest = Math.max(longest, performance.now() - before);
    }
    return JSON.stringify({ answers, longest });
  },
  /** Sends without waiting, for a frame that is about to disappear. */
  shout: (channel: string, text: string): void => {
    const messages: readonly (readonly unknown[])[] = JSON.parse(text);
    for (const message of messages) ipcRenderer.invoke(channel, ...message.map(revive)).catch(() => undefined);
  },
  invoke: (channel: string, ...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(channel, ...args),
});
