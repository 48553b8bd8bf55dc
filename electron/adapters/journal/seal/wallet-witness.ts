import { existsSync } from 'node:fs';
import { query, readOnly, text } from '../store/query.ts';
import { continuedEntry } from '../store/tags.ts';
import { parseEvent, parseStored, saleIdOf } from '../tables/rows.ts';
import { prepareReading } from '../tables/statements.ts';
import type { ReadingStatements } from '../tables/statements.ts';
import type { TillEntryOf } from '../../../core/journal/till-entries.ts';
import { replaySale } from '../../../core/payment/state.ts';
import type { WalletWitness } from '../../../core/ports/journal-keeper.ts';
import type { Log } from '../../../core/ports/log.ts';
import { merchantSerialNumberSchema } from '../../../../shared/ids.ts';
import { resolvedWallet } from '../../../../shared/wallet.ts';

type ReadOnly = ReturnType<typeof readOnly>;
interface Row {
  readonly seq: number;
  readonly payload: string;
}

/** The wallet has told of it: a request that never reached it proves nothing. */
const NEWEST_KNOWN = `
  SELECT ${text('sale_id')}, seq, ${text('payload')} FROM events
  WHERE type IN ('payment.reported', 'payment.registered') ORDER BY seq DESC LIMIT 1`;
const NEWEST_SETTINGS = `
  SELECT seq, ${text('payload')}
  FROM events WHERE sale_id = '' AND type = 'settings.inForce' ORDER BY seq DESC LIMIT 1`;

/**
 * Whose wallet a journal belongs to, by what stands in it. Null where there is none, or it does not say or cannot be
 * read.
 * @param sealed tag of the journal that was sealed last; another till's, put in its place, says nothing
 */
export function walletWitnessIn(file: string, sealed: string | null, log: Log): WalletWitness | null {
  if (!existsSync(file)) return null;
  try {
    const db = readOnly(file);
    try {
      return sealed === null || isOwn(prepareReading(db), sealed) ? witnessIn(db) : null;
    } finally {
      db.close();
    }
  } catch (error) {
    log.warn('journal not asked about its wallet', { error: error instanceof Error ? error.name : typeof error });
    return null;
  }
}

function isOwn({ meta, linksAfter }: ReadingStatements, sealed: string): boolean {
  const before = continuedEntry({ links: (after, limit) => linksAfter.all(after, limit) })?.tags ?? [];
  return meta.get('tag')?.value === sealed || before.includes(sealed);
}

function witnessIn(db: ReadOnly): WalletWitness | null {
  const inForce = inForceIn(db);
  const newest = query<Row & { readonly sale_id: string }>(db, NEWEST_KNOWN).get();
  if (!newest) {
    const merchantSerialNumber = merchantSerialNumberSchema.safeParse(inForce?.settings['merchantSerialNumber']).data;
    return merchantSerialNumber === undefined ? null : { merchantSerialNumber, payment: null };
  }
  const event = parseEvent(newest);
  if (!('reference' in event)) return null;
  const sale = replaySale(
    prepareReading(db)
      .eventsOfSale.all(saleIdOf(newest))
      .map((row) => parseEvent(row)),
  );
  const payment = sale?.payments.find(({ reference }) => reference === event.reference);
  if (!payment || (payment.wallet.name === 'notWritten' && !inForce)) return null;
  const wallet = inForce ? resolvedWallet(payment.wallet, inForce.unwritten) : payment.wallet;
  if (!('merchantSerialNumber' in wallet) || wallet.merchantSerialNumber === null) return null;
  const { merchantSerialNumber, currency } = wallet;
  return { merchantSerialNumber, payment: { reference: payment.reference, currency } };
}

function inForceIn(db: ReadOnly): TillEntryOf<'settings.inForce'> | null {
  const row = query<Row>(db, NEWEST_SETTINGS).get();
  const entry = row && parseStored(row);
  return entry?.type === 'settings.inForce' ? { ...entry, seq: row?.seq ?? 0 } : null;
}
