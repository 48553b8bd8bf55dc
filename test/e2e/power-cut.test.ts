import { beforeEach, describe, expect, it } from 'vitest';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

/**
 * SIGKILL at each moment that matters; after the restart the sale is where it was left, ends right, and the books
 * agree.
 */

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

beforeEach(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});

const incoming = () => until('a request at the wallet', async () => (await simulator.waiting())[0]);
const requestsTo = async (ending: string) =>
  (await simulator.requests()).filter((request) => request.method === 'POST' && request.path.endsWith(ending));

async function killAndRestart(): Promise<void> {
  await terminal.kill();
  await simulator.call('DELETE', 'faults');
  terminal = await shop.restart();
}

async function finishApprovedSale(): Promise<void> {
  await seeState(terminal.page, /approved/i);
  await screenOf(terminal.page).capture.click();
  await seeState(terminal.page, /^paid/i);
}

async function expectOnePaidSale(): Promise<void> {
  const books = await simulator.books();
  expect(books.map(({ state, captured, cancelled }) => ({ state, captured, cancelled }))).toEqual([
    { state: 'AUTHORIZED', captured: 24_900, cancelled: 0 },
  ]);
  expect(differences(paymentsInJournal(profile), books)).toEqual([]);
}

describe('power cut', () => {
  it.each(['create', 'capture'] as const)(
    'while a %s is on its way, before it reached the wallet: it is not sent again, and nobody says how it ended',
    async (operation) => {
      if (operation === 'create') await simulator.faults([{ point: 'hang-before', operations: ['create'] }]);
      await sendRequest(terminal.page, '24900', '91234567');
      if (operation === 'capture') {
        await simulator.act(await incoming(), 'approve');
        await seeState(terminal.page, /approved/i);
        await simulator.faults([{ point: 'hang-before', operations: ['capture'] }]);
        await screenOf(terminal.page).capture.click();
      }
      const path = operation === 'create' ? '/payments' : '/capture';
      await until('the call at the wallet', async () => (await requestsTo(path)).length === 1);
      await killAndRestart();
      await seeState(terminal.page, operation === 'create' ? /do not know/i : /not confirmed/i);
      const asked = async () =>
        (await simulator.requests()).filter(({ method, path: at }) => method === 'GET' && at.includes('/payments/'))
          .length;
      const before = await asked();
      // Asking goes on.
      await until('two more looks', async () => (await asked()) > before + 2);
      expect(await requestsTo(path)).toHaveLength(1);
      expect((await simulator.books()).map(({ captured }) => captured)).toEqual(operation === 'create' ? [] : [0]);
    },
  );

  it('while the request is on its way, after it took effect', async () => {
    await simulator.faults([{ point: 'hang-after', operations: ['create'] }]);
    await sendRequest(terminal.page, '24900', '91234567');
    await until('the request at the wallet', async () => (await requestsTo('/payments')).length === 1);
    await killAndRestart();
    await seeState(terminal.page, /waiting/i);
    const creates = await requestsTo('/payments');
    expect(
      new Set(
        creates.map((request) =>
          JSON.stringify([request['body'], (request['headers'] as Record<string, string>)['idempotency-key']]),
        ),
      ).size,
    ).toBe(1);
    await simulator.act(await incoming(), 'approve');
    await finishApprovedSale();
    await expectOnePaidSale();
  });

  it('while the customer decides', async () => {
    await sendRequest(terminal.page, '24900', '91234567');
    await seeState(terminal.page, /waiting/i);
    const reference = await incoming();
    await terminal.kill();
    await simulator.act(reference, 'approve');
    terminal = await shop.restart();
    await finishApprovedSale();
    await expectOnePaidSale();
  });

  it('after the approval', async () => {
    await sendRequest(terminal.page, '24900', '91234567');
    await simulator.act(await incoming(), 'approve');
    await seeState(terminal.page, /approved/i);
    await killAndRestart();
    await finishApprovedSale();
    await expectOnePaidSale();
  });

  it('while the capture is on its way, after it took effect', async () => {
    await sendRequest(terminal.page, '24900', '91234567');
    await simulator.act(await incoming(), 'approve');
    await seeState(terminal.page, /approved/i);
    await simulator.faults([{ point: 'hang-after', operations: ['capture'] }]);
    await screenOf(terminal.page).capture.click();
    await until('the capture at the wallet', async () => (await requestsTo('/capture')).length === 1);
    expect(await terminal.page.getByRole('status').filter({ hasText: /^paid/i }).count()).toBe(0);
    await killAndRestart();
    await until('the money at the wallet', async () => (await simulator.books())[0]?.captured === 24_900);
    await until('the sale paid in the journal', async () => paymentsInJournal(profile)[0]?.phase.name === 'captured');
    await expectOnePaidSale();
  });
});
