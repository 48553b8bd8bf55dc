import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { z } from 'zod';

/**
 * Looking for strings that must not be anywhere: in files, in what crosses between the processes, in a page's memory.
 */

/** Ways in which a program could have written a string down. */
function spellings(text: string): Buffer[] {
  const base64 = Buffer.from(text).toString('base64').replace(/=+$/, '');
  return [
    Buffer.from(text),
    Buffer.from(text, 'utf16le'),
    Buffer.from(base64),
    Buffer.from(encodeURIComponent(text)),
    Buffer.from(Buffer.from(text).toString('hex')),
  ];
}

/** Every file below the folder that holds one of the strings, in any spelling, as `name: string`. */
export function filesWith(
  folder: string,
  canaries: readonly string[],
  leaveOut: (name: string) => boolean = () => false,
): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => lstatSync(join(folder, name)).isFile() && !leaveOut(name))
    .flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      return canaries
        .filter((canary) => spellings(canary).some((spelling) => bytes.includes(spelling)))
        .map((canary) => `${name}: ${canary}`);
    });
}

const messageSchema = z.object({ direction: z.enum(['in', 'out', 'event']), name: z.string(), text: z.string() });
export type Traffic = z.infer<typeof messageSchema>;

/** Writes down, from now on, every message between the windows and the main process, in both directions. */
export async function recordTraffic(electron: ElectronApplication): Promise<() => Promise<readonly Traffic[]>> {
  await electron.evaluate(({ ipcMain, app, webContents }) => {
    const recorded: { direction: string; name: string; text: string }[] = [];
    Reflect.set(globalThis, 'recordedTraffic', recorded);
    const write = (direction: string, name: string, value: unknown): void =>
      void recorded.push({ direction, name, text: JSON.stringify(value) ?? '' });
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
    if (!(handlers instanceof Map) || handlers.size === 0) throw new Error('no handlers found');
    for (const [channel, handle] of handlers) {
      handlers.set(channel, async (event: unknown, ...args: unknown[]) => {
        write('in', String(args[0]), args.slice(1));
        const reply: unknown = await handle(event, ...args);
        write('out', String(args[0]), reply);
        return reply;
      });
    }
    const watch = (contents: Electron.WebContents): void => {
      const send = contents.send.bind(contents);
      contents.send = (channel, ...args) => {
        write('event', channel, args);
        send(channel, ...args);
      };
    };
    for (const contents of webContents.getAllWebContents()) watch(contents);
    app.on('web-contents-created', (_event, contents) => watch(contents));
  });
  return async () =>
    z.array(messageSchema).parse(await electron.evaluate(() => Reflect.get(globalThis, 'recordedTraffic')));
}

/**
 * Everything that a page's JavaScript can still reach, as the text of a heap snapshot taken after its garbage was
 * collected.
 */
export async function memoryOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const parts: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void parts.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: true });
  await session.detach();
  return parts.join('');
}
