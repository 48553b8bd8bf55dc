import type { TerminalBridge } from '../shared/ipc/contract.ts';

declare global {
  interface Window {
    /** Set by the preload before this page runs. */
    readonly terminal: TerminalBridge;
  }
}

/** The only way out of this window. */
export const bridge: TerminalBridge = window.terminal;
