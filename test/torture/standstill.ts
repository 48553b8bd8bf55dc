import { join } from 'node:path';
import { restartSimulator, until } from '../support/app/simulator-process.ts';
import { freshFolder, removeFolder } from '../support/app/terminal-app.ts';
import type { DrivenCounter } from './counter.ts';
import { LONGER_THAN_EVERY_TIMEOUT_MS, pause } from './fault.ts';
import type { Fault } from './fault.ts';
import { Lost } from './lost.ts';

/** The main process or the wallet stands still for longer than every timeout, or the wallet goes and comes back. */

async function freezeTerminal(counter: DrivenCounter, meanwhile: () => Promise<void>): Promise<void> {
  counter.app.signal('SIGSTOP');
  await meanwhile();
  await pause(LONGER_THAN_EVERY_TIMEOUT_MS);
  counter.app.signal('SIGCONT');
}

async function freezeWallet(counter: DrivenCounter, meanwhile: () => Promise<void>): Promise<void> {
  counter.simulator.freeze(true);
  try {
    await meanwhile();
    await pause(LONGER_THAN_EVERY_TIMEOUT_MS);
    const { phase, certainty } = await counter.newest();
    if (certainty.name === 'confirmed' && phase.name !== 'registering' && phase.name !== 'capturing')
      throw new Lost(`the wallet is silent, and the screen is sure of ${phase.name}`);
  } finally {
    counter.simulator.freeze(false);
  }
}

const delayedAnswer = (counter: DrivenCounter, operation: 'create' | 'capture') =>
  counter.simulator.faults([{ point: 'delay-answer', operations: [operation], ms: 1_500 }]);

export const standstills: readonly Fault[] = [
  {
    name: 'main stands still, request on its way',
    inShort: false,
    limit: 120,
    async run(shop) {
      const counter = await shop.open();
      await counter.start();
      await delayedAnswer(counter, 'create');
      const reference = await counter.sellOne();
      await until('the request at the wallet', async () => (await counter.simulator.waiting()).includes(reference));
      await freezeTerminal(counter, async () => undefined);
      await counter.approve(reference);
      await counter.see('authorized');
      await counter.settle();
    },
  },
  {
    name: 'main stands still, the customer approves',
    inShort: true,
    limit: 120,
    async run(shop) {
      const counter = await shop.open();
      await counter.start();
      const reference = await counter.sellOne();
      await counter.see('waiting');
      await freezeTerminal(counter, () => counter.approve(reference));
      await counter.seeWords(/approved/i);
      await counter.settle();
    },
  },
  {
    name: 'main stands still, capture on its way',
    inShort: false,
    limit: 120,
    async run(shop) {
      const counter = await shop.open();
      await counter.start();
      await counter.approve(await counter.sellOne());
      await counter.see('authorized');
      await delayedAnswer(counter, 'capture');
      await counter.capture();
      await until('the money at the wallet', async () => (await counter.simulator.books())[0]?.captured !== 0);
      await freezeTerminal(counter, async () => undefined);
      await counter.see('captured');
      await counter.settle();
    },
  },
  {
    name: 'the wallet stands still, request on its way',
    inShort: true,
    limit: 150,
    async run(shop) {
      const counter = await shop.open();
      await counter.start();
      await freezeWallet(counter, async () => void (await counter.sellOne()));
      await counter.settle();
    },
  },
  {
    name: 'the wallet stands still, capture on its way',
    inShort: false,
    limit: 150,
    async run(shop) {
      const counter = await shop.open();
      await counter.start();
      await counter.approve(await counter.sellOne());
      await counter.see('authorized');
      await freezeWallet(counter, async () => void (await counter.capture()));
      await counter.settle();
    },
  },
  {
    name: 'the wallet is killed and comes back',
    inShort: true,
    limit: 120,
    async run(shop) {
      const folder = freshFolder();
      const state = join(folder, 'wallet.json');
      const counter = await shop.open({ simulatorArgs: ['--state', state] });
      const bounce = async (away: number) => {
        await counter.simulator.kill();
        await pause(away);
        counter.simulator = await restartSimulator(counter.simulator, state);
      };
      try {
        await counter.start();
        const reference = await counter.sellOne();
        await counter.see('waiting');
        await bounce(shop.random.between(500, 4_000));
        await counter.approve(reference);
        await counter.see('authorized');
        // It takes effect, and the wallet is gone before it can say so.
        await delayedAnswer(counter, 'capture');
        await counter.capture();
        await until('the money at the wallet', async () => (await counter.simulator.books())[0]?.captured !== 0);
        await bounce(500);
        await counter.see('captured');
        await counter.settle();
      } finally {
        removeFolder(folder);
      }
    },
  },
];
