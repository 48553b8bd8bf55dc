import { describe, expect, it } from 'vitest';
import type { DifferenceKind } from '../../shared/closing.ts';
import { minor } from '../../shared/money.ts';
import {
  approvedSale,
  close,
  compared,
  draft,
  kindsOf,
  opened,
  paidSale,
  refund,
  seenIn,
  shown,
} from '../support/till/closing-acts.ts';

const HOUR = 3_600_000;

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
    world.enterForeign(
      {
        topic: 'funds',
        entryType: 'capture',
        amount: 8_000,
        reference: 'shop-till2-20260119-xyz10001-1',
        pspReference: 'other-1',
      },
      clock.now(),
    );
    world.enterForeign(
      { topic: 'funds', entryType: 'moon-tax', amount: -700, reference: null, pspReference: 'moon-1' },
      clock.now(),
    );
    await clock.pass(60_000);
    await paidSale(counter, 9_900);

    const before = await draft(counter);
    // The one that was captured in the portal is still reserved as far as the till knows.
    expect(before.needs).toEqual(['reserved', 'notCompared']);
    const report = await compared(counter);
    const found = report.reconciliation;
    expect(kindsOf(found?.differences)).toEqual([
      'fee',
      'lateApproval',
      'otherTill',
      'pending',
      'portalCapture',
      'portalRefund',
    ]);
    const amountOf = (kind: DifferenceKind) => found?.differences.find((each) => each.kind === kind)?.amount;
    expect([
      amountOf('portalRefund'),
      amountOf('portalCapture'),
      amountOf('otherTill'),
      amountOf('lateApproval'),
      amountOf('pending'),
    ]).toEqual([-1_500, 7_000, 8_000, 3_300, -9_900]);
    expect(found?.settlement.others).toEqual([{ type: 'moon-tax', count: 1, amount: -700 }]);
    const all = 10_000 + 24_900 + 5_000 + 7_000 + 3_300 + 9_900;
    expect(report.takings).toEqual({ count: 6, amount: all });
    expect(report.refunds).toEqual({ count: 2, amount: 4_000 });
    expect(report.refundsElsewhere).toEqual({ count: 1, amount: 1_500 });
    expect(found?.journal).toEqual({ captures: report.takings, refunds: report.refunds });
    expect(found?.wallet).toMatchObject({
      captures: report.takings,
      refunds: report.refunds,
      notAsked: 0,
      problem: null,
    });
    expect(found?.settlement).toMatchObject({
      status: 'incomplete',
      captures: { count: 5, amount: all - 9_900 },
      refunds: report.refunds,
    });

    const books = world.books();
    expect(report.net).toBe(books.reduce((net, { captured, refunded }) => net + captured - refunded, 0));
    expect(report.needs).toEqual(['differences']);
    expect(await counter.till.handlers['closing.close']({ seen: seenIn(report), reason: null })).toEqual({
      accepted: false,
      error: 'closing.reasonMissing',
    });
    for (const { id, kind } of found?.differences ?? []) {
      if (kind === 'fee' || kind === 'otherTill' || kind === 'pending') continue;
      expect(
        await counter.till.handlers['closing.explain']({ report: null, differences: [id], reason: `Known: ${kind}` }),
      ).toEqual({ accepted: true });
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
  it('count without a gap, several a day, grand totals never reset, none for a till that was not used', async () => {
    const counter = await opened();
    expect(
      await counter.till.handlers['closing.close']({
        seen: { takings: minor(0), refunds: minor(0), requests: 0 },
        reason: null,
      }),
    ).toEqual({ accepted: false, error: 'closing.nothing' });
    const first = await paidSale(counter, 10_000);
    await compared(counter);
    const one = await close(counter);
    expect(one).toMatchObject({
      number: 1,
      since: null,
      takings: { count: 1, amount: 10_000 },
      grand: { sales: { count: 1, amount: 10_000 }, net: 10_000 },
      needs: [],
    });
    await paidSale(counter, 2_000);
    await refund(counter, first, 500);
    await compared(counter);
    const two = await close(counter);
    expect(two).toMatchObject({
      number: 2,
      since: one.at,
      takings: { count: 1, amount: 2_000 },
      refunds: { count: 1, amount: 500 },
      grand: { sales: { count: 2, amount: 12_000 }, returns: { count: 1, amount: 500 }, net: 11_500 },
    });
    expect(two.journal.first).toBe(one.journal.last + 2);
    const list = await counter.till.handlers['closing.list']({ before: null });
    expect(list.accepted && list.closings.map(({ number, net }) => [number, net])).toEqual([
      [2, 1_500],
      [1, 10_000],
    ]);
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
    expect(two).toMatchObject({
      number: 2,
      clockSetBack: true,
      takings: { count: 1, amount: 700 },
      grand: { sales: { count: 2, amount: 10_700 } },
    });
    counter.clock.machine.setWallClock(48 * HOUR);
    await paidSale(counter, 50_000);
    await compared(counter);
    expect(await close(counter)).toMatchObject({
      number: 3,
      clockSetBack: false,
      takings: { count: 1, amount: 50_000 },
      grand: { sales: { count: 3, amount: 60_700 } },
    });
    expect(counter.errors).toEqual([]);
  });

  it('are made wholly or not at all when the disk refuses', async () => {
    const counter = await opened();
    await paidSale(counter, 10_000);
    const report = await compared(counter);
    const { size } = counter.journal;
    counter.diskFull = true;
    expect(await counter.till.handlers['closing.close']({ seen: seenIn(report), reason: null })).toEqual({
      accepted: false,
      error: 'till.journalUnavailable',
    });
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
    expect(await draft(counter)).toMatchObject({
      number: 2,
      takings: { count: 1, amount: 2_000 },
      grand: { sales: { count: 2, amount: 12_000 } },
    });
  });

  it('refuse figures that nobody has seen', async () => {
    const counter = await opened();
    await paidSale(counter, 10_000);
    const report = await compared(counter);
    await paidSale(counter, 2_000);
    expect(await counter.till.handlers['closing.close']({ seen: seenIn(report), reason: 'Closing time' })).toEqual({
      accepted: false,
      error: 'closing.changed',
    });
    expect((await draft(counter)).needs).toEqual(['notCompared']);
  });
});

