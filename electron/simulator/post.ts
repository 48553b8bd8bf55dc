import type { Posted } from './courier.ts';
import { isThisMachine } from './webhooks.ts';

/** The service takes no answer that comes later [api 12.5]. */
const ANSWER_MS = 10_000;

/** Over HTTP, in real time. A redirect is no answer. Gives the status, or null. */
export async function postOverHttp({ url, headers, body }: Posted): Promise<number | null> {
  // Nothing leaves this machine, whatever was registered.
  if (!isThisMachine(new URL(url))) return null;
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}
