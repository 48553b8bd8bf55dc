import type { JournalEvent } from '../journal/events.ts';
import type { TillEntry } from '../journal/till-entries.ts';
import { isSameKey } from '../payment/same-key.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import type { ExportDoor } from '../ports/export.ts';
import type { Journal } from '../ports/journal.ts';
import type { WalletEvent } from '../ports/wallet.ts';
import { keysOf } from './history.ts';
import type { WalletLine } from './open-sales-deps.ts';
import type { OpenSales } from './open-sales.ts';
import { trailOf } from '../support/trail.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { IdempotencyKey, Reference } from '../../../shared/ids.ts';
import type { CallHandlers, CallInput } from '../../../shared/ipc/contract.ts';
import type { Payment } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { WalletLog, WalletLogLine } from '../../../shared/wallet-log.ts';

interface LogDeps {
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly exports: ExportDoor;
  note(entry: TillEntry): void;
}

/** What is asked of the open counter. */
interface LogCounter {
  readonly openSales: OpenSales;
  readonly journal: Pick<Journal, 'sale'>;
  lineOf(payment: Payment): WalletLine | null;
}

/** Ours where it names a key of ours; all else was done elsewhere. */
const lineOf = (own: readonly IdempotencyKey[], { idempotencyKey, ...event }: WalletEvent): WalletLogLine => ({
  ...event,
  key: own.find((key) => isSameKey(idempotencyKey, key)) ?? null,
});

const ofPayment = (events: readonly JournalEvent[], reference: Reference): readonly JournalEvent[] =>
  events.filter((event) => 'reference' in event && event.reference === reference);

/**
 * The wallet's own log of a payment, read when somebody asks for it: it is shown and carried out, and changes nothing.
 */
async function walletLog(
  { openSales, journal, lineOf: wallet }: LogCounter,
  { saleId, reference }: CallInput<'payment.walletLog'>,
): Promise<Result<WalletLog, ErrorCode>> {
  const payment = openSales.recall(saleId)?.payments.find((each) => each.reference === reference);
  if (!payment) return err('sale.unknown');
  const line = wallet(payment);
  if (!line) return err('wallet.keysOfOther');
  const answer = await line.api.events(reference);
  if (!answer.ok) return err(answer.error.error);
  const own = keysOf(ofPayment(journal.sale(saleId), reference));
  const { events, complete } = answer.value;
  return ok({ lines: events.map((event) => lineOf(own, event)), complete });
}

/** Reads and carries out the wallet's log of one payment. @param counter the open one, or why there is none */
export function walletLogCalls(
  deps: () => LogDeps,
  counter: () => Result<LogCounter, ErrorCode>,
): Pick<CallHandlers, 'payment.walletLog' | 'payment.exportLog'> {
  return {
    'payment.walletLog': async (input) => {
      const open = counter();
      const log = open.ok ? await walletLog(open.value, input) : open;
      return log.ok ? { accepted: true, log: log.value } : { accepted: false, error: log.error };
    },
    'payment.exportLog': async (input, { by, approvedBy }) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const log = await walletLog(open.value, input);
      if (!log.ok) return { accepted: false, error: log.error };
      const { clock, calendar, exports, note } = deps();
      const { reference, saleId } = input;
      const path = await exports.choose(`skranke-payment-${reference}.json`);
      if (path === null) return { accepted: true, file: null };
      const when = (at: number): string => {
        const { date, time } = calendar.local(at);
        return `${date} ${time}`;
      };
      const till = ofPayment(open.value.journal.sale(saleId), reference);
      const wallet = {
        ...log.value,
        lines: log.value.lines.map((line) => ({ ...line, at: line.at && when(line.at) })),
      };
      const head = JSON.stringify({ reference, readAt: when(clock.now()), wallet }, null, 2).replace(/\n\}$/, '');
      const written = await exports.write(path, [`${head},\n  "till": `, trailOf(till, when).trimEnd(), '\n}\n']);
      if (!written.ok) return { accepted: false, error: written.error };
      note({ type: 'export.made', at: clock.now(), by, approvedBy, kind: 'paymentLog', period: null });
      return { accepted: true, file: path.split(/[\\/]/).at(-1) ?? path };
    },
  };
}
