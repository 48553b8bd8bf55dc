import { existsSync } from 'node:fs';
import { query, readOnly, text } from './query.ts';
import { parseEvent, saleIdOf } from '../tables/rows.ts';
import { prepareReading } from '../tables/statements.ts';
import type { ReadingStatements } from '../tables/statements.ts';
import { readEntry } from '../../../core/journal/entry-versions.ts';
import { tillEntrySchema } from '../../../core/journal/till-entries.ts';
import { replaySale } from '../../../core/payment/state.ts';
import type { JournalElsewhere } from '../../../core/ports/journal-keeper.ts';
import type { SaleId } from '../../../../shared/ids.ts';
import { isFinal } from '../../../../shared/payment-standing.ts';
import type { Environment } from '../../../../shared/settings.ts';
import type { PaymentWallet } from '../../../../shared/wallet.ts';

/** Looks at a journal that is not open, through a connection that never writes; null where there is none. */
export function lookElsewhere(file: string, environment: Environment): JournalElsewhere | null {
  if (!existsSync(file)) return null;
  try {
    const db = readOnly(file);
    try {
      const statements = prepareReading(db);
      const open = statements.openSales.all().flatMap((row) => openWallets(statements, saleIdOf(row)));
      const newest = query<{ readonly payload: string }>(
        db,
        `SELECT ${text('payload')}
        FROM events WHERE sale_id = '' AND type = 'settings.inForce' ORDER BY seq DESC LIMIT 1`,
      ).get();
      const entry = newest ? tillEntrySchema.parse(readEntry(newest.payload)) : null;
      return { environment, open, inForce: entry?.type === 'settings.inForce' ? { ...entry, seq: 0 } : null };
    } finally {
      db.close();
    }
  } catch {
    return { environment, open: null, inForce: null };
  }
}

const openWallets = ({ eventsOfSale }: ReadingStatements, saleId: SaleId): readonly PaymentWallet[] => {
  const sale = replaySale(eventsOfSale.all(saleId).map((row) => parseEvent(row)));
  return (sale?.payments ?? []).filter(({ phase }) => !isFinal(phase)).map(({ wallet }) => wallet);
};
