import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queuedSlipSchema } from '../../../electron/core/ports/printing.ts';
import type { PrintOutcome, Queue, QueuedSlip } from '../../../electron/core/ports/printing.ts';
import {
  MAX_OPEN,
  add,
  afterRestart,
  began,
  discard,
  ended,
  next,
  onItsWay,
  retry,
  toNote,
  toPrint,
  wasNoted,
} from '../../../electron/core/printing/print-queue.ts';
import { isDone, needsPerson } from '../../../shared/printing.ts';
import { left } from '../../../shared/slip.ts';
import { slipFor } from '../../support/printing/slip-samples.ts';

const added = (queue: Queue, number: number): Queue => {
  const result = add(queue, slipFor(number));
  return result.ok ? result.value : expect.unreachable(result.error);
};
const of = (queue: Queue, number: number): QueuedSlip =>
  queue.find(({ id }) => id === slipFor(number).id) ?? expect.unreachable(`slip ${number} is lost`);
const printed = (queue: Queue, number: number, outcome: PrintOutcome, now = 0): Queue =>
  ended(began(queue, slipFor(number).id), of(queue, number), outcome, now);
const OFFLINE: PrintOutcome = { kind: 'notPrinted', problem: 'printer.offline' };
const HALF: PrintOutcome = { kind: 'unclear', problem: 'printer.notConfirmed' };

