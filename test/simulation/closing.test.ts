import { describe, expect, it } from 'vitest';
import type { Difference, DifferenceKind, TerminalReport } from '../../shared/closing.ts';
import type { SaleId } from '../../shared/ids.ts';
import { minor } from '../../shared/money.ts';
import { vatRate } from '../../shared/vat.ts';
import { eventsOf } from '../support/sale-stories.ts';
import type { End } from '../support/sale-stories.ts';
import { PHONE, SimulatedCounter } from '../support/simulated-counter.ts';

const HOUR = 3_600_000;

async function paidSale(counter: SimulatedCounter, value: number, msisdn: string | null = PHONE): Promise<SaleId> {
  const saleId = await approvedSale(counter, value, msisdn);
  await counter.press('capture', saleId);
  await counter.until(saleId, 'captured');
  return saleId;
}
async function approvedSale(counter: SimulatedCounter, value: number, msisdn: string | null = PHONE): Promise<SaleId> {
  const saleId = await counter.sell(value, msisdn);
  const { reference } = await counter.until(saleId, 'waiting');
  counter.world.act(reference, 'approve', counter.clock.now());
  await counter.until(saleId, 'authorized');
  return saleId;
}
async function refund(counter: SimulatedCounter, saleId: SaleId, amount: number): Promise<void> {
  const { reference, amounts } = counter.payment(saleId);
  expect(await counter.till.handlers['payment.refund']({ saleId, reference, before: amounts.refunded, amount: minor(amount), parts: null, reason: 'Came back' })).toEqual({ accepted: true });
  await counter.until(saleId, 'captured');
}

/** Compares with the wallet's books, and gives the draft afterwards. */
async function compared(counter: SimulatedCounter): Promise<TerminalReport> {
  expect(await counter.till.handlers['closing.compare'](undefined)).toEqual({ accepted: true });
  const done = async () => (await counter.till.handlers['closing.progress'](undefined)).progress === null;
  let over = false;
  const watch = async () => {
    while (!over) {
      over = await done();
      if (!over) await new Promise<void>((resolve) => counter.clock.after(50, resolve));
    }
  };
  const watching = watch();
  expect(await counter.clock.passUntil(() => over, HOUR)).toBe(true);
  await watching;
  return draft(counter);
}
async function draft(counter: SimulatedCounter): Promise<TerminalReport> {
  const reply = await counter.till.handlers['closing.draft'](undefined);
  if (!reply.accepted) throw new Error(reply.error);
  return reply.report;
}
const seenIn = ({ takings, refunds, requests }: TerminalReport) => ({ takings: takings.amount, refunds: refunds.amount, requests: requests.sent.count });
async function close(counter: SimulatedCounter, reason: string | null = null): Promise<TerminalReport> {
  const reply = await counter.till.handlers['closing.close']({ seen: seenIn(await draft(counter)), reason });
  if (!reply.accepted) throw new Error(reply.error);
  return shown(counter, reply.entry);
}
async function shown(counter: SimulatedCounter, entry: number): Promise<TerminalReport> {
  const reply = await counter.till.handlers['closing.show']({ kind: 'closing', entry });
  if (!reply.accepted) throw new Error(reply.error);
  return reply.report;
}
const opened = async (): Promise<SimulatedCounter> => {
  const counter = new SimulatedCounter({ seed: 11, latency: { min: 20, max: 200 } });
  await counter.open();
  return counter;
};
const kindsOf = (differences: readonly Difference[] = []): readonly DifferenceKind[] => differences.map(({ kind }) => kind).toSorted();

