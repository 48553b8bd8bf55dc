export const SETTINGS_FILE = 'settings.json';
/** Ours is below 2 kB. */
export const MAX_BYTES = 256 * 1024;
