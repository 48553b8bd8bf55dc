import { beforeAll, describe, expect, it } from 'vitest';
import { organisationNumberSchema } from '../../shared/export.ts';
import type { Reference, SaleId } from '../../shared/ids.ts';
import { currentPayment } from '../../shared/payment.ts';
import { keptExports } from '../support/kept-exports.ts';
import { DEEDS, playPracticeDay } from '../support/practice-day.ts';
import type { Deed } from '../support/practice-day.ts';
import { csvRecords } from '../support/read-csv.ts';
import { childOf, childrenOf, readXml, textOf } from '../support/read-xml.ts';
import type { Xml } from '../support/read-xml.ts';
import { SimulatedCounter } from '../support/simulated-counter.ts';

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
  const reply = await counter.till.handlers['day.export'](kind === 'saft' ? { kind, period, company: COMPANY } : { kind, period, decimal: 'comma' });
  if (!reply.accepted || reply.file === null) throw new Error('nothing was exported');
  return files.get(reply.file) ?? '';
}

const oere = (amount: string | undefined): number => Math.round(Number(amount?.replace(',', '.')) * 100);
const referencesOf = (deed: Deed): Reference[] => [...deeds].filter(([, each]) => each === deed).map(([saleId]) => counter.payment(saleId).reference);

describe('a practice day of 200 mixed sales', () => {
  it('was played as it is written down, without an error', () => {
    for (const [deed, count] of DEEDS) expect([deed, referencesOf(deed).length]).toEqual([deed, count]);
    expect(counter.errors).toEqual([]);
    expect(deeds.size).toBe(200);
  });

  it('is known by the till up to what was done in the wallet’s own portal, and leaves exactly the undecided ones open', async () => {
    const { report: day } = await report();
    const portal = { captured: books().filter(({ reference }) => referencesOf('captured in the portal').some((each) => each === reference)), refunded: 2 * 5_000 };
    expect(inBooks('captured') - day.takings.amount).toBe(portal.captured.reduce((total, { captured }) => total + captured, 0));
    expect(inBooks('refunded') - day.refunds.amount).toBe(portal.refunded);
    const undecided = [...referencesOf('reserved, undecided'), ...referencesOf('part delivered, rest kept'), ...referencesOf('approved in the moment of the withdrawal, undecided')];
    const notYetKnown = [...referencesOf('captured in the portal'), ...referencesOf('released in the portal')];
    expect(new Set(day.reservations.items.map(({ reference }) => reference))).toEqual(new Set([...undecided, ...notYetKnown]));
  });

  it('adds up to the øre with the wallet’s books once every payment was asked about again', async () => {
    for (const saleId of deeds.keys()) {
      const { reference } = counter.payment(saleId);
      let done = false;
      const asked = Promise.resolve(counter.till.handlers['payment.recheck']({ saleId, reference })).then((reply) => {
        done = true;
        return reply;
      });
      await counter.clock.passUntil(() => done, 60_000);
      expect(await asked).toEqual({ accepted: true });
    }
    const { report: day } = await report();
    expect([day.takings.amount, day.refunds.amount, day.refundsElsewhere.amount]).toEqual([inBooks('captured'), inBooks('refunded'), 10_000]);
    for (const [sum, total] of [['takings', day.takings], ['refunds', day.refunds]] as const) {
      expect(day.cashiers.reduce((amount, each) => amount + each[sum].amount, 0)).toBe(total.amount);
    }
    expect(day.vat.reduce((amount, { gross }) => amount + gross, 0)).toBe(day.takings.amount);
    expect(day.refundVat.reduce((amount, { gross }) => amount + gross, 0)).toBe(day.refunds.amount);
    for (const payment of books()) {
      const sale = [...counter.screen.values()].map(currentPayment).find(({ reference }) => reference === payment.reference);
      expect([sale?.amounts.captured, sale?.amounts.refunded]).toEqual([payment.captured, payment.refunded]);
    }
  });

  it('leaves as CSV what the wallet’s books say, each movement once', async () => {
    const rows = csvRecords(await exported('sales'));
    expect(rows.reduce((total, row) => total + oere(row['amount']), 0)).toBe(inBooks('captured') - inBooks('refunded'));
    expect(rows.filter(({ kind }) => kind === 'refund').reduce((total, row) => total - oere(row['amount']), 0)).toBe(inBooks('refunded'));
    for (const payment of books()) {
      const own = rows.filter(({ reference }) => reference === payment.reference);
      expect([payment.reference, own.reduce((total, row) => total + oere(row['amount']), 0)]).toEqual([payment.reference, payment.captured - payment.refunded]);
    }
    const [day] = csvRecords(await exported('days'));
    expect([oere(day?.['takings']), oere(day?.['refunds']), oere(day?.['net_of_refunds'])]).toEqual([inBooks('captured'), inBooks('refunded'), inBooks('captured') - inBooks('refunded')]);
    const payments = csvRecords(await exported('payments'));
    expect([payments.length, payments.reduce((total, row) => total + oere(row['captured']), 0)]).toEqual([200, inBooks('captured')]);
  });

  it('leaves as an audit file with the same sums, sales and returns apart', async () => {
    const file = readXml(await exported('saft'));
    const register = childOf(childOf(childOf(file, 'company'), 'location'), 'cashregister');
    const transactions = childrenOf(register, 'cashtransaction');
    const added = (type: string): number =>
      transactions.filter((each) => textOf(each, 'transType') === type).reduce((total, each: Xml) => total + oere(textOf(each, 'transAmntIn')), 0);
    expect([added('CASHSAL'), added('RETURN')]).toEqual([inBooks('captured'), inBooks('refunded')]);
    expect(new Set(transactions.flatMap((each) => childrenOf(each, 'payment')).map((payment) => textOf(payment, 'paymentType')))).toEqual(new Set(['MOBILE']));
  });
});
