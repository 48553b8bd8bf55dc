import { parseBody, ApproveBody, CancelBody, CreateBody, ModificationBody, type Parsed } from './validate.ts';
import { pictureAnswer } from './code-picture.ts';
import { createPayment, refuseCreate } from './create.ts';
import { plan, takeOnCancel } from './customer.ts';
import { lookUp, remember, type Remembered } from './idempotency.ts';
import { closeDates, type Ledger } from './ledger.ts';
import { isLimited, type RateLimits } from './limits.ts';
import { salesUnitView } from './management.ts';
import { cancel, capture, refund } from './modify.ts';
import { approve, settle, viewEvents, viewModification, viewPayment } from './payment.ts';
import { gateway, invalid, isPassing, problem, turnedAway, type FieldProblem, type ProblemCode } from './problems.ts';
import { createRandom, type Random } from './random.ts';
import { settlementAnswer } from './settlement.ts';
import { hasWallet, type SalesUnit } from './sales-unit.ts';
import type { Act, CustomerState, Payment } from './state.ts';
import { issueToken, refuseToken } from './token.ts';
import { routeOf } from './route-of.ts';
import { webhooksAnswer } from './webhooks.ts';
import type { Webhooks } from './webhook-state.ts';
import { empty, json, problemJson, type Route, type WireRequest, type WireResponse } from './wire.ts';

/** What the endpoints work on; owned by the world. */
export interface Core {
  unit: SalesUnit;
  readonly ledger: Ledger;
  now: number;
  version: number;
  readonly random: Random;
  readonly limits: RateLimits;
  readonly tokens: Map<string, number>;
  readonly payments: Map<string, Payment>;
  readonly keys: Map<string, Remembered>;
  readonly webhooks: Webhooks;
  customer: CustomerState;
  /** Performs a customer's act on a payment at the current time. */
  perform(payment: Payment, act: Act): void;
}

const REFERENCE = /^[a-zA-Z0-9-]{8,64}$/;
const MSN = /^[0-9]{4,10}$/;
const SYSTEM_HEADERS = [
  'vipps-system-name',
  'vipps-system-version',
  'vipps-system-plugin-name',
  'vipps-system-plugin-version',
];
const KEY_LENGTH = 50;

const mustMatch = (name: string, pattern: RegExp): FieldProblem => ({
  name,
  reason: `The field ${name} must match the regular expression '${pattern.source}'.`,
});

function badForm(request: WireRequest, { operation, reference }: Route): FieldProblem | null {
  if (operation !== 'create' && !REFERENCE.test(reference)) return mustMatch('Reference', REFERENCE);
  const long = longSystemHeader(request.headers);
  if (long !== null) return long;
  const key = request.headers['idempotency-key'];
  if (
    (operation === 'create' || operation === 'capture' || operation === 'refund') &&
    (key === undefined || key === '')
  ) {
    return { name: 'Idempotency-Key', reason: 'The Idempotency-Key field is required.' };
  }
  return key !== undefined && key.length > KEY_LENGTH
    ? { name: 'Idempotency-Key', reason: `The field Idempotency-Key must be at most ${KEY_LENGTH} characters long.` }
    : null;
}

const isSettlement = ({ operation }: Route): boolean => operation === 'ledgers' || operation === 'report';

/**
 * Of the APIs here only ePayment has a shape for it in its file. Only a trace id is drawn, so it does not come from the
 * world's own chance.
 */
const unauthorized = (core: Core, route: Route, why: string): WireResponse =>
  isSettlement(route) || route.operation === 'token' || route.operation === 'salesUnit'
    ? gateway(401, `Unauthorized. ${why}`)
    : turnedAway(createRandom(core.now), 401, 'Unauthorized', why);

/** The token endpoint has the same headers as the others, and needs none of them but the keys [AT, parameters]. */
function badTokenHeader({ headers }: WireRequest): FieldProblem | null {
  const msn = headers['merchant-serial-number'];
  return msn !== undefined && !MSN.test(msn) ? mustMatch('Merchant-Serial-Number', MSN) : longSystemHeader(headers);
}

