import { describe, expect, it } from 'vitest';
import { eventSchema } from '../../../electron/core/journal/events.ts';
import { idempotencyKeySchema } from '../../../shared/ids.ts';
import { minor } from '../../../shared/money.ts';
import { historyEntrySchema, PAYMENT_ENTRIES } from '../../../shared/payment.ts';
import type { HistoryEntry } from '../../../shared/payment.ts';
import { attentionWords } from '../../../renderer/payment/attention-words.ts';
import { entryWords } from '../../../renderer/payment/evidence-texts.ts';
import type { EvidenceText } from '../../../renderer/payment/evidence-texts.ts';
import { leaves } from '../../../build/texts.ts';
import type { Tree } from '../../../build/texts.ts';
import { adviceOf } from '../../../shared/advice.ts';
import attention from '../../../shared/texts/en/attention.json' with { type: 'json' };
import errors from '../../../shared/texts/en/errors.json' with { type: 'json' };
import evidence from '../../../shared/texts/en/evidence.json' with { type: 'json' };
import leaving from '../../../shared/texts/en/leaving.json' with { type: 'json' };
import till from '../../../shared/texts/en/till.json' with { type: 'json' };
import errorsNb from '../../../shared/texts/nb/errors.json' with { type: 'json' };
import { paymentIn } from '../../support/renderer/renderer-fixtures.ts';

const fill =
  (tree: Tree): EvidenceText =>
  (key, values = {}) => {
    const found = new Map(leaves(tree)).get(key);
    if (found === undefined) throw new Error(`no text ${key}`);
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? 'Vipps'));
  };
const text = fill(evidence);

const entry = (type: string, more: Partial<Record<keyof HistoryEntry, unknown>> = {}): HistoryEntry =>
  historyEntrySchema.parse({
    seq: 1,
    at: 1,
    type,
    evidence: null,
    amounts: null,
    problem: null,
    reason: null,
    by: null,
    approvedBy: null,
    key: null,
    ...more,
  });
const reported = (
  state: string,
  sums: Partial<Record<'authorized' | 'captured' | 'cancelled' | 'refunded', number>>,
  source = 'get',
): HistoryEntry =>
  entry('payment.reported', {
    evidence: { at: 1, source, state, pspReference: 'psp-7' },
    amounts: { authorized: 0, captured: 0, cancelled: 0, refunded: 0, ...sums },
  });

describe('a line of the history', () => {
  it('has a sentence of its own for every event that the journal writes about a payment', () => {
    const types = eventSchema.options.map((option) => option.shape.type.value).filter((type) => type !== 'sale.opened');
    expect(types.length).toBeGreaterThan(15);
    const sentences = types.map(
      (type) => entryWords(type === 'payment.reported' ? reported('ABORTED', {}) : entry(type), 'NOK', text).sentence,
    );
    expect(sentences).not.toContain(evidence.event.other);
    expect(new Set(sentences).size).toBe(types.length);
    // One that is not known has no way into a window.
    expect(types.toSorted()).toEqual(PAYMENT_ENTRIES.toSorted());
    expect(() => entry('payment.unheardOf')).toThrow();
  });

  it.each([
    ['AUTHORIZED', { authorized: 24_900 }, /approved 249,00/],
    ['AUTHORIZED', { authorized: 24_900, captured: 24_900 }, /249,00.* captured/],
    ['AUTHORIZED', { authorized: 24_900, cancelled: 24_900 }, /249,00.* given back/],
    [
      'AUTHORIZED',
      { authorized: 24_900, captured: 20_000, cancelled: 4_900 },
      /200,00.* captured .*49,00.* given back unused/,
    ],
    ['AUTHORIZED', { authorized: 24_900, captured: 24_900, refunded: 900 }, /9,00.* paid back/],
    ['CREATED', {}, /not answered yet/],
    ['ABORTED', {}, /declined/],
    ['EXPIRED', {}, /time ran out/],
    ['TERMINATED', { cancelled: 24_900 }, /withdrawn/],
  ])('says what %s with %j means', (state, sums, said) => {
    expect(entryWords(reported(state, sums), 'NOK', text).sentence).toMatch(said);
  });

  it('says captured only where the wallet reported a captured sum', () => {
    for (const type of ['capture.requested', 'capture.rejected', 'payment.becameClear'])
      expect(entryWords(entry(type), 'NOK', text).sentence).not.toMatch(/is captured|paid/i);
    expect(entryWords(reported('AUTHORIZED', { authorized: 24_900 }, 'capture'), 'NOK', text).sentence).not.toMatch(
      /captured/,
    );
  });

  it('carries the evidence beneath: event, source, state, pspReference, key', () => {
    expect(entryWords(reported('AUTHORIZED', { authorized: 24_900 }), 'NOK', text).details.slice(0, 4)).toEqual([
      'payment.reported',
      evidence.source.get,
      'AUTHORIZED',
      'pspReference psp-7',
    ]);
    expect(entryWords(entry('payment.requested', { key: 'key-9' }), 'NOK', text).details).toEqual([
      'payment.requested',
      'our key key-9',
    ]);
    const byLog = entry('payment.registered', {
      evidence: { at: 1, source: 'events', state: null, pspReference: 'psp-8' },
    });
    expect(entryWords(byLog, 'NOK', text)).toEqual({
      sentence: text('event.registeredByLog'),
      mark: 'answer',
      details: ['payment.registered', evidence.source.events, 'pspReference psp-8'],
    });
  });

  it('carries what support asks for, in full', () => {
    const refused = entry('capture.rejected', {
      problem: 'wallet.fundsGone',
      answer: { status: 400, code: '6260', traceId: '00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01' },
    });
    expect(entryWords(refused, 'NOK', text).details).toEqual([
      'capture.rejected',
      'wallet.fundsGone',
      'status 400',
      expect.stringMatching(/^code 6260 /),
      'trace id 00-813b63975adcaaeef2b0ec7c103c40e3-706492e906541d31-01',
    ]);
    expect(
      entryWords(entry('capture.rejected', { answer: { status: 502, code: null, traceId: null } }), 'NOK', text)
        .details,
    ).toEqual(['capture.rejected', 'status 502']);
  });

  it('names who wanted it, who approved it and why', () => {
    const asked = entry('refund.requested', {
      by: { id: 'a', name: 'Kari' },
      approvedBy: { id: 'b', name: 'Ola' },
      reason: 'Faulty goods',
      key: 'key-3',
    });
    expect(entryWords(asked, 'NOK', text).details).toEqual([
      'by Kari',
      'approved by Ola',
      'reason: Faulty goods',
      'refund.requested',
      'our key key-3',
    ]);
  });

  it('repeats what a person wrote', () => {
    expect(entryWords(entry('payment.attentionResolved', { reason: 'seen in the portal' }), 'NOK', text)).toMatchObject(
      { mark: 'settled', sentence: expect.stringContaining('seen in the portal') },
    );
  });
});

