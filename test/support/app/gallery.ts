import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { build, preview } from 'vite';
import { planFor } from '../../../build/bundle.ts';
import { galleryConfig } from '../../../build/vite.ts';
import { chosenElectron, rootSwitches } from '../../../build/setup/electron-runtime.ts';
import { smallApp } from './small-app.ts';
import { launchElectron } from './launch-electron.ts';
import { freshFolder } from './terminal-app.ts';

export interface OpenGallery {
  readonly page: Page;
  show(wish: Readonly<Record<string, string>>): Promise<void>;
  resize(size: { readonly width: number; readonly height: number }): Promise<void>;
  close(): Promise<void>;
}

/** The gallery as it is built, in a plain window of Electron's browser. */
export async function openGallery(): Promise<OpenGallery> {
  const folder = freshFolder();
  const config = galleryConfig({ ...planFor('development'), out: folder });
  await build(config);
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0, strictPort: false } });
  const address = server.httpServer.address() as AddressInfo;
  const electron = await launchElectron({
    executablePath: chosenElectron().executable,
    args: [...rootSwitches(), smallApp(folder)],
  });
  const page = await electron.firstWindow();
  return {
    page,
    async show(wish) {
      await page.goto(`http://127.0.0.1:${address.port}/?${new URLSearchParams(wish).toString()}`);
      await page.locator('.gallery, [data-stage], .calm-screen').first().waitFor();
      await page.evaluate('document.fonts.ready.then(() => undefined)');
    },
    async resize({ width, height }) {
      await electron.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
        width,
        height,
      ] as const);
      await page.waitForFunction(`Math.abs(innerWidth - ${width}) <= 1 && Math.abs(innerHeight - ${height}) <= 1`);
    },
    async close() {
      await electron.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
