import type { Payment } from '../../shared/payment.ts';
import { useWindow } from '../state/store.ts';
import PrintSlip from './print-slip.tsx';

/** The slip of the newest refund of a payment. */
export default function PrintRefund({ payment }: { readonly payment: Payment }) {
  const till = useWindow(({ view }) => view?.till ?? null);
  const movement = payment.movements.findLastIndex(({ kind }) => kind === 'refund');
  if (!till || movement < 0) return null;
  return (
    <PrintSlip
      key={movement}
      what={{ kind: 'refund', saleId: payment.saleId, reference: payment.reference, movement }}
      till={till}
    />
  );
}
