import type { ApiFailure } from '../ports/api-failure.ts';
import type { Registration, RegistrationStore, Webhooks } from '../ports/hints.ts';
import { PAYMENT_EVENTS } from './payload.ts';
import { ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * Sees to it that events of payments are delivered to this address, signed with a secret that is kept. One that stands
 * at the wallet is used again; where its secret is gone, or an event is missing, a new one takes its place: first made
 * and kept, then the old one removed.
 */
export async function ensureRegistered(
  url: string,
  webhooks: Webhooks,
  store: RegistrationStore,
): Promise<Result<Registration, ApiFailure>> {
  const listed = await webhooks.list();
  if (!listed.ok) return listed;
  const here = listed.value.filter((each) => each.url === url);
  const whole = new Set(
    here.filter(({ events }) => PAYMENT_EVENTS.every((event) => events.includes(event))).map(({ id }) => id),
  );
  const kept = await store.read();
  const usable = kept.find((each) => each.url === url && whole.has(each.id));
  const registered = usable ? ok(usable) : await webhooks.register(url, PAYMENT_EVENTS);
  if (!registered.ok) return registered;
  if (!usable) await store.write([...kept.filter((each) => each.url !== url), registered.value]);
  for (const { id } of here) if (id !== registered.value.id) await webhooks.remove(id);
  return registered;
}
