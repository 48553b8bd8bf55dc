import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forgetVariables } from '../../../electron/shell/environment.ts';
import { isReleased, windowTitle } from '../../../electron/shell/flavour.ts';
import { APP_START, isHome } from '../../../shared/pages.ts';
import {
  devServerOrigin,
  isPermitted,
  PERMISSIONS,
  phonePolicy,
  proxyOf,
  SLIP_POLICY,
  terminalPolicy,
} from '../../../electron/shell/policy.ts';
import { placeBeside } from '../../../electron/shell/placement.ts';
import { createReloadPlan } from '../../../electron/shell/reloads.ts';
import { refusedSwitches } from '../../../electron/shell/switches.ts';
import { WEB_PREFERENCES } from '../../../electron/shell/web-preferences.ts';

const DEV = 'http://localhost:5173';
const HOSTILE = [
  'https://example.invalid/',
  'http://169.254.169.254/latest',
  'file:///etc/hosts',
  'ftp://example.invalid/',
  'ws://example.invalid/',
  'wss://example.invalid/',
  'data:text/html,x',
  'blob:app://terminal/1',
  'about:blank',
  'javascript:1',
  'chrome://settings',
  'chrome-extension://abc/x',
  'app://terminal@evil/',
  'app://evil/',
  'app://a@terminal/',
  'http://localhost:9999/',
  'http://127.0.0.1:5173/',
  'smb://server/x',
  'ms-settings:network',
  'tel:112',
  '',
  'x',
];

describe('what a page may load', () => {
  const released = terminalPolicy(null, false);
  const development = terminalPolicy(DEV, true);

  it('is the bundle and nothing else', () => {
    expect(released.mayRequest('app://terminal/assets/x.js')).toBe(true);
    for (const address of [...HOSTILE, `${DEV}/`, 'devtools://devtools/bundled/x.html'])
      expect(released.mayRequest(address), address).toBe(false);
  });

  it('is the dev server too in development', () => {
    for (const address of [
      'app://terminal/',
      `${DEV}/src/a.tsx`,
      'ws://localhost:5173/?token=1',
      'devtools://devtools/bundled/x.html',
    ]) {
      expect(development.mayRequest(address), address).toBe(true);
    }
    for (const address of HOSTILE) expect(development.mayRequest(address), address).toBe(false);
  });

  it('is one origin on this machine for the phone', () => {
    let origin: string | null = null;
    const phone = phonePolicy(() => origin);
    expect(phone.mayRequest('http://127.0.0.1:4100/phone')).toBe(false);
    origin = 'http://127.0.0.1:4100';
    expect(phone.mayRequest('http://127.0.0.1:4100/phone?lang=nb')).toBe(true);
    expect(phone.mayNavigate('http://127.0.0.1:4100/phone')).toBe(true);
    for (const address of [
      ...HOSTILE,
      'http://127.0.0.1:4101/',
      'https://127.0.0.1:4100/',
      'http://a@127.0.0.1:4100/',
      'http://127.0.0.1.evil:4100/',
      'app://terminal/',
    ]) {
      expect(phone.mayRequest(address), address).toBe(false);
      expect(phone.mayNavigate(address), address).toBe(false);
    }
    origin = 'http://evil.example';
    expect(phone.mayRequest('http://evil.example/')).toBe(false);
  });
});

describe('where a page may go', () => {
  it('is nowhere, not even to itself', () => {
    for (const address of [...HOSTILE, 'app://terminal/', `${DEV}/`])
      expect(terminalPolicy(null, false).mayNavigate(address), address).toBe(false);
  });
  it('is the dev server in development, which reloads by itself', () => {
    expect(terminalPolicy(DEV, true).mayNavigate(`${DEV}/`)).toBe(true);
    for (const address of [...HOSTILE, 'app://terminal/'])
      expect(terminalPolicy(DEV, true).mayNavigate(address), address).toBe(false);
  });
});

