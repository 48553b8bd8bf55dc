import type Database from 'libsql';
import { z } from 'zod';
import { query, text } from '../store/query.ts';
import type { SaleList, SaleSearch } from '../../../core/ports/journal.ts';
import type { Sale } from '../../../../shared/payment.ts';
import { saleRowOf, saleRowSchema } from '../../../../shared/sale-row.ts';
import type { SaleRow } from '../../../../shared/sale-row.ts';

const ROWS_BY_PHONE = 'sale_rows (substr(phone_end, -2), receipt_number, phone_end) WHERE phone_end IS NOT NULL';

/**
 * The list of sales: one row each, in the order of their receipt numbers. A projection, rebuildable from the events.
 * Each way to search has an index that ends with the receipt number, so that a page is read in one stretch however many
 * sales match.
 *
 * The index of `events` is for entries that belong to no sale: the newest of a kind is found at once among millions of
 * events.
 */
export const SALE_ROWS = `
  CREATE INDEX entries_without_sale ON events (type, seq) WHERE sale_id = '';
  DELETE FROM meta WHERE name = 'dayBook';
  CREATE TABLE sale_rows (
    receipt_number INTEGER PRIMARY KEY,
    sale_id TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    total INTEGER NOT NULL,
    state TEXT NOT NULL,
    channel TEXT NOT NULL,
    phone_end TEXT,
    cashier TEXT
  ) STRICT;
  CREATE INDEX sale_rows_by_total ON sale_rows (total, receipt_number);
  CREATE INDEX sale_rows_by_phone ON ${ROWS_BY_PHONE};
  `;

interface StoredRow {
  readonly receipt_number: number;
  readonly sale_id: string;
  readonly opened_at: number;
  readonly total: number;
  readonly state: string;
  readonly method: string;
  readonly phone_end: string | null;
  readonly cashier: string | null;
}

export type SaleRowStatements = ReturnType<typeof prepareSaleRows>;

const COLUMNS =
  `receipt_number, ${text('sale_id')}, opened_at, total, ` + text('state', 'method', 'phone_end', 'cashier');
/** Newest first, below a receipt number. */
const page = (db: Database.Database, where: string) =>
  query<StoredRow>(
    db,
    `SELECT ${COLUMNS} FROM sale_rows WHERE ${where} AND receipt_number < ? ORDER BY receipt_number DESC LIMIT ?`,
  );

export function prepareSaleRows(db: Database.Database) {
  return {
    put: db.prepare(
      `INSERT INTO sale_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (receipt_number) DO UPDATE SET
       sale_id = excluded.sale_id, opened_at = excluded.opened_at, total = excluded.total,
       state = excluded.state, method = excluded.method, phone_end = excluded.phone_end, cashier = excluded.cashier`,
    ),
    row: query<StoredRow>(db, `SELECT ${COLUMNS} FROM sale_rows WHERE receipt_number = ?`),
    ends: query<{ readonly newest: number | null; readonly oldest: number | null }>(
      db,
      `SELECT (SELECT MAX(receipt_number) FROM sale_rows) AS newest,
       (SELECT MIN(receipt_number) FROM sale_rows) AS oldest`,
    ),
    page: page(db, 'true'),
    numbersWithTotal: query<Pick<StoredRow, 'receipt_number'>>(
      db,
      `SELECT receipt_number FROM sale_rows WHERE total = ? AND receipt_number < ?
       ORDER BY receipt_number DESC LIMIT ?`,
    ),
    withPhone: page(
      db,
      'phone_end IS NOT NULL AND substr(phone_end, -2) = ? AND (phone_end = ? OR length(phone_end) = 2)',
    ),
    withPhoneEnd: page(db, 'phone_end IS NOT NULL AND substr(phone_end, -2) = ?'),
    // A day's sales are few; the index by time is taken, not the order by number. By the day book's index of requests:
    // a day has few, and the list needs none of its own, which every sale would pay for.
    between: query<StoredRow>(
      db,
      `SELECT ${COLUMNS} FROM sale_rows
       WHERE receipt_number IN (SELECT receipt_number FROM day_payments WHERE requested_at >= ? AND requested_at < ?)
       AND +receipt_number < ? ORDER BY +receipt_number DESC LIMIT ?`,
    ),
    withReference: query<StoredRow>(
      db,
      `SELECT ${COLUMNS} FROM sale_rows
       WHERE receipt_number IN (
         SELECT receipt_number FROM day_payments WHERE reference >= ? AND reference < ? LIMIT 100)
       AND receipt_number < ? ORDER BY receipt_number DESC LIMIT ?`,
    ),
  };
}

