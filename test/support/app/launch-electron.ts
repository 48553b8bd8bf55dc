import { _electron } from 'playwright-core';
import type { ElectronApplication } from 'playwright-core';

type Options = NonNullable<Parameters<typeof _electron.launch>[0]>;

const TRIES = 3;
const ATTACH_MS = 20_000;

/**
 * Starts an Electron and attaches to it. Once in some hundred starts the driver connects and then waits for ever; that
 * says nothing of the program, so it is ended and started again. A program that does not start at all fails every try.
 */
export async function launchElectron(options: Options): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await _electron.launch({ ...options, timeout: ATTACH_MS });
    } catch (error) {
      if (attempt === TRIES || !(error instanceof Error && error.name === 'TimeoutError')) throw error;
    }
  }
}
