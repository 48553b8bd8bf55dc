import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { currentJournalFile } from '../../../electron/adapters/journal/store/volumes.ts';
import { replaySale } from '../../../electron/core/payment/state.ts';
import { isPaid, isUnpaid } from '../../../shared/payment-standing.ts';
import type { Payment, Sale } from '../../../shared/payment.ts';
import type { Book } from './simulator-process.ts';

/** Every payment in the journal of a profile, oldest first; checks the hash chain on the way. */
export function paymentsInJournal(profile: string, environment: 'practice' | 'test' = 'practice'): readonly Payment[] {
  const journal = new SqliteJournal(currentJournalFile(profile, environment));
  try {
    const broken = journal.verify();
    if (broken) throw new Error(`journal broken at ${broken.seq}: ${broken.reason}`);
    return journal
      .recentSales(1_000_000)
      .toReversed()
      .flatMap((saleId) => replaySale(journal.sale(saleId))?.payments ?? []);
  } finally {
    journal.close();
  }
}

/**
 * The same from a copy of the files, so that a terminal that runs meanwhile is not touched. Only while nothing is
 * written.
 */
export function paymentsInCopy(profile: string): readonly Payment[] {
  const copy = mkdtempSync(join(tmpdir(), 'skranke-journal-'));
  try {
    const isJournal = (name: string) => name.startsWith('journal-') && !name.endsWith('-shm');
    // The write-ahead log last: what it holds is newer than the database, never older.
    for (const name of readdirSync(profile).filter(isJournal).toSorted())
      copyFileSync(join(profile, name), join(copy, name));
    return paymentsInJournal(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const STATE_OF_PHASE: Readonly<Record<Payment['phase']['name'], readonly string[]>> = {
  registering: [],
  waiting: ['CREATED'],
  cancelling: ['CREATED', 'AUTHORIZED'],
  authorized: ['AUTHORIZED'],
  capturing: ['AUTHORIZED'],
  refunding: ['AUTHORIZED'],
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
      if (name !== 'refused' && name !== 'registering')
        found.push(`${payment.reference}: ${name} here, unknown to the wallet`);
      continue;
    }
    if (!STATE_OF_PHASE[name].includes(book.state))
      found.push(`${payment.reference}: ${name} here, ${book.state} at the wallet`);
    if (book.value !== payment.amount.value)
      found.push(`${payment.reference}: amount ${payment.amount.value} here, ${book.value} at the wallet`);
    for (const sum of ['authorized', 'captured', 'refunded'] as const) {
      if (book[sum] !== payment.amounts[sum])
        found.push(`${payment.reference}: ${sum} ${payment.amounts[sum]} here, ${book[sum]} at the wallet`);
    }
  }
  for (const reference of byReference.keys()) found.push(`${reference}: at the wallet, unknown here`);
  return found;
}

/**
 * Money that no operation of this till is said to have moved, or that does not add up, where nobody else works on the
 * same payments.
 */
export function movedByNobody(journal: readonly Payment[]): string[] {
  return journal.flatMap(({ reference, movements, amounts }) => {
    const total = (kind: 'capture' | 'refund') =>
      movements.reduce((sum, movement) => sum + (movement.kind === kind ? movement.amount : 0), 0);
    const nobody = movements.some(({ kind, key }) => kind !== 'release' && key === null)
      ? [`${reference}: money moved, and not by us`]
      : [];
    return total('capture') === amounts.captured && total('refund') === amounts.refunded
      ? nobody
      : [...nobody, `${reference}: what moved does not add up`];
  });
}

/** Sales for which the wallet took money more than once, in words. */
export function chargedTwice(journal: readonly Payment[], books: readonly Book[]): string[] {
  const taken = new Map(books.map((book) => [book.reference, book.captured - book.refunded]));
  const bySale = Map.groupBy(
    journal.filter(({ reference }) => (taken.get(reference) ?? 0) > 0),
    ({ saleId }) => saleId,
  );
  return [...bySale.values()]
    .filter((paid) => paid.length > 1)
    .map((paid) => `charged twice: ${paid.map(({ reference }) => reference).join(' and ')}`);
}

/** Where a screen and the wallet's books disagree about money, in words. */
export function wronglyShown(sales: readonly Sale[], books: readonly Book[]): string[] {
  const byReference = new Map(books.map((book) => [book.reference, book]));
  return sales.flatMap(({ payments }) =>
    payments.flatMap((payment) => {
      const book = byReference.get(payment.reference);
      const sure = payment.certainty.name === 'confirmed';
      if (isPaid(payment) && (!book || book.captured < payment.amounts.captured || book.captured === 0))
        return [`${payment.reference} is shown paid and is not`];
      if (!sure || !isUnpaid(payment.phase) || !book) return [];
      const over =
        book.captured === 0 &&
        (['ABORTED', 'EXPIRED', 'TERMINATED'].includes(book.state) ||
          (book.state === 'AUTHORIZED' && book.cancelled >= book.authorized));
      return over
        ? []
        : [
            `${payment.reference} is shown as ${payment.phase.name} ` +
              `and is ${book.state} with ${book.captured} captured`,
          ];
    }),
  );
}
