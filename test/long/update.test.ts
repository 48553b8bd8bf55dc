import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPaid } from '../../shared/payment-standing.ts';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { canHaveRoot } from '../support/app/clean-root.ts';
import { paymentsInJournal } from '../support/app/compare-books.ts';
import {
  goTo,
  goneFrom,
  launchTerminal,
  screenOf,
  seeState,
  sendRequest,
  type TerminalApp,
} from '../support/app/terminal-app.ts';
import { until } from '../support/app/simulator-process.ts';
import { FIRST, NAME, NEXT, updatingShop, type UpdatingShop } from '../support/app/updating-shop.ts';

describe.skipIf(!canHaveRoot())('the installed program updates itself', () => {
  let shop: UpdatingShop;
  const paid = (): number => paymentsInJournal(shop.profile).filter(isPaid).length;

  beforeAll(async () => {
    shop = await updatingShop();
  }, 1_000_000);
  afterAll(() => shop?.end());

  const open = (opensOn: 'set-up' | 'sale') => launchTerminal({ executable: shop.starter(), opensOn, sandboxed: true });

  async function sale({ page, phone }: TerminalApp, amount: string, number: string): Promise<void> {
    await sendRequest(page, amount, number);
    await seeState(page, /waiting/i);
    await (await phone()).getByRole('button', { name: /^approve/i }).click();
    await seeState(page, /approved/i);
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
  }

  const updatesOf = async ({ page }: TerminalApp): Promise<void> => {
    await goTo(page, 'settings');
    await page.getByRole('tab', { name: 'Updates' }).click();
  };

  it('finds, fetches and proves it while it sells, installs it at a manager’s word, and has every sale', async () => {
    const first = await open('set-up');
    await first.page.getByRole('button', { name: 'Continue' }).click();
    await first.page.getByRole('button', { name: 'Start practising' }).click();
    await sale(first, '12500', '91234567');
    await updatesOf(first);
    await first.page.locator('[data-update="idle"]').waitFor();
    const findings: string[] = [];
    await inEachLook(first.page, async () => void findings.push(...(await axeFindings(first.page))));
    await first.page.getByRole('button', { name: 'Look now' }).click();
    await first.page.locator('[data-update="ready"]').waitFor();
    await inEachLook(first.page, async () => void findings.push(...(await axeFindings(first.page))));
    expect(findings).toEqual([]);
    expect(shop.installed()).toBe(FIRST);
    const gone = goneFrom(first.child);
    const begun = performance.now();
    await first.page.getByTestId('install-now').click();
    await gone;
    const restarted = performance.now() - begun;
    expect(shop.installed()).toBe(NEXT);
    expect(shop.system.asRoot('dpkg', '--verify', NAME)).toBe('');
    // It has started itself anew; here that one makes room for one that can be steered.
    await until('the program that started anew', async () => shop.running().length > 0);
    console.log(`installed and started anew after ${(restarted / 1000).toFixed(1)} s`);
    await shop.kill();

    const second = await open('sale');
    expect(await second.electron.evaluate(({ app }) => app.getVersion())).toBe(NEXT);
    await second.page.getByText(`Updated from version ${FIRST} to ${NEXT}`).waitFor();
    await sale(second, '9900', '92345678');
    await second.close();
    expect(paid()).toBe(2);
    expect(readdirSync(join(shop.system.folder, '/var/lib')).filter((name) => name.startsWith('skranke'))).toEqual([]);
  });
});
