import { randomUUID } from 'node:crypto';
import { OFFICIAL_HOSTS, assertAllowedBaseUrl } from './base-url.ts';
import { failureOfAnswer } from './failures.ts';
import { createHttp } from './http.ts';
import type { Fetch, Http, HttpOutcome } from './http.ts';
import { checkIdentity, commonHeaders } from './identity.ts';
import type { Identity } from './identity.ts';
import { salesUnitFacts } from './sales-unit.ts';
import { fetchToken } from './token.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ConnectionProof } from '../../../shared/connection.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Environment } from '../../../shared/settings.ts';

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

/**
 * What the answer to a question about a payment that cannot exist says about the set-up; null: what it can prove is in
 * order.
 */
function verdictOf(outcome: HttpOutcome, now: number): ErrorCode | null {
  if (outcome.kind === 'failed') return outcome.error;
  const { status } = outcome;
  // Nobody has a payment of this name: who says so is not the wallet.
  if (status >= 200 && status < 300) return 'network.notTheWallet';
  const failure = failureOfAnswer(outcome, now);
  // The keys have given a token a moment ago: what is refused now is the serial number that they do not belong to.
  if (failure.kind === 'unauthorized' || failure.error === 'wallet.requestInvalid') return 'setup.serialNumberRejected';
  if (failure.error !== 'wallet.referenceUnknown') return failure.error;
  const clockIsWrong = outcome.serverTime !== null && Math.abs(outcome.serverTime - now) > MAX_CLOCK_SKEW_MS;
  return clockIsWrong ? 'network.clock' : null;
}

/** Reads a payment that does not exist: changes nothing. @returns what is wrong, or null */
export async function askForNoPayment(
  http: Http,
  headers: Readonly<Record<string, string>>,
  now: () => number,
): Promise<ErrorCode | null> {
  const path = `/epayment/v1/payments/skranke-check-${randomUUID()}`;
  return verdictOf(await http.send({ method: 'GET', path, headers, timeoutMs: TIMEOUT_MS }), now());
}

/**
 * Gets a token and then reads a payment that does not exist. "Unknown reference" (5090) proves the address, the keys
 * and the subscription key, but not the serial number: a wrong one gets the same answer. In production the Management
 * API may prove that too; it does not exist in test. Changes nothing at the API. Costs at most four requests of ten
 * seconds each.
 * @returns what is proved, or what is wrong
 */
export async function checkConnection(options: ConnectionToCheck): Promise<Result<ConnectionProof, ErrorCode>> {
  const { environment, clock, fetch } = options;
  const identity = checkIdentity(options);
  if (typeof identity === 'string') return err(identity);
  const baseUrl = assertAllowedBaseUrl(options.baseUrl, options);
  const http = createHttp({ baseUrl, fetch, clock });
  const now = (): number => clock.now();

  const token = await fetchToken(http, identity, now);
  if (!token.ok)
    return err(token.error.kind === 'unauthorized' ? await whoseKeys(options, identity, baseUrl) : token.error.error);

  const headers = { ...commonHeaders(identity), Authorization: `Bearer ${token.value.value}` };
  const problem = await askForNoPayment(http, headers, now);
  if (problem !== null) return err(problem);
  const facts =
    environment === 'production' ? await salesUnitFacts(http, headers, identity.merchantSerialNumber) : null;
  return ok({ serialNumber: facts ? 'proved' : 'notProved', name: facts?.name ?? null });
}

/** These keys were refused: whether they are of the other environment, the most common mistake. */
async function whoseKeys(
  { environment, clock, fetch }: ConnectionToCheck,
  identity: Identity,
  baseUrl: string,
): Promise<ErrorCode> {
  if (environment === 'practice' || baseUrl !== OFFICIAL_HOSTS[environment]) return 'wallet.keysRejected';
  // Only between the two official hosts (one company, HTTPS) is the other one asked, once: it is where such keys
  // belong, or it learns of keys that are worth nothing there.
  const other = createHttp({ baseUrl: OFFICIAL_HOSTS[environment === 'test' ? 'production' : 'test'], fetch, clock });
  return (await fetchToken(other, identity, () => clock.now())).ok ? 'setup.wrongEnvironment' : 'wallet.keysRejected';
}
