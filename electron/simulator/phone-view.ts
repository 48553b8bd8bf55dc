import { brandOf } from '../../shared/brand.ts';
import type { PhonePayment, PhoneStatus, PhoneView } from '../../shared/practice-phone.ts';
import { localDate } from './ledger-dates.ts';
import { refundable, remaining } from './payment.ts';
import { COUNTRY_RULES } from './sales-unit.ts';
import type { Payment } from './state.ts';
import type { World } from './world.ts';

const SHOWN = 30;

function statusOf(payment: Payment): PhoneStatus {
  switch (payment.state) {
    case 'CREATED':
      if (payment.processing) return 'processing';
      return payment.dismissed ? 'put-away' : 'incoming';
    case 'ABORTED':
      return 'rejected';
    case 'EXPIRED':
      return 'expired';
    case 'TERMINATED':
      return 'cancelled';
    case 'AUTHORIZED':
      if (payment.captured === 0) return payment.cancelled > 0 ? 'released' : 'reserved';
      if (payment.refunded > 0) return refundable(payment) === 0 ? 'refunded' : 'part-refunded';
      if (remaining(payment) > 0) return 'part-paid';
      return payment.cancelled > 0 ? 'part-released' : 'paid';
  }
}

const shown = (payment: Payment): PhonePayment => ({
  reference: payment.reference,
  amount: payment.value,
  currency: payment.currency,
  description: payment.description,
  status: statusOf(payment),
  captured: payment.captured,
  refunded: payment.refunded,
  reserved: Math.max(0, remaining(payment)),
  released: payment.state === 'AUTHORIZED' ? payment.cancelled : 0,
  byCode: payment.userFlow === 'QR',
  declined: payment.declines.at(-1)?.reason ?? null,
  createdAt: payment.createdAt,
  expiresAt: payment.expiresAt,
  changedAt: payment.events.findLast((event) => event.success)?.at ?? payment.createdAt,
  receipt: payment.receipt,
});

/** The phone as of `now`. */
export function phoneView(world: World, now: number): PhoneView {
  world.advance(now);
  const unit = world.unit();
  const brand = brandOf(unit.country, localDate(now, COUNTRY_RULES[unit.country].timeZone));
  return {
    now,
    online: world.customer().phoneOnline,
    shop: unit.name,
    wallet: brand.name,
    hue: brand.hue,
    ownCode: world.heldOut(now),
    payments: world.books().slice(-SHOWN).reverse().map(shown),
  };
}
