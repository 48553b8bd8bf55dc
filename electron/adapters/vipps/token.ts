import { retryAfterMs } from './failures.ts';
import type { Http, HttpOutcome } from './http.ts';
import { commonHeaders, keyHeaders } from './identity.ts';
import type { Identity } from './identity.ts';
import { readJson } from './read-json.ts';
import { tokenAnswerSchema } from './wire.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ApiFailure } from '../../core/ports/api-failure.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

export const TOKEN_TIMEOUT_MS = 10_000;

export interface Token {
  readonly value: string;
  readonly lifeMs: number;
}

/** A call that waits for a token was not sent, whatever happened to the token request: that one changes nothing. */
function tokenFailure(outcome: HttpOutcome, now: number): ApiFailure {
  if (outcome.kind === 'failed') return { kind: 'notSent', error: outcome.error, detail: `token: ${outcome.detail}` };
  const { status } = outcome;
  if (status === 400 || status === 401 || status === 403)
    return { kind: 'unauthorized', error: 'wallet.keysRejected', status };
  const wait = retryAfterMs(outcome, now);
  if (status === 429) return { kind: 'retryLater', error: 'wallet.tooManyRequests', afterMs: wait, problemCode: null };
  const detail = `token: status ${status}`;
  const afterMs = wait === null ? {} : { afterMs: wait };
  if (status === 407) return { kind: 'notSent', error: 'network.proxy', detail };
  if (status === 408 || status === 504) return { kind: 'notSent', error: 'network.timeout', detail, ...afterMs };
  const error = status >= 500 ? 'network.serverError' : (outcome.bodyProblem ?? 'network.unreadable');
  return { kind: 'notSent', error, detail, ...afterMs };
}

/** One request for a token: `POST /accesstoken/get`, keys as headers, no body [api 2.1]. */
export async function fetchToken(
  http: Http,
  identity: Identity,
  now: () => number,
): Promise<Result<Token, ApiFailure>> {
  const headers = { ...commonHeaders(identity), ...keyHeaders(identity) };
  const outcome = await http.send({
    method: 'POST',
    path: '/accesstoken/get',
    headers,
    body: '',
    timeoutMs: TOKEN_TIMEOUT_MS,
  });
  if (outcome.kind === 'failed' || outcome.status < 200 || outcome.status > 299)
    return err(tokenFailure(outcome, now()));
  const found = readJson(tokenAnswerSchema, outcome.text);
  return found ? ok({ value: found.access_token, lifeMs: found.expires_in * 1000 }) : err(tokenFailure(outcome, now()));
}

export interface TokenSource {
  /** A token with life left. Waits only when there is none: one that ends soon is renewed beside the work. */
  get(): Promise<Result<string, ApiFailure>>;
  /** Asks for a new token whether or not one is there: a visit to the service. */
  renew(): Promise<Result<string, ApiFailure>>;
  /** The API did not take this token; a newer one is left alone. */
  drop(token: string): void;
}

/**
 * When the rest of its life is shorter than this, a token is renewed: a tenth, at least a minute, and never more than
 * half of it.
 */
const renewalMargin = (lifeMs: number): number => Math.min(Math.max(lifeMs / 10, 60_000), lifeMs / 2);

/** A failed early renewal is not tried again before this. */
const RENEWAL_PAUSE_MS = 30_000;

/**
 * Keeps one token in memory, never on disk. Its life is counted from before it was asked for, on the monotonic clock,
 * so that a wrong or jumping wall clock does not matter [api 2.2]. Callers that need one at the same time share
 * one request.
 */
export function createTokenSource(options: {
  readonly http: Http;
  readonly identity: Identity;
  readonly clock: Clock;
}): TokenSource {
  const { http, identity, clock } = options;
  let current: { readonly value: string; readonly renewAt: number; readonly endsAt: number } | null = null;
  let underWay: Promise<Result<string, ApiFailure>> | null = null;
  let noRenewalBefore = Number.NEGATIVE_INFINITY;

  async function renew(): Promise<Result<string, ApiFailure>> {
    const askedAt = clock.monotonic();
    const answer = await fetchToken(http, identity, () => clock.now());
    if (!answer.ok) {
      noRenewalBefore = clock.monotonic() + RENEWAL_PAUSE_MS;
      return answer;
    }
    const { value, lifeMs } = answer.value;
    current = { value, renewAt: askedAt + lifeMs - renewalMargin(lifeMs), endsAt: askedAt + lifeMs };
    return ok(value);
  }

  const renewOnce = (): Promise<Result<string, ApiFailure>> => {
    underWay ??= renew().finally(() => {
      underWay = null;
    });
    return underWay;
  };

  return {
    get() {
      const now = clock.monotonic();
      if (current === null || now >= current.endsAt) return renewOnce();
      if (now >= current.renewAt && now >= noRenewalBefore) void renewOnce();
      return Promise.resolve(ok(current.value));
    },
    renew: renewOnce,
    drop(token) {
      if (current?.value === token) current = null;
    },
  };
}
