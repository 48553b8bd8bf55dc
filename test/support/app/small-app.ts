import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1024, height: 768, useContentSize: true, frame: false });
  // A window that has shown nothing is one that the driver waits for.
  window.loadURL('about:blank');
});
`;

/** A program that is nothing but one empty window. @returns its folder */
export function smallApp(folder: string): string {
  const app = join(folder, 'window');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'window', main: 'main.js' }));
  writeFileSync(join(app, 'main.js'), MAIN);
  return app;
}
