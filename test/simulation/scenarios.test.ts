import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { approveAfter, MANUAL, script } from '../../electron/simulator/customer.ts';
import type { FaultRule } from '../../electron/simulator/faults.ts';
import type { Behaviour, Script } from '../../electron/simulator/state.ts';
import { msisdnSchema } from '../../shared/phone.ts';
import { PHONE, SimulatedCounter } from '../support/simulation/counter.ts';
import type { SentRequest } from '../support/simulation/counter.ts';

const MINUTE = 60_000;
const AMOUNT = 24_900;
const customer = (steps: Script['steps'], onCancel: Script['onCancel'] = null): Behaviour => ({
  ...MANUAL,
  otherwise: script(steps, onCancel),
});
const IGNORES = customer([]);
const REJECTS = customer([{ after: 3_000, act: 'reject' }]);

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

interface Counter extends SimulatedCounter {
  readonly sent: readonly SentRequest[];
}

async function counterWith(
  behaviour: Behaviour,
  more: { faults?: readonly FaultRule[]; onDisk?: boolean; latency?: number } = {},
): Promise<Counter> {
  const sent: SentRequest[] = [];
  const folder = more.onDisk ? mkdtempSync(join(tmpdir(), 'skranke-till-')) : null;
  if (folder) folders.push(folder);
  const counter = new SimulatedCounter({
    seed: 5,
    behaviour,
    faults: more.faults ?? [],
    onRequest: (request) => sent.push(request),
    ...(folder ? { file: join(folder, 'journal.db') } : {}),
    ...(more.latency ? { latency: { min: more.latency, max: more.latency } } : {}),
  });
  await counter.open();
  return Object.assign(counter, { sent });
}

const sentTo = (counter: Counter, end: string) =>
  counter.sent.filter(({ method, path }) => method === 'POST' && path.endsWith(end));
const keysOf = (requests: readonly SentRequest[]) => new Set(requests.map(({ key }) => key)).size;

describe('sales without trouble', () => {
  it('is seen as approved within a second or so, and paid only when the wallet has the money', async () => {
    const counter = await counterWith(approveAfter(2_000));
    const sale = await counter.sell(AMOUNT);
    const askedAt = counter.clock.now();
    const approved = await counter.until(sale, 'authorized');
    expect(counter.clock.now() - askedAt).toBeLessThanOrEqual(3_000);
    expect(counter.book(approved.reference)?.captured).toBe(0);
    await counter.press('capture', sale);
    const paid = await counter.until(sale, 'captured');
    expect(paid.amounts).toEqual({ authorized: AMOUNT, captured: AMOUNT, cancelled: 0, refunded: 0 });
    expect(counter.book(paid.reference)?.captured).toBe(AMOUNT);
    expect(counter.book(paid.reference)?.receipt).toMatchObject({ posId: 'till-1', receiptNumber: '0001' });
    expect(counter.journal.takings(0)).toEqual({ sum: AMOUNT, count: 1 });
  });

  it('sees a customer who approves before the first look at the first look', async () => {
    const counter = await counterWith(approveAfter(0));
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized', 1_000);
  });

  it('takes an approval at 9:59', async () => {
    const counter = await counterWith(approveAfter(599_000));
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized', 602_000);
  });

  it('ends as declined when the customer says no, and a new attempt has a reference of its own', async () => {
    const counter = await counterWith(REJECTS);
    const sale = await counter.sell(AMOUNT);
    const first = await counter.until(sale, 'aborted');
    counter.world.behave(approveAfter(1_000));
    const reply = await counter.till.handlers['sale.sendAgain']({
      saleId: sale,
      to: { method: 'phone', msisdn: msisdnSchema.parse(PHONE) },
      duplicateAcknowledged: false,
    });
    expect(reply.accepted).toBe(true);
    const second = await counter.until(sale, 'authorized');
    expect(second.reference).not.toBe(first.reference);
    expect(counter.book(first.reference)?.authorized).toBe(0);
  });

  it('never calls an ignored request expired before the wallet does', async () => {
    const counter = await counterWith(IGNORES);
    const sale = await counter.sell(AMOUNT);
    const askedAt = counter.clock.now();
    const { reference } = await counter.until(sale, 'expired', 11 * MINUTE);
    expect(counter.clock.now() - askedAt).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(counter.book(reference)?.state).toBe('EXPIRED');
  });

  it('shows cancelling until the wallet has confirmed it', async () => {
    const counter = await counterWith(IGNORES, { latency: 400 });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    await counter.press('cancel', sale);
    expect(counter.payment(sale).phase.name).toBe('cancelling');
    const { reference } = await counter.until(sale, 'terminated');
    expect(counter.book(reference)?.state).toBe('TERMINATED');
  });

  it('gives an approved reservation back', async () => {
    const counter = await counterWith(approveAfter(1_000));
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized');
    await counter.press('release', sale);
    const { reference } = await counter.until(sale, 'cancelled');
    expect(counter.book(reference)).toMatchObject({ captured: 0, cancelled: AMOUNT });
  });

  it('captures once however often the key is pressed', async () => {
    const counter = await counterWith(approveAfter(1_000), { latency: 300 });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized');
    for (let press = 0; press < 5; press += 1) await counter.press('capture', sale);
    await counter.until(sale, 'captured');
    expect(sentTo(counter, '/capture')).toHaveLength(1);
  });
});

