import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosenElectron, rootSwitches } from '../../build/setup/electron-runtime.ts';
import { root } from '../../build/setup/paths.ts';
import { SECURITY_HEADERS } from '../../electron/shell/assets.ts';
import { countingServer } from '../support/network/counting-server.ts';
import type { CountingServer } from '../support/network/counting-server.ts';
import { openSinks } from '../support/network/network-sinks.ts';
import type { NetworkSinks } from '../support/network/network-sinks.ts';
import { customersPage, customersWindow, pressTurnKey } from '../support/app/customer-display.ts';
import { loads } from '../support/app/loads.ts';
import { until } from '../support/app/simulator-process.ts';
import { freshFolder, launchTerminal, removeFolder, screenOf } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { webRtcTo } from '../support/network/web-rtc.ts';

/**
 * The walls of the real program as `main.ts` puts them up, not of a test's own composition: each of these fails when
 * its line is taken out. `test/torture/walls-out.ts` does take them out, one by one. `SKRANKE_PROGRAM` is for it: the
 * folder of a program without a wall.
 */
const PROGRAM = process.env['SKRANKE_PROGRAM'] ?? root;

declare global {
  var askedAtStart: readonly Readonly<Record<string, unknown>>[];
}

let terminal: TerminalApp;
let phone: Page;
/** The till's own window is turned to the customer: all the while there are three. */
let customer: Page;
let outside: CountingServer;
let sinks: NetworkSinks;
const keyLog = join(freshFolder(), 'keys.log');
beforeAll(async () => {
  [outside, sinks] = await Promise.all([countingServer(), openSinks()]);
  const profile = freshFolder();
  // A start that opened it would wait for ever.
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(profile, 'print-queue.json')]);
  terminal = await launchTerminal({
    profile,
    args: ['-r', join(import.meta.dirname, 'app', 'record-start.cjs'), PROGRAM],
    env: { SSLKEYLOGFILE: keyLog, LIBSQL_JS_DEV: '1', NODE_OPTIONS: '--no-warnings' },
  });
  phone = await terminal.phone();
  await phone.waitForLoadState();
  await pressTurnKey(terminal, 'terminal');
  await until('the till is turned', async () => (await customersWindow(terminal))?.covers);
  customer = await customersPage(terminal);
});
afterAll(async () => {
  await terminal?.close();
  await outside?.close();
  await sinks?.close();
  removeFolder(terminal.profile);
  removeFolder(join(keyLog, '..'));
}, 30_000);

const HOME = 'app://terminal/';
/** Runs script text in a page's own world, as its own script would. */
const inPage = (script: string, page: Page = terminal.page): Promise<unknown> => page.evaluate(script);
const asked = () => terminal.electron.evaluate(() => globalThis.askedAtStart);

