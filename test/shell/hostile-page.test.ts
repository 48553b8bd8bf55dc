import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_PEOPLE_SETTINGS } from '../../shared/people.ts';
import { UPDATES_OFF } from '../../shared/update.ts';
import type { CustomerView } from '../../shared/customer.ts';
import { CALLS } from '../../shared/ipc/contract.ts';
import type { TerminalEvent } from '../../shared/ipc/contract.ts';
import { CALL_CHANNEL, CALL_NAMES, CALLS_OF } from '../../shared/ipc/names.ts';
import type { CallName } from '../../shared/ipc/names.ts';
import { launchShell } from './app/launch.ts';
import type { Launched } from './app/launch.ts';
import './app/main-types.ts';
import { DEFAULT_PREFERENCES } from '../../shared/settings.ts';

/** A page that has turned against the terminal, on the real Electron: what it can reach, and what it cannot. */

let shell: Launched;
beforeAll(async () => {
  shell = await launchShell();
});
afterAll(async () => {
  await shell?.close();
}, 30_000);

/** Runs in the page; an error is its message. */
const calling = (name: string, input: unknown) =>
  shell.page.evaluate(
    async ([called, sent]) => {
      try {
        return { answer: await Reflect.get(window.terminal.call, called)(sent) };
      } catch (error) {
        return { rejected: error instanceof Error ? error.message : String(error) };
      }
    },
    [name, input] as const,
  );
const invoking = (...args: unknown[]) =>
  shell.page.evaluate((sent) => window.hostile.invoke('terminal.call', ...sent), args);
const reached = () => shell.electron.evaluate(async () => (await globalThis.shellApp).reached.splice(0));

const tillEvent: TerminalEvent = {
  type: 'till',
  seq: 1,
  now: 5,
  till: {
    status: 'setup',
    problem: null,
    setUp: false,
    store: null,
    preferences: DEFAULT_PREFERENCES,
    credentials: 'missing',
    keychain: 'plain',
    lamps: { network: 'unknown', wallet: 'unknown' },
    today: { sum: CALLS['sale.start'].input.shape.total.parse(0), count: 0 },
    damagedSettings: null,
    provision: null,
    settingsFound: null,
    tampering: null,
    damage: null,
    journalNotice: null,
    leaving: null,
    update: UPDATES_OFF,
    people: {
      settings: DEFAULT_PEOPLE_SETTINGS,
      list: [],
      signedIn: null,
      locked: false,
      lastId: null,
      recoveryWaitUntil: null,
      damaged: null,
    },
    slips: [],
    unexamined: false,
    version: '0.0.0',
    displays: [],
    logo: null,
  },
};

const CUSTOMER_VIEW: CustomerView = {
  shop: 'Bakeri',
  logo: null,
  environment: 'practice',
  wallet: 'Vipps',
  hue: 'orange',
  theme: 'light',
  language: 'en',
  sale: null,
};

describe('the bridge', () => {
  it('is all that a page gets, and cannot be changed', async () => {
    const seen = await shell.page.evaluate(() => {
      const before = window.terminal;
      const attempts = [
        () => Reflect.set(window, 'terminal', {}),
        () => Reflect.set(window.terminal, 'call', {}),
        () => Reflect.set(window.terminal.call, 'sale.start', null),
        () => Reflect.deleteProperty(window, 'terminal'),
      ];
      return {
        succeeded: attempts.map((attempt) => attempt()),
        same: window.terminal === before,
        frozen: [Object.isFrozen(window.terminal), Object.isFrozen(window.terminal.call)],
        keys: Object.keys(window.terminal),
        calls: Object.keys(window.terminal.call),
        node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'].filter((name) => name in window),
      };
    });
    expect(seen).toEqual({
      succeeded: [false, false, false, false],
      same: true,
      frozen: [true, true],
      keys: ['audience', 'call', 'onEvent'],
      calls: [...CALLS_OF.till],
      node: [],
    });
  });

  it('calls, and rejects a denial with its code', async () => {
    await expect(calling('network.changed', { online: true })).resolves.toEqual({ answer: { accepted: true } });
    // The preload has asked for the first picture already; the page gets that answer, and asks anew after it.
    await expect(reached()).resolves.toEqual([
      { name: 'terminal.snapshot', input: undefined },
      { name: 'network.changed', input: { online: true } },
    ]);
    await expect(calling('terminal.snapshot', undefined)).resolves.toMatchObject({ answer: { seq: 0 } });
    await expect(reached()).resolves.toEqual([]);
    await expect(calling('network.changed', { online: 1 })).resolves.toEqual({ rejected: 'ipc.payloadInvalid' });
    await expect(calling('network.changed', { online: 'x'.repeat(5_000_000) })).resolves.toEqual({
      rejected: 'ipc.tooLarge',
    });
    // A handler's answer that does not follow the contract.
    await shell.electron.evaluate(async () => (await globalThis.shellApp).answers.delete('terminal.snapshot'));
    await expect(calling('terminal.snapshot', undefined)).resolves.toEqual({ rejected: 'internal' });
    await reached();
  });

  it('works on when the page has changed the language itself', async () => {
    const answer = await shell.page.evaluate(async () => {
      const { then } = Promise.prototype;
      const stolen: unknown[] = [];
      Object.defineProperty(Object.prototype, 'denied', {
        configurable: true,
        get: () => (stolen.push('denied'), undefined),
      });
      Object.defineProperty(Array.prototype, 'map', { configurable: true, value: () => stolen.push('map') });
      try {
        return {
          answer: await window.terminal.call['network.changed']({ online: false }),
          stolen,
          then: then === Promise.prototype.then,
        };
      } finally {
        Reflect.deleteProperty(Object.prototype, 'denied');
      }
    });
    expect(answer).toMatchObject({ answer: { accepted: true }, stolen: [] });
    await shell.page.reload();
    await reached();
  });

  it('hands a listener the event and nothing of Electron, until it is taken off', async () => {
    const event = { type: 'sale', seq: 1 };
    const received = await shell.page.evaluate(async () => {
      const seen: unknown[][] = [];
      const off = window.terminal.onEvent((...args) => void seen.push(args));
      Reflect.set(window, 'seen', seen);
      Reflect.set(window, 'off', off);
      return typeof off;
    });
    expect(received).toBe('function');
    const publish = (sent: TerminalEvent) =>
      shell.electron.evaluate(
        async (_electron, published) => (await globalThis.shellApp).publisher.publish(published, 'till'),
        sent,
      );
    await publish(tillEvent);
    await shell.page.waitForFunction(() => Reflect.get(window, 'seen').length === 1);
    await expect(shell.page.evaluate(() => Reflect.get(window, 'seen'))).resolves.toEqual([[tillEvent]]);
    await shell.page.evaluate(() => Reflect.get(window, 'off')());
    await publish({ ...tillEvent, seq: 2 });
    await calling('network.changed', { online: true });
    await expect(shell.page.evaluate(() => Reflect.get(window, 'seen').length)).resolves.toBe(1);
    // What does not follow the contract is a bug of ours, and told in a development run.
    await expect(publish(event as TerminalEvent)).rejects.toThrow(/does not follow the contract/);
    await reached();
  });
});

