import { take } from '../scan/listen.ts';
import { bridge } from '../state/bridge.ts';

/** Reads the code that the practice phone holds out, as a scanner would; where it holds none, the phone comes up. */
export async function scanPracticeCode(): Promise<void> {
  try {
    const reply = await bridge.call['practice.heldOut'](undefined);
    if (reply.accepted && reply.code !== null) take(reply.code, 'enter');
    else await bridge.call['practice.showPhone'](undefined);
  } catch {
    // A till that is locked or busy reads nothing.
  }
}
