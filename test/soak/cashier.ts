import type { Page } from 'playwright-core';
import { steered, until, type SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, screenOf, seeState, sendRequest, type TerminalApp } from '../support/app/terminal-app.ts';
import { PRACTICE_CREDENTIALS, PRACTICE_SERIAL_NUMBER } from '../../shared/practice.ts';
import { VirtualPrinter } from '../support/printing/virtual-printer.ts';

/** Somebody who sells at a shop's pace with everything that a day brings, over what is on the screen. */
export interface Cashier {
  readonly done: Readonly<Record<Act, number>>;
  /** One customer, and what comes with the number of the turn. */
  turn(number: number): Promise<void>;
  /** Closes the day. Everything is in the settlement by then. */
  close(): Promise<void>;
  /** Back to a screen that waits for the next customer, wherever it is. */
  rest(): Promise<void>;
  readonly wallet: SteeredSimulator;
  readonly printer: VirtualPrinter;
}

const ACTS = ['byNumber', 'byCode', 'declined', 'refunds', 'reports', 'prints', 'closings'] as const;
type Act = (typeof ACTS)[number];

/** Each so many turns. */
const EVERY = { code: 3, declined: 15, refund: 8, report: 10, print: 5 } as const;

export async function hireCashier(terminal: TerminalApp): Promise<Cashier> {
  const { page } = terminal;
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Start practising' }).click();
  await screenOf(page).amount.waitFor();
  const phone = await terminal.phone();
  const url = new URL(phone.url()).origin;
  // A shop that sells has no practice phone; the wallet behind it is asked instead.
  await phone.close();
  const keys = { ...PRACTICE_CREDENTIALS, merchantSerialNumber: PRACTICE_SERIAL_NUMBER };
  const wallet = steered({ url, ...keys }, () => Promise.resolve());
  const printer = await VirtualPrinter.switchedOn();
  await setUpPrinter(page, printer.port);
  const done = { byNumber: 0, byCode: 0, declined: 0, refunds: 0, reports: 0, prints: 0, closings: 0 };
  const on = { page, wallet, printer, done };
  return {
    done,
    wallet,
    printer,
    async turn(number) {
      const reference = await sell(on, number);
      if (reference && number % EVERY.refund === 0) await giveBack(on, reference);
      if (number % EVERY.report === 0) await readReport(on);
    },
    close: () => closeDay(on),
    rest: () => backToTill(page),
  };
}

interface Counter {
  readonly page: Page;
  readonly wallet: SteeredSimulator;
  readonly printer: VirtualPrinter;
  readonly done: Record<Act, number>;
}

async function setUpPrinter(page: Page, port: number): Promise<void> {
  await goTo(page, 'settings');
  await page.getByRole('tab', { name: 'Printer' }).click();
  await page.getByRole('radio', { name: /network/ }).check();
  await page.getByRole('textbox', { name: 'Address' }).fill('127.0.0.1');
  await page.getByRole('textbox', { name: 'Port' }).fill(String(port));
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Saved.').waitFor();
  await backToTill(page);
}

/** However deep somebody is in a room: each Escape and each cross leads one step out. */
async function backToTill(page: Page): Promise<void> {
  const { amount, newSale } = screenOf(page);
  await until('the sale screen', async () => {
    if ((await page.getByRole('dialog').count()) + (await page.getByRole('alertdialog').count()) > 0)
      await page.keyboard.press('Escape');
    else if (await amount.isVisible()) return true;
    else if (await newSale.isVisible()) await newSale.click();
    else if (await page.getByTestId('leave').first().isVisible()) await page.getByTestId('leave').first().click();
    return false;
  });
}

/** @returns the reference of what was paid, or null when the customer declined */
async function sell({ page, wallet, printer, done }: Counter, number: number): Promise<string | null> {
  const screen = screenOf(page);
  // No two alike, and none that the simulated bank declines.
  const amount = String(10_000 + number * 7);
  if (number % EVERY.code === 0) {
    await screen.amount.click();
    await page.keyboard.type(amount);
    await page.keyboard.press('F3');
    await page.locator('[data-code]').waitFor();
    done.byCode += 1;
  } else {
    await sendRequest(page, amount, `9${String(1_234_567 + number * 11)}`);
    done.byNumber += 1;
  }
  await seeState(page, /waiting/i);
  const reference = await until('the request at the wallet', async () => (await wallet.waiting())[0]);
  if (number % EVERY.declined === 0) {
    await wallet.act(reference, 'reject');
    await seeState(page, /declined/i);
    done.declined += 1;
    await screen.newSale.click();
    await screen.amount.waitFor();
    return null;
  }
  await wallet.act(reference, 'approve');
  await screen.capture.click();
  await seeState(page, /^paid/i);
  if (number % EVERY.print === 0) {
    await page.getByTestId('print-slip').click();
    await onPaper(printer);
    done.prints += 1;
    await screen.newSale.click();
  }
  // Otherwise it gives way to the next by itself.
  await screen.amount.waitFor();
  return reference;
}

async function onPaper(printer: VirtualPrinter): Promise<void> {
  await until('a slip on paper', () => Promise.resolve(printer.slips.length > 0), 30_000);
  printer.slips = [];
}

/** A part or all of it, found by its reference. */
async function giveBack({ page, done }: Counter, reference: string): Promise<void> {
  await page.keyboard.press('F7');
  await page.getByRole('searchbox').fill(reference);
  await page.getByTestId('sale-found').waitFor();
  await page.getByTestId('refund').click();
  await page.getByRole('radio', { name: 'Returned' }).check();
  await page.getByTestId('give-back').click();
  await page.locator('[data-progress="done"]').waitFor();
  await page.getByTestId('refund-done').click();
  done.refunds += 1;
  await backToTill(page);
}

async function readReport({ page, done }: Counter): Promise<void> {
  await goTo(page, 'day');
  await page.locator('.day-figures').waitFor();
  for (const unit of ['Week', 'Month', 'Day']) {
    await page.getByRole('radio', { name: unit, exact: true }).check();
    await page.locator('.day-figures').waitFor();
  }
  done.reports += 1;
  await backToTill(page);
}

async function closeDay({ page, printer, done }: Counter): Promise<void> {
  await goTo(page, 'day');
  await page.getByTestId('to-closing').click();
  await page.locator('[data-testid="closing-state"][data-left="0"]').waitFor();
  await page.getByTestId('close-day').click();
  await page.locator('.roll').waitFor();
  await onPaper(printer);
  done.closings += 1;
  await backToTill(page);
}
