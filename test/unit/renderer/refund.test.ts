import { describe, expect, it } from 'vitest';
import { paymentSchema, phaseSchema } from '../../../shared/payment.ts';
import type { Payment, Phase } from '../../../shared/payment.ts';
import { refundInHand } from '../../../renderer/payment/moved-texts.ts';
import { stateTexts } from '../../../renderer/payment/state-texts.ts';
import { saleScreen } from '../../../renderer/state/select-screen.ts';
import { paymentToRefund } from '../../../renderer/refund/payment-to-refund.ts';
import { progressOf, watched, watchOf } from '../../../renderer/refund/refund-progress.ts';
import { paymentIn, saleIn } from '../../support/renderer/renderer-fixtures.ts';

const order = { amount: 5_000, parts: null, by: null, approvedBy: null, reason: 'Returned' };
const movement = (kind: string, amount: number, key: string | null) => ({ ...order, kind, at: 3, amount, key });
const captured = (refundProblem: string | null, movements: readonly unknown[] = [], refunded = 0): Payment =>
  paymentSchema.parse({
    ...paymentIn({ name: 'captured', at: 2, refundProblem: null }),
    phase: { name: 'captured', at: 2, refundProblem },
    amounts: { authorized: 24_900, captured: 24_900, cancelled: 0, refunded },
    movements,
  });
const refunding = (certainty: unknown = { name: 'confirmed', at: 2 }): Payment =>
  paymentSchema.parse({
    ...captured(null),
    phase: { name: 'refunding', refund: { kind: 'refund', key: 'key', requestedAt: 3 }, order, found: false },
    certainty,
  });

describe('how a refund stands', () => {
  const fresh = watchOf(captured(null, [movement('capture', 24_900, 'capture')]));

  it('is done only by a movement of our own that the wallet told', () => {
    const moves = [movement('capture', 24_900, 'capture')];
    expect(progressOf(fresh, captured(null, moves)).name).toBe('pending');
    expect(progressOf(fresh, captured(null, [...moves, movement('refund', 900, null)], 900)).name).toBe('pending');
    expect(
      progressOf(
        fresh,
        captured(null, [...moves, movement('refund', 900, null), movement('refund', 5_000, 'key')], 5_900),
      ),
    ).toEqual({ name: 'done', amount: 5_000, movement: 2 });
  });

  it('is never done by a refund that was made before', () => {
    const moves = [movement('capture', 24_900, 'capture'), movement('refund', 5_000, 'earlier')];
    expect(progressOf(watchOf(captured(null, moves, 5_000)), captured(null, moves, 5_000)).name).toBe('pending');
  });

  it('is under way, or not known, while the wallet has not answered', () => {
    expect(progressOf(fresh, refunding()).name).toBe('pending');
    expect(progressOf(fresh, refunding({ name: 'unclear', since: 4, problem: 'network.timeout' })).name).toBe(
      'unclear',
    );
  });

  it('is refused by the answer to it, and not by the answer to an earlier one', () => {
    expect(progressOf(fresh, captured('wallet.refundTooHigh', [movement('capture', 24_900, 'capture')]))).toEqual({
      name: 'refused',
      problem: 'wallet.refundTooHigh',
    });
    const again = watchOf(captured('wallet.refundTooHigh'));
    // The reply overtook the events: what is still in view belongs to the refund before.
    expect(progressOf(again, captured('wallet.refundTooHigh')).name).toBe('pending');
    expect(progressOf(watched(again, refunding()), captured('wallet.refundTooHigh')).name).toBe('refused');
    expect(watched(again, captured('wallet.refundTooHigh'))).toBe(again);
  });
});

describe('which payment of a sale is given back', () => {
  const authorized: Phase = { name: 'authorized', at: 2, cancelLost: false, captureProblem: null };
  it('is the one that was taken, or else the one that is reserved, or none', () => {
    const sale = saleIn({ phase: authorized });
    expect(paymentToRefund(sale)?.phase.name).toBe('authorized');
    expect(
      paymentToRefund({ payments: [captured(null), ...saleIn({ phase: { name: 'expired', at: 3 } }).payments] })
        ?.amounts.captured,
    ).toBe(24_900);
    expect(paymentToRefund(saleIn({ phase: { name: 'aborted', at: 2 } }))).toBeNull();
  });
});

describe('what is said of money that moved', () => {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    `${key} ${Object.values(values).join(' ')}`.replaceAll('\u00a0', ' ').trim();
  const told = (payment: Payment) => {
    const screen = saleScreen(payment);
    const { title, notes } = stateTexts(
      screen,
      { payment, late: false, phone: '…67', notAsked: undefined, waited: 0 },
      say,
      () => ({ title: 'T', sentence: 'S.', action: 'A.' }),
    );
    return [title, ...notes.filter(Boolean)];
  };
  const sums = (payment: Payment, amounts: Record<string, number>, movements: readonly unknown[] = []) =>
    paymentSchema.parse({
      ...payment,
      amounts: { authorized: 24_900, captured: 24_900, cancelled: 0, refunded: 0, ...amounts },
      movements,
    });

  it('comes from the sums of the wallet alone', () => {
    expect(told(sums(captured(null), { captured: 20_000, cancelled: 4_900 }))).toEqual([
      'moved.paidPart 200,00 kr 249,00 kr',
      'moved.paidPartNote 49,00 kr',
    ]);
    expect(
      told(
        sums(captured(null), { refunded: 5_000 }, [movement('refund', 4_000, null), movement('refund', 1_000, 'key')]),
      ),
    ).toEqual(['moved.refundedPart 50,00 kr 249,00 kr', 'moved.refundedPartNote 199,00 kr', 'moved.inPortal 40,00 kr']);
    expect(told(sums(captured(null), { refunded: 24_900 }))).toEqual([
      'moved.refunded 249,00 kr',
      'moved.refundedNote',
    ]);
    expect(told(refunding())).toEqual(['moved.refunding 50,00 kr', 'moved.refundingNote']);
    expect(
      told(
        sums(paymentIn({ name: 'authorized', at: 2, cancelLost: false, captureProblem: null }), { captured: 5_000 }),
      ),
    ).toEqual(['moved.partTaken 50,00 kr 199,00 kr', 'moved.partTakenNote']);
  });

  it('names a part that is being taken, and what becomes of the rest', () => {
    const capturing = (rest: 'keep' | 'release') =>
      sums(
        paymentIn(
          phaseSchema.parse({
            name: 'capturing',
            capture: { kind: 'capture', key: 'key', requestedAt: 1 },
            order,
            rest,
            found: false,
          }),
        ),
        { captured: 0 },
      );
    expect(told(capturing('keep'))).toEqual(['moved.capturingPart 50,00 kr', 'moved.capturingKeep']);
    expect(told(capturing('release'))).toEqual(['moved.capturingPart 50,00 kr', 'moved.capturingRelease']);
  });
});

describe('what is at stake', () => {
  it('is what goes back while a refund is under way, in doubt, or proved not to be made', () => {
    const unmade = paymentSchema.parse({ ...captured('sale.refundNotMade'), unmadeRefund: order });
    expect(refundInHand(refunding())).toBe(5_000);
    expect(refundInHand(refunding({ name: 'unclear', since: 3, problem: 'network.dropped' }))).toBe(5_000);
    expect(refundInHand({ ...unmade, attention: 'sale.refundNotMade' })).toBe(5_000);
    expect(refundInHand(unmade)).toBeNull();
    expect(refundInHand(captured(null))).toBeNull();
  });
});
