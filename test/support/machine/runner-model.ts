import fc from 'fast-check';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { requestBodies } from '../../../electron/adapters/vipps/bodies.ts';
import { pendingOperation } from '../../../electron/core/payment/steps.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import type { Ids } from '../../../electron/core/ports/ids.ts';
import type { PaymentApi, ReadAnswer } from '../../../electron/core/ports/wallet.ts';
import { OpenSales } from '../../../electron/core/sales/open-sales.ts';
import { createRandom } from '../../../electron/simulator/random.ts';
import { idempotencyKeySchema, saleIdSchema } from '../../../shared/ids.ts';
import type { IdempotencyKey } from '../../../shared/ids.ts';
import { isFinal } from '../../../shared/payment-standing.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Payment } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { wantedBy } from './actions.ts';
import type { WishName } from './actions.ts';
import { AMOUNT, T0, failure, opened, requested } from './payment-samples.ts';
import { brokenAt, brokenAtRest } from './promises.ts';
import { ModelWallet } from './wallet.ts';
import type { Answer, Request } from './wallet.ts';
import { NotWritten, journalOn } from '../simulation/journal.ts';
import { VirtualClock } from '../till/virtual-clock.ts';

/**
 * The real open sales, their runners and the real journal against the wallet of `wallet.ts`, in virtual time:
 * what the machine alone cannot show, such as what is asked before a repetition. The wallet forgets keys as soon as no
 * call can be under way any more.
 */

/** What becomes of a call. The till gives up on one without an answer after {@link GIVES_UP_MS}. */
const FATES = ['answered', 'slow', 'lost', 'answerLost', 'throttled', 'notSent', 'refusedByGateway', 'stale'] as const;
type Fate = (typeof FATES)[number];

export interface RunnerStory {
  /** One for each call, over and over; the last calls of a story are all answered. */
  readonly fates: readonly Fate[];
  readonly acts: readonly RunnerAct[];
}

type RunnerAct = { readonly after: number } & (
  | { readonly do: 'wish'; readonly wish: WishName }
  | { readonly do: 'portal'; readonly act: 'capture' | 'refund' | 'cancel'; readonly amount: number }
  | { readonly do: 'checkNow' | 'recheck' | 'crash' | 'diskFull' | 'diskWorks' }
);

const GIVES_UP_MS = 8_000;
const KEYS_LIVE_MS = 10_000;
const ANSWERS_AFTER_MS = 60;
const SLOWLY_MS = 6_000;

const many = <T>(times: number, value: T): readonly T[] => Array.from({ length: times }, () => value);
const after = fc.constantFrom(50, 300, 2_000, 9_000, 30_000);
const wish = fc.constantFrom<WishName>(
  'capture',
  'capturePart',
  'capturePart',
  'capturePartOnly',
  'refundPart',
  'refundPart',
  'refundMore',
  'refundAll',
  'release',
);
const act: fc.Arbitrary<RunnerAct> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ after, do: fc.constant('wish' as const), wish }) },
  {
    weight: 2,
    arbitrary: fc.record({
      after,
      do: fc.constant('portal' as const),
      act: fc.constantFrom('refund' as const, 'refund' as const, 'capture' as const, 'cancel' as const),
      amount: fc.constantFrom(5_000, 10_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      after,
      do: fc.constantFrom(
        'checkNow' as const,
        'recheck' as const,
        'crash' as const,
        'diskFull' as const,
        'diskWorks' as const,
      ),
    }),
  },
);
export const runnerStories: fc.Arbitrary<RunnerStory> = fc.record({
  fates: fc.array(fc.constantFrom<Fate>(...many(6, 'answered' as const), ...many(3, 'answerLost' as const), ...FATES), {
    minLength: 1,
    maxLength: 40,
  }),
  acts: fc.array(act, { minLength: 1, maxLength: 12 }),
});

