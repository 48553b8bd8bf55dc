import { describe, expect, it } from 'vitest';
import { decide } from '../../../electron/core/payment/intents.ts';
import type { IntentKind } from '../../../electron/core/payment/intents.ts';
import { step } from '../../../electron/core/payment/machine.ts';
import type { Outcome } from '../../../electron/core/payment/outcomes.ts';
import { pendingOperation } from '../../../electron/core/payment/steps.ts';
import type { Step } from '../../../electron/core/payment/steps.ts';
import { isFinal, isUnpaid } from '../../../shared/payment-standing.ts';
import { NO_WISH, reservedOf } from '../../../shared/payment.ts';
import type { Operation, Payment } from '../../../shared/payment.ts';
import {
  FAILURES,
  PART,
  REPORTS,
  STATES,
  T0,
  WISH,
  key,
  opened,
  orderOf,
} from '../../support/machine/payment-samples.ts';
import { LATE, SOON, context, created, play } from '../../support/machine/steps.ts';
import type { BareOutcome } from '../../support/machine/steps.ts';

const STRANGER: Operation = { kind: 'cancel', key: key('stranger'), requestedAt: T0 };
const WISHES: readonly IntentKind[] = [
  { type: 'cancel', wish: NO_WISH },
  { type: 'release', wish: WISH },
  { type: 'capture', order: null, rest: 'keep', wish: NO_WISH },
  { type: 'capture', order: orderOf(PART), rest: 'keep', wish: WISH },
  { type: 'capture', order: orderOf(PART), rest: 'release', wish: WISH },
  { type: 'refund', order: orderOf(PART) },
];
const named = ({ type, ...rest }: IntentKind): string =>
  (
    `${type} ${'order' in rest && rest.order !== null ? rest.order.amount : 'all'} ` +
    `${'rest' in rest ? rest.rest : ''}`
  ).trim();

function outcomesFor(payment: Payment): BareOutcome[] {
  const pending = pendingOperation(payment) ?? { kind: 'capture' as const, key: key('other'), requestedAt: T0 };
  return [
    { type: 'restarted' },
    { type: 'created', sentAt: T0, firstTry: true, code: null },
    { type: 'created', sentAt: T0, firstTry: false, code: null },
    ...FAILURES.flatMap((each): BareOutcome[] => [
      { type: 'createFailed', failure: each },
      { type: 'lookFailed', failure: each },
      { type: 'eventsFailed', failure: each },
      { type: 'operationFailed', operation: pending, failure: each },
      { type: 'operationFailed', operation: STRANGER, failure: each },
    ]),
    ...REPORTS.flatMap((report) =>
      [null, pending, STRANGER].map((operation): BareOutcome => ({
        type: 'read',
        operation,
        answer: { report, amount: opened.total, pspReference: 'psp-1', code: null },
      })),
    ),
    ...[[], [created(null)], [created(pending.key)], [created('somebody-else')]].map((events): BareOutcome => ({
      type: 'events',
      answer: { events, complete: true, clockSkewMs: 0 },
    })),
  ];
}

/** What must hold for any step, whatever caused it. */
function check(before: Payment, taken: Step, input: string, refunds = false): Payment {
  const after = play(before, taken);
  const types = taken.events.map(({ type }) => type);
  const report = taken.events.find((event) => event.type === 'payment.reported');
  // The wallet knows a request that it was thought to have refused: the wallet is right.
  const isLate = before.phase.name === 'refused' && report?.state === 'AUTHORIZED';
  if (isFinal(before.phase) && !refunds && !isLate) {
    expect(
      types.filter((type) => type !== 'payment.reported' && type !== 'payment.needsAttention'),
      input,
    ).toEqual([]);
    expect(after.phase, input).toEqual(before.phase);
    expect(taken.effects, input).not.toContain('send');
  }
  if (after.phase.name === 'captured') {
    expect(after.amounts.captured, input).toBeGreaterThan(0);
    expect(after.amounts.captured < after.amount.value ? reservedOf(after) : 0, input).toBe(0);
    if (before.phase.name !== 'captured' && before.phase.name !== 'refunding') expect(report, input).toBeDefined();
  }
  if (isUnpaid(after.phase) && !isUnpaid(before.phase)) {
    if (after.phase.name === 'refused') expect(types, input).toContain('payment.refused');
    else expect(report, input).toBeDefined();
    expect(after.amounts.authorized - after.amounts.cancelled, input).toBeLessThanOrEqual(0);
  }
  if (before.phase.name === 'registering' && after.phase.name === 'registering')
    expect(after.phase.create, input).toEqual(before.phase.create);
  if (taken.effects.includes('send')) {
    expect(pendingOperation(after), input).not.toBeNull();
    // Only a new operation is sent by the machine; a repetition is the plan's, with the old key.
    expect(pendingOperation(after)?.key, input).not.toBe(pendingOperation(before)?.key);
  }
  for (const sum of ['authorized', 'captured', 'refunded', 'cancelled'] as const)
    expect(after.amounts[sum], input).toBeGreaterThanOrEqual(before.amounts[sum]);
  return after;
}

describe('every state × every input', () => {
  it.each(STATES)('%s: takes every answer and every lack of one, early and late', (_, payment) => {
    for (const bare of outcomesFor(payment)) {
      for (const [now, failed] of [
        [SOON, 1],
        [SOON, 3],
        [LATE, 3],
      ] as const) {
        const input = `${JSON.stringify(bare)} at ${now - T0}`;
        const outcome = { ...bare, ...context(now, failed) } as Outcome;
        const after = check(payment, step(payment, outcome), input);
        // The same answer a second time (duplicated, or repeated by the network) changes nothing for the worse.
        check(after, step(after, outcome), `${input}, twice`);
      }
    }
  });

  it.each(STATES)('%s: takes or refuses every wish', (_, payment) => {
    for (const wanted of WISHES) {
      for (const sending of [true, false]) {
        const decision = decide(payment, { ...wanted, now: SOON, freshKey: key('fresh'), sending });
        if (!decision.ok) continue;
        const after = check(
          payment,
          decision.value,
          `${named(wanted)} while sending ${sending}`,
          wanted.type === 'refund',
        );
        const again = decide(after, { ...wanted, now: SOON, freshKey: key('again'), sending });
        if (again.ok) expect(again.value.events, `${named(wanted)} pressed twice`).toEqual([]);
      }
    }
  });

  it('captures only what is approved, and takes money back only where there is some', () => {
    const accepted = (wanted: IntentKind) =>
      STATES.filter(([, payment]) => {
        const decision = decide(payment, { ...wanted, now: SOON, freshKey: key('fresh'), sending: false });
        return decision.ok && decision.value.events.length > 0;
      }).map(([name]) => name);
    const approved = ['authorized', 'authorized, capture refused', 'authorized, a part captured'];
    expect(WISHES.map((wanted) => [named(wanted), accepted(wanted)])).toEqual([
      [
        'cancel all',
        ['registering', 'registering, may exist', 'registering, may exist, unclear', 'waiting', 'waiting, unclear'],
      ],
      ['release all', approved],
      ['capture all keep', approved],
      [`capture ${PART} keep`, approved],
      [`capture ${PART} release`, approved],
      [
        `refund ${PART}`,
        [
          'authorized, a part captured',
          'captured',
          'captured, a part given back',
          'captured, refund refused',
          'captured in part',
        ],
      ],
    ]);
  });
});
