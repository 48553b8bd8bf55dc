import { describe, expect, it } from 'vitest';
import { approveAfter, MANUAL, script } from '../../electron/simulator/customer.ts';
import type { SaleId } from '../../shared/ids.ts';
import { MAX_PAYMENT, minor } from '../../shared/money.ts';
import { msisdnSchema } from '../../shared/phone.ts';
import { saleLineSchema } from '../../shared/receipt.ts';
import { vatRate } from '../../shared/vat.ts';
import { PHONE, SimulatedCounter } from '../support/simulation/counter.ts';

const PATIENT = '4798765432';
const msisdn = msisdnSchema.parse(PHONE);

async function opened(
  options: Partial<ConstructorParameters<typeof SimulatedCounter>[0]> = {},
): Promise<SimulatedCounter> {
  const counter = new SimulatedCounter({ seed: 3, behaviour: approveAfter(500), ...options });
  await counter.open();
  return counter;
}

async function finish(counter: SimulatedCounter, sale: SaleId): Promise<void> {
  await counter.until(sale, 'authorized');
  await counter.press('capture', sale);
  await counter.until(sale, 'captured');
}

describe('several customers', () => {
  it('ends the sale of a slow customer well although more than forty others came and went', async () => {
    const counter = await opened({
      behaviour: {
        ...MANUAL,
        byPhone: { [PATIENT]: script([{ after: 300_000, act: 'approve' }]) },
        otherwise: script([{ after: 500, act: 'approve' }]),
      },
    });
    const slow = await counter.sell(5_000, PATIENT);
    for (let served = 0; served < 45; served += 1) await finish(counter, await counter.sell(1_000 + served));
    await counter.until(slow, 'authorized', 400_000);
    await counter.press('capture', slow);
    await counter.until(slow, 'captured');
    await counter.clock.pass(30_000);
    expect(counter.errors).toEqual([]);
    expect(counter.journal.takings(0).count).toBe(46);
  });

  it('still has a second attempt in hand after a restart', async () => {
    const counter = await opened({
      behaviour: {
        queue: [script([{ after: 500, act: 'reject' }])],
        byPhone: {},
        otherwise: script([{ after: 20_000, act: 'approve' }]),
      },
    });
    const sale = await counter.sell(5_000);
    await counter.until(sale, 'aborted');
    await counter.till.handlers['sale.sendAgain']({
      saleId: sale,
      to: { method: 'phone', msisdn },
      duplicateAcknowledged: false,
    });
    await counter.until(sale, 'waiting');
    expect(counter.journal.openSales()).toEqual([sale]);
    expect(counter.journal.verify()).toBeNull();
    counter.crash();
    await counter.restart();
    await finish(counter, sale);
  });

  it('gives receipt numbers without gaps, also after a restart', async () => {
    const counter = await opened();
    for (let served = 0; served < 3; served += 1) await finish(counter, await counter.sell(1_000 + served));
    counter.crash();
    await counter.restart();
    await finish(counter, await counter.sell(9_000));
    expect([...counter.screen.values()].map(({ receiptNumber }) => receiptNumber)).toEqual([1, 2, 3, 4]);
  });

  it('asks before the same number pays the same amount again, and shows the earlier sale', async () => {
    const counter = await opened();
    const start = (duplicateAcknowledged: boolean) =>
      counter.till.handlers['sale.start']({
        lines: [],
        total: minor(5_000),
        to: { method: 'phone', msisdn },
        duplicateAcknowledged,
      });
    const first = await start(false);
    expect(first.accepted).toBe(true);
    await counter.clock.pass(100);
    expect(await start(false)).toMatchObject({
      accepted: false,
      error: 'sale.duplicate',
      duplicateOf: 'saleId' in first ? first.saleId : '',
    });
    expect((await start(true)).accepted).toBe(true);
    await counter.clock.pass(6 * 60_000);
    expect((await start(false)).accepted).toBe(true);
  });

  it('asks as well before an unpaid sale is sent again to such a number, but not about the sale itself', async () => {
    const counter = await opened({
      behaviour: { queue: [script([{ after: 500, act: 'reject' }])], byPhone: {}, otherwise: script([]) },
    });
    const again = (saleId: SaleId, duplicateAcknowledged: boolean) =>
      counter.till.handlers['sale.sendAgain']({ saleId, to: { method: 'phone', msisdn }, duplicateAcknowledged });
    const declined = await counter.sell(5_000);
    await counter.until(declined, 'aborted');
    const earlier = await counter.sell(5_000);
    await counter.until(earlier, 'waiting');
    const before = counter.requests;
    expect(await again(declined, false)).toEqual({ accepted: false, error: 'sale.duplicate', duplicateOf: earlier });
    expect(counter.payment(declined).attempt).toBe(1);
    expect(counter.requests).toBe(before);
    await counter.press('cancel', earlier);
    await counter.until(earlier, 'terminated');
    expect(await again(declined, false)).toEqual({ accepted: true });
    expect(await again(earlier, false)).toEqual({ accepted: false, error: 'sale.duplicate', duplicateOf: declined });
    expect(await again(earlier, true)).toEqual({ accepted: true });
  });
});

