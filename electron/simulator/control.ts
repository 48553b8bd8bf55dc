import { z } from 'zod';
import { DeliveryRules, type DeliveryFaults } from './delivery-faults.ts';
import { FaultRule, MOST_RULES, type Faults } from './faults.ts';
import { Foreign } from './ledger.ts';
import { PORTAL_ACTS } from './modify.ts';
import { isFinished } from './payment.ts';
import { phoneView } from './phone-view.ts';
import type { RequestLog } from './request-log.ts';
import { SalesUnitPatch } from './sales-unit.ts';
import { ACTS, Behaviour, Script } from './state.ts';
import { json, type WireResponse } from './wire.ts';
import type { World } from './world.ts';

/**
 * The simulator's own face, under `/_simulator/`: what tests, benches and the practice phone steer it by. Not part of
 * the real API.
 */

export interface Control {
  readonly world: World;
  readonly faults: Faults;
  readonly deliveryFaults: DeliveryFaults;
  readonly log: RequestLog;
  readonly clock: { now(): number; offset(): number; setOffset(ms: number): void };
}

interface Call {
  readonly body: string;
  readonly query: URLSearchParams;
}

const ActBody = z.strictObject({ reference: z.string().max(64), act: z.enum(ACTS) });
const PhoneBody = z.strictObject({ online: z.boolean() });
const OwnCodeBody = z.strictObject({ shown: z.boolean() });
const PortalBody = z.strictObject({
  reference: z.string().max(64),
  act: z.enum(PORTAL_ACTS),
  amount: z.int().min(1).nullable().optional(),
});
const LedgerBody = z.strictObject({ entries: z.array(Foreign).max(1000) });
const ScriptsBody = z.strictObject({ scripts: z.array(Script).max(10_000) });
const FaultsBody = z.strictObject({ rules: z.array(FaultRule).max(MOST_RULES), replace: z.boolean().optional() });
const YEARS = 2 * 366 * 24 * 3_600_000;
const ClockBody = z.union([
  z.strictObject({ offsetMs: z.int().min(0).max(YEARS) }),
  z.strictObject({ advanceMs: z.int().min(0).max(YEARS) }),
]);

type Handler = (control: Control, call: Call) => unknown;

/** Reads the body against a form; the thrown ZodError or SyntaxError becomes a 400 with its text. */
const read = <T>(form: z.ZodType<T>, { body }: Call): T => form.parse(JSON.parse(body));

const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET books': ({ world, clock }) => {
    world.advance(clock.now());
    return { now: clock.now(), payments: world.books() };
  },
  'GET waiting': ({ world, clock }) => {
    world.advance(clock.now());
    return { now: clock.now(), payments: world.books().filter((payment) => payment.state === 'CREATED') };
  },
  'GET phone': ({ world, clock }) => phoneView(world, clock.now()),
  'POST phone': ({ world, clock }, call) => {
    world.setPhoneOnline(read(PhoneBody, call).online, clock.now());
    return phoneView(world, clock.now());
  },
  'POST own-code': ({ world, clock }, call) => {
    world.holdOut(read(OwnCodeBody, call).shown, clock.now());
    return phoneView(world, clock.now());
  },
  'POST customer': ({ world, clock }, call) => {
    const { reference, act } = read(ActBody, call);
    const at = performance.timeOrigin + performance.now();
    return { outcome: world.act(reference, act, clock.now()), at };
  },
  'POST portal': ({ world, clock }, call) => {
    const { reference, act, amount } = read(PortalBody, call);
    const refusal = world.actInPortal(reference, act, amount ?? null, clock.now());
    return typeof refusal === 'number'
      ? { outcome: 'refused', code: refusal }
      : { outcome: refusal ?? 'done', code: null };
  },
  'GET ledger': ({ world, clock }) => world.ledger(clock.now()),
  'POST ledger': ({ world, clock }, call) => {
    const { entries } = read(LedgerBody, call);
    for (const entry of entries) world.enterForeign(entry, clock.now());
    return { entered: entries.length };
  },
  'GET behaviour': ({ world }) => world.customer().behaviour,
  'POST behaviour': ({ world }, call) => {
    world.behave(read(Behaviour, call));
    return world.customer().behaviour;
  },
  'POST scripts': ({ world }, call) => {
    const { behaviour } = world.customer();
    world.behave(Behaviour.parse({ ...behaviour, queue: [...behaviour.queue, ...read(ScriptsBody, call).scripts] }));
    return { queued: world.customer().behaviour.queue.length };
  },
  'GET faults': ({ faults }) => ({ rules: faults.rules() }),
  'POST faults': ({ faults }, call) => {
    const { rules, replace } = read(FaultsBody, call);
    if (replace === true) faults.clear();
    faults.add(rules);
    return { rules: faults.rules() };
  },
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return { rules: [] };
  },
  'POST delivery-faults': ({ deliveryFaults }, call) => {
    deliveryFaults.set(read(DeliveryRules, call).rules);
    return {};
  },
  'GET clock': ({ clock }) => ({ now: clock.now(), offsetMs: clock.offset() }),
  'POST clock': ({ world, clock }, call) => {
    const asked = read(ClockBody, call);
    clock.setOffset('offsetMs' in asked ? asked.offsetMs : clock.offset() + asked.advanceMs);
    world.advance(clock.now());
    return { now: clock.now(), offsetMs: clock.offset() };
  },
  'GET requests': ({ log }, { query }) => ({ requests: log.list(Number(query.get('after') ?? '0') || 0) }),
  'DELETE requests': ({ log }) => {
    log.reset();
    return { requests: [] };
  },
  'GET sales-unit': ({ world }) => ({ ...world.unit(), clientSecret: 'hidden', subscriptionKey: 'hidden' }),
  'PATCH sales-unit': ({ world }, call) => {
    world.patchUnit(read(SalesUnitPatch, call));
    return { ...world.unit(), clientSecret: 'hidden', subscriptionKey: 'hidden' };
  },
  'POST prune': ({ world, clock }) => ({
    pruned: world.prune(clock.now()).length,
    left: world.books().filter((payment) => !isFinished(payment)).length,
  }),
};

/**
 * Answers a call of the control face. `path` is what follows `/_simulator/`.
 * @returns 404 for an unknown door, 400 with the reason for a body it cannot read.
 */
export function control(own: Control, method: string, path: string, call: Call): WireResponse {
  if (method === 'GET' && path === '') return json(200, { doors: Object.keys(HANDLERS) });
  const handler = HANDLERS[`${method} ${path}`];
  if (handler === undefined) return json(404, { error: `No door ${method} ${path}. GET /_simulator/ lists them.` });
  try {
    return json(200, handler(own, call));
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    if (error instanceof SyntaxError) return json(400, { error: 'The body is not valid JSON.' });
    throw error;
  }
}
