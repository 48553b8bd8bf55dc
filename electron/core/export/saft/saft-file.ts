import type { Piece } from '../csv-files.ts';
import { BASICS, EVENT_OF, standardVatCode } from './codes.ts';
import type { BasicId } from './codes.ts';
import { employeeId, peopleIn } from './employees.ts';
import type { Employees } from './employees.ts';
import { SignatureChain } from './signature.ts';
import type { SaftSource } from './source.ts';
import { slipsOut } from './till-entries-of.ts';
import type { SlipsOut } from './till-entries-of.ts';
import { tillEvents as eventsOfTill } from './till-events.ts';
import { transaction } from './transaction.ts';
import { element, elements, escaped } from './xml.ts';
import type { MovementEntry, RequestEntry, Span } from '../../ports/day-book.ts';
import { spanOfDays } from '../../reports/business-day.ts';
import { WALLET_NAMES } from '../../../../shared/brand.ts';
import { difference, totalOf } from '../../../../shared/money.ts';
import type { Sum } from '../../../../shared/money.ts';
import type { SaleId } from '../../../../shared/ids.ts';
import type { PersonRef } from '../../../../shared/people.ts';

const NAMESPACE = 'urn:StandardAuditFile-Taxation-CashRegister:NO';
const PAGE = 100;
/** Sales with their lines, which are read from the journal: few at a time, since the till waits for them. */
const SALES_PAGE = 10;
/** Signatures of earlier sales that are made again before the till gets a turn. */
const EARLIER_PAGE = 500;

/**
 * SAF-T Cash Register 1.00 for Norway, in pieces that are made as they are asked for. What the terminal does not have
 * (cash drawer, articles) is left out where the standard allows it, and nothing is made up.
 */
export function* saftFile(source: SaftSource): Generator<Piece> {
  const span = spanOfDays(source.days);
  const people = employeesOf(source, span);
  const slips = slipsOut(source.journal);
  yield piece(
    `<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="${NAMESPACE}">\n` +
      `${header(source)}\n<company>${company(source, span, people)}\n` +
      `<location>${element('name', escapedName(source))}\n<cashregister>${register(source)}\n`,
  );
  yield* tillEvents(source, span);
  yield* events(source, span, slips);
  yield* transactions(source, span, slips);
  yield piece('</cashregister>\n</location>\n</company>\n</auditfile>\n');
}

const piece = (text: string, rows = 0): Piece => ({ text, rows });
const escapedName = ({ storeName }: SaftSource) => ({ xml: escaped(storeName, 100) });
const register = ({ posId }: SaftSource): string =>
  elements([
    ['registerID', { xml: escaped(posId, 100) }],
    ['regDesc', `Payment terminal for ${WALLET_NAMES.join(' and ')}`],
  ]).xml;

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

function company(
  { company: { number, name }, dayBook, days, calendar }: SaftSource,
  span: Span,
  people: Employees,
): string {
  const since = days[0]?.date ?? '';
  const rates = [
    ...new Set([...dayBook.vat('capture', span), ...dayBook.vat('refund', span)].map(({ rate }) => rate)),
  ].toSorted((a, b) => b - a);
  const vatCodes = rates.map((rate) =>
    element(
      'vatCodeDetail',
      elements([
        ['vatCode', String(rate)],
        ['dateOfEntry', since],
        ['vatDesc', `VAT ${rate / 100} %`],
        ['standardVatCode', standardVatCode(rate)],
      ]),
    ),
  );
  const basics = BASICS.map(({ type, id, code, text }) =>
    element(
      'basic',
      elements([
        ['basicType', type],
        ['basicID', id],
        ['predefinedBasicID', code],
        ['basicDesc', text],
      ]),
    ),
  );
  return elements([
    ['companyIdent', number],
    ['companyName', { xml: escaped(name, 100) }],
    ['taxRegistrationCountry', 'NO'],
    ['taxRegIdent', `${number}MVA`],
    ['vatCodeDetails', { xml: vatCodes.join('') }],
    [
      'employees',
      people.size === 0 ? null : { xml: [...people.values()].map((person) => employee(calendar, person)).join('') },
    ],
    ['basics', { xml: basics.join('') }],
  ]).xml;
}

/** Everybody that the file names: the standard wants them listed first. */
function employeesOf({ journal, dayBook }: SaftSource, span: Span): Employees {
  const all = [...dayBook.people(span), ...peopleIn(journal, span)].toSorted((a, b) => b.since - a.since);
  return new Map(all.map((person) => [employeeId(person), person]));
}

function employee(calendar: SaftSource['calendar'], person: PersonRef & { readonly since: number }): string {
  const { date, time } = calendar.local(person.since);
  return element(
    'employee',
    elements([
      ['empID', employeeId(person)],
      ['dateOfEntry', date],
      ['timeOfEntry', time],
      ['surName', { xml: escaped(person.name, 100) }],
    ]),
  );
}

