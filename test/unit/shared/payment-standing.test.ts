import { describe, expect, it } from 'vitest';
import { saleScreen } from '../../../renderer/state/select-screen.ts';
import { decide } from '../../../electron/core/payment/intents.ts';
import { requestEntryOf } from '../../../electron/core/payment/day-book-entries.ts';
import {
  awaitsCapture,
  isDecidable,
  isFinal,
  isHeld,
  isPaid,
  isUnpaid,
  stageOf,
  standingOf,
} from '../../../shared/payment-standing.ts';
import type { Stage } from '../../../shared/payment-standing.ts';
import { isReserved, refundBarrier } from '../../../shared/reservation.ts';
import { saleRowOf } from '../../../shared/sale-row.ts';
import { reachableStates } from '../../support/machine/states.ts';
import { key, saleAfter, T0, WISH } from '../../support/machine/payment-samples.ts';

/** Every state that the machine can come into: lists, screens and reports say the same about each. */
const STATES = [...reachableStates()];
const UNPAID: readonly Stage[] = ['released', 'declined', 'expired', 'withdrawn', 'refused'];

describe('where a payment stands', () => {
  it('is told alike by lists, screens and reports, in every state that there can be', () => {
    expect(STATES.length).toBeGreaterThan(100);
    for (const [name, payment] of STATES) {
      const standing = standingOf(payment).name;
      const sale = { ...saleAfter(), payments: [payment] };
      const row = saleRowOf(sale).state;
      const screen = saleScreen(payment).name;
      const { outcome } = requestEntryOf(sale, payment);
      expect(row === 'attention', name).toBe(standing === 'needsPerson');
      expect(row === 'settledByHand', name).toBe(standing === 'settledByHand');
      expect(row === 'unclear', name).toBe(standing === 'unclear');
      if (standing === 'needsPerson' || standing === 'settledByHand' || standing === 'unclear') {
        expect(['paid', 'declined', 'expired', 'withdrawn', 'released', 'refused', 'notSent'], name).not.toContain(
          screen,
        );
        continue;
      }
      expect(row === 'waiting', name).toBe(standing === 'open');
      expect(row === 'reserved', name).toBe(standing === 'reserved');
      expect(outcome === 'approved', name).toBe(['reserved', 'taken', 'released'].includes(standing));
      if (UNPAID.includes(standing)) {
        expect(row, name).toBe(standing);
        expect(screen === 'notSent' ? 'refused' : screen, name).toBe(standing);
      }
    }
  });

  it('is over without money exactly in the ends that are no capture, and held exactly between approval and end', () => {
    for (const [name, payment] of STATES) {
      const stage = stageOf(payment.phase);
      expect(isUnpaid(payment.phase), name).toBe(UNPAID.includes(stage));
      expect(isFinal(payment.phase), name).toBe(isUnpaid(payment.phase) || payment.phase.name === 'captured');
      if (isPaid(payment)) expect(stage, name).toBe('taken');
      if (isHeld(payment)) expect(isFinal(payment.phase), name).toBe(false);
      if (isReserved(payment)) expect(isHeld(payment), name).toBe(true);
      if (refundBarrier(payment, 0) === null) expect(payment.amounts.captured, name).toBeGreaterThan(0);
    }
  });

  it('can be decided exactly where the core would send a capture or a release, and nothing is in doubt', () => {
    for (const [name, payment] of STATES) {
      const sent = (type: 'capture' | 'release'): boolean => {
        const wish =
          type === 'capture' ? { type, order: null, rest: 'keep' as const, wish: WISH } : { type, wish: WISH };
        const decision = decide(payment, { ...wish, now: T0, freshKey: key('fresh'), sending: false });
        return decision.ok && decision.value.effects.includes('send');
      };
      const certain = payment.certainty.name === 'confirmed';
      expect(isDecidable(payment), name).toBe(certain && sent('capture') && sent('release'));
      if (awaitsCapture(payment)) expect(isDecidable(payment), name).toBe(true);
      if (isDecidable(payment)) expect(isHeld(payment), name).toBe(true);
    }
  });
});
