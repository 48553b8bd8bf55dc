import { script } from '../../../electron/simulator/customer.ts';
import type { FaultRule } from '../../../electron/simulator/faults.ts';
import { createRandom } from '../../../electron/simulator/random.ts';
import type { Script } from '../../../electron/simulator/state.ts';
import type { SaleId } from '../../../shared/ids.ts';
import { minor } from '../../../shared/money.ts';
import { amountOfParts } from '../../../shared/parts.ts';
import { currentPayment } from '../../../shared/payment.ts';
import type { LinePart, Payment, Rest, Sale } from '../../../shared/payment.ts';
import { linesTotal, saleLineSchema } from '../../../shared/receipt.ts';
import type { SaleLine } from '../../../shared/receipt.ts';
import { PHONE } from '../simulation/counter.ts';
import type { SimulatedCounter } from '../simulation/counter.ts';
import { addressed } from './addressed.ts';

/**
 * A day at the counter as a shop has them: 200 mixed sales, played on the real till against the simulated wallet in
 * virtual time. What is done is a list, so that a reader can count it; amounts come from a seed.
 */

export const DEEDS = [
  ['captured', 112],
  ['captured, by code', 16],
  ['captured, by lines', 14],
  ['part delivered, rest released', 6],
  ['part delivered, rest delivered later', 3],
  ['part delivered, rest kept', 2],
  ['reserved, undecided', 2],
  ['released', 4],
  ['refunded whole', 5],
  ['refunded by line', 3],
  ['refunded by amount', 4],
  ['refunded in the portal', 2],
  ['captured in the portal', 1],
  ['released in the portal', 1],
  ['declined', 7],
  ['expired', 3],
  ['withdrawn', 5],
  ['number without a wallet', 3],
  ['approved in the moment of the withdrawal, captured', 1],
  ['approved in the moment of the withdrawal, undecided', 1],
  ['capture with a lost answer', 3],
  ['refund with a lost answer', 2],
] as const satisfies readonly (readonly [string, number])[];
export type Deed = (typeof DEEDS)[number][0];

export const DEEDS_OF_A_DAY = DEEDS.reduce((total, [, count]) => total + count, 0);

const WITHOUT_WALLET = '4799999999';
const BETWEEN_MS = 110_000;
const QUIET_HOUR_MS = 40 * 60_000;
/** A customer who looks at the phone at once, or who has to find it first. */
const quick: Script = script([{ after: 4_000, act: 'approve' }]);
const slow: Script = script([{ after: 47_000, act: 'approve' }]);

const LINES: readonly SaleLine[] = [
  { name: 'Kanelbolle', quantity: '4', unitPrice: 4_500, vatRate: 1500 },
  { name: 'Kaffe', quantity: '2', unitPrice: 3_900, vatRate: 1500 },
  { name: 'Termokopp', quantity: '1', unitPrice: 24_900, vatRate: 2500 },
  { name: 'Ost i løs vekt', quantity: '0.485', unitPrice: 21_990, vatRate: 1500 },
].map((line) => saleLineSchema.parse(line));

const lostAnswer = (operation: 'capture' | 'refund'): FaultRule => ({
  point: 'drop-answer',
  operations: [operation],
  times: 1,
});

/** Plays the day. Resolves when everything is known that the till can know; time has passed as in a shop. */
export async function playPracticeDay(counter: SimulatedCounter, seed: number): Promise<ReadonlyMap<SaleId, Deed>> {
  const day = new PracticeDay(counter, seed);
  return day.play();
}

class PracticeDay {
  readonly #counter: SimulatedCounter;
  readonly #random: ReturnType<typeof createRandom>;
  readonly #done = new Map<SaleId, Deed>();
  /** What somebody does later, such as a customer who comes back with the goods. */
  readonly #later: { readonly after: number; readonly act: () => Promise<void> }[] = [];

  constructor(counter: SimulatedCounter, seed: number) {
    this.#counter = counter;
    this.#random = createRandom(seed);
    counter.world.patchUnit({ withoutWallet: [WITHOUT_WALLET] });
  }

