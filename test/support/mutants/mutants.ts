/**
 * Deliberate bugs, each of a kind that has cost shops money: the nets must find every one of them, the simulation
 * within 2,000 sales. They are data, planted one at a time into a process of tests by `mutants-loader.ts`; the product
 * holds no switch for them.
 */
export interface Edit {
  /** From the root of the project. */
  readonly file: string;
  /** Must stand there exactly once. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutant {
  readonly name: string;
  /** What it would cost a shop. */
  readonly why: string;
  readonly edits: readonly Edit[];
  /**
   * The net that must find it; the simulation when absent. What takes three rare things at once is found by the stories
   * of the machine's model, or of the runners, instead.
   */
  readonly net?: keyof typeof MOST;
  /** A day on which it shows soon; 1 when absent. */
  readonly seed?: number;
}

const MACHINE = 'electron/core/payment/machine.ts';
const INTENTS = 'electron/core/payment/intents.ts';
const STATE = 'electron/core/payment/state.ts';
const RUNNER = 'electron/core/payment/runner.ts';
const MOVEMENTS = 'electron/core/payment/movements.ts';
const SCHEDULE = 'electron/core/payment/schedule.ts';
const BOOK = 'electron/core/sales/sale-book.ts';
const START = 'electron/core/sales/start-sale.ts';
const TABLES = 'electron/adapters/journal/tables/projections.ts';
const WIRE = 'electron/adapters/vipps/wire.ts';

const STALE = 'if (isStale(payment, report) || isNoNews(payment, report)) return nothing;';

/**
 * How long a bug may hide from a net: in sales of the simulation, in stories of the models; those of the machine's
 * model are short.
 */
export const MOST = { simulation: 2_000, runner: 2_000, model: 20_000 } as const;

const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace });

