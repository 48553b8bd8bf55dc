import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { basename, extname, join } from 'node:path';
import type { ErrorCode } from '../../shared/errors.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/**
 * Asks where a file shall be kept. SECURITY: the place is chosen here and never named by a page.
 *
 * @returns the path, or null when the person thinks better of it
 */
export async function askWhereToSave(window: BrowserWindow | null, suggestion: string): Promise<string | null> {
  const extension = extname(suggestion).slice(1);
  const options = {
    defaultPath: join(app.getPath('documents'), basename(suggestion)),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['showOverwriteConfirmation' as const],
  };
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options);
  return canceled || filePath === '' ? null : filePath;
}

/** Asks for a file to read; as above. */
export async function askWhichToOpen(window: BrowserWindow | null, extensions: string[]): Promise<string | null> {
  const options = { filters: [{ name: extensions.join(', '), extensions }], properties: ['openFile' as const] };
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}

/** Makes a PDF and keeps it where the person wants it. @returns its name, null when the person thinks better of it */
export async function savePdf(
  window: BrowserWindow | null,
  make: () => Promise<Uint8Array>,
  suggestion: string,
  write: (path: string, pieces: Iterable<Uint8Array>) => Promise<Result<void, ErrorCode>>,
): Promise<Result<string | null, ErrorCode>> {
  const path = await askWhereToSave(window, suggestion);
  if (path === null) return ok(null);
  const written = await write(path, [await make()]);
  return written.ok ? ok(basename(path)) : written;
}