/** What happened at the till beside sales. */
function* tillEvents(source: SaftSource, span: Span): Generator<Piece> {
  const numberOf = (saleId: SaleId) => {
    const [opened] = source.journal.sale(saleId);
    return opened?.type === 'sale.opened' ? opened.receiptNumber : null;
  };
  for (const text of eventsOfTill(source, span, numberOf)) yield piece(text);
}

type Slips = ReadonlyMap<SaleId, SlipsOut>;

/** Each sale of the span, and each request of the span that came to no sale. */
function* events(source: SaftSource, span: Span, slips: Slips): Generator<Piece> {
  const { dayBook, training } = source;
  for (
    let lines = dayBook.movements(span, null, PAGE);
    lines.length > 0;
    lines = dayBook.movements(span, lines.at(-1) ?? null, PAGE)
  ) {
    // Of a printed sale the slip's own event tells.
    const told = lines.filter(({ kind, saleId }) => training || kind === 'refund' || !slips.has(saleId));
    yield piece(
      told
        .map((line) =>
          event(source, line, training ? 'TRAINING' : line.kind === 'refund' ? 'RETURNED' : 'NOPRINT', line.at, line.n),
        )
        .join(''),
      lines.length,
    );
  }
  for (
    let lines = dayBook.requested(span, null, PAGE);
    lines.length > 0;
    lines = dayBook.requested(span, lines.at(-1) ?? null, PAGE)
  ) {
    const unsold = lines.filter(({ captured }) => captured === 0);
    yield piece(
      unsold
        .map((line) =>
          event(source, line, isReleased(line) ? 'RELEASED' : EVENT_OF[line.outcome], line.requestedAt, null),
        )
        .join(''),
    );
  }
}

const isReleased = ({ outcome, reserved }: RequestEntry): boolean => outcome === 'approved' && reserved === 0;

/** @param n the movement's place in its payment; null for a request that came to no sale */
function event(
  { calendar }: SaftSource,
  line: MovementEntry | RequestEntry,
  type: BasicId,
  at: number,
  n: number | null,
): string {
  const { date, time } = calendar.local(at);
  const facts = elements([
    // Receipt, attempt, movement and kind: there is one such event at most.
    [
      'eventID',
      [line.receiptNumber, line.reference.split('-').at(-1), ...(n === null || n === 0 ? [] : [n + 1]), type].join('-'),
    ],
    ['eventType', type],
    ['transID', n === null ? null : String(line.receiptNumber)],
    ['empID', line.by === null ? null : employeeId(line.by)],
    ['eventDate', date],
    ['eventTime', time],
    ['eventText', `Receipt ${line.receiptNumber}, payment ${line.reference}`],
  ]);
  return `${element('event', facts)}\n`;
}

/**
 * The sales of the span. The chain of signatures begins with the till's first sale, so those before the span are signed
 * again first.
 */
function* transactions(source: SaftSource, span: Span, slips: Slips): Generator<Piece> {
  const { dayBook, calendar, signer } = source;
  const chain = new SignatureChain(signer);
  let number = 0;
  const sign = ({ kind, at, amount }: Pick<MovementEntry, 'kind' | 'at' | 'amount'>, tax: Sum): string => {
    number += 1;
    const { date, time } = calendar.local(at);
    // What was given back is below zero, as in the transaction itself.
    const gross = kind === 'refund' ? -amount : amount;
    return chain.next({
      date,
      time,
      number,
      gross,
      net: kind === 'refund' ? difference(tax, amount) : difference(amount, tax),
    });
  };
  const earlier: Span = { from: 0, to: span.from };
  for (
    let moved = dayBook.signed(earlier, null, EARLIER_PAGE);
    moved.length > 0;
    moved = dayBook.signed(earlier, moved.at(-1) ?? null, EARLIER_PAGE)
  ) {
    for (const movement of moved) sign(movement, movement.tax);
    yield piece('');
  }
  for (
    let lines = dayBook.movements(span, null, SALES_PAGE);
    lines.length > 0;
    lines = dayBook.movements(span, lines.at(-1) ?? null, SALES_PAGE)
  ) {
    yield piece(
      lines
        .map((line) =>
          transaction(source, line, {
            signature: sign(line, taxOf(line)),
            number,
            slips: slips.get(line.saleId) ?? NO_SLIPS,
          }),
        )
        .join(''),
      lines.length,
    );
  }
}

const NO_SLIPS: SlipsOut = { printed: 0, copies: 0 };
const taxOf = ({ vat }: MovementEntry): Sum => totalOf(vat.map(({ tax }) => tax));