const UNANSWERED: Readonly<Partial<Record<Fate, ApiFailure>>> = {
  lost: failure('network.timeout'),
  answerLost: failure('network.timeout'),
  throttled: failure('wallet.tooManyRequests'),
  notSent: failure('network.offline'),
  refusedByGateway: failure('wallet.notPermitted'),
};

class ModelTill {
  readonly broken: string[] = [];
  readonly clock = new VirtualClock(T0);
  readonly wallet = new ModelWallet(AMOUNT, KEYS_LIVE_MS);
  readonly journal = new SqliteJournal(':memory:', () => 'runs');
  openSales: OpenSales;
  calm = false;
  diskFull = false;
  readonly #fates: readonly Fate[];
  readonly #left = new Set<IdempotencyKey>();
  readonly #ids: Ids;
  #calls = 0;
  #lastShown: Payment | null = null;

  constructor(fates: readonly Fate[]) {
    this.#fates = fates;
    const random = createRandom(1);
    this.#ids = {
      saleId: () => saleIdSchema.parse(random.uuid()),
      idempotencyKey: () => idempotencyKeySchema.parse(random.uuid()),
    };
    this.openSales = this.#newBook();
  }

  get payment(): Payment {
    const sale = this.openSales.recall(opened.saleId);
    if (!sale) throw new Error('the sale is gone');
    return currentPayment(sale);
  }

  async crash(): Promise<void> {
    const pending = pendingOperation(this.payment);
    if (pending) this.#left.add(pending.key);
    this.openSales.stop();
    this.openSales = this.#newBook();
    this.openSales.load();
    void this.openSales.resume();
    await this.clock.pass(0);
  }

  #newBook(): OpenSales {
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (message: string) => void (this.diskFull || this.broken.push(`a bug: ${message}`)),
    };
    const api = this.#api();
    return new OpenSales({
      journal: journalOn(
        { beforeWrite: () => this.#needsDisk(), beforeNote: () => this.#needsDisk(), afterWrite: () => undefined },
        this.journal,
      ),
      wallet: () => ({ api, isOwn: true }),
      bodies: requestBodies,
      clock: this.clock,
      ids: this.#ids,
      log,
      saleChanged: (sale) => this.#check(currentPayment(sale)),
      journalHealth: () => undefined,
      saw: () => undefined,
    });
  }

  #needsDisk(): void {
    if (this.diskFull) throw new NotWritten('database or disk is full');
  }

  #check(payment: Payment): void {
    const refused = this.journal
      .sale(opened.saleId)
      .flatMap((event): IdempotencyKey[] =>
        event.type === 'capture.rejected' || event.type === 'refund.rejected' ? [event.key] : [],
      );
    this.broken.push(...brokenAt(payment, this.#lastShown ?? payment, this.wallet, new Set(refused)));
    this.#lastShown = payment;
  }

  #api(): PaymentApi {
    const write = (request: Request) =>
      this.#notLeft(request) &&
      this.#call((isStale) => (isStale ? null : this.wallet.handle(request, this.clock.monotonic())));
    const report = async (request: Request): Promise<Result<ReadAnswer, ApiFailure>> => {
      const answer: Answer = await write(request);
      if (!answer.ok) return answer;
      return answer.value === null ? err(failure('network.timeout')) : ok(answer.value);
    };
    const amountIn = (body: string): number => Number(/"value":(\d+)/.exec(body)?.[1]);
    return {
      reach: () => Promise.resolve(ok(null)),
      create: async (_, key) => {
        const answer = await write({ kind: 'create', key });
        return answer.ok ? ok({ code: null }) : answer;
      },
      get: () => this.#call((isStale) => this.wallet.get(isStale)),
      events: async () => {
        const answer = await this.#call((isStale) => (isStale ? null : this.wallet.events()));
        return answer.ok ? ok({ events: answer.value, complete: true, clockSkewMs: 0 }) : answer;
      },
      capture: (_, key, body) => report({ kind: 'capture', key, amount: amountIn(body) }),
      refund: (_, key, body) => report({ kind: 'refund', key, amount: amountIn(body) }),
      cancel: (_, key, body) => report({ kind: 'cancel', key, mode: body.includes('true') ? 'withdraw' : 'release' }),
    };
  }

  /** What an earlier run of the app has left without an answer is asked about and never sent again. */
  #notLeft({ key, kind }: Request): true {
    if (this.#left.has(key)) this.broken.push(`rule 1: a ${kind} of an earlier run of the app is sent again`);
    return true;
  }

  /** One call with its fate. `perform` gives null where this fate cannot be told from a lost one. */
  async #call<T>(perform: (isStale: boolean) => Result<T, ApiFailure> | null): Promise<Result<T, ApiFailure>> {
    const fate: Fate = this.calm ? 'answered' : (this.#fates[this.#calls % this.#fates.length] ?? 'answered');
    this.#calls += 1;
    this.wallet.forgetKeys(this.clock.monotonic());
    const arrives = fate === 'answered' || fate === 'slow' || fate === 'answerLost' || fate === 'stale';
    if (fate === 'slow') await this.#wait(SLOWLY_MS);
    const answer = arrives ? perform(fate === 'stale') : null;
    const isLost = fate === 'lost' || fate === 'answerLost';
    await this.#wait(isLost ? GIVES_UP_MS : ANSWERS_AFTER_MS);
    return UNANSWERED[fate] ? err(UNANSWERED[fate]) : (answer ?? err(failure('network.timeout')));
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => void this.clock.after(ms, resolve));
  }
}