it('open reservations must be decided, or a manager gives a reason, and both are on the report', async () => {
  const counter = await opened();
  await paidSale(counter, 1_000);
  await approvedSale(counter, 4_000);
  const report = await compared(counter);
  expect(report.needs).toEqual(['reserved']);
  expect(await counter.till.handlers['closing.close']({ seen: seenIn(report), reason: null })).toEqual({
    accepted: false,
    error: 'closing.reasonMissing',
  });
  const closed = await close(counter, 'Will be fetched tomorrow');
  expect(closed).toMatchObject({ reservations: { count: 1, amount: 4_000 }, reason: 'Will be fetched tomorrow' });
});

it('the totals so far reset nothing, are numbered, and are in the journal', async () => {
  const counter = await opened();
  await paidSale(counter, 1_000);
  const made = [
    await counter.till.handlers['closing.soFar'](undefined),
    await counter.till.handlers['closing.soFar'](undefined),
  ];
  for (const reply of made)
    expect(reply.accepted && reply.lines.find((line) => line.startsWith('Takings '))).toMatch(/ 1 +10,00$/);
  expect(counter.journal.entries({ types: ['report.x'], limit: 9 }).map(({ number }) => number)).toEqual([2, 1]);
  expect(await draft(counter)).toMatchObject({ number: 1, takings: { count: 1, amount: 1_000 } });
  const [first] = made;
  const again = first?.accepted ? await counter.till.handlers['closing.show']({ kind: 'x', entry: first.entry }) : null;
  expect(again?.accepted && first?.accepted && again.lines.join('\n') === first.lines.join('\n')).toBe(true);
});
