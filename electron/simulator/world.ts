import { MANUAL, needsPhone, newCustomerState, takeDue } from './customer.ts';
import { closeDates, enterForeign, forgetEntries, newLedger, type Foreign, type Ledger } from './ledger.ts';
import { createRateLimits } from './limits.ts';
import { actInPortal, type PortalAct } from './modify.ts';
import { approve, isFinished, reject, settle, viewPayment, type ActOutcome } from './payment.ts';
import { freshCode, showCode } from './personal-codes.ts';
import type { ProblemCode } from './problems.ts';
import { createRandom } from './random.ts';
import { answer, type Core } from './routes.ts';
import { SalesUnit, type SalesUnitPatch } from './sales-unit.ts';
import { Snapshot, type Act, type Behaviour, type CustomerState, type Due, type Payment } from './state.ts';
import { tellingOf, type Telling } from './telling.ts';
import { noWebhooks } from './webhook-state.ts';
import type { WireRequest, WireResponse } from './wire.ts';

/**
 * A Vipps MobilePay for one sales unit, without clock, chance or I/O of its own: every call brings the time (epoch ms),
 * ids come from the seed. Time never runs backwards: an earlier time counts as the latest one seen.
 */
export interface World extends Telling {
  /** Answers a request at `now`. Customers' acts that are due by then happen first, in order of time. */
  handle(request: WireRequest, now: number): WireResponse;
  /** Lets customers act up to `now`. */
  advance(now: number): void;
  /** A person (or bank) acts on a payment now. */
  act(reference: string, act: Act, now: number): ActOutcome | 'unknown-payment' | 'no-network';
  /**
   * Somebody acts in the wallet's own portal now; an amount of null means all that can be. Gives why it was refused.
   */
  actInPortal(
    reference: string,
    act: PortalAct,
    amount: number | null,
    now: number,
  ): ProblemCode | null | 'unknown-payment';
  /** Writes an entry that no payment here caused into the wallet's ledger. */
  enterForeign(entry: Foreign, now: number): void;
  /** The wallet's ledger, dates closed as of `now`. */
  ledger(now: number): Readonly<Ledger>;
  /** A customer opens their own code, for a till to scan. */
  showPersonalCode(phone: string, now: number): string;
  /** The practice phone holds its own code out, or puts it away. */
  holdOut(isShown: boolean, now: number): void;
  /** The code that it holds out, or null. */
  heldOut(now: number): string | null;
  /** The customer's phone loses or finds its network; acts that fell due meanwhile happen when it is back. */
  setPhoneOnline(online: boolean, now: number): void;
  behave(behaviour: Behaviour): void;
  customer(): Readonly<Pick<CustomerState, 'behaviour' | 'phoneOnline'>>;
  unit(): Readonly<SalesUnit>;
  patchUnit(patch: SalesUnitPatch): void;
  /** Other keys for the same shop; tokens handed out before stay good until their end. */
  replaceKeys(
    keys: Partial<Pick<SalesUnit, 'clientId' | 'clientSecret' | 'subscriptionKey' | 'merchantSerialNumber'>>,
  ): void;
  /** Every payment as of the time last seen, with its figures and events. */
  books(): readonly Payment[];
  payment(reference: string): Payment | undefined;
  /** The answer GET would have given before the payment's last change; undefined where it is unknown. */
  staleView(reference: string): unknown;
  /** When the next planned act falls due, or null. */
  nextDue(): number | null;
  /**
   * Takes out payments that finished and were made before the given time, with their keys; their references become
   * free.
   */
  prune(createdBefore: number): readonly Payment[];
  /** Grows with every change worth keeping. */
  version(): number;
  /** The whole world as a JSON text for {@link restoreWorld}; rate limits are not part of it. */
  snapshot(): string;
}

export interface WorldOptions {
  readonly unit: SalesUnit;
  readonly seed: number;
  readonly now: number;
  readonly behaviour?: Behaviour;
}

