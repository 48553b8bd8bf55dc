import { beforeAll, describe, expect, it } from 'vitest';
import { adviceOf } from '../../shared/advice.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import errors from '../../shared/texts/en/errors.json' with { type: 'json' };
import { shareTerminal } from '../support/app/shared-terminal.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { screenOf } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;

beforeAll(async () => {
  ({ terminal, simulator } = await shop.begin());
});

/** Fills both fields as a paste does, presses Send, and gives what the screen then says. */
async function trySending(amount: string, number: string): Promise<{ said: string; amount: string; number: string }> {
  const { page } = terminal;
  const screen = screenOf(page);
  await screen.amount.fill('');
  await screen.amount.fill(amount);
  await screen.phoneNumber.fill('');
  await screen.phoneNumber.fill(number);
  await screen.send.click({ force: true });
  const said = await page.locator('main').innerText();
  return { said, amount: await screen.amount.inputValue(), number: await screen.phoneNumber.inputValue() };
}

const titleOf = (code: ErrorCode): string =>
  errors[adviceOf(code)].title.replace('{{minimum}}', '1,00\u00a0kr').replace('{{maximum}}', '650\u00a0000,00\u00a0kr');

describe('bad input gets a message in place, and nothing is sent', () => {
  it.each([
    ['nothing', '', 'amount.zero'],
    ['zero', '0', 'amount.zero'],
    ['less than the wallet takes', '0,99', 'amount.belowMinimum'],
    ['more than the wallet takes', '650000,01', 'amount.aboveMaximum'],
    ['three decimals', '1,234', 'amount.tooManyDecimals'],
    ['a negative amount', '-5', 'amount.negative'],
    ['words', 'two hundred', 'amount.notANumber'],
  ] as const)('%s for an amount', async (_, amount, code) => {
    const { said, number } = await trySending(amount, '91234567');
    expect(said).toContain(titleOf(code));
    expect(number.replace(/\D/g, '')).toBe('91234567');
  });

  it.each([
    ['nothing', '', 'phone.empty'],
    ['too short', '9123', 'phone.tooShort'],
    ['too long', '912345678901', 'phone.tooLong'],
    ['foreign', '+49 151 12345678', 'phone.foreign'],
    ['letters', 'call me', 'phone.letters'],
  ] as const)('%s for a phone number', async (_, number, code) => {
    const { said, amount } = await trySending('249', number);
    expect(said).toContain(titleOf(code));
    expect(amount).toMatch(/249,00/);
  });

  it('and in the end the wallet has not heard of any of it', async () => {
    const sent = (await simulator.requests()).filter((request) => request.path.includes('/payments'));
    expect(sent).toEqual([]);
    expect(await simulator.books()).toEqual([]);
  });
});
