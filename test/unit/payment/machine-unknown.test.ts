import { describe, expect, it } from 'vitest';
import { step } from '../../../electron/core/payment/machine.ts';
import type { Outcome } from '../../../electron/core/payment/outcomes.ts';
import { pendingOperation } from '../../../electron/core/payment/steps.ts';
import { eventSchema } from '../../../electron/core/journal/events.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import type { WalletEvent } from '../../../electron/core/ports/wallet.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { money } from '../../../shared/money.ts';
import { AMOUNT, amounts, failure, key, opened, stateNamed, T0 } from '../../support/machine/payment-samples.ts';
import { LATE, SOON, context, created, log, play } from '../../support/machine/steps.ts';
import type { BareOutcome } from '../../support/machine/steps.ts';

/** One input on one state. */
const react = (state: string, bare: BareOutcome, now = SOON, failed = 1) => {
  const payment = stateNamed(state);
  const taken = step(payment, { ...bare, ...context(now, failed) } as Outcome);
  return { after: play(payment, taken), effects: taken.effects, events: taken.events.map(({ type }) => type) };
};
const createFails = (state: string, error: Parameters<typeof failure>[0], now = SOON) =>
  react(state, { type: 'createFailed', failure: failure(error) }, now);
const operationFails = (state: string, error: Parameters<typeof failure>[0], failed = 1) => {
  const operation = pendingOperation(stateNamed(state));
  if (!operation) throw new Error(`${state} has no operation`);
  return react(state, { type: 'operationFailed', operation, failure: failure(error) }, SOON, failed);
};

