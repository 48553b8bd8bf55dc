/**
 * The program that an unpackaged Electron runs when it is given a folder: `electron [switches] FOLDER`. Electron brings
 * its own; the runtime from the npm registry does not, so this one is packed into it. An ES module with top-level
 * await, because Electron then holds back `ready` until the app's own main module has run (custom schemes must be
 * registered before that).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
const args = process.argv.slice(1);
/** @type {string | undefined} */
let folder;
/** @type {string[]} */
const preloads = [];
for (let index = 0; index < args.length && folder === undefined; index += 1) {
  const arg = args[index] ?? '';
  if (arg === '--version') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  }
  if (arg === '-r' || arg === '--require') preloads.push(args[(index += 1)] ?? '');
  else if (!arg.startsWith('-')) folder = resolve(arg);
}
if (folder === undefined) {
  console.error('Usage: electron [switches] FOLDER');
  process.exit(1);
}

/** @type {{ name?: string, productName?: string, version?: string, main?: string }} */
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setName(description.productName ?? description.name ?? 'Electron');
app.setPath('userData', join(app.getPath('appData'), app.getName()));
// Not in Electron's types, though its own default app calls them too.
const inner =
  /** @type {import('electron').App & { setVersion(version: string): void, setAppPath(path: string): void }} */ (app);
inner.setVersion(description.version ?? '0.0.0');
inner.setAppPath(folder);
for (const preload of preloads) require(resolve(preload));
await import(pathToFileURL(join(folder, description.main ?? 'index.js')).href);
