import { createRedactor } from '../../../electron/adapters/log/redact.ts';
import type { VippsApi } from '../../../electron/adapters/vipps/epayment.ts';
import type { Fetch } from '../../../electron/adapters/vipps/http.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import type { EventsAnswer } from '../../../electron/core/ports/wallet.ts';
import { ERROR_CODES } from '../../../shared/errors.ts';
import { minor, money } from '../../../shared/money.ts';
import type { Result } from '../../../shared/result.ts';
import { createdIn, eventsIn, reportIn } from './answer-model.ts';
import { arrivesWhole, deliver } from './answers.ts';
import type { FuzzedAnswer, WireAnswer } from './answers.ts';
import { CANARIES, KEY, MSISDN, REFERENCE, testClient, tokenAnswer } from '../network/vipps-client.ts';
import { RECEIPT, simulatedShop } from '../simulation/shop.ts';
import { recordingLog } from '../till/recording-log.ts';
import { VirtualClock } from '../till/virtual-clock.ts';

/** One call of the real client against one fuzzed answer, in virtual time, and everything that must hold afterwards. */

export const ENDPOINTS = ['token', 'create', 'get', 'events', 'capture', 'cancel', 'refund'] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

/** Strings that nobody may find in a failure or a log line: keys, the token, the number that was asked. */
export const PLANTED: readonly string[] = [...Object.values(CANARIES), MSISDN, `+${MSISDN}`, MSISDN.slice(2)];

const VALUE = 24_900;
const CREATE_BODY = JSON.stringify({
  customer: { phoneNumber: MSISDN },
  amount: money('NOK', VALUE),
  reference: REFERENCE,
});
const CAPTURE_BODY = JSON.stringify({ modificationAmount: money('NOK', minor(VALUE)) });

const CALLS: Readonly<Record<Endpoint, (api: VippsApi) => Promise<Result<unknown, ApiFailure>>>> = {
  token: (api) => api.reach(),
  create: (api) => api.create(REFERENCE, KEY, CREATE_BODY),
  get: (api) => api.get(REFERENCE),
  events: (api) => api.events(REFERENCE),
  capture: (api) => api.capture(REFERENCE, KEY, CAPTURE_BODY),
  cancel: (api) => api.cancel(REFERENCE, KEY, '{}'),
  refund: (api) => api.refund(REFERENCE, KEY, CAPTURE_BODY),
};

/** Longest that a call may take, ms: a token, the call, and after a 401 both once more. */
const BUDGET: Readonly<Record<Endpoint, number>> = {
  token: 10_000,
  create: 60_000,
  get: 40_000,
  events: 40_000,
  capture: 60_000,
  cancel: 60_000,
  refund: 60_000,
};
const isWrite = (endpoint: Endpoint): boolean => !['token', 'get', 'events'].includes(endpoint);

/** True answers of the simulated service, of every state a payment can be in and of many refusals. */
export function trueAnswers(): Readonly<Record<Endpoint, readonly WireAnswer[]>> {
  const found: Record<Endpoint, WireAnswer[]> = {
    token: [],
    create: [],
    get: [],
    events: [],
    capture: [],
    cancel: [],
    refund: [],
  };
  const problems: WireAnswer[] = [];
  const keep = (endpoint: Endpoint, { status, headers, body }: WireAnswer): void =>
    void (status < 300 ? found[endpoint] : problems).push({ status, headers, body });
  const stories: readonly ((shop: ReturnType<typeof simulatedShop>) => void)[] = [
    () => undefined,
    (shop) => void shop.world.act(REFERENCE, 'reject', shop.now()),
    (shop) => shop.wait(11 * 60_000),
    (shop) => {
      shop.approve(REFERENCE);
      keep('capture', shop.capture(REFERENCE, 10_000));
      keep('get', shop.get(REFERENCE));
      keep('cancel', shop.cancel(REFERENCE, {}));
      keep('refund', shop.refund(REFERENCE, 5_000));
      keep('refund', shop.refund(REFERENCE, 5_001));
    },
    (shop) => {
      shop.approve(REFERENCE);
      keep('cancel', shop.cancel(REFERENCE, { cancelTransactionOnly: true }));
      keep('get', shop.get(REFERENCE));
      keep('capture', shop.capture(REFERENCE, VALUE));
      keep('capture', shop.capture(REFERENCE, VALUE));
    },
    (shop) => keep('cancel', shop.cancel(REFERENCE, { cancelTransactionOnly: true })),
    (shop) => keep('capture', shop.capture(REFERENCE, VALUE)),
  ];
  for (const story of stories) {
    const shop = simulatedShop();
    keep('token', shop.token());
    keep('create', shop.create(REFERENCE, { receipt: RECEIPT }));
    story(shop);
    keep('get', shop.get(REFERENCE));
    keep('events', shop.call('GET', `/epayment/v1/payments/${REFERENCE}/events`));
    keep('create', shop.create(REFERENCE, { amount: { currency: 'DKK', value: 1 } }));
    keep('get', shop.get('another-reference-1'));
  }
  for (const endpoint of ENDPOINTS) found[endpoint].push(...problems);
  return found;
}

export interface ApiCase {
  readonly endpoint: Endpoint;
  readonly answer: FuzzedAnswer;
}

