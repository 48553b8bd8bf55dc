import { describe, expect, it } from 'vitest';
import { approveAfter } from '../../electron/simulator/customer.ts';
import type { FaultRule } from '../../electron/simulator/faults.ts';
import { minor } from '../../shared/money.ts';
import type { SaleId } from '../../shared/ids.ts';
import type { Movement } from '../../shared/payment.ts';
import { SimulatedCounter } from '../support/simulation/counter.ts';
import type { CounterOptions, Moment } from '../support/simulation/counter.ts';

const AMOUNT = 24_900;
const PART = 10_000;
const REASON = 'One of them was broken';
const MINUTE = 60_000;

const lostAnswer = (operation: 'capture' | 'refund'): FaultRule => ({
  point: 'drop-answer',
  operations: [operation],
  times: 1,
});

async function counterWith(options: Partial<CounterOptions> = {}): Promise<SimulatedCounter> {
  const counter = new SimulatedCounter({
    seed: 1,
    behaviour: approveAfter(500),
    latency: { min: 40, max: 40 },
    ...options,
  });
  await counter.open();
  return counter;
}

async function approved(counter: SimulatedCounter): Promise<SaleId> {
  const sale = await counter.sell(AMOUNT);
  await counter.until(sale, 'authorized');
  return sale;
}

async function paid(counter: SimulatedCounter): Promise<SaleId> {
  const sale = await approved(counter);
  await counter.press('capture', sale);
  await counter.until(sale, 'captured');
  return sale;
}

const on = (counter: SimulatedCounter, saleId: SaleId) => ({ saleId, reference: counter.payment(saleId).reference });
const refund = (counter: SimulatedCounter, saleId: SaleId, amount = PART) =>
  counter.till.handlers['payment.refund']({
    ...on(counter, saleId),
    before: counter.payment(saleId).amounts.refunded,
    amount: minor(amount),
    parts: null,
    reason: REASON,
  });
const capturePart = (counter: SimulatedCounter, saleId: SaleId, rest: 'keep' | 'release', amount = PART) =>
  counter.till.handlers['payment.capturePart']({
    ...on(counter, saleId),
    before: counter.payment(saleId).amounts.captured,
    amount: minor(amount),
    parts: null,
    rest,
    reason: REASON,
  });
const portal = (
  counter: SimulatedCounter,
  saleId: SaleId,
  act: 'refund' | 'capture' | 'cancel',
  amount: number | null = PART,
) => counter.world.actInPortal(counter.payment(saleId).reference, act, amount, counter.clock.now());
const recheck = async (counter: SimulatedCounter, saleId: SaleId) => {
  const reply = counter.till.handlers['payment.recheck'](on(counter, saleId));
  await counter.clock.pass(1_000);
  return reply;
};

/** What moved, as `capture 100 ours`. */
const moved = (counter: SimulatedCounter, saleId: SaleId): string[] =>
  counter
    .payment(saleId)
    .movements.map(({ kind, amount, key }: Movement) => `${kind} ${amount} ${key === null ? 'elsewhere' : 'ours'}`);
const booked = (counter: SimulatedCounter, saleId: SaleId) => {
  const book = counter.book(counter.payment(saleId).reference);
  return { captured: book?.captured, refunded: book?.refunded, cancelled: book?.cancelled };
};

