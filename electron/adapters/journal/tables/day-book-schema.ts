const PAYMENTS_BY_CAPTURE = 'day_payments (captured_at, reference, channel, captured) WHERE captured_at IS NOT NULL';
const IN_TIME = 'at, reference, n, kind, channel, by_id, by_name, elsewhere, amount';

/**
 * The day book: one line for each request, one for each movement of money and, of those, one for each VAT rate. A
 * projection, rebuildable from the events. Its indexes hold all that the sums of a day need, so that a day is read in
 * one stretch and never costs more because the journal has grown.
 */
export const FIRST_DAY_BOOK = `
  CREATE TABLE day_payments (
    reference TEXT PRIMARY KEY,
    sale_id TEXT NOT NULL,
    receipt_number INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    channel TEXT NOT NULL,
    outcome TEXT NOT NULL,
    captured_at INTEGER,
    captured INTEGER NOT NULL,
    reserved INTEGER NOT NULL,
    attention TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX day_payments_by_request ON day_payments (requested_at, reference, outcome, amount);
  CREATE INDEX day_payments_by_capture ON ${PAYMENTS_BY_CAPTURE};
  CREATE INDEX day_payments_reserved ON day_payments (requested_at) WHERE reserved > 0;
  CREATE INDEX day_payments_attention ON day_payments (requested_at) WHERE attention IS NOT NULL;
  CREATE TABLE day_vat (
    captured_at INTEGER NOT NULL,
    reference TEXT NOT NULL,
    rate INTEGER NOT NULL,
    gross INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    PRIMARY KEY (captured_at, reference, rate)
  ) STRICT, WITHOUT ROWID;
  `;

/**
 * `requested_seq` and `seq`: the journal's entry that the line came from. `by_id`, `by_name`: the cashier. `problem`:
 * why a request was refused.
 */
export const DAY_BOOK_OF_MOVEMENTS = `
  DROP TABLE day_payments;
  DROP TABLE day_vat;
  DELETE FROM meta WHERE name = 'dayBook';
  CREATE TABLE day_payments (
    reference TEXT PRIMARY KEY,
    sale_id TEXT NOT NULL,
    receipt_number INTEGER NOT NULL,
    requested_at INTEGER NOT NULL,
    by_id TEXT,
    by_name TEXT,
    amount INTEGER NOT NULL,
    channel TEXT NOT NULL,
    outcome TEXT NOT NULL,
    approved_at INTEGER,
    captured INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    reserved INTEGER NOT NULL,
    attention TEXT,
    problem TEXT,
    requested_seq INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX day_payments_by_request ON day_payments (requested_at, reference, outcome, amount);
  CREATE INDEX day_payments_by_entry ON day_payments (requested_seq, outcome, amount);
  CREATE INDEX day_payments_reserved ON day_payments (requested_at) WHERE reserved > 0;
  CREATE INDEX day_payments_attention ON day_payments (requested_at) WHERE attention IS NOT NULL;
  CREATE TABLE day_movements (
    reference TEXT NOT NULL,
    n INTEGER NOT NULL,
    sale_id TEXT NOT NULL,
    receipt_number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    channel TEXT NOT NULL,
    by_id TEXT,
    by_name TEXT,
    elsewhere INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (reference, n)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX day_movements_by_time ON day_movements (${IN_TIME});
  CREATE INDEX day_movements_by_entry ON day_movements (seq, kind, at, amount, channel, by_id, by_name, elsewhere);
  CREATE TABLE day_vat (
    at INTEGER NOT NULL,
    reference TEXT NOT NULL,
    n INTEGER NOT NULL,
    rate INTEGER NOT NULL,
    kind TEXT NOT NULL,
    gross INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    PRIMARY KEY (at, reference, n, rate)
  ) STRICT, WITHOUT ROWID;
  `;
