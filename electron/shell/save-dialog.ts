import { basename, extname, join } from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';

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
  const { canceled, filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  return canceled || filePath === '' ? null : filePath;
}
