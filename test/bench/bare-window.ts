import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder } from '../support/app/terminal-app.ts';

/** The least that an Electron app can be: what the terminal is measured against. */
const MAIN = `const { app, BrowserWindow } = require('electron');
if (process.env.BARE_PROFILE_DIR) app.setPath('userData', process.env.BARE_PROFILE_DIR);
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1024, height: 768, useContentSize: true });
  window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
`;
const PAGE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
  '<title>Bare</title></head><body><p>Bare window</p></body></html>';

/**
 * @returns the folder of an app with one empty window; its profile goes where `BARE_PROFILE_DIR` says, or else where an
 *   app of its name has it
 */
export function bareApp(): string {
  const folder = freshFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.0', main: 'main.cjs' }));
  writeFileSync(join(folder, 'main.cjs'), MAIN);
  writeFileSync(join(folder, 'index.html'), PAGE);
  return folder;
}
