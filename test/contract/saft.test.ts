import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../electron/adapters/journal/sqlite-journal.ts';
import { hmacSigner } from '../../electron/adapters/signing-key.ts';
import { businessDays } from '../../electron/core/day/business-day.ts';
import { dayReport } from '../../electron/core/day/day-report.ts';
import { saftFile } from '../../electron/core/day/saft/saft-file.ts';
import { SignatureChain } from '../../electron/core/day/saft/signature.ts';
import { calendarDate } from '../../shared/calendar-date.ts';
import { organisationNumberSchema } from '../../shared/export.ts';
import { minor } from '../../shared/money.ts';
import { vatRate } from '../../shared/vat.ts';
import { zoneCalendar } from '../support/calendars.ts';
import { childOf, childrenOf, readXml, textOf } from '../support/read-xml.ts';
import type { Xml } from '../support/read-xml.ts';
import { ENDS, eventsOf } from '../support/sale-stories.ts';
import { XsdChecker } from '../support/xsd-checker.ts';

/** The tax administration's own files: data of the project's surroundings, not part of it. */
const SCHEMA = fileURLToPath(new URL('../../../shared/saft/cash-register-1.00.xsd', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../../shared/saft/example-cash-register.xml', import.meta.url));

const KEY = Buffer.from('SkatteetatenSign');
const OSLO = zoneCalendar('Europe/Oslo');
const DAY = { unit: 'day', date: calendarDate('2026-11-21') } as const;
const NAMES = ['Brød & "boller" <stor>', '\u0007Kaffe', '👜 Veske', '=1+1', 'x'];

/** Requests of two days, most of them on the second. */
function filled(): SqliteJournal {
  const journal = new SqliteJournal(':memory:');
  for (let number = 1; number <= 260; number += 1) {
    journal.append(
      eventsOf({
        receiptNumber: number, at: Date.parse('2026-11-20T22:00:00+01:00') + number * 200_000, lasts: 5_000, code: number % 3 === 0, end: ENDS[number % ENDS.length] ?? 'paid',
        lines: [
          { name: NAMES[number % NAMES.length] ?? 'x', quantity: '0.485', unitPrice: minor(100 + number * 37), vatRate: vatRate([2500, 1500, 1200, 0][number % 4] ?? 0) },
          { name: 'Krus', quantity: '3', unitPrice: minor(3_333), vatRate: vatRate(2500) },
        ],
      }),
    );
  }
  return journal;
}

const journal = filled();
const deps = { dayBook: journal.dayBook, calendar: OSLO, currency: 'NOK' as const, startsAt: 0, now: Date.parse('2026-11-22T12:00:00+01:00') };
function fileOf(more: { readonly training?: boolean; readonly posId?: string } = {}): string {
  const source = { ...deps, journal, days: businessDays(OSLO, 0, DAY), company: { number: '999999999', name: 'Bakeri Ås & Sønn AS' }, storeName: 'Bakeri Ås', posId: 'till-1', version: '0.1.0', training: false, signer: hmacSigner(KEY, '1'), ...more };
  return [...saftFile(source)].map(({ text }) => text).join('');
}
const text = fileOf();
const file = readXml(text);
const register = childOf(childOf(childOf(file, 'company'), 'location'), 'cashregister');
const sales = childrenOf(register, 'cashtransaction');
const oere = (amount: string): number => Math.round(Number(amount) * 100);
const added = (some: readonly Xml[], ...path: string[]): number => some.reduce((total, each) => total + oere(textOf(each, ...path)), 0);

describe('an audit file', () => {
  it('validates against the official schema with a real validator, where both are installed; else it says that only our own checker has looked', async () => {
    const checked = existsSync(SCHEMA) && (await promisify(execFile)('xmllint', ['--version']).then(() => true, () => false));
    if (!checked) return console.warn('SAF-T: xmllint or the official schema is not on this machine; the checks below are all there is');
    const folder = mkdtempSync(join(tmpdir(), 'skranke-saft-'));
    try {
      for (const [name, content] of [['sales', text], ['training', fileOf({ training: true, posId: '<&>"\u0000' })]] as const) {
        const path = join(folder, `${name}.xml`);
        writeFileSync(path, content);
        await expect(promisify(execFile)('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, path])).resolves.toBeDefined();
      }
      writeFileSync(join(folder, 'broken.xml'), text.replace('<auditfileVersion>', '<unknown/><auditfileVersion>'));
      await expect(promisify(execFile)('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, join(folder, 'broken.xml')])).rejects.toThrow(/unknown/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('passes a checker made from the official schema, which finds what is wrong; without the schema, the order of its parts is checked', () => {
    if (!existsSync(SCHEMA)) {
      console.warn('SAF-T: the official schema is not on this machine');
      expect(file.children.map(({ name }) => name)).toEqual(['header', 'company']);
      return expect(childOf(file, 'company')?.children.map(({ name }) => name)).toEqual(['companyIdent', 'companyName', 'taxRegistrationCountry', 'taxRegIdent', 'vatCodeDetails', 'basics', 'location']);
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
    for (const [part, instead] of broken) expect(checker.check(readXml(text.replace(part, instead))), instead).not.toEqual([]);
  });

  it('adds up to the day report to the øre: sales, payments and VAT', () => {
    const report = dayReport(deps, DAY);
    expect(report.takings.count).toBeGreaterThan(20);
    expect(sales).toHaveLength(report.takings.count);
    expect(added(sales, 'transAmntIn')).toBe(report.takings.amount);
    expect(added(sales, 'payment', 'paidAmnt')).toBe(report.takings.amount);
    for (const { rate, net, tax } of report.vat) {
      const ofRate = sales.flatMap((sale) => childrenOf(sale, 'vat')).filter((vat) => textOf(vat, 'vatCode') === String(rate));
      expect([added(ofRate, 'vatBasAmnt'), added(ofRate, 'vatAmnt')]).toEqual([net, tax]);
    }
    for (const sale of sales) {
      const lines = childrenOf(sale, 'ctLine');
      expect([added(lines, 'lineAmntIn'), added(lines, 'lineAmntEx'), added(lines, 'vat', 'vatAmnt')]).toEqual([
        oere(textOf(sale, 'transAmntIn')), oere(textOf(sale, 'transAmntEx')), oere(textOf(sale, 'transAmntIn')) - oere(textOf(sale, 'transAmntEx')),
      ]);
    }
  });

  it('signs as the tax administration’s own example does', () => {
    const chain = new SignatureChain(hmacSigner(KEY, '1'));
    expect(chain.next({ date: '2016-11-24', time: '10:39:00', number: 2, gross: 100, net: 96 })).toBe('iHh68DWCU3G42eL/7vOGUMSkvMM=');
  });

  it('numbers and signs the sales without a gap, from the till’s first one on', () => {
    const before = journal.dayBook.captured({ from: 0, to: dayReport(deps, DAY).from }, null, 1_000);
    expect(before.length).toBeGreaterThan(0);
    let last = '0';
    const sign = (date: string, time: string, number: number, gross: string, net: string) => (last = createHmac('sha1', KEY).update(`${last};${date};${time};${number};${gross};${net}`).digest('base64'));
    before.forEach((line, index) => {
      const { date, time } = OSLO.local(line.capturedAt ?? 0);
      const tax = line.vat.reduce((total, share) => total + share.tax, 0);
      sign(date, time, index + 1, (line.captured / 100).toFixed(2), ((line.captured - tax) / 100).toFixed(2));
    });
    sales.forEach((sale, index) => {
      const number = before.length + index + 1;
      expect(textOf(sale, 'nr')).toBe(String(number));
      expect(textOf(sale, 'signature')).toBe(sign(textOf(sale, 'transDate'), textOf(sale, 'transTime'), number, textOf(sale, 'transAmntIn'), textOf(sale, 'transAmntEx')));
    });
  });

  it('pays with a mobile phone app, and names every code it uses', () => {
    const basics = childrenOf(childOf(childOf(file, 'company'), 'basics'), 'basic');
    const codeOf = (id: string) => textOf(basics.find((basic) => textOf(basic, 'basicID') === id), 'predefinedBasicID');
    expect(new Set(sales.map((sale) => codeOf(textOf(sale, 'payment', 'paymentType'))))).toEqual(new Set(['12011']));
    expect(new Set(sales.map((sale) => codeOf(textOf(sale, 'transType'))))).toEqual(new Set(['11001']));
    for (const event of childrenOf(register, 'event')) expect(codeOf(textOf(event, 'eventType'))).toMatch(/^13\d{3}$/);
  });

  it('tells of each sale and of each request that came to none, once', () => {
    const events = childrenOf(register, 'event');
    const { requests, takings } = dayReport(deps, DAY);
    const asked = journal.dayBook.requested({ from: dayReport(deps, DAY).from, to: dayReport(deps, DAY).to }, null, 1_000);
    expect(new Set(events.map((event) => textOf(event, 'eventID'))).size).toBe(events.length);
    expect(events.filter((event) => textOf(event, 'eventType') === 'NOPRINT')).toHaveLength(takings.count);
    expect(events).toHaveLength(takings.count + asked.filter(({ capturedAt }) => capturedAt === null).length);
    expect(events.filter((event) => textOf(event, 'eventType') === 'DECLINED')).toHaveLength(requests.outcomes.declined.count);
  });

  it('marks every sale where no money was moved', () => {
    const training = readXml(fileOf({ training: true }));
    const all = childrenOf(childOf(childOf(childOf(training, 'company'), 'location'), 'cashregister'), 'cashtransaction');
    expect(all.map((sale) => textOf(sale, 'trainingID'))).toEqual(all.map(() => 'true'));
    expect(textOf(training, 'header', 'headerComment')).toMatch(/no money/);
  });
});

it('knows an organisation number by its last digit', () => {
  expect(['974760673', '999999999', '974760674', '12345678', '97476067a'].map((number) => organisationNumberSchema.safeParse(number).success)).toEqual([true, true, false, false, false]);
});
