import { pictureAddress, targetAddress } from './code-picture.ts';
import { COUNTRY_RULES, PAYMENT_LIFE, hasWallet, isNordicNumber, isOldEnough, type SalesUnit } from './sales-unit.ts';
import type { Random } from './random.ts';
import type { ProblemCode } from './problems.ts';
import type { Payment, Receipt } from './state.ts';
import { record } from './payment.ts';
import { phoneOfCode, type Codes } from './personal-codes.ts';
import type { CreateBody } from './validate.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SCOPES: ReadonlySet<string> = new Set(['name', 'address', 'email', 'phoneNumber', 'birthDate', 'nin']);
/** https or an app's own scheme; plain http and scheme-less are refused [api 5.1]. */
const URL_SHAPE = /^(?!http:|javascript:|data:|file:)[a-zA-Z][a-zA-Z0-9+.-]*:\/\/\S+$/;

const badMetadata = (metadata: Readonly<Record<string, string>>): ProblemCode | null => {
  const pairs = Object.entries(metadata);
  if (pairs.length > 5) return 4100;
  if (pairs.some(([key]) => key.length > 100)) return 4120;
  return pairs.some(([, value]) => value.length > 500) ? 4130 : null;
};

const badLife = (unit: SalesUnit, body: CreateBody, now: number): ProblemCode | null => {
  if (body.expiresAt === undefined || body.expiresAt === null) return null;
  if (!unit.longLivingAllowed) return 5050;
  if (body.receipt === undefined) return 6130;
  const ahead = Date.parse(body.expiresAt) - now;
  if (!(ahead > 10 * MINUTE)) return 6120;
  return ahead < 60 * DAY ? null : 6110;
};

const mayPay = (unit: SalesUnit, phone: string, { minimumUserAge }: CreateBody): boolean =>
  hasWallet(unit, phone) && isOldEnough(unit, phone, minimumUserAge);

const badCustomer = (unit: SalesUnit, body: CreateBody, codes: Codes, now: number): ProblemCode | null => {
  const { customer, userFlow } = body;
  if (userFlow === 'PUSH_MESSAGE' && !unit.pushAllowed) return 5080;
  if (customer === undefined) return userFlow === 'PUSH_MESSAGE' ? 4140 : null;
  if (customer.phoneNumber !== undefined) {
    if (
      customer.phoneNumber.startsWith('0') ||
      (customer.phoneNumber.startsWith('47') && !isNordicNumber(customer.phoneNumber))
    )
      return 4070;
    // Only a push looks the customer up; elsewhere the number is a hint for the landing page.
    return userFlow === 'PUSH_MESSAGE' && !mayPay(unit, customer.phoneNumber, body) ? 7010 : null;
  }
  if (customer.personalQr !== undefined) {
    const phone = phoneOfCode(codes, customer.personalQr, now);
    if (phone === null) return 4060;
    return mayPay(unit, phone, body) ? null : 7010;
  }
  return unit.customerTokens.includes(customer.customerToken ?? '') ? null : 4050;
};

const badProfile = (scope: string | undefined): ProblemCode | null => {
  if (scope === undefined || scope === '') return null;
  const asked = scope.split(' ').filter((name) => name !== '');
  if (!asked.every((name) => SCOPES.has(name))) return 4080;
  return asked.includes('nin') ? 5030 : null;
};

/** Why a well-formed create is refused, or null. The order is ours: the sales unit, the amount, then the details. */
export function refuseCreate(unit: SalesUnit, body: CreateBody, codes: Codes, now: number): ProblemCode | null {
  const rules = COUNTRY_RULES[unit.country];
  const { type, blockedSources } = body.paymentMethod;
  if (!unit.paymentAllowed) return 5070;
  if (!unit.bankAccountVerified) return 5060;
  if (body.amount.currency !== rules.currency) return 5040;
  if (body.amount.value < rules.minimum) return 6010;
  if (type === 'CARD_PASSTHROUGH' || (type === 'CARD' && body.userFlow !== 'WEB_REDIRECT')) return 4160;
  if (blockedSources !== undefined && blockedSources.length > 0 && unit.country === 'NO') return 5010;
  if (body.shipping !== undefined) return 5020;
  if (body.userFlow === 'WEB_REDIRECT' && body.returnUrl === undefined) return 4140;
  if (body.returnUrl !== undefined && !URL_SHAPE.test(body.returnUrl)) return 4090;
  if (typeof body.receiptUrl === 'string' && !URL_SHAPE.test(body.receiptUrl)) return 4090;
  if (body.receipt !== undefined && body.receipt.bottomLine.currency !== rules.currency) return 5040;
  return (
    (body.metadata ? badMetadata(body.metadata) : null) ??
    badProfile(body.profile?.scope) ??
    badLife(unit, body, now) ??
    badCustomer(unit, body, codes, now)
  );
}