describe('closing', () => {
  it('names each thing that the wallet’s books have and the till did not do, and keeps it', async () => {
    const counter = await opened();
    const { world, clock } = counter;
    const first = await paidSale(counter, 10_000);
    await paidSale(counter, 24_900, null);
    const third = await paidSale(counter, 5_000);
    await refund(counter, first, 2_500);
    world.actInPortal(counter.payment(third).reference, 'refund', 1_500, clock.now());
    const portal = await approvedSale(counter, 7_000);
    world.actInPortal(counter.payment(portal).reference, 'capture', null, clock.now());
    const late = await counter.sell(3_300);
    const { reference } = await counter.until(late, 'waiting');
    const withdrawn = counter.press('cancel', late);
    world.act(reference, 'approve', clock.now());
    await withdrawn;
    await counter.until(late, 'authorized');
    await counter.press('capture', late);
    await counter.until(late, 'captured');
    world.enterForeign({ topic: 'funds', entryType: 'capture', amount: 8_000, reference: 'shop-till2-20260119-xyz10001-1', pspReference: 'other-1' }, clock.now());
    world.enterForeign({ topic: 'funds', entryType: 'moon-tax', amount: -700, reference: null, pspReference: 'moon-1' }, clock.now());
    await clock.pass(60_000);
    await paidSale(counter, 9_900);

    const before = await draft(counter);
    // The one that was captured in the portal is still reserved as far as the till knows.
    expect(before.needs).toEqual(['reserved', 'notCompared']);
    const report = await compared(counter);
    const found = report.reconciliation;
    expect(kindsOf(found?.differences)).toEqual(['fee', 'lateApproval', 'otherTill', 'pending', 'portalCapture', 'portalRefund']);
    const amountOf = (kind: DifferenceKind) => found?.differences.find((each) => each.kind === kind)?.amount;
    expect([amountOf('portalRefund'), amountOf('portalCapture'), amountOf('otherTill'), amountOf('lateApproval'), amountOf('pending')]).toEqual([-1_500, 7_000, 8_000, 3_300, -9_900]);
    expect(found?.settlement.others).toEqual([{ type: 'moon-tax', count: 1, amount: -700 }]);
    const all = 10_000 + 24_900 + 5_000 + 7_000 + 3_300 + 9_900;
    expect(report.takings).toEqual({ count: 6, amount: all });
    expect(report.refunds).toEqual({ count: 2, amount: 4_000 });
    expect(report.refundsElsewhere).toEqual({ count: 1, amount: 1_500 });
    expect(found?.journal).toEqual({ captures: report.takings, refunds: report.refunds });
    expect(found?.wallet).toMatchObject({ captures: report.takings, refunds: report.refunds, notAsked: 0, problem: null });
    expect(found?.settlement).toMatchObject({ status: 'incomplete', captures: { count: 5, amount: all - 9_900 }, refunds: report.refunds });

    const books = world.books();
    expect(report.net).toBe(books.reduce((net, { captured, refunded }) => net + captured - refunded, 0));
    expect(report.needs).toEqual(['differences']);
    expect(await counter.till.handlers['closing.close']({ seen: seenIn(report), reason: null })).toEqual({ accepted: false, error: 'closing.reasonMissing' });
    for (const { id, kind } of found?.differences ?? []) {
      if (kind === 'fee' || kind === 'otherTill' || kind === 'pending') continue;
      expect(await counter.till.handlers['closing.explain']({ report: null, differences: [id], reason: `Known: ${kind}` })).toEqual({ accepted: true });
    }
    const closed = await close(counter);
    expect(closed.needs).toEqual([]);
    expect(closed.reconciliation?.differences.filter(({ reason }) => reason !== null)).toHaveLength(3);
    expect(closed.journal.hash).toBe(counter.journal.links(closed.journal.last - 1, 1)[0]?.hash);
    expect(counter.errors).toEqual([]);
    expect(counter.journal.verify()).toBeNull();
  });
});

