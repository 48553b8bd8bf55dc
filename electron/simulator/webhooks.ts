import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';
import { settle } from './payment.ts';
import { invalid } from './problems.ts';
import { createRandom, type Random } from './random.ts';
import type { SalesUnit } from './sales-unit.ts';
import type { Payment, PaymentEvent } from './state.ts';
import type { Delivery, Webhook, Webhooks } from './webhook-state.ts';
import { empty, json, type WireRequest, type WireResponse } from './wire.ts';

/** Webhooks [api 12]: who wants to be told of what, and what is still to be told, in the order of each payment. */

export const WEBHOOKS = /^\/webhooks\/v1\/webhooks(?:\/([^/]+))?$/;

const MOST_FOR_EACH_EVENT = 25;
const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const GIVEN_UP_AFTER = 7 * DAY;
const REMOVED_AFTER = 14 * DAY;

const eventOf = (name: PaymentEvent['name']): string => `epayments.payment.${name.toLowerCase()}.v1`;
const EVENTS: ReadonlySet<string> = new Set([
  ...(['CREATED', 'ABORTED', 'EXPIRED', 'CANCELLED', 'CAPTURED', 'REFUNDED', 'AUTHORIZED', 'TERMINATED'] as const).map(
    eventOf,
  ),
  'user.checked-in.v1',
  'login.merchant-initiated.ping.v1',
]);

const RegisterBody = z.object({ url: z.string().max(2_000), events: z.array(z.string()).min(1).max(100) });

/** What webhooks are told of and written in. */
export interface Told {
  readonly unit: SalesUnit;
  readonly webhooks: Webhooks;
  readonly payments: ReadonlyMap<string, Payment>;
  readonly random: Random;
  readonly now: number;
}

/** A delivery as it leaves. */
export interface Outgoing {
  readonly id: number;
  readonly reference: string;
  readonly webhook: Webhook;
  readonly body: string;
  readonly attempt: number;
}

const refuse = (now: number, name: string, reason: string): WireResponse =>
  invalid(createRandom(now), [{ name, reason }]);

/** The real service takes https alone; this machine is spared it, or nothing could be tried here. */
function isAllowed(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url));
}

export const isThisMachine = ({ hostname }: URL): boolean => /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(hostname);

