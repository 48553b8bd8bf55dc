import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../support/app/simulator-process.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';
import type { DrivenCounter } from './counter.ts';
import type { Fault, Shop } from './fault.ts';
import { Lost } from './lost.ts';

/** The profile on a small file system of its own that fills up. Needs a Linux where this user may mount. */

const SIZE_MB = 64;

interface SmallDisk {
  readonly profile: string;
  /** Leaves not one byte. */
  fill(): void;
  free(): void;
  remove(): void;
}

/** @returns null where this user may not mount */
function smallDisk(): SmallDisk | null {
  const folder = freshFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', folder], { stdio: 'ignore' });
  if (mounted.status !== 0) {
    removeFolder(folder);
    return null;
  }
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const filler = join(folder, 'filler');
  const unmount = () => void spawnSync('umount', ['--lazy', folder], { stdio: 'ignore' });
  process.once('exit', unmount);
  return {
    profile,
    fill() {
      const file = openSync(filler, 'a');
      for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size));
        } catch {
          // Full for this size; try a smaller one.
        }
      }
      closeSync(file);
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      process.removeListener('exit', unmount);
      unmount();
      removeFolder(folder);
    },
  };
}

export const mayMount = (): boolean => {
  const disk = smallDisk();
  disk?.remove();
  return disk !== null;
};

async function onSmallDisk(shop: Shop, run: (counter: DrivenCounter, disk: SmallDisk) => Promise<void>): Promise<void> {
  const disk = smallDisk();
  if (!disk) throw new Error('a file system cannot be mounted here');
  const counter = await shop.open({ profile: disk.profile });
  try {
    await counter.start();
    await run(counter, disk);
  } finally {
    disk.free();
    await counter.close();
    disk.remove();
  }
}

const IN_WORDS = /cannot save anything|cannot write its journal/i;

export const disks: readonly Fault[] = [
  {
    name: 'the disk is full when the goods are handed over',
    inShort: true,
    limit: 120,
    run: (shop) =>
      onSmallDisk(shop, async (counter, disk) => {
        await counter.approve(await counter.sellOne());
        await counter.see('authorized');
        disk.fill();
        const refused = await counter.capture();
        if (refused.accepted) throw new Lost('a capture that cannot be written was accepted');
        await counter.seeWords(IN_WORDS);
        if ((await counter.sell()).accepted) throw new Lost('a sale that cannot be written was accepted');
        if ((await counter.simulator.books()).some(({ captured }) => captured > 0))
          throw new Lost('a capture that is not written was sent');
        disk.free();
        await counter.capture();
        await counter.see('captured');
        await counter.settle();
      }),
  },
  {
    name: 'the disk is full when the wallet answers',
    inShort: false,
    limit: 120,
    run: (shop) =>
      onSmallDisk(shop, async (counter, disk) => {
        await counter.simulator.faults([{ point: 'delay-answer', operations: ['create'], ms: 1_500 }]);
        const reference = await counter.sellOne();
        disk.fill();
        await counter.approve(reference);
        await counter.seeWords(IN_WORDS);
        disk.free();
        await counter.see('authorized');
        await counter.settle();
      }),
  },
  {
    name: 'killed and started on a full disk',
    inShort: false,
    limit: 120,
    run: (shop) =>
      onSmallDisk(shop, async (counter, disk) => {
        const reference = await counter.sellOne();
        await counter.see('waiting');
        await counter.kill();
        disk.fill();
        counter.spawn();
        await counter.approve(reference);
        // The log that is there already may have room for a while; when it is full, the till says so and takes nothing
        // more.
        await until(
          'a till that takes nothing more',
          async () => (await counter.sell().catch(() => null))?.accepted === false,
        );
        await counter.seeWords(IN_WORDS);
        await counter.kill();
        disk.free();
        await counter.start();
        await counter.settle();
      }),
  },
];