function longSystemHeader(headers: WireRequest['headers']): FieldProblem | null {
  const name = SYSTEM_HEADERS.find((each) => (headers[each]?.length ?? 0) > 30);
  return name === undefined ? null : { name, reason: `The field ${name} must be at most 30 characters long.` };
}

/** The gateway's part: keys, token, serial number, rate. Null lets the request through. */
function refuseAtGate(core: Core, request: WireRequest, route: Route): WireResponse | null {
  const { headers } = request;
  const why = refuseToken(core.tokens, headers['authorization'], core.now);
  if (why !== null) return unauthorized(core, route, why);
  const msn = headers['merchant-serial-number'];
  const settlement = isSettlement(route);
  // Required by ePayment, optional elsewhere [api 1.3].
  if (settlement && msn === undefined) return null;
  if (msn === undefined || !MSN.test(msn)) return invalid(core.random, [mustMatch('Merchant-Serial-Number', MSN)]);
  if (msn !== core.unit.merchantSerialNumber)
    return unauthorized(core, route, 'The API keys do not belong to this merchant serial number.');
  // The others' limits are not published [api 4.2].
  if (!isLimited(route.operation)) return null;
  const wait = core.limits.take(route.operation, route.reference, core.now);
  const detail = `Rate limit is exceeded. Try again in ${wait} seconds.`;
  return wait === 0
    ? null
    : turnedAway(createRandom(core.now), 429, 'Too Many Requests', detail, { 'retry-after': String(wait) });
}

type Outcome = { readonly response: WireResponse; readonly keep: boolean };

const refused = (core: Core, code: ProblemCode): Outcome => ({
  response: problem(core.random, code),
  keep: !isPassing(code),
});
const malformed = (core: Core, parsed: Parsed<unknown> & { ok: false }): Outcome => ({
  response: invalid(core.random, parsed.fields),
  keep: true,
});

function create(core: Core, request: WireRequest, key: string): Outcome {
  const parsed = parseBody(CreateBody, request.body);
  if (!parsed.ok) return malformed(core, parsed);
  if (core.payments.has(parsed.value.reference)) return refused(core, 4150);
  const refusal = refuseCreate(core.unit, parsed.value, core.customer.codes, core.now);
  if (refusal !== null) return refused(core, refusal);
  const { random, customer, now } = core;
  const payment = createPayment(
    parsed.value,
    { random, codes: customer.codes, now, host: request.headers['host'] },
    key,
  );
  core.payments.set(payment.reference, payment);
  plan(core.customer, payment, core.random);
  const body = {
    reference: payment.reference,
    ...(payment.redirectUrl === null ? {} : { redirectUrl: payment.redirectUrl }),
  };
  return { response: json(201, body), keep: true };
}

function forceApprove(core: Core, payment: Payment, request: WireRequest): Outcome {
  // The file asks for no body, nor for anything in it.
  const parsed = parseBody(ApproveBody, request.body, true);
  if (!parsed.ok) return malformed(core, parsed);
  const { customer, token } = parsed.value;
  if (customer?.phoneNumber !== undefined && !hasWallet(core.unit, customer.phoneNumber)) return refused(core, 7010);
  if (token !== undefined && token !== payment.redirectToken) return refused(core, 10010);
  if (payment.state === 'AUTHORIZED') return refused(core, 6230);
  // Trigger amounts are reported not to work here [api 5.8].
  return approve(payment, core.random, core.unit.country, core.now, false) === 'done'
    ? { response: empty(200), keep: true }
    : refused(core, 10010);
}