describe('a refund', () => {
  it('is told as made only when the wallet has said so, and says who wanted it and why', async () => {
    const counter = await counterWith();
    const sale = await paid(counter);
    expect(await refund(counter, sale)).toEqual({ accepted: true });
    expect(counter.payment(sale)).toMatchObject({ phase: { name: 'refunding' }, amounts: { refunded: 0 } });
    await counter.until(sale, 'captured');
    expect(counter.payment(sale).amounts.refunded).toBe(PART);
    expect(counter.payment(sale).movements.at(-1)).toMatchObject({ kind: 'refund', amount: PART, reason: REASON });
    expect(booked(counter, sale)).toMatchObject({ refunded: PART });
  });

  it('is not made again by a second press of the same screen, however late; nor is a part captured twice', async () => {
    const counter = await counterWith();
    const sale = await paid(counter);
    const { amounts } = counter.payment(sale);
    const pressed = {
      ...on(counter, sale),
      before: amounts.refunded,
      amount: minor(PART),
      parts: null,
      reason: REASON,
    };
    expect(await counter.till.handlers['payment.refund'](pressed)).toEqual({ accepted: true });
    await counter.until(sale, 'captured');
    expect(await counter.till.handlers['payment.refund'](pressed)).toEqual({ accepted: false, error: 'sale.movedOn' });
    expect(booked(counter, sale)).toMatchObject({ refunded: PART });
    const other = await approved(counter);
    const part = {
      ...on(counter, other),
      before: amounts.refunded,
      amount: minor(PART),
      parts: null,
      rest: 'keep' as const,
      reason: null,
    };
    expect(await counter.till.handlers['payment.capturePart'](part)).toEqual({ accepted: true });
    await counter.until(other, 'authorized');
    expect(await counter.till.handlers['payment.capturePart'](part)).toEqual({
      accepted: false,
      error: 'sale.movedOn',
    });
    expect(booked(counter, other)).toMatchObject({ captured: PART });
  });

  it('whose answer is lost is made once', async () => {
    const counter = await counterWith({ faults: [lostAnswer('refund')] });
    const sale = await paid(counter);
    await refund(counter, sale);
    await counter.until(sale, 'captured', 10 * MINUTE);
    expect(moved(counter, sale)).toEqual([`capture ${AMOUNT} ours`, `refund ${PART} ours`]);
    expect(booked(counter, sale).refunded).toBe(PART);
  });

  it('whose answer is lost is not taken for that of the same amount in the portal', async () => {
    const counter = await counterWith({ faults: [{ point: 'drop-request', operations: ['refund'], times: 2 }] });
    const sale = await paid(counter);
    await refund(counter, sale);
    expect(portal(counter, sale, 'refund')).toBeNull();
    await counter.until(sale, 'captured', 10 * MINUTE);
    expect(moved(counter, sale)).toEqual([`capture ${AMOUNT} ours`, `refund ${PART} ours`, `refund ${PART} elsewhere`]);
    expect(booked(counter, sale).refunded).toBe(2 * PART);
  });

  it('is not made a second time by a wallet that has forgotten its key', async () => {
    const counter = await counterWith();
    counter.world.patchUnit({ keysRememberedFor: 1_000 });
    const sale = await paid(counter);
    counter.faults.add([lostAnswer('refund')]);
    await refund(counter, sale);
    // The first look is from before it; then nothing comes through until the key is forgotten.
    counter.faults.add([{ point: 'refuse-connection', operations: ['get', 'events'], times: 12 }]);
    await counter.until(sale, 'captured', 30 * MINUTE);
    expect(booked(counter, sale).refunded).toBe(PART);
    expect(moved(counter, sale)).toEqual([`capture ${AMOUNT} ours`, `refund ${PART} ours`]);
  });

  it('that cannot leave is turned away at once, and is not sent when the network is back', async () => {
    const counter = await counterWith({ faults: [{ point: 'refuse-connection', operations: ['refund'], times: 1 }] });
    const sale = await paid(counter);
    await refund(counter, sale);
    await counter.until(sale, 'captured');
    expect(counter.payment(sale)).toMatchObject({
      phase: { refundProblem: 'network.refused' },
      amounts: { refunded: 0 },
    });
    await counter.clock.pass(60 * MINUTE);
    expect(booked(counter, sale).refunded).toBe(0);
  });

  it('is refused without asking anybody where the network is known to be down', async () => {
    const counter = await counterWith();
    const sale = await paid(counter);
    await counter.till.handlers['network.changed']({ online: false });
    expect(await refund(counter, sale)).toEqual({ accepted: false, error: 'network.offline' });
    expect(counter.payment(sale).phase.name).toBe('captured');
  });

  it.each([
    ['more than was taken', AMOUNT + 1, 0, 'wallet.refundTooHigh'],
    ['after a year', PART, 365 * 24 * 60 * MINUTE, 'wallet.refundPeriodOver'],
  ] as const)('%s is refused', async (_, amount, wait, error) => {
    const counter = await counterWith();
    const sale = await paid(counter);
    await counter.clock.pass(wait);
    expect(await refund(counter, sale, amount)).toEqual({ accepted: false, error });
  });

  it('before anything is taken is refused, so that it can be released instead', async () => {
    const counter = await counterWith();
    const sale = await approved(counter);
    expect(await refund(counter, sale)).toEqual({ accepted: false, error: 'wallet.nothingCaptured' });
  });

  it('that the wallet refuses is called refused, with its word', async () => {
    const counter = await counterWith();
    const sale = await paid(counter);
    await refund(counter, sale, 124);
    await counter.until(sale, 'captured');
    expect(counter.payment(sale)).toMatchObject({
      phase: { refundProblem: 'wallet.refundPeriodOver' },
      amounts: { refunded: 0 },
    });
  });

  it('that is refused because somebody gave it back in the portal is explained at once', async () => {
    const counter = await counterWith();
    const sale = await paid(counter);
    expect(portal(counter, sale, 'refund', null)).toBeNull();
    await refund(counter, sale);
    await counter.until(sale, 'captured');
    await counter.clock.pass(1_000);
    expect(moved(counter, sale)).toEqual([`capture ${AMOUNT} ours`, `refund ${AMOUNT} elsewhere`]);
    expect(counter.till.hasOpenPayments).toBe(false);
  });

  it('works on a sale that the till has long forgotten', async () => {
    const counter = await counterWith();
    const old = await paid(counter);
    for (let nth = 0; nth < 45; nth += 1) await paid(counter);
    counter.close();
    await counter.restart();
    expect(
      (await counter.till.handlers['terminal.snapshot'](undefined)).sales.map(({ saleId }) => saleId),
    ).not.toContain(old);
    await refund(counter, old, AMOUNT);
    await counter.until(old, 'captured');
    expect(moved(counter, old)).toEqual([`capture ${AMOUNT} ours`, `refund ${AMOUNT} ours`]);
  });

  it('in the portal is found by a recheck, and is not ours', async () => {
    const counter = await counterWith();
    const sale = await paid(counter);
    portal(counter, sale, 'refund');
    expect(await recheck(counter, sale)).toEqual({ accepted: true });
    expect(moved(counter, sale)).toEqual([`capture ${AMOUNT} ours`, `refund ${PART} elsewhere`]);
  });
});

