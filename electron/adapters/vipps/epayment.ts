import type { IdempotencyKey, Reference } from '../../../shared/ids.ts';
import type { Currency } from '../../../shared/money.ts';
import type { Msisdn } from '../../../shared/phone.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Environment } from '../../../shared/settings.ts';
import type { ApiFailure, Clock, Log, PaymentApi } from '../../core/ports.ts';
import { assertAllowedBaseUrl } from './base-url.ts';
import { failureOfAnswer, failureOfNetwork, unclear } from './failures.ts';
import { createHttp } from './http.ts';
import type { Fetch, HttpAnswer, HttpRequest } from './http.ts';
import { checkIdentity, commonHeaders } from './identity.ts';
import type { Identity } from './identity.ts';
import { createTokenSource } from './token.ts';
import { readCreateAnswer, readEventLog, readReport } from './wire.ts';

/** How long a call may take. A write gets longer: its timeout leaves a question open, a read's does not. */
const READ_TIMEOUT_MS = 10_000;
const WRITE_TIMEOUT_MS = 20_000;

export interface VippsOptions extends Identity {
  readonly environment: Environment;
  /** One of the two official addresses, or one on this machine where that is allowed. */
  readonly baseUrl: string;
  readonly loopbackAllowed: boolean;
  /** Of the sales unit's country: reports in another one are not believed. */
  readonly currency: Currency;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly log: Log;
}

export interface VippsApi extends PaymentApi {
  /** Approves in the customer's place: test environment and practice only [EP-1.8.1 forceApprove]. In production nothing is sent. */
  forceApprove(reference: Reference, msisdn: Msisdn): Promise<Result<null, ApiFailure>>;
}

type Operation = 'create' | 'get' | 'events' | 'capture' | 'cancel' | 'forceApprove';

interface Call<T> {
  readonly operation: Operation;
  readonly reference: Reference;
  readonly path: string;
  readonly key?: IdempotencyKey;
  /** Absent for a read. */
  readonly body?: string;
  /** Null: unreadable. */
  readonly read: (answer: HttpAnswer) => T | null;
}

/** Takes one field after the other: a whole failure or answer is never logged. */
function logFailure(log: Log, operation: Operation | 'reach', reference: Reference | null, failure: ApiFailure): void {
  log.warn('wallet call failed', {
    operation,
    reference,
    kind: failure.kind,
    error: failure.error,
    status: 'status' in failure ? failure.status : null,
    problemCode: 'problemCode' in failure ? failure.problemCode : null,
    traceId: 'traceId' in failure ? failure.traceId : null,
    detail: 'detail' in failure ? failure.detail : null,
  });
}

/**
 * The ePayment API of one sales unit [EP-1.8.1]. Never throws after it was made.
 * @throws when made with an address that is not allowed
 */
export function createVippsApi(options: VippsOptions): VippsApi {
  const { environment, clock, log, currency } = options;
  const baseUrl = assertAllowedBaseUrl(options.baseUrl, options);
  const http = createHttp({ baseUrl, fetch: options.fetch, clock });
  const identity = checkIdentity(options);
  const tokens = typeof identity === 'string' ? null : createTokenSource({ http, identity, clock });
  const headers = typeof identity === 'string' ? {} : commonHeaders(identity);

  const notIdentified = err<ApiFailure>({ kind: 'unauthorized', error: typeof identity === 'string' ? identity : 'internal', status: 0 });

  const request = ({ path, key, body }: Call<unknown>, token: string): HttpRequest => ({
    method: body === undefined ? 'GET' : 'POST',
    path: `/epayment/v1${path}`,
    headers: {
      ...headers,
      Authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    ...(body === undefined ? {} : { body }),
    timeoutMs: body === undefined ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS,
  });

  async function attempt<T>(call: Call<T>, token: string): Promise<Result<T, ApiFailure>> {
    const outcome = await http.send(request(call, token));
    if (outcome.kind === 'failed') return err(failureOfNetwork(outcome));
    // Success by status: the official file types the success of modifications as a problem [vipps-facts 3.1].
    if (outcome.status < 200 || outcome.status > 299) return err(failureOfAnswer(outcome, clock.now()));
    const value = outcome.bodyProblem === null ? call.read(outcome) : null;
    return value === null ? err(unclear(outcome.bodyProblem ?? 'network.unreadable', `status ${outcome.status}, body not readable`)) : ok(value);
  }

  async function perform<T>(call: Call<T>): Promise<Result<T, ApiFailure>> {
    if (tokens === null) return notIdentified;
    const token = await tokens.get();
    if (!token.ok) return token;
    const first = await attempt(call, token.value);
    if (first.ok || first.error.kind !== 'unauthorized') return first;
    // A 401 had no effect, so the same call may go once more with a new token [vipps-facts 2.3].
    tokens.drop(token.value);
    const renewed = await tokens.get();
    return renewed.ok ? attempt(call, renewed.value) : renewed;
  }

  async function run<T>(call: Call<T>): Promise<Result<T, ApiFailure>> {
    const result = await perform(call);
    if (!result.ok) logFailure(log, call.operation, call.reference, result.error);
    return result;
  }

  const at = (reference: Reference, rest = ''): string => `/payments/${encodeURIComponent(reference)}${rest}`;
  const modify = (operation: 'capture' | 'cancel', reference: Reference, key: IdempotencyKey, body: string) =>
    run({ operation, reference, path: at(reference, `/${operation}`), key, body, read: ({ text }) => readReport(text, reference, currency) });

  return {
    async reach() {
      const token = tokens === null ? notIdentified : await tokens.renew();
      if (!token.ok) logFailure(log, 'reach', null, token.error);
      return token.ok ? ok(null) : token;
    },
    create: (reference, key, body) =>
      run({ operation: 'create', reference, path: '/payments', key, body, read: ({ text }) => readCreateAnswer(text, reference) }),
    get: (reference) => run({ operation: 'get', reference, path: at(reference), read: ({ text }) => readReport(text, reference, currency) }),
    events: (reference) =>
      run({
        operation: 'events',
        reference,
        path: at(reference, '/events'),
        read: ({ text, serverTime }) => {
          const events = readEventLog(text, reference);
          return events === null ? null : { events, clockSkewMs: serverTime === null ? 0 : serverTime - clock.now() };
        },
      }),
    capture: (reference, key, body) => modify('capture', reference, key, body),
    cancel: (reference, key, body) => modify('cancel', reference, key, body),
    async forceApprove(reference, msisdn) {
      if (environment === 'production') {
        return err({ kind: 'rejected', error: 'wallet.notPermitted', status: 0, problemCode: null, traceId: null });
      }
      const body = JSON.stringify({ customer: { phoneNumber: msisdn } });
      const done = await run({ operation: 'forceApprove', reference, path: `/test${at(reference, '/approve')}`, body, read: () => true });
      return done.ok ? ok(null) : done;
    },
  };
}
