import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { slipPage } from '../../electron/shell/slip-page.ts';
import { paidOf, saleSlip } from '../../electron/core/slips/sale-slip.ts';
import { axeFindings } from '../support/app/axe.ts';
import { contextIn, paidSale } from '../support/printing/slip-samples.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { VirtualPrinter } from '../support/printing/virtual-printer.ts';
import type { VirtualPrinterOptions } from '../support/printing/virtual-printer.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let printer: VirtualPrinter;
let profile: string;

beforeEach(async () => {
  ({ terminal, simulator, profile } = await shop.begin());
});
afterEach(() => printer.switchOff());

const paper = (number: number): string[] =>
  (printer.slips[number] ?? []).map(({ text }) => text.trim()).filter((text) => text !== '');

/** An administrator types the printer's address, saves it and prints a test slip. */
async function setUpPrinter(options: VirtualPrinterOptions = {}): Promise<void> {
  const { page } = terminal;
  printer = await VirtualPrinter.switchedOn(options);
  await goTo(page, 'settings');
  await page.getByRole('tab', { name: 'Printer' }).click();
  await page.getByRole('radio', { name: /network/ }).check();
  await page.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1');
  await page.getByRole('textbox', { name: 'Port' }).fill(String(printer.port));
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Saved.').waitFor();
}

const backToTill = async (page: Page): Promise<void> => {
  await page.getByTestId('leave').click();
  await screenOf(page).amount.waitFor();
};

async function sell(amount: string, number: string): Promise<void> {
  const { page } = terminal;
  await sendRequest(page, amount, number);
  await simulator.act(await until('a request at the wallet', async () => (await simulator.waiting())[0]), 'approve');
  await screenOf(page).capture.click();
  await seeState(page, /^Paid/);
}

it('prints a test slip, the slip of a sale and a copy of it, and says printed when the printer did', async () => {
  const { page } = terminal;
  await setUpPrinter();
  await page.getByRole('button', { name: 'Print a test slip' }).click();
  await page.getByText(/^Printed \d\d:\d\d/).waitFor();
  expect(paper(0)).toContain('123456789012345678901234567890123456789012');
  expect(await axeFindings(page)).toEqual([]);
  await backToTill(page);
  await sell('24900', '91234567');
  await page.getByTestId('print-slip').click();
  await page.getByText(/^Printed \d\d:\d\d/).waitFor();
  expect(paper(1)).toEqual(
    expect.arrayContaining([
      '*** PRACTICE - NO MONEY MOVED ***',
      'IKKJE KVITTERING',
      'FOR KJØP',
      expect.stringMatching(/^Total NOK +249,00$/),
      expect.stringMatching(/^Paid with Vipps +249,00$/),
      expect.stringMatching(/^Phone ending in +67$/),
    ]),
  );
  expect(printer.slips[1]?.filter(({ size }) => size === 2).map(({ text }) => text.trim())).toEqual([
    'IKKJE KVITTERING',
    'FOR KJØP',
  ]);
  expect(paper(1)).not.toContain('COPY');
  await page.getByTestId('print-slip').click();
  await printer.until(({ slips }) => slips.length === 3);
  expect(paper(2)[0]).toBe('COPY');
  // No line was wider than the paper, and no byte was unknown to the printer.
  expect(printer.faults).toEqual([]);
});

it('keeps a slip whose printer vanished in the middle, says so, and prints a copy when a person wants it', async () => {
  const { page } = terminal;
  await setUpPrinter({ vanishesAfterLines: 12 });
  await backToTill(page);
  await sell('10000', '91234567');
  await page.getByTestId('print-slip').click();
  const alert = page.getByTestId('slips-alert');
  await alert.waitFor();
  expect(printer.slips).toEqual([]);
  await alert.click();
  await page.getByText('Only half of it may be on paper').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByTestId('print-again').click();
  await printer.until(({ slips }) => slips.length === 1);
  expect(paper(0)).toContain('COPY');
  await page.getByText('No slip waits.').waitFor();
});

it('loses no slip when the printer is off and the power goes: it comes out after the next start', async () => {
  await setUpPrinter();
  await backToTill(terminal.page);
  const { port } = printer;
  await printer.switchOff();
  await sell('10000', '91234567');
  await terminal.page.getByTestId('print-slip').click();
  await terminal.page.getByTestId('slips-alert').waitFor();
  await terminal.kill();
  printer = await VirtualPrinter.switchedOn({ port });
  terminal = await shop.restart();
  await printer.until(({ slips }) => slips.length === 1);
  expect(paper(0)).toContain('IKKJE KVITTERING');
  // Nothing of it was on paper before.
  expect(paper(0)).not.toContain('COPY');
});

