import { beforeAll, describe, expect, it } from 'vitest';
import { needsReason } from '../../shared/closing.ts';
import type { DifferenceKind } from '../../shared/closing.ts';
import { organisationNumberSchema } from '../../shared/export.ts';
import type { Reference, SaleId } from '../../shared/ids.ts';
import { currentPayment } from '../../shared/payment.ts';
import { keptExports } from '../support/reading/kept-exports.ts';
import { DEEDS, playPracticeDay } from '../support/till/practice-day.ts';
import type { Deed } from '../support/till/practice-day.ts';
import { csvRecords } from '../support/reading/read-csv.ts';
import { childOf, childrenOf, readXml, textOf } from '../support/reading/read-xml.ts';
import type { Xml } from '../support/reading/read-xml.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';

const { door, files } = keptExports();
const counter = new SimulatedCounter({ seed: 20261121, exports: door });
const COMPANY = { number: organisationNumberSchema.parse('999999999'), name: 'Bakeri Ås AS' };
const TODAY = { unit: 'day', date: null } as const;

let deeds: ReadonlyMap<SaleId, Deed>;

beforeAll(async () => {
  await counter.open();
  deeds = await playPracticeDay(counter, 20261121);
});

const books = () => {
  counter.world.advance(counter.clock.now());
  return counter.world.books();
};
const inBooks = (sum: 'captured' | 'refunded'): number => books().reduce((total, payment) => total + payment[sum], 0);

async function report() {
  const reply = await counter.till.handlers['day.report'](TODAY);
  if (!reply.accepted) throw new Error(reply.error);
  return reply;
}

async function exported(kind: 'sales' | 'payments' | 'days' | 'saft'): Promise<string> {
  const period = { unit: 'day', date: (await report()).today } as const;
  const reply = await counter.till.handlers['day.export'](
    kind === 'saft' ? { kind, period, company: COMPANY } : { kind, period, decimal: 'comma' },
  );
  if (!reply.accepted || reply.file === null) throw new Error('nothing was exported');
  return files.get(reply.file) ?? '';
}

async function draft() {
  const reply = await counter.till.handlers['closing.draft'](undefined);
  if (!reply.accepted) throw new Error(reply.error);
  return reply.report;
}

/** Characters in a line of an 80 mm roll. */
const ROLL_COLUMNS = 42;
const oere = (amount: string | undefined): number => Math.round(Number(amount?.replace(',', '.')) * 100);
const referencesOf = (deed: Deed): Reference[] =>
  [...deeds].filter(([, each]) => each === deed).map(([saleId]) => counter.payment(saleId).reference);

