import type { ElectronApplication } from 'playwright-core';

/**
 * How loading each address in a window of its own ends: `loaded`, or Chromium's name for why not. By the events of that
 * address: the promise of `loadURL` can also tell the end of what the same window was asked to load before.
 */
export const loads = (electron: ElectronApplication, addresses: readonly string[]): Promise<string[]> =>
  electron.evaluate(async ({ BrowserWindow }, urls) => {
    const endOf = (url: string): Promise<string> => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      return new Promise<string>((resolve) => {
        const failed = (_event: unknown, _code: number, why: string, _url: string, isMain: boolean) =>
          isMain && resolve(why);
        window.webContents.on('did-fail-load', failed);
        // What is never shown, such as a download.
        window.webContents.on('did-fail-provisional-load', failed);
        window.webContents.once('did-navigate', () => resolve('loaded'));
        window.loadURL(url).catch(() => undefined);
      }).finally(() => window.destroy());
    };
    return Promise.all(urls.map(endOf));
  }, addresses);
