import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Environment } from '../../../shared/settings.ts';
import type { Clock } from '../../core/ports.ts';
import { assertAllowedBaseUrl, OFFICIAL_HOSTS } from './base-url.ts';
import { failureOfAnswer } from './failures.ts';
import { createHttp } from './http.ts';
import type { Fetch, HttpOutcome } from './http.ts';
import { checkIdentity, commonHeaders } from './identity.ts';
import type { Identity } from './identity.ts';
import { fetchToken } from './token.ts';

const TIMEOUT_MS = 10_000;

/** Receipts and the day's takings carry this machine's time; beyond this it is wrong enough to say so. */
const MAX_CLOCK_SKEW_MS = 5 * 60_000;

export interface ConnectionToCheck extends Identity {
  readonly environment: Environment;
  readonly baseUrl: string;
  readonly loopbackAllowed: boolean;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** What the answer to a question about a payment that cannot exist says about the set-up; null: all is well. */
function verdictOf(outcome: HttpOutcome, now: number): ErrorCode | null {
  if (outcome.kind === 'failed') return outcome.error;
  const clockIsWrong = outcome.serverTime !== null && Math.abs(outcome.serverTime - now) > MAX_CLOCK_SKEW_MS;
  const { status } = outcome;
  const failure = status >= 200 && status < 300 ? null : failureOfAnswer(outcome, now);
  // The keys have given a token a moment ago: what is refused now is the serial number that they do not belong to.
  if (failure?.kind === 'unauthorized' || failure?.error === 'wallet.requestInvalid') return 'setup.serialNumberRejected';
  if (failure !== null && failure.error !== 'wallet.referenceUnknown') return failure.error;
  return clockIsWrong ? 'network.clock' : null;
}

/**
 * Gets a token and then reads a payment that does not exist: "unknown reference" proves keys, subscription key and serial number.
 * Changes nothing at the API. Costs at most three requests of ten seconds each.
 * @returns what is wrong, or null
 */
export async function checkConnection(options: ConnectionToCheck): Promise<ErrorCode | null> {
  const { environment, clock, fetch } = options;
  const identity = checkIdentity(options);
  if (typeof identity === 'string') return identity;
  const baseUrl = assertAllowedBaseUrl(options.baseUrl, options);
  const http = createHttp({ baseUrl, fetch, clock });
  const now = (): number => clock.now();

  const token = await fetchToken(http, identity, now);
  if (!token.ok) {
    if (token.error.kind !== 'unauthorized') return token.error.error;
    const isOfficial = environment !== 'practice' && baseUrl === OFFICIAL_HOSTS[environment];
    if (!isOfficial) return 'wallet.keysRejected';
    // Keys of the other environment are the most common mistake. Only where these were refused, and only between the two official hosts
    // (one company, HTTPS), the other one is asked once: it is where such keys belong, or it learns of keys that are worth nothing there.
    const other = createHttp({ baseUrl: OFFICIAL_HOSTS[environment === 'test' ? 'production' : 'test'], fetch, clock });
    return (await fetchToken(other, identity, now)).ok ? 'setup.wrongEnvironment' : 'wallet.keysRejected';
  }

  const outcome = await http.send({
    method: 'GET',
    path: `/epayment/v1/payments/skranke-check-${randomUUID()}`,
    headers: { ...commonHeaders(identity), Authorization: `Bearer ${token.value.value}` },
    timeoutMs: TIMEOUT_MS,
  });
  return verdictOf(outcome, now());
}
