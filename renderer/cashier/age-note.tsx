import { IdCard } from 'lucide-react';
import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { currentPayment } from '../../shared/payment.ts';
import type { Payment, Sale } from '../../shared/payment.ts';
import { useErrorText, useText } from '../i18n/index.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { Button } from '../ui/button.tsx';
import '../payment/band-note.css';
import './age-note.css';

/** Before the goods change hands: until the payment is taken, or after it where the till took it at once. */
export const asksForId = ({ minimumAge, phase, takesPayment, idSeenAt }: Payment): boolean =>
  minimumAge !== null &&
  (phase.name === 'authorized' || (phase.name === 'captured' && takesPayment === 'onApproval' && idSeenAt === null));

/** Which age limit the wallet was told, and whether somebody here has seen the customer's ID. */
export function AgeNote({ sale }: { readonly sale: Sale }) {
  const text = useText();
  const errorText = useErrorText();
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const payment = currentPayment(sale);
  const { reference, minimumAge } = payment;
  if (minimumAge === null || !asksForId(payment)) return null;
  const seen = (): void =>
    void bridge.call['payment.idSeen']({ saleId: sale.saleId, reference }).then(
      (reply) => setRefused(reply.accepted ? null : reply.error),
      (reason: unknown) => setRefused(denialOf(reason)),
    );
  return (
    <div className="age-note">
      <p className="band-note band-note-more">{text('state.ageSent', { age: minimumAge })}</p>
      {payment.idSeenAt === null ? (
        <Button icon={IdCard} testId="id-seen" onPress={seen}>
          {text('action.idSeen')}
        </Button>
      ) : (
        <p className="band-note band-note-more">{text('state.idWasSeen')}</p>
      )}
      {refused && <p className="band-note band-note-more">{errorText(refused).title}</p>}
    </div>
  );
}