/** @returns a world without payments, at `options.now`. */
export const createWorld = ({ unit, seed, now, behaviour = MANUAL }: WorldOptions): World =>
  worldFrom({
    format: 1,
    now,
    random: seed >>> 0,
    unit,
    tokens: [],
    payments: [],
    keys: [],
    customer: newCustomerState(structuredClone(behaviour)),
    ledger: newLedger(),
    webhooks: noWebhooks(),
  });

/** @returns the world of a snapshot, or null where the text is not one (damaged, or of another format). */
export function restoreWorld(text: string): World | null {
  try {
    const parsed = Snapshot.safeParse(JSON.parse(text));
    return parsed.success ? worldFrom(parsed.data) : null;
  } catch {
    return null;
  }
}

/** Performs an act at `core.now`. Gives what came of it. */
/** Who is known was judged when they were asked; whoever scanned a code is judged here. */
const mayApprove = ({ ageByCode }: SalesUnit, { userFlow, minimumAge }: Payment): boolean =>
  userFlow === 'PUSH_MESSAGE' || ageByCode >= (minimumAge ?? 0);

function perform(core: Core, payment: Payment, act: Act): ActOutcome {
  const { random, unit, now } = core;
  settle(payment, random, unit.country, now);
  core.version += 1;
  switch (act) {
    case 'approve':
      // The app tells the customer; the shop hears nothing [api 6.4].
      if (!mayApprove(unit, payment)) return 'declined';
      return approve(payment, random, unit.country, now, true);
    case 'reject':
      return reject(payment, random, now);
    case 'start-processing':
      if (payment.state !== 'CREATED') return payment.state === 'EXPIRED' ? 'too-late' : 'not-waiting';
      payment.processing = true;
      return 'done';
    case 'dismiss':
    case 'open':
      if (payment.state !== 'CREATED') return 'not-waiting';
      payment.dismissed = act === 'dismiss';
      return 'done';
    case 'release-funds':
      if (payment.state !== 'AUTHORIZED') return 'not-waiting';
      payment.fundsReleased = true;
      return 'done';
  }
}

function openCore(saved: Snapshot): Core {
  const core: Core = {
    unit: saved.unit,
    now: saved.now,
    version: 0,
    random: createRandom(saved.random),
    limits: createRateLimits(),
    tokens: new Map(saved.tokens),
    payments: new Map(saved.payments.map((payment) => [payment.reference, payment])),
    keys: new Map(saved.keys),
    customer: saved.customer,
    ledger: saved.ledger,
    webhooks: saved.webhooks,
    perform: (payment, act) => void perform(core, payment, act),
  };
  return core;
}

const snapshotOf = (core: Core): Snapshot => ({
  format: 1,
  now: core.now,
  random: core.random.state(),
  unit: core.unit,
  tokens: [...core.tokens],
  payments: [...core.payments.values()],
  keys: [...core.keys],
  customer: core.customer,
  ledger: core.ledger,
  webhooks: core.webhooks,
});

function actFor(core: Core, { reference, act }: Pick<Due, 'reference' | 'act'>, at: number): void {
  core.now = Math.max(core.now, at);
  const payment = core.payments.get(reference);
  if (payment !== undefined) perform(core, payment, act);
}

function advanceTo(core: Core, now: number): void {
  for (let due = takeDue(core.customer, now); due !== undefined; due = takeDue(core.customer, now)) {
    if (!core.customer.phoneOnline && needsPhone(due.act)) core.customer.held.push(due);
    else actFor(core, due, due.at);
  }
  core.now = Math.max(core.now, now);
}

function settleAll(core: Core): void {
  for (const payment of core.payments.values()) {
    if (settle(payment, core.random, core.unit.country, core.now)) core.version += 1;
  }
}

