import type { CalendarDate } from '../../../shared/calendar-date.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { ApiFailure, LedgerEntry, SettlementApi } from '../../core/ports.ts';
import { OFFICIAL_HOSTS } from './base-url.ts';
import type { Client, VippsOptions } from './client.ts';
import { unclear } from './failures.ts';
import { readLedgerPage, readReportPage } from './report-wire.ts';
import type { ReportItem, ReportPage } from './report-wire.ts';

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

/** The date is not reported on yet, or the ledger is not ours any more [vipps-facts 18]. */
const NOTHING_YET: ReportPage = { items: [], cursor: null, hasMore: false, tryLater: true };

const contradiction = (what: string): ApiFailure => unclear('settlement.contradicts', what);
const refused = (error: 'settlement.noLedger' | 'settlement.notInTest', status: number): ApiFailure => ({ kind: 'rejected', error, status, problemCode: null, traceId: null });

type Answer<T> = Promise<Result<T, ApiFailure>>;

/** Puts pages together, and stops at the first that cannot belong to those before it. */
class Pages {
  readonly #date: CalendarDate;
  readonly #currency: string;
  readonly #handle: string;
  readonly #seen = new Map<string, string>();
  readonly entries: LedgerEntry[] = [];

  constructor(date: CalendarDate, currency: string, handle: string) {
    this.#date = date;
    this.#currency = currency;
    this.#handle = handle;
  }

  /** @returns what contradicts, or null */
  add(topic: Topic, items: readonly ReportItem[]): string | null {
    for (const item of items) {
      if (item.currency !== this.#currency) return 'an entry in another currency';
      if (item.ledgerDate !== this.#date) return 'an entry of another date';
      const { pspReference, at, type, reference, amount } = item;
      // A page that was cut while entries came in can begin with what the one before ended with.
      const name = JSON.stringify([topic, pspReference, type, at]);
      const content = JSON.stringify([reference, amount]);
      const known = this.#seen.get(name);
      if (known !== undefined && known !== content) return 'two readings of one entry';
      this.#seen.set(name, content);
      // One ledger can settle for several sales units; what belongs to another one is not this shop's.
      const isOurs = item.recipientHandle === null || item.recipientHandle === this.#handle;
      if (known === undefined && isOurs) this.entries.push({ pspReference, at, type, reference, amount, topic });
    }
    return null;
  }
}

/**
 * The Report API of one sales unit (vipps-facts 18): finds its ledger once and reads dates of it, funds and fees.
 * @param client made of the same options
 */
export function createSettlementApi(options: VippsOptions, client: Client): SettlementApi {
  const handle = `api:${options.merchantSerialNumber}`;
  let found: readonly string[] | null = null;

  async function findLedgers(): Answer<readonly string[]> {
    const ids: string[] = [];
    let query = `settlesForRecipientHandles=${encodeURIComponent(handle)}`;
    for (let page = 0; page < MAX_LEDGER_PAGES; page += 1) {
      const answer = await client.run({
        operation: 'ledgers', reference: null, path: `/settlement/v1/ledgers?${query}`, read: ({ text }) => readLedgerPage(text), notFound: { ledgers: [], cursor: null },
      });
      if (!answer.ok) return answer;
      const { ledgers, cursor } = answer.value;
      for (const { ledgerId, handles } of ledgers) if (handles.includes(handle) && !ids.includes(ledgerId)) ids.push(ledgerId);
      if (cursor === null) {
        if (ids.length > MAX_LEDGERS) return err(contradiction('too many ledgers'));
        return ids.length === 0 ? err(refused('settlement.noLedger', 200)) : ok(ids);
      }
      query = `cursor=${encodeURIComponent(cursor)}`;
    }
    return err(contradiction('ledgers without end'));
  }

  /** Every page of one topic into `pages`. Gives whether the date is closed. */
  async function readTopic(ledgerId: string, topic: Topic, date: CalendarDate, pages: Pages): Answer<boolean> {
    const path = `/report/v2/ledgers/${encodeURIComponent(ledgerId)}/${topic}/dates/${date}`;
    const cursors = new Set<string>();
    let query = '';
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await client.run({
        operation: 'report',
        reference: null,
        path: `${path}${query}`,
        headers: { 'Vipps-Feed-Page-Size': String(PAGE_SIZE) },
        maxBodyBytes: MAX_PAGE_BYTES,
        read: ({ text }) => readReportPage(text),
        notFound: NOTHING_YET,
      });
      if (!answer.ok) return answer;
      const { items, cursor, hasMore, tryLater } = answer.value;
      const wrong = pages.add(topic, items);
      if (wrong !== null) return err(contradiction(wrong));
      if (!hasMore) return ok(!tryLater);
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
      found = known.value;
      const pages = new Pages(date, options.currency, handle);
      let complete = true;
      for (const ledgerId of known.value) {
        for (const topic of TOPICS) {
          const closed = await readTopic(ledgerId, topic, date, pages);
          if (!closed.ok) return closed;
          complete &&= closed.value;
        }
      }
      // An agreement can change hands: what was not found is looked up again the next time.
      if (!complete && pages.entries.length === 0) found = null;
      return ok({ entries: pages.entries, complete });
    },
  };
}