/** @returns the rules that this story breaks */
export async function playRunner({ fates, acts }: RunnerStory): Promise<readonly string[]> {
  const counter = new ModelTill(fates);
  const { clock, wallet } = counter;
  counter.calm = true;
  counter.openSales.begin([opened, requested], {
    key: requested.create.key,
    reference: requested.reference,
    body: '{}',
  });
  await clock.pass(3_000);
  wallet.customer('approve');
  await clock.pass(3_000);
  counter.calm = false;
  for (const each of acts) {
    await clock.pass(each.after);
    await perform(counter, each);
    if (counter.broken.length > 0) return counter.broken;
  }
  await clock.pass(60_000);
  counter.calm = true;
  counter.diskFull = false;
  await clock.pass(30 * 60_000);
  void counter.openSales.recheck(opened.saleId, requested.reference);
  await clock.pass(60_000);
  const { phase, attention } = counter.payment;
  if (!isFinal(phase) && phase.name !== 'authorized' && attention === null)
    counter.broken.push(`rule 7: still ${phase.name} after half an hour without faults`);
  counter.broken.push(...brokenAtRest(counter.payment, wallet));
  counter.openSales.stop();
  counter.journal.close();
  return counter.broken;
}

async function perform(counter: ModelTill, each: RunnerAct): Promise<void> {
  const { openSales, wallet } = counter;
  const on = [opened.saleId, requested.reference] as const;
  switch (each.do) {
    case 'wish': {
      const runner = openSales.anyRunner(...on);
      if (runner.ok) runner.value.intend(wantedBy(each.wish));
      return openSales.letGo(...on);
    }
    case 'portal':
      return wallet.portal(each.act, each.amount);
    case 'checkNow': {
      const runner = openSales.runner(...on);
      return runner.ok ? runner.value.checkNow() : undefined;
    }
    case 'recheck':
      return void openSales.recheck(...on);
    case 'diskFull':
    case 'diskWorks':
      counter.diskFull = each.do === 'diskFull';
      return;
    case 'crash':
      return counter.crash();
  }
}

/**
 * A failing run is shrunk to the shortest story and printed with its seed and path, which `fc.assert` takes to play it
 * again.
 */
export const anyRunnerStoryHolds = (seed: number, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(runnerStories, async (story) => {
      const broken = await playRunner(story);
      if (broken.length > 0) throw new Error(broken.join('\n'));
    }),
    { seed, numRuns },
  );