describe('a practice day of 200 mixed sales', () => {
  it('was played as it is written down, without an error', () => {
    for (const [deed, count] of DEEDS) expect([deed, referencesOf(deed).length]).toEqual([deed, count]);
    expect(counter.errors).toEqual([]);
    expect(deeds.size).toBe(200);
  });

  it('is known by the till but for refunds in the portal; exactly the undecided ones stay open', async () => {
    const { report: day } = await report();
    expect([inBooks('captured') - day.takings.amount, inBooks('refunded') - day.refunds.amount]).toEqual([
      0,
      2 * 5_000,
    ]);
    const undecided = [
      ...referencesOf('reserved, undecided'),
      ...referencesOf('part delivered, rest kept'),
      ...referencesOf('approved in the moment of the withdrawal, undecided'),
    ];
    expect(new Set(day.reservations.items.map(({ reference }) => reference))).toEqual(new Set(undecided));
  });

  it('is compared with the wallet’s own sums and its settlement, and every difference has its name', async () => {
    counter.world.enterForeign(
      {
        topic: 'funds',
        pspReference: 'other-till',
        entryType: 'capture',
        reference: 'another-till-0001-1',
        amount: 12_300,
      },
      counter.clock.now(),
    );
    counter.world.enterForeign(
      { topic: 'funds', pspReference: 'top-up-1', entryType: 'campaign-bonus', reference: null, amount: 100 },
      counter.clock.now(),
    );
    await counter.clock.passUntil(() => false, 60_000);
    expect(await counter.till.handlers['closing.compare'](undefined)).toEqual({ accepted: true });
    await counter.clock.passUntil(() => counter.progress.compare === null, 600_000);
    const { reconciliation } = await draft();
    expect(reconciliation?.wallet).toMatchObject({
      notAsked: 0,
      problem: null,
      captures: { amount: inBooks('captured') },
      refunds: { amount: inBooks('refunded') },
    });
    expect(reconciliation?.journal).toMatchObject({
      captures: { amount: inBooks('captured') },
      refunds: { amount: inBooks('refunded') },
    });
    expect(reconciliation?.settlement).toMatchObject({
      captures: { amount: inBooks('captured') },
      refunds: { amount: inBooks('refunded') },
      others: [{ type: 'campaign-bonus', count: 1, amount: 100 }],
    });
    const named = (kind: DifferenceKind) =>
      new Set(reconciliation?.differences.filter((each) => each.kind === kind).map(({ reference }) => reference));
    expect(named('portalRefund')).toEqual(new Set(referencesOf('refunded in the portal')));
    expect(named('portalCapture')).toEqual(new Set(referencesOf('captured in the portal')));
    expect(named('portalRelease')).toEqual(new Set(referencesOf('released in the portal')));
    expect(named('lateApproval')).toEqual(
      new Set([
        ...referencesOf('approved in the moment of the withdrawal, captured'),
        ...referencesOf('approved in the moment of the withdrawal, undecided'),
      ]),
    );
    const expected = ['portalRefund', 'portalCapture', 'portalRelease', 'lateApproval', 'otherTill', 'fee'];
    expect(reconciliation?.differences.filter(({ kind }) => !expected.includes(kind))).toEqual([]);
    expect(reconciliation?.differences.find(({ kind }) => kind === 'otherTill')?.amount).toBe(12_300);
    const fees = counter.world
      .ledger(counter.clock.now())
      .fees.filter(({ entryType }) => entryType === 'capture-fee')
      .reduce((total, { amount }) => total + amount, 0);
    expect(
      reconciliation?.differences
        .filter(({ kind }) => kind === 'fee')
        .reduce((total, { amount }) => total + (amount ?? 0), 0),
    ).toBe(fees);
  });

  it('adds up to the øre with the wallet’s books once every payment was asked about again', async () => {
    const { report: day } = await report();
    expect([day.takings.amount, day.refunds.amount, day.refundsElsewhere.amount]).toEqual([
      inBooks('captured'),
      inBooks('refunded'),
      10_000,
    ]);
    for (const [sum, total] of [
      ['takings', day.takings],
      ['refunds', day.refunds],
    ] as const) {
      expect(day.cashiers.reduce((amount, each) => amount + each[sum].amount, 0)).toBe(total.amount);
    }
    expect(day.vat.reduce((amount, { gross }) => amount + gross, 0)).toBe(day.takings.amount);
    expect(day.refundVat.reduce((amount, { gross }) => amount + gross, 0)).toBe(day.refunds.amount);
    for (const payment of books()) {
      const sale = [...counter.screen.values()]
        .map(currentPayment)
        .find(({ reference }) => reference === payment.reference);
      expect([sale?.amounts.captured, sale?.amounts.refunded]).toEqual([payment.captured, payment.refunded]);
    }
  });

  it('leaves as CSV what the wallet’s books say, each movement once', async () => {
    const rows = csvRecords(await exported('sales'));
    expect(rows.reduce((total, row) => total + oere(row['amount']), 0)).toBe(inBooks('captured') - inBooks('refunded'));
    expect(rows.filter(({ kind }) => kind === 'refund').reduce((total, row) => total - oere(row['amount']), 0)).toBe(
      inBooks('refunded'),
    );
    for (const payment of books()) {
      const own = rows.filter(({ reference }) => reference === payment.reference);
      expect([payment.reference, own.reduce((total, row) => total + oere(row['amount']), 0)]).toEqual([
        payment.reference,
        payment.captured - payment.refunded,
      ]);
    }
    const [day] = csvRecords(await exported('days'));
    expect([oere(day?.['takings']), oere(day?.['refunds']), oere(day?.['net_of_refunds'])]).toEqual([
      inBooks('captured'),
      inBooks('refunded'),
      inBooks('captured') - inBooks('refunded'),
    ]);
    const payments = csvRecords(await exported('payments'));
    expect([payments.length, payments.reduce((total, row) => total + oere(row['captured']), 0)]).toEqual([
      200,
      inBooks('captured'),
    ]);
  });

  it('leaves as an audit file with the same sums, sales and returns apart', async () => {
    const file = readXml(await exported('saft'));
    const register = childOf(childOf(childOf(file, 'company'), 'location'), 'cashregister');
    const transactions = childrenOf(register, 'cashtransaction');
    const added = (type: string): number =>
      transactions
        .filter((each) => textOf(each, 'transType') === type)
        .reduce((total, each: Xml) => total + oere(textOf(each, 'transAmntIn')), 0);
    expect([added('CASHSAL'), added('RETURN')]).toEqual([inBooks('captured'), -inBooks('refunded')]);
    expect(
      new Set(
        transactions.flatMap((each) => childrenOf(each, 'payment')).map((payment) => textOf(payment, 'paymentType')),
      ),
    ).toEqual(new Set(['MOBILE']));
  });

  it('is closed over what is undecided only with a reason; the kept report fits an 80 mm roll', async () => {
    const seenOf = ({ takings, refunds, requests }: Awaited<ReturnType<typeof draft>>) => ({
      takings: takings.amount,
      refunds: refunds.amount,
      requests: requests.sent.count,
    });
    const before = await draft();
    expect(before.needs).toEqual(['reserved', 'differences']);
    expect(await counter.till.handlers['closing.close']({ seen: seenOf(before), reason: null })).toMatchObject({
      accepted: false,
    });
    for (const { id, kind } of before.reconciliation?.differences ?? []) {
      if (!needsReason({ kind })) continue;
      expect(
        await counter.till.handlers['closing.explain']({
          report: null,
          differences: [id],
          reason: 'Seen in the portal',
        }),
      ).toEqual({ accepted: true });
    }
    const closed = await counter.till.handlers['closing.close']({
      seen: seenOf(await draft()),
      reason: 'Collected on Monday',
    });
    if (!closed.accepted) throw new Error(closed.error);
    const shown = await counter.till.handlers['closing.show']({ kind: 'closing', entry: closed.entry });
    if (!shown.accepted) throw new Error(shown.error);
    const { report: kept, lines } = shown;
    expect([kept.number, kept.takings.amount, kept.refunds.amount, kept.net]).toEqual([
      1,
      inBooks('captured'),
      inBooks('refunded'),
      inBooks('captured') - inBooks('refunded'),
    ]);
    expect(kept.grand).toMatchObject({
      sales: { amount: inBooks('captured') },
      returns: { amount: inBooks('refunded') },
      net: inBooks('captured') - inBooks('refunded'),
    });
    expect(kept.reservations.count).toBe(5);
    expect(kept.reason).toBe('Collected on Monday');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(ROLL_COLUMNS);
    expect(lines.join('\n')).toContain('Collected on Monday');
    const next = await draft();
    expect([next.number, next.takings.amount, next.grand.sales.amount]).toEqual([2, 0, inBooks('captured')]);
  });
});
