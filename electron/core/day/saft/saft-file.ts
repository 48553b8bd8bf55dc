import type { CompanyFacts } from '../../../../shared/export.ts';
import type { Journal } from '../../ports.ts';
import type { BusinessDay, Span } from '../business-day.ts';
import { spanOfDays } from '../business-day.ts';
import type { Piece } from '../csv-files.ts';
import type { MovementEntry, RequestEntry } from '../day-book.ts';
import type { ReportDeps } from '../day-report.ts';
import { BASICS, EVENT_OF, standardVatCode } from './codes.ts';
import type { BasicId } from './codes.ts';
import { SignatureChain } from './signature.ts';
import type { Signer } from './signature.ts';
import { transaction } from './transaction.ts';
import { element, elements, escaped } from './xml.ts';

export interface SaftSource extends ReportDeps {
  readonly journal: Pick<Journal, 'sale'>;
  readonly days: readonly BusinessDay[];
  readonly company: CompanyFacts;
  readonly storeName: string;
  readonly posId: string;
  readonly version: string;
  /** No money moved: practice, or the wallet's test environment. */
  readonly training: boolean;
  readonly signer: Signer;
}

const NAMESPACE = 'urn:StandardAuditFile-Taxation-CashRegister:NO';
const PAGE = 100;
/** Sales with their lines, which are read from the journal: few at a time, since the till waits for them. */
const SALES_PAGE = 10;
/** Signatures of earlier sales that are made again before the till gets a turn. */
const EARLIER_PAGE = 500;

/**
 * SAF-T Cash Register 1.00 for Norway, in pieces that are made as they are asked for. What the terminal does not have (people, cash drawer,
 * articles, printed receipts) is left out where the standard allows it, and nothing is made up.
 */
export function* saftFile(source: SaftSource): Generator<Piece> {
  const span = spanOfDays(source.days);
  yield piece(`<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="${NAMESPACE}">\n${header(source)}\n<company>${company(source, span)}\n<location>${element('name', escapedName(source))}\n<cashregister>${register(source)}\n`);
  yield* events(source, span);
  yield* transactions(source, span);
  yield piece('</cashregister>\n</location>\n</company>\n</auditfile>\n');
}

const piece = (text: string, rows = 0): Piece => ({ text, rows });
const escapedName = ({ storeName }: SaftSource) => ({ xml: escaped(storeName, 100) });
const register = ({ posId }: SaftSource): string => elements([['registerID', { xml: escaped(posId, 100) }], ['regDesc', 'Payment terminal for Vipps and MobilePay']]).xml;

function header({ days, calendar, now, currency, version, training }: SaftSource): string {
  const created = calendar.local(now);
  const first = days[0]?.date ?? created.date;
  return element(
    'header',
    elements([
      ['fiscalYear', first.slice(0, 4)],
      ['startDate', first],
      ['endDate', days.at(-1)?.date ?? created.date],
      ['curCode', currency],
      ['dateCreated', created.date],
      ['timeCreated', created.time],
      ['softwareDesc', 'Skranke payment terminal'],
      ['softwareVersion', version.slice(0, 20)],
      ['softwareCompanyName', 'Skranke'],
      ['auditfileVersion', '1.0'],
      ['headerComment', training ? 'Training: no money was moved by any transaction in this file' : null],
    ]),
  );
}

function company({ company: { number, name }, dayBook, days }: SaftSource, span: Span): string {
  const since = days[0]?.date ?? '';
  const rates = [...new Set([...dayBook.vat('capture', span), ...dayBook.vat('refund', span)].map(({ rate }) => rate))].toSorted((a, b) => b - a);
  const vatCodes = rates.map((rate) =>
    element('vatCodeDetail', elements([['vatCode', String(rate)], ['dateOfEntry', since], ['vatDesc', `VAT ${rate / 100} %`], ['standardVatCode', standardVatCode(rate)]])),
  );
  const basics = BASICS.map(({ type, id, code, text }) => element('basic', elements([['basicType', type], ['basicID', id], ['predefinedBasicID', code], ['basicDesc', text]])));
  return elements([
    ['companyIdent', number],
    ['companyName', { xml: escaped(name, 100) }],
    ['taxRegistrationCountry', 'NO'],
    ['taxRegIdent', `${number}MVA`],
    ['vatCodeDetails', { xml: vatCodes.join('') }],
    ['basics', { xml: basics.join('') }],
  ]).xml;
}

/** Each sale of the span, and each request of the span that came to no sale. */
function* events(source: SaftSource, span: Span): Generator<Piece> {
  const { dayBook, training } = source;
  for (let lines = dayBook.movements(span, null, PAGE); lines.length > 0; lines = dayBook.movements(span, lines.at(-1) ?? null, PAGE)) {
    yield piece(lines.map((line) => event(source, line, training ? 'TRAINING' : line.kind === 'refund' ? 'RETURNED' : 'NOPRINT', line.at, line.n)).join(''));
  }
  for (let lines = dayBook.requested(span, null, PAGE); lines.length > 0; lines = dayBook.requested(span, lines.at(-1) ?? null, PAGE)) {
    const unsold = lines.filter(({ captured }) => captured === 0);
    yield piece(unsold.map((line) => event(source, line, isReleased(line) ? 'RELEASED' : EVENT_OF[line.outcome], line.requestedAt, null)).join(''));
  }
}

const isReleased = ({ outcome, reserved }: RequestEntry): boolean => outcome === 'approved' && reserved === 0;

/** @param n the movement's place in its payment; null for a request that came to no sale */
function event({ calendar }: SaftSource, line: MovementEntry | RequestEntry, type: BasicId, at: number, n: number | null): string {
  const { date, time } = calendar.local(at);
  const facts = elements([
    // Receipt, attempt, movement and kind: there is one such event at most.
    ['eventID', [line.receiptNumber, line.reference.split('-').at(-1), ...(n === null || n === 0 ? [] : [n + 1]), type].join('-')],
    ['eventType', type],
    ['transID', n === null ? null : String(line.receiptNumber)],
    ['eventDate', date],
    ['eventTime', time],
    ['eventText', `Receipt ${line.receiptNumber}, payment ${line.reference}`],
  ]);
  return `${element('event', facts)}\n`;
}

/** The sales of the span. The chain of signatures begins with the till's first sale, so those before the span are signed again first. */
function* transactions(source: SaftSource, span: Span): Generator<Piece> {
  const { dayBook, calendar, signer } = source;
  const chain = new SignatureChain(signer);
  let number = 0;
  const sign = (at: number, gross: number, tax: number): string => {
    number += 1;
    const { date, time } = calendar.local(at);
    return chain.next({ date, time, number, gross, net: gross - tax });
  };
  const earlier: Span = { from: 0, to: span.from };
  for (let moved = dayBook.signed(earlier, null, EARLIER_PAGE); moved.length > 0; moved = dayBook.signed(earlier, moved.at(-1) ?? null, EARLIER_PAGE)) {
    for (const { at, amount, tax } of moved) sign(at, amount, tax);
    yield piece('');
  }
  for (let lines = dayBook.movements(span, null, SALES_PAGE); lines.length > 0; lines = dayBook.movements(span, lines.at(-1) ?? null, SALES_PAGE)) {
    yield piece(lines.map((line) => transaction(source, line, sign(line.at, line.amount, taxOf(line)), number)).join(''), lines.length);
  }
}

const taxOf = ({ vat }: MovementEntry): number => vat.reduce((total, { tax }) => total + tax, 0);
