import type { Page } from 'playwright-core';
import { until } from './simulator-process.ts';
import type { TerminalApp } from './terminal-app.ts';
import type { Display } from '../../../shared/display.ts';

/** The till's display, and one that faces the customer beside it. */
export const TILLS: Display = { id: 1, label: 'Counter', x: 0, y: 0, width: 1024, height: 800 };
export const FACING: Display = { id: 2, label: 'Facing 10', x: 1030, y: 0, width: 1024, height: 768 };

/**
 * What Electron tells of displays is what it is told here: a virtual screen has one, however wide. The windows are
 * real, and lie where these displays would be.
 */
export async function setDisplays(terminal: TerminalApp, displays: readonly Display[]): Promise<void> {
  await terminal.electron.evaluate(({ screen, BrowserWindow }, told) => {
    const [first] = BrowserWindow.getAllWindows().filter((each) =>
      each.webContents.getURL().startsWith('app://terminal'),
    );
    first?.setPosition(0, 0);
    const real = screen.getPrimaryDisplay();
    const all = told.map(({ id, label, ...bounds }) => ({ ...real, id, label, bounds, workArea: bounds }));
    screen.getAllDisplays = () => all;
    screen.emit('display-added', {}, all.at(-1));
  }, displays);
}

const isCustomers = (page: Page): boolean => page.url().startsWith('app://customer');

/** The customer's page, once it is there and has been told what to show. */
export async function customersPage({ electron }: TerminalApp): Promise<Page> {
  const page = await until('the customer’s page', () =>
    Promise.resolve(electron.windows().find((each) => isCustomers(each) && !each.isClosed())),
  );
  await page.locator('html[data-state]').waitFor({ state: 'attached' });
  return page;
}

/** Whether there is no window of the customer’s. */
export const hasNoCustomersPage = ({ electron }: TerminalApp): Promise<boolean> =>
  electron.evaluate(
    ({ BrowserWindow }) =>
      !BrowserWindow.getAllWindows().some((each) => each.webContents.getURL().startsWith('app://customer')),
  );

/** Presses F12 on a window as its keyboard does, once the program listens for it: a driver's keys go past that. */
export async function pressTurnKey({ electron }: TerminalApp, on: 'terminal' | 'customer'): Promise<void> {
  await until('a program that listens for the key', () =>
    electron.evaluate(({ BrowserWindow }, whose) => {
      const window = BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().startsWith(`app://${whose}`),
      );
      if (!window || window.webContents.listenerCount('before-input-event') === 0) return false;
      window.webContents.focus();
      window.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'F12' });
      window.webContents.sendInputEvent({ type: 'keyUp', keyCode: 'F12' });
      return true;
    }, on),
  );
}

/** Where the customer's window is on the desktop, and whether it can take the keys from the till. */
export const customersWindow = ({ electron }: TerminalApp) =>
  electron.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().startsWith('app://customer'));
    return window
      ? {
          bounds: window.getBounds(),
          focusable: window.isFocusable(),
          seen: window.isVisible(),
          covers: window.getParentWindow() !== null,
        }
      : null;
  });