function modify(
  core: Core,
  operation: 'capture' | 'cancel' | 'refund',
  payment: Payment,
  request: WireRequest,
  key: string | null,
): Outcome {
  let refusal: ProblemCode | null;
  if (operation === 'cancel') {
    const parsed = parseBody(CancelBody, request.body, true);
    if (!parsed.ok) return malformed(core, parsed);
    const act = takeOnCancel(core.customer, payment.reference);
    if (act !== undefined) core.perform(payment, act);
    refusal = cancel(core, payment, parsed.value.cancelTransactionOnly === true, key);
  } else {
    const parsed = parseBody(ModificationBody, request.body);
    if (!parsed.ok) return malformed(core, parsed);
    const change = operation === 'capture' ? capture : refund;
    refusal = change(core, payment, parsed.value.modificationAmount, key);
  }
  return refusal === null
    ? { response: problemJson(200, viewModification(payment)), keep: true }
    : refused(core, refusal);
}

function effect(core: Core, request: WireRequest, { operation, reference }: Route, key: string | null): Outcome {
  if (request.body !== '' && !/^application\/(?:[a-z.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    return {
      response: invalid(
        core.random,
        [{ name: 'Content-Type', reason: 'The Content-Type must be application/json.' }],
        415,
        'Unsupported Media Type',
      ),
      keep: false,
    };
  }
  if (operation === 'create') return create(core, request, key ?? '');
  const payment = core.payments.get(reference);
  if (payment === undefined) return refused(core, 5090);
  settle(payment, core.random, core.unit.country, core.now);
  if (operation === 'approve') return forceApprove(core, payment, request);
  return operation === 'capture' || operation === 'cancel' || operation === 'refund'
    ? modify(core, operation, payment, request, key)
    : refused(core, 3010);
}

function read(core: Core, route: Route): WireResponse {
  const payment = core.payments.get(route.reference);
  if (payment === undefined) return problem(core.random, 5090);
  if (settle(payment, core.random, core.unit.country, core.now)) core.version += 1;
  return json(200, route.operation === 'events' ? viewEvents(payment) : viewPayment(payment));
}

/** Answers one request at `core.now`, which the world has set. */
export function answer(core: Core, request: WireRequest): WireResponse {
  const route = routeOf(request);
  if (route === null) return gateway(404, 'Resource not found');
  if (route.operation === 'picture') return pictureAnswer(request, core.payments.values(), core.now);
  const subscription = request.headers['ocp-apim-subscription-key'];
  if (subscription === undefined)
    return unauthorized(
      core,
      route,
      'Access denied due to missing subscription key. Make sure ' +
        'to include subscription key when making requests to an API.',
    );
  if (subscription !== core.unit.subscriptionKey)
    return unauthorized(
      core,
      route,
      'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
    );
  if (route.operation === 'token') {
    const bad = badTokenHeader(request);
    if (bad !== null) return invalid(createRandom(core.now), [bad]);
    core.version += 1;
    return issueToken(core.unit, core.tokens, core.random, request, core.now);
  }
  const atGate = refuseAtGate(core, request, route);
  if (atGate !== null) return atGate;
  if (route.operation === 'webhooks') {
    if (request.method !== 'GET') core.version += 1;
    return webhooksAnswer(core, request, route.reference);
  }
  if (route.operation === 'salesUnit') return salesUnitView(core.unit, route.reference);
  if (isSettlement(route)) {
    if (closeDates(core.ledger, core.unit, core.now)) core.version += 1;
    return settlementAnswer(core, request);
  }
  const bad = badForm(request, route);
  if (bad !== null) return invalid(core.random, [bad]);
  if (route.operation === 'get' || route.operation === 'events') return read(core, route);

  const key = route.operation === 'approve' ? null : (request.headers['idempotency-key'] ?? null);
  if (key !== null) {
    const known = lookUp(core, key, route.operation, route.reference, request);
    if (known.kind === 'replay') return known.response;
    if (known.kind === 'conflict') return problem(core.random, known.code);
  }
  core.version += 1;
  const { response, keep } = effect(core, request, route, key);
  if (key !== null && keep)
    remember(core, key, { operation: route.operation, reference: route.reference, body: request.body, response });
  return response;
}
