import { changeDraft, clearDraft, draftStore, forgetTyped, rememberNumber } from './draft.ts';
import type { Sending } from './draft.ts';
import { forgetCode } from './scanned.ts';
import { rememberWish } from '../payment/recipient.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { selectSale, windowStore } from '../state/store.ts';
import type { Address } from '../../shared/address.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Reference, SaleId } from '../../shared/ids.ts';
import { isUnpaid } from '../../shared/payment-standing.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Recipient, Sale } from '../../shared/payment.ts';
import { countryOfMsisdn, maskPhone } from '../../shared/phone.ts';

/** Resolves when the sale is in this window: the reply can overtake the event that brings it. */
function saleArrived(saleId: SaleId): Promise<void> {
  const here = () => windowStore.getState().view?.sales.some((sale) => sale.saleId === saleId) ?? false;
  if (here()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = windowStore.subscribe(() => {
      if (!here()) return;
      stop();
      resolve();
    });
  });
}

/** Sends the request once: while one is on its way, pressing again does nothing. */
export async function startSale(sending: Sending, duplicateAcknowledged: boolean): Promise<void> {
  if (draftStore.getState().sending) return;
  changeDraft({ sending, asked: null, duplicateOf: null });
  try {
    const { lines, total, to, minimumAge } = sending;
    const reply = await bridge.call['sale.start']({
      lines: [...lines],
      total: total.value,
      ...(minimumAge === null ? {} : { minimumAge }),
      to,
      duplicateAcknowledged,
    });
    if (!reply.accepted) {
      changeDraft({ sending: null, refused: reply.error, duplicateOf: reply.duplicateOf });
      return;
    }
    rememberNumber(reply.saleId, to);
    forgetCode();
    await saleArrived(reply.saleId);
    selectSale(reply.saleId);
    clearDraft();
  } catch (reason) {
    changeDraft({ sending: null, refused: denialOf(reason) });
  }
}

function maskedOf(to: Address): Recipient {
  const country = to.method === 'phone' ? countryOfMsisdn(to.msisdn) : null;
  return to.method !== 'phone' || country === null ? null : maskPhone(to.msisdn, country);
}

export type Intent = 'cancel' | 'capture' | 'checkNow';

/**
 * Asks main for something about the newest payment of a sale. Returns why not, or null; what then happens arrives as
 * events.
 */
export async function ask(intent: Intent, sale: Sale): Promise<ErrorCode | null> {
  try {
    const { reference } = currentPayment(sale);
    const reply = await bridge.call[`payment.${intent}`]({ saleId: sale.saleId, reference });
    return reply.accepted ? null : reply.error;
  } catch (reason) {
    return denialOf(reason);
  }
}

/**
 * Why a request was not made; `duplicateOf`: the sale of the same number and amount that the cashier is to be shown
 * before.
 */
interface NotAsked {
  readonly error: ErrorCode;
  readonly duplicateOf: SaleId | null;
}

/**
 * A new request for a sale. One that is still live is withdrawn first: main sends the
 * new one when that is proved. Returns why not, or null.
 */
export async function askInstead(sale: Sale, to: Address, duplicateAcknowledged: boolean): Promise<NotAsked | null> {
  const { saleId } = sale;
  const { reference, phase } = currentPayment(sale);
  try {
    const ended = isUnpaid(phase);
    const reply = await (ended
      ? bridge.call['sale.sendAgain']({ saleId, to, duplicateAcknowledged })
      : bridge.call['sale.change']({ saleId, reference, to, duplicateAcknowledged }));
    if (!reply.accepted) return reply;
    if (!ended) rememberWish(reference, { method: to.method, recipient: maskedOf(to) });
    rememberNumber(saleId, to);
    forgetCode();
    forgetTyped();
    return null;
  } catch (reason) {
    return { error: denialOf(reason), duplicateOf: null };
  }
}

/** Writes down why a payment needs no more attention. Returns why not, or null. */
export async function resolveAttention(
  saleId: SaleId,
  reference: Reference,
  reason: string,
): Promise<ErrorCode | null> {
  try {
    const reply = await bridge.call['payment.resolve']({ saleId, reference, reason });
    return reply.accepted ? null : reply.error;
  } catch (denial) {
    return denialOf(denial);
  }
}
