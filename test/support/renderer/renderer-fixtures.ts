import { tillSchema } from '../../../shared/ipc/contract.ts';
import { UPDATES_OFF } from '../../../shared/update.ts';
import type { Till } from '../../../shared/ipc/contract.ts';
import { DEFAULT_PEOPLE_SETTINGS } from '../../../shared/people.ts';
import { minor } from '../../../shared/money.ts';
import { NO_WISH, paymentSchema, saleSchema } from '../../../shared/payment.ts';
import type { Order, Payment, Phase, Sale } from '../../../shared/payment.ts';

/**
 * Times are epoch ms, amounts minor units, as in the contract; everything is parsed, so a fixture cannot drift from it.
 */
export const STORE = {
  environment: 'practice',
  merchantSerialNumber: null,
  storeName: 'Bakeri',
  country: 'NO',
  posId: 'till-2',
  vatRates: [2500, 1500, 1200, 0],
  defaultVatRate: 2500,
} as const;

export const tillIn = (change: Partial<Record<keyof Till, unknown>> = {}): Till =>
  tillSchema.parse({
    status: 'open',
    problem: null,
    setUp: true,
    store: STORE,
    preferences: {
      language: 'en',
      theme: 'system',
      sounds: false,
      counter: { startWithSystem: false, fullScreen: false, keepAwake: false, comesBack: false },
    },
    credentials: 'missing',
    keychain: 'available',
    lamps: { network: 'ok', wallet: 'ok' },
    today: { sum: 0, count: 0 },
    damagedSettings: null,
    provision: null,
    settingsFound: null,
    damage: null,
    journalNotice: null,
    tampering: null,
    leaving: null,
    update: UPDATES_OFF,
    people: {
      settings: DEFAULT_PEOPLE_SETTINGS,
      list: [],
      signedIn: null,
      locked: false,
      lastId: null,
      recoveryWaitUntil: null,
      damaged: null,
    },
    slips: [],
    unexamined: false,
    school: null,
    version: '0.0.0',
    displays: [],
    logo: null,
    ...change,
  });

/** A part of 50.00, asked for by nobody in particular. */
export const ORDER: Order = { amount: minor(5_000), parts: null, ...NO_WISH };

const saleId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const paymentIn = (phase: Phase, number = 1, change: Partial<Record<keyof Payment, unknown>> = {}): Payment =>
  paymentSchema.parse({
    reference: `bakeri-till2-20260101-abcd${String(number).padStart(4, '0')}-1`,
    saleId: saleId(number),
    attempt: 1,
    wallet: { name: 'written', environment: 'practice', merchantSerialNumber: null, currency: 'NOK' },
    amount: { currency: 'NOK', value: 24_900 },
    method: 'phone',
    recipient: { country: 'NO', lastTwo: '67' },
    codeForm: null,
    minimumAge: null,
    idSeenAt: null,
    requestedAt: 1,
    requestedBy: null,
    takesPayment: 'atHandover',
    approvedAt: null,
    phase,
    amounts: { authorized: 0, captured: 0, cancelled: 0, refunded: 0 },
    movements: [],
    certainty: { name: 'confirmed', at: 2 },
    evidence: null,
    attention: null,
    resolution: null,
    unmadeRefund: null,
    ...change,
  });

export const saleIn = ({
  phase,
  number = 1,
  payment = {},
}: {
  phase: Phase;
  number?: number;
  payment?: Partial<Record<keyof Payment, unknown>>;
}): Sale =>
  saleSchema.parse({
    saleId: saleId(number),
    receiptNumber: number,
    openedAt: 1,
    lines: [],
    total: { currency: 'NOK', value: 24_900 },
    posId: 'till-2',
    payments: [paymentIn(phase, number, payment)],
    nextPollAt: null,
    changingTo: null,
    codePicture: null,
  });
