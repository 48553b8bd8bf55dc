import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestBodies } from '../../../electron/adapters/vipps/bodies.ts';
import type { NewEvent } from '../../../electron/core/journal/events.ts';
import type { IntentKind } from '../../../electron/core/payment/intents.ts';
import { PaymentRunner } from '../../../electron/core/payment/runner.ts';
import { freshWatch, plan, writeAllowedAt } from '../../../electron/core/payment/schedule.ts';
import type { Send, Watch } from '../../../electron/core/payment/schedule.ts';
import { applySaleEvent } from '../../../electron/core/payment/state.ts';
import type { Ids } from '../../../electron/core/ports/ids.ts';
import type { Log } from '../../../electron/core/ports/log.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import type { PaymentApi, ReadAnswer } from '../../../electron/core/ports/wallet.ts';
import { createRandom } from '../../../electron/simulator/random.ts';
import { idempotencyKeySchema, saleIdSchema } from '../../../shared/ids.ts';
import { NO_WISH, currentPayment } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import {
  FAILURES,
  PART,
  REPORTS,
  STATES,
  T0,
  WISH,
  amounts,
  opened,
  orderOf,
  saleAfter,
  stateNamed,
} from '../../support/machine/payment-samples.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const MINUTE = 60_000;

const WISHES: readonly IntentKind[] = [
  { type: 'cancel', wish: NO_WISH },
  { type: 'capture', order: orderOf(PART), rest: 'release', wish: WISH },
  { type: 'capture', order: null, rest: 'keep', wish: NO_WISH },
  { type: 'refund', order: orderOf(PART) },
  { type: 'release', wish: WISH },
];

const CALLS = ['create', 'capture', 'cancel', 'refund', 'get', 'events'] as const;
interface Traffic {
  readonly times: Readonly<Record<(typeof CALLS)[number], number[]>>;
}

/** Answers every call after a while with whatever the story says next. */
function whimsicalApi(
  clock: VirtualClock,
  answers: () => { readonly after: number; readonly failure: ApiFailure | null; readonly report: ReadAnswer },
): PaymentApi & Traffic {
  const times: Traffic['times'] = { create: [], capture: [], cancel: [], refund: [], get: [], events: [] };
  const call = <T>(kind: (typeof CALLS)[number], value: (report: ReadAnswer) => T): Promise<Result<T, ApiFailure>> => {
    times[kind].push(clock.monotonic());
    const { after, failure, report } = answers();
    return new Promise((resolve) => void clock.after(after, () => resolve(failure ? err(failure) : ok(value(report)))));
  };
  return {
    times,
    reach: () => Promise.resolve(ok(null)),
    create: () => call('create', () => ({ code: null })),
    get: () => call('get', (report) => report),
    events: () => call('events', () => ({ events: [], complete: true, clockSkewMs: 0 })),
    capture: () => call('capture', (report) => report),
    cancel: () => call('cancel', (report) => report),
    refund: () => call('refund', (report) => report),
  };
}

/** The real runner of one payment, with its journal in an array. */
function runnerOn(clock: VirtualClock, api: PaymentApi) {
  const random = createRandom(1);
  const ids: Ids = {
    saleId: () => saleIdSchema.parse(random.uuid()),
    idempotencyKey: () => idempotencyKeySchema.parse(random.uuid()),
  };
  const quiet = () => undefined;
  const log: Log = { info: quiet, warn: quiet, error: (message) => void problems.push(message) };
  const problems: string[] = [];
  let sale = saleAfter();
  const commit = (events: readonly NewEvent[]) => {
    sale = events.reduce((before, event) => applySaleEvent(before, event), sale);
    return true;
  };
  const runner = new PaymentRunner({
    api,
    bodies: requestBodies,
    clock,
    ids,
    log,
    commit,
    current: () => currentPayment(sale),
    body: () => '{}',
    recheck: quiet,
    sentBefore: [],
    saw: quiet,
    planned: quiet,
  });
  return { runner, problems, payment: () => currentPayment(sale) };
}

const most = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from, index) => times.slice(index).filter((time) => time < from + MINUTE).length));

const answer = fc.record({
  after: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 800 }), fc.constant(10_000)),
  failure: fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 3, arbitrary: fc.constantFrom(...FAILURES) },
  ),
  report: fc
    .constantFrom(...REPORTS.slice(0, 9))
    .map((report): ReadAnswer => ({ report, amount: opened.total, pspReference: 'psp-1', code: null })),
});

