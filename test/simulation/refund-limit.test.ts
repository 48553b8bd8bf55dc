import { describe, expect, it } from 'vitest';
import { approveAfter } from '../../electron/simulator/customer.ts';
import type { SaleId } from '../../shared/ids.ts';
import { minor } from '../../shared/money.ts';
import { peopleInMemory, QUICK_HASHER } from '../support/till/no-people.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import { STAFF } from '../support/till/staffed-till.ts';

/** What goes back without a manager is one sum, for a sale and for a person and day, in however many slices. */

const LIMIT = 20_000;
const DAY_MS = 24 * 3_600_000;
const PINS = { anna: '1111', bo: '2222', mia: '9999' } as const;
type Id = keyof typeof PINS;

/** A till of Anna, Bo and the manager Mia, whose shop lets 200.00 go back without a manager. */
class Shop {
  readonly counter: SimulatedCounter;

  private constructor(pinsOn: boolean) {
    const disk = { file: { ...STAFF, settings: { ...STAFF.settings, pinsOn, refundLimit: minor(LIMIT) } } };
    const staff = () => ({ people: peopleInMemory(disk), hasher: QUICK_HASHER });
    this.counter = new SimulatedCounter({ seed: 5, behaviour: approveAfter(5_000), staff });
  }

  static async open(pinsOn = true): Promise<Shop> {
    const shop = new Shop(pinsOn);
    await shop.counter.open();
    return shop;
  }

  async signIn(personId: Id): Promise<void> {
    expect(await this.counter.till.handlers['people.signIn']({ personId, pin: PINS[personId] })).toEqual({
      accepted: true,
    });
  }

  async paid(amount: number): Promise<SaleId> {
    const sale = await this.counter.sell(amount);
    await this.counter.until(sale, 'authorized', 60_000);
    await this.counter.press('capture', sale);
    await this.counter.until(sale, 'captured');
    return sale;
  }

  order(saleId: SaleId, amount: number) {
    const { reference, amounts } = this.counter.payment(saleId);
    return {
      saleId,
      reference,
      before: amounts.refunded,
      amount: minor(amount),
      parts: null,
      reason: 'came back broken',
    };
  }

  /** Why not, or `back`. */
  async refund(saleId: SaleId, amount: number): Promise<string> {
    const answer = await this.counter.till.handlers['payment.refund'](this.order(saleId, amount));
    await this.counter.clock.pass(5_000);
    return answer.accepted ? 'back' : answer.error;
  }

  async approvedRefund(saleId: SaleId, amount: number): Promise<string> {
    const approval = {
      personId: 'mia',
      pin: PINS.mia,
      call: 'payment.refund',
      input: this.order(saleId, amount),
    } as const;
    expect(await this.counter.till.handlers['people.approve'](approval)).toEqual({ accepted: true });
    return this.refund(saleId, amount);
  }

  async left(saleId: SaleId): Promise<number | null | undefined> {
    const answer = await this.counter.till.handlers['payment.refundLeft']({ saleId });
    return answer.accepted ? answer.left : undefined;
  }
}

describe('the limit for refunds without a manager', () => {
  it('holds for all slices of a sale together, after a restart too; a manager approves what goes beyond', async () => {
    const shop = await Shop.open();
    await shop.signIn('bo');
    const sale = await shop.paid(300_000);
    expect(await shop.left(sale)).toBe(LIMIT);
    expect(await shop.refund(sale, 15_000)).toBe('back');
    expect(await shop.left(sale)).toBe(5_000);
    expect(await shop.refund(sale, 5_001)).toBe('people.managerNeeded');
    shop.counter.crash();
    await shop.counter.restart();
    await shop.signIn('bo');
    expect(await shop.refund(sale, 5_001)).toBe('people.managerNeeded');
    expect(await shop.refund(sale, 5_000)).toBe('back');
    expect(await shop.left(sale)).toBe(0);
    expect(await shop.refund(sale, 1)).toBe('people.managerNeeded');
    expect(await shop.approvedRefund(sale, 100_000)).toBe('back');
    expect(shop.counter.payment(sale).amounts.refunded).toBe(120_000);
  });

  it('counts what others gave back of the sale, here or in the portal', async () => {
    const shop = await Shop.open();
    await shop.signIn('anna');
    const sale = await shop.paid(300_000);
    expect(await shop.refund(sale, 12_000)).toBe('back');
    await shop.signIn('bo');
    expect(await shop.left(sale)).toBe(8_000);
    expect(await shop.refund(sale, 8_001)).toBe('people.managerNeeded');
    expect(
      shop.counter.world.actInPortal(shop.counter.payment(sale).reference, 'refund', 7_000, shop.counter.clock.now()),
    ).toBeNull();
    const recheck = shop.counter.till.handlers['payment.recheck']({
      saleId: sale,
      reference: shop.counter.payment(sale).reference,
    });
    await shop.counter.clock.pass(1_000);
    await recheck;
    expect(await shop.left(sale)).toBe(1_000);
    // Of another sale Bo has all of it: nothing of this was theirs.
    expect(await shop.left(await shop.paid(50_000))).toBe(LIMIT);
  });

  it('holds for a person and day over all sales, whatever is approved beside it, until the next day', async () => {
    const shop = await Shop.open();
    await shop.signIn('bo');
    const sales = [await shop.paid(30_000), await shop.paid(30_000), await shop.paid(30_000)] as const;
    expect(await shop.refund(sales[0], 15_000)).toBe('back');
    expect(await shop.approvedRefund(sales[1], 30_000)).toBe('back');
    expect(await shop.left(sales[2])).toBe(5_000);
    expect(await shop.refund(sales[2], 5_001)).toBe('people.managerNeeded');
    shop.counter.crash();
    await shop.counter.restart();
    await shop.signIn('bo');
    expect(await shop.left(sales[2])).toBe(5_000);
    // Others have a day of their own, and managers no limit.
    await shop.signIn('anna');
    expect(await shop.left(sales[2])).toBe(LIMIT);
    await shop.signIn('mia');
    expect(await shop.left(sales[2])).toBeNull();
    expect(await shop.refund(sales[2], 25_000)).toBe('back');
    await shop.counter.clock.pass(DAY_MS);
    await shop.signIn('bo');
    expect(await shop.left(await shop.paid(50_000))).toBe(LIMIT);
  });

  it('counts a refund of which nobody knows yet', async () => {
    const shop = await Shop.open();
    await shop.signIn('bo');
    const [first, second] = [await shop.paid(30_000), await shop.paid(30_000)];
    shop.counter.faults.add([
      { point: 'drop-answer', operations: ['refund'], times: null },
      { point: 'error-before', operations: ['get', 'events'], times: null, status: 503 },
    ]);
    expect(await shop.refund(first, 18_000)).toBe('back');
    expect(shop.counter.payment(first).phase.name).toBe('refunding');
    expect(await shop.left(second)).toBe(2_000);
    expect(await shop.refund(second, 2_001)).toBe('people.managerNeeded');
  });

  it('does not hold while PINs are off', async () => {
    const shop = await Shop.open(false);
    const sale = await shop.paid(300_000);
    expect(await shop.left(sale)).toBeNull();
    for (let slice = 0; slice < 3; slice += 1) expect(await shop.refund(sale, LIMIT)).toBe('back');
  });
});
