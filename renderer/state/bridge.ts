import { z } from 'zod';
import { errorCodeSchema } from '../../shared/errors.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Audience } from '../../shared/audience.ts';
import type { TerminalBridge } from '../../shared/ipc/contract.ts';

declare global {
  interface Window {
    /** Set by the preload before this page runs. */
    readonly terminal: TerminalBridge;
  }
}

/** The only way out of this window. Main has decided whose window it is; a page of an audience asks for its own. */
export const bridgeOf = <A extends Audience>(_audience: A): TerminalBridge<A> =>
  window.terminal as unknown as TerminalBridge<A>;
export const bridge = bridgeOf('till');

const denialSchema = z.object({ message: errorCodeSchema });

/**
 * A call rejects only when it was denied, with the code as its message; anything else is a bug. Both are told with a
 * code.
 */
export function denialOf(reason: unknown): ErrorCode {
  const parsed = denialSchema.safeParse(reason);
  return parsed.success ? parsed.data.message : 'internal';
}