describe('at the start', () => {
  it('the sandbox is demanded before Electron is ready', async () => {
    expect(await asked()).toContainEqual({ what: 'enableSandbox', ready: false });
  });

  it('variables that a runtime would obey are gone, and no key of TLS is written', async () => {
    const left = await terminal.electron.evaluate(() =>
      ['SSLKEYLOGFILE', 'LIBSQL_JS_DEV', 'NODE_OPTIONS'].filter((name) => name in process.env),
    );
    expect(left).toEqual([]);
    // The network is up: a session has looked a name up.
    await terminal.electron.evaluate(({ session }) =>
      session.defaultSession.resolveHost('localhost').then(
        () => 0,
        () => 0,
      ),
    );
    expect(existsSync(keyLog)).toBe(false);
  });

  it('a second program on the same profile ends at once, and leaves the first alone', async () => {
    const second = spawn(chosenElectron().executable, [...rootSwitches(), PROGRAM], {
      env: { ...process.env, SKRANKE_PROFILE_DIR: terminal.profile },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => second.once('close', resolve));
    const stillThere = new Promise((resolve) => setTimeout(resolve, 90_000, 'still there').unref());
    const outcome = await Promise.race([ended, stillThere]);
    second.kill('SIGKILL');
    expect(outcome).toBe(0);
    await ended;
    await screenOf(terminal.page).amount.waitFor();
  });

  it.skipIf(process.platform === 'win32')('a pipe in the place of a file is set aside', () => {
    expect(existsSync(join(terminal.profile, 'print-queue.strange-1.json'))).toBe(true);
  });

  it('there is no menu, and with it no key that reloads or opens tools', async () => {
    expect(await terminal.electron.evaluate(({ Menu }) => Menu.getApplicationMenu())).toBeNull();
  });
});

describe('a page of the terminal', () => {
  it('comes with every header, on an origin of its own', async () => {
    const headers = await terminal.electron.evaluate(
      async ({ session }, url) => Object.fromEntries((await session.defaultSession.fetch(url)).headers),
      HOME,
    );
    expect(headers).toMatchObject(SECURITY_HEADERS);
    expect(await inPage('isSecureContext && crossOriginIsolated === false && typeof require + typeof process')).toBe(
      'undefinedundefined',
    );
  });

  it('loads nothing else: the session refuses', async () => {
    const addresses = [`${outside.origin}/page`, 'file:///etc/hosts'];
    expect(await loads(terminal.electron, addresses)).toEqual(addresses.map(() => 'ERR_BLOCKED_BY_CLIENT'));
    expect(outside.asked).toEqual([]);
  });

  it('gets no permission', async () => {
    expect(await inPage('Notification.requestPermission()')).toBe('denied');
    const refused = await inPage(
      'new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => ' +
        'resolve("given"), (error) => resolve(error.code === error.PERMISSION_DENIED)))',
    );
    expect(refused).toBe(true);
  });

  it('does not answer another window', async () => {
    const answer = await terminal.electron.evaluate(async ({ BrowserWindow, app }) => {
      const other = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${app.getAppPath()}/out/app/preload.cjs`,
          additionalArguments: ['--skranke-audience=till'],
        },
      });
      await other.loadURL('app://terminal/');
      const result: unknown = await other.webContents.executeJavaScript(
        'terminal.call["terminal.snapshot"]().then(() => "answered", (error) => error.message)',
      );
      other.destroy();
      return result;
    });
    expect(answer).toBe('ipc.senderDenied');
  });

  it('goes nowhere and opens nothing', async () => {
    const to = JSON.stringify(outside.origin);
    for (const way of [
      `location.href = ${to}`,
      `location.assign('app://terminal/asset-manifest.json')`,
      `window.open(${to})`,
      `window.open('app://terminal/')`,
    ]) {
      await inPage(`void (${way})`);
      await inPage('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    }
    expect(terminal.page.url()).toBe(HOME);
    expect(terminal.electron.windows()).toHaveLength(3);
    expect(outside.asked).toEqual([]);
  });

  it('opens nothing either where no header of ours forbids it', async () => {
    const opened = await terminal.electron.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ show: false });
      await other.loadURL('about:blank');
      const refused: unknown = await other.webContents.executeJavaScript("window.open('about:blank') === null", true);
      const strays = BrowserWindow.getAllWindows().filter((each) => each.webContents.getURL() === 'about:blank');
      for (const each of strays) each.destroy();
      return { refused, windows: strays.length };
    });
    expect(opened).toEqual({ refused: true, windows: 1 });
  });

  it.each([
    ['about:blank', 'did-navigate', `location.href = 'about:blank'`],
    ['about:blank by replace', 'did-navigate', `location.replace('about:blank#x')`],
    ['another path', 'did-navigate-in-page', `history.pushState(null, '', '/elsewhere')`],
  ])('is back at once from %s', async (_where, event, way) => {
    await inPage('void (window.wasHere = true)');
    const looks = await terminal.electron.evaluate(
      async ({ webContents }, [moved, script]) => {
        const page = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://terminal'));
        if (!page) return 0;
        const heard: NodeJS.EventEmitter = page;
        const getURL = page.getURL.bind(page);
        let count = 0;
        page.getURL = () => ((count += 1), getURL());
        heard.prependOnceListener(moved, () => (count = 0));
        const judged = new Promise<number>((resolve) => heard.once(moved, () => resolve(count)));
        // Not awaited: the page may be gone before it has answered.
        page.executeJavaScript(`void setTimeout(() => { ${script} })`).catch(() => undefined);
        return judged;
      },
      [event, way] as const,
    );
    // In the moment it moved, not when the watch asked next.
    expect(looks).toBeGreaterThan(0);
    const gone = () => inPage(`!('wasHere' in window) && location.href === ${JSON.stringify(HOME)}`).catch(() => false);
    await expect.poll(gone, { timeout: 90_000 }).toBe(true);
    await screenOf(terminal.page).amount.waitFor();
  });

  it('is not held still by a dialog', async () => {
    expect(await inPage('[alert("x"), confirm("x"), print()].length')).toBe(3);
    await screenOf(terminal.page).amount.waitFor();
    // Printing is the main process's: a dialog of the system, beside the page.
    const printed = await terminal.electron.evaluate(async ({ webContents }) => {
      const page = webContents.getAllWebContents().find((each) => each.getURL().startsWith('app://terminal'));
      const asked = new Promise((resolve) => page && (page.print = (options) => resolve(options)));
      await page?.executeJavaScript('terminal.call["print.view"]().then(() => 0)');
      return asked;
    });
    expect(printed).toEqual({ silent: false, printBackground: false });
  });
});

describe('the network of a page', () => {
  it('is not there for WebRTC, not over UDP and not over TCP', async () => {
    for (const page of [terminal.page, phone, customer]) await inPage(webRtcTo(sinks.udpPort, sinks.tcpPort), page);
    await sinks.control();
    expect(sinks.seen.toSorted()).toEqual(['tcp', 'udp control']);
  });

  it('is not there for a hint either: no name is looked up', async () => {
    const file = join(terminal.profile, 'net-log.json');
    await terminal.electron.evaluate(({ netLog }, path) => netLog.startLogging(path), file);
    // A session without walls of its own: the log does hold what is looked up. It asks for no dictionary when it is
    // made.
    await terminal.electron.evaluate(({ session }) =>
      session
        .fromPartition('control')
        .resolveHost('control.invalid')
        .catch(() => undefined),
    );
    for (const page of [terminal.page, phone, customer]) {
      await inPage(
        `new Promise((resolve) => {
          for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'prerender', 'modulepreload']) {
            const hint = document.createElement('link');
            hint.rel = rel;
            hint.as = 'script';
            hint.href = 'https://' + rel + '-of-a-page.invalid/';
            document.head.append(hint);
          }
          setTimeout(resolve, 700);
        })`,
        page,
      );
    }
    await terminal.electron.evaluate(({ netLog }) => netLog.stopLogging());
    const names = new Set(readFileSync(file, 'utf8').match(/[a-z0-9-]+\.(?:invalid|com|org|arpa|test)\b/g));
    expect([...names]).toEqual(['control.invalid']);
  });

  it('is a proxy that does not exist, but for the simulator of the phone', async () => {
    const simulator = new URL(phone.url()).origin;
    const proxies = await terminal.electron.evaluate(async ({ session }, own) => {
      const ways = async (of: Electron.Session) => [
        await of.resolveProxy('https://example.invalid/'),
        await of.resolveProxy('http://127.0.0.1:1/'),
        await of.resolveProxy(own),
      ];
      return {
        terminal: await ways(session.defaultSession),
        phone: await ways(session.fromPartition('practice-phone')),
        customer: await ways(session.fromPartition('customer')),
      };
    }, simulator);
    const dead = 'PROXY 255.255.255.255:9';
    expect(proxies).toEqual({
      terminal: [dead, dead, dead],
      phone: [dead, dead, 'DIRECT'],
      customer: [dead, dead, dead],
    });
  });

  it('has each wall of its own', async () => {
    const walls = await terminal.electron.evaluate(({ session, app, webContents }) => ({
      spelling: [
        session.defaultSession,
        ...['practice-phone', 'customer', 'vipps-api', 'updates'].map((name) => session.fromPartition(name)),
      ].map((of) => of.isSpellCheckerEnabled()),
      webRtc: webContents.getAllWebContents().map((contents) => contents.getWebRTCIPHandlingPolicy()),
      switches: [
        'disable-background-networking',
        'disable-component-update',
        'disable-domain-reliability',
        'no-pings',
      ].filter((name) => !app.commandLine.hasSwitch(name)),
    }));
    expect(walls).toEqual({
      spelling: [false, false, false, false, false],
      webRtc: Array.from({ length: 3 }, () => 'disable_non_proxied_udp'),
      switches: [],
    });
    expect(await asked()).toContainEqual({
      what: 'configureHostResolver',
      enableBuiltInResolver: false,
      secureDnsMode: 'off',
    });
  });
});

describe('the practice phone', () => {
  it('goes nowhere, opens nothing and reaches nothing but its simulator', async () => {
    const at = phone.url();
    const to = JSON.stringify(outside.origin);
    expect(await inPage(`fetch(${to}, { mode: 'no-cors' }).then(() => 'reached', () => 'blocked')`, phone)).toBe(
      'blocked',
    );
    for (const way of [`location.href = ${to}`, `location.href = 'app://terminal/'`, 'window.open("/phone")'])
      await inPage(`void (${way})`, phone);
    expect(phone.url()).toBe(at);
    expect(terminal.electron.windows()).toHaveLength(3);
    expect(outside.asked).toEqual([]);
  });
});

describe('the customer’s page', () => {
  const OWN = 'app://customer/';

  it('is an origin and a session of its own, where the till’s pages are not', async () => {
    expect(customer.url()).toBe(OWN);
    const found = await terminal.electron.evaluate(
      async ({ session }, urls) => {
        const [own, till] = [session.fromPartition('customer'), session.defaultSession];
        const status = async (of: Electron.Session, url: string) =>
          (await of.fetch(url).catch(() => null))?.status ?? 0;
        const answer = await own.fetch(urls[0] ?? '');
        return {
          headers: Object.fromEntries(answer.headers),
          fromCustomer: await Promise.all(urls.map((url) => status(own, url))),
          fromTill: await Promise.all(urls.map((url) => status(till, url))),
        };
      },
      [OWN, HOME],
    );
    expect(found.headers).toMatchObject(SECURITY_HEADERS);
    expect(found.fromCustomer).toEqual([200, 404]);
    expect(found.fromTill).toEqual([404, 200]);
  });

  it('has one call, which is not the till’s, and no other way', async () => {
    expect(await inPage('Object.keys(terminal.call).join() + typeof require + typeof process', customer)).toBe(
      'customer.languageundefinedundefined',
    );
    const ask = `terminal.call['customer.language']({ language: 'nb' }).then((answer) => answer.accepted)`;
    expect(await inPage(ask, customer)).toBe(true);
    const wrong = `terminal.call['customer.language']({ language: 'xx' }).catch((error) => error.message)`;
    expect(await inPage(wrong, customer)).toBe('ipc.payloadInvalid');
  });

  it('reaches nothing, goes nowhere, opens nothing and gets no permission', async () => {
    const to = JSON.stringify(outside.origin);
    expect(await inPage(`fetch(${to}, { mode: 'no-cors' }).then(() => 'reached', () => 'blocked')`, customer)).toBe(
      'blocked',
    );
    for (const way of [`location.href = ${to}`, `location.href = ${JSON.stringify(HOME)}`, `window.open(${to})`])
      await inPage(`void (${way})`, customer);
    expect(await inPage('Notification.requestPermission()', customer)).toBe('denied');
    expect(customer.url()).toBe(OWN);
    expect(terminal.electron.windows()).toHaveLength(3);
    expect(outside.asked).toEqual([]);
  });

  it('is back at once from about:blank, and told again what stands before it', async () => {
    await inPage(`void (window.wasHere = true, location.href = 'about:blank')`, customer);
    const back = () => inPage(`!('wasHere' in window) && location.href === '${OWN}'`, customer).catch(() => false);
    await expect.poll(back, { timeout: 90_000 }).toBe(true);
    await customer.locator('html[data-state="idle"]').waitFor({ state: 'attached' });
  });

  it('gives way to the till as it stands, on the same key', async () => {
    await pressTurnKey(terminal, 'customer');
    await until('the till again', async () => !(await customersWindow(terminal))?.covers);
    await screenOf(terminal.page).amount.waitFor();
  });
});
