import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program in small, with as many files as it takes for an installing to be cut off in its midst. */
export function smallProgram(folder: string, words: string, files = 400): string {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const own = { skranke: `#!/bin/sh\n# GLIBC_2.17\necho '${words}'\n`, 'chrome-sandbox': 'GLIBC_2.2' };
  for (const [name, text] of Object.entries(own)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
  for (let number = 0; number < files; number += 1)
    writeFileSync(join(folder, 'resources', `part-${number}`), `${words} `.repeat(2_000));
  return folder;
}
