import { useEffect, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Minor } from '../../shared/money.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { recallSale, recheck, refundLeft } from '../payment/money-calls.ts';
import type { OnPayment } from '../payment/money-calls.ts';
import { useWindow } from '../state/store.ts';

export interface PaymentInHand {
  readonly sale: Sale;
  readonly payment: Payment;
}

/** A payment of any age, as this window knows it now; null while it is not here. */
export function usePayment({ saleId, reference }: OnPayment, recalled: Sale | null): PaymentInHand | null {
  const live = useWindow(({ view }) => view?.sales.find((sale) => sale.saleId === saleId) ?? null);
  const sale = live ?? recalled;
  const payment = sale?.payments.find((each) => each.reference === reference);
  return sale && payment ? { sale, payment } : null;
}

export type Asked =
  | { readonly name: 'asking' }
  | { readonly name: 'known' }
  | { readonly name: 'failed'; readonly problem: ErrorCode };

/**
 * Takes a payment in hand and has the wallet asked about it, so that what was given back in its portal is known before
 * anything is offered. `again` asks once more.
 */
export function useAskedPayment(on: OnPayment): {
  readonly inHand: PaymentInHand | null;
  readonly asked: Asked;
  readonly again: () => void;
} {
  const { saleId, reference } = on;
  const [asked, setAsked] = useState<Asked>({ name: 'asking' });
  const [recalled, setRecalled] = useState<Sale | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let over = false;
    const ask = async (): Promise<void> => {
      const problem = await recheck({ saleId, reference });
      const found = await recallSale(saleId);
      if (over) return;
      if ('sale' in found) setRecalled(found.sale);
      const wrong = problem ?? ('error' in found ? found.error : null);
      setAsked(wrong === null ? { name: 'known' } : { name: 'failed', problem: wrong });
    };
    setAsked({ name: 'asking' });
    void ask();
    return () => {
      over = true;
    };
  }, [saleId, reference, tries]);
  return { inHand: usePayment(on, recalled), asked, again: () => setTries(tries + 1) };
}

/** How much needs no manager, asked anew when who stands there or what went back changes; null: nothing to tell. */
export function useRefundLeft({ sale, payment }: PaymentInHand): Minor | null {
  const who = useWindow(({ view }) => view?.till.people.signedIn?.id ?? null);
  const [left, setLeft] = useState<Minor | null>(null);
  const { saleId } = sale;
  const { refunded } = payment.amounts;
  useEffect(() => {
    let over = false;
    void refundLeft(saleId).then((answer) => over || setLeft(answer));
    return () => {
      over = true;
    };
  }, [saleId, refunded, who]);
  return left;
}
