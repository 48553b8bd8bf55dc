import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import { hmacSigner } from '../../electron/adapters/keys/signing-key.ts';
import { businessDays } from '../../electron/core/reports/business-day.ts';
import { closingReport } from '../../electron/core/closing/closing.ts';
import { closingSlip } from '../../electron/core/slips/closing-slip.ts';
import { dayReport } from '../../electron/core/reports/day-report.ts';
import { saftFile } from '../../electron/core/export/saft/saft-file.ts';
import { SignatureChain } from '../../electron/core/export/saft/signature.ts';
import { calendarDate } from '../../shared/calendar-date.ts';
import { organisationNumberSchema } from '../../shared/export.ts';
import { saleIdSchema } from '../../shared/ids.ts';
import { keptReportSchema } from '../../shared/kept-report.ts';
import { minor } from '../../shared/money.ts';
import { NOBODY } from '../../shared/people.ts';
import { PRACTICE_STORE } from '../../shared/practice.ts';
import { vatRate } from '../../shared/vat.ts';
import { zoneCalendar } from '../support/till/calendars.ts';
import { childOf, childrenOf, readXml, textOf } from '../support/reading/read-xml.ts';
import type { Xml } from '../support/reading/read-xml.ts';
import { ENDS, eventsOf } from '../support/simulation/sale-stories.ts';
import { XsdChecker } from '../support/reading/xsd-checker.ts';

