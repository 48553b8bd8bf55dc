import { isOpen, handleOf, ledgerIdOf, type Entry, type Ledger, type Topic } from './ledger.ts';
import { isOddPlace, timeText } from './ledger-shapes.ts';
import { gateway, invalid } from './problems.ts';
import type { Random } from './random.ts';
import { COUNTRY_RULES, type SalesUnit } from './sales-unit.ts';
import { json, type WireRequest, type WireResponse } from './wire.ts';

/**
 * The Report API [api 11]: which ledger settles for the sales unit, and what is in it, by date or as a feed.
 */

export const SETTLEMENT =
  /^\/(?:settlement\/v1\/ledgers|report\/v2\/ledgers\/([^/]+)\/(funds|fees)\/(?:feed|dates\/([^/]+)))$/;

/** What the reports are made of, at a moment. */
export interface SettlementState {
  readonly unit: SalesUnit;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly now: number;
}

const DEFAULT_PAGE = 1000;

const pageSizeOf = ({ headers }: WireRequest): number => {
  const asked = Number(headers['vipps-feed-page-size'] ?? DEFAULT_PAGE);
  return Number.isInteger(asked) && asked >= 1 && asked <= DEFAULT_PAGE ? asked : DEFAULT_PAGE;
};

/** A place in one list; opaque to the client. */
const cursorOf = (name: string, offset: number): string =>
  Buffer.from(JSON.stringify([name, offset])).toString('base64url');

/** The place that a cursor means; null where it is not one of this list. */
function offsetOf(name: string, cursor: string | null): number | null {
  if (cursor === null || cursor === '') return 0;
  try {
    const found: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const offset: unknown = Array.isArray(found) && found[0] === name ? found[1] : null;
    return typeof offset === 'number' && Number.isInteger(offset) && offset >= 0 ? offset : null;
  } catch {
    return null;
  }
}

/** An entry as it is written at its place in the answer; what is odd there is so however often it is asked for. */
function view({ unit }: SettlementState, entry: Entry, place: number, ofDate: boolean) {
  const { pspReference, at, ledgerDate, entryType, reference, currency, recipientHandle } = entry;
  const { balanceBefore, balanceAfter } = entry;
  const { datesLeftOut, times, oddBalances, oddSigns } = unit.ledgerShapes;
  const odd = isOddPlace(place);
  const isMovement = entryType === 'capture' || entryType === 'refund';
  return {
    pspReference,
    time: timeText(at, place, times),
    ...(ofDate && datesLeftOut ? {} : { ledgerDate }),
    entryType,
    reference,
    currency,
    amount: oddSigns && odd && isMovement ? -entry.amount : entry.amount,
    balanceBefore: oddBalances && odd ? balanceAfter : balanceBefore,
    balanceAfter,
    recipientHandle,
  };
}

const notFound = (random: Random): WireResponse => invalid(random, [], 404, 'Not Found');
const badField = (random: Random, name: string): WireResponse =>
  invalid(random, [{ name, reason: `The field ${name} is not valid.` }]);

function ledgers({ unit }: SettlementState, query: URLSearchParams): WireResponse {
  const handle = handleOf(unit);
  const asked = query.get('settlesForRecipientHandles');
  const shown = unit.ledgerAccess === 'granted' && (asked === null || asked === handle);
  const ledger = {
    ledgerId: ledgerIdOf(unit),
    currency: COUNTRY_RULES[unit.country].currency,
    payoutBankAccount: { scheme: `BBAN:${unit.country}`, id: '86011117947' },
    owner: { scheme: `business:${unit.country}:ORG`, id: '987654321' },
    settlesForRecipientHandles: [handle],
    salesUnits: [{ name: unit.name, recipientHandle: handle }],
  };
  return json(200, { items: shown ? [ledger] : [], cursor: '' });
}

function page(
  state: SettlementState,
  request: WireRequest,
  query: URLSearchParams,
  topic: Topic,
  date: string | null,
): WireResponse {
  const { ledger, unit, random, now } = state;
  if (date !== null && (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))))
    return badField(random, 'LedgerDate');
  const name = `${topic}/${date ?? 'feed'}`;
  const offset = offsetOf(name, query.get('cursor'));
  if (offset === null) return badField(random, 'Cursor');
  const visible = ledger[topic].filter(
    (entry) => entry.appearsAt <= now && (date === null || entry.ledgerDate === date),
  );
  const end = Math.min(visible.length, offset + pageSizeOf(request));
  const items = visible.slice(offset, end).map((entry, index) => view(state, entry, offset + index, date !== null));
  const more = end < visible.length;
  // Of a place in the feed that is past the end of the list nothing can be said but to wait there.
  if (date === null) return json(200, { cursor: cursorOf(name, Math.max(offset, end)), tryLater: !more, items });
  const { neverCloses, openDates } = unit.ledgerShapes;
  const tryLater = neverCloses || isOpen(ledger, unit, date, now);
  if (tryLater && openDates === 'notFound') return notFound(random);
  return json(200, { ...(more ? { cursor: cursorOf(name, end) } : {}), hasMore: more, tryLater, items });
}

/** Answers a request whose path is {@link SETTLEMENT}; dates that are over must have been closed. */
export function settlementAnswer(state: SettlementState, request: WireRequest): WireResponse {
  const { unit, random } = state;
  if (unit.ledgerAccess === 'forbidden')
    return gateway(403, 'Forbidden. The sales unit has no access to this product.');
  const query = new URLSearchParams(request.query ?? '');
  const [, ledgerId, topic, date] = SETTLEMENT.exec(request.path) ?? [];
  if (ledgerId === undefined) return ledgers(state, query);
  if (unit.ledgerAccess === 'hidden' || ledgerId !== ledgerIdOf(unit)) return notFound(random);
  return page(state, request, query, topic === 'fees' ? 'fees' : 'funds', date ?? null);
}
