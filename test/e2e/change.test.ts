import Database from 'libsql';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { currentJournalFile } from '../../electron/adapters/journal/store/volumes.ts';
import { differences, paymentsInJournal } from '../support/app/compare-books.ts';
import { liveTimes, overlaps, writes } from '../support/app/live-times.ts';
import { typeAsPerson } from '../support/app/hands.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

beforeAll(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});
afterEach(async () => {
  await simulator.call('DELETE', 'faults');
  expect(differences(paymentsInJournal(profile), await simulator.books())).toEqual([]);
  await terminal.page.keyboard.press('F4');
  await screenOf(terminal.page).amount.waitFor();
});

const phones = async (): Promise<unknown[]> =>
  (await simulator.requests())
    .filter((request) => request.method === 'POST' && request.path.endsWith('/payments'))
    .map(
      (request) =>
        (JSON.parse(String(request['body'])) as { customer?: { phoneNumber: string } }).customer?.phoneNumber ?? 'code',
    );

/** Everything on the screen that could ask a customer for money. */
const sendingButtons = async (): Promise<number> => {
  const ids = ['send', 'capture', 'change-number', 'to-number', 'show-code', 'new-code', 'send-again'];
  return (await Promise.all(ids.map((id) => terminal.page.getByTestId(id).count()))).reduce(
    (sum, count) => sum + count,
    0,
  );
};

describe('changing who is asked while a request is live', () => {
  it('withdraws the request, and sends the new one when that is proved: one live payment at each moment', async () => {
    const { page } = terminal;
    await sendRequest(page, '11100', '91234567');
    await seeState(page, /waiting for …67/i);
    await terminal.page.getByTestId('change-number').click();
    await page.getByText(/…67 can approve until/i).waitFor();
    // Held back, so that the screen in between can be looked at.
    await simulator.faults([{ point: 'delay-request', operations: ['cancel'], ms: 700 }]);
    await typeAsPerson(page, '91234542');
    await page.keyboard.press('Enter');
    await seeState(page, /withdrawing/i);
    await page.getByText(/then …42 is asked/i).waitFor();
    expect(await sendingButtons()).toBe(0);
    await seeState(page, /waiting for …42/i);
    const times = await liveTimes(simulator, 11_100);
    expect(times.map((time) => time.ended)).toEqual(['TERMINATED', null]);
    expect(overlaps(times)).toEqual([]);
    expect(
      await writes(
        simulator,
        times.map((time) => time.reference),
      ),
    ).toEqual(['create 1', 'cancel 1', 'create 2']);
    expect((await phones()).slice(-2)).toEqual(['4791234567', '4791234542']);
    await simulator.act(times[1]?.reference ?? '', 'approve');
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
  });

  it('goes from a number to a code and back with one key each', async () => {
    const { page } = terminal;
    await sendRequest(page, '12200', '91234567');
    await seeState(page, /waiting for …67/i);
    await page.keyboard.press('F3');
    await page.locator('[data-code]').waitFor();
    await page.keyboard.press('F2');
    await page.getByText(/code can be paid until/i).waitFor();
    await typeAsPerson(page, '91234510');
    await page.keyboard.press('Enter');
    await seeState(page, /waiting for …10/i);
    const times = await liveTimes(simulator, 12_200);
    expect(times.map((time) => [time.code === null ? 'number' : 'code', time.ended])).toEqual([
      ['number', 'TERMINATED'],
      ['code', 'TERMINATED'],
      ['number', null],
    ]);
    expect(overlaps(times)).toEqual([]);
    expect(
      await writes(
        simulator,
        times.map((time) => time.reference),
      ),
    ).toEqual(['create 1', 'cancel 1', 'create 2', 'cancel 2', 'create 3']);
  });

  it('sends nothing new when the customer approves in that moment, and says so', async () => {
    const { page } = terminal;
    await simulator.call('POST', 'scripts', { scripts: [{ steps: [], onCancel: 'approve' }] });
    await sendRequest(page, '13300', '91234567');
    await seeState(page, /waiting for …67/i);
    await terminal.page.getByTestId('change-number').click();
    await typeAsPerson(page, '91234542');
    await page.keyboard.press('Enter');
    await seeState(page, /earlier request is approved/i);
    await page.getByText(/nothing was sent to …42/i).waitFor();
    expect(await liveTimes(simulator, 13_300)).toMatchObject([{ ended: 'AUTHORIZED' }]);
    await page.getByTestId('capture').click();
    await seeState(page, /^paid/i);
    expect(await liveTimes(simulator, 13_300)).toHaveLength(1);
  });

  it('keeps the number being typed when the first customer declines; no Enter asks the first one again', async () => {
    const { page } = terminal;
    await sendRequest(page, '14400', '91234567');
    await seeState(page, /waiting for …67/i);
    await page.keyboard.press('F2');
    await typeAsPerson(page, '912345');
    const [first] = await liveTimes(simulator, 14_400);
    await simulator.act(first?.reference ?? '', 'reject');
    await page.locator('.rail-row[aria-current]').getByText('declined').waitFor();
    await page.keyboard.type('42');
    await page.keyboard.press('Enter');
    await seeState(page, /waiting for …42/i);
    expect((await phones()).slice(-2)).toEqual(['4791234567', '4791234542']);
  });

  it('says in place why it was refused, keeps the number, and withdraws nothing', async () => {
    const { page } = terminal;
    await sendRequest(page, '19900', '91234567');
    await seeState(page, /waiting for …67/i);
    await page.keyboard.press('F2');
    await typeAsPerson(page, '91234542');
    // Somebody else writes to the journal and does not finish: nothing can be written down, so nothing may be sent.
    const other = new Database(currentJournalFile(profile, 'practice'));
    other.exec('BEGIN IMMEDIATE');
    await page.keyboard.press('Enter');
    await page
      .getByText(/cannot write its journal/i)
      .first()
      .waitFor();
    expect((await screenOf(page).phoneNumber.inputValue()).replaceAll(/\D/g, '')).toBe('91234542');
    expect(await liveTimes(simulator, 19_900)).toMatchObject([{ ended: null }]);
    other.exec('ROLLBACK');
    other.close();
    await page.keyboard.press('Enter');
    await seeState(page, /waiting for …42/i);
    expect((await liveTimes(simulator, 19_900)).map((time) => time.ended)).toEqual(['TERMINATED', null]);
  });

  it('is not known while the withdrawal is not: nothing new is sent until it is', async () => {
    const { page } = terminal;
    await sendRequest(page, '15500', '91234567');
    await seeState(page, /waiting for …67/i);
    await simulator.faults([
      { point: 'drop-answer', operations: ['cancel'], times: null },
      { point: 'error-before', operations: ['get'], times: null, status: 503 },
    ]);
    await page.keyboard.press('F3');
    await seeState(page, /do not know/i);
    await page.getByText(/nothing new is sent until this is known/i).waitFor();
    expect(await sendingButtons()).toBe(0);
    // The wallet has withdrawn it; the terminal has no proof, and so there is no second request.
    expect(await liveTimes(simulator, 15_500)).toMatchObject([{ ended: 'TERMINATED' }]);
    await simulator.call('DELETE', 'faults');
    await page.locator('[data-code]').waitFor();
    expect(overlaps(await liveTimes(simulator, 15_500))).toEqual([]);
  });
});