describe('what the till does not take', () => {
  const line = (quantity: string, unitPrice: number) =>
    saleLineSchema.parse({ name: 'Bread', quantity, unitPrice, vatRate: vatRate(1500) });

  it.each([
    ['zero', [], 0, 'amount.zero'],
    ['less than the wallet takes', [], 99, 'amount.belowMinimum'],
    ['more than the wallet takes', [], MAX_PAYMENT + 1, 'amount.aboveMaximum'],
    ['lines that do not add up', [line('2', 1_000)], 1_999, 'lines.doNotAddUp'],
    [
      'the largest lines there can be',
      Array.from({ length: 100 }, () => line('99999.999', MAX_PAYMENT)),
      5_000,
      'lines.doNotAddUp',
    ],
  ])('%s: says why, writes nothing and sends nothing', async (_, lines, total, error) => {
    const counter = await opened();
    const before = counter.requests;
    const reply = await counter.till.handlers['sale.start']({
      lines,
      total: minor(total),
      to: { method: 'phone', msisdn },
      duplicateAcknowledged: false,
    });
    expect(reply).toEqual({ accepted: false, error, duplicateOf: null });
    await counter.clock.pass(5_000);
    expect(counter.requests).toBe(before);
    expect(counter.journal.lastReceiptNumber()).toBe(0);
  });

  it('a number of a country without the wallet', async () => {
    const counter = await opened();
    const reply = await counter.till.handlers['sale.start']({
      lines: [],
      total: minor(5_000),
      to: { method: 'phone', msisdn: msisdnSchema.parse('4915123456789') },
      duplicateAcknowledged: false,
    });
    expect(reply).toMatchObject({ accepted: false, error: 'phone.foreign' });
  });

  it('a second request while one is live, or when it is paid', async () => {
    const counter = await opened();
    const sale = await counter.sell(5_000);
    expect(
      await counter.till.handlers['sale.sendAgain']({
        saleId: sale,
        to: { method: 'phone', msisdn },
        duplicateAcknowledged: false,
      }),
    ).toEqual({ accepted: false, error: 'sale.liveRequest', duplicateOf: null });
    await finish(counter, sale);
    expect(
      await counter.till.handlers['sale.sendAgain']({
        saleId: sale,
        to: { method: 'phone', msisdn },
        duplicateAcknowledged: false,
      }),
    ).toEqual({ accepted: false, error: 'sale.alreadyPaid', duplicateOf: null });
    expect(await counter.press('capture', sale)).toEqual({ accepted: false, error: 'sale.alreadyPaid' });
  });

  it('a capture before the approval', async () => {
    const counter = await opened();
    const sale = await counter.sell(5_000);
    expect(await counter.press('capture', sale)).toEqual({ accepted: false, error: 'sale.notApproved' });
  });
});

describe('what comes on screen', () => {
  it('is numbered without gaps, and the snapshot holds all of it', async () => {
    const seqs: number[] = [];
    const counter = await opened({ onEvent: ({ seq }) => seqs.push(seq) });
    await finish(counter, await counter.sell(5_000));
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    const snapshot = await counter.till.handlers['terminal.snapshot'](undefined);
    expect(snapshot.seq).toBe(seqs.length);
    expect(snapshot.sales).toEqual([...counter.screen.values()]);
    expect(snapshot.till.today).toEqual({ sum: 5_000, count: 1 });
  });
});