describe('the limits of the API, for each operation on a reference 120 reads or 5 writes a minute', () => {
  it('hold under every pattern of answers and however the keys are hammered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(answer, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 90, max: 2_000 }),
        async (story, pressEvery) => {
          const clock = new VirtualClock(T0);
          let told = 0;
          const api = whimsicalApi(clock, () => story[told++ % story.length]!);
          const { runner, problems } = runnerOn(clock, api);
          runner.begin();
          for (let at = 0; at < 4 * MINUTE; at += pressEvery) {
            await clock.pass(pressEvery);
            runner.checkNow();
            for (const wanted of WISHES) runner.intend(wanted);
          }
          runner.stop();
          for (const kind of CALLS)
            expect(most(api.times[kind]), kind).toBeLessThanOrEqual(kind === 'get' || kind === 'events' ? 120 : 5);
          expect(problems).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('when the API is asked', () => {
  const watch = (more: Partial<Watch> = {}): Watch => ({ ...freshWatch(0), ...more });

  it('first within a second of registering, then about once a second', () => {
    const { pollAt } = plan(stateNamed('waiting'), watch(), 0, T0);
    expect(pollAt).toBeLessThan(1_000);
    expect(plan(stateNamed('waiting'), watch({ lookEndedAt: 5_000 }), 5_000, T0 + 5_000).pollAt).toBe(6_000);
  });

  it.each([
    [1, 1_200],
    [11, 5_000],
    [16, 30_000],
    [24 * 60, 30_000],
  ])('%i minutes after the request it still asks, every %i ms', (minutes, pause) => {
    const now = minutes * MINUTE;
    const paused = plan(stateNamed('waiting'), watch({ lookEndedAt: now }), now, T0 + now).pollAt;
    expect(paused! - now).toBeLessThanOrEqual(pause);
    expect(paused! - now).toBeGreaterThanOrEqual(1_000);
  });

  it('never stops while something is open that can still change by itself', () => {
    const idle = STATES.filter(([, payment]) => {
      const { pollAt, sendAt } = plan(
        payment,
        watch({ lookEndedAt: 1, sendEndedAt: 1, looksFailedInARow: 9, sendsFailedInARow: 9 }),
        60 * MINUTE,
        T0 + 60 * MINUTE,
      );
      return pollAt === null && sendAt === null;
    }).map(([name]) => name);
    expect(idle).toEqual([
      'captured',
      'captured, a part given back',
      'captured, refund refused',
      'captured in part',
      'cancelled',
      'aborted',
      'expired',
      'terminated',
      'refused',
    ]);
  });

  it.each([
    ['authorized', {}, 30 * MINUTE],
    ['authorized, a part captured', {}, 30 * MINUTE],
    ['authorized', { looksFailedInARow: 1 }, 30 * MINUTE],
    ['authorized, capture refused', {}, 30 * MINUTE],
    ['authorized, capture refused', { looksFailedInARow: 1 }, 5_000],
  ] as const)('%s with %o: nobody waits for it, so it is looked at again after %i ms', (name, more, pause) => {
    expect(plan(stateNamed(name), watch({ lookEndedAt: 1_000, ...more }), 1_000, T0).pollAt).toBe(1_000 + pause);
    // What has just become so was told by the API itself.
    if (pause === 30 * MINUTE)
      expect(plan(stateNamed(name), watch({ since: 2_000, lookEndedAt: 1_000 }), 2_000, T0).pollAt).toBe(2_000 + pause);
  });

  const reports: ReadAnswer = {
    report: { state: 'CREATED', amounts: amounts() },
    amount: opened.total,
    pspReference: 'psp-1',
    code: null,
  };

  it.each<[string, ApiFailure]>([
    ['429', { kind: 'retryLater', error: 'wallet.tooManyRequests', afterMs: 120_000, problemCode: null }],
    ['503', { kind: 'unclear', error: 'network.serverError', detail: 'status 503', afterMs: 120_000 }],
    ['no token', { kind: 'notSent', error: 'network.serverError', detail: 'token: status 503', afterMs: 120_000 }],
  ])(
    'leaves the API alone with that call as long as it asked for (%s), and a withdrawal is not held up',
    async (_, failure) => {
      const clock = new VirtualClock(T0);
      let calls = 0;
      const api = whimsicalApi(clock, () => ({ after: 0, failure: calls++ === 3 ? failure : null, report: reports }));
      const { runner } = runnerOn(clock, api);
      runner.begin();
      await clock.pass(10_000);
      const { get, cancel } = api.times;
      expect(get).toHaveLength(3);
      runner.intend({ type: 'cancel', wish: NO_WISH });
      await clock.pass(5_000);
      expect(cancel.length).toBeGreaterThan(0);
      expect(get).toHaveLength(3);
      await clock.pass(120_000);
      expect(get[3]! - get[2]!).toBeGreaterThanOrEqual(120_000);
      runner.stop();
    },
  );

  it('counts every operation for itself: five creates hold no withdrawal up, and five captures no refund', () => {
    const five = (kind: Send['kind']) =>
      watch({ sends: Array.from({ length: 5 }, (_, index) => ({ kind, at: 1_000 + index })), sendEndedAt: 5_000 });
    expect(plan(stateNamed('cancelling'), five('create'), 6_000, T0).sendAt).toBe(6_000);
    expect(plan(stateNamed('refunding'), five('capture'), 6_000, T0).sendAt).toBe(6_000);
    expect(plan(stateNamed('refunding'), five('refund'), 6_000, T0).sendAt).toBe(61_001);
    expect([writeAllowedAt(five('create'), 'cancel'), writeAllowedAt(five('cancel'), 'cancel')]).toEqual([0, 61_000]);
  });

  it('sends an unanswered create again for two minutes, and then only looks', () => {
    const unsure = stateNamed('registering, may exist, unclear');
    expect(plan(unsure, watch({ sendEndedAt: 0, sendsFailedInARow: 1 }), 0, T0 + MINUTE).sendAt).toBe(1_000);
    const later = plan(
      unsure,
      watch({ sendEndedAt: 0, sendsFailedInARow: 5, lookEndedAt: 0 }),
      3 * MINUTE,
      T0 + 3 * MINUTE,
    );
    expect(later.sendAt).toBeNull();
    expect(later.pollAt).not.toBeNull();
  });
});
