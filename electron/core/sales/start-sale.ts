import { isUnexamined } from '../doctor/needed.ts';
import type { NewEvent } from '../journal/events.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Journal, OperationBody } from '../ports/journal.ts';
import type { RequestBodies } from '../ports/wallet.ts';
import { findDuplicate } from './duplicate.ts';
import type { OpenSales } from './open-sales.ts';
import type { Address } from '../../../shared/address.ts';
import { highestLimit } from '../../../shared/age-limit.ts';
import type { AgeLimit } from '../../../shared/age-limit.ts';
import type { CodeForm } from '../../../shared/code.ts';
import { COUNTRIES } from '../../../shared/country.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { makeReference } from '../../../shared/ids.ts';
import type { SaleId } from '../../../shared/ids.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { policyOf } from '../../../shared/methods.ts';
import { checkPayable, money } from '../../../shared/money.ts';
import type { Money } from '../../../shared/money.ts';
import { isUnpaid } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Operation, Payment, Recipient, Sale } from '../../../shared/payment.ts';
import type { PersonRef } from '../../../shared/people.ts';
import { countryOfMsisdn, maskPhone } from '../../../shared/phone.ts';
import { buildReceipt, formatReceiptNumber, linesTotal } from '../../../shared/receipt.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import { isSameWallet, resolvedWallet, walletOfStore } from '../../../shared/wallet.ts';

export interface SaleDeps {
  readonly openSales: OpenSales;
  readonly journal: Journal;
  readonly bodies: RequestBodies;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly ids: Ids;
}

export interface Refusal {
  readonly error: ErrorCode;
  readonly duplicateOf: SaleId | null;
}

export const refuse = (error: ErrorCode, duplicateOf: SaleId | null = null) => err<Refusal>({ error, duplicateOf });

/** Rings up a sale and sends the request to the customer. The receipt number is the next one, without gaps. */
export function startSale(
  deps: SaleDeps,
  store: StoreSettings,
  input: CallInput<'sale.start'>,
  by: PersonRef | null,
): Result<SaleId, Refusal> {
  if (isUnexamined(deps.journal, store.environment)) return refuse('till.unexamined');
  const { currency } = COUNTRIES[store.country];
  const recipient = recipientOf(input.to);
  if (!recipient.ok) return refuse(recipient.error);
  const total = money(currency, input.total);
  const unpayable = checkPayable(total);
  if (unpayable) return refuse(unpayable);
  if (input.lines.length > 0 && linesTotal(input.lines) !== input.total) return refuse('lines.doNotAddUp');
  const lines = input.lines.length > 0 ? input.lines : [bareAmount(store, total)];
  const meant = isMeant(deps, input, { saleId: null, total }, recipient.value);
  if (!meant.ok) return meant;
  const saleId = deps.ids.saleId();
  const at = deps.clock.now();
  const receiptNumber = deps.journal.lastReceiptNumber() + 1;
  const opened: NewEvent = { type: 'sale.opened', at, saleId, receiptNumber, posId: store.posId, lines, total };
  const request = makeRequest(
    deps,
    store,
    { saleId, receiptNumber, lines, total, posId: store.posId },
    {
      attempt: 1,
      to: input.to,
      recipient: recipient.value,
      minimumAge: highestLimit([input.minimumAge, ...lines.map(({ minimumAge }) => minimumAge)]),
      by,
    },
  );
  const begun = deps.openSales.begin([opened, request.event], request.body);
  return begun.ok ? ok(saleId) : refuse(begun.error);
}

/** A new attempt for a sale whose earlier one has ended unpaid, with a reference of its own. */
export function sendAgain(
  deps: SaleDeps,
  store: StoreSettings,
  input: CallInput<'sale.sendAgain'>,
  by: PersonRef | null,
): Result<SaleId, Refusal> {
  const sale = deps.openSales.find(input.saleId);
  if (!sale) return refuse('sale.unknown');
  const earlier = currentPayment(sale);
  if (!isUnpaid(earlier.phase))
    return refuse(earlier.phase.name === 'captured' ? 'sale.alreadyPaid' : 'sale.liveRequest');
  if (!isOfWallet(earlier, store)) return refuse('sale.otherWallet');
  const recipient = recipientOf(input.to);
  if (!recipient.ok) return refuse(recipient.error);
  const meant = isMeant(deps, input, sale, recipient.value);
  if (!meant.ok) return meant;
  const request = makeRequest(deps, store, sale, {
    attempt: earlier.attempt + 1,
    to: input.to,
    recipient: recipient.value,
    minimumAge: earlier.minimumAge,
    by,
  });
  const begun = deps.openSales.begin([request.event], request.body);
  return begun.ok ? ok(sale.saleId) : refuse(begun.error);
}

