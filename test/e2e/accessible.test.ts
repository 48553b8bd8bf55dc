import { beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;

beforeAll(async () => {
  ({ terminal, simulator } = await shop.begin());
});

const incoming = () => until('a request at the wallet', async () => (await simulator.waiting())[0]);

/** Every screen in each theme and each language. */
async function expectAccessible(screen: string): Promise<void> {
  const found: string[] = [];
  await inEachLook(terminal.page, async (look) => {
    for (const finding of await axeFindings(terminal.page)) found.push(`${screen} (${look}): ${finding}`);
    expect(await terminal.page.getByRole('status').count(), `one state line on ${screen} (${look})`).toBe(1);
  });
  expect(found).toEqual([]);
}

/** While a dialog or a panel is open, the state line behind it is hidden from everybody. */
async function expectOverlayAccessible(name: string): Promise<void> {
  const found: string[] = [];
  await inEachLook(terminal.page, async (look) => {
    for (const finding of await axeFindings(terminal.page)) found.push(`${name} (${look}): ${finding}`);
  });
  expect(found).toEqual([]);
}

describe('axe finds nothing', () => {
  it('on the sale screen, with and without lines', async () => {
    await expectAccessible('sale');
    await terminal.page.keyboard.press('F5');
    await expectAccessible('lines');
    await terminal.page.keyboard.press('Escape');
  });

  it('on waiting, declined, approved and paid', async () => {
    const { page } = terminal;
    await sendRequest(page, '24900', '91234567');
    const reference = await incoming();
    await screenOf(page).cancel.waitFor();
    await expectAccessible('waiting');
    await simulator.act(reference, 'reject');
    await screenOf(page).newSale.waitFor();
    await expectAccessible('declined');
    await screenOf(page).newSale.click();
    await sendRequest(page, '24900', '91234568');
    await simulator.act(await incoming(), 'approve');
    await screenOf(page).capture.waitFor();
    await expectAccessible('approved');
    await screenOf(page).capture.click();
    await screenOf(page).newSale.waitFor();
    await expectAccessible('paid');
    await screenOf(page).newSale.click();
  });

  it('on a code, on the change to a number, and on the question whether to send twice', async () => {
    const { page } = terminal;
    const tap = (id: string) => page.getByTestId(id).click();
    await screenOf(page).amount.click();
    await page.keyboard.type('25100');
    await tap('show-code');
    await page.locator('[data-code]').waitFor();
    await expectAccessible('code');
    await tap('to-number');
    await screenOf(page).phoneNumber.waitFor();
    // A customer who is confirming in the bank: the withdrawal stays under way.
    await simulator.act(await incoming(), 'start-processing');
    await page.keyboard.type('91234567');
    await screenOf(page).send.click();
    await page.locator('[data-screen="changing"]').waitFor();
    await expectAccessible('changing');
    await simulator.act(await incoming(), 'reject');
    await screenOf(page).cancel.waitFor();
    await page.keyboard.press('F4');
    await sendRequest(page, '25100', '91234567');
    await page.getByRole('alertdialog').waitFor();
    await expectOverlayAccessible('sent twice');
    await tap('show-it');
    await screenOf(page).cancel.waitFor();
    await simulator.act(await incoming(), 'reject');
    await screenOf(page).newSale.click();
  });

  it('on what needs a person, on late approvals, on how we know and on the question before the end', async () => {
    const { page } = terminal;
    const tap = (id: string) => page.getByTestId(id).first().click();
    await simulator.faults([{ point: 'problem', operations: ['capture'], code: 6260 }]);
    await sendRequest(page, '61500', '91234567');
    await simulator.act(await incoming(), 'approve');
    await screenOf(page).capture.click();
    await page.locator('[data-screen="attention"]').waitFor();
    await expectAccessible('attention');
    await tap('serve-next');
    await sendRequest(page, '62500', '91234568');
    await screenOf(page).cancel.waitFor();
    await tap('serve-next');
    await simulator.act(await incoming(), 'approve');
    await page.getByTestId('show-late').filter({ hasText: '625,00' }).waitFor();
    // What is to be seen is to be heard too, the way to it included.
    await page.getByRole('button', { name: /625,00.*Show$/ }).waitFor();
    await expectAccessible('late approval beside a new sale');
    await tap('attention-alert');
    await page.getByRole('dialog').waitFor();
    await expectOverlayAccessible('attention list');
    await page.locator('li', { hasText: '615,00' }).getByTestId('resolve').click();
    await tap('save-reason');
    await expectOverlayAccessible('written reason');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await tap('show-late');
    await page.locator('[data-late]').waitFor();
    await expectAccessible('late approval');
    await tap('details');
    await page.locator('.evidence-list').waitFor();
    await expectOverlayAccessible('how we know');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await terminal.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((each) => each.webContents.getURL().startsWith('app://terminal'))
        ?.close(),
    );
    await page.getByRole('alertdialog').waitFor();
    await expectOverlayAccessible('leaving');
    await tap('stay');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await screenOf(page).capture.click();
    await screenOf(page).newSale.click();
  });

  it('on the handover board, a part, a release, a part that is paid, a refund and its result', async () => {
    const { page } = terminal;
    const tap = (id: string) => page.getByTestId(id).first().click();
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
    const gone = () => page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor({ state: 'detached' });
    await page.keyboard.press('F6');
    await page.locator('.handover').waitFor();
    await expectAccessible('handover, empty');
    await page.keyboard.press('Escape');
    await sendRequest(page, '45600', '91234567');
    await simulator.act(await incoming(), 'approve');
    await screenOf(page).capture.waitFor();
    await page.keyboard.press('F6');
    await page.locator('.handover-row', { hasText: '456,00' }).click();
    await expectAccessible('handover');
    await tap('release');
    await page.getByRole('alertdialog').waitFor();
    await expectOverlayAccessible('release');
    await page.keyboard.press('Escape');
    await gone();
    await press('Hand over a part');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('textbox', { name: 'Amount to take' }).click();
    await page.keyboard.type('20000');
    await page.getByRole('radio', { name: 'Release it now' }).check();
    await expectOverlayAccessible('a part');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Take payment 200,00/ })
      .click();
    await seeState(page, /^Paid 200,00/);
    await expectAccessible('handover, decided');
    await press('Show the sale');
    await seeState(page, /^Paid 200,00/);
    await expectAccessible('a part is paid');
    await press('Give money back');
    await page.getByRole('radio', { name: 'An amount' }).check();
    await page.getByRole('textbox', { name: 'Amount to give back' }).click();
    await page.keyboard.type('20001');
    await page.getByRole('radio', { name: 'Other words' }).check();
    await expectOverlayAccessible('refund, too much');
    await page.getByRole('textbox', { name: 'Amount to give back' }).selectText();
    await page.keyboard.type('5000');
    await page.getByRole('radio', { name: 'Wrong price' }).check();
    await press(/^Give back 50,00/);
    await page.locator('[data-progress="done"]').waitFor();
    await expectOverlayAccessible('refund done');
    await page.keyboard.press('Escape');
    await gone();
    await screenOf(page).newSale.waitFor();
    await expectAccessible('a part is given back');
    await screenOf(page).newSale.click();
  });

  it('on a number without wallet and on unclear', async () => {
    const { page } = terminal;
    await sendRequest(page, '24900', '91230000');
    await screenOf(page).newSale.waitFor();
    await expectAccessible('no wallet');
    await screenOf(page).newSale.click();
    await simulator.faults([
      { point: 'drop-answer', operations: ['create'], times: null },
      { point: 'error-before', operations: ['get'], times: null, status: 503 },
    ]);
    await sendRequest(page, '32100', '91234569');
    await seeState(page, /do not know/i);
    await expectAccessible('unclear');
    await simulator.call('DELETE', 'faults');
    await screenOf(page)
      .cancel.or(page.getByRole('button', { name: /serve next|neste/i }))
      .first()
      .waitFor();
  });

  it('on a wallet that cannot be reached', async () => {
    // From the start: a connection that was in use a moment ago proves nothing.
    ({ terminal, simulator } = await shop.begin());
    await terminal.close();
    await simulator.stop();
    terminal = await shop.restart();
    await sendRequest(terminal.page, '12300', '91234569');
    await screenOf(terminal.page).newSale.waitFor();
    await expectAccessible('no network');
    simulator = await shop.walletIsBack();
    await screenOf(terminal.page).newSale.click();
  });

  it('on settings', async () => {
    const { page } = terminal;
    await goTo(page, 'settings');
    await page.getByRole('heading').first().waitFor();
    await expectOverlayAccessible('settings');
  });
});
