import { describe, expect, it } from 'vitest';
import { CustomerDesk } from '../../../electron/core/customer/desk.ts';
import type { CustomerScreen } from '../../../electron/core/ports/customer-screen.ts';
import { customerViewSchema } from '../../../shared/customer.ts';
import type { CustomerView } from '../../../shared/customer.ts';
import type { SaleId } from '../../../shared/ids.ts';
import type { Sale } from '../../../shared/payment.ts';
import type { Actor } from '../../../shared/people.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import { saleIn } from '../../support/renderer/renderer-fixtures.ts';
import { zoneCalendar } from '../../support/till/calendars.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const STRANGER: Actor = { by: null, mayApprove: false, approvedBy: null };
const waiting = (number: number, country = 'NO') =>
  saleIn({
    phase: { name: 'waiting', expiresAt: 600_000, code: null },
    number,
    payment: { recipient: { country, lastTwo: '67' } },
  });
const declined = (number: number) => saleIn({ phase: { name: 'aborted', at: 9 }, number });

/** A desk whose till is what the test makes of it. */
function deskOf() {
  const clock = new VirtualClock(Date.parse('2026-11-22T12:00:00Z'));
  const told: CustomerView[] = [];
  const world = { sales: [] as Sale[], stands: null as SaleId | null, language: 'nb' as 'nb' | 'en' };
  let on: Parameters<CustomerScreen['watch']>[0] | null = null;
  const desk = new CustomerDesk({
    clock,
    calendar: zoneCalendar('Europe/Oslo'),
    customer: { displays: () => [], use: () => undefined, watch: (listener) => void (on = listener) },
    logo: { current: () => null },
    store: () => PRACTICE_STORE,
    preferences: () => ({ ...DEFAULT_PREFERENCES, language: world.language }),
    sales: () => world.sales,
    standing: () => ({ saleId: world.stands, late: [] }),
    tell: (view) => void told.push(customerViewSchema.parse(view)),
    changed: () => undefined,
  });
  desk.begin();
  return {
    clock,
    told,
    desk,
    touch: (language: 'nb' | 'en') => desk.calls['customer.language']({ language }, STRANGER),
    there: (isThere: boolean) => on?.there(isThere),
    /** The till is this now. @returns what the customer reads */
    till(sales: Sale[], stands: Sale | null) {
      Object.assign(world, { sales, stands: stands?.saleId ?? null });
      desk.look();
      return told.at(-1);
    },
  };
}

describe('the customer’s window', () => {
  it('is told nothing while it is not there, all of it when its page is, and nothing twice', () => {
    const { till, told, there } = deskOf();
    const sale = waiting(1);
    till([sale], sale);
    expect(told).toEqual([]);
    there(true);
    expect(told).toMatchObject([{ shop: PRACTICE_STORE.storeName, sale: { state: 'waiting' } }]);
    till([sale], sale);
    expect(told).toHaveLength(1);
    // A page that was loaded again knows nothing.
    there(true);
    expect(told).toHaveLength(2);
  });

  it('never hears of a sale that does not stand before it', () => {
    const { till, told, there } = deskOf();
    there(true);
    const [mine, other] = [waiting(1), waiting(2)];
    till([mine, other], mine);
    const before = told.length;
    till([mine, declined(2)], mine);
    expect(told).toHaveLength(before);
    expect(till([mine, declined(2)], declined(2))?.sale).toBeNull();
  });

  it('reads for a moment how it ended although the till has gone on, and not into the next sale', async () => {
    const { till, told, there, clock } = deskOf();
    there(true);
    const sale = waiting(1);
    till([sale], sale);
    expect(till([declined(1)], declined(1))?.sale?.state).toBe('declined');
    expect(till([declined(1)], null)?.sale?.state).toBe('declined');
    await clock.pass(10_000);
    expect(told.at(-1)?.sale).toBeNull();
    till([sale], sale);
    till([declined(1)], null);
    const next = waiting(2);
    expect(till([declined(1), next], next)?.sale?.state).toBe('waiting');
    await clock.pass(10_000);
    expect(told.at(-1)?.sale?.state).toBe('waiting');
  });

  it('is empty at once where a sale that is under way is put aside', () => {
    const { till, there } = deskOf();
    there(true);
    const sale = waiting(1);
    till([sale], sale);
    expect(till([sale], null)?.sale).toBeNull();
  });
});

describe('its language', () => {
  it('is the shop’s, then the number’s, then the one that was touched, and the shop’s again', () => {
    const { till, told, there, touch } = deskOf();
    there(true);
    expect(told.at(-1)?.language).toBe('nb');
    const sale = saleIn({ phase: { name: 'waiting', expiresAt: 9, code: null }, payment: { recipient: null } });
    expect(till([sale], sale)?.language).toBe('nb');
    expect(touch('en')).toEqual({ accepted: true });
    expect(told.at(-1)?.language).toBe('en');
    expect(till([sale], null)?.language).toBe('nb');
  });

  it('follows the country of the number', () => {
    const { till, there } = deskOf();
    there(true);
    const here = waiting(1, 'NO');
    expect(till([here], here)?.language).toBe('nb');
  });

  it('that was touched before the sale began is the customer’s; without a sale it is forgotten', async () => {
    const { till, told, there, touch, clock } = deskOf();
    there(true);
    void touch('en');
    const sale = waiting(1);
    expect(till([sale], sale)?.language).toBe('en');
    await clock.pass(120_000);
    expect(told.at(-1)?.language).toBe('en');
    expect(till([sale], null)?.language).toBe('nb');
    void touch('en');
    expect(told.at(-1)?.language).toBe('en');
    await clock.pass(120_000);
    expect(told.at(-1)?.language).toBe('nb');
  });
});