function register(told: Told, { body }: WireRequest): WireResponse {
  const { webhooks, random, now } = told;
  const parsed = RegisterBody.safeParse(parsedJson(body));
  if (!parsed.success) return refuse(now, 'body', 'url and events are required.');
  const { url } = parsed.data;
  const events = [...new Set(parsed.data.events)];
  if (!isAllowed(url)) return refuse(now, 'url', 'The URL must use HTTPS.');
  const unknown = events.find((event) => !EVENTS.has(event));
  if (unknown !== undefined) return refuse(now, 'events', 'Unknown event.');
  const full = events.some(
    (event) => webhooks.registered.filter((each) => each.events.includes(event)).length >= MOST_FOR_EACH_EVENT,
  );
  if (full) return refuse(now, 'events', `At most ${MOST_FOR_EACH_EVENT} webhooks can be registered per event.`);
  gather(told);
  const webhook = { id: random.uuid(), url, events, secret: random.uuid(), answeredAt: now };
  webhooks.registered.push(webhook);
  for (const { reference, events: past } of told.payments.values()) webhooks.told[reference] = past.length;
  return json(201, { id: webhook.id, secret: webhook.secret });
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Answers a call of the Webhooks API. Only registering tells the secret. */
export function webhooksAnswer(told: Told, request: WireRequest, id: string): WireResponse {
  const { webhooks, now } = told;
  if (request.method === 'GET')
    return json(200, {
      webhooks: webhooks.registered.map((each) => ({ id: each.id, url: each.url, events: each.events })),
    });
  if (request.method === 'POST') return register(told, request);
  return remove(webhooks, id) ? empty(204) : refuse(now, 'id', 'There is no such webhook.');
}

/** Its deliveries end with it. Gives whether it was there. */
function remove(webhooks: Webhooks, id: string): boolean {
  const place = webhooks.registered.findIndex((each) => each.id === id);
  if (place === -1) return false;
  webhooks.registered.splice(place, 1);
  webhooks.deliveries = webhooks.deliveries.filter((each) => each.webhook !== id);
  return true;
}

/** Lets time do its work on payments, and writes down whom to tell of what has happened since. */
export function gather({ unit, webhooks, payments, random, now }: Told): void {
  if (webhooks.registered.length === 0) return;
  for (const payment of payments.values()) {
    settle(payment, random, unit.country, now);
    const { reference, events } = payment;
    for (const event of events.slice(webhooks.told[reference] ?? 0)) {
      const body = JSON.stringify(payloadOf(unit, payment, event));
      for (const { id, events: wanted } of webhooks.registered) {
        if (!wanted.includes(eventOf(event.name))) continue;
        webhooks.lastId += 1;
        webhooks.deliveries.push({ id: webhooks.lastId, webhook: id, reference, body, at: now, since: now, failed: 0 });
      }
    }
    webhooks.told[reference] = events.length;
  }
}

/** [api 12.2] */
const payloadOf = (unit: SalesUnit, { reference, currency }: Payment, event: PaymentEvent) => ({
  msn: unit.merchantSerialNumber,
  reference,
  pspReference: event.pspReference,
  name: event.name,
  amount: { currency, value: event.value },
  timestamp: new Date(event.at).toISOString(),
  idempotencyKey: event.idempotencyKey,
  success: event.success,
});

/** The oldest of each payment and registration: one that fails holds back those after it. */
function* heads({ deliveries }: Webhooks): Generator<Delivery> {
  const seen = new Set<string>();
  for (const delivery of deliveries) {
    const queue = `${delivery.webhook} ${delivery.reference}`;
    if (!seen.has(queue)) yield delivery;
    seen.add(queue);
  }
}

/** Deliveries that are due, each taken once until it is said what came of it. */
export function takeDue(webhooks: Webhooks, underWay: Set<number>, now: number): Outgoing[] {
  return [...heads(webhooks)].flatMap(({ id, reference, webhook, body, at, failed }) => {
    const registered = webhooks.registered.find((each) => each.id === webhook);
    if (at > now || underWay.has(id) || registered === undefined) return [];
    underWay.add(id);
    return [{ id, reference, webhook: registered, body, attempt: failed + 1 }];
  });
}

/** Until the next try after so many that failed [api 12.5]. */
function pauseAfter(failed: number): number {
  if (failed < 4) return 2 * SECOND;
  if (failed === 4) return 60 * SECOND;
  if (failed === 5) return 120 * SECOND;
  return failed < 29 ? HOUR : DAY;
}

export function ended(webhooks: Webhooks, id: number, taken: boolean, now: number): void {
  const place = webhooks.deliveries.findIndex((each) => each.id === id);
  const delivery = webhooks.deliveries[place];
  if (delivery === undefined) return;
  const webhook = webhooks.registered.find((each) => each.id === delivery.webhook);
  if (webhook && taken) webhook.answeredAt = now;
  delivery.failed += 1;
  delivery.at = now + pauseAfter(delivery.failed);
  if (taken || delivery.at > delivery.since + GIVEN_UP_AFTER) webhooks.deliveries.splice(place, 1);
  if (webhook && now - webhook.answeredAt > REMOVED_AFTER) remove(webhooks, webhook.id);
}

/** When a delivery or the end of a payment next falls due; null without either. */
export function nextToTell(
  { webhooks, payments }: Pick<Told, 'webhooks' | 'payments'>,
  underWay: Set<number>,
): number | null {
  if (webhooks.registered.length === 0) return null;
  let next = Number.POSITIVE_INFINITY;
  for (const { id, at } of heads(webhooks)) if (!underWay.has(id)) next = Math.min(next, at);
  for (const { state, expiresAt, unknownUntil } of payments.values())
    if (state === 'CREATED') next = Math.min(next, unknownUntil ?? expiresAt);
  return next === Number.POSITIVE_INFINITY ? null : next;
}

/** Headers of a delivery at this moment [api 12.3]. A repeated one is signed anew. */
export function signedHeaders({ id, url, secret }: Webhook, body: string, now: number): Record<string, string> {
  const { host, pathname, search } = new URL(url);
  const date = new Date(now).toUTCString();
  const hash = createHash('sha256').update(body, 'utf8').digest('base64');
  const signature = createHmac('sha256', secret)
    .update(`POST\n${pathname}${search}\n${date};${host};${hash}`, 'utf8')
    .digest('base64');
  return {
    'content-type': 'application/json',
    'x-ms-date': date,
    'x-ms-content-sha256': hash,
    authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    'webhook-id': id,
  };
}