describe('unknown outcomes [api 7.4]', () => {
  it.each(['network.timeout', 'network.serverError'] as const)(
    'create: %s leaves it open, and it may exist',
    (error) => {
      expect(createFails('registering', error).after).toMatchObject({
        phase: { name: 'registering', mayExist: true },
        certainty: { name: 'unclear' },
      });
    },
  );

  it('create: 404 proves that nothing exists only when nothing can arrive any more', () => {
    const look: BareOutcome = { type: 'lookFailed', failure: failure('wallet.referenceUnknown') };
    expect(react('registering, may exist', look, LATE - 1).after.phase.name).toBe('registering');
    expect(react('registering, may exist', look, LATE).after.phase.name).toBe('refused');
  });

  it('create: a reference that is taken (4150) is ours only by our key', () => {
    expect(createFails('registering', 'wallet.referenceTaken')).toMatchObject({
      effects: ['readEvents'],
      after: { phase: { name: 'registering' } },
    });
    const { key: ours } = pendingOperation(stateNamed('registering'))!;
    expect(
      react('registering', { type: 'events', answer: { events: [created(ours)], complete: true, clockSkewMs: 0 } }),
    ).toMatchObject({ effects: ['look'], after: { phase: { name: 'waiting' } } });
    expect(
      react('registering', { type: 'events', answer: { events: [created('theirs')], complete: true, clockSkewMs: 0 } })
        .after.phase,
    ).toMatchObject({ name: 'refused', problem: 'wallet.referenceTaken' });
  });

  it('create: our key in another spelling is ours, and odd figures beside it do no harm', () => {
    const { key: ours } = pendingOperation(stateNamed('registering'))!;
    for (const told of [
      ours.toUpperCase(),
      `{${ours}}`,
      `"${ours}"`,
      ` ${ours.replaceAll('-', '')} `,
      `urn:uuid:${ours}`,
    ]) {
      expect(react('registering, may exist', log(created(told))).after.phase.name, told).toBe('waiting');
    }
    const odd = react('registering, may exist', log({ ...created(ours), amount: null, at: null, pspReference: null }));
    expect(odd.after.phase).toMatchObject({ name: 'waiting', expiresAt: SOON + 600_000 });
  });

  it('create: an entry without a key is ours only where amount and time say so; else a person is called', () => {
    for (const nameless of [null, '', '""'])
      expect(react('registering, may exist', log(created(nameless))).after.phase.name).toBe('waiting');
    const strange: Partial<WalletEvent>[] = [
      { amount: money('NOK', AMOUNT + 1) },
      { amount: money('DKK', AMOUNT) },
      { amount: null },
      { at: T0 - 3_600_000 },
      { at: T0 + 3_600_000 },
      { at: null },
    ];
    for (const odd of strange) {
      const { after } = react('registering, may exist', log({ ...created(null), ...odd }));
      expect(after, JSON.stringify(odd)).toMatchObject({
        phase: { name: 'registering' },
        certainty: { name: 'unclear' },
        attention: 'wallet.amountDiffers',
      });
    }
  });

  it('a report of another amount than was asked for is not believed, and calls for a person', () => {
    const report = { state: 'AUTHORIZED' as const, amounts: amounts(AMOUNT + 100, AMOUNT + 100) };
    const look = (state: string) =>
      react(state, {
        type: 'read',
        operation: null,
        answer: { report, amount: money('NOK', AMOUNT + 100), pspReference: null, code: null },
      });
    for (const state of ['waiting', 'cancelling', 'authorized', 'capturing']) {
      expect(look(state).after).toMatchObject({
        phase: { name: stateNamed(state).phase.name },
        amounts: stateNamed(state).amounts,
        certainty: { name: 'unclear' },
        attention: 'wallet.amountDiffers',
      });
    }
    const paid = {
      report: { state: 'AUTHORIZED' as const, amounts: amounts(AMOUNT) },
      amount: opened.total,
      pspReference: null,
      code: null,
    };
    const mended = step(look('waiting').after, { type: 'read', operation: null, answer: paid, ...context(LATE) });
    expect(play(look('waiting').after, mended)).toMatchObject({
      phase: { name: 'authorized' },
      certainty: { name: 'confirmed' },
      attention: null,
    });
  });

  it('create: a "not found" not from the API never ends it; a person is called when nothing can arrive', () => {
    const look: BareOutcome = { type: 'lookFailed', failure: failure('network.notTheWallet') };
    expect(react('registering, may exist', look, LATE - 1, 99).after).toMatchObject({
      phase: { name: 'registering' },
      attention: null,
    });
    expect(react('registering, may exist', look, LATE, 4).after).toMatchObject({
      phase: { name: 'registering' },
      attention: null,
    });
    expect(react('registering, may exist', look, LATE, 5).after).toMatchObject({
      phase: { name: 'registering' },
      certainty: { name: 'unclear' },
      attention: 'network.notTheWallet',
    });
    const later = step(react('registering, may exist', look, LATE, 5).after, {
      type: 'lookFailed',
      failure: failure('wallet.referenceUnknown'),
      ...context(LATE + 1, 6),
    });
    expect(later.events.map(({ type }) => type)).toEqual([
      'payment.refused',
      'payment.becameClear',
      'payment.attentionCleared',
    ]);
  });

  it('refund: our key in another spelling proves it; a log not read to its end calls a person in time', () => {
    const { key: ours } = pendingOperation(stateNamed('refunding, unclear'))!;
    expect(
      react('refunding, unclear', log({ ...created(`{${ours.toUpperCase()}}`), name: 'REFUNDED' })).after.phase,
    ).toMatchObject({ name: 'refunding', found: true });
    const incomplete: BareOutcome = {
      type: 'events',
      answer: { events: [created('other')], complete: false, clockSkewMs: 0 },
    };
    expect(react('refunding, unclear', incomplete).events).toEqual([]);
    expect(react('refunding, unclear', incomplete, T0 + 3_600_000).after).toMatchObject({
      phase: { name: 'refunding' },
      attention: 'network.unreadable',
    });
  });

  it('writes down what support needs of a refusal, and nothing where there was no answer', () => {
    const answered = (state: string, error: ErrorCode, more: Partial<ApiFailure>) => {
      const operation = pendingOperation(stateNamed(state))!;
      const given = {
        kind: 'rejected',
        error,
        status: 400,
        problemCode: '6260',
        traceId: 'abcdef00-0000',
        ...more,
      } as ApiFailure;
      const outcome =
        operation.kind === 'create'
          ? { type: 'createFailed' as const, failure: given }
          : { type: 'operationFailed' as const, operation, failure: given };
      return step(stateNamed(state), { ...outcome, ...context(SOON) }).events;
    };
    const answer = { status: 400, code: '6260', traceId: 'abcdef00-0000' };
    expect(answered('capturing', 'wallet.fundsGone', {})).toMatchObject([
      { type: 'capture.rejected', answer },
      { type: 'payment.needsAttention', answer },
    ]);
    for (const [state, type] of [
      ['refunding', 'refund.rejected'],
      ['cancelling', 'cancel.rejected'],
      ['registering', 'payment.refused'],
    ] as const) {
      expect(answered(state, 'wallet.requestInvalid', {})[0]).toMatchObject({ type, answer });
    }
    const unclear = answered('capturing', 'network.serverError', {
      kind: 'unclear',
      detail: 'status 503',
      status: 503,
      problemCode: null,
    });
    expect(unclear[0]).toMatchObject({
      type: 'payment.becameUnclear',
      answer: { status: 503, code: null, traceId: 'abcdef00-0000' },
    });
    expect(eventSchema.parse(unclear[0])).toEqual(unclear[0]);
    for (const event of step(stateNamed('capturing'), {
      type: 'operationFailed',
      operation: pendingOperation(stateNamed('capturing'))!,
      failure: failure('network.timeout'),
      ...context(SOON),
    }).events) {
      expect(event).not.toHaveProperty('answer');
    }
  });

  it('create: what another payment holds on our reference is never taken for ours', () => {
    const paid = react('registering, may exist', {
      type: 'read',
      operation: null,
      answer: {
        report: { state: 'AUTHORIZED', amounts: amounts(AMOUNT, AMOUNT) },
        amount: opened.total,
        pspReference: 'psp-1',
        code: null,
      },
    });
    expect(paid).toMatchObject({ events: [], effects: ['readEvents'], after: { phase: { name: 'registering' } } });
  });

  it.each(['wallet.pushNotAllowed', 'wallet.noWallet'] as const)('create: %s is the end of this attempt', (error) => {
    expect(createFails('registering', error).after.phase).toMatchObject({ name: 'refused', problem: error });
  });

  it('create: a gateway that refuses after an earlier try is no proof', () => {
    expect(createFails('registering, may exist', 'wallet.notPermitted').after.phase.name).toBe('registering');
    expect(createFails('registering, may exist', 'wallet.keysRejected').after.phase.name).toBe('registering');
    expect(createFails('registering, may exist', 'network.offline').after.phase.name).toBe('registering');
  });

  it('create: not sent at all is refused at once', () =>
    expect(createFails('registering', 'network.offline').after.phase.name).toBe('refused'));

  it('poll: without network the state stays, and after three looks the till says that it does not know', () => {
    const look: BareOutcome = { type: 'lookFailed', failure: failure('network.offline') };
    expect(react('waiting', look, SOON, 2).events).toEqual([]);
    expect(react('waiting', look, SOON, 3).after).toMatchObject({
      phase: { name: 'waiting' },
      certainty: { name: 'unclear' },
    });
  });

  it.each(['network.timeout', 'network.serverError'] as const)(
    'capture: %s is doubt, never payment nor failure',
    (error) => {
      expect(operationFails('capturing', error)).toMatchObject({
        effects: ['look'],
        after: { phase: { name: 'capturing' }, certainty: { name: 'unclear' } },
      });
    },
  );

  it.each(['wallet.busy', 'wallet.tooManyRequests'] as const)(
    'capture: %s waits for the plan with the same key',
    (error) => {
      expect(operationFails('capturing', error)).toMatchObject({ events: [], effects: [] });
    },
  );

  it('capture: already captured (6170) is read back, and only the sum makes it paid', () => {
    expect(operationFails('capturing', 'wallet.alreadyCaptured')).toMatchObject({ events: [], effects: ['look'] });
    const look = (captured: number) =>
      react('capturing, unclear', {
        type: 'read',
        operation: null,
        answer: {
          report: { state: 'AUTHORIZED', amounts: amounts(AMOUNT, captured) },
          amount: opened.total,
          pspReference: 'psp-1',
          code: null,
        },
      });
    expect(look(0).after).toMatchObject({ phase: { name: 'capturing' }, certainty: { name: 'unclear' } });
    expect(look(AMOUNT - 1).after).toMatchObject({ phase: { name: 'capturing' }, attention: 'wallet.captureDiffers' });
    expect(look(AMOUNT).after).toMatchObject({ phase: { name: 'captured' }, certainty: { name: 'confirmed' } });
  });

  it('capture: a refusal goes back to approved, and a person is called', () => {
    expect(operationFails('capturing', 'wallet.fundsGone')).toMatchObject({
      effects: ['look'],
      after: { phase: { name: 'authorized', captureProblem: 'wallet.fundsGone' }, attention: 'wallet.fundsGone' },
    });
  });

  it('refund: a refusal is looked into, also where the payment is over and nobody looks at it any more', () => {
    expect(operationFails('refunding', 'wallet.refundTooHigh')).toMatchObject({
      effects: ['recheck'],
      after: { phase: { name: 'captured', refundProblem: 'wallet.refundTooHigh' } },
    });
    expect(operationFails('refunding of a part', 'wallet.refundTooHigh')).toMatchObject({
      effects: ['look'],
      after: { phase: { name: 'authorized' } },
    });
  });

  it('cancel: a timeout stays cancelling and looks', () => {
    expect(operationFails('cancelling', 'network.timeout')).toMatchObject({
      effects: ['look'],
      after: { phase: { name: 'cancelling', answered: null } },
    });
  });

  it('cancel: lost to the approval (6060) shows the approval when the wallet tells', () => {
    expect(operationFails('cancelling', 'wallet.alreadyApproved')).toMatchObject({
      effects: ['look'],
      after: { phase: { name: 'cancelling' } },
    });
    const told = react('cancelling, refused', {
      type: 'read',
      operation: null,
      answer: {
        report: { state: 'AUTHORIZED', amounts: amounts(AMOUNT) },
        amount: opened.total,
        pspReference: 'psp-1',
        code: null,
      },
    });
    expect(told.after.phase).toMatchObject({ name: 'authorized', cancelLost: true });
  });

  it('cancel: the customer is confirming (6250) keeps asking, and cancels again only later and with a new key', () => {
    expect(operationFails('cancelling', 'wallet.customerIsConfirming')).toMatchObject({
      effects: ['look'],
      after: { phase: { name: 'cancelling', answered: 'wallet.customerIsConfirming' } },
    });
    const look: BareOutcome = {
      type: 'read',
      operation: null,
      answer: {
        report: { state: 'CREATED', amounts: amounts() },
        amount: opened.total,
        pspReference: 'psp-1',
        code: null,
      },
    };
    expect(react('cancelling, refused', look, T0 + 14_999).effects).toEqual([]);
    const again = react('cancelling, refused', look, T0 + 15_000);
    expect(again.effects).toEqual(['send']);
    expect(pendingOperation(again.after)?.key).toBe(key('fresh'));
  });

  it('restart: a capture without answer may be done, so a gateway that refuses the next try proves nothing', () => {
    expect(react('capturing', { type: 'restarted' })).toMatchObject({
      effects: [],
      after: { phase: { name: 'capturing' }, certainty: { name: 'unclear' } },
    });
    expect(operationFails('capturing, unclear', 'wallet.notPermitted')).toMatchObject({
      effects: ['look'],
      after: { phase: { name: 'capturing' }, certainty: { name: 'unclear' } },
    });
  });

  it('restart: a create without answer may exist; nothing else changes before the wallet was asked', () => {
    expect(react('registering', { type: 'restarted' })).toMatchObject({
      effects: [],
      after: { phase: { name: 'registering', mayExist: true } },
    });
    for (const state of ['waiting', 'cancelling', 'authorized'])
      expect(react(state, { type: 'restarted' })).toMatchObject({ events: [], effects: [] });
  });

  it('a stale read never takes back what is known', () => {
    const stale: BareOutcome = {
      type: 'read',
      operation: null,
      answer: {
        report: { state: 'CREATED', amounts: amounts() },
        amount: opened.total,
        pspReference: 'psp-1',
        code: null,
      },
    };
    for (const state of ['authorized', 'capturing', 'captured', 'terminated', 'releasing'])
      expect(react(state, stale).events).toEqual([]);
  });

  it('a wanted cancel follows the moment the request is known to exist', () => {
    expect(
      react('registering, cancel wanted', { type: 'created', sentAt: T0, firstTry: true, code: null }),
    ).toMatchObject({ effects: ['send'], after: { phase: { name: 'cancelling', mode: 'withdraw' } } });
  });
});