describe('the channel', () => {
  it('is one, and stays one once the settings store has opened its own', async () => {
    await shell.electron.evaluate(async () => {
      const app = await globalThis.shellApp;
      await app.settings.write(app.settings.current());
    });
    const channels = await shell.electron.evaluate(async () => {
      const { ipcMain } = await globalThis.shellApp;
      const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers');
      return { invoke: handlers instanceof Map ? [...handlers.keys()] : [], on: ipcMain.eventNames().map(String) };
    });
    // Electron itself listens to `error`.
    expect(channels).toEqual({ invoke: [CALL_CHANNEL], on: ['error', 'electron-store-get-data'] });
  });

  it('answers what no bridge would send', async () => {
    await expect(invoking('sale.steal', {})).resolves.toEqual({ denied: 'ipc.unknownCall' });
    await expect(invoking('__proto__', {})).resolves.toEqual({ denied: 'ipc.unknownCall' });
    await expect(invoking()).resolves.toEqual({ denied: 'ipc.payloadInvalid' });
    await expect(invoking('network.changed', { online: true }, 'more')).resolves.toEqual({
      denied: 'ipc.payloadInvalid',
    });
    await expect(
      shell.page.evaluate(() => {
        const cycle: Record<string, unknown> = {};
        cycle['self'] = cycle;
        return window.hostile.invoke('terminal.call', 'network.changed', cycle);
      }),
    ).resolves.toEqual({ denied: 'ipc.payloadInvalid' });
    await expect(reached()).resolves.toEqual([]);
  });

  it('lets two thousand random messages reach a handler only where they follow the contract', async () => {
    const messages: readonly (readonly [string, unknown])[] = fc.sample(
      fc.tuple(
        fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom<string>(...CALL_NAMES) },
          { weight: 1, arbitrary: fc.string() },
        ),
        fc.oneof(fc.jsonValue(), fc.record({ online: fc.oneof(fc.boolean(), fc.jsonValue()) }), fc.constant(undefined)),
      ),
      2000,
    );
    const outcomes = await shell.page.evaluate(async (sent) => {
      const all: unknown[] = [];
      for (const [name, input] of sent) all.push(await window.hostile.invoke('terminal.call', name, input));
      return all;
    }, messages);
    expect(outcomes).toHaveLength(2000);
    const arrived = await reached();
    const lawful = messages.filter(
      ([name, input]) =>
        CALL_NAMES.includes(name as CallName) && CALLS[name as CallName].input.safeParse(input).success,
    );
    expect(arrived).toHaveLength(lawful.length);
    expect(arrived.length).toBeGreaterThan(0);
    expect(
      outcomes.every(
        (outcome) => typeof outcome === 'object' && outcome !== null && ('output' in outcome || 'denied' in outcome),
      ),
    ).toBe(true);
  });

  it('does not answer another window, though it has the same page and preload', async () => {
    const answer = await shell.electron.evaluate(async ({ BrowserWindow, app }) => {
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/preload.cjs`, sandbox: true },
      });
      await other.loadURL('app://terminal/');
      const result: unknown = await other.webContents.executeJavaScript(
        'hostile.invoke("terminal.call", "network.changed", { online: true })',
      );
      other.destroy();
      return result;
    });
    expect(answer).toEqual({ denied: 'ipc.senderDenied' });
    await expect(reached()).resolves.toEqual([]);
  });

  it('gives a window of another audience none of the till’s calls and events, in no way', async () => {
    const seen = await shell.electron.evaluate(
      async ({ BrowserWindow, app }, [till, tills]) => {
        const { adopt, publisher } = await globalThis.shellApp;
        const customers = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: `${app.getAppPath()}/preload.cjs`,
            sandbox: true,
            additionalArguments: ['--skranke-audience=customer'],
          },
        });
        await customers.loadURL('app://terminal/');
        adopt(customers, 'customer');
        const run = (script: string): Promise<unknown> => customers.webContents.executeJavaScript(script);
        await run('window.heard = []; terminal.onEvent((event) => heard.push(event)); 0');
        publisher.publish(till, 'till');
        let refused = '';
        try {
          publisher.publish(till, 'customer');
        } catch (error) {
          refused = error instanceof Error ? error.message : '';
        }
        const result = {
          refused,
          audience: await run('terminal.audience'),
          calls: await run('Object.keys(terminal.call)'),
          denied: await Promise.all(
            tills.map((name) => run(`hostile.invoke("terminal.call", ${JSON.stringify(name)}, undefined)`)),
          ),
          heard: await run('heard'),
        };
        adopt(null);
        customers.destroy();
        return result;
      },
      [tillEvent, CALLS_OF.till] as const,
    );
    expect(seen).toEqual({
      refused: expect.stringContaining('is not for the customer'),
      audience: 'customer',
      calls: ['customer.language'],
      denied: CALLS_OF.till.map(() => ({ denied: 'ipc.senderDenied' })),
      heard: [],
    });
    await expect(reached()).resolves.toEqual([]);
  });

  it('does not answer our own window on another page', async () => {
    // A window that may call, on a page that is not ours: the first one would not stay there.
    const answer = await shell.electron.evaluate(async ({ BrowserWindow, app }) => {
      const { adopt } = await globalThis.shellApp;
      const ours = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/preload.cjs`, sandbox: true },
      });
      adopt(ours);
      await ours.loadURL('about:blank');
      const result: unknown = await ours.webContents.executeJavaScript(
        'hostile.invoke("terminal.call", "network.changed", { online: true })',
      );
      adopt(null);
      ours.destroy();
      return result;
    });
    expect(answer).toEqual({ denied: 'ipc.senderDenied' });
    await expect(reached()).resolves.toEqual([]);
  });

  it('takes the customer’s one call from their own page alone, and tells it their one event', async () => {
    const seen = await shell.electron.evaluate(async ({ BrowserWindow, app, session }, view) => {
      const { adopt, publisher } = await globalThis.shellApp;
      const open = async (url: string) => {
        const window = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: `${app.getAppPath()}/preload.cjs`,
            sandbox: true,
            additionalArguments: ['--skranke-audience=customer'],
          },
        });
        adopt(window, 'customer');
        await window.loadURL(url);
        return window;
      };
      // As the real page is served: an origin of its own.
      session.defaultSession.protocol.unhandle('app');
      session.defaultSession.protocol.handle(
        'app',
        () => new Response('<p>', { headers: { 'content-type': 'text/html' } }),
      );
      session.defaultSession.webRequest.onBeforeRequest((_details, decide) => decide({}));
      const call = 'hostile.invoke("terminal.call", "customer.language", { language: "nb" })';
      const elsewhere = await open('app://terminal/');
      const refused: unknown = await elsewhere.webContents.executeJavaScript(call);
      const own = await open('app://customer/');
      await own.webContents.executeJavaScript('window.heard = []; terminal.onEvent((event) => heard.push(event)); 0');
      publisher.publish({ type: 'customer', seq: 1, now: 1, view }, 'customer');
      const taken: unknown = await own.webContents.executeJavaScript(call);
      const heard: unknown = await own.webContents.executeJavaScript('heard');
      let tillsHeard = '';
      try {
        publisher.publish({ type: 'customer', seq: 1, now: 1, view }, 'till');
      } catch (error) {
        tillsHeard = error instanceof Error ? error.message : '';
      }
      adopt(null);
      elsewhere.destroy();
      own.destroy();
      return { refused, taken, heard, tillsHeard };
    }, CUSTOMER_VIEW);
    expect(seen).toEqual({
      refused: { denied: 'ipc.senderDenied' },
      taken: { output: { accepted: true } },
      heard: [{ type: 'customer', seq: 1, now: 1, view: CUSTOMER_VIEW }],
      tillsHeard: expect.stringContaining('is not for the till'),
    });
    await expect(reached()).resolves.toEqual([{ name: 'customer.language', input: { language: 'nb' } }]);
  });
});
