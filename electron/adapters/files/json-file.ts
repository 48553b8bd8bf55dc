import { syncFolder } from './whole-file.ts';

/**
 * Writes a file of settings by electron-store, which rewrites it whole and by rename, readable by its owner only, and
 * syncs the file but not the folder: that is done here. It never clears a file that it cannot read. Loaded at the first
 * write: its validator costs 30 ms that a start does not have to pay. SECURITY: it adds a listener
 * `electron-store-get-data` to ipcMain that answers any frame with the profile's path and the app's version; our
 * preload gives no page a way to ask it.
 * @throws when the disk refuses
 */
export async function writeJson(folder: string, name: string, content: object): Promise<void> {
  const { default: ElectronStore } = await import('electron-store');
  const store = new ElectronStore<Record<string, unknown>>({
    cwd: folder,
    name,
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    configFileMode: 0o600,
  });
  store.store = { ...content };
  syncFolder(folder);
}