/** An answer that the wallet never gave. */
const invented = (state: string, sums: string): string =>
  `{ events: [{ type: 'payment.reported', ...on, state: '${state}', amounts: { ...payment.amounts, ${sums} }, evidence: { at: outcome.now, source: 'cancel', state: '${state}', pspReference: null } }], effects: [] }`;

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'new-key-on-create-retry',
    why: 'a create whose answer was lost is asked for a second time as if it were another one',
    edits: [
      edit(
        RUNNER,
        'api.create(payment.reference, operation.key, body)',
        'api.create(payment.reference, firstTry ? operation.key : this.#deps.ids.idempotencyKey(), body)',
      ),
    ],
  },
  {
    name: 'new-key-on-capture-retry',
    why: 'a capture whose answer was lost is done a second time',
    edits: [
      edit(
        INTENTS,
        "if (phase.name === 'capturing') return phase.rest === rest && isSameOrder(phase.order, { amount, parts: order?.parts ?? null }) ? ok(nothing) : err('sale.busy');",
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
    name: 'cancel-assumed-on-timeout',
    seed: 4,
    why: 'a request that can still be approved is called withdrawn',
    edits: [
      edit(
        MACHINE,
        "const maybeDone = failure.kind === 'unclear'",
        `if (phase.name === 'cancelling' && failure.kind === 'unclear') return ${invented('TERMINATED', 'cancelled: payment.amount.value')};\n  const maybeDone = failure.kind === 'unclear'`,
      ),
    ],
  },
  {
    name: 'cancel-assumed-on-refusal',
    why: 'the customer approved first (6060), and the sale is called withdrawn with their money reserved',
    edits: [
      edit(
        MACHINE,
        "return { events: [{ type: 'cancel.rejected', ...on, key: operation.key, problem: failure.error }], effects: ['look'] };",
        `return ${invented('TERMINATED', 'cancelled: payment.amount.value')};`,
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
        `if (phase.name === 'capturing' && failure.kind === 'unclear') return ${invented('AUTHORIZED', 'captured: payment.amount.value')};\n  const maybeDone = failure.kind === 'unclear'`,
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
    name: 'published-before-commit',
    why: 'the screen shows what a crash then takes back',
    edits: [
      edit(
        BOOK,
        'this.#deps.journal.append(events, { keep, forget });',
        'this.#deps.saleChanged(after, false);\n      this.#deps.journal.append(events, { keep, forget });',
      ),
    ],
  },
  {
    name: 'sent-before-commit',
    why: 'after a crash nobody knows of a request that has reached the customer',
    edits: [
      edit(
        BOOK,
        'this.#deps.journal.append(events, { keep, forget });',
        'for (const each of keep) early.set(each.key, each.body);\n      this.#deps.clock.after(1, () => this.#deps.journal.append(events, { keep, forget }));',
      ),
      edit(
        BOOK,
        'body: (operation) => journal.body(operation.key)',
        'body: (operation) => early.get(operation.key) ?? journal.body(operation.key)',
      ),
      edit(
        BOOK,
        '/** Finished sales that stay in memory',
        'const early = new Map();\n/** Finished sales that stay in memory',
      ),
    ],
  },
  {
    name: 'refused-write-is-ignored',
    seed: 3,
    why: 'a full disk goes unnoticed, and what happened since is forgotten',
    edits: [edit(BOOK, 'this.#deps.journalHealth(false);\n      return false;', '')],
  },
  {
    name: 'failed-look-ends-looking',
    seed: 9,
    why: 'an approval after a broken connection is never seen',
    edits: [
      edit(
        SCHEDULE,
        'if (watch.looksFailedInARow > 0) {',
        'if (watch.looksFailedInARow > 0) return null;\n  if (watch.looksFailedInARow > 0) {',
      ),
    ],
  },
  {
    name: 'own-clock-ends-waiting',
    seed: 2,
    why: 'our clock runs out, the customer approves, and the sale is called failed',
    edits: [
      edit(
        MACHINE,
        STALE,
        `${STALE}\n  if (payment.phase.name === 'waiting' && report.state === 'CREATED' && outcome.now > payment.requestedAt + 60_000) return { events: [{ type: 'payment.refused', ...on, problem: 'network.timeout' }], effects: [] };`,
      ),
    ],
  },
  {
    name: 'failed-looks-end-waiting',
    seed: 10,
    why: 'a dead network is taken for a dead request',
    edits: [
      edit(
        MACHINE,
        'return outcome.failedInARow >= UNCLEAR_AFTER_LOOKS ? unclear(payment, on, failure.error) : nothing;',
        "return outcome.failedInARow < UNCLEAR_AFTER_LOOKS ? nothing : { events: [{ type: 'payment.refused', ...on, problem: failure.error }], effects: [] };",
      ),
    ],
  },
  {
    name: 'unknown-means-never-sent',
    seed: 3,
    why: 'a create that is still on its way is called never sent, and arrives',
    edits: [edit(MACHINE, 'if (outcome.quietMs < NEVER_ARRIVED_MS) return nothing;', '')],
  },
  {
    name: 'never-sent-by-the-wall-clock',
    net: 'model',
    why: 'somebody sets the clock, and a create that is still on its way is called never sent',
    edits: [
      edit(
        MACHINE,
        'if (outcome.quietMs < NEVER_ARRIVED_MS) return nothing;',
        'if (outcome.now - phase.create.requestedAt < NEVER_ARRIVED_MS) return nothing;',
      ),
    ],
  },
  {
    name: 'gateway-refusal-is-believed',
    seed: 10,
    why: 'a proxy turns the second try away, and the first one is called refused although it arrived',
    edits: [edit(MACHINE, 'return phase.mayExist ? unclear(payment, on, failure.error) : refused;', 'return refused;')],
  },
  {
    name: 'restart-forgets-doubt',
    net: 'model',
    why: 'a create that left before a crash is called refused when the next try does not leave',
    edits: [
      edit(
        MACHINE,
        "if (phase.name === 'registering') return { events: [...mayExist, ...unclear(payment, on, 'network.dropped').events], effects: [] };",
        '',
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
    name: 'second-attempt-beside-the-first',
    why: 'two requests of one sale are approved, and the customer pays twice',
    edits: [
      edit(START, 'if (!isUnpaid(earlier.phase)) return refuse(', 'if (isPaid(earlier)) return refuse('),
      edit(START, 'isUnpaid }', 'isPaid, isUnpaid }'),
    ],
  },
  {
    name: 'new-reference-after-restart',
    why: 'the request is made anew after a crash, and both can be paid',
    edits: [
      edit(
        RUNNER,
        'const answer = await api.create(payment.reference, operation.key, body);',
        "const anew = payment.phase.name === 'registering' && payment.phase.mayExist ? 'x' : '';\n        const answer = await api.create((payment.reference + anew) as typeof payment.reference, (operation.key.slice(0, 35) + (anew || operation.key.slice(35))) as typeof operation.key, body.replaceAll(payment.reference, payment.reference + anew));",
      ),
    ],
  },
  {
    name: 'write-limit-ignored',
    seed: 10,
    why: 'the wallet shuts the till out when it is needed most',
    edits: [
      edit(SCHEDULE, 'const WRITES_PER_MINUTE = 4;', 'const WRITES_PER_MINUTE = 1_000;'),
      edit(SCHEDULE, 'const MOST_WRITES_PER_MINUTE = 5;', 'const MOST_WRITES_PER_MINUTE = 1_000;'),
    ],
  },
  {
    name: 'look-limit-ignored',
    why: 'an impatient cashier gets the till shut out',
    edits: [edit(SCHEDULE, 'export const CHECK_AGAIN_MS = 1_000;', 'export const CHECK_AGAIN_MS = 0;')],
  },
  {
    name: 'unknown-state-is-an-end',
    why: 'a state that the API invents tomorrow is read as one that we know',
    edits: [edit(WIRE, 'state: walletStateSchema,', "state: walletStateSchema.catch('TERMINATED'),")],
  },
  {
    name: 'open-payments-forgotten',
    why: 'after a restart nobody asks about the customers who are still paying',
    edits: [
      edit(BOOK, 'for (const payment of sale.payments) if (!isFinal(payment.phase)) this.#addRunner(payment);', ''),
    ],
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
    name: 'full-number-in-an-event',
    why: "a customer's number lies about in the window and in whatever it writes",
    edits: [
      edit(START, 'recipient: to.recipient, create,', 'recipient: { ...to.recipient, msisdn: to.msisdn }, create,'),
    ],
  },
  {
    name: 'other-bytes-on-resend',
    why: 'the same key with another content is refused, or worse, accepted',
    edits: [
      edit(
        RUNNER,
        'api.create(payment.reference, operation.key, body)',
        'api.create(payment.reference, operation.key, firstTry ? body : `${body} `)',
      ),
    ],
  },
  {
    name: 'bytes-forgotten-too-early',
    seed: 3,
    why: 'an operation without an answer cannot be repeated with the same bytes',
    edits: [edit(BOOK, '.filter((key) => !waiting.has(key))', '')],
  },
  {
    name: 'refund-concluded-by-its-sum',
    seed: 36,
    why: "somebody's refund in the portal is taken for ours, and the customer never gets the one that was promised",
    edits: [
      edit(
        MOVEMENTS,
        "phase.name === 'refunding' && isProof(payment, evidence) && amounts.refunded",
        "phase.name === 'refunding' && amounts.refunded",
      ),
    ],
  },
  {
    name: 'part-concluded-by-its-sum',
    seed: 41,
    why: 'a part that somebody captured in the portal is taken for ours, and goods are handed over that nobody has paid for',
    edits: [edit(MOVEMENTS, 'return isProof(payment, evidence) && amounts.captured', 'return amounts.captured')],
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
        "await api[operation.kind](payment.reference, operation.kind === 'refund' && this.#watch.sendsFailedInARow > 0 ? this.#deps.ids.idempotencyKey() : operation.key, body)",
      ),
    ],
  },
  {
    name: 'rest-released-on-timeout',
    seed: 34,
    why: 'the rest of a reservation is given back before the part that was handed over is known to be captured, and then it cannot be',
    edits: [
      edit(
        MACHINE,
        "const maybeDone = failure.kind === 'unclear'",
        "if (phase.name === 'capturing' && phase.rest === 'release' && failure.kind === 'unclear') return requestCancel(payment, 'release', outcome.now, outcome.freshKey, NO_WISH);\n  const maybeDone = failure.kind === 'unclear'",
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
        `if (phase.name === 'refunding' && failure.kind === 'unclear') return ${invented('AUTHORIZED', 'refunded: payment.amounts.captured')};\n  const maybeDone = failure.kind === 'unclear'`,
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
    name: 'create-resent-after-restart',
    why: 'a customer who has gone long ago is asked out of the blue, because the clock was set back while the till was off',
    edits: [
      edit(
        SCHEDULE,
        '|| operation.key === watch.inherited)',
        "|| (operation.key === watch.inherited && operation.kind !== 'create'))",
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
        'shared/payment.ts',
        "const FINAL_PHASES = ['captured',",
        "const FINAL_PHASES = ['refunding' as never, 'captured',",
      ),
    ],
  },
];