describe('closings one after another', () => {
  it('count without a gap, several a day, with grand totals that are never reset, and none for a till that was not used', async () => {
    const counter = await opened();
    expect(await counter.till.handlers['closing.close']({ seen: { takings: minor(0), refunds: minor(0), requests: 0 }, reason: null })).toEqual({ accepted: false, error: 'closing.nothing' });
    const first = await paidSale(counter, 10_000);
    await compared(counter);
    const one = await close(counter);
    expect(one).toMatchObject({ number: 1, since: null, takings: { count: 1, amount: 10_000 }, grand: { sales: { count: 1, amount: 10_000 }, net: 10_000 }, needs: [] });
    await paidSale(counter, 2_000);
    await refund(counter, first, 500);
    await compared(counter);
    const two = await close(counter);
    expect(two).toMatchObject({ number: 2, since: one.at, takings: { count: 1, amount: 2_000 }, refunds: { count: 1, amount: 500 }, grand: { sales: { count: 2, amount: 12_000 }, returns: { count: 1, amount: 500 }, net: 11_500 } });
    expect(two.journal.first).toBe(one.journal.last + 2);
    const list = await counter.till.handlers['closing.list']({ before: null });
    expect(list.accepted && list.closings.map(({ number, net }) => [number, net])).toEqual([[2, 1_500], [1, 10_000]]);
    // Asked again much later, and after a restart, an old one is what it was.
    await counter.restart();
    expect(list.accepted && (await shown(counter, list.closings[1]?.entry ?? 0))).toEqual(one);
    expect(counter.errors).toEqual([]);
  });

  it('go by entries: a clock that is set back over a closing neither hides a sale nor counts one twice', async () => {
    const counter = await opened();
    await paidSale(counter, 10_000);
    await compared(counter);
    const one = await close(counter);
    counter.clock.machine.setWallClock(-3 * HOUR);
    await paidSale(counter, 700);
    await compared(counter);
    const two = await close(counter);
    expect(two.at).toBeLessThan(one.at);
    expect(two).toMatchObject({ number: 2, clockSetBack: true, takings: { count: 1, amount: 700 }, grand: { sales: { count: 2, amount: 10_700 } } });
    counter.clock.machine.setWallClock(48 * HOUR);
    await paidSale(counter, 50_000);
    await compared(counter);
    expect(await close(counter)).toMatchObject({ number: 3, clockSetBack: false, takings: { count: 1, amount: 50_000 }, grand: { sales: { count: 3, amount: 60_700 } } });
    expect(counter.errors).toEqual([]);
  });

  it('are made wholly or not at all when the disk refuses', async () => {
    const counter = await opened();
    await paidSale(counter, 10_000);
    const report = await compared(counter);
    const { size } = counter.journal;
    counter.diskFull = true;
    expect(await counter.till.handlers['closing.close']({ seen: seenIn(report), reason: null })).toEqual({ accepted: false, error: 'till.journalUnavailable' });
    expect(counter.journal.size).toBe(size);
    counter.diskFull = false;
    expect(await close(counter)).toMatchObject({ number: 1 });
    expect(counter.errors.filter((line) => !line.startsWith('journal refused'))).toEqual([]);
  });

  it('stand after a crash when they were written, and are not there when they were not', async () => {
    const counter = await opened();
    await paidSale(counter, 10_000);
    await compared(counter);
    counter.crash();
    await counter.restart();
    // What was compared was in memory alone: it is asked again.
    expect((await draft(counter)).needs).toEqual(['notCompared']);
    await compared(counter);
    await close(counter);
    counter.crash();
    await counter.restart();
    await paidSale(counter, 2_000);
    expect(await draft(counter)).toMatchObject({ number: 2, takings: { count: 1, amount: 2_000 }, grand: { sales: { count: 2, amount: 12_000 } } });
  });

  it('refuse figures that nobody has seen', async () => {
    const counter = await opened();
    await paidSale(counter, 10_000);
    const report = await compared(counter);
    await paidSale(counter, 2_000);
    expect(await counter.till.handlers['closing.close']({ seen: seenIn(report), reason: 'Closing time' })).toEqual({ accepted: false, error: 'closing.changed' });
    expect((await draft(counter)).needs).toEqual(['notCompared']);
  });
});

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
    expect(await close(counter, 'No network tonight')).toMatchObject({ needs: ['notCompared'], reason: 'No network tonight' });
  });

  it('without access to the settlement still compares with the wallet, and the missing book is no difference', async () => {
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
      counter.journal.append(eventsOf({ receiptNumber, at: counter.clock.now(), lasts: 1_000, code: false, end: 'paid', lines: [{ name: 'x', quantity: '1', unitPrice: minor(100), vatRate: vatRate(2500) }] }));
    }
    await paidSale(counter, 1_000);
    const { reconciliation } = await compared(counter);
    expect(reconciliation?.wallet).toMatchObject({ asked: 6, notAsked: 0, captures: { count: 1, amount: 1_000 } });
    const unknown = (reconciliation?.differences ?? []).filter(({ kind }) => kind === 'walletUnknown');
    expect(unknown.map(({ receiptNumber, stake, amount }) => [receiptNumber, stake, amount])).toEqual(
      [901, 902, 903, 904, 905].map((receiptNumber) => [receiptNumber, 'capture', -100]),
    );
  });

  it('tells all that is at stake in a payment that the wallet does not know, though what was taken was given back', async () => {
    const counter = await opened();
    const lines = [{ name: 'x', quantity: '1', unitPrice: minor(700), vatRate: vatRate(2500) }];
    const at = counter.clock.now();
    const add = (receiptNumber: number, end: End) => counter.journal.append(eventsOf({ receiptNumber, at, lasts: 1_000, code: false, end, lines }));
    (['refunded', 'approved', 'declined', 'released'] as const).forEach((end, index) => add(901 + index, end));
    await counter.restart();
    const { reconciliation } = await compared(counter);
    expect(reconciliation?.differences.map(({ kind, receiptNumber, stake, amount }) => [kind, receiptNumber, stake, amount])).toEqual([
      ['walletUnknown', 902, 'reservation', -700], ['walletUnknown', 901, 'capture', -700], ['walletUnknown', 901, 'refund', 700],
      ['pending', null, 'capture', -700], ['pending', null, 'refund', 700],
    ]);
    expect(reconciliation?.wallet).toMatchObject({ captures: { count: 0 }, refunds: { count: 0 } });
  });

  it('takes one reason for many, in one entry, which stands on the closing once; later ones too', async () => {
    const counter = await opened();
    const price = { name: 'x', quantity: '1', unitPrice: minor(100), vatRate: vatRate(2500) };
    const sales = Array.from({ length: 120 }, (_, index) =>
      eventsOf({ receiptNumber: 901 + index, at: counter.clock.now(), lasts: 1_000, code: false, end: 'paid', lines: [price] }),
    );
    counter.journal.append(sales.flat());
    const found = (await compared(counter)).reconciliation;
    const ids = (found?.differences ?? []).filter(({ kind }) => kind === 'walletUnknown').map(({ id }) => id);
    expect([ids.length, found?.leftOut]).toEqual([120, []]);
    const explain = (report: number | null, differences: string[], reason: string) => counter.till.handlers['closing.explain']({ report, differences, reason });
    expect(await explain(null, [...ids, 'walletUnknown:of-nobody:capture'], 'From another wallet')).toEqual({ accepted: false, error: 'closing.unknown' });
    const before = counter.journal.size;
    const [last = '', ...others] = ids.toReversed();
    expect(await explain(null, others, 'From another wallet')).toEqual({ accepted: true });
    expect(counter.journal.size).toBe(before + 1);
    // What was said holds after comparing again, for these and for no others.
    const again = await compared(counter);
    expect(again.needs).toEqual(['differences']);
    expect(again.reconciliation?.differences.filter(({ reason }) => reason?.text === 'From another wallet')).toHaveLength(119);
    const reply = await counter.till.handlers['closing.close']({ seen: seenIn(again), reason: 'One is looked into' });
    const entry = reply.accepted ? reply.entry : 0;
    expect(await explain(entry, [last], 'That one too')).toEqual({ accepted: true });
    const kept = await counter.till.handlers['closing.show']({ kind: 'closing', entry });
    expect(kept.accepted && kept.later).toEqual([{ at: expect.any(Number), by: null, differences: [last], text: 'That one too' }]);
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
      notAsked: 2, captures: { amount: 0 }, unasked: { captures: { count: 2, amount: 3_500 }, refunds: { count: 1, amount: 400 } },
    });
  });

  it('can be stopped, and begins anew', async () => {
    const counter = await opened();
    for (let number = 0; number < 12; number += 1) await paidSale(counter, 1_000 + number);
    await counter.till.handlers['closing.compare'](undefined);
    expect(await counter.till.handlers['closing.compare'](undefined)).toEqual({ accepted: false, error: 'closing.busy' });
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

  it('tells when the wallet company has closed the date without a sale, and when it has one that the wallet does not', async () => {
    const counter = await opened();
    const saleId = await paidSale(counter, 10_000);
    const { reference } = counter.payment(saleId);
    counter.world.ledger(counter.clock.now()).funds.splice(0);
    counter.world.enterForeign({ topic: 'funds', entryType: 'refund', amount: -300, reference, pspReference: 'wrong-1' }, counter.clock.now());
    await counter.clock.pass(40 * HOUR);
    const { reconciliation } = await compared(counter);
    expect(reconciliation?.settlement.status).toBe('incomplete');
    expect(reconciliation?.differences.map(({ kind, amount }) => [kind, amount])).toEqual([['notSettled', -10_000], ['onlySettled', -300], ['fee', -180]]);
  });

  it('is right whatever signs, balances and times the settlement has, and says that they are odd', async () => {
    const counter = await opened();
    const { ledgerShapes } = counter.world.unit();
    counter.world.patchUnit({ ledgerShapes: { ...ledgerShapes, oddSigns: true, oddBalances: true, feesPerCapture: 2, unknownTypes: true } });
    for (let number = 0; number < 5; number += 1) await refund(counter, await paidSale(counter, 1_000 + number), 300);
    const other = { topic: 'funds', entryType: 'refund', amount: 700, reference: 'shop-till2-20260119-xyz10001-1', pspReference: 'other-1' } as const;
    counter.world.enterForeign(other, counter.clock.now());
    await counter.clock.pass(60_000);
    const { reconciliation } = await compared(counter);
    expect(reconciliation?.differences.map(({ kind, stake, count, amount }) => [kind, stake, count, amount])).toEqual([['otherTill', 'refund', 1, -700], ['fee', null, 10, -90]]);
    expect(reconciliation?.settlement).toMatchObject({ captures: { count: 5 }, refunds: { count: 5, amount: 1_500 } });
    expect(reconciliation?.settlement.odd).toEqual({ signs: 4, balances: 6 });
  });

  it.each(['neverCloses', 'notFound'] as const)('is never blocked by dates that do not close (%s), and calls nothing missing of them', async (how) => {
    const counter = await opened();
    const { ledgerShapes } = counter.world.unit();
    counter.world.patchUnit({ ledgerShapes: { ...ledgerShapes, ...(how === 'notFound' ? { openDates: how } : { neverCloses: true }) } });
    await paidSale(counter, 1_000);
    counter.world.ledger(counter.clock.now()).funds.splice(0);
    await counter.clock.pass(60_000);
    const report = await compared(counter);
    expect(report.reconciliation?.settlement).toMatchObject({ status: 'incomplete', problem: null });
    expect(kindsOf(report.reconciliation?.differences)).toContain('pending');
    expect(await close(counter)).toMatchObject({ number: 1, needs: [] });
  });
});

