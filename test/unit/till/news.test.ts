import { AT_REST } from '../../../shared/progress.ts';
import { describe, expect, it } from 'vitest';
import { EventStream } from '../../../electron/core/till/event-stream.ts';
import { News } from '../../../electron/core/till/news.ts';
import type { TerminalEvent } from '../../../shared/ipc/contract.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

function setUp() {
  const clock = new VirtualClock(0);
  const told: TerminalEvent[] = [];
  const news = new News(new EventStream({ publish: (event) => void told.push(event) }, clock), clock);
  const done = () => told.map((event) => (event.type === 'progress' ? (event.progress?.done ?? null) : event.type));
  return { clock, told, news, done };
}

describe('how far something is', () => {
  it('is told at once, then five times a second, and its end at once', async () => {
    const { clock, news, done } = setUp();
    for (let row = 0; row < 95; row += 1) {
      news.progressed('export', { done: row, total: 100 });
      await clock.pass(10);
    }
    expect(done()).toEqual([0, 19, 39, 59, 79]);
    news.progressed('export', null);
    expect(done()).toEqual([0, 19, 39, 59, 79, null]);
    news.progressed('export', { done: 0, total: 7 });
    news.progressed('export', { done: 1, total: 7 });
    news.progressed('export', null);
    await clock.pass(1_000);
    expect(done().slice(5)).toEqual([null, 0, null]);
    expect(news.progress).toEqual(AT_REST);
  });

  it('keeps each task apart, and tells the newest in the end', async () => {
    const { clock, news, told } = setUp();
    news.progressed('verify', { done: 1, total: 9 });
    news.progressed('compare', { done: 1, total: 9 });
    news.progressed('verify', { done: 2, total: 9 });
    news.progressed('verify', { done: 3, total: 9 });
    expect(told).toHaveLength(2);
    await clock.pass(200);
    expect(told.at(-1)).toMatchObject({ task: 'verify', progress: { done: 3 } });
    expect(told).toHaveLength(3);
  });
});

describe('that the books have changed', () => {
  it('is told a few times a second at most, with the newest number', async () => {
    const { clock, news, told } = setUp();
    for (let entry = 0; entry < 50; entry += 1) news.booked();
    await clock.pass(1_000);
    expect(told.map((event) => event.type === 'books' && event.books)).toEqual([1, 50]);
    news.booked();
    expect(told.at(-1)).toMatchObject({ type: 'books', books: 51 });
  });

  it('is told no more once the till has stopped', async () => {
    const { clock, news, told } = setUp();
    news.booked();
    news.booked();
    news.stop();
    await clock.pass(1_000);
    expect(told).toHaveLength(1);
  });
});