const valuesOf = (row: SaleRow) =>
  [row.receiptNumber, row.saleId, row.openedAt, row.total, row.state, row.method, row.phoneEnd, row.cashier] as const;
const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, index) => value === b[index]);

/** Writes the row of a sale where it has changed. Inside the transaction of its events. */
export function writeSaleRow({ put }: SaleRowStatements, before: Sale | null, sale: Sale): void {
  if (sale.payments.length === 0) return;
  const values = valuesOf(saleRowOf(sale));
  if (before && before.payments.length > 0 && same(values, valuesOf(saleRowOf(before)))) return;
  put.run(...values);
}

/** Whether the list says of a sale what its events say. */
export function isInSaleRows({ row }: SaleRowStatements, sale: Sale): boolean {
  const found = row.get(sale.receiptNumber);
  if (!found) return false;
  const { receipt_number, sale_id, opened_at, total, state, method, phone_end, cashier } = found;
  return same(
    [receipt_number, sale_id, opened_at, total, state, method, phone_end, cashier],
    valuesOf(saleRowOf(sale)),
  );
}

const rowsSchema = z.array(saleRowSchema);
const named = (rows: readonly StoredRow[]): readonly SaleRow[] =>
  rowsSchema.parse(
    rows.map(({ receipt_number, sale_id, opened_at, phone_end, ...row }) => ({
      ...row,
      receiptNumber: receipt_number,
      saleId: sale_id,
      openedAt: opened_at,
      phoneEnd: phone_end,
    })),
  );

/** The list of sales in the journal's own file, to be read. */
export class SqliteSaleList implements SaleList {
  readonly #statements: SaleRowStatements;

  constructor(statements: SaleRowStatements) {
    this.#statements = statements;
  }

  ends(): { readonly newest: number; readonly oldest: number } | null {
    const { newest, oldest } = this.#statements.ends.get() ?? { newest: null, oldest: null };
    return newest === null || oldest === null ? null : { newest, oldest };
  }

  page(below: number, limit: number): readonly SaleRow[] {
    return named(this.#statements.page.all(below, limit));
  }

  find(wanted: readonly SaleSearch[], below: number, limit: number): readonly SaleRow[] {
    const found = new Map(
      wanted.flatMap((each) => this.#matching(each, below, limit)).map((row) => [row.receipt_number, row]),
    );
    return named([...found.values()].toSorted((a, b) => b.receipt_number - a.receipt_number).slice(0, limit));
  }

  #matching(wanted: SaleSearch, below: number, limit: number): StoredRow[] {
    const { row, numbersWithTotal, withPhone, withPhoneEnd, between, withReference } = this.#statements;
    switch (wanted.by) {
      case 'receipt': {
        const found = wanted.number < below ? row.get(wanted.number) : undefined;
        return found ? [found] : [];
      }
      case 'total': {
        // Each by itself is read in the order of receipt numbers, and out of the index alone, however many sales cost
        // the same.
        const totals = Array.from({ length: wanted.to - wanted.from + 1 }, (_, index) => wanted.from + index);
        const numbers = totals.flatMap((total) =>
          numbersWithTotal.all(total, below, limit).map(({ receipt_number }) => receipt_number),
        );
        return numbers
          .toSorted((a, b) => b - a)
          .slice(0, limit)
          .flatMap((number) => row.get(number) ?? []);
      }
      case 'phone':
        return wanted.digits.length === 2
          ? withPhoneEnd.all(wanted.digits, below, limit)
          : withPhone.all(wanted.digits.slice(-2), wanted.digits, below, limit);
      case 'time':
        return between.all(wanted.from, wanted.to, below, limit);
      case 'reference':
        return withReference.all(wanted.beginning, `${wanted.beginning}~`, below, limit);
    }
  }
}
