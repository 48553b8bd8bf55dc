/**
 * What a driver of the real app may do from inside its main process. It is there in a development bundle alone: the
 * bundler leaves it out of every package, the one for tests included.
 */
export interface TestDoor {
  /** The till's clock jumps forward; the window's own watches keep real time. */
  pass(ms: number): void;
  /** The till ends and begins anew in this folder, with the wallet at this address; the page must be loaded again. */
  begin(folder: string, apiUrl: string | null): Promise<void>;
}

declare global {
  var skrankeTestDoor: TestDoor | undefined;
}

/** What is under way: a debugger holds what it waits for so weakly that it can be collected first. */
const underWay = new Set<Promise<void>>();

export function openTestDoor(door: TestDoor): void {
  globalThis.skrankeTestDoor = {
    ...door,
    // A debugger calls in the middle of whatever runs; what ends the till has a turn of its own, as everything else.
    begin(folder, apiUrl) {
      const begun = new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => door.begin(folder, apiUrl));
      underWay.add(begun);
      return begun.finally(() => underWay.delete(begun));
    },
  };
}