it('never prints twice by itself: what was being printed when the power went waits for a person', async () => {
  await setUpPrinter({ restsAfterLines: 6 });
  await backToTill(terminal.page);
  await sell('10000', '91234567');
  await terminal.page.getByTestId('print-slip').click();
  await printer.until(({ paper: lines }) => lines.length === 6);
  await terminal.kill();
  printer.goOn();
  const { connections } = printer;
  terminal = await shop.restart();
  await terminal.page.getByTestId('slips-alert').click();
  await terminal.page.getByText('Only half of it may be on paper').waitFor();
  expect([printer.connections, printer.slips.length]).toEqual([connections, 1]);
  await terminal.page.getByTestId('print-again').click();
  await printer.until(({ slips }) => slips.length === 2);
  expect(paper(1)[0]).toBe('COPY');
});

it('says that there is no such printer, keeps the slip, prints it where an administrator then wants it', async () => {
  const { page } = terminal;
  await sell('10000', '91234567');
  await page.evaluate(async () => {
    const { till } = await window.terminal.call['terminal.snapshot'](undefined);
    if (till.store)
      await window.terminal.call['setup.complete']({
        store: { ...till.store, printer: { kind: 'system', name: 'Kontor', columns: 42 } },
        preferences: till.preferences,
        credentials: null,
        thisRunOnly: false,
      });
  });
  await page.getByTestId('print-slip').click();
  await page.getByTestId('slips-alert').click();
  await page.getByText('This computer has no such printer').waitFor();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await setUpPrinter();
  await printer.until(({ slips }) => slips.length === 1);
  expect(paper(0)).toContain('IKKJE KVITTERING');
});

it('prints the slip of a refund, with what is left of the payment', async () => {
  const { page } = terminal;
  await setUpPrinter();
  await backToTill(page);
  await sell('10000', '91234567');
  await page.getByRole('button', { name: 'Give money back' }).click();
  await page.getByRole('radio', { name: 'Returned' }).check();
  await page.getByRole('button', { name: /^Give back/ }).click();
  await page.locator('.refund-band').getByTestId('print-slip').click();
  await page
    .locator('.refund-band')
    .getByText(/^Printed/)
    .waitFor();
  expect(paper(0)).toEqual(
    expect.arrayContaining([
      'IKKJE KVITTERING',
      'Refund',
      expect.stringMatching(/^Refunded NOK +100,00$/),
      expect.stringMatching(/^Left of the payment +0,00$/),
    ]),
  );
  expect(printer.faults).toEqual([]);
  await page.keyboard.press('Escape');
});

it('keeps a slip as a PDF of one page that is as wide as the roll, with every line inside it', async () => {
  const { page, electron } = terminal;
  printer = await VirtualPrinter.switchedOn();
  await sell('10000', '91234567');
  const file = join(profile, 'slip.pdf');
  await electron.evaluate(
    ({ dialog }, path) => void (dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })),
    file,
  );
  await page.getByTestId('save-pdf').click();
  await page.getByText('Saved as slip.pdf').waitFor();
  // No window is left open for it.
  expect(
    await electron.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().filter((window) => window.webContents.getURL().startsWith('data:')).length,
    ),
  ).toBe(0);
  const pdf = readFileSync(file, 'latin1');
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(
    ([, width]) => (Number(width) / 72) * 25.4,
  );
  expect(boxes).toHaveLength(1);
  expect(boxes[0]).toBeCloseTo(80, 0);
  expect(boxes[0]).toBeLessThanOrEqual(80.2);
});

it('draws every line within the 72 mm that an 80 mm printer reaches, and the 48 mm of a narrow one', async () => {
  printer = await VirtualPrinter.switchedOn();
  const sale = paidSale();
  const slip = saleSlip(contextIn('NO'), sale, paidOf(sale) ?? expect.unreachable());
  for (const columns of [42, 32] as const) {
    const { html, widthMm, heightMm } = await slipPage(slip, columns, () => Promise.resolve(''));
    const drawn = await terminal.electron.evaluate(async ({ BrowserWindow }, page) => {
      const window = new BrowserWindow({
        show: false,
        width: 1000,
        height: 1500,
        webPreferences: { partition: `look-${page.length}` },
      });
      await window.loadURL(`data:text/html;charset=utf-8;base64,${page}`);
      const measured: unknown = await window.webContents.executeJavaScript(
        `[...document.querySelectorAll('p')].filter((p) => p.textContent !== '').map((p) => { const ` +
          'r = document.createRange(); r.selectNodeContents(p); const box = r.getBoundingClientRect(); ' +
          'return [box.left, box.right, document.body.scrollHeight].map((px) => px / 96 * 25.4); })',
      );
      window.destroy();
      return measured as [number, number, number][];
    }, Buffer.from(html, 'utf8').toString('base64'));
    const printable = columns === 42 ? 72 : 48;
    const edge = (widthMm - printable) / 2;
    for (const [left, right] of drawn) {
      expect(left).toBeGreaterThanOrEqual(edge - 0.1);
      expect(right).toBeLessThanOrEqual(edge + printable + 0.1);
    }
    expect(Math.max(...drawn.map(([, , height]) => height))).toBeLessThanOrEqual(heightMm);
    // The test would see a line that is too long: the widest nearly fills it.
    expect(Math.max(...drawn.map(([, right]) => right))).toBeGreaterThan(edge + printable * 0.9);
  }
});
