import type { WebPreferences } from 'electron';

/** SECURITY: of every window. Stated also where it is Electron's default: a test holds the whole of it. */
export const WEB_PREFERENCES = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // `alert` and its like would hold the page still until it is taken for dead.
  disableDialogs: true,
  // "Paid" must show and sound also while another window is in front of the till.
  backgroundThrottling: false,
  autoplayPolicy: 'no-user-gesture-required',
} as const satisfies WebPreferences);
