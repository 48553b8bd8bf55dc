import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { CUSTOMER_STATES, customerViewSchema } from '../../shared/customer.ts';
import type { CustomerState, CustomerView } from '../../shared/customer.ts';
import { EVENT_CHANNEL } from '../../shared/ipc/names.ts';
import { LANGUAGE_CODES } from '../../shared/texts/languages.ts';
import type { Language } from '../../shared/texts/languages.ts';
import { axeFindings } from '../support/app/axe.ts';
import { customersPage, FACING, setDisplays, TILLS } from '../support/app/customer-display.ts';
import { prepareProfile } from '../support/app/prepared-profile.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';

/** Each state of the customer's screen, in each theme, language and size. */

const shop = shareTerminal();
let terminal: TerminalApp;
let customer: Page;

beforeEach(async () => {
  ({ terminal } = await shop.begin({
    prepare: (profile) => prepareProfile(profile, { storeName: 'Bakeriet' }, { customerDisplay: FACING }),
  }));
  await setDisplays(terminal, [TILLS, FACING]);
  customer = await customersPage(terminal);
});

const reads = (state: CustomerState | 'idle') =>
  customer.locator(`html[data-state="${state}"]`).waitFor({ state: 'attached' });

/** Words whose contrast is less than seven to one. */
const WEAK = `axe.run(document, { runOnly: ['color-contrast-enhanced'], resultTypes: ['violations'] })
  .then(({ violations }) => violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 120))))`;

/** Parts that stick out of the window, or lie over each other. */
const MISPLACED = `(() => {
  const PARTS = '#shop, #languages, #amount, #amount-note, #lines, #title, #note, #time, #mark';
  const boxes = [...document.querySelectorAll(PARTS)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .map((each) => ({ id: each.id, box: each.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && box.height > 0);
  const out = boxes.filter(({ box }) =>
    box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1);
  const over = boxes.flatMap((a, index) => boxes.slice(index + 1).filter(({ box }) =>
    a.box.left < box.right - 1 && box.left < a.box.right - 1 &&
    a.box.top < box.bottom - 1 && box.top < a.box.bottom - 1)
    .map(({ id }) => a.id + ' over ' + id));
  return [...out.map(({ id }) => id + ' is cut'), ...over];
})()`;

describe('axe finds nothing on the customer’s screen', () => {
  /** As main would tell it. */
  const viewIn = (state: CustomerState | null, theme: 'light' | 'dark', language: Language): CustomerView =>
    customerViewSchema.parse({
      shop: 'Bakeriet på hjørnet',
      logo: null,
      environment: theme === 'light' ? 'production' : 'practice',
      wallet: 'Vipps',
      hue: 'orange',
      theme,
      language,
      sale: state && {
        state,
        total: { currency: 'NOK', value: 124_900 },
        moved: state.includes('art') ? 24_900 : null,
        lines:
          theme === 'light'
            ? Array.from({ length: 14 }, () => ({ name: 'Kanelbolle', quantity: '2', total: 7_800 }))
            : [],
        code: state === 'code' ? { name: 'text', text: 'https://qr.vipps.no/28/2/01/031/abc' } : null,
        time: state === 'code' || state === 'waiting' ? { from: 0, to: Number.MAX_SAFE_INTEGER } : null,
      },
    });
  const tell = (view: CustomerView) =>
    terminal.electron.evaluate(
      ({ webContents }, [channel, told]) =>
        webContents
          .getAllWebContents()
          .find((each) => each.getURL().startsWith('app://customer'))
          ?.send(channel, { type: 'customer', seq: 1, now: 1, view: told }),
      [EVENT_CHANNEL, view] as const,
    );

  it.each([
    ['light', 'en'],
    ['dark', 'nb'],
  ] as const)('on any state in %s, and each is seven to one', async (theme, language) => {
    const found: string[] = [];
    for (const state of [null, ...CUSTOMER_STATES]) {
      await tell(viewIn(state, theme, language));
      await reads(state ?? 'idle');
      for (const finding of await axeFindings(customer)) found.push(`${state}: ${finding}`);
      const weak = await customer.evaluate<string[]>(WEAK);
      for (const finding of weak) found.push(`${state}: below 7:1: ${finding}`);
    }
    expect(found).toEqual([]);
  });

  it.each([
    [1024, 768],
    [1920, 1080],
    [1080, 1920],
    [320, 240],
  ])('and nothing is cut at %i x %i', async (width, height) => {
    await setDisplays(terminal, [TILLS, { ...FACING, width, height }]);
    await until('that size', () => customer.evaluate<boolean>(`innerWidth === ${width} && innerHeight === ${height}`));
    const cut: string[] = [];
    for (const [index, language] of LANGUAGE_CODES.entries())
      for (const state of [null, ...CUSTOMER_STATES]) {
        await tell(viewIn(state, index % 2 === 0 ? 'light' : 'dark', language));
        await reads(state ?? 'idle');
        const wrong = await customer.evaluate<string[]>(MISPLACED);
        if (wrong.length > 0) cut.push(`${state} ${language}: ${wrong.join(', ')}`);
      }
    expect(cut).toEqual([]);
  });
});
