import { describe, expect, it } from 'vitest';
import { Front, lateAfter, newestLive } from '../../../electron/core/till/front.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import { currentPayment, phaseSchema } from '../../../shared/payment.ts';
import type { Sale } from '../../../shared/payment.ts';
import type { InFront } from '../../../shared/sale-in-front.ts';
import { ORDER, saleIn } from '../../support/renderer/renderer-fixtures.ts';

const NOW = 1_000_000_000;
const waiting = (number: number): Sale => saleIn({ number, phase: { name: 'waiting', expiresAt: 9, code: null } });
const approved = (number: number, change: { cancelLost?: boolean; captureProblem?: 'wallet.busy' | null } = {}): Sale =>
  saleIn({ number, phase: { name: 'authorized', at: 9, cancelLost: false, captureProblem: null, ...change } });
const declined = (number: number): Sale => saleIn({ number, phase: { name: 'aborted', at: 9 } });
const old = (number: number, approvedAt: number): Sale =>
  saleIn({
    number,
    phase: { name: 'authorized', at: 9, cancelLost: false, captureProblem: null },
    payment: { approvedAt },
  });
const referenceOf = (sale: Sale) => currentPayment(sale).reference;
const none: readonly Reference[] = [];
const after = (
  late: readonly Reference[],
  before: readonly Sale[] | null,
  sales: readonly Sale[],
  saleId: SaleId | null = null,
) => lateAfter({ saleId, late }, before, sales, NOW);

describe('the newest live sale', () => {
  it('counts one that is not clear or needs a person as live, and no old reservation', () => {
    expect(newestLive([declined(1)], 0)).toBeNull();
    expect(newestLive([waiting(1), waiting(2), declined(3)], 0)).toBe(waiting(2).saleId);
    const unclear = saleIn({
      number: 4,
      phase: { name: 'aborted', at: 9 },
      payment: { certainty: { name: 'unclear', since: 1, problem: 'network.timeout' } },
    });
    const parked = saleIn({
      number: 5,
      phase: { name: 'captured', at: 9, refundProblem: null },
      payment: { attention: 'internal' },
    });
    expect(newestLive([unclear, declined(6)], 0)).toBe(unclear.saleId);
    expect(newestLive([parked, declined(6)], 0)).toBe(parked.saleId);
    expect(newestLive([old(2, NOW - 60_000), old(1, NOW - 86_400_000)], NOW)).toBe(old(2, 0).saleId);
    expect(newestLive([old(1, NOW - 86_400_000)], NOW)).toBeNull();
  });
});

describe('approvals that come late', () => {
  it('are those that happen while another sale or none is in the middle', () => {
    const before = [waiting(1), waiting(2)];
    const now = [approved(1), approved(2, { cancelLost: true })];
    expect(after(none, before, now, waiting(1).saleId)).toEqual([referenceOf(approved(2))]);
    expect(after(none, before, now)).toHaveLength(2);
  });

  it('are not those that the cashier saw and left for later', () => {
    expect(after(none, [approved(1)], [approved(1)])).toBe(none);
  });

  it('are after a start all that nobody saw, but the one that is shown', () => {
    expect(after(none, null, [approved(1), approved(2)], approved(2).saleId)).toEqual([referenceOf(approved(1))]);
  });

  it('are after a start not those that were seen long before and wait to be handed over', () => {
    expect(after(none, null, [old(1, NOW - 86_400_000), old(2, NOW - 60_000)])).toEqual([referenceOf(old(2, 0))]);
  });

  it('stay until they are decided', () => {
    const late = after(none, [waiting(1)], [approved(1)]);
    expect(late).toHaveLength(1);
    expect(after(late, [approved(1)], [approved(1)], approved(1).saleId)).toBe(late);
    const operation = { kind: 'capture', key: 'key', requestedAt: 1 } as const;
    const capturing = saleIn({
      number: 1,
      phase: phaseSchema.parse({ name: 'capturing', capture: operation, order: ORDER, rest: 'keep', found: false }),
    });
    expect(after(late, [approved(1)], [capturing])).toEqual([]);
  });

  it('are not said of a payment that is unclear, needs a person, or whose capture was refused', () => {
    const authorized = { name: 'authorized', at: 9, cancelLost: false, captureProblem: null } as const;
    const certainty = { name: 'unclear', since: 1, problem: 'network.timeout' };
    const unclear = saleIn({ number: 1, phase: authorized, payment: { certainty } });
    const attention = saleIn({ number: 2, phase: authorized, payment: { attention: 'internal' } });
    expect(after(none, [], [unclear, attention, approved(3, { captureProblem: 'wallet.busy' })])).toBe(none);
  });
});

describe('what stands before the customer', () => {
  const front = () => {
    const told: InFront[] = [];
    return { told, front: new Front({ now: () => NOW }, (standing) => void told.push(standing)) };
  };

  it('is the newest live sale when the till opens; the other approvals are late', () => {
    const { front: it, told } = front();
    it.follow([approved(1), approved(2)]);
    expect(told).toEqual([]);
    it.opened([approved(1), approved(2)]);
    expect(told).toEqual([{ saleId: approved(2).saleId, late: [referenceOf(approved(1))] }]);
    it.opened([approved(1), approved(2)]);
    expect(told).toHaveLength(1);
  });

  it('is moved by people alone while the till is open', () => {
    const { front: it, told } = front();
    it.opened([waiting(1)]);
    it.stand(null);
    it.stand(null);
    it.follow([approved(1), waiting(2)]);
    expect(it.standing).toEqual({ saleId: null, late: [referenceOf(approved(1))] });
    expect(told).toHaveLength(3);
    it.follow([approved(1), waiting(2)]);
    expect(told).toHaveLength(3);
  });

  it('stays where it was when the till opens again, unless its sale is not there any more', () => {
    const { front: it } = front();
    it.opened([waiting(1), waiting(2)]);
    it.stand(waiting(1).saleId);
    it.opened(null);
    it.opened([waiting(1), waiting(2)]);
    expect(it.standing.saleId).toBe(waiting(1).saleId);
    it.opened(null);
    it.opened([waiting(7)]);
    expect(it.standing.saleId).toBe(waiting(7).saleId);
  });
});
