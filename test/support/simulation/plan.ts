import { script } from '../../../electron/simulator/customer.ts';
import type { Random } from '../../../electron/simulator/random.ts';
import type { Script } from '../../../electron/simulator/state.ts';
import { linesTotal } from '../../../shared/receipt.ts';
import { drawAgeLimit } from './ages.ts';
import { drawHeldOut } from './codes.ts';
import type { AgeLimit } from '../../../shared/age-limit.ts';
import type { HeldOut } from './codes.ts';
import { pick, randomFor, skewed } from './draw.ts';
import { drawMoney, NO_MONEY_PLAN } from './money-plan.ts';
import type { MoneyPlan } from './money-plan.ts';

/**
 * Everything that will be done about one sale by people, by the machine and by bad luck, drawn from the day's seed and
 * the sale's place in it. Times in ms.
 */
export interface SalePlan {
  readonly index: number;
  /** After the shop opened. */
  readonly at: number;
  readonly total: number;
  readonly customer: Customer;
  /** Whoever is asked when the number is changed. */
  readonly other: Customer;
  readonly cashier: CashierKind;
  readonly habit: Habit;
  readonly incident: Incident | null;
  readonly money: MoneyPlan;
  /** What the goods ask for, where they are rung up. */
  readonly ageLimit: AgeLimit | null;
}

export interface Customer {
  readonly kind: CustomerKind;
  /** Null: scans a code. */
  readonly msisdn: string | null;
  /** The code that is scanned instead of keying the number, or null. */
  readonly holdsOut: HeldOut | null;
  readonly script: Script;
}

export interface Habit {
  readonly captureAfter: number;
  readonly cancelAfter: number | null;
  readonly givesBack: boolean;
  readonly pressesTwice: boolean;
  /** Requests for one sale, the first included. */
  readonly attempts: number;
  /** The cancel is meant for another number, or another attempt goes to one. */
  readonly changesNumber: boolean;
  /** Touches nothing until the shop closes. */
  readonly walksAway: boolean;
  readonly closesAppAfter: number | null;
  /** Presses "check now" all the time, also when it is approved. */
  readonly hammers: boolean;
}

/** What happens to the machine on which the till runs. `nth`: of the moments of this kind in the sale, from 1. */
export interface Incident {
  readonly kind: IncidentKind;
  readonly nth: number;
  /** After the sale was started; for a crash, until the app is started again. */
  readonly after: number;
  readonly lasts: number;
  /** By how much a clock is set. */
  readonly size: number;
  readonly coin: boolean;
}

/** Weights: every kind appears, those that take the wallet's ten minutes rarely. */
export const CUSTOMERS = {
  'approves within seconds': 690,
  'approves at once': 120,
  'approves after a minute': 6,
  'approves after minutes': 1.2,
  'approves at 9:59': 2,
  'approves at the very moment of the cancel': 40,
  'rejects at the very moment of the cancel': 8,
  'takes time to confirm': 40,
  rejects: 50,
  ignores: 2,
  'loses the network, then approves': 6,
  'loses the network while confirming': 1,
  'is refused by the bank, then rejects': 10,
  'has the reservation taken back by the bank': 10,
  'pays with a card that says nothing for an hour': 0.8,
  'has no wallet': 10,
  'scans a code': 40,
} as const;
export type CustomerKind = keyof typeof CUSTOMERS;

export const CASHIERS = {
  'hands over at once': 640,
  'hands over late': 40,
  cancels: 90,
  'changes the number': 60,
  'presses twice': 70,
  'gives the money back': 40,
  'walks away': 15,
  'closes the app': 10,
  'asks again': 40,
  'looks and looks again': 12,
} as const;
export type CashierKind = keyof typeof CASHIERS;

export const CRASHES = {
  'power cut before an operation is written': 20,
  'power cut after an operation is written, before it leaves': 20,
  'power cut while a call is under way': 20,
  'power cut after the effect, before its outcome is written': 20,
  'power cut after an outcome is written, before it is shown': 20,
} as const;
export type CrashKind = keyof typeof CRASHES;

export const INCIDENTS = {
  ...CRASHES,
  'power cut at any moment': 20,
  'disk full': 30,
  'clock set ahead': 15,
  'clock set back': 15,
  'machine suspended': 15,
  'network lost': 30,
} as const;
export type IncidentKind = keyof typeof INCIDENTS;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const INCIDENT_CHANCE = 0.035;
const FORGETFUL_CHANCE = 0.4;
/** Amounts at which the simulated bank does something of its own [api 9]. */
const REFUSED_BY_BANK = 182;
const UNKNOWN_FOR_AN_HOUR = 201;
/** How long an impatient cashier presses "check now". */
export const HAMMERS_MS = 60_000;
const BETWEEN_SALES = { min: 500, max: 14_000 };

