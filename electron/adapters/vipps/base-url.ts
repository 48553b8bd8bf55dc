import { invariant } from '../../../shared/result.ts';
import type { Environment } from '../../../shared/settings.ts';

/**
 * The two hosts of Vipps MobilePay, the same for every market and for both brands [api 1.1]. Keys are sent to
 * no other.
 */
export const OFFICIAL_HOSTS = {
  production: 'https://api.vipps.no',
  test: 'https://apitest.vipps.no',
} as const satisfies Partial<Record<Environment, string>>;

/**
 * Spelled out and compared as text: an address that has to be interpreted (`127.1`, `0x7f000001`) is not one of ours.
 */
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):([1-9]\d{0,4})$/;

function isLoopback(origin: string): boolean {
  const port = LOOPBACK.exec(origin)?.[1];
  return port !== undefined && Number(port) <= 65_535;
}

export interface BaseUrlRule {
  readonly environment: Environment;
  /**
   * True only in a development run, where `SKRANKE_API_URL` may point any environment at a simulator on this machine.
   */
  readonly loopbackAllowed: boolean;
}

/**
 * Whether keys may be sent to this address. Practice: this machine only. Test and production: exactly their own host,
 * or this machine where `loopbackAllowed`. One slash at the end is forgiven; user-info, other ports, paths, queries and
 * other spellings are not.
 */
export function isAllowedBaseUrl(baseUrl: string, { environment, loopbackAllowed }: BaseUrlRule): boolean {
  const origin = baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl;
  if (environment === 'practice') return isLoopback(origin);
  return origin === OFFICIAL_HOSTS[environment] || (loopbackAllowed && isLoopback(origin));
}

/**
 * @returns the address without a slash at its end
 * @throws when it is not allowed: the composition root has to ask `isAllowedBaseUrl` before it uses what a person gave
 */
export function assertAllowedBaseUrl(baseUrl: string, rule: BaseUrlRule): string {
  // The address is left out of the message: it can hold user-info.
  invariant(isAllowedBaseUrl(baseUrl, rule), `this API address is not allowed for ${rule.environment}`);
  return baseUrl.endsWith('/') ? baseUrl.slice(0, -1) : baseUrl;
}