it('open reservations must be decided, or a manager gives a reason, and both are on the report', async () => {
  const counter = await opened();
  await paidSale(counter, 1_000);
  await approvedSale(counter, 4_000);
  const report = await compared(counter);
  expect(report.needs).toEqual(['reserved']);
  expect(await counter.till.handlers['closing.close']({ seen: seenIn(report), reason: null })).toEqual({ accepted: false, error: 'closing.reasonMissing' });
  const closed = await close(counter, 'Will be fetched tomorrow');
  expect(closed).toMatchObject({ reservations: { count: 1, amount: 4_000 }, reason: 'Will be fetched tomorrow' });
});

it('the totals so far reset nothing, are numbered, and are in the journal', async () => {
  const counter = await opened();
  await paidSale(counter, 1_000);
  const made = [await counter.till.handlers['closing.soFar'](undefined), await counter.till.handlers['closing.soFar'](undefined)];
  for (const reply of made) expect(reply.accepted && reply.lines.find((line) => line.startsWith('Takings '))).toMatch(/ 1 +10,00$/);
  expect(counter.journal.entries({ types: ['report.x'], limit: 9 }).map(({ number }) => number)).toEqual([2, 1]);
  expect(await draft(counter)).toMatchObject({ number: 1, takings: { count: 1, amount: 1_000 } });
  const [first] = made;
  const again = first?.accepted ? await counter.till.handlers['closing.show']({ kind: 'x', entry: first.entry }) : null;
  expect(again?.accepted && first?.accepted && again.lines.join('\n') === first.lines.join('\n')).toBe(true);
});