const BANKS_OWN: ReadonlySet<CustomerKind> = new Set([
  'is refused by the bank, then rejects',
  'pays with a card that says nothing for an hour',
]);
const ON_CANCEL: ReadonlySet<CustomerKind> = new Set([
  'approves at the very moment of the cancel',
  'rejects at the very moment of the cancel',
]);

/**
 * For how long the wallet remembers keys on this day, ms; null: for ever. Nobody says how long it is [api 4.1],
 * but longer than a call is under way.
 */
export function drawKeyMemory(daySeed: number): number | null {
  const random = randomFor(daySeed, 'keys');
  return random.next() < FORGETFUL_CHANCE ? random.between(90_000, 5 * MINUTE) : null;
}

/** All sales of a day. */
export function drawPlans(daySeed: number, sales: number): SalePlan[] {
  const plans: SalePlan[] = [];
  let at = 0;
  for (let index = 0; index < sales; index += 1) {
    const random = randomFor(daySeed, `sale ${index}`);
    const plan = drawPlan(random, index, at, drawMoney(randomFor(daySeed, `money ${index}`)));
    plans.push(withCodes(plan, daySeed));
    at += skewed(random, BETWEEN_SALES.min, BETWEEN_SALES.max);
  }
  return plans;
}

/** Some hold out a code instead of telling their number. */
const withCodes = (plan: SalePlan, daySeed: number): SalePlan => ({
  ...plan,
  customer: { ...plan.customer, holdsOut: drawHeldOut(daySeed, `${plan.index} customer`) },
  other: { ...plan.other, holdsOut: drawHeldOut(daySeed, `${plan.index} other`) },
  ageLimit: drawAgeLimit(daySeed, String(plan.index)),
});

function drawPlan(random: Random, index: number, at: number, wanted: MoneyPlan): SalePlan {
  const customer = drawCustomer(random, index * 2);
  const other = drawCustomer(random, index * 2 + 1);
  const drawn = pick(random, CASHIERS);
  // A customer who acts on the cancel needs a cashier who cancels.
  const cashier = ON_CANCEL.has(customer.kind) && drawn !== 'changes the number' ? 'cancels' : drawn;
  const total = totalFor(customer.kind, random);
  // An amount at which the bank does something of its own is a bare one.
  const lines = BANKS_OWN.has(customer.kind) ? [] : wanted.lines;
  return {
    index,
    at,
    total: lines.length > 0 ? linesTotal(lines) : total,
    customer,
    other,
    cashier,
    habit: drawHabit(random, cashier, customer.kind),
    incident: drawIncident(random),
    money: { ...wanted, lines },
    ageLimit: null,
  };
}

/** For measuring: a customer who approves and a cashier who hands over, nothing else. */
export function plainPlans(daySeed: number, sales: number): SalePlan[] {
  const random = randomFor(daySeed, 'plain');
  let at = 0;
  return Array.from({ length: sales }, (_, index) => {
    at += random.between(0, 2_000);
    const customer: Customer = {
      kind: 'approves within seconds',
      msisdn: numberOf(random, index),
      holdsOut: null,
      script: approves(random.between(300, 3_000)),
    };
    return {
      index,
      at,
      total: random.between(300, 500_000),
      customer,
      other: customer,
      ageLimit: null,
      cashier: 'hands over at once',
      habit: NEUTRAL,
      incident: null,
      money: NO_MONEY_PLAN,
    };
  });
}

/** Seven digits after 479, different for each customer of a day and never one without a wallet. */
const numberOf = (random: Random, nth: number): string => `479${1_000_000 + nth * 10 + random.between(1, 9)}`;

function drawCustomer(random: Random, nth: number): Customer {
  const kind = pick(random, CUSTOMERS);
  const msisdn =
    kind === 'scans a code' ? null : kind === 'has no wallet' ? `479${100 + (nth % 900)}0000` : numberOf(random, nth);
  return { kind, msisdn, holdsOut: null, script: scriptFor(kind, random) };
}

/** Whoever scans a code is nobody the wallet could tell apart beforehand: all of them do the same. */
export const WHOEVER_SCANS = script([{ after: 3_500, act: 'approve' }]);
const approves = (after: number): Script => script([{ after, act: 'approve' }]);