describe('the print queue', () => {
  it('prints one after another, the oldest first', () => {
    const queue = added(added([], 1), 2);
    expect(next(queue)?.id).toBe(slipFor(1).id);
    expect(next(began(queue, slipFor(1).id))).toBeNull();
    expect(next(printed(queue, 1, { kind: 'printed' }))?.id).toBe(slipFor(2).id);
  });

  it('tries again by itself what never reached the printer, at growing times, and then asks a person', () => {
    let queue = added([], 1);
    const waits: number[] = [];
    for (let now = 0; of(queue, 1).state.name === 'waiting'; now += 100_000) {
      queue = printed(queue, 1, OFFLINE, now);
      const { state } = of(queue, 1);
      if (state.name === 'waiting') waits.push(state.notBefore - now);
    }
    expect(waits).toEqual([2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000]);
    expect(of(queue, 1)).toMatchObject({ state: { name: 'failed', problem: 'printer.offline' }, copy: 0 });
    expect(next(queue)).toBeNull();
  });

  it('prints as it is what never reached the printer, and as a copy what may be on paper', () => {
    const failed = printed(added([], 1), 1, OFFLINE);
    const again = retry(failed, slipFor(1).id);
    expect(again.ok && of(again.value, 1)).toMatchObject({ copy: 0, state: { name: 'waiting', tries: 0 } });
    const half = retry(printed(added([], 1), 1, HALF), slipFor(1).id);
    expect(half.ok && of(half.value, 1)).toMatchObject({ copy: 1 });
  });

  it('never prints again by itself what may be on paper', () => {
    expect(next(printed(added([], 1), 1, HALF))).toBeNull();
    expect(next(afterRestart(began(added([], 1), slipFor(1).id), 5))).toBeNull();
    expect(afterRestart(began(added([], 1), slipFor(1).id), 5)[0]?.state).toEqual({
      name: 'unconfirmed',
      at: 5,
      problem: 'printer.notConfirmed',
    });
  });

  it('asks a person only where there is something to decide', () => {
    expect(needsPerson(of(printed(added([], 1), 1, { kind: 'sent' }), 1))).toBe(false);
    expect(needsPerson(of(printed(added([], 1), 1, HALF), 1))).toBe(true);
  });

  it('lets a person who presses Try again not wait for others', () => {
    const queue = printed(added(added([], 1), 2), 1, OFFLINE, 1_000);
    const again = retry(queue, slipFor(2).id);
    expect(again.ok && of(again.value, 1).state).toMatchObject({
      name: 'waiting',
      notBefore: 0,
      problem: 'printer.offline',
    });
  });

  it('knows a slip that is on its way already', () => {
    const queue = added([], 1);
    expect(onItsWay(queue, slipFor(1).of)?.id).toBe(slipFor(1).id);
    expect(onItsWay(printed(queue, 1, { kind: 'printed' }), slipFor(1).of)).toBeNull();
  });

  it('marks a copy at both ends, and counts the third', () => {
    const slip = [left('Sum')];
    expect(toPrint({ slip, copy: 0, copyWord: 'KOPI' })).toEqual(slip);
    expect(toPrint({ slip, copy: 1, copyWord: 'KOPI' })).toMatchObject([
      { text: 'KOPI', size: 2 },
      { text: 'Sum' },
      { text: 'KOPI' },
    ]);
    expect(toPrint({ slip, copy: 2, copyWord: 'KOPI' })[0]).toMatchObject({ text: 'KOPI 2' });
  });

  it('takes no more than it can hold, and says so', () => {
    const full = Array.from({ length: MAX_OPEN }, (_, index) => index).reduce(added, []);
    expect(add(full, slipFor(99))).toEqual({ ok: false, error: 'printer.queueFull' });
  });

  it('refuses decisions about slips that are printed, being printed or gone', () => {
    const { id } = slipFor(1);
    for (const queue of [began(added([], 1), id), []]) {
      expect(retry(queue, id)).toEqual({ ok: false, error: 'printer.slipGone' });
      expect(discard(queue, id)).toEqual({ ok: false, error: 'printer.slipGone' });
    }
    expect(retry(printed(added([], 1), 1, { kind: 'printed' }), id)).toEqual({ ok: false, error: 'printer.slipGone' });
  });

  it('loses no slip, whatever printers, restarts and people do', () => {
    const number = fc.integer({ min: 0, max: 5 });
    const outcome = fc.constantFrom<PrintOutcome>({ kind: 'printed' }, { kind: 'sent' }, OFFLINE, HALF);
    const step = fc.oneof(
      number.map((slip) => ({ do: 'add' as const, slip })),
      outcome.map((told) => ({ do: 'print' as const, told })),
      number.map((slip) => ({ do: 'retry' as const, slip })),
      fc.constant({ do: 'kill' as const }),
      fc.constant({ do: 'note' as const }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let queue: Queue = [];
        const wanted = new Set<string>();
        const onPaper = new Set<string>();
        for (const each of steps) {
          const job = next(queue);
          if (
            each.do === 'add' &&
            !queue.some(({ id }) => id === slipFor(each.slip).id) &&
            !wanted.has(slipFor(each.slip).id)
          ) {
            queue = added(queue, each.slip);
            wanted.add(slipFor(each.slip).id);
          }
          if (each.do === 'print' && job) {
            // An original may come out once at most; everything after something that perhaps came out is a copy.
            if (onPaper.has(job.id)) expect(job.copy).toBeGreaterThan(0);
            if (each.told.kind !== 'notPrinted') onPaper.add(job.id);
            queue = ended(began(queue, job.id), job, each.told, 0);
          }
          if (each.do === 'retry') {
            const result = retry(queue, slipFor(each.slip).id);
            if (result.ok) queue = result.value;
          }
          if (each.do === 'kill') {
            if (job) onPaper.add(job.id);
            queue = afterRestart(
              queuedSlipSchema.array().parse(JSON.parse(JSON.stringify(job ? began(queue, job.id) : queue))),
              9,
            );
          }
          if (each.do === 'note') for (const out of toNote(queue)) queue = wasNoted(queue, out.id);
          const kept = new Set<string>(queue.map(({ id }) => id));
          for (const id of wanted) if (!kept.has(id)) expect(onPaper).toContain(id);
        }
        for (const job of queue) if (!isDone(job)) expect(wanted).toContain(job.id);
      }),
    );
  });
});