  async play(): Promise<ReadonlyMap<SaleId, Deed>> {
    let number = 0;
    for (const deed of this.#shuffled()) {
      number += 1;
      await this.#perform(deed);
      await this.#pass(BETWEEN_MS);
      for (const later of this.#later.filter(({ after }) => after === number)) await later.act();
    }
    for (const later of this.#later.filter(({ after }) => after > number)) await later.act();
    // Until every reservation has been looked at once more.
    await this.#pass(QUIET_HOUR_MS);
    return this.#done;
  }

  #shuffled(): Deed[] {
    const deeds = DEEDS.flatMap(([deed, count]) => Array.from({ length: count }, () => deed));
    for (let index = deeds.length - 1; index > 0; index -= 1) {
      const other = this.#random.between(0, index);
      [deeds[index], deeds[other]] = [deeds[other] as Deed, deeds[index] as Deed];
    }
    return deeds;
  }

  async #perform(deed: Deed): Promise<void> {
    switch (deed) {
      case 'captured':
        return void (await this.#sold(deed));
      case 'captured, by code':
        return void (await this.#sold(deed, { msisdn: null }));
      case 'captured, by lines':
        return void (await this.#sold(deed, { lines: LINES }));
      case 'part delivered, rest released':
        return void (await this.#partly(deed, 'release'));
      case 'part delivered, rest kept':
        return void (await this.#partly(deed, 'keep'));
      case 'part delivered, rest delivered later': {
        const saleId = await this.#partly(deed, 'keep');
        return this.#inAWhile(async () => this.#capture(saleId));
      }
      case 'reserved, undecided':
        return void (await this.#approved(deed));
      case 'released': {
        const saleId = await this.#approved(deed);
        accepted(await this.#counter.till.handlers['payment.release']({ ...this.#on(saleId), reason: 'Out of stock' }));
        return void (await this.#counter.until(saleId, 'cancelled'));
      }
      case 'refunded whole':
        return this.#refundLater(await this.#sold(deed), null);
      case 'refunded by line':
        return this.#refundLater(await this.#sold(deed, { lines: LINES }), [
          { line: 0, quantity: '1' },
          { line: 3, quantity: '0.485' },
        ]);
      case 'refunded by amount': {
        const saleId = await this.#sold(deed);
        return this.#inAWhile(() => this.#refund(saleId, Math.ceil(this.#payment(saleId).amount.value / 3), null));
      }
      case 'refund with a lost answer': {
        const saleId = await this.#sold(deed);
        return this.#inAWhile(async () => {
          this.#counter.faults.add([lostAnswer('refund')]);
          await this.#refund(saleId, this.#payment(saleId).amount.value, null);
        });
      }
      case 'refunded in the portal':
        return this.#inPortal(await this.#sold(deed), 'refund', 5_000);
      case 'captured in the portal':
        return this.#inPortal(await this.#approved(deed), 'capture', null);
      case 'released in the portal':
        return this.#inPortal(await this.#approved(deed), 'cancel', null);
      default:
        return this.#unusual(deed);
    }
  }

  /** What ends without a capture by a customer who simply says yes. */
  async #unusual(deed: Deed): Promise<void> {
    const counter = this.#counter;
    switch (deed) {
      case 'declined':
        return void (await counter.until(
          await this.#begin(deed, { customer: script([{ after: 9_000, act: 'reject' }]) }),
          'aborted',
        ));
      case 'expired':
        return void (await counter.until(await this.#begin(deed, { customer: script([]) }), 'expired', 12 * 60_000));
      case 'withdrawn': {
        const saleId = await this.#begin(deed, { customer: script([]) });
        await this.#pass(20_000);
        await counter.press('cancel', saleId);
        return void (await counter.until(saleId, 'terminated'));
      }
      case 'number without a wallet':
        return void (await counter.until(await this.#begin(deed, { msisdn: WITHOUT_WALLET }), 'refused'));
      case 'capture with a lost answer':
        counter.faults.add([lostAnswer('capture')]);
        return void (await this.#sold(deed));
      default: {
        const saleId = await this.#begin(deed, { customer: script([], 'approve') });
        await this.#pass(15_000);
        await counter.press('cancel', saleId);
        await counter.until(saleId, 'authorized');
        if (deed === 'approved in the moment of the withdrawal, captured') await this.#capture(saleId);
      }
    }
  }

  async #begin(
    deed: Deed,
    {
      msisdn = PHONE,
      lines = [],
      customer,
    }: { readonly msisdn?: string | null; readonly lines?: readonly SaleLine[]; readonly customer?: Script } = {},
  ): Promise<SaleId> {
    const { world, till } = this.#counter;
    const { behaviour } = world.customer();
    world.behave({ ...behaviour, queue: [customer ?? (this.#random.between(0, 3) === 0 ? slow : quick)] });
    const total =
      lines.length > 0 ? linesTotal(LINES) : this.#random.between(20, 900) * 100 + this.#random.between(0, 1) * 50;
    const input = {
      lines: [...lines],
      total: minor(total),
      ...addressed(msisdn),
      duplicateAcknowledged: true,
    };
    const reply = await till.handlers['sale.start'](input);
    if (!reply.accepted) throw new Error(`sale refused: ${reply.error}`);
    this.#done.set(reply.saleId, deed);
    return reply.saleId;
  }

  async #approved(
    deed: Deed,
    how: { readonly msisdn?: string | null; readonly lines?: readonly SaleLine[] } = {},
  ): Promise<SaleId> {
    const saleId = await this.#begin(deed, how);
    await this.#counter.until(saleId, 'authorized', 60_000);
    return saleId;
  }

  async #sold(
    deed: Deed,
    how: { readonly msisdn?: string | null; readonly lines?: readonly SaleLine[] } = {},
  ): Promise<SaleId> {
    const saleId = await this.#approved(deed, how);
    await this.#capture(saleId);
    return saleId;
  }

  async #capture(saleId: SaleId): Promise<void> {
    accepted(await this.#counter.till.handlers['payment.capture'](this.#on(saleId)));
    await this.#counter.until(saleId, 'captured', 120_000);
  }

  /** Half of the rolls and both coffees go with the customer. */
  async #partly(deed: Deed, rest: Rest): Promise<SaleId> {
    const saleId = await this.#approved(deed, { lines: LINES });
    const parts: LinePart[] = [
      { line: 0, quantity: '2' },
      { line: 1, quantity: '2' },
    ];
    const reason = rest === 'release' ? 'Sold out' : null;
    accepted(
      await this.#counter.till.handlers['payment.capturePart']({
        ...this.#on(saleId),
        before: this.#payment(saleId).amounts.captured,
        amount: this.#cost(saleId, 'capture', parts),
        parts,
        rest,
        reason,
      }),
    );
    await this.#counter.until(saleId, rest === 'release' ? 'captured' : 'authorized', 120_000);
    return saleId;
  }

  #refundLater(saleId: SaleId, parts: LinePart[] | null): void {
    this.#inAWhile(() =>
      this.#refund(saleId, parts ? this.#cost(saleId, 'refund', parts) : this.#payment(saleId).amount.value, parts),
    );
  }

  async #refund(saleId: SaleId, amount: number, parts: LinePart[] | null): Promise<void> {
    const before = this.#payment(saleId).amounts.refunded;
    accepted(
      await this.#counter.till.handlers['payment.refund']({
        ...this.#on(saleId),
        before,
        amount: minor(amount),
        parts,
        reason: 'Customer came back',
      }),
    );
    const { clock } = this.#counter;
    if (!(await clock.passUntil(() => this.#payment(saleId).amounts.refunded === before + amount, 300_000)))
      throw new Error(`refund of ${amount} did not come about`);
  }

  #inPortal(saleId: SaleId, act: 'refund' | 'capture' | 'cancel', amount: number | null): void {
    this.#inAWhile(() => {
      const { world, clock } = this.#counter;
      const refusal = world.actInPortal(this.#payment(saleId).reference, act, amount, clock.now());
      if (refusal !== null) throw new Error(`the portal refused: ${refusal}`);
      return Promise.resolve();
    });
  }

  #inAWhile(act: () => Promise<void>): void {
    this.#later.push({ after: Math.min(DEEDS_OF_A_DAY, this.#done.size + this.#random.between(2, 30)), act });
  }

  #on(saleId: SaleId) {
    return { saleId, reference: this.#payment(saleId).reference };
  }

  #cost(saleId: SaleId, kind: 'capture' | 'refund', parts: readonly LinePart[]) {
    const cost = amountOfParts(this.#sale(saleId), this.#payment(saleId), kind, parts);
    if (cost === null) throw new Error('these lines are not there');
    return cost;
  }

  #sale(saleId: SaleId): Sale {
    const sale = this.#counter.screen.get(saleId);
    if (!sale) throw new Error(`sale ${saleId} is not on screen`);
    return sale;
  }

  #payment(saleId: SaleId): Payment {
    return currentPayment(this.#sale(saleId));
  }

  async #pass(ms: number): Promise<void> {
    await this.#counter.clock.passUntil(() => false, ms);
  }
}

function accepted(reply: { readonly accepted: true } | { readonly accepted: false; readonly error: string }): void {
  if (!reply.accepted) throw new Error(`refused: ${reply.error}`);
}
