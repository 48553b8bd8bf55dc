import type { CalendarDate } from '../../../shared/calendar-date.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { ApiFailure } from '../../core/ports/api-failure.ts';
import type { LedgerEntry, SettlementApi } from '../../core/ports/settlement.ts';
import { OFFICIAL_HOSTS } from './base-url.ts';
import type { Client, VippsOptions } from './client.ts';
import { unclear } from './failures.ts';
import { readLedgers, readLedgerEntries } from './settlement-wire.ts';
import type { LedgerItem, LedgerPage } from './settlement-wire.ts';
import { balanceOf } from '../../../shared/money.ts';

/** Entries of one page; asked for, so that a page stays small, and not relied on. */
const PAGE_SIZE = 500;
/** The default page of a thousand entries fits in it three times. */
const MAX_PAGE_BYTES = 2 * 1024 * 1024;
/** A day of a hundred thousand entries; beyond it something is wrong. */
const MAX_PAGES = 200;
const MAX_LEDGER_PAGES = 10;
/** A sales unit settles to one ledger, or to two where its agreement changed on that day. */
const MAX_LEDGERS = 4;

const TOPICS = ['funds', 'fees'] as const;
type Topic = (typeof TOPICS)[number];

/** The date is not reported on yet, or the ledger is not ours: told apart by what it did before [api 11.2]. */
const NOT_FOUND = 'not found';
type TopicState = 'closed' | 'open' | typeof NOT_FOUND;

const contradiction = (what: string): ApiFailure => unclear('settlement.contradicts', what);
const refused = (error: 'settlement.noLedger' | 'settlement.notInTest', status: number): ApiFailure => ({
  kind: 'rejected',
  error,
  status,
  problemCode: null,
  traceId: null,
});

type Answer<T> = Promise<Result<T, ApiFailure>>;

/** Which way money goes with these; what else there is may go either way. */
const SIGNS: Readonly<Record<string, 1 | -1>> = { capture: 1, refund: -1, 'capture-fee': -1 };

/**
 * Puts the pages of a date together. An entry is what stands at its place: ids and times are shared by entries that
 * have nothing else in common. Stops at the first entry that cannot belong there.
 */
class Pages {
  readonly #date: CalendarDate;
  readonly #currency: string;
  readonly #handle: string;
  readonly entries: LedgerEntry[] = [];
  signs = 0;
  balances = 0;

  constructor(date: CalendarDate, currency: string, handle: string) {
    this.#date = date;
    this.#currency = currency;
    this.#handle = handle;
  }

