/**
 * `node build/run.mjs TASK [arguments]`: what every npm script calls. Runs on any Node >= 20 with no package installed:
 * installs the packages and Node 24 when they are missing, then hands the task over to `build/main.ts` on Node 24.
 */
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SIGNALS } from './setup/command.mjs';
import { ensureNode, NODE_MAJOR } from './setup/node.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { say, SetupError } from './setup/progress.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, 'build', 'main.ts');

try {
  await ensurePackages(root);
  const node = await ensureNode(root);
  process.env['PATH'] = [dirname(node), join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) {
    await import(pathToFileURL(main).href);
  } else {
    handOver(node);
  }
} catch (error) {
  say(error instanceof SetupError ? `\n${error.message}` : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}

/** @param {string} node */
function handOver(node) {
  const child = spawn(node, [main, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal);
    process.on(signal, () => child.kill(signal));
  }
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 130);
  });
}