describe('a part', () => {
  it.each(['keep', 'release'] as const)(
    'is captured alone (%s the rest), also when its answer is lost',
    async (rest) => {
      const counter = await counterWith({ faults: [lostAnswer('capture')] });
      const sale = await approved(counter);
      await capturePart(counter, sale, rest);
      if (rest === 'keep') {
        await counter.until(sale, 'authorized', 10 * MINUTE);
        expect(booked(counter, sale)).toEqual({ captured: PART, refunded: 0, cancelled: 0 });
        await counter.press('capture', sale);
        await counter.until(sale, 'captured');
        expect(moved(counter, sale)).toEqual([`capture ${PART} ours`, `capture ${AMOUNT - PART} ours`]);
        return;
      }
      await counter.until(sale, 'captured', 10 * MINUTE);
      expect(booked(counter, sale)).toEqual({ captured: PART, refunded: 0, cancelled: AMOUNT - PART });
      expect(moved(counter, sale)).toEqual([`capture ${PART} ours`, `release ${AMOUNT - PART} ours`]);
    },
  );

  it('whose answer is lost is not taken for the same amount in the portal; a person is told of the other', async () => {
    const counter = await counterWith({ faults: [{ point: 'drop-request', operations: ['capture'], times: 2 }] });
    const sale = await approved(counter);
    await capturePart(counter, sale, 'keep');
    expect(portal(counter, sale, 'capture')).toBeNull();
    await counter.until(sale, 'authorized', 10 * MINUTE);
    expect(moved(counter, sale)).toEqual([`capture ${PART} ours`, `capture ${PART} elsewhere`]);
    expect(counter.payment(sale).attention).toBe('wallet.captureDiffers');
  });

  it('and the rest of it can be given back to the last øre by line', async () => {
    const counter = await counterWith();
    const sale = await approved(counter);
    await capturePart(counter, sale, 'release');
    await counter.until(sale, 'captured');
    expect(await refund(counter, sale, PART + 1)).toEqual({ accepted: false, error: 'wallet.refundTooHigh' });
    await refund(counter, sale, PART);
    await counter.until(sale, 'captured');
    expect(booked(counter, sale)).toEqual({ captured: PART, refunded: PART, cancelled: AMOUNT - PART });
  });
});

