import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { NewEvent } from '../../../electron/core/journal/events.ts';
import { PaymentRunner } from '../../../electron/core/payment/runner.ts';
import { applySaleEvent } from '../../../electron/core/payment/state.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import type { CreateAnswer, PaymentApi, ReadAnswer } from '../../../electron/core/ports/wallet.ts';
import { idempotencyKeySchema, saleIdSchema } from '../../../shared/ids.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { Payment, Sale } from '../../../shared/payment.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { T0, amounts, failure, opened, requested } from '../../support/machine/payment-samples.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

type Answers<T> = Result<T, ApiFailure>[];

const TIMEOUT = failure('network.timeout');
const REFUSED: ApiFailure = { kind: 'notSent', error: 'network.refused', detail: 'ECONNREFUSED' };
const CREATED: Result<ReadAnswer, ApiFailure> = ok({
  report: { state: 'CREATED', amounts: amounts() },
  amount: opened.total,
  pspReference: 'psp',
  code: null,
});

/** One payment with its runner; the API answers from lists, the disk refuses the writes that `diskRefuses` names. */
function counterWith(
  answers: { create?: Answers<CreateAnswer>; get?: Answers<ReadAnswer> },
  clock = new VirtualClock(T0),
) {
  let sale: Sale = [opened, requested].reduce<Sale | null>((state, event) => applySaleEvent(state, event), null)!;
  let refusals = 0;
  const asked: string[] = [];
  const next = <T>(name: string, list: Answers<T> | undefined, otherwise: Result<T, ApiFailure>) => {
    asked.push(name);
    return Promise.resolve(list?.shift() ?? otherwise);
  };
  const api: PaymentApi = {
    reach: () => next('reach', [], ok(null)),
    create: () => next('create', answers.create, err(REFUSED)),
    get: () => next('get', answers.get, CREATED),
    events: () => next('events', [], err(TIMEOUT)),
    capture: () => next('capture', [], err(TIMEOUT)),
    cancel: () => next('cancel', [], err(TIMEOUT)),
    refund: () => next('refund', [], err(TIMEOUT)),
  };
  const runner = new PaymentRunner({
    api,
    bodies: { create: () => '{}', capture: () => '{}', cancel: () => '{}', refund: () => '{}' },
    clock,
    ids: {
      saleId: () => saleIdSchema.parse(randomUUID()),
      idempotencyKey: () => idempotencyKeySchema.parse(randomUUID()),
    },
    log: { info: () => undefined, warn: () => undefined, error: (message) => expect.unreachable(message) },
    commit(events: readonly NewEvent[]) {
      if (events.length > 0 && refusals > 0) {
        refusals -= 1;
        return false;
      }
      sale = events.reduce<Sale>((state, event) => applySaleEvent(state, event), sale);
      return true;
    },
    current: (): Payment => currentPayment(sale),
    body: () => '{}',
    recheck: () => undefined,
    sentBefore: [],
    saw: () => undefined,
    planned: () => undefined,
  });
  return {
    runner,
    clock,
    asked,
    payment: () => currentPayment(sale),
    refuseWrites: (count: number) => void (refusals = count),
  };
}

/** A clock whose timers fire a moment before `monotonic` has reached their time, as real ones do. */
class EarlyClock extends VirtualClock {
  override after(ms: number, callback: () => void): () => void {
    return super.after(ms > 1 ? ms - 0.4 : ms, callback);
  }
}

describe('payment runner', () => {
  it('goes on looking when a timer fires a moment early', async () => {
    const { runner, clock, asked } = counterWith({ create: [ok({ code: null })] }, new EarlyClock(T0));
    runner.begin();
    await clock.pass(10_000);
    expect(asked.filter((call) => call === 'get').length).toBeGreaterThan(8);
    runner.stop();
  });

  it.each([
    ['a timeout', err(TIMEOUT)],
    ['a success', ok({ code: null })],
  ] as const)('does not call a request refused whose first answer (%s) the disk would not take', async (_, first) => {
    const { runner, clock, payment, refuseWrites } = counterWith({
      create: [first],
      get: [err(TIMEOUT), err(TIMEOUT), err(TIMEOUT)],
    });
    refuseWrites(1);
    runner.begin();
    await clock.pass(3_000);
    expect(payment().phase).toMatchObject({ name: 'registering', mayExist: true });
    runner.stop();
  });

  it('calls it refused when nothing of it ever left', async () => {
    const { runner, clock, payment } = counterWith({ create: [err(REFUSED)] });
    runner.begin();
    await clock.pass(1_000);
    expect(payment().phase).toMatchObject({ name: 'refused', problem: 'network.refused' });
    runner.stop();
  });
});