/** The ledger is asked for days that are over: it keeps its entries longer than the payments, ms. */
const LEDGER_KEPT = 62 * 86_400_000;

function pruneFinished(core: Core, createdBefore: number): readonly Payment[] {
  settleAll(core);
  forgetEntries(core.ledger, createdBefore - LEDGER_KEPT);
  const gone = [...core.payments.values()].filter(
    (payment) => payment.createdAt < createdBefore && isFinished(payment),
  );
  if (gone.length === 0) return gone;
  core.version += 1;
  for (const { reference } of gone) {
    core.payments.delete(reference);
    core.limits.forget(reference);
    delete core.webhooks.told[reference];
    delete core.customer.onCancel[reference];
  }
  for (const [key, { reference }] of core.keys) if (!core.payments.has(reference)) core.keys.delete(key);
  return gone;
}

const codesOf = (core: Core): Pick<World, 'showPersonalCode' | 'holdOut' | 'heldOut'> => ({
  showPersonalCode(phone, now) {
    advanceTo(core, now);
    core.version += 1;
    return showCode(core.customer.codes, phone, core.random, core.now);
  },
  holdOut(isShown, now) {
    advanceTo(core, now);
    core.version += 1;
    core.customer.heldOut = null;
    if (isShown) freshCode(core.customer, core.unit.country, core.random, core.now);
  },
  heldOut(now) {
    advanceTo(core, now);
    return core.customer.heldOut === null ? null : freshCode(core.customer, core.unit.country, core.random, core.now);
  },
});

function worldFrom(saved: Snapshot): World {
  const core = openCore(saved);
  return {
    handle(request, now) {
      advanceTo(core, now);
      return answer(core, request);
    },
    advance: (now) => advanceTo(core, now),
    act(reference, act, now) {
      advanceTo(core, now);
      const payment = core.payments.get(reference);
      if (payment === undefined) return 'unknown-payment';
      if (!core.customer.phoneOnline && needsPhone(act)) return 'no-network';
      return perform(core, payment, act);
    },
    actInPortal(reference, act, amount, now) {
      advanceTo(core, now);
      const payment = core.payments.get(reference);
      if (payment === undefined) return 'unknown-payment';
      settle(payment, core.random, core.unit.country, core.now);
      core.version += 1;
      return actInPortal(core, payment, act, amount);
    },
    enterForeign(entry, now) {
      advanceTo(core, now);
      core.version += 1;
      enterForeign(core.ledger, core.unit, entry, core.now);
    },
    ledger(now) {
      advanceTo(core, now);
      if (closeDates(core.ledger, core.unit, core.now)) core.version += 1;
      return core.ledger;
    },
    ...codesOf(core),
    ...tellingOf(core, (now) => advanceTo(core, now)),
    setPhoneOnline(online, now) {
      advanceTo(core, now);
      core.version += 1;
      core.customer.phoneOnline = online;
      if (!online) return;
      for (const due of core.customer.held.splice(0)) actFor(core, due, now);
    },
    behave(behaviour) {
      core.version += 1;
      core.customer.behaviour = structuredClone(behaviour);
    },
    customer: () => core.customer,
    unit: () => core.unit,
    patchUnit(patch) {
      core.version += 1;
      core.unit = SalesUnit.parse({ ...core.unit, ...patch });
    },
    replaceKeys(keys) {
      core.version += 1;
      core.unit = SalesUnit.parse({ ...core.unit, ...keys });
    },
    books() {
      settleAll(core);
      return [...core.payments.values()];
    },
    payment: (reference) => core.payments.get(reference),
    staleView(reference) {
      const payment = core.payments.get(reference);
      return payment === undefined ? undefined : viewPayment(payment, true);
    },
    nextDue: () => core.customer.due[0]?.at ?? null,
    prune: (createdBefore) => pruneFinished(core, createdBefore),
    version: () => core.version,
    snapshot: () => JSON.stringify(snapshotOf(core)),
  };
}
