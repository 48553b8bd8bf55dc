import type { Edit } from './mutant-edits.ts';

/**
 * A wall of the program, taken out: `test/shell/program` must fail then. They are data, planted one at a time into a
 * bundle of its own.
 */
export interface WallOut {
  readonly name: string;
  readonly edit: Edit;
}

const MAIN = 'electron/main.ts';
const HARDEN = 'electron/shell/harden.ts';
const out = (name: string, file: string, find: string, replace = ''): WallOut => ({
  name,
  edit: { file, find, replace },
});

export const WALLS_OUT: readonly WallOut[] = [
  out('hardenSession', MAIN, 'await hardenSession(session.defaultSession, policy, log);'),
  out(
    'hardenContents',
    MAIN,
    'hardenContents(\n        app,',
    'void ((_app: unknown, _policyOf: unknown, _log: unknown) => 0)(\n        app,',
  ),
  out('the sandbox', MAIN, 'requireSandbox(app);'),
  out('the instance lock', MAIN, "if (!app.requestSingleInstanceLock()) return 'stop';"),
  out('pipes', MAIN, 'if (existsSync(folder)) setAsideStrangeFiles(folder, log);', 'void folder;'),
  out('no menu', MAIN, 'removeMenu();'),
  out('quiet switches', MAIN, 'keepQuiet(app);'),
  out('names by the system', MAIN, 'resolveBySystem(app);'),
  out('variables forgotten', 'electron/entry.ts', 'forgetVariables(process.env)', '[] as string[]'),
  out(
    'known windows for IPC',
    'electron/ipc/router.ts',
    'audience: ours.get(event.sender) ?? null',
    "audience: ours.get(event.sender) ?? 'till'",
  ),
  out('headers', 'electron/shell/app-protocol.ts', '...SECURITY_HEADERS, '),
  out('requests', HARDEN, 'decide({ cancel: !allowed });', 'decide({});'),
  out('permissions', HARDEN, 'decide(isPermitted(permission));', 'decide(true);'),
  out(
    'navigation',
    HARDEN,
    "contents.on('will-navigate', (event) => navigate(event, event.url));\n" +
      "  contents.on('will-frame-navigate', (event) => navigate(event, event.url));",
  ),
  out('new windows', HARDEN, "return { action: 'deny' };", "return { action: 'allow' };"),
  out('WebRTC', HARDEN, "contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');"),
  out('dead proxy', HARDEN, 'await closeNetwork(session, policy);'),
  out('no dictionaries', 'electron/shell/quiet.ts', 'session.setSpellCheckerLanguages([]);'),
  out(
    'strays come back',
    'electron/shell/window.ts',
    "contents.on('did-navigate', (_event, _address, status) => leaveStray(status));",
  ),
  out('strays in the page come back', 'electron/shell/window.ts', 'if (isMainFrame) leaveStray();'),
  out(
    'the customer’s session',
    'electron/shell/customer-screen.ts',
    'hardenSession(this.#own, this.#policy, log);',
    'Promise.resolve();',
  ),
  out('the phone’s session', 'electron/shell/practice.ts', 'hardenSession(own, policy, log)', 'Promise.resolve()'),
  out(
    'dialogs',
    'electron/shell/assets.ts',
    "'sandbox allow-scripts allow-same-origin allow-forms',",
    "'sandbox allow-scripts allow-same-origin allow-forms allow-modals',",
  ),
];
