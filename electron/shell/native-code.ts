import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { app, dialog } from 'electron';

/** Given to the system when a file of the program is not ours. */
const NOT_OURS = 3;
const TITLE = 'Skranke';

/** Packages with native code for this system. Electron for Linux is built for glibc alone. */
const isForHere = (name: string): boolean =>
  name.startsWith(`@libsql/${process.platform}-${process.arch}`) && !name.endsWith('-musl');

/**
 * Whether the native code that will be loaded is what was there when the app was built. The build writes the hashes
 * into the bundle. SECURITY: it cannot be loaded out of the archive, so nothing else vouches for it. A program of the
 * same user that changes the file between this look and its loading is not kept out; where the app is installed for all
 * users, it cannot change it at all.
 */
export function nativeCodeIsOurs(hashes: Readonly<Record<string, string>> = __NATIVE_CODE__): boolean {
  const names = Object.keys(hashes).filter(isForHere);
  return names.length > 0 && names.every((name) => hashOf(name) === hashes[name]);
}

/** The file is looked up the way its package does it. @returns null when it cannot be read */
function hashOf(name: string): string | null {
  try {
    const database = createRequire(import.meta.url).resolve('libsql');
    return createHash('sha256')
      .update(readFileSync(createRequire(database).resolve(name)))
      .digest('hex');
  } catch {
    return null;
  }
}

/**
 * Says so in each language, since no setting was read, and ends: on the terminal at once, and in a window as soon as
 * there can be one.
 */
export async function refuseToStart(): Promise<void> {
  const [{ LANGUAGE_CODES }, { reader }] = await Promise.all([
    import('../../shared/texts/languages.ts'),
    import('../../shared/texts/read.ts'),
  ]);
  const message = LANGUAGE_CODES.map((language) => reader(language, 'main')('notOurs')).join('\n\n');
  process.stderr.write(`${message}\n`);
  await app.whenReady();
  dialog.showErrorBox(TITLE, message);
  app.exit(NOT_OURS);
}
