import type { TerminalBridge } from '../../../shared/ipc/contract.ts';

/**
 * What the pages of this test program have; the functions that Playwright runs in them are type-checked here, without
 * the DOM library.
 */
interface TestWindow {
  readonly terminal: TerminalBridge;
  readonly hostile: {
    invoke(channel: string, ...args: unknown[]): Promise<unknown>;
    fuzz(channel: string, messages: string, abreast: number): Promise<string>;
    shout(channel: string, messages: string): void;
  };
}

declare global {
  var window: TestWindow;
}
