import { describe, expect, it } from 'vitest';
import { minor } from '../../shared/money.ts';
import { vatRate } from '../../shared/vat.ts';
import { close, compared, draft, kindsOf, opened, paidSale, refund, seenIn } from '../support/till/closing-acts.ts';
import { eventsOf } from '../support/simulation/sale-stories.ts';
import type { End } from '../support/simulation/sale-stories.ts';

const HOUR = 3_600_000;

describe('comparing', () => {
  it('offline says what could not be asked, gives up soon, and the day can be closed with a reason', async () => {
    const counter = await opened();
    for (let number = 0; number < 8; number += 1) await paidSale(counter, 1_000 + number);
    counter.faults.add([{ point: 'refuse-connection', times: null }]);
    const report = await compared(counter);
    expect(report.reconciliation?.wallet).toMatchObject({ asked: 0, notAsked: 8, captures: { count: 0 } });
    expect(report.reconciliation?.wallet.problem).toMatch(/^network\./);
    expect(report.reconciliation?.settlement).toMatchObject({ status: 'notRead', dates: null });
    expect(kindsOf(report.reconciliation?.differences)).toEqual([]);
    expect(report.needs).toEqual(['notCompared']);
    expect(await close(counter, 'No network tonight')).toMatchObject({
      needs: ['notCompared'],
      reason: 'No network tonight',
    });
  });

  it('without access to the settlement still compares with the wallet; the missing book is no difference', async () => {
    const counter = await opened();
    counter.world.patchUnit({ ledgerAccess: 'forbidden' });
    await paidSale(counter, 1_000);
    const report = await compared(counter);
    expect(report.reconciliation?.settlement).toMatchObject({ status: 'notRead', problem: expect.stringMatching(/./) });
    expect(report.reconciliation?.differences).toEqual([]);
    expect(report.needs).toEqual([]);
  });

  it('tells of money in the journal that the wallet knows nothing of, and asks on', async () => {
    const counter = await opened();
    for (const receiptNumber of [901, 902, 903, 904, 905]) {
      counter.journal.append(
        eventsOf({
          receiptNumber,
          at: counter.clock.now(),
          lasts: 1_000,
          code: false,
          end: 'paid',
          lines: [{ name: 'x', quantity: '1', unitPrice: minor(100), vatRate: vatRate(2500) }],
        }),
      );
    }
    await paidSale(counter, 1_000);
    const { reconciliation } = await compared(counter);
    expect(reconciliation?.wallet).toMatchObject({ asked: 6, notAsked: 0, captures: { count: 1, amount: 1_000 } });
    const unknown = (reconciliation?.differences ?? []).filter(({ kind }) => kind === 'walletUnknown');
    expect(unknown.map(({ receiptNumber, stake, amount }) => [receiptNumber, stake, amount])).toEqual(
      [901, 902, 903, 904, 905].map((receiptNumber) => [receiptNumber, 'capture', -100]),
    );
  });

  it('tells all that is at stake in a payment unknown to the wallet, though what was taken went back', async () => {
    const counter = await opened();
    const lines = [{ name: 'x', quantity: '1', unitPrice: minor(700), vatRate: vatRate(2500) }];
    const at = counter.clock.now();
    const add = (receiptNumber: number, end: End) =>
      counter.journal.append(eventsOf({ receiptNumber, at, lasts: 1_000, code: false, end, lines }));
    (['refunded', 'approved', 'declined', 'released'] as const).forEach((end, index) => add(901 + index, end));
    await counter.restart();
    const { reconciliation } = await compared(counter);
    expect(
      reconciliation?.differences.map(({ kind, receiptNumber, stake, amount }) => [kind, receiptNumber, stake, amount]),
    ).toEqual([
      ['walletUnknown', 902, 'reservation', -700],
      ['walletUnknown', 901, 'capture', -700],
      ['walletUnknown', 901, 'refund', 700],
      ['pending', null, 'capture', -700],
      ['pending', null, 'refund', 700],
    ]);
    expect(reconciliation?.wallet).toMatchObject({ captures: { count: 0 }, refunds: { count: 0 } });
  });

  it('takes one reason for many, in one entry, which stands on the closing once; later ones too', async () => {
    const counter = await opened();
    const price = { name: 'x', quantity: '1', unitPrice: minor(100), vatRate: vatRate(2500) };
    const sales = Array.from({ length: 120 }, (_, index) =>
      eventsOf({
        receiptNumber: 901 + index,
        at: counter.clock.now(),
        lasts: 1_000,
        code: false,
        end: 'paid',
        lines: [price],
      }),
    );
    counter.journal.append(sales.flat());
    const found = (await compared(counter)).reconciliation;
    const ids = (found?.differences ?? []).filter(({ kind }) => kind === 'walletUnknown').map(({ id }) => id);
    expect([ids.length, found?.leftOut]).toEqual([120, []]);
    const explain = (report: number | null, differences: string[], reason: string) =>
      counter.till.handlers['closing.explain']({ report, differences, reason });
    expect(await explain(null, [...ids, 'walletUnknown:of-nobody:capture'], 'From another wallet')).toEqual({
      accepted: false,
      error: 'closing.unknown',
    });
    const before = counter.journal.size;
    const [last = '', ...others] = ids.toReversed();
    expect(await explain(null, others, 'From another wallet')).toEqual({ accepted: true });
    expect(counter.journal.size).toBe(before + 1);
    // What was said holds after comparing again, for these and for no others.
    const again = await compared(counter);
    expect(again.needs).toEqual(['differences']);
    expect(
      again.reconciliation?.differences.filter(({ reason }) => reason?.text === 'From another wallet'),
    ).toHaveLength(119);
    const reply = await counter.till.handlers['closing.close']({ seen: seenIn(again), reason: 'One is looked into' });
    const entry = reply.accepted ? reply.entry : 0;
    expect(await explain(entry, [last], 'That one too')).toEqual({ accepted: true });
    const kept = await counter.till.handlers['closing.show']({ kind: 'closing', entry });
    expect(kept.accepted && kept.later).toEqual([
      { at: expect.any(Number), by: null, differences: [last], text: 'That one too' },
    ]);
    const slip = kept.accepted ? kept.lines : [];
    expect(slip.filter((line) => line.includes('From another wallet'))).toEqual(['[1] From another wallet']);
    expect(slip.filter((line) => /^- \d{4} taken \[1\] +-1,00$/.test(line))).toHaveLength(119);
    expect(slip.filter((line) => /^- \d{4} taken +-1,00$/.test(line))).toHaveLength(1);
  });

  it('says what stands in the journal of payments that could not be asked about', async () => {
    const counter = await opened();
    const first = await paidSale(counter, 1_000);
    await paidSale(counter, 2_500);
    await refund(counter, first, 400);
    counter.faults.add([{ point: 'refuse-connection', times: null }]);
    expect((await compared(counter)).reconciliation?.wallet).toMatchObject({
      notAsked: 2,
      captures: { amount: 0 },
      unasked: { captures: { count: 2, amount: 3_500 }, refunds: { count: 1, amount: 400 } },
    });
  });

  it('can be stopped, and begins anew', async () => {
    const counter = await opened();
    for (let number = 0; number < 12; number += 1) await paidSale(counter, 1_000 + number);
    await counter.till.handlers['closing.compare'](undefined);
    expect(await counter.till.handlers['closing.compare'](undefined)).toEqual({
      accepted: false,
      error: 'closing.busy',
    });
    await counter.till.handlers['closing.stopComparing'](undefined);
    await counter.clock.pass(60_000);
    const stopped = (await draft(counter)).reconciliation?.wallet;
    expect(stopped?.notAsked).toBeGreaterThan(0);
    expect(stopped?.problem).toBeNull();
    expect((await compared(counter)).reconciliation?.wallet).toMatchObject({ asked: 12, notAsked: 0 });
    expect(counter.errors).toEqual([]);
  });

  it('finds in the settlement a refund of an old sale that nobody asks about any more, and asks', async () => {
    const counter = await opened();
    const saleId = await paidSale(counter, 10_000);
    await compared(counter);
    await close(counter);
    counter.world.actInPortal(counter.payment(saleId).reference, 'refund', 2_000, counter.clock.now());
    await paidSale(counter, 500);
    await counter.clock.pass(60_000);
    const report = await compared(counter);
    expect(report.refundsElsewhere).toEqual({ count: 1, amount: 2_000 });
    expect(kindsOf(report.reconciliation?.differences)).toEqual(['fee', 'portalRefund']);
    expect(report.reconciliation?.settlement.refunds).toEqual({ count: 1, amount: 2_000 });
  });

  it('tells when the settlement has closed the date without a sale, and has one that the wallet has not', async () => {
    const counter = await opened();
    const saleId = await paidSale(counter, 10_000);
    const { reference } = counter.payment(saleId);
    counter.world.ledger(counter.clock.now()).funds.splice(0);
    counter.world.enterForeign(
      { topic: 'funds', entryType: 'refund', amount: -300, reference, pspReference: 'wrong-1' },
      counter.clock.now(),
    );
    await counter.clock.pass(40 * HOUR);
    const { reconciliation } = await compared(counter);
    expect(reconciliation?.settlement.status).toBe('incomplete');
    expect(reconciliation?.differences.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['notSettled', -10_000],
      ['onlySettled', -300],
      ['fee', -180],
    ]);
  });

  it('is right whatever signs, balances and times the settlement has, and says that they are odd', async () => {
    const counter = await opened();
    const { ledgerShapes } = counter.world.unit();
    counter.world.patchUnit({
      ledgerShapes: { ...ledgerShapes, oddSigns: true, oddBalances: true, feesPerCapture: 2, unknownTypes: true },
    });
    for (let number = 0; number < 5; number += 1) await refund(counter, await paidSale(counter, 1_000 + number), 300);
    const other = {
      topic: 'funds',
      entryType: 'refund',
      amount: 700,
      reference: 'shop-till2-20260119-xyz10001-1',
      pspReference: 'other-1',
    } as const;
    counter.world.enterForeign(other, counter.clock.now());
    await counter.clock.pass(60_000);
    const { reconciliation } = await compared(counter);
    expect(reconciliation?.differences.map(({ kind, stake, count, amount }) => [kind, stake, count, amount])).toEqual([
      ['otherTill', 'refund', 1, -700],
      ['fee', null, 10, -90],
    ]);
    expect(reconciliation?.settlement).toMatchObject({ captures: { count: 5 }, refunds: { count: 5, amount: 1_500 } });
    expect(reconciliation?.settlement.odd).toEqual({ signs: 4, balances: 6 });
  });

  it.each(['neverCloses', 'notFound'] as const)(
    'is never blocked by dates that do not close (%s), and calls nothing missing of them',
    async (how) => {
      const counter = await opened();
      const { ledgerShapes } = counter.world.unit();
      counter.world.patchUnit({
        ledgerShapes: { ...ledgerShapes, ...(how === 'notFound' ? { openDates: how } : { neverCloses: true }) },
      });
      await paidSale(counter, 1_000);
      counter.world.ledger(counter.clock.now()).funds.splice(0);
      await counter.clock.pass(60_000);
      const report = await compared(counter);
      expect(report.reconciliation?.settlement).toMatchObject({ status: 'incomplete', problem: null });
      expect(kindsOf(report.reconciliation?.differences)).toContain('pending');
      expect(await close(counter)).toMatchObject({ number: 1, needs: [] });
    },
  );
});
