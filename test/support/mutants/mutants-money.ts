import {
  INTENTS,
  MACHINE,
  MOVEMENTS,
  ON_APPROVAL,
  RUNNER,
  SCHEDULE,
  STALE,
  STATE,
  TABLES,
  edit,
  invented,
} from './mutant-edits.ts';
import type { Mutant } from './mutant-edits.ts';

/** A day of a shop that takes payments on approval. */
const SEED_ON_APPROVAL = 13;

/** Bugs about money that is taken or given back. */
export const MONEY_MUTANTS: readonly Mutant[] = [
  {
    name: 'new-key-on-capture-retry',
    why: 'a capture whose answer was lost is done a second time',
    edits: [
      edit(
        INTENTS,
        "if (phase.name === 'capturing') return phase.rest === rest && isSameOrder(phase.order, " +
          "{ amount, parts: order?.parts ?? null }) ? ok(nothing) : err('sale.busy');",
        '',
      ),
      edit(
        INTENTS,
        "if (phase.name !== 'authorized') return err('sale.notApproved');",
        "if (phase.name !== 'authorized' && phase.name !== 'capturing') return err('sale.notApproved');",
      ),
    ],
  },
  {
    name: 'capture-assumed-on-timeout',
    seed: 8,
    why: 'goods are handed over for money that was never taken',
    edits: [
      edit(
        MACHINE,
        "const maybeDone = failure.kind === 'unclear'",
        `if (phase.name === 'capturing' && failure.kind === 'unclear') ` +
          `return ${invented('AUTHORIZED', 'captured: payment.amount.value')};\n` +
          `  const maybeDone = failure.kind === 'unclear'`,
      ),
    ],
  },
  {
    name: 'taken-before-handover',
    why: 'a shop that hands over later has taken money for goods that the customer does not have',
    edits: [edit(ON_APPROVAL, "payment.takesPayment === 'onApproval' &&", '')],
  },
  {
    name: 'taken-after-a-withdrawal',
    seed: SEED_ON_APPROVAL,
    why: 'what the cashier wanted to withdraw is taken all the same, and perhaps paid in cash as well',
    edits: [
      edit(
        ON_APPROVAL,
        "payment.phase.name === 'waiting' && payment.certainty.name === 'confirmed' &&",
        "payment.certainty.name === 'confirmed' &&",
      ),
    ],
  },
  {
    name: 'taken-again-and-again',
    seed: SEED_ON_APPROVAL,
    why: 'a capture that the wallet refused is made anew with each look, with another key',
    edits: [
      edit(
        ON_APPROVAL,
        "payment.phase.name === 'waiting' && payment.certainty.name === 'confirmed' &&",
        "payment.phase.name !== 'cancelling' && payment.certainty.name === 'confirmed' &&",
      ),
    ],
  },
  {
    name: 'approved-is-paid',
    why: 'a reservation is shown as paid, and lapses',
    edits: [
      edit(STATE, 'amounts.captured >= payment.amount.value ||', 'amounts.authorized >= payment.amount.value ||'),
      edit(
        STATE,
        "return amounts.captured > 0 ? { name: 'captured'",
        "return amounts.authorized > 0 ? { name: 'captured'",
      ),
    ],
  },
  {
    name: 'restart-forgets-a-capture',
    net: 'runner',
    seed: 7,
    why: 'a capture that was done before a crash is called refused when a gateway turns the next try away',
    edits: [
      edit(
        MACHINE,
        "return movingOperation(payment) !== null ? unclear(payment, on, 'network.dropped') : nothing;",
        'return nothing;',
      ),
    ],
  },
  {
    name: 'stale-read-is-believed',
    seed: 18,
    why: 'what was approved or captured is taken back on screen',
    edits: [edit(MACHINE, STALE, '')],
  },
  {
    name: 'takings-of-what-was-asked',
    why: "the day's sum holds money that was given back",
    edits: [
      edit(
        TABLES,
        "filter(({ kind, at }) => kind === 'capture' && at >= since)",
        "filter(({ kind, at }) => (kind === 'capture' || kind === 'release') && at >= since)",
      ),
    ],
  },
  {
    name: 'refund-concluded-by-its-sum',
    seed: 36,
    why: "somebody's refund in the portal is taken for ours, and the customer never gets the one that was promised",
    edits: [
      edit(
        MOVEMENTS,
        "phase.name === 'refunding' && isProof(payment, evidence) && restOf(amounts.refunded",
        "phase.name === 'refunding' && restOf(amounts.refunded",
      ),
    ],
  },
  {
    name: 'part-concluded-by-its-sum',
    seed: 41,
    why:
      'a part that somebody captured in the portal is taken for ' +
      'ours, and goods are handed over that nobody has paid for',
    edits: [
      edit(MOVEMENTS, 'return isProof(payment, evidence) && restOf(amounts.captured', 'return restOf(amounts.captured'),
    ],
  },
  {
    name: 'repeated-without-reading-the-log',
    net: 'runner',
    why: 'the wallet has forgotten the key of a refund whose answer was lost, and gives the money back a second time',
    edits: [
      edit(
        RUNNER,
        "if (!couldMoveTwice(payment) || (payment.certainty.name === 'confirmed' && !this.#unsure)) return true;",
        'if (payment.saleId) return true;',
      ),
    ],
  },
  {
    name: 'new-key-on-refund-retry',
    why: 'a refund whose answer was lost is done a second time',
    edits: [
      edit(
        RUNNER,
        'await api[operation.kind](payment.reference, operation.key, body)',
        "await api[operation.kind](payment.reference, operation.kind === 'refund' && " +
          'this.#watch.sendsFailedInARow > 0 ? this.#deps.ids.idempotencyKey() : operation.key, body)',
      ),
    ],
  },
  {
    name: 'rest-released-on-timeout',
    seed: 34,
    why:
      'the rest of a reservation is given back before the part that ' +
      'was handed over is known to be captured, and then it cannot be',
    edits: [
      edit(
        MACHINE,
        "const maybeDone = failure.kind === 'unclear'",
        "if (phase.name === 'capturing' && phase.rest === 'release' && failure.kind " +
          "=== 'unclear') return requestCancel(payment, 'release', outcome.now, outcome.freshKey, NO_WISH);\n" +
          "  const maybeDone = failure.kind === 'unclear'",
      ),
    ],
  },
  {
    name: 'movement-counted-twice',
    why: 'the day has given back more than the wallet has',
    edits: [
      edit(
        MOVEMENTS,
        'return [{ kind, at, ...own }, ...rest];',
        "return kind === 'refund' ? [{ kind, at, ...own }, { kind, at, ...own }] : [{ kind, at, ...own }, ...rest];",
      ),
    ],
  },
  {
    name: 'late-answer-is-the-newer-one',
    net: 'model',
    seed: 2,
    why: 'the late answer to an earlier operation is taken for that of the one under way',
    edits: [
      edit(
        MACHINE,
        'pendingOperation(payment)?.key === operation.key ? operation.kind',
        'pendingOperation(payment) !== null ? operation.kind',
      ),
    ],
  },
  {
    name: 'refund-assumed-on-timeout',
    why: 'the customer is told that the money is on its way back, and it is not',
    edits: [
      edit(
        MACHINE,
        "const maybeDone = failure.kind === 'unclear'",
        `if (phase.name === 'refunding' && failure.kind === 'unclear') ` +
          `return ${invented('AUTHORIZED', 'refunded: payment.amounts.captured')};\n` +
          `  const maybeDone = failure.kind === 'unclear'`,
      ),
    ],
  },
  {
    name: 'more-refunded-than-taken',
    why: 'a cashier types one digit too many, and only the wallet stands in the way',
    edits: [edit(INTENTS, "if (order.amount > refundableOf(payment)) return err('wallet.refundTooHigh');", '')],
  },
  {
    name: 'offline-refund-sent-later',
    net: 'model',
    why: 'a refund that could not be sent goes out an hour later, when the customer has had cash for it',
    edits: [
      edit(
        MACHINE,
        "if (phase.name === 'refunding' && neverLeft) return turnedAway(payment, on, operation, failure.error);",
        '',
      ),
    ],
  },
  {
    name: 'doubt-that-the-disk-refused',
    why: 'the disk was full when a capture became doubtful, and a gateway that turns the next try away is believed',
    net: 'runner',
    edits: [
      edit(
        RUNNER,
        'this.#unsure ||= pendingOperation(before) !== null;',
        "this.#unsure ||= before.phase.name === 'registering';",
      ),
    ],
  },
  {
    name: 'refund-resent-after-restart',
    net: 'runner',
    why: 'a refund that hung before a power cut goes out the next morning, when the customer has had cash for it',
    edits: [
      edit(
        SCHEDULE,
        '|| operation.key === watch.inherited)',
        "|| (operation.key === watch.inherited && operation.kind !== 'refund'))",
      ),
    ],
  },
  {
    name: 'settled-by-hand-can-be-captured',
    net: 'model',
    why: 'the customer paid in cash, a person has written it down, and a press later the reservation is taken as well',
    edits: [edit(INTENTS, "  if (isSettledByHand(payment)) return err('sale.settledByHand');\n", '')],
  },
  {
    name: 'refund-taken-for-over',
    why: 'after a restart nobody asks about a refund that was under way',
    edits: [
      edit(
        'shared/payment-standing.ts',
        "const FINAL_PHASES = ['captured',",
        "const FINAL_PHASES = ['refunding' as never, 'captured',",
      ),
    ],
  },
];