describe('the same number and amount within five minutes', () => {
  it('asks first and shows the earlier one, as it is now; only who means it sends twice', async () => {
    const { page } = terminal;
    await sendRequest(page, '16600', '91234567');
    await seeState(page, /waiting for …67/i);
    await page.keyboard.press('F4');
    await sendRequest(page, '16600', '91234567');
    const question = page.getByRole('alertdialog');
    await question.getByText(/166,00.*…67.*waiting/).waitFor();
    await question.getByText(/at \d\d:\d\d/).waitFor();
    const [earlier] = await liveTimes(simulator, 16_600);
    await simulator.act(earlier?.reference ?? '', 'approve');
    await question.getByText(/approved/).waitFor();
    await question.getByTestId('show-it').click();
    await seeState(page, /approved/i);
    expect(await liveTimes(simulator, 16_600)).toHaveLength(1);
    await page.keyboard.press('F4');
    await sendRequest(page, '16600', '91234567');
    await question.getByTestId('send-anyway').click();
    await seeState(page, /waiting for …67/i);
    await until('a second request', async () => (await liveTimes(simulator, 16_600)).length === 2);
  });

  it('asks as well when a live request is changed to such a number; nothing is withdrawn for it', async () => {
    const { page } = terminal;
    const question = page.getByRole('alertdialog');
    await sendRequest(page, '18800', '91234567');
    await seeState(page, /waiting for …67/i);
    await page.keyboard.press('F4');
    await sendRequest(page, '18800', '91234510');
    await seeState(page, /waiting for …10/i);
    await page.keyboard.press('F2');
    await typeAsPerson(page, '91234567');
    await page.keyboard.press('Enter');
    await question.getByText(/188,00.*…67.*waiting/).waitFor();
    expect((await liveTimes(simulator, 18_800)).map((time) => time.ended)).toEqual([null, null]);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect((await screenOf(page).phoneNumber.inputValue()).replaceAll(/\D/g, '')).toBe('91234567');
  });

  it('does not ask when the earlier one ended without money', async () => {
    const { page } = terminal;
    await sendRequest(page, '17700', '91234567');
    await seeState(page, /waiting for …67/i);
    const [earlier] = await liveTimes(simulator, 17_700);
    await simulator.act(earlier?.reference ?? '', 'reject');
    await seeState(page, /declined/i);
    await page.keyboard.press('Escape');
    await sendRequest(page, '17700', '91234567');
    await seeState(page, /waiting for …67/i);
    expect(await page.getByRole('alertdialog').count()).toBe(0);
  });
});
