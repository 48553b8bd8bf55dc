import { describe, expect, it } from 'vitest';
import type { Phase, Sale } from '../../../shared/payment.ts';
import { NO_WISH, currentPayment, phaseSchema } from '../../../shared/payment.ts';
import { lateAfter, lateApprovals, needingAttention, openPayments } from '../../../renderer/state/alerts.ts';
import { aboutUnclear } from '../../../renderer/state/select-screen.ts';
import { CLOSED, newestLive, withView } from '../../../renderer/state/store.ts';
import type { TillView } from '../../../renderer/state/store.ts';
import { ORDER, paymentIn, saleIn, tillIn } from '../../support/renderer/renderer-fixtures.ts';

const waiting = (number: number): Sale => saleIn({ number, phase: { name: 'waiting', expiresAt: 9, code: null } });
const approved = (number: number, change: { cancelLost?: boolean; captureProblem?: 'wallet.busy' | null } = {}): Sale =>
  saleIn({ number, phase: { name: 'authorized', at: 9, cancelLost: false, captureProblem: null, ...change } });
const declined = (number: number): Sale => saleIn({ number, phase: { name: 'aborted', at: 9 } });
const needing = (number: number): Sale =>
  saleIn({ number, phase: { name: 'aborted', at: 9 }, payment: { attention: 'internal' } });
const referenceOf = (sale: Sale) => currentPayment(sale).reference;
const none: ReadonlySet<never> = new Set<never>();

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

const NOW = 1_000_000_000;

describe('approvals that come late', () => {
  it('are those that happen while another sale or none is in the middle', () => {
    const late = lateAfter(
      none,
      [waiting(1), waiting(2)],
      [approved(1), approved(2, { cancelLost: true })],
      waiting(1).saleId,
      NOW,
    );
    expect([...late]).toEqual([referenceOf(approved(2))]);
    expect([...lateAfter(none, [waiting(1), waiting(2)], [approved(1), approved(2)], null, NOW)]).toHaveLength(2);
  });

  it('are not those that the cashier saw and left for later', () => {
    expect(lateAfter(none, [approved(1)], [approved(1)], null, NOW)).toBe(none);
  });

  it('are after a start all that nobody saw, but the one that is shown', () => {
    expect([...lateAfter(none, null, [approved(1), approved(2)], approved(2).saleId, NOW)]).toEqual([
      referenceOf(approved(1)),
    ]);
  });

  it('are after a start not those that were seen long before and wait to be handed over', () => {
    const old = (number: number, approvedAt: number) =>
      saleIn({
        number,
        phase: { name: 'authorized', at: 9, cancelLost: false, captureProblem: null },
        payment: { approvedAt },
      });
    const sales = [old(1, NOW - 86_400_000), old(2, NOW - 60_000)];
    expect([...lateAfter(none, null, sales, null, NOW)]).toEqual([referenceOf(old(2, 0))]);
    expect(newestLive([old(2, NOW - 60_000), old(1, NOW - 86_400_000)], NOW)).toBe(old(2, 0).saleId);
    expect(newestLive([old(1, NOW - 86_400_000)], NOW)).toBeNull();
  });

  it('stay until they are decided, and are offered only beside another screen', () => {
    const late = lateAfter(none, [waiting(1)], [approved(1)], null, NOW);
    expect(lateAfter(late, [approved(1)], [approved(1)], approved(1).saleId, NOW)).toBe(late);
    expect(lateApprovals([approved(1)], late, null)).toHaveLength(1);
    expect(lateApprovals([approved(1)], late, approved(1).saleId)).toEqual([]);
    const operation = { kind: 'capture', key: 'key', requestedAt: 1 } as const;
    const capturing = saleIn({
      number: 1,
      phase: phaseSchema.parse({ name: 'capturing', capture: operation, order: ORDER, rest: 'keep', found: false }),
    });
    expect(lateAfter(late, [approved(1)], [capturing], null, NOW).size).toBe(0);
    expect(lateApprovals([capturing], late, null)).toEqual([]);
  });

  it('are not said of a payment that is unclear, needs a person, or whose capture was refused', () => {
    const unclear = saleIn({
      number: 1,
      phase: { name: 'authorized', at: 9, cancelLost: false, captureProblem: null },
      payment: { certainty: { name: 'unclear', since: 1, problem: 'network.timeout' } },
    });
    const attention = saleIn({
      number: 2,
      phase: { name: 'authorized', at: 9, cancelLost: false, captureProblem: null },
      payment: { attention: 'internal' },
    });
    expect(lateAfter(none, [], [unclear, attention, approved(3, { captureProblem: 'wallet.busy' })], null, NOW)).toBe(
      none,
    );
  });
});

describe('the window with a newer view', () => {
  const view = (sales: readonly Sale[], status: 'starting' | 'open' = 'open', seq = 1): TillView => ({
    seq,
    sales,
    till: tillIn({ status }),
  });

  it('brings the newest live sale to the middle when the till opens, and offers the other approvals', () => {
    const starting = withView(CLOSED, view([approved(1), approved(2)], 'starting'));
    expect(starting).toMatchObject({ selected: null });
    expect(starting.late.size).toBe(0);
    const opened = withView(starting, view([approved(1), approved(2)], 'open', 2));
    expect(opened.selected).toBe(approved(2).saleId);
    expect([...opened.late]).toEqual([referenceOf(approved(1))]);
  });

  it('never moves the cashier to another sale while the till is open', () => {
    const keying = { ...withView(CLOSED, view([waiting(1)])), selected: null };
    const after = withView(keying, view([approved(1)], 'open', 2));
    expect(after.selected).toBeNull();
    expect([...after.late]).toEqual([referenceOf(approved(1))]);
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
