import { describe, expect, it } from 'vitest';
import { screenOf } from '../../../renderer/state/select-screen.ts';
import { SALE_LOOKS } from '../../../renderer/payment/sale-look.ts';
import { fakeBridge } from '../../support/renderer/fake-bridge.ts';
import { tillIn } from '../../support/renderer/renderer-fixtures.ts';
import { SALE_SAMPLES, SAMPLE_NOW } from '../../support/renderer/sale-samples.ts';

describe('the samples of the gallery', () => {
  it.each(Object.entries(SALE_SAMPLES))('%s is shown as it is called', (name, sale) =>
    expect(screenOf(sale).name).toBe(name),
  );

  it('are one for each look', () => {
    const names: readonly string[] = Object.keys(SALE_LOOKS) satisfies string[];
    expect(Object.keys(SALE_SAMPLES).sort()).toEqual([...names].sort());
  });
});

describe('the made-up bridge', () => {
  const { waiting } = SALE_SAMPLES;
  const open = () => fakeBridge({ till: tillIn(), sales: [waiting], inFront: null, now: SAMPLE_NOW });

  it('tells what it is asked to show, and what was chosen', async () => {
    const bridge = open();
    const heard: string[] = [];
    bridge.onEvent((event) => heard.push(event.type));
    expect((await bridge.call['terminal.snapshot'](undefined)).sales).toEqual([waiting]);
    expect(await bridge.call['till.stand']({ saleId: waiting.saleId })).toEqual({ accepted: true, seq: 1 });
    const { preferences } = tillIn();
    await bridge.call['settings.preferences']({ ...preferences, textSize: 'large' });
    expect(heard).toEqual(['standing', 'till']);
    const after = await bridge.call['terminal.snapshot'](undefined);
    expect(after).toMatchObject({ standing: { saleId: waiting.saleId }, till: { preferences: { textSize: 'large' } } });
  });

  it('moves no money', async () => {
    const [payment] = waiting.payments;
    if (!payment) throw new Error('a sample without a payment');
    expect(await open().call['payment.cancel']({ saleId: waiting.saleId, reference: payment.reference })).toMatchObject(
      { accepted: false },
    );
  });
});