describe('a cancel that loses to the approval', () => {
  it('shows the approval (6060)', async () => {
    const counter = await counterWith(customer([], 'approve'));
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    await counter.press('cancel', sale);
    const { phase } = await counter.until(sale, 'authorized');
    expect(phase).toMatchObject({ cancelLost: true });
  });

  it('waits while the customer is confirming (6250), and then shows what came of it', async () => {
    const counter = await counterWith(
      customer([
        { after: 500, act: 'start-processing' },
        { after: 20_000, act: 'approve' },
      ]),
    );
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    await counter.clock.pass(2_000);
    await counter.press('cancel', sale);
    await counter.clock.pass(5_000);
    expect(counter.payment(sale).phase.name).toBe('cancelling');
    const { phase } = await counter.until(sale, 'authorized', 40_000);
    expect(phase).toMatchObject({ cancelLost: true });
  });
});

describe('answers that are lost', () => {
  const lost: [string, FaultRule[], number][] = [
    ['the answer to the create, after its effect', [{ point: 'drop-answer', operations: ['create'] }], 2],
    ['the create on its way', [{ point: 'drop-request', operations: ['create'] }], 2],
    ['the create and never an answer', [{ point: 'hang-after', operations: ['create'] }], 2],
    ['a create with 500 and effect', [{ point: 'error-after', operations: ['create'] }], 2],
    ['a create with 500 without effect', [{ point: 'error-before', operations: ['create'] }], 2],
    ['a create with half a JSON', [{ point: 'truncate', operations: ['create'] }], 2],
    ['a create that is throttled', [{ point: 'throttled', operations: ['create'] }], 2],
    ['a create that is locked', [{ point: 'locked', operations: ['create'] }], 2],
  ];
  it.each(lost)('%s: same key, same bytes, one payment, and it is paid', async (_, faults, most) => {
    const counter = await counterWith(approveAfter(60_000), { faults });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized', 2 * MINUTE);
    const creates = sentTo(counter, '/payments');
    expect(creates.length).toBeLessThanOrEqual(most);
    expect(keysOf(creates)).toBe(1);
    expect(new Set(creates.map(({ body }) => body)).size).toBe(1);
    expect(counter.world.books()).toHaveLength(1);
    await counter.press('capture', sale);
    await counter.until(sale, 'captured');
    expect(counter.errors).toEqual([]);
  });

  const capture: [string, FaultRule][] = [
    ['lost after its effect', { point: 'drop-answer', operations: ['capture'] }],
    ['lost before it', { point: 'drop-request', operations: ['capture'] }],
    ['500 with effect', { point: 'error-after', operations: ['capture'] }],
    ['500 without effect', { point: 'error-before', operations: ['capture'] }],
    ['never answered', { point: 'hang-after', operations: ['capture'] }],
    ['locked (423)', { point: 'locked', operations: ['capture'] }],
    ['throttled (429)', { point: 'throttled', operations: ['capture'] }],
    ['try again later (6280)', { point: 'problem', code: 6280, operations: ['capture'] }],
    ['half a JSON', { point: 'truncate', operations: ['capture'] }],
    ['a page of HTML', { point: 'html', operations: ['capture'] }],
    ['an unknown state', { point: 'unknown-enum', operations: ['capture'] }],
    ['arriving twice', { point: 'duplicate-request', operations: ['capture'] }],
  ];
  it.each(capture)(
    'a capture that is %s is never assumed, repeated with its own key, and ends as paid',
    async (_, fault) => {
      const counter = await counterWith(approveAfter(1_000), { faults: [fault] });
      const sale = await counter.sell(AMOUNT);
      await counter.until(sale, 'authorized');
      await counter.press('capture', sale);
      const paid = await counter.until(sale, 'captured', 2 * MINUTE);
      expect(counter.book(paid.reference)?.captured).toBe(AMOUNT);
      expect(keysOf(sentTo(counter, '/capture'))).toBe(1);
      expect(paid.certainty.name).toBe('confirmed');
    },
  );

  it('shows doubt, not payment, while a capture has no answer', async () => {
    const counter = await counterWith(approveAfter(1_000), {
      faults: [{ point: 'hang-before', operations: ['capture', 'get'], times: null }],
    });
    counter.faults.clear();
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized');
    counter.faults.add([{ point: 'hang-before', operations: ['capture', 'get'], times: null }]);
    await counter.press('capture', sale);
    await counter.clock.pass(30 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({ phase: { name: 'capturing' }, certainty: { name: 'unclear' } });
    counter.faults.clear();
    // Nobody stands there any more who wanted it: it is not sent by itself, and a person decides.
    await counter.until(sale, 'authorized', 2 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({
      certainty: { name: 'confirmed' },
      attention: 'sale.captureNotMade',
      phase: { captureProblem: 'sale.captureNotMade' },
    });
    await counter.press('capture', sale);
    await counter.until(sale, 'captured', 2 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({ certainty: { name: 'confirmed' }, attention: null });
    expect(counter.book(counter.payment(sale).reference)?.captured).toBe(AMOUNT);
  });

  it.each<[string, FaultRule]>([
    ['after its effect', { point: 'drop-answer', operations: ['cancel'] }],
    ['before it', { point: 'drop-request', operations: ['cancel'] }],
    ['for ever', { point: 'hang-after', operations: ['cancel'] }],
    ['in a 500', { point: 'error-before', operations: ['cancel'] }],
  ])('a cancel whose answer is lost %s stays cancelling until the wallet says so', async (_, fault) => {
    const counter = await counterWith(IGNORES, { faults: [fault] });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    await counter.press('cancel', sale);
    const { reference } = await counter.until(sale, 'terminated', 2 * MINUTE);
    expect(counter.book(reference)?.state).toBe('TERMINATED');
  });

  it('renews its token once when it is refused in the middle', async () => {
    const counter = await counterWith(approveAfter(5_000), {
      faults: [{ point: 'unauthorized', operations: ['get'] }],
    });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'authorized');
    expect(counter.sent.filter(({ path }) => path === '/accesstoken/get')).toHaveLength(2);
  });

  it.each<FaultRule['point']>([
    'error-before',
    'truncate',
    'html',
    'empty',
    'wrong-type',
    'unknown-enum',
    'stale-read',
    'throttled',
    'hang-before',
    'cut-off',
    'huge',
  ])(
    'goes on asking through looks that end in %s, says that it does not know, and finds the approval',
    async (point) => {
      const counter = await counterWith(approveAfter(10_000), { faults: [{ point, operations: ['get'], times: 6 }] });
      const sale = await counter.sell(AMOUNT);
      await counter.until(sale, 'authorized', 5 * MINUTE);
      expect(counter.payment(sale).certainty.name).toBe('confirmed');
    },
  );

  it('ends as refused, never as failed, when nothing was ever sent', async () => {
    const counter = await counterWith(IGNORES, { faults: [{ point: 'refuse-connection', times: null }] });
    const sale = await counter.sell(AMOUNT);
    const { phase } = await counter.until(sale, 'refused');
    expect(phase).toMatchObject({ problem: 'network.refused' });
    expect(counter.world.books()).toHaveLength(0);
  });

  it('proves that a request never arrived before it says so', async () => {
    const counter = await counterWith(IGNORES, {
      faults: [{ point: 'drop-request', operations: ['create'], times: null }],
    });
    const sale = await counter.sell(AMOUNT);
    await counter.clock.pass(10 * MINUTE);
    expect(counter.payment(sale)).toMatchObject({ phase: { name: 'registering' }, certainty: { name: 'unclear' } });
    await counter.until(sale, 'refused', 10 * MINUTE);
    expect(sentTo(counter, '/payments').at(-1)!.at - sentTo(counter, '/payments')[0]!.at).toBeLessThanOrEqual(
      2.5 * MINUTE,
    );
  });
});

describe('killed and started again on the same journal', () => {
  const killed: [string, (counter: Counter, sale: Awaited<ReturnType<SimulatedCounter['sell']>>) => Promise<void>][] = [
    [
      'after the request arrived and before its answer',
      async (counter) => void (await counter.clock.passUntil(() => counter.world.books().length > 0, MINUTE)),
    ],
    ['while waiting', async (counter, sale) => void (await counter.until(sale, 'waiting'))],
    ['when approved', async (counter, sale) => void (await counter.until(sale, 'authorized'))],
    [
      'when the capture had arrived',
      async (counter, sale) => {
        await counter.until(sale, 'authorized');
        await counter.press('capture', sale);
        await counter.clock.pass(150);
      },
    ],
  ];
  it.each(killed)('%s: nothing is lost and nothing is done twice', async (_, reach) => {
    const counter = await counterWith(approveAfter(5_000), { onDisk: true, latency: 200 });
    const sale = await counter.sell(AMOUNT);
    await reach(counter, sale);
    counter.crash();
    await counter.clock.pass(3_000);
    counter.screen.clear();
    await counter.restart();
    const done = await counter.clock.passUntil(
      () => ['authorized', 'captured'].includes(counter.payment(sale).phase.name),
      MINUTE,
    );
    expect(done).toBe(true);
    if (counter.payment(sale).phase.name === 'authorized') await counter.press('capture', sale);
    const paid = await counter.until(sale, 'captured');
    expect(counter.book(paid.reference)?.captured).toBe(AMOUNT);
    expect(counter.world.books()).toHaveLength(1);
    expect(counter.journal.takings(0)).toEqual({ sum: AMOUNT, count: 1 });
    expect(counter.journal.verify()).toBeNull();
    expect(keysOf(sentTo(counter, '/payments'))).toBe(1);
    expect(keysOf(sentTo(counter, '/capture'))).toBe(1);
    counter.crash();
  });

  it('takes no sale before every open payment was asked for', async () => {
    const counter = await counterWith(IGNORES, { onDisk: true, latency: 200 });
    const sale = await counter.sell(AMOUNT);
    await counter.until(sale, 'waiting');
    counter.crash();
    const starting = counter.restart();
    await expect(counter.sell(500)).rejects.toThrow('till.starting');
    await starting;
    await counter.sell(500);
    counter.crash();
  });
});
