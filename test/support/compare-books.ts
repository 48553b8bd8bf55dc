import { join } from 'node:path';
import { SqliteJournal } from '../../electron/adapters/journal/sqlite-journal.ts';
import { replaySale } from '../../electron/core/payment-state.ts';
import type { Payment } from '../../shared/payment.ts';
import type { Book } from './simulator-process.ts';

/** Every payment in the journal of a profile, oldest first; checks the hash chain on the way. */
export function paymentsInJournal(profile: string, environment: 'practice' | 'test' = 'practice'): readonly Payment[] {
  const journal = new SqliteJournal(join(profile, `journal-${environment}.db`));
  try {
    const broken = journal.verify();
    if (broken) throw new Error(`journal broken at ${broken.seq}: ${broken.reason}`);
    return journal.recentSales(1_000_000).toReversed().flatMap((saleId) => replaySale(journal.sale(saleId))?.payments ?? []);
  } finally {
    journal.close();
  }
}

const STATE_OF_PHASE: Readonly<Record<Payment['phase']['name'], readonly string[]>> = {
  registering: [],
  waiting: ['CREATED'],
  cancelling: ['CREATED', 'AUTHORIZED'],
  authorized: ['AUTHORIZED'],
  capturing: ['AUTHORIZED'],
  captured: ['AUTHORIZED'],
  cancelled: ['AUTHORIZED'],
  aborted: ['ABORTED'],
  expired: ['EXPIRED'],
  terminated: ['TERMINATED'],
  refused: [],
};

/** Where the journal and the wallet's books differ, in words; empty when they agree to the øre. */
export function differences(journal: readonly Payment[], books: readonly Book[]): string[] {
  const byReference = new Map(books.map((book) => [book.reference, book]));
  const found: string[] = [];
  for (const payment of journal) {
    const book = byReference.get(payment.reference);
    byReference.delete(payment.reference);
    const { name } = payment.phase;
    if (!book) {
      if (name !== 'refused' && name !== 'registering') found.push(`${payment.reference}: ${name} here, unknown to the wallet`);
      continue;
    }
    if (!STATE_OF_PHASE[name].includes(book.state)) found.push(`${payment.reference}: ${name} here, ${book.state} at the wallet`);
    if (book.value !== payment.amount.value) found.push(`${payment.reference}: amount ${payment.amount.value} here, ${book.value} at the wallet`);
    for (const sum of ['authorized', 'captured', 'refunded'] as const) {
      if (book[sum] !== payment.amounts[sum]) found.push(`${payment.reference}: ${sum} ${payment.amounts[sum]} here, ${book[sum]} at the wallet`);
    }
  }
  for (const reference of byReference.keys()) found.push(`${reference}: at the wallet, unknown here`);
  return found;
}