const types = (moment: Moment): string[] => (moment.kind === 'leaves' ? [] : moment.events.map(({ type }) => type));
const BOUNDARIES: readonly (readonly [string, (moment: Moment, word: 'refund' | 'capture') => boolean])[] = [
  [
    'before it is written',
    (moment, word) => moment.kind === 'before-write' && types(moment).includes(`${word}.requested`),
  ],
  [
    'after it is written, before it leaves',
    (moment, word) => moment.kind === 'after-write' && types(moment).includes(`${word}.requested`),
  ],
  ['while it is under way', (moment, word) => moment.kind === 'leaves' && moment.path.endsWith(`/${word}`)],
  [
    'when its answer is about to be written',
    (moment) =>
      moment.kind === 'before-write' &&
      types(moment).includes('payment.reported') &&
      moment.events.some(
        (event) => event.type === 'payment.reported' && event.amounts.captured + event.amounts.refunded > 0,
      ),
  ],
  [
    'when its answer is written, before it is shown',
    (moment) =>
      moment.kind === 'after-write' &&
      types(moment).includes('payment.reported') &&
      moment.events.some(
        (event) => event.type === 'payment.reported' && event.amounts.captured + event.amounts.refunded > 0,
      ),
  ],
];

describe('the power goes', () => {
  it.each(BOUNDARIES)('%s: a refund is made once or not at all', async (_, isItsMoment) => {
    let armed = false;
    const counter = await counterWith({
      cutsPower: (moment) => armed && isItsMoment(moment, 'refund') && !(armed = false),
    });
    const sale = await paid(counter);
    armed = true;
    void refund(counter, sale);
    await counter.clock.pass(5_000);
    expect(counter.isUp).toBe(false);
    const wasWritten = counter.journal.sale(sale).some(({ type }) => type === 'refund.requested');
    const wasDone = booked(counter, sale).refunded === PART;
    await counter.clock.pass(15 * 60 * MINUTE);
    await counter.restart();
    await counter.clock.pass(10 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({ phase: { name: 'captured' }, certainty: { name: 'confirmed' } });
    expect(moved(counter, sale)).toEqual(
      wasDone ? [`capture ${AMOUNT} ours`, `refund ${PART} ours`] : [`capture ${AMOUNT} ours`],
    );
    expect(booked(counter, sale).refunded).toBe(wasDone ? PART : 0);
    if (wasDone || !wasWritten) return expect(counter.payment(sale).attention).toBeNull();
    // Not sent by itself, hours later: a person is asked, and the order is still known.
    expect(counter.payment(sale)).toMatchObject({
      attention: 'sale.refundNotMade',
      unmadeRefund: { amount: PART, reason: REASON },
    });
    expect(await refund(counter, sale)).toEqual({ accepted: true });
    await counter.until(sale, 'captured');
    expect(counter.payment(sale)).toMatchObject({ attention: null, unmadeRefund: null });
    expect(booked(counter, sale).refunded).toBe(PART);
  });

  it.each(BOUNDARIES)(
    '%s: a part is captured once or not at all, and then the rest released',
    async (_, isItsMoment) => {
      let armed = false;
      const counter = await counterWith({
        cutsPower: (moment) => armed && isItsMoment(moment, 'capture') && !(armed = false),
      });
      const sale = await approved(counter);
      armed = true;
      void capturePart(counter, sale, 'release');
      await counter.clock.pass(5_000);
      expect(counter.isUp).toBe(false);
      const wasWritten = counter.journal.sale(sale).some(({ type }) => type === 'capture.requested');
      const wasDone = booked(counter, sale).captured === PART;
      const releaseWasWritten = counter.journal.sale(sale).some(({ type }) => type === 'cancel.requested');
      await counter.restart();
      await counter.clock.pass(10 * MINUTE);
      const releaseIsAsked = wasDone && releaseWasWritten;
      const released = wasDone && !releaseIsAsked ? AMOUNT - PART : 0;
      expect(booked(counter, sale)).toEqual({ captured: wasDone ? PART : 0, refunded: 0, cancelled: released });
      expect(moved(counter, sale)).toEqual([
        ...(wasDone ? [`capture ${PART} ours`] : []),
        ...(released > 0 ? [`release ${released} ours`] : []),
      ]);
      const asked = releaseIsAsked ? 'sale.releaseNotMade' : wasWritten && !wasDone ? 'sale.captureNotMade' : null;
      expect(counter.payment(sale).attention).toBe(asked);
    },
  );
});