/** @returns what did not hold, as sentences; empty when all is well */
export async function tryAnswer({ endpoint, answer }: ApiCase): Promise<string[]> {
  const clock = new VirtualClock(Date.UTC(2026, 0, 19, 12));
  const log = recordingLog();
  let calls = 0;
  const fetch: Fetch = async (input) => {
    const isToken = (input instanceof Request ? input.url : String(input)).endsWith('/accesstoken/get');
    if (isToken !== (endpoint === 'token')) return tokenAnswer();
    calls += 1;
    return deliver(answer, clock);
  };
  const { api } = testClient(fetch, { clock, log });
  const startedAt = clock.monotonic();
  let settled: { readonly result: Result<unknown, ApiFailure> } | { readonly thrown: unknown } | null = null;
  CALLS[endpoint](api).then(
    (result) => (settled = { result }),
    (thrown: unknown) => (settled = { thrown }),
  );
  await clock.passUntil(() => settled !== null, BUDGET[endpoint]);
  const end = settled as { readonly result: Result<unknown, ApiFailure> } | { readonly thrown: unknown } | null;
  if (end === null) return [`not settled after ${clock.monotonic() - startedAt} ms`];
  if ('thrown' in end) return [`rejected with ${String(end.thrown)}`];
  const { result } = end;
  // As the log's file would have it: the API's own words go through the redactor.
  const redactor = createRedactor();
  for (const secret of PLANTED) redactor.watch(secret);
  const written = log.lines.map(({ message, fields }) =>
    [redactor.line(message), ...Object.entries(fields).map(([name, value]) => redactor.field(name, value))].join(' '),
  );
  const told = JSON.stringify([result.ok ? null : result.error, written]);
  const leaks = PLANTED.filter((secret) => told.includes(secret)).map(
    (secret) => `tells ${secret}: ${told.slice(0, 300)}`,
  );
  return [
    ...leaks,
    ...(result.ok ? saysMore(endpoint, answer, result.value) : failsBadly(endpoint, answer, result.error, calls)),
  ];
}

const succeeded = ({ status }: FuzzedAnswer): boolean => status >= 200 && status <= 299;

/** Success must be what the answer says, and no more. */
function saysMore(endpoint: Endpoint, answer: FuzzedAnswer, value: unknown): string[] {
  if (!succeeded(answer) || !arrivesWhole(answer))
    return [`status ${answer.status}, ${answer.delivery}, taken for success`];
  const said = JSON.stringify(value);
  if (endpoint === 'token') return value === null ? [] : ['the token came out'];
  if (endpoint === 'create') return createdIn(answer.body, REFERENCE) ? [] : ['taken for created'];
  if (endpoint === 'events') {
    const log = eventsIn(answer.body, REFERENCE);
    const { events: read, complete } = value as EventsAnswer;
    const plain = read.map(({ name, success, idempotencyKey, amount }) => ({
      name,
      success,
      key: idempotencyKey,
      value: amount?.value ?? null,
    }));
    const same = JSON.stringify([plain, complete]) === JSON.stringify([log?.entries, log?.complete]);
    return same ? [] : [`read the events as ${said}`];
  }
  const report = reportIn(answer.body, REFERENCE, 'NOK');
  if (!report) return [`read as ${said}, but says nothing valid`];
  const { report: read } = value as { report: typeof report };
  const { amounts } = read;
  const same =
    read.state === report.state &&
    (['authorized', 'captured', 'cancelled', 'refunded'] as const).every((sum) => amounts[sum] === report.amounts[sum]);
  const impossible =
    amounts.captured > amounts.authorized ||
    amounts.refunded > amounts.captured ||
    (read.state !== 'AUTHORIZED' && amounts.captured > 0);
  return [
    ...(same ? [] : [`read as ${said}, says ${JSON.stringify(report)}`]),
    ...(impossible ? [`believed the impossible ${said}`] : []),
  ];
}

/** A failure must say honestly whether the request could have taken effect. */
function failsBadly(endpoint: Endpoint, answer: FuzzedAnswer, failure: ApiFailure, calls: number): string[] {
  const wrong: string[] = [];
  const { kind, error } = failure;
  if (!['rejected', 'retryLater', 'unauthorized', 'notSent', 'unclear'].includes(kind)) wrong.push(`kind ${kind}`);
  if (!ERROR_CODES.includes(error)) wrong.push(`code ${error}`);
  if ('afterMs' in failure && failure.afterMs !== null && !(failure.afterMs >= 0 && failure.afterMs <= 300_000))
    wrong.push(`wait of ${failure.afterMs} ms`);
  if ('problemCode' in failure && failure.problemCode !== null && !/^\d{4,5}$/.test(failure.problemCode))
    wrong.push(`problem code ${failure.problemCode}`);
  if ('detail' in failure && failure.detail.length > 100) wrong.push(`a detail of ${failure.detail.length} characters`);
  const { status } = answer;
  const mayHaveWorked =
    succeeded(answer) || status < 400 || status === 408 || status >= 500 || answer.delivery === 'no-answer';
  if (endpoint !== 'token' && mayHaveWorked && kind !== 'unclear')
    wrong.push(`status ${status} (${answer.delivery}) is ${kind}`);
  // A proxy asks for its password before it lets anything through.
  if (endpoint !== 'token' && kind === 'notSent' && calls > 0 && status !== 407)
    wrong.push(`${calls} calls went out and it says notSent`);
  if (endpoint === 'token' && (kind === 'unclear' || kind === 'rejected'))
    wrong.push(`a token that did not come is ${kind}`);
  if (calls > 2 || (calls > 1 && isWrite(endpoint) && status !== 401)) wrong.push(`sent ${calls} times`);
  // The other way round: what is whole and valid must be understood, unless its headers say otherwise.
  const readable =
    !answer.story.includes('headers') &&
    succeeded(answer) &&
    arrivesWhole(answer) &&
    typeof answer.body === 'string' &&
    answer.body.length < 200_000 &&
    ![204, 205].includes(status);
  if (readable && endpoint === 'create' && createdIn(answer.body, REFERENCE))
    wrong.push('a valid create was not understood');
  return wrong;
}