  /** Reads one topic of one ledger, page by page. The function it gives tells what contradicts, or null. */
  topic(ledgerId: string, topic: Topic): (items: readonly LedgerItem[]) => string | null {
    let place = 0;
    let balance: number | null = null;
    return (items) => {
      for (const item of items) {
        if (item.currency !== null && item.currency !== this.#currency) return 'an entry in another currency';
        // Where the date is left out it is the one that was asked for.
        if (item.ledgerDate !== null && item.ledgerDate !== this.#date) return 'an entry of another date';
        place += 1;
        if (!follows(item, balance)) this.balances += 1;
        balance = item.balanceAfter;
        const { pspReference, at, type, reference, amount } = item;
        const sign = SIGNS[type];
        if (sign !== undefined && amount * sign < 0) this.signs += 1;
        // One ledger can settle for several sales units; what belongs to another one is not this shop's.
        if (item.recipientHandle !== null && item.recipientHandle !== this.#handle) continue;
        this.entries.push({ place: `${ledgerId}/${topic}/${place}`, pspReference, at, type, reference, amount, topic });
      }
      return null;
    };
  }
}

/** Whether balances chain, as far as they are told. Official samples break it, so no more than a warning follows. */
function follows({ balanceBefore, balanceAfter, amount }: LedgerItem, last: number | null): boolean {
  const onward = last === null || balanceBefore === null || last === balanceBefore;
  return (
    onward && (balanceBefore === null || balanceAfter === null || balanceOf([balanceBefore, amount]) === balanceAfter)
  );
}

/**
 * The Report API of one sales unit [api 11]: finds its ledger once and reads dates of it, funds and fees.
 * @param client made of the same options
 */
export function createSettlementApi(options: VippsOptions, client: Client): SettlementApi {
  const handle = `api:${options.merchantSerialNumber}`;
  let found: readonly string[] | null = null;
  /** Ledgers that have answered: of them "not found" is about the date. */
  const answered = new Set<string>();

  async function findLedgers(): Answer<readonly string[]> {
    const ids: string[] = [];
    let query = `settlesForRecipientHandles=${encodeURIComponent(handle)}`;
    for (let page = 0; page < MAX_LEDGER_PAGES; page += 1) {
      const answer = await client.run({
        operation: 'ledgers',
        reference: null,
        path: `/settlement/v1/ledgers?${query}`,
        read: ({ text }) => readLedgers(text),
        notFound: { ledgers: [], cursor: null },
      });
      if (!answer.ok) return answer;
      const { ledgers, cursor } = answer.value;
      for (const { ledgerId, handles } of ledgers)
        if (handles.includes(handle) && !ids.includes(ledgerId)) ids.push(ledgerId);
      if (cursor === null) {
        if (ids.length > MAX_LEDGERS) return err(contradiction('too many ledgers'));
        return ids.length === 0 ? err(refused('settlement.noLedger', 200)) : ok(ids);
      }
      query = `cursor=${encodeURIComponent(cursor)}`;
    }
    return err(contradiction('ledgers without end'));
  }

  /** Every page of one topic into `pages`. */
  async function readTopic(ledgerId: string, topic: Topic, date: CalendarDate, pages: Pages): Answer<TopicState> {
    const path = `/report/v2/ledgers/${encodeURIComponent(ledgerId)}/${topic}/dates/${date}`;
    const add = pages.topic(ledgerId, topic);
    const cursors = new Set<string>();
    let query = '';
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await client.run<LedgerPage | typeof NOT_FOUND>({
        operation: 'report',
        reference: null,
        path: `${path}${query}`,
        headers: { 'Vipps-Feed-Page-Size': String(PAGE_SIZE) },
        maxBodyBytes: MAX_PAGE_BYTES,
        read: ({ text }) => readLedgerEntries(text),
        notFound: NOT_FOUND,
      });
      if (!answer.ok) return answer;
      if (answer.value === NOT_FOUND) return ok(NOT_FOUND);
      answered.add(ledgerId);
      const { items, cursor, hasMore, tryLater } = answer.value;
      const wrong = add(items);
      if (wrong !== null) return err(contradiction(wrong));
      if (!hasMore) return ok(tryLater ? 'open' : 'closed');
      if (cursor === null || cursors.has(cursor)) return err(contradiction('a page that leads nowhere'));
      cursors.add(cursor);
      query = `?cursor=${encodeURIComponent(cursor)}`;
    }
    return err(contradiction('pages without end'));
  }

  return {
    async ledger(date) {
      if (options.baseUrl === OFFICIAL_HOSTS.test) return err(refused('settlement.notInTest', 0));
      const known = found === null ? await findLedgers() : ok(found);
      if (!known.ok) return known;
      const pages = new Pages(date, options.currency, handle);
      const states: TopicState[] = [];
      for (const ledgerId of known.value) {
        for (const topic of TOPICS) {
          const state = await readTopic(ledgerId, topic, date, pages);
          if (!state.ok) return state;
          states.push(state.value);
        }
      }
      // An agreement can change hands: what was not found is looked up again the next time.
      found = states.includes(NOT_FOUND) ? null : known.value;
      if (!known.value.some((ledgerId) => answered.has(ledgerId))) return err(refused('settlement.noLedger', 404));
      const { entries, signs, balances } = pages;
      const complete = states.every((state) => state === 'closed');
      if (signs + balances > 0) options.log.warn('ledger looks odd', { date, signs, balances });
      return ok({ entries, complete, odd: { signs, balances } });
    },
  };
}