describe('what is wrong with a payment that needs a person, and what to do', () => {
  const say = (key: string) => key;
  const words = (...args: Parameters<typeof paymentIn>) => {
    const payment = paymentIn(...args);
    return attentionWords(payment, payment.attention ?? 'internal', say, (code) => errors[adviceOf(code)]);
  };
  const approved = { name: 'authorized', at: 2, cancelLost: false, captureProblem: 'wallet.fundsGone' } as const;

  it('tells a doubt that lasts as one, with what is known', () => {
    const unclear = words({ name: 'waiting', expiresAt: 9, code: null }, 1, {
      attention: 'network.timeout',
      certainty: { name: 'unclear', since: 1, problem: 'network.timeout' },
    });
    expect(unclear).toEqual({ wrong: 'alerts.longUnclear state.unclearWaiting', action: 'alerts.longUnclearAction' });
  });

  it('names a refund that may have been made, and its amount', () => {
    const order = { amount: minor(10_000), parts: null, by: null, approvedBy: null, reason: null };
    const refund = { kind: 'refund', key: idempotencyKeySchema.parse('key-4'), requestedAt: 3 } as const;
    const doubt = words({ name: 'refunding', refund, order, found: false }, 1, { attention: 'wallet.mayBeDone' });
    expect(doubt).toEqual({ wrong: 'alerts.refundMayBeMade', action: 'alerts.refundMayBeMadeAction' });
  });

  it('offers to release or capture only where that is of use', () => {
    expect(
      words({ ...approved, captureProblem: 'wallet.notPermitted' }, 1, { attention: 'wallet.notPermitted' }).action,
    ).toContain('alerts.captureRefusedAction');
    expect(words(approved, 1, { attention: 'wallet.fundsGone' }).action).toBe(errors['wallet.fundsGone'].action);
    const allOrNothing = words({ ...approved, captureProblem: 'wallet.partialCaptureNotAllowed' }, 1, {
      attention: 'wallet.partialCaptureNotAllowed',
    }).action;
    expect(allOrNothing).toMatch(/take the full amount, or release/i);
    expect(allOrNothing).not.toContain('alerts.captureRefusedAction');
    expect(errorsNb['wallet.partialCaptureNotAllowed'].action).toMatch(/hele beløpet, eller frigi/i);
    expect(
      words({ name: 'captured', at: 2, refundProblem: null }, 1, { attention: 'wallet.captureDiffers' }).action,
    ).toBe('alerts.captureDiffersAction');
  });
});

it('no word about an unclear or troubled payment asks to try or pay again', () => {
  const warned = [...leaves(till.alerts), ...leaves(attention), ...leaves(leaving)].map(([, said]) =>
    said.replaceAll(/Do not take payment again/g, ''),
  );
  for (const said of warned) expect(said).not.toMatch(/try again|send again|pay again|payment again|failed/i);
});