/** Where the customer is sent, by flow [api 5.2]: nothing for a push. */
function redirectUrl(body: CreateBody, token: string, host: string | undefined): string | null {
  switch (body.userFlow) {
    case 'PUSH_MESSAGE':
      return null;
    case 'WEB_REDIRECT':
      return `https://landing.vipps.no?token=${token}`;
    case 'NATIVE_REDIRECT':
      return `vippsMT://token=${token}`;
    case 'QR':
      return body.qrFormat?.format === 'TEXT/TARGETURL'
        ? targetAddress(token)
        : pictureAddress(token, body.qrFormat ?? null, host);
  }
}

const shownReceipt = (receipt: NonNullable<CreateBody['receipt']>): Receipt => ({
  lines: receipt.orderLines.map((line) => ({
    name: line.name,
    quantity: line.unitInfo?.quantity ?? '1',
    total: line.totalAmount,
    isReturn: line.isReturn === true,
  })),
  tax: receipt.orderLines.reduce(
    (sum, line) => sum + (line.isReturn === true ? -line.totalTaxAmount : line.totalTaxAmount),
    0,
  ),
  posId: receipt.bottomLine.posId ?? receipt.bottomLine.terminalId ?? null,
  receiptNumber: receipt.bottomLine.receiptNumber ?? null,
});

const phoneOf = (customer: CreateBody['customer'], codes: Codes, now: number): string | null =>
  customer?.phoneNumber ?? phoneOfCode(codes, customer?.personalQr ?? '', now);

interface Making {
  readonly random: Random;
  readonly codes: Codes;
  readonly now: number;
  /** To which the create was sent. */
  readonly host: string | undefined;
}

/** Makes the payment of an accepted create, with its CREATED event. */
export function createPayment(body: CreateBody, { random, codes, now, host }: Making, idempotencyKey: string): Payment {
  const token = body.userFlow === 'PUSH_MESSAGE' ? null : random.hex(32);
  const payment: Payment = {
    reference: body.reference,
    pspReference: '',
    state: 'CREATED',
    currency: body.amount.currency,
    value: body.amount.value,
    authorized: 0,
    captured: 0,
    cancelled: 0,
    refunded: 0,
    methodType: body.paymentMethod.type,
    userFlow: body.userFlow,
    phoneNumber: phoneOf(body.customer, codes, now),
    description: body.paymentDescription ?? null,
    redirectUrl: token === null ? null : redirectUrl(body, token, host),
    redirectToken: token,
    scope: body.profile?.scope ?? null,
    metadata: body.metadata ?? null,
    minimumAge: body.minimumUserAge ?? null,
    receipt: body.receipt === undefined ? null : shownReceipt(body.receipt),
    createdAt: now,
    expiresAt: typeof body.expiresAt === 'string' ? Date.parse(body.expiresAt) : now + PAYMENT_LIFE,
    authorizedAt: null,
    captureBefore: null,
    lapsed: false,
    processing: false,
    unknownUntil: null,
    fundsReleased: false,
    declines: [],
    // A code waits to be scanned; a push is on the phone at once.
    dismissed: body.userFlow === 'QR',
    events: [],
    earlier: null,
  };
  record(payment, random, 'CREATED', payment.value, now, idempotencyKey);
  payment.pspReference = payment.events[0]?.pspReference ?? random.uuid();
  return payment;
}
