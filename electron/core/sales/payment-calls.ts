import type { IntentKind } from '../payment/intents.ts';
import type { PaymentRunner } from '../payment/runner.ts';
import type { Journal } from '../ports/journal.ts';
import { historyOf } from './history.ts';
import type { WalletLine } from './open-sales-deps.ts';
import type { OpenSales } from './open-sales.ts';
import { refundLeft } from './refund-limit.ts';
import type { RefundRule } from './refund-limit.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Reference, SaleId } from '../../../shared/ids.ts';
import type { CallHandlers, CallInput } from '../../../shared/ipc/contract.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import { amountOfParts } from '../../../shared/parts.ts';
import type { PartsOf } from '../../../shared/parts.ts';
import type { Payment, Sale, Wish } from '../../../shared/payment.ts';
import type { Actor } from '../../../shared/people.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

export interface PaymentCallsDeps {
  readonly openSales: OpenSales;
  readonly journal: Journal;
  lineOf(payment: Payment): WalletLine | null;
  /** The own network is known to be down. */
  readonly offline: boolean;
  refundRule(): RefundRule;
}

type PaymentCall =
  | 'payment.cancel'
  | 'payment.capture'
  | 'payment.capturePart'
  | 'payment.release'
  | 'payment.refund'
  | 'payment.refundLeft'
  | 'payment.recheck'
  | 'payment.checkNow'
  | 'payment.resolve'
  | 'payment.reopen'
  | 'payment.idSeen'
  | 'payment.history'
  | 'sale.recall';

const wishOf = ({ by, approvedBy }: Actor, reason: string | null = null): Wish => ({ by, approvedBy, reason });

/** What a person can want with one payment. @param deps the open counter, or why there is none */
export function paymentCalls(deps: () => Result<PaymentCallsDeps, ErrorCode>): Pick<CallHandlers, PaymentCall> {
  const intend = (on: CallInput<'payment.cancel'>, wanted: IntentKind): Result<null, ErrorCode> => {
    const open = deps();
    if (!open.ok) return open;
    const runner = open.value.openSales.runner(on.saleId, on.reference);
    return runner.ok ? runner.value.intend(wanted) : runner;
  };
  return {
    'payment.cancel': (input, actor) => reply(intend(input, { type: 'cancel', wish: wishOf(actor) })),
    'payment.capture': (input, actor) =>
      reply(intend(input, { type: 'capture', order: null, rest: 'keep', wish: wishOf(actor) })),
    'payment.capturePart': (input, actor) => {
      const { amount, parts, rest, reason } = input;
      const open = deps();
      if (!open.ok) return reply(open);
      // What is released with it is released for good, as in a release alone.
      if (rest === 'release' && !actor.mayApprove) return reply(err('people.managerNeeded'));
      const checked = checkParts(open.value.openSales, input, 'capture');
      const wish = wishOf(actor, reason);
      return reply(
        checked.ok ? intend(input, { type: 'capture', order: { amount, parts, ...wish }, rest, wish }) : checked,
      );
    },
    'payment.release': (input, actor) =>
      reply(
        actor.mayApprove
          ? intend(input, { type: 'release', wish: wishOf(actor, input.reason) })
          : err('people.managerNeeded'),
      ),
    'payment.refund': (input, actor) => {
      const open = deps();
      return reply(open.ok ? refund(open.value, input, actor) : open);
    },
    'payment.refundLeft': ({ saleId }, actor) => {
      const open = deps();
      if (!open.ok) return { accepted: false, error: open.error };
      const { openSales, journal, refundRule } = open.value;
      const sale = openSales.recall(saleId);
      if (!sale) return { accepted: false, error: 'sale.unknown' };
      return { accepted: true, left: refundLeft(refundRule(), openSales, journal, sale, actor) };
    },
    'payment.recheck': async ({ saleId, reference }) => {
      const open = deps();
      return reply(open.ok ? await open.value.openSales.recheck(saleId, reference) : open);
    },
    'payment.checkNow': ({ saleId, reference }) => {
      const open = deps();
      const runner = open.ok ? open.value.openSales.runner(saleId, reference) : open;
      if (runner.ok) runner.value.checkNow();
      return reply(runner);
    },
    'payment.resolve': ({ saleId, reference, reason }, actor) => {
      const open = deps();
      return reply(open.ok ? open.value.openSales.resolve(saleId, reference, reason, actor.by) : open);
    },
    'payment.reopen': ({ saleId, reference, reason }, actor) => {
      const open = deps();
      return reply(open.ok ? open.value.openSales.reopen(saleId, reference, wishOf(actor, reason)) : open);
    },
    'payment.idSeen': ({ saleId, reference }, { by }) => {
      const open = deps();
      return reply(open.ok ? open.value.openSales.seeId(saleId, reference, by) : open);
    },
    'payment.history': ({ saleId, reference }) => {
      const open = deps();
      return { entries: open.ok ? historyOf(open.value.journal.sale(saleId), reference) : [] };
    },
    'sale.recall': ({ saleId }) => {
      const open = deps();
      if (!open.ok) return { accepted: false, error: open.error };
      const sale = open.value.openSales.recall(saleId);
      return sale ? { accepted: true, sale } : { accepted: false, error: 'sale.unknown' };
    },
  };
}

/**
 * What a person saw must be what it costs: a screen that is behind, or a line that is gone, is refused and nothing
 * moves.
 */
function checkParts(
  openSales: OpenSales,
  { saleId, reference, before, amount, parts }: Omit<CallInput<'payment.refund'>, 'reason'>,
  kind: PartsOf,
): Result<Sale, ErrorCode> {
  const sale = openSales.recall(saleId);
  const payment = sale?.payments.find((each) => each.reference === reference);
  if (!sale || !payment) return err('sale.unknown');
  if ((kind === 'capture' ? payment.amounts.captured : payment.amounts.refunded) !== before) return err('sale.movedOn');
  if (parts === null) return ok(sale);
  const cost = amountOfParts(sale, payment, kind, parts);
  if (cost === null) return err('parts.invalid');
  return cost === amount ? ok(sale) : err('lines.doNotAddUp');
}

/** As safe as a capture. Never into the dark: without a network nobody is promised money. */
function refund(deps: PaymentCallsDeps, input: CallInput<'payment.refund'>, actor: Actor): Result<null, ErrorCode> {
  const { openSales, journal, offline, refundRule } = deps;
  const { saleId, reference, amount, parts, reason } = input;
  if (offline) return err('network.offline');
  const checked = checkParts(openSales, input, 'refund');
  if (!checked.ok) return checked;
  const left = refundLeft(refundRule(), openSales, journal, checked.value, actor);
  if (left !== null && amount > left) return err('people.managerNeeded');
  return withRunner(openSales, saleId, reference, (runner) =>
    runner.intend({ type: 'refund', order: { amount, parts, ...wishOf(actor, reason) } }),
  );
}

function withRunner(
  openSales: OpenSales,
  saleId: SaleId,
  reference: Reference,
  work: (runner: PaymentRunner) => Result<null, ErrorCode>,
): Result<null, ErrorCode> {
  const runner = openSales.anyRunner(saleId, reference);
  if (!runner.ok) return runner;
  try {
    return work(runner.value);
  } finally {
    openSales.letGo(saleId, reference);
  }
}