/** The tax administration's own files: data of the project's surroundings, not part of it. */
const SCHEMA = fileURLToPath(new URL('../../../shared/saft/cash-register-1.00.xsd', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../../shared/saft/example-cash-register.xml', import.meta.url));

const KEY = Buffer.from('SkatteetatenSign');
const OSLO = zoneCalendar('Europe/Oslo');
const DAY = { unit: 'day', date: calendarDate('2026-11-21') } as const;
const KARI = { id: '3f0c7c1e-0000-4000-8000-000000000001', name: 'Kari & <Co>' };
const OLA = { id: '3f0c7c1e-0000-4000-8000-000000000002', name: 'Ola' };
/** A sale that is paid on the day, and whose slip is printed. */
const PRINTED = 240;
const NAMES = ['Brød & "boller" <stor>', '\u0007Kaffe', '👜 Veske', '=1+1', 'x'];

/** Requests of two days, most of them on the second. */
function filled(): SqliteJournal {
  const journal = new SqliteJournal(':memory:');
  journal.note([{ type: 'till.started', at: Date.parse('2026-11-20T21:00:00+01:00'), version: '0.1.0' }]);
  const at = Date.parse('2026-11-21T08:00:00+01:00');
  journal.note([
    { type: 'till.started', at, version: '0.1.0' },
    { type: 'person.signedIn', at, by: KARI },
    { type: 'person.locked', at, by: KARI },
    { type: 'person.signedIn', at, by: OLA },
  ]);
  for (let number = 1; number <= 260; number += 1) {
    if (number === 200) close(journal, 'x', 1);
    journal.append(
      eventsOf({
        receiptNumber: number,
        at: Date.parse('2026-11-20T22:00:00+01:00') + number * 200_000,
        lasts: 5_000,
        code: number % 3 === 0,
        end: ENDS[number % ENDS.length] ?? 'paid',
        by: number % 2 === 0 ? KARI : OLA,
        lines: [
          {
            name: NAMES[number % NAMES.length] ?? 'x',
            quantity: '0.485',
            unitPrice: minor(100 + number * 37),
            vatRate: vatRate([2500, 1500, 1200, 0][number % 4] ?? 0),
          },
          {
            name: 'Krus',
            quantity: '3',
            unitPrice: minor(3_333),
            vatRate: vatRate(2500),
            ...(number % 5 === 0 ? { discount: minor(999) } : {}),
          },
        ],
      }),
    );
  }
  const printed = saleIdSchema.parse(`00000000-0000-4000-8000-0000${String(PRINTED).padStart(8, '0')}`);
  for (const copy of [0, 1, 2])
    journal.note([{ type: 'slip.printed', at, by: OLA, sale: printed, kind: 'sale', copy }]);
  close(journal, 'closing', 1);
  journal.note([
    { type: 'person.signedOut', at, by: OLA },
    { type: 'till.ended', at, why: 'ended' },
  ]);
  return journal;
}

/** A report as the terminal writes it. */
function close(journal: SqliteJournal, kind: 'x' | 'closing', number: number): void {
  const now = Date.parse('2026-11-21T18:00:00+01:00');
  const store = { ...PRACTICE_STORE, posId: 'till-1' };
  const report = closingReport(
    { journal, calendar: OSLO, store, version: '0.1.0', now, sales: [] },
    {
      kind,
      number,
      actor: { ...NOBODY, by: KARI },
      reconciliation: null,
      reason: kind === 'x' ? null : 'Closing time',
    },
  );
  const kept = z
    .json()
    .parse(
      JSON.parse(JSON.stringify({ report, slip: closingSlip({ store, language: 'en', calendar: OSLO }, report) })),
    );
  journal.note([
    kind === 'x'
      ? { type: 'report.x', at: now, by: KARI, number, figures: kept }
      : { type: 'day.closed', at: now, by: KARI, approvedBy: null, number, closing: kept },
  ]);
}

const journal = filled();
const deps = {
  dayBook: journal.dayBook,
  calendar: OSLO,
  currency: 'NOK' as const,
  startsAt: 0,
  now: Date.parse('2026-11-22T12:00:00+01:00'),
};
function fileOf(more: { readonly training?: boolean; readonly posId?: string } = {}): string {
  const source = {
    ...deps,
    journal,
    days: businessDays(OSLO, 0, DAY),
    company: { number: '999999999', name: 'Bakeri Ås & Sønn AS' },
    storeName: 'Bakeri Ås',
    posId: 'till-1',
    version: '0.1.0',
    training: false,
    signer: hmacSigner(KEY, '1'),
    ...more,
  };
  return [...saftFile(source)].map(({ text }) => text).join('');
}
const text = fileOf();
const file = readXml(text);
const register = childOf(childOf(childOf(file, 'company'), 'location'), 'cashregister');
const transactions = childrenOf(register, 'cashtransaction');
const sales = transactions.filter((each) => textOf(each, 'transType') === 'CASHSAL');
const returns = transactions.filter((each) => textOf(each, 'transType') === 'RETURN');
const allEvents = childrenOf(register, 'event');
const eventsOfType = (type: string): readonly Xml[] => allEvents.filter((event) => textOf(event, 'eventType') === type);
const oere = (amount: string): number => Math.round(Number(amount) * 100);
const added = (some: readonly Xml[], ...path: string[]): number =>
  some.reduce((total, each) => total + oere(textOf(each, ...path)), 0);

describe('an audit file', () => {
  it('validates against the official schema with a real validator, or says that only ours has looked', async () => {
    const checked =
      existsSync(SCHEMA) &&
      (await promisify(execFile)('xmllint', ['--version']).then(
        () => true,
        () => false,
      ));
    if (!checked)
      return console.warn(
        'SAF-T: xmllint or the official schema is not on this machine; the checks below are all there is',
      );
    const folder = mkdtempSync(join(tmpdir(), 'skranke-saft-'));
    try {
      for (const [name, content] of [
        ['sales', text],
        ['training', fileOf({ training: true, posId: '<&>"\u0000' })],
      ] as const) {
        const path = join(folder, `${name}.xml`);
        writeFileSync(path, content);
        await expect(
          promisify(execFile)('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, path]),
        ).resolves.toBeDefined();
      }
      writeFileSync(join(folder, 'broken.xml'), text.replace('<auditfileVersion>', '<unknown/><auditfileVersion>'));
      await expect(
        promisify(execFile)('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, join(folder, 'broken.xml')]),
      ).rejects.toThrow(/unknown/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('passes a checker made from the official schema; without the schema, the order of its parts is checked', () => {
    if (!existsSync(SCHEMA)) {
      console.warn('SAF-T: the official schema is not on this machine');
      expect(file.children.map(({ name }) => name)).toEqual(['header', 'company']);
      return expect(childOf(file, 'company')?.children.map(({ name }) => name)).toEqual([
        'companyIdent',
        'companyName',
        'taxRegistrationCountry',
        'taxRegIdent',
        'vatCodeDetails',
        'employees',
        'basics',
        'location',
      ]);
    }
    const checker = new XsdChecker(readXml(readFileSync(SCHEMA, 'utf8')));
    expect(checker.check(readXml(readFileSync(EXAMPLE, 'utf8')))).toEqual([]);
    expect(checker.check(file)).toEqual([]);
    const broken: readonly (readonly [RegExp, string])[] = [
      [/<curCode>NOK<\/curCode>/, '<curCode>NKR</curCode>'],
      [/<transDate>[^<]*<\/transDate>/, '<transDate>2026-02-30</transDate>'],
      [/<signature>[^<]*<\/signature>/, ''],
      [/<transAmntIn>[^<]*<\/transAmntIn>/, '<transAmntIn>1.001</transAmntIn>'],
      [/<fiscalYear>/, '<surprise/><fiscalYear>'],
      [/<receiptNum>0<\/receiptNum>/, '<receiptNum>1000</receiptNum>'],
      [/<amntTp>C<\/amntTp>/, '<amntTp>X</amntTp>'],
    ];
    for (const [part, instead] of broken)
      expect(checker.check(readXml(text.replace(part, instead))), instead).not.toEqual([]);
  });

  it('adds up to the day report to the øre: sales, payments and VAT', () => {
    const report = dayReport(deps, DAY);
    expect(report.takings.count).toBeGreaterThan(20);
    expect(sales).toHaveLength(report.takings.count);
    expect(added(sales, 'transAmntIn')).toBe(report.takings.amount);
    expect(added(sales, 'payment', 'paidAmnt')).toBe(report.takings.amount);
    expect(returns).toHaveLength(report.refunds.count);
    expect(report.refunds.count).toBeGreaterThan(5);
    expect([
      added(returns, 'transAmntIn'),
      added(returns, 'payment', 'paidAmnt'),
      added(transactions, 'transAmntIn'),
    ]).toEqual([-report.refunds.amount, -report.refunds.amount, report.net]);
    for (const { rate, net, tax } of report.refundVat) {
      const ofRate = returns
        .flatMap((each) => childrenOf(each, 'vat'))
        .filter((vat) => textOf(vat, 'vatCode') === String(rate));
      expect([added(ofRate, 'vatBasAmnt') + net, added(ofRate, 'vatAmnt') + tax]).toEqual([0, 0]);
    }
    for (const { rate, net, tax } of report.vat) {
      const ofRate = sales
        .flatMap((sale) => childrenOf(sale, 'vat'))
        .filter((vat) => textOf(vat, 'vatCode') === String(rate));
      expect([added(ofRate, 'vatBasAmnt'), added(ofRate, 'vatAmnt')]).toEqual([net, tax]);
    }
    for (const sale of transactions) {
      const lines = childrenOf(sale, 'ctLine');
      expect([added(lines, 'lineAmntIn'), added(lines, 'lineAmntEx'), added(lines, 'vat', 'vatAmnt')]).toEqual([
        oere(textOf(sale, 'transAmntIn')),
        oere(textOf(sale, 'transAmntEx')),
        oere(textOf(sale, 'transAmntIn')) - oere(textOf(sale, 'transAmntEx')),
      ]);
    }
  });

  it('signs as the tax administration’s own example does', () => {
    const chain = new SignatureChain(hmacSigner(KEY, '1'));
    expect(chain.next({ date: '2016-11-24', time: '10:39:00', number: 2, gross: 100, net: 96 })).toBe(
      'iHh68DWCU3G42eL/7vOGUMSkvMM=',
    );
  });

  it('numbers and signs the sales without a gap, from the till’s first one on', () => {
    const before = journal.dayBook.movements({ from: 0, to: dayReport(deps, DAY).from }, null, 1_000);
    expect(before.length).toBeGreaterThan(0);
    let last = '0';
    const sign = (date: string, time: string, number: number, gross: string, net: string) =>
      (last = createHmac('sha1', KEY).update(`${last};${date};${time};${number};${gross};${net}`).digest('base64'));
    before.forEach((line, index) => {
      const { date, time } = OSLO.local(line.at);
      const tax = line.vat.reduce((total, share) => total + share.tax, 0);
      const side = line.kind === 'refund' ? -1 : 1;
      sign(
        date,
        time,
        index + 1,
        ((side * line.amount) / 100).toFixed(2),
        ((side * (line.amount - tax)) / 100).toFixed(2),
      );
    });
    transactions.forEach((sale, index) => {
      const number = before.length + index + 1;
      expect(textOf(sale, 'nr')).toBe(String(number));
      expect(textOf(sale, 'signature')).toBe(
        sign(
          textOf(sale, 'transDate'),
          textOf(sale, 'transTime'),
          number,
          textOf(sale, 'transAmntIn'),
          textOf(sale, 'transAmntEx'),
        ),
      );
    });
  });

  it('pays with a mobile phone app, and names every code it uses', () => {
    const basics = childrenOf(childOf(childOf(file, 'company'), 'basics'), 'basic');
    const codeOf = (id: string) =>
      textOf(
        basics.find((basic) => textOf(basic, 'basicID') === id),
        'predefinedBasicID',
      );
    expect(new Set(transactions.map((sale) => codeOf(textOf(sale, 'payment', 'paymentType'))))).toEqual(
      new Set(['12011']),
    );
    expect(new Set(returns.map((each) => codeOf(textOf(each, 'transType'))))).toEqual(new Set(['11006']));
    expect(
      new Set(
        returns.flatMap((each) => [
          textOf(each, 'amntTp'),
          ...childrenOf(each, 'ctLine').map((line) => textOf(line, 'amntTp')),
        ]),
      ),
    ).toEqual(new Set(['D']));
    expect(new Set(sales.map((sale) => codeOf(textOf(sale, 'transType'))))).toEqual(new Set(['11001']));
    for (const event of childrenOf(register, 'event')) expect(codeOf(textOf(event, 'eventType'))).toMatch(/^13\d{3}$/);
  });

  it('tells of each sale and of each request that came to none, once', () => {
    const { requests, takings, refunds, from, to } = dayReport(deps, DAY);
    const asked = journal.dayBook.requested({ from, to }, null, 1_000);
    expect(new Set(allEvents.map((event) => textOf(event, 'eventID'))).size).toBe(allEvents.length);
    expect(eventsOfType('NOPRINT')).toHaveLength(takings.count - 1);
    expect(eventsOfType('RETURNED')).toHaveLength(refunds.count);
    expect(eventsOfType('DECLINED')).toHaveLength(requests.outcomes.declined.count);
    const unsold = ['DECLINED', 'EXPIRED', 'WITHDRAWN', 'REFUSED', 'RELEASED', 'UNDECIDED'].flatMap(eventsOfType);
    expect(unsold).toHaveLength(asked.filter(({ captured }) => captured === 0).length);
  });

  it('tells what people and the till did, each with its code, and of no other day', () => {
    const basics = childrenOf(childOf(childOf(file, 'company'), 'basics'), 'basic');
    const codeOf = (event: Xml) =>
      textOf(
        basics.find((basic) => textOf(basic, 'basicID') === textOf(event, 'eventType')),
        'predefinedBasicID',
      );
    const told = allEvents.filter((event) => textOf(event, 'eventID').startsWith('entry-')).map(codeOf);
    expect(told.toSorted()).toEqual([
      '13001',
      '13002',
      '13003',
      '13003',
      '13004',
      '13004',
      '13008',
      '13009',
      '13012',
      '13014',
      '13014',
    ]);
    const people = childrenOf(childOf(childOf(file, 'company'), 'employees'), 'employee').map((person) => [
      textOf(person, 'empID'),
      textOf(person, 'surName'),
    ]);
    expect(people.toSorted()).toEqual([
      ['3f0c7c1e000040008000000000000001', 'Kari & <Co>'],
      ['3f0c7c1e000040008000000000000002', 'Ola'],
    ]);
    expect(new Set(transactions.map((each) => textOf(each, 'empID')).filter((id) => id !== ''))).toEqual(
      new Set(people.map(([id]) => id)),
    );
  });

  it('counts the slips of a printed sale, and says of it alone that it was printed', () => {
    const printed = sales.filter((sale) => textOf(sale, 'receiptNum') === '1');
    expect(printed.map((sale) => [textOf(sale, 'transID'), textOf(sale, 'receiptCopyNum')])).toEqual([
      [String(PRINTED), '2'],
    ]);
    expect([...eventsOfType('PRINTED'), ...eventsOfType('COPY')].map((event) => textOf(event, 'transID'))).toEqual(
      [PRINTED, PRINTED, PRINTED].map(String),
    );
  });

  it('holds the terminal’s day reports in the standard’s own form, to the øre', () => {
    const entry = journal.entries({ types: ['day.closed'], limit: 1 })[0];
    const { report } = keptReportSchema.parse(entry?.closing);
    const z = childOf(eventsOfType('ZREPORT')[0], 'eventReport');
    expect([
      textOf(z, 'reportID'),
      textOf(z, 'reportType'),
      textOf(childOf(eventsOfType('XREPORT')[0], 'eventReport'), 'reportType'),
    ]).toEqual(['closing-1', 'Z report', 'X report']);
    expect(oere(textOf(z, 'reportTotalCashSales', 'totalCashSaleAmnt'))).toBe(report.net);
    expect(oere(textOf(z, 'reportPayments', 'reportPayment', 'paymentAmnt'))).toBe(report.net);
    expect(added(childrenOf(childOf(z, 'reportEmpPayments'), 'reportEmpPayment'), 'paymentAmnt')).toBe(
      report.net + report.refundsElsewhere.amount,
    );
    const vat = childrenOf(childOf(z, 'reportCashSalesVat'), 'reportCashSaleVat');
    expect(added(vat, 'cashSaleAmnt') + added(vat, 'vatAmnt')).toBe(report.net);
    expect([
      textOf(z, 'reportReturnNum'),
      oere(textOf(z, 'reportReturnAmnt')),
      textOf(z, 'reportReceiptCopyNum'),
    ]).toEqual([String(report.refunds.count), report.refunds.amount, '2']);
    expect([
      oere(textOf(z, 'reportGrandTotalSales')),
      oere(textOf(z, 'reportGrandTotalReturn')),
      oere(textOf(z, 'reportGrandTotalSalesNet')),
    ]).toEqual([report.grand.sales.amount, report.grand.returns.amount, report.grand.net]);
  });

  it('marks every sale where no money was moved', () => {
    const training = readXml(fileOf({ training: true }));
    const all = childrenOf(
      childOf(childOf(childOf(training, 'company'), 'location'), 'cashregister'),
      'cashtransaction',
    );
    expect(all.map((sale) => textOf(sale, 'trainingID'))).toEqual(all.map(() => 'true'));
    expect(textOf(training, 'header', 'headerComment')).toMatch(/no money/);
  });
});

it('knows an organisation number by its last digit', () => {
  expect(
    ['974760673', '999999999', '974760674', '12345678', '97476067a'].map(
      (number) => organisationNumberSchema.safeParse(number).success,
    ),
  ).toEqual([true, true, false, false, false]);
});