function scriptFor(kind: CustomerKind, random: Random): Script {
  const soon = skewed(random, 600, 6_000);
  switch (kind) {
    case 'approves at once':
      return approves(random.between(0, 200));
    case 'approves within seconds':
    case 'pays with a card that says nothing for an hour':
      return approves(soon);
    case 'approves after a minute':
    case 'loses the network, then approves':
      return approves(random.between(20_000, 90_000));
    case 'approves after minutes':
      return approves(random.between(2 * MINUTE, 9 * MINUTE));
    case 'approves at 9:59':
      return approves(599_000);
    // Where no cancel comes, they decide all the same.
    case 'approves at the very moment of the cancel':
      return script([{ after: 30_000, act: 'approve' }], 'approve');
    case 'rejects at the very moment of the cancel':
      return script([{ after: 30_000, act: 'reject' }], 'reject');
    case 'takes time to confirm':
      return script([
        { after: soon, act: 'start-processing' },
        { after: soon + random.between(1_000, 20_000), act: 'approve' },
      ]);
    case 'rejects':
      return script([{ after: soon, act: 'reject' }]);
    case 'loses the network while confirming':
      return script([{ after: soon, act: 'start-processing' }]);
    case 'is refused by the bank, then rejects':
      return script([
        { after: soon, act: 'approve' },
        { after: soon + 6_000, act: 'approve' },
        { after: soon + 15_000, act: 'reject' },
      ]);
    case 'has the reservation taken back by the bank':
      return script([
        { after: soon, act: 'approve' },
        { after: soon + random.between(0, 4_000), act: 'release-funds' },
      ]);
    case 'scans a code':
      return WHOEVER_SCANS;
    case 'ignores':
    case 'has no wallet':
      return script([]);
  }
}

function totalFor(kind: CustomerKind, random: Random): number {
  const total = random.between(300, 500_000);
  if (kind === 'is refused by the bank, then rejects') return REFUSED_BY_BANK;
  return kind === 'pays with a card that says nothing for an hour' ? UNKNOWN_FOR_AN_HOUR : total;
}

const NEUTRAL: Habit = {
  captureAfter: 0,
  cancelAfter: null,
  givesBack: false,
  pressesTwice: false,
  attempts: 1,
  changesNumber: false,
  walksAway: false,
  closesAppAfter: null,
  hammers: false,
};

function drawHabit(random: Random, kind: CashierKind, customer: CustomerKind): Habit {
  const habit: Habit = { ...NEUTRAL, captureAfter: skewed(random, 300, 4_000) };
  switch (kind) {
    case 'hands over at once':
      return habit;
    case 'hands over late':
      return { ...habit, captureAfter: random.between(MINUTE, 7 * MINUTE) };
    case 'cancels':
      return {
        ...habit,
        cancelAfter: skewed(random, 0, ON_CANCEL.has(customer) ? 8_000 : 20_000),
        attempts: random.between(1, 2),
      };
    case 'changes the number':
      return { ...habit, cancelAfter: skewed(random, 500, 6_000), attempts: 2, changesNumber: true };
    case 'presses twice':
      return { ...habit, pressesTwice: true, cancelAfter: random.next() < 0.3 ? random.between(0, 5_000) : null };
    case 'gives the money back':
      return { ...habit, givesBack: true };
    case 'walks away':
      return { ...habit, walksAway: true };
    case 'closes the app':
      return { ...habit, closesAppAfter: skewed(random, 0, 15_000) };
    case 'looks and looks again':
      return { ...habit, captureAfter: HAMMERS_MS, hammers: true };
    case 'asks again':
      return { ...habit, attempts: 3, changesNumber: random.next() < 0.5 };
  }
}

function drawIncident(random: Random): Incident | null {
  if (random.next() >= INCIDENT_CHANCE) return null;
  const kind = pick(random, INCIDENTS);
  return {
    kind,
    nth: random.between(1, 2),
    after: skewed(random, 0, 12_000),
    lasts: lasts(kind, random),
    size: skewed(random, 10_000, 26 * HOUR),
    coin: random.next() < 0.5,
  };
}

function lasts(kind: IncidentKind, random: Random): number {
  switch (kind) {
    case 'disk full':
      return skewed(random, 1_000, 3 * MINUTE);
    case 'clock set ahead':
    case 'clock set back':
      return skewed(random, 10_000, 20 * MINUTE);
    case 'machine suspended':
      return skewed(random, MINUTE, 6 * HOUR);
    case 'network lost':
      return skewed(random, 2_000, 4 * MINUTE);
    default:
      return skewed(random, 500, 90_000);
  }
}
