import { createHash, timingSafeEqual } from 'node:crypto';
import type { Credentials } from '../../../shared/settings.ts';

/** SECURITY: of digests, so that neither the time nor the length says what is right about them. */
export function isSame(held: Credentials, typed: Credentials): boolean {
  const digest = ({ clientId, clientSecret, subscriptionKey }: Credentials) =>
    createHash('sha256')
      .update(JSON.stringify([clientId, clientSecret, subscriptionKey]))
      .digest();
  return timingSafeEqual(digest(held), digest(typed));
}
