import { describe, expect, it } from 'vitest';
import { watchPage } from '../../../electron/shell/page-watch.ts';

function setUp(excused = () => false) {
  let tick: (() => void) | null = null;
  const asks: { answer: () => void; refuse: () => void }[] = [];
  let hangs = 0;
  const stop = watchPage({
    ask: () =>
      new Promise(
        (resolve, reject) => void asks.push({ answer: () => resolve(0), refuse: () => reject(new Error('gone')) }),
      ),
    hangs: () => void (hangs += 1),
    excused,
    clock: {
      after: (_ms, callback) => {
        tick = callback;
        return () => void (tick = null);
      },
    },
  });
  const ticks = async (count: number, each: () => void = () => undefined) => {
    for (let done = 0; done < count; done += 1) {
      tick?.();
      each();
      // Answers settle before the next timer.
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { asks, hangs: () => hangs, stop, ticks, watching: () => tick !== null };
}

describe('the watch over the page', () => {
  it('leaves a page alone that answers', async () => {
    const watch = setUp();
    await watch.ticks(50, () => watch.asks.at(-1)?.answer());
    expect(watch.asks).toHaveLength(50);
    expect(watch.hangs()).toBe(0);
  });

  it('waits for a page that the system holds with a dialog of its own, and counts anew after it', async () => {
    let held = true;
    const watch = setUp(() => held);
    await watch.ticks(50);
    expect(watch.hangs()).toBe(0);
    held = false;
    await watch.ticks(4);
    expect(watch.hangs()).toBe(0);
    await watch.ticks(1);
    expect(watch.hangs()).toBe(1);
  });

  it('tells once that a page hangs, after five asks without an answer', async () => {
    const watch = setUp();
    await watch.ticks(5);
    expect(watch.hangs()).toBe(0);
    await watch.ticks(1);
    expect(watch.hangs()).toBe(1);
    expect(watch.asks).toHaveLength(1);
  });

  it('forgives a page that was slow, and one that could not be asked', async () => {
    const watch = setUp();
    await watch.ticks(4);
    watch.asks.at(-1)?.answer();
    await watch.ticks(4);
    watch.asks.at(-1)?.refuse();
    await watch.ticks(5);
    expect(watch.hangs()).toBe(0);
  });

  it('ends when it is told to', async () => {
    const watch = setUp();
    await watch.ticks(2);
    watch.stop();
    expect(watch.watching()).toBe(false);
  });
});