describe('the dev server', () => {
  it('is on this machine, and not there when packaged', () => {
    expect(devServerOrigin(`${DEV}/x`, false)).toBe(DEV);
    for (const address of [
      undefined,
      '',
      'x',
      'http://evil.example:5173',
      'http://localhost.evil',
      'http://a@localhost:5173',
      'http://127.0.0.1.nip.example/',
      'file:///x',
    ]) {
      expect(devServerOrigin(address, false), address).toBeNull();
    }
    expect(devServerOrigin(DEV, true)).toBeNull();
  });
});

describe('permissions', () => {
  it('gives none, and none that Electron does not name', () => {
    expect(Object.values(PERMISSIONS).filter((verdict) => verdict === 'allow')).toEqual([]);
    for (const name of ['media', 'openExternal', 'unknown', 'something-new', '__proto__', 'toString'])
      expect(isPermitted(name)).toBe(false);
  });

  it('has judged every name in the pinned Electron', () => {
    const require = createRequire(import.meta.url);
    const types = readFileSync(join(dirname(require.resolve('electron/package.json')), 'electron.d.ts'), 'utf8');
    const handlers = types.match(/setPermission(?:Check|Request)Handler\(handler: .*/g) ?? [];
    const named = new Set(
      handlers.flatMap((line) =>
        [...(/permission: ([^,]*),/.exec(line)?.[1] ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1]),
      ),
    );
    expect(named.size).toBeGreaterThan(30);
    expect(Object.keys(PERMISSIONS).toSorted()).toEqual([...named].toSorted());
  });
});

describe('switches a released app does not start with', () => {
  it.each([
    '--remote-debugging-port=9222',
    '-remote-debugging-pipe',
    '/remote-debugging-port=1',
    '--REMOTE-DEBUGGING-PORT=1',
    '--js-flags=--allow-natives-syntax',
    '--user-data-dir=/x',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--proxy-server=evil:80',
    '--ignore-certificate-errors-spki-list=x',
    '--load-extension=/x',
    '--inspect-brk=0',
    '--no-sandbox',
    '--disable-seccomp-filter-sandbox',
    '--browser-subprocess-path=/x',
    '--password-store=basic',
    '--password-store',
    '--ozone-platform=headless',
    '--disable-web-security',
    '--enable-features=x',
    '--disable-features=x',
    '--enable-logging',
    '--something-of-next-year',
    '--doctor=x',
  ])('%s', (argument) => {
    expect(refusedSwitches(['.', argument])).toHaveLength(1);
  });

  it('takes what a desktop passes', () => {
    const usual = [
      '--password-store=gnome-libsecret',
      '--ozone-platform=wayland',
      '--lang=nb',
      '--LANG=nb',
      '--force-device-scale-factor=2',
      '--disable-gpu',
      '--provision=/mnt/rollout/provision.json',
      '--doctor',
      '--json',
    ];
    expect(refusedSwitches([...usual, '-psn_0_12345', '/usr/share/x', 'remote-debugging-port', '--', '-'])).toEqual([]);
  });
});

describe('variables', () => {
  it('that a runtime would obey are taken away, whatever their case, and no other', () => {
    const kept = {
      PATH: '/bin',
      HOME: '/h',
      DISPLAY: ':0',
      http_proxy: 'http://proxy:80',
      CHROME_DESKTOP: 'skranke.desktop',
      LD_LIBRARY_PATH: '/lib',
      XDG_CONFIG_HOME: '/c',
    };
    const taken = {
      SSLKEYLOGFILE: 'x',
      SslKeyLogFile: 'x',
      NODE_OPTIONS: 'x',
      NODE_EXTRA_CA_CERTS: 'x',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      ELECTRON_RUN_AS_NODE: '1',
      ELECTRON_NO_ASAR: '1',
      LIBSQL_JS_DEV: '1',
      LD_PRELOAD: 'x',
      DYLD_INSERT_LIBRARIES: 'x',
      CHROME_LOG_FILE: 'x',
    };
    const env = { ...kept, ...taken };
    expect(forgetVariables(env).toSorted()).toEqual(Object.keys(taken).toSorted());
    expect(env).toEqual(kept);
  });
});

describe('the network of a session', () => {
  it('is a proxy that does not exist, except to the one server that its pages reach', () => {
    const dead = { mode: 'fixed_servers', proxyRules: '255.255.255.255:9' };
    expect(proxyOf(terminalPolicy(null, false))).toEqual({ ...dead, proxyBypassRules: '<-loopback>' });
    expect(proxyOf(terminalPolicy(DEV, true))).toEqual({ ...dead, proxyBypassRules: '<-loopback>;localhost:5173' });
    expect(proxyOf(phonePolicy(() => 'http://127.0.0.1:4100'))).toEqual({
      ...dead,
      proxyBypassRules: '<-loopback>;127.0.0.1:4100',
    });
    for (const policy of [SLIP_POLICY, phonePolicy(() => null)])
      expect(proxyOf(policy).proxyBypassRules).toBe('<-loopback>');
  });
});

describe('the page of a window', () => {
  it('is one, whatever its query and fragment', () => {
    for (const address of [APP_START, `${APP_START}?x`, `${APP_START}#x`])
      expect(isHome(address, APP_START), address).toBe(true);
    for (const address of [
      ...HOSTILE,
      'about:srcdoc',
      'chrome-error://chromewebdata/',
      'app://terminal/x',
      'app://terminal/index.html',
      'app://terminal:1/',
    ]) {
      expect(isHome(address, APP_START), address).toBe(false);
    }
    expect(isHome(`${DEV}/?t=1`, DEV)).toBe(true);
    expect(isHome(`${DEV}/src/a.tsx`, DEV)).toBe(false);
  });
});

describe('a build that is not for shops', () => {
  it('says so in its title', () => {
    expect((['development', 'production'] as const).map((flavour) => windowTitle(flavour, 'en'))).toEqual([
      'Skranke',
      'Skranke',
    ]);
    expect([windowTitle('test', 'en'), windowTitle('rehearsal', 'en')]).toEqual([
      'Skranke (test build)',
      'Skranke (rehearsal, not for shops)',
    ]);
    expect(windowTitle('rehearsal', 'nb')).toBe('Skranke (generalprøve, ikke for butikker)');
    expect((['development', 'test', 'rehearsal', 'production'] as const).map(isReleased)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

describe('every window', () => {
  it('has these preferences', () => {
    expect(WEB_PREFERENCES).toEqual({
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
      disableDialogs: true,
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    });
    expect(Object.isFrozen(WEB_PREFERENCES)).toBe(true);
  });

  it('is loaded again at once three times a minute, then after a minute', () => {
    const plan = createReloadPlan();
    expect([0, 10, 20, 30].map(plan)).toEqual([0, 0, 0, 60_000]);
    expect(plan(200_000)).toBe(0);
  });
});

describe('the phone beside the terminal', () => {
  const size = { width: 380, height: 720 };
  it('is on its right when there is room', () => {
    expect(
      placeBeside({ x: 100, y: 50, width: 1024, height: 768 }, size, { x: 0, y: 0, width: 1920, height: 1080 }),
    ).toEqual({ x: 1136, y: 50 });
  });
  it('is on its left when there is room there only', () => {
    expect(
      placeBeside({ x: 800, y: 50, width: 1024, height: 768 }, size, { x: 0, y: 0, width: 1920, height: 1080 }),
    ).toEqual({ x: 408, y: 50 });
  });
  it('covers its edge on a small screen and stays on it', () => {
    expect(
      placeBeside({ x: 0, y: 40, width: 1024, height: 728 }, size, { x: 0, y: 0, width: 1024, height: 768 }),
    ).toEqual({ x: 644, y: 40 });
    expect(
      placeBeside({ x: 0, y: 400, width: 1024, height: 728 }, size, { x: 0, y: 0, width: 1024, height: 600 }),
    ).toEqual({ x: 644, y: 0 });
  });
});
