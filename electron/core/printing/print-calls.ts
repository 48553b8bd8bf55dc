import type { Calendar, Clock } from '../ports/clock.ts';
import type { Journal } from '../ports/journal.ts';
import type { SettingsStore } from '../ports/settings.ts';
import type { PrintService } from './print-service.ts';
import { paidOf, refundSlip, saleSlip, testSlip } from '../slips/sale-slip.ts';
import { slipContext, wordsOf } from '../slips/slip-parts.ts';
import type { SlipContext } from '../slips/slip-parts.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { slug } from '../../../shared/ids.ts';
import type { SaleId } from '../../../shared/ids.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { Sale } from '../../../shared/payment.ts';
import type { PersonRef } from '../../../shared/people.ts';
import { printableKey } from '../../../shared/printing.ts';
import type { Printable } from '../../../shared/printing.ts';
import { formatReceiptNumber } from '../../../shared/receipt.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import type { Slip } from '../../../shared/slip.ts';

export interface PrintDeps {
  readonly slips: PrintService;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly calendar: Calendar;
}

/** As much of the open counter as slips are made from. */
interface PrintingCounter {
  readonly ports: { readonly journal: Pick<Journal, 'sale' | 'entries'> };
  readonly openSales: { recall(saleId: SaleId): Sale | null };
  readonly store: StoreSettings;
}

/** A slip that was made, and what it is. */
interface Made {
  readonly kind: Printable['kind'];
  readonly name: string;
  readonly sale: SaleId;
  /** What the journal calls it. */
  readonly noteAs: string;
  readonly slip: Slip;
}

type PrintCall =
  | 'print.slip'
  | 'print.pdf'
  | 'print.test'
  | 'print.retry'
  | 'print.discard'
  | 'print.printers'
  | 'print.view';

const idReply = <T>(result: Result<T, ErrorCode>) =>
  result.ok ? { accepted: true as const, id: result.value } : { accepted: false as const, error: result.error };

function made(context: SlipContext, { openSales }: PrintingCounter, what: Printable): Result<Made, ErrorCode> {
  const sale = openSales.recall(what.saleId);
  if (!sale) return err('sale.unknown');
  const facts = { kind: what.kind, name: formatReceiptNumber(sale.receiptNumber), sale: sale.saleId };
  if (what.kind === 'sale') {
    const payment = paidOf(sale);
    return payment
      ? ok({ ...facts, noteAs: 'sale', slip: saleSlip(context, sale, payment) })
      : err('printer.nothingPaid');
  }
  const payment = sale.payments.find(({ reference }) => reference === what.reference);
  const refund = payment?.movements[what.movement];
  if (!payment || refund?.kind !== 'refund') return err('printer.nothingPaid');
  return ok({
    ...facts,
    noteAs: `refund ${payment.attempt}-${what.movement}`,
    slip: refundSlip(context, sale, payment, refund),
  });
}

/**
 * More slips than a till prints in a month; of a sale that is older than they reach back, the next print is called a
 * copy to be safe.
 */
const LOOKED_THROUGH = 10_000;

/** How often this slip came out already, as the journal tells. */
function copiesOut({ ports: { journal } }: PrintingCounter, { sale, noteAs }: Pick<Made, 'sale' | 'noteAs'>): number {
  const opened = journal.sale(sale)[0]?.seq ?? 0;
  const entries = journal.entries({ types: ['slip.printed'], from: opened, limit: LOOKED_THROUGH });
  const out = entries.filter((entry) => entry.sale === sale && entry.kind === noteAs).length;
  return entries.length < LOOKED_THROUGH ? out : Math.max(1, out);
}

/** The calls about slips. `counter` tells why there is none while it is closed. */
export function printCalls(
  deps: () => PrintDeps,
  counter: () => Result<PrintingCounter, ErrorCode>,
): Pick<CallHandlers, PrintCall> {
  const make = (
    what: Printable,
  ): Result<Made & { readonly counter: PrintingCounter; readonly context: SlipContext }, ErrorCode> => {
    const open = counter();
    if (!open.ok) return open;
    const context = slipContext(deps(), open.value.store);
    const slip = made(context, open.value, what);
    return slip.ok ? ok({ ...slip.value, counter: open.value, context }) : slip;
  };
  const print = (what: Printable, by: PersonRef | null) => {
    const found = make(what);
    if (!found.ok) return found;
    const { kind, name, sale, noteAs, slip, context } = found.value;
    return deps().slips.print({
      kind,
      name,
      sale,
      noteAs,
      slip,
      by,
      of: printableKey(what),
      copy: copiesOut(found.value.counter, found.value),
      copyWord: wordsOf(context)('copy'),
    });
  };
  return {
    'print.slip': (what, { by }) => idReply(print(what, by)),
    'print.pdf': async (what) => {
      const found = make(what);
      if (!found.ok) return { accepted: false, error: found.error };
      const { store } = found.value.context;
      const file = await deps().slips.pdf(
        found.value.slip,
        `${slug(store.storeName, 20)}-${slug(store.posId, 20)}-${found.value.name}-${found.value.kind}.pdf`,
      );
      return file.ok ? { accepted: true, file: file.value } : { accepted: false, error: file.error };
    },
    'print.test': (_none, { by }) => {
      const open = counter();
      if (!open.ok) return { accepted: false, error: open.error };
      const { slips, clock } = deps();
      const { printer } = slips;
      const context = slipContext(deps(), open.value.store);
      const slip = testSlip(context, printer.kind === 'none' ? 42 : printer.columns, clock.now());
      const words = wordsOf(context);
      return idReply(
        slips.print({
          kind: 'test',
          name: words('testTitle'),
          sale: null,
          noteAs: null,
          slip,
          by,
          of: 'test',
          copy: 0,
          copyWord: words('copy'),
        }),
      );
    },
    'print.retry': ({ id }) => reply(deps().slips.retry(id)),
    'print.discard': ({ id }) => reply(deps().slips.discard(id)),
    'print.printers': async () => ({ accepted: true, names: [...(await deps().slips.names())] }),
    'print.view': () => {
      deps().slips.printView();
      return reply(ok(null));
    },
  };
}