/**
 * Refused as `sale.duplicate` while the cashier has not said that this request is meant, although the same number was
 * just asked for the same amount.
 * @param about the sale that the request is for, which is no duplicate of itself; `saleId` null for one that is not
 * written yet
 */
export function isMeant(
  { openSales, clock }: SaleDeps,
  { duplicateAcknowledged }: { readonly duplicateAcknowledged: boolean },
  about: { readonly saleId: SaleId | null; readonly total: Money },
  recipient: Recipient,
): Result<null, Refusal> {
  if (duplicateAcknowledged) return ok(null);
  const others = openSales.all.filter(({ saleId }) => saleId !== about.saleId);
  const duplicate = findDuplicate(others, recipient, about.total, clock.now());
  return duplicate ? refuse('sale.duplicate', duplicate.saleId) : ok(null);
}

/** Whether a new attempt can follow in the wallet of today: a sale has one currency and one sales unit. */
export function isOfWallet({ wallet }: Payment, store: StoreSettings): boolean {
  const today = walletOfStore(store);
  return isSameWallet(resolvedWallet(wallet, today), today);
}

/** As it is remembered and shown: the masked number, or null where the method goes to none. */
export function recipientOf(to: Address): Result<Recipient, ErrorCode> {
  if (to.method !== 'phone') return ok(null);
  const country = countryOfMsisdn(to.msisdn);
  return country ? ok(maskPhone(to.msisdn, country)) : err('phone.foreign');
}

/** A bare amount becomes one line with the store's default rate; it is called what the customer knows, the shop. */
const bareAmount = (store: StoreSettings, total: Money): SaleLine => ({
  name: store.storeName,
  quantity: '1',
  unitPrice: total.value,
  vatRate: store.defaultVatRate,
});

/** Drawn here only where the shop says that it may be. */
function codeFormFor(to: Address, { drawsCode }: StoreSettings): CodeForm | null {
  if (policyOf(to).shows === null) return null;
  return drawsCode ? 'text' : 'image';
}

function makeRequest(
  deps: SaleDeps,
  store: StoreSettings,
  sale: Pick<Sale, 'saleId' | 'receiptNumber' | 'lines' | 'total' | 'posId'>,
  asked: {
    readonly attempt: number;
    readonly to: Address;
    readonly recipient: Recipient;
    readonly minimumAge: AgeLimit | null;
    readonly by: PersonRef | null;
  },
): { readonly event: NewEvent; readonly body: OperationBody } {
  const at = deps.clock.now();
  const reference = makeReference({
    storeName: store.storeName,
    posId: sale.posId,
    journalTag: deps.journal.tag,
    date: deps.calendar.day(at).date,
    receiptNumber: sale.receiptNumber,
    attempt: asked.attempt,
  });
  const create: Operation = { kind: 'create', key: deps.ids.idempotencyKey(), requestedAt: at };
  const receipt = buildReceipt({
    lines: sale.lines,
    currency: sale.total.currency,
    posId: sale.posId,
    receiptNumber: sale.receiptNumber,
  });
  const description = `${store.storeName} ${formatReceiptNumber(sale.receiptNumber)}`;
  const wallet = { name: 'written' as const, ...walletOfStore(store) };
  const codeForm = codeFormFor(asked.to, store);
  const { to, minimumAge } = asked;
  const body = deps.bodies.create({
    reference,
    amount: sale.total,
    to,
    codeForm,
    minimumAge,
    description,
    receipt,
  });
  return {
    event: {
      type: 'payment.requested',
      at,
      saleId: sale.saleId,
      reference,
      attempt: asked.attempt,
      wallet,
      amount: sale.total,
      method: asked.to.method,
      recipient: asked.recipient,
      codeForm,
      minimumAge,
      create,
      ...(store.takesPayment === 'onApproval' ? { takesPayment: store.takesPayment } : {}),
      by: asked.by,
    },
    body: { key: create.key, reference, body },
  };
}
