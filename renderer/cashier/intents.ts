import type { ErrorCode } from '../../shared/errors.ts';
import type { SaleId } from '../../shared/ids.ts';
import type { Msisdn } from '../../shared/phone.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Sale } from '../../shared/payment.ts';
import { bridge, denialOf } from '../bridge.ts';
import { selectSale, windowStore } from '../store.ts';
import { changeDraft, clearDraft, draftStore, rememberNumber } from './draft.ts';
import type { Sending } from './draft.ts';

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
    const { lines, total, msisdn } = sending;
    const reply = await bridge.call['sale.start']({ lines: [...lines], total: total.value, msisdn, duplicateAcknowledged });
    if (!reply.accepted) {
      changeDraft({ sending: null, refused: reply.error, duplicateOf: reply.duplicateOf });
      return;
    }
    rememberNumber(reply.saleId, msisdn);
    await saleArrived(reply.saleId);
    selectSale(reply.saleId);
    clearDraft();
  } catch (reason) {
    changeDraft({ sending: null, refused: denialOf(reason) });
  }
}

export type Intent = 'cancel' | 'capture' | 'release' | 'checkNow';

/** Asks main for something about the newest payment of a sale. Returns why not, or null; what then happens arrives as events. */
export async function ask(intent: Intent, sale: Sale): Promise<ErrorCode | null> {
  try {
    const { reference } = currentPayment(sale);
    const reply = await bridge.call[`payment.${intent}`]({ saleId: sale.saleId, reference });
    return reply.accepted ? null : reply.error;
  } catch (reason) {
    return denialOf(reason);
  }
}

/** A new attempt for a sale that ended unpaid. Returns why not, or null. */
export async function sendAgain(sale: Sale, msisdn: Msisdn): Promise<ErrorCode | null> {
  try {
    const reply = await bridge.call['sale.sendAgain']({ saleId: sale.saleId, msisdn });
    if (!reply.accepted) return reply.error;
    rememberNumber(sale.saleId, msisdn);
    return null;
  } catch (reason) {
    return denialOf(reason);
  }
}
