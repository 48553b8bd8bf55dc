import type { Clock } from '../../../electron/core/ports/clock.ts';
import type { FetchClock } from '../../../electron/simulator/fetch.ts';

interface Timer {
  /** On the world's time that has passed; put off while the machine cannot fire it. */
  at: number;
  /** Timers of the same moment fire in the order they were set. */
  readonly order: number;
  /** Set by the till's machine: when it is due on that machine's own monotonic clock; null for a timer of the world. */
  readonly dueOnMachine: number | null;
  /** Null once it was taken back. */
  callback: (() => void) | null;
}

const before = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Time as the machine tells it on which the till runs: its wall clock can be wrong, and it can be asleep. */
export interface MachineClock extends Clock {
  readonly isAsleep: boolean;
  /** Its wall clock, in ms, is ahead of the world by this. */
  setWallClock(aheadBy: number): void;
  /**
   * Suspends the machine for `ms` of the world's time: none of its timers fires meanwhile.
   * @param counts whether its monotonic clock goes on, as on Windows, or stands still, as on Linux
   */
  suspend(ms: number, counts: boolean): void;
  /** Resolves when it is awake; at once when it is not asleep. */
  awake(): Promise<void>;
}

/**
 * Time for the terminal and the simulated wallet alike: it stands still until somebody advances it, then jumps from
 * timer to timer and lets all promises settle in between. Nothing depends on the real clock, so one seed gives one
 * story.
 */
export class VirtualClock implements Clock, FetchClock {
  readonly #start: number;
  readonly #heap: Timer[] = [];
  #elapsed = 0;
  #order = 0;
  #aheadBy = 0;
  /** The machine's sleep that its monotonic clock did not count. */
  #uncounted = 0;
  #wakesAt = 0;
  #stoodStillFrom: number | null = null;
  /** The till's own view of time; the clock itself is the world's. */
  readonly machine: MachineClock;

  /** @param start epoch ms */
  constructor(start: number) {
    this.#start = start;
    this.machine = this.#machine();
  }

  now(): number {
    return this.#start + this.#elapsed;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  after(ms: number, callback: () => void): () => void {
    return this.#set(ms, callback, null);
  }

  #set(ms: number, callback: () => void, dueOnMachine: number | null): () => void {
    const timer: Timer = { at: this.#elapsed + Math.max(0, ms), order: this.#order, dueOnMachine, callback };
    this.#order += 1;
    this.#push(timer);
    return () => {
      timer.callback = null;
    };
  }

  #machine(): MachineClock {
    const isAsleep = () => this.#elapsed < this.#wakesAt;
    const monotonic = () =>
      this.#stoodStillFrom !== null && isAsleep() ? this.#stoodStillFrom : this.#elapsed - this.#uncounted;
    return {
      now: () => this.now() + this.#aheadBy,
      monotonic,
      after: (ms, callback) => this.#set(ms, callback, monotonic() + Math.max(0, ms)),
      get isAsleep() {
        return isAsleep();
      },
      setWallClock: (aheadBy) => {
        this.#aheadBy = aheadBy;
      },
      suspend: (ms, counts) => {
        if (isAsleep()) return;
        this.#wakesAt = this.#elapsed + ms;
        this.#stoodStillFrom = counts ? null : monotonic();
        if (!counts) this.#uncounted += ms;
      },
      awake: () =>
        isAsleep()
          ? new Promise((resolve) => void this.after(this.#wakesAt - this.#elapsed, resolve))
          : Promise.resolve(),
    };
  }

  /**
   * When a timer of the machine that has come up can really fire, on the world's time: not while the machine sleeps,
   * and not before it is due there.
   */
  #firesAt({ at, dueOnMachine }: Timer): number {
    if (dueOnMachine === null) return at;
    return Math.max(at, this.#wakesAt, dueOnMachine + this.#uncounted);
  }

  /**
   * Lets everything that can happen without time passing happen: the queue of promises is empty when a task of the
   * event loop begins.
   */
  settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  /**
   * Goes to the next timer that is due by `until` (epoch ms) and fires it.
   * @returns false when there is none; time is `until` then, if that is finite
   */
  async step(until = Number.POSITIVE_INFINITY): Promise<boolean> {
    const limit = until - this.#start;
    for (let next = this.#heap[0]; next !== undefined; next = this.#heap[0]) {
      if (next.callback === null) {
        this.#pop();
        continue;
      }
      const at = this.#firesAt(next);
      if (at > next.at) {
        this.#pop();
        next.at = at;
        this.#push(next);
        continue;
      }
      if (next.at > limit) break;
      this.#pop();
      this.#elapsed = Math.max(this.#elapsed, next.at);
      next.callback();
      await this.settle();
      return true;
    }
    if (Number.isFinite(limit)) this.#elapsed = Math.max(this.#elapsed, limit);
    return false;
  }

  /** Lets `ms` pass. */
  async pass(ms: number): Promise<void> {
    const until = this.now() + ms;
    await this.settle();
    while (await this.step(until));
  }

  /** Lets time pass until the condition holds; false when it does not within `ms`. Checked after every timer. */
  async passUntil(condition: () => boolean, ms: number): Promise<boolean> {
    const until = this.now() + ms;
    await this.settle();
    while (!condition()) if (!(await this.step(until))) return condition();
    return true;
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(timer, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      if (right !== undefined && before(right, left)) child += 1;
      const smaller = heap[child] ?? left;
      if (!before(smaller, last)) break;
      heap[at] = smaller;
      at = child;
    }
    heap[at] = last;
  }
}
