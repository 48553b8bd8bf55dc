import { assertAllowedBaseUrl } from './base-url.ts';
import { failureOfAnswer, failureOfNetwork, unclear, wordsOf } from './failures.ts';
import { createHttp } from './http.ts';
import type { Fetch, HttpAnswer, HttpRequest } from './http.ts';
import { checkIdentity, commonHeaders } from './identity.ts';
import type { Identity } from './identity.ts';
import { createTokenSource } from './token.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ApiFailure } from '../../core/ports/api-failure.ts';
import type { IdempotencyKey, Reference } from '../../../shared/ids.ts';
import type { Currency } from '../../../shared/money.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Environment } from '../../../shared/settings.ts';

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

type Operation =
  | 'create'
  | 'get'
  | 'events'
  | 'capture'
  | 'cancel'
  | 'refund'
  | 'forceApprove'
  | 'ledgers'
  | 'report'
  | 'webhooks';

export interface Call<T> {
  readonly operation: Operation;
  readonly reference: Reference | null;
  /** From the host on, with its query; its parts are already encoded. */
  readonly path: string;
  readonly key?: IdempotencyKey;
  readonly headers?: Readonly<Record<string, string>>;
  /** Absent: a GET without a body, else a POST. */
  readonly method?: 'DELETE';
  /** Absent for a read. */
  readonly body?: string;
  readonly maxBodyBytes?: number;
  /** Null: unreadable. */
  readonly read: (answer: HttpAnswer) => T | null;
  /** What 404 stands for, where it is an answer and no failure. */
  readonly notFound?: T;
}

/**
 * One sales unit's line to the service: who calls, the token, and what an answer means. Shared by the APIs, and so is
 * its token.
 */
export interface Client {
  /** One call; with a new token once more where the token was not taken. Never throws. */
  run<T>(call: Call<T>): Promise<Result<T, ApiFailure>>;
  /** A new token: a visit to the service that touches nothing. */
  reach(): Promise<Result<null, ApiFailure>>;
}

type Words = ReturnType<typeof wordsOf> | null;

/** Takes one field after the other: a whole failure or answer is never logged. */
function logFailure(
  log: Log,
  operation: Operation | 'reach',
  reference: Reference | null,
  failure: ApiFailure,
  words: Words,
): void {
  log.warn('wallet call failed', {
    operation,
    reference,
    kind: failure.kind,
    error: failure.error,
    status: failure.status ?? null,
    problemCode: ('problemCode' in failure ? failure.problemCode : null) ?? null,
    traceId: ('traceId' in failure ? failure.traceId : null) ?? null,
    detail: 'detail' in failure ? failure.detail : null,
    ...words,
  });
}

/** @throws when made with an address that is not allowed */
export function createClient(options: VippsOptions): Client {
  const { clock, log } = options;
  const baseUrl = assertAllowedBaseUrl(options.baseUrl, options);
  const http = createHttp({ baseUrl, fetch: options.fetch, clock });
  const identity = checkIdentity(options);
  const tokens = typeof identity === 'string' ? null : createTokenSource({ http, identity, clock });
  const headers = typeof identity === 'string' ? {} : commonHeaders(identity);

  const notIdentified = err<ApiFailure>({
    kind: 'unauthorized',
    error: typeof identity === 'string' ? identity : 'internal',
    status: 0,
  });

  const keys = typeof identity === 'string' ? [] : Object.values(identity.credentials);

  const request = (
    { path, key, method, body, headers: own, maxBodyBytes }: Call<unknown>,
    token: string,
  ): HttpRequest => ({
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    path,
    headers: {
      ...headers,
      ...own,
      Authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    ...(body === undefined ? {} : { body }),
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
    timeoutMs: body === undefined ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS,
  });

  async function attempt<T>(
    call: Call<T>,
    token: string,
    hear: (words: Words) => void,
  ): Promise<Result<T, ApiFailure>> {
    const outcome = await http.send(request(call, token));
    if (outcome.kind === 'failed') return err(failureOfNetwork(outcome));
    if (outcome.status === 404 && call.notFound !== undefined) return ok(call.notFound);
    // Success by status: the official file types the success of modifications as a problem [api 3.1].
    hear(outcome.status < 200 || outcome.status > 299 ? wordsOf(outcome.text, [token, ...keys]) : null);
    if (outcome.status < 200 || outcome.status > 299)
      return err(failureOfAnswer(outcome, clock.now(), call.operation === 'refund' ? 'refund' : 'other'));
    const value = outcome.bodyProblem === null ? call.read(outcome) : null;
    return value === null
      ? err(unclear(outcome.bodyProblem ?? 'network.unreadable', `status ${outcome.status}, body not readable`))
      : ok(value);
  }

  async function perform<T>(call: Call<T>, hear: (words: Words) => void): Promise<Result<T, ApiFailure>> {
    if (tokens === null) return notIdentified;
    const token = await tokens.get();
    if (!token.ok) return token;
    const first = await attempt(call, token.value, hear);
    if (first.ok || first.error.kind !== 'unauthorized') return first;
    // A 401 had no effect, so the same call may go once more with a new token [api 2.2].
    tokens.drop(token.value);
    const renewed = await tokens.get();
    return renewed.ok ? attempt(call, renewed.value, hear) : renewed;
  }

  return {
    async run(call) {
      let words: Words = null;
      const result = await perform(call, (heard) => void (words = heard));
      if (!result.ok) logFailure(log, call.operation, call.reference, result.error, words);
      return result;
    },
    async reach() {
      const token = tokens === null ? notIdentified : await tokens.renew();
      if (!token.ok) logFailure(log, 'reach', null, token.error, null);
      return token.ok ? ok(null) : token;
    },
  };
}
