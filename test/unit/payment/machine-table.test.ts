import { describe, expect, it } from 'vitest';
import { isFinal, isSettledByHand } from '../../../shared/payment-standing.ts';
import type { Payment } from '../../../shared/payment.ts';
import { INPUTS, JUMPS, MOMENTS, react } from '../../support/machine/inputs.ts';
import type { Input } from '../../support/machine/inputs.ts';
import { brokenBy } from '../../support/machine/rules.ts';
import { nameOf, reachableStates } from '../../support/machine/states.ts';
import { tableOf } from '../../support/machine/table.ts';

const STATES = reachableStates();
const phaseOf = (payment: Payment): string => nameOf({ ...payment, attention: null, resolution: null });

/** Every cell: state, input and moment, as a place that a person finds again. */
function* cells() {
  for (const [name, payment] of STATES) {
    for (const input of INPUTS) {
      for (const moment of [...MOMENTS, ...JUMPS])
        yield { payment, input, moment, place: `${name} × ${input.family}: ${input.variant} × ${moment.name}` };
    }
  }
}

describe('every state × every input', { timeout: 60_000 }, () => {
  it('knows every phase', () => {
    const phases = new Set([...STATES.values()].map(({ phase }) => phase.name));
    expect([...phases].sort()).toEqual([
      'aborted',
      'authorized',
      'cancelled',
      'cancelling',
      'captured',
      'capturing',
      'expired',
      'refunding',
      'refused',
      'registering',
      'terminated',
      'waiting',
    ]);
    expect(STATES.size).toBeGreaterThan(100);
  });

  it('breaks no rule in any cell, nor when the same input comes a second time', () => {
    // One place for each rule and input is enough to read.
    const broken = new Map<string, string>();
    const breaks = (rules: readonly string[], input: Input, place: string) =>
      rules.forEach(
        (rule) =>
          broken.has(`${rule} ${input.family} ${input.variant}`) ||
          broken.set(`${rule} ${input.family} ${input.variant}`, `${place}: ${rule}`),
      );
    for (const { payment, input, moment, place } of cells()) {
      const given = input.given(payment, moment);
      const first = react(payment, given);
      if (!first.ok) continue;
      breaks(brokenBy(payment, given, first.value), input, place);
      const again = react(first.value.after, given);
      if (!again.ok) continue;
      breaks(brokenBy(first.value.after, given, again.value), input, `${place}, twice`);
      if (given.kind !== 'outcome' && again.value.step.events.length > 0)
        breaks(['a wish is fulfilled a second time'], input, `${place}, twice`);
    }
    expect([...broken.values()]).toEqual([]);
  });

  it('moves a payment that needs attention, or that a person has dealt with, in the same way as all others', () => {
    const different: string[] = [];
    for (const { payment, input, moment, place } of cells()) {
      if (isFinal(payment.phase) || (payment.attention === null && payment.resolution === null)) continue;
      const plain: Payment = { ...payment, attention: null, resolution: null };
      const { kind } = input.given(payment, moment);
      if (kind === 'resolve' || kind === 'reopen' || (kind === 'intent' && isSettledByHand(payment))) continue;
      const [called, other] = [payment, plain].map((each) => react(each, input.given(each, moment)));
      // News of money on what a person had settled by hand calls for a person first; nothing follows by itself.
      if (
        called?.ok &&
        called.value.step.events.some(
          (event) => event.type === 'payment.needsAttention' && event.problem === 'sale.settledOtherwise',
        )
      )
        continue;
      const same =
        called?.ok && other?.ok
          ? phaseOf(called.value.after) === phaseOf(other.value.after) &&
            `${called.value.step.effects}` === `${other.value.step.effects}`
          : called?.ok === other?.ok;
      if (!same) different.push(place);
    }
    expect(different).toEqual([]);
  });

  /**
   * Read a difference as a reviewer would: each changed line is a change of what the terminal does. `vitest -u` writes
   * the table anew.
   */
  it('does what the table says', async () => {
    const plain = new Map(
      [...STATES].filter(
        ([, payment]) =>
          payment.attention === null &&
          payment.resolution === null &&
          !(payment.amounts.captured > 0 && payment.amounts.cancelled > 0),
      ),
    );
    await expect(tableOf(plain)).toMatchFileSnapshot('machine-table.md');
  });
});
