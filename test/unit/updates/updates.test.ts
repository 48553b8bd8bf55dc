import { describe, expect, it } from 'vitest';
import type { OfferedUpdate, Remembered } from '../../../electron/core/ports/updates.ts';
import { NOTHING_REMEMBERED } from '../../../electron/core/ports/updates.ts';
import { mayInstall, Updates } from '../../../electron/core/updates/updates.ts';
import type { TillFacts } from '../../../electron/core/updates/updates.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { recordingLog } from '../../support/till/recording-log.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';

const OFFER: OfferedUpdate = { version: '2.0.0', date: '2026-11-21', news: [] };
const QUIET: TillFacts = { live: false, soldToday: false };

/** A world in which each door can go wrong. */
class Shop {
  readonly clock = new VirtualClock(0);
  ready: OfferedUpdate | null = null;
  offers: Result<OfferedUpdate | null, ErrorCode> = ok(null);
  arrives: Result<void, ErrorCode> = ok(undefined);
  installs: Result<void, ErrorCode> = ok(undefined);
  able = true;
  known = true;
  facts = QUIET;
  remembered: Remembered = NOTHING_REMEMBERED;
  readonly did: string[] = [];

  start(version = '1.0.0'): Updates {
    return new Updates(
      {
        source: {
          channel: 'stable',
          known: this.known,
          ready: () => this.ready,
          look: () => Promise.resolve(this.#did('look', this.offers)),
          download: (progressed) => {
            progressed(50);
            if (this.arrives.ok) this.ready = OFFER;
            return Promise.resolve(this.#did('download', this.arrives));
          },
          discard: () => this.#did('discard', undefined),
          stop: () => undefined,
        },
        installer: { able: this.able, install: () => Promise.resolve(this.#did('install', this.installs)) },
        memory: { load: () => this.remembered, save: (next) => void (this.remembered = next) },
        clock: this.clock,
        log: recordingLog(),
        version,
        chance: () => 1,
      },
      {
        facts: () => this.facts,
        changed: () => undefined,
        restart: () => this.#did('restart', undefined),
      },
    );
  }

  #did<T>(what: string, answer: T): T {
    this.did.push(what);
    return answer;
  }
}

describe('an update', () => {
  it('is looked for soon after the start, then a few times a day, and never where there is no address', async () => {
    const shop = new Shop();
    await shop.start().begin();
    await shop.clock.pass(44_000);
    expect(shop.did).toEqual([]);
    await shop.clock.pass(2_000);
    expect(shop.did).toEqual(['look']);
    await shop.clock.pass(24 * 3_600_000);
    expect(shop.did.length).toBeGreaterThanOrEqual(4);
    expect(shop.did.length).toBeLessThanOrEqual(6);
    const without = new Shop();
    without.known = false;
    const off = without.start();
    await off.begin();
    await without.clock.pass(24 * 3_600_000);
    expect(without.did).toEqual([]);
    expect(off.view.state).toBe('off');
  });

  it('is fetched when it is found, is then ready, and waits', async () => {
    const shop = new Shop();
    shop.offers = ok(OFFER);
    const updates = shop.start();
    await updates.begin();
    expect(await updates.look()).toEqual(ok(undefined));
    await shop.clock.settle();
    expect(updates.view).toMatchObject({ state: 'ready', offered: OFFER, when: 'nextDay', problem: null });
    await shop.clock.pass(24 * 3_600_000);
    expect(shop.did).not.toContain('install');
    // Found again it is not fetched again.
    expect(shop.did.filter((what) => what === 'download')).toHaveLength(1);
  });

  it.each<[ErrorCode]>([['update.diskFull'], ['update.refused'], ['update.noAnswer']])(
    'that cannot be had is told with %s and tried again',
    async (code) => {
      const shop = new Shop();
      shop.offers = ok(OFFER);
      shop.arrives = err(code);
      const updates = shop.start();
      await updates.look();
      await shop.clock.settle();
      expect(updates.view).toMatchObject({ state: 'idle', offered: null, problem: code });
      shop.arrives = ok(undefined);
      await updates.look();
      await shop.clock.settle();
      expect(updates.view).toMatchObject({ state: 'ready', problem: null });
    },
  );

  it.each<[string, Parameters<typeof mayInstall>, boolean]>([
    ['at a start before the first sale of the day', ['start', 'nextDay', QUIET], true],
    ['at a start in the middle of a day', ['start', 'nextDay', { live: false, soldToday: true }], false],
    ['at a start beside an open payment', ['start', 'nextDay', { live: true, soldToday: false }], false],
    ['when the day is closed and nobody said so', ['dayClosed', 'nextDay', QUIET], false],
    ['when the day is closed, as a manager said', ['dayClosed', 'dayClosed', { live: false, soldToday: true }], true],
    [
      'when the day is closed beside an open payment',
      ['dayClosed', 'dayClosed', { live: true, soldToday: true }],
      false,
    ],
    ['in the middle of a day, as a manager says', ['now', 'nextDay', { live: false, soldToday: true }], true],
    ['beside an open payment, whoever says so', ['now', 'nextDay', { live: true, soldToday: true }], false],
  ])('%s', (_when, asked, may) => {
    expect(mayInstall(...asked)).toBe(may);
  });

  it('is installed at the start, at the closing or at a word, and the app starts anew', async () => {
    for (const go of [
      (updates: Updates) => updates.begin(),
      (updates: Updates) => updates.install('dayClosed').then(() => updates.dayClosed()),
      (updates: Updates) => updates.install('now'),
    ]) {
      const shop = new Shop();
      shop.ready = OFFER;
      await go(shop.start());
      await shop.clock.settle();
      expect(shop.did).toEqual(['install', 'restart']);
    }
  });

  it('is refused beside an open payment, before it is ready, and where nothing can install it', async () => {
    const shop = new Shop();
    expect(await shop.start().install('now')).toEqual(err('update.notReady'));
    shop.ready = OFFER;
    shop.facts = { live: true, soldToday: true };
    expect(await shop.start().install('now')).toEqual(err('update.notNow'));
    shop.facts = QUIET;
    shop.able = false;
    const unable = shop.start();
    expect(await unable.install('now')).toEqual(err('update.byHand'));
    await unable.begin();
    await unable.dayClosed();
    expect(shop.did).toEqual([]);
  });

  it.each<[ErrorCode, string, string[]]>([
    ['update.notInstalled', 'ready', ['install']],
    ['update.diskFull', 'ready', ['install']],
    ['update.refused', 'idle', ['install', 'discard']],
  ])('that was not installed (%s) leaves the till selling', async (code, state, did) => {
    const shop = new Shop();
    shop.ready = OFFER;
    shop.installs = err(code);
    const updates = shop.start();
    await updates.install('now');
    await shop.clock.settle();
    expect(updates.view).toMatchObject({ state, problem: code });
    expect(shop.did).toEqual(did);
  });

  it('is told after it, until a manager has read it', () => {
    const shop = new Shop();
    expect(shop.start('1.0.0').view.updated).toBeNull();
    shop.remembered = { ...shop.remembered, when: 'dayClosed' };
    expect(shop.start('2.0.0').view).toMatchObject({ updated: { from: '1.0.0', to: '2.0.0' }, when: 'nextDay' });
    const later = shop.start('2.0.0');
    expect(later.view.updated).toEqual({ from: '1.0.0', to: '2.0.0' });
    later.read();
    expect(shop.start('2.0.0').view.updated).toBeNull();
  });
});
