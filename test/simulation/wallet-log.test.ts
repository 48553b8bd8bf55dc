import { describe, expect, it } from 'vitest';
import type { ExportDoor } from '../../electron/core/ports/export.ts';
import type { FaultRule } from '../../electron/simulator/faults.ts';
import { referenceSchema } from '../../shared/ids.ts';
import { ok } from '../../shared/result.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import { NO_EXPORTS } from '../support/till/no-exports.ts';

/** The wallet's log of one payment, beside the till's own trail. */
async function sold(faults: readonly FaultRule[] = []) {
  const files = new Map<string, string>();
  const exports: ExportDoor = {
    ...NO_EXPORTS,
    choose: (suggestion) => Promise.resolve(`/somewhere/${suggestion}`),
    write: (path, pieces) => {
      files.set(path, [...pieces].join(''));
      return Promise.resolve(ok(undefined));
    },
  };
  const otherwise = { steps: [{ after: 1_000, act: 'approve' as const }], onCancel: null };
  const behaviour = { queue: [], byPhone: {}, otherwise };
  const counter = new SimulatedCounter({ seed: 6, behaviour, exports, faults });
  await counter.open();
  const saleId = await counter.sell(10_000);
  await counter.until(saleId, 'authorized');
  await counter.press('capture', saleId);
  const { reference } = await counter.until(saleId, 'captured');
  const on = { saleId, reference };
  return { counter, on, files, handlers: counter.till.handlers };
}

describe('the wallet’s log of a payment', () => {
  it('names each event with time, amount, success and reference, and our key or that it was elsewhere', async () => {
    const { counter, on, handlers } = await sold();
    counter.world.actInPortal(on.reference, 'refund', 2_500, counter.clock.now());
    const before = counter.journal.sale(on.saleId).length;
    const reply = await handlers['payment.walletLog'](on);
    if (!reply.accepted) throw new Error(reply.error);
    const { lines, complete } = reply.log;
    expect(complete).toBe(true);
    const history = await handlers['payment.history'](on);
    const ours = history.entries.flatMap(({ key }) => key ?? []);
    expect(lines.map(({ name, amount, key, success }) => [name, amount?.value, key, success])).toEqual([
      ['CREATED', 10_000, ours[0], true],
      ['AUTHORIZED', 10_000, null, true],
      ['CAPTURED', 10_000, ours.at(-1), true],
      ['REFUNDED', 2_500, null, true],
    ]);
    expect(new Set(lines.map(({ pspReference }) => pspReference)).size).toBe(4);
    expect(lines.every(({ at }) => at !== null && at <= counter.clock.now())).toBe(true);
    // To look is not to act: nothing was written for it.
    expect(counter.journal.sale(on.saleId)).toHaveLength(before);
  });

  it('is carried out with the till’s trail beside it, for support, without names, words or numbers', async () => {
    const { counter, on, files, handlers } = await sold();
    const reply = await handlers['payment.exportLog'](on);
    expect(reply).toEqual({ accepted: true, file: `skranke-payment-${on.reference}.json` });
    const [text = ''] = files.values();
    const file = JSON.parse(text) as {
      readonly reference: string;
      readonly wallet: { readonly lines: readonly { readonly name: string }[] };
      readonly till: readonly { readonly type: string }[];
    };
    expect(file.reference).toBe(on.reference);
    expect(file.wallet.lines.map(({ name }) => name)).toEqual(['CREATED', 'AUTHORIZED', 'CAPTURED']);
    expect(file.till.map(({ type }) => type)).toContain('capture.requested');
    expect(text).not.toMatch(/91234567|"lastTwo": "67"/);
    const [note] = counter.journal.entries({ types: ['export.made'], limit: 1 });
    expect(note).toMatchObject({ kind: 'paymentLog' });
  });

  it('that cannot be had says why, and one with a line that cannot be read says so', async () => {
    const { counter, on, handlers } = await sold();
    const spoil = (rule: FaultRule) => counter.faults.add([{ ...rule, operations: ['events'] }]);
    spoil({ point: 'html' });
    expect(await handlers['payment.walletLog'](on)).toMatchObject({ accepted: false, error: 'network.unreadable' });
    spoil({ point: 'wrong-type' });
    expect(await handlers['payment.walletLog'](on)).toMatchObject({ accepted: true, log: { complete: false } });
    const nobodys = { ...on, reference: referenceSchema.parse('nobody-knows-0001') };
    expect(await handlers['payment.walletLog'](nobodys)).toEqual({ accepted: false, error: 'sale.unknown' });
  });
});
