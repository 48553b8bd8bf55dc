import { describe, expect, it } from 'vitest';
import type { Phase, Sale } from '../../../shared/payment.ts';
import { NO_WISH, currentPayment, phaseSchema } from '../../../shared/payment.ts';
import { lateApprovals, needingAttention, openPayments } from '../../../renderer/state/alerts.ts';
import { aboutUnclear } from '../../../renderer/state/select-screen.ts';
import { ORDER, paymentIn, saleIn } from '../../support/renderer/renderer-fixtures.ts';

const waiting = (number: number): Sale => saleIn({ number, phase: { name: 'waiting', expiresAt: 9, code: null } });
const approved = (number: number): Sale =>
  saleIn({ number, phase: { name: 'authorized', at: 9, cancelLost: false, captureProblem: null } });
const declined = (number: number): Sale => saleIn({ number, phase: { name: 'aborted', at: 9 } });
const needing = (number: number): Sale =>
  saleIn({ number, phase: { name: 'aborted', at: 9 }, payment: { attention: 'internal' } });
const referenceOf = (sale: Sale) => currentPayment(sale).reference;

describe('what needs a person, and what is open', () => {
  it('finds every payment with attention, also an earlier attempt of a sale that goes on', () => {
    const again = waiting(3);
    const sale: Sale = {
      ...again,
      payments: [paymentIn({ name: 'aborted', at: 9 }, 3, { attention: 'internal' }), ...again.payments],
    };
    expect(
      needingAttention([needing(1), declined(2), sale]).map(({ sale: { receiptNumber }, payment }) => [
        receiptNumber,
        payment.phase.name,
      ]),
    ).toEqual([
      [1, 'aborted'],
      [3, 'aborted'],
    ]);
  });

  it('counts as open what can still be approved or is not decided, and nothing that has ended', () => {
    expect(
      openPayments([waiting(1), approved(2), declined(3), needing(4)]).map(({ sale }) => sale.receiptNumber),
    ).toEqual([1, 2]);
  });
});

describe('approvals that come late', () => {
  it('are offered only beside another screen, and until they are decided', () => {
    const late = new Set([referenceOf(approved(1))]);
    expect(lateApprovals([approved(1)], late, null)).toHaveLength(1);
    expect(lateApprovals([approved(1)], late, approved(1).saleId)).toEqual([]);
    expect(lateApprovals([declined(1)], late, null)).toEqual([]);
  });
});

describe('what is known while a payment is unclear', () => {
  const operation = { kind: 'cancel', key: 'key', requestedAt: 1 } as const;
  it.each<[unknown, string]>([
    [{ name: 'registering', create: operation, cancelWanted: false, mayExist: true }, 'unclearCreate'],
    [{ name: 'registering', create: operation, cancelWanted: true, mayExist: true }, 'unclearCreateCancel'],
    [{ name: 'waiting', expiresAt: 9, code: null }, 'unclearWaiting'],
    [
      { name: 'cancelling', cancel: operation, mode: 'withdraw', wish: NO_WISH, expiresAt: 9, answered: null },
      'unclearCancel',
    ],
    [
      {
        name: 'cancelling',
        cancel: operation,
        mode: 'withdraw',
        wish: NO_WISH,
        expiresAt: 9,
        answered: 'wallet.alreadyApproved',
      },
      'unclearCancelRefused',
    ],
    [
      { name: 'cancelling', cancel: operation, mode: 'release', wish: NO_WISH, expiresAt: null, answered: null },
      'unclearRelease',
    ],
    [{ name: 'authorized', at: 2, cancelLost: false, captureProblem: null }, 'unclearApproved'],
    [{ name: 'refunding', refund: operation, order: ORDER, found: false }, 'unclearRefund'],
    [{ name: 'expired', at: 2 }, 'unclearEnd'],
  ])('%j', (phase, known) => {
    const parsed: Phase = phaseSchema.parse(phase);
    expect(aboutUnclear(parsed)).toBe(known);
  });
});
