/**
 * The day book: one line for each payment and, of what was captured, one for each VAT rate. A projection, rebuildable from the events. Its
 * indexes hold all that the sums of a day need, so that a day is read in one stretch and never costs more because the journal has grown.
 */
export const DAY_BOOK_TABLES = `
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
  CREATE INDEX day_payments_by_capture ON day_payments (captured_at, reference, channel, captured) WHERE captured_at IS NOT NULL;
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
