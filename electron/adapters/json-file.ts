/**
 * electron-store, which rewrites its one file whole and by rename, readable by its owner only. It never clears a file that it cannot read. Loaded at the first write: its
 * validator costs 30 ms that a start does not have to pay.
 * SECURITY: it adds a listener `electron-store-get-data` to ipcMain that answers any frame with the profile's path and the app's
 * version; our preload gives no page a way to ask it.
 */
export async function jsonFile(folder: string, name: string) {
  const { default: ElectronStore } = await import('electron-store');
  return new ElectronStore<Record<string, unknown>>({ cwd: folder, name, clearInvalidConfig: false, accessPropertiesByDotNotation: false, configFileMode: 0o600 });
}
