import { MessageChannel } from 'node:worker_threads';

/**
 * What a driver of the real app may do from inside its main process. It is there in a development bundle alone: the
 * bundler leaves it out of every package, the one for tests included.
 */
export interface TestDoor {
  /** The till's clock jumps forward; the window's own watches keep real time. */
  pass(ms: number): Promise<void>;
  /** The till ends and begins anew in this folder, with the wallet at this address; the page must be loaded again. */
  begin(folder: string, apiUrl: string | null): Promise<void>;
}

declare global {
  var skrankeTestDoor: TestDoor | undefined;
}

/** What the program itself offers behind the door. */
interface Inside {
  pass(ms: number): void;
  begin(folder: string, apiUrl: string | null): Promise<void>;
}

export function openTestDoor(inside: Inside): void {
  const inTurn = turnTaker();
  globalThis.skrankeTestDoor = {
    pass: (ms) => inTurn(() => inside.pass(ms)),
    begin: (folder, apiUrl) => inTurn(() => inside.begin(folder, apiUrl)),
  };
}

/**
 * Runs what is asked as an event of its own. A debugger breaks into whatever runs, in the middle of a statement:
 * neither our code nor a timer of the runtime may be touched there. Handing a number to a port is safe; and the map
 * holds what is under way, for a debugger holds the promise it waits for so weakly that it can be collected first.
 */
function turnTaker(): (task: () => void | Promise<void>) => Promise<void> {
  const { port1: near, port2: far } = new MessageChannel();
  const asked = new Map<number, () => Promise<void>>();
  let last = 0;
  far.on('message', (id: number) => void asked.get(id)?.());
  far.unref();
  return (task) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      asked.set(id, async () => {
        try {
          await task();
          resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        } finally {
          asked.delete(id);
        }
      });
      near.postMessage(id);
    });
}
