import { CHANGES, OPEN_SALES, MACHINE, RUNNER, SCHEDULE, STALE, START, WIRE, edit, invented } from './mutant-edits.ts';
import type { Mutant } from './mutant-edits.ts';

/** Bugs about asking the customer, and about what the till keeps, sends and shows. */
export const REQUEST_MUTANTS: readonly Mutant[] = [
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
    name: 'cancel-assumed-on-timeout',
    seed: 4,
    why: 'a request that can still be approved is called withdrawn',
    edits: [
      edit(
        MACHINE,
        "const maybeDone = failure.kind === 'unclear'",
        `if (phase.name === 'cancelling' && failure.kind === 'unclear') ` +
          `return ${invented('TERMINATED', 'cancelled: payment.amount.value')};\n` +
          `  const maybeDone = failure.kind === 'unclear'`,
      ),
    ],
  },
  {
    name: 'cancel-assumed-on-refusal',
    why: 'the customer approved first (6060), and the sale is called withdrawn with their money reserved',
    edits: [
      edit(
        MACHINE,
        "return { events: [{ type: 'cancel.rejected', ...on, key: " +
          "operation.key, problem: failure.error }], effects: ['look'] };",
        `return ${invented('TERMINATED', 'cancelled: payment.amount.value')};`,
      ),
    ],
  },
  {
    name: 'published-before-commit',
    why: 'the screen shows what a crash then takes back',
    edits: [
      edit(
        OPEN_SALES,
        'this.#deps.journal.append(events, { keep, forget });',
        "this.#deps.saleChanged(after, 'written');\n      this.#deps.journal.append(events, { keep, forget });",
      ),
    ],
  },
  {
    name: 'sent-before-commit',
    why: 'after a crash nobody knows of a request that has reached the customer',
    edits: [
      edit(
        OPEN_SALES,
        'this.#deps.journal.append(events, { keep, forget });',
        'for (const each of keep) early.set(each.key, each.body);\n' +
          '      this.#deps.clock.after(1, () => this.#deps.journal.append(events, { keep, forget }));',
      ),
      edit(
        OPEN_SALES,
        'body: (operation) => journal.body(operation.key)',
        'body: (operation) => early.get(operation.key) ?? journal.body(operation.key)',
      ),
      edit(
        OPEN_SALES,
        '/** Finished sales that stay in memory',
        'const early = new Map();\n/** Finished sales that stay in memory',
      ),
    ],
  },
  {
    name: 'refused-write-is-ignored',
    seed: 3,
    why: 'a full disk goes unnoticed, and what happened since is forgotten',
    edits: [edit(OPEN_SALES, 'this.#deps.journalHealth(false);\n      return false;', '')],
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
        `${STALE}\n  if (payment.phase.name === 'waiting' && report.state === 'CREATED' ` +
          '&& outcome.now > payment.requestedAt + 60_000) return { events: [{ type: ' +
          `'payment.refused', ...on, problem: 'network.timeout' }], effects: [] };`,
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
        'return outcome.failedInARow < UNCLEAR_AFTER_LOOKS ? nothing : { events: [{ ' +
          "type: 'payment.refused', ...on, problem: failure.error }], effects: [] };",
      ),
    ],
  },
  {
    name: 'unknown-means-never-sent',
    seed: 3,
    why: 'a create that is still on its way is called never sent, and arrives',
    edits: [edit(MACHINE, 'if (outcome.quietMs < neverArrivedMs(payment)) return nothing;', '')],
  },
  {
    name: 'never-sent-by-the-wall-clock',
    net: 'model',
    why: 'somebody sets the clock, and a create that is still on its way is called never sent',
    edits: [
      edit(
        MACHINE,
        'if (outcome.quietMs < neverArrivedMs(payment)) return nothing;',
        'if (outcome.now - phase.create.requestedAt < neverArrivedMs(payment)) return nothing;',
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
        "if (phase.name === 'registering') return { events: [...mayExist, " +
          "...unclear(payment, on, 'network.dropped').events], effects: [] };",
        '',
      ),
    ],
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
        "const anew = payment.phase.name === 'registering' && payment.phase.mayExist ? 'x' : '';\n" +
          '        const answer = await api.create((payment.reference + anew) as typeof ' +
          'payment.reference, (operation.key.slice(0, 35) + (anew || operation.key.slice(35))) ' +
          'as typeof operation.key, body.replaceAll(payment.reference, payment.reference + anew));',
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
      edit(
        OPEN_SALES,
        'for (const payment of sale.payments) if (!isFinal(payment.phase)) this.#addRunner(payment);',
        '',
      ),
    ],
  },
  {
    name: 'full-number-in-an-event',
    why: "a customer's number lies about in the window and in whatever it writes",
    edits: [
      edit(START, 'recipient: asked.recipient, codeForm,', 'recipient: { ...asked.recipient, ...asked.to }, codeForm,'),
    ],
  },
  {
    name: 'personal-code-in-the-journal',
    why: "a customer's own code, which may hold their number, is in the chain for ever",
    edits: [
      edit(
        START,
        'attempt: asked.attempt, wallet,',
        "attempt: asked.attempt, wallet: { ...wallet, ...(asked.to.method === 'personalCode' ? asked.to : {}) },",
      ),
    ],
  },
  {
    name: 'personal-code-kept-after-its-answer',
    why: 'the codes of all customers lie in the file until somebody reads them',
    edits: [
      edit(
        OPEN_SALES,
        '.filter((key) => !waiting.has(key))',
        `.filter((key) => !waiting.has(key) && !this.#deps.journal.body(key)?.includes('personalQr'))`,
      ),
    ],
  },
  {
    name: 'personal-code-sent-as-another-method',
    why: 'the customer who held out a code is not asked, and whoever comes by could pay',
    edits: [
      edit(
        START,
        'amount: sale.total, to, codeForm,',
        "amount: sale.total, to: to.method === 'personalCode' ? { method: 'code' } : to, codeForm,",
      ),
    ],
  },
  {
    name: 'personal-code-used-again-by-itself',
    why: 'a customer who said no is asked again and again, by a code that was shown once',
    edits: [
      edit(
        CHANGES,
        'this.#wanted.delete(sale.saleId); change.forget();',
        "if (change.to.method !== 'personalCode') { this.#wanted.delete(sale.saleId); change.forget(); }",
      ),
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
    edits: [edit(OPEN_SALES, '.filter((key) => !waiting.has(key))', '')],
  },
  {
    name: 'create-resent-after-restart',
    why:
      'a customer who has gone long ago is asked out of the ' +
      'blue, because the clock was set back while the till was off',
    edits: [
      edit(
        SCHEDULE,
        '|| operation.key === watch.inherited)',
        "|| (operation.key === watch.inherited && operation.kind !== 'create'))",
      ),
    ],
  },
];
