import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loads } from '../support/app/loads.ts';
import { countingServer } from '../support/network/counting-server.ts';
import type { CountingServer } from '../support/network/counting-server.ts';
import { launchShell } from './app/launch.ts';
import type { Launched } from './app/launch.ts';
import './app/main-types.ts';

/**
 * The walls around the pages, on the real Electron: network, navigation, files, permissions, scripts; and the practice
 * phone's own.
 */

let shell: Launched;
let outside: CountingServer;
beforeAll(async () => {
  outside = await countingServer();
  shell = await launchShell();
});
afterAll(async () => {
  await shell?.close();
  await outside?.close();
}, 30_000);

/** Runs script text in the page's own world, as its own script would, and gives what it resolves to. */
const inPage = (script: string) => shell.page.evaluate(script);
const appFetch = (address: string, method = 'GET') =>
  shell.electron.evaluate(
    async ({ session }, [url, verb]) => {
      const response = await session.defaultSession.fetch(url, { method: verb });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        policy: response.headers.get('content-security-policy'),
        body: await response.text(),
      };
    },
    [address, method] as const,
  );

describe('a page of the terminal', () => {
  it('reaches no server, however it asks', async () => {
    const outcomes = await inPage(`(async () => {
      const to = ${JSON.stringify(outside.origin)};
      const outcome = (promise) => Promise.resolve(promise).then(() => 'reached', () => 'blocked');
      const element = (tag, attribute) => new Promise((resolve, reject) => {
        const made = document.createElement(tag);
        made.onload = resolve;
        made.onerror = reject;
        made[attribute] = to + '/' + tag;
        if (tag === 'link') made.rel = 'stylesheet';
        document.body.append(made);
      });
      return {
        fetch: await outcome(fetch(to + '/fetch')),
        noCors: await outcome(fetch(to + '/nocors', { mode: 'no-cors' })),
        file: await outcome(fetch('file:///etc/hosts')),
        own: await outcome(fetch('app://terminal/index.html')),
        xhr: await outcome(new Promise((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.onload = resolve;
          request.onerror = reject;
          request.open('GET', to + '/xhr');
          request.send();
        })),
        image: await outcome(element('img', 'src')),
        script: await outcome(element('script', 'src')),
        style: await outcome(element('link', 'href')),
        module: await outcome(import(to + '/module.js')),
        data: await outcome(import('data:text/javascript,1')),
        socket: await outcome(new Promise((resolve, reject) => {
          const socket = new WebSocket(to.replace('http', 'ws'));
          socket.onopen = resolve;
          socket.onerror = reject;
        })),
        worker: await outcome(navigator.serviceWorker ? navigator.serviceWorker.register('/app.js') : Promise.reject()),
      };
    })()`);
    expect(Object.entries(outcomes as Record<string, string>).filter(([, outcome]) => outcome !== 'blocked')).toEqual(
      [],
    );
    expect(outside.asked).toEqual([]);
  });

  it('reaches no server even without its content policy: the session itself refuses', async () => {
    const addresses = [`${outside.origin}/page`, 'file:///etc/hosts', 'app://evil/'];
    expect(await loads(shell.electron, addresses)).toEqual(addresses.map(() => 'ERR_BLOCKED_BY_CLIENT'));
    // What is allowed does load there.
    expect(await loads(shell.electron, ['app://terminal/'])).toEqual(['loaded']);
    expect(outside.asked).toEqual([]);
  });

  it('stays where it is, and opens nothing', async () => {
    const ways = [
      `location.href = ${JSON.stringify(outside.origin)}`,
      `location.assign('file:///etc/hosts')`,
      `location.replace('app://terminal/app.js')`,
      `location.href = 'data:text/html,<p>x</p>'`,
      `location.href = 'javascript:document.write(1)'`,
      `location.href = 'mailto:x@example.invalid'`,
      `window.open(${JSON.stringify(outside.origin)}) === null || document.write('opened')`,
      `window.open('app://terminal/') === null || document.write('opened')`,
      `(() => { const a = document.createElement('a'); a.href = ${JSON.stringify(outside.origin)}; ` +
        `a.target = '_blank'; document.body.append(a); a.click(); })()`,
      `(() => { const a = document.createElement('a'); a.href = '/app.js'; ` +
        `a.download = 'x'; document.body.append(a); a.click(); })()`,
      `(() => { const f = document.createElement('form'); f.action = ` +
        `${JSON.stringify(outside.origin)}; f.method = 'post'; document.body.append(f); f.submit(); })()`,
      `(() => { const m = document.createElement('meta'); m.httpEquiv = 'refresh'; ` +
        `m.content = '0;url=${outside.origin}'; document.head.append(m); })()`,
      `(() => { const i = document.createElement('iframe'); i.src = 'app://terminal/'; document.body.append(i); })()`,
      `(() => { const w = document.createElement('webview'); w.src = 'app://terminal/'; document.body.append(w); })()`,
    ];
    for (const way of ways) {
      await inPage(`void (${way})`);
      // A round trip through the page and the main process, so that what was begun has been decided.
      await inPage('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
      const state = await shell.electron.evaluate(async ({ BrowserWindow }) => {
        const { window } = await globalThis.shellApp;
        return {
          url: window.webContents.getURL(),
          windows: BrowserWindow.getAllWindows().length,
          title: window.getTitle(),
        };
      });
      expect(state, way).toEqual({ url: 'app://terminal/', windows: 1, title: 'Shell test' });
    }
    expect(outside.asked).toEqual([]);
    await shell.page.reload();
  });

  it('gets no permission and no device', async () => {
    const given = await inPage(`(async () => {
      const told = (value) => ([undefined, 'denied', null].includes(value) ? 'no' : 'given ' + value);
      const outcome = (work) => Promise.resolve().then(work).then(told, () => 'no');
      const asked = {};
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
      for (const name of [...names, 'screen-wake-lock', 'persistent-storage'])
        asked[name] = await navigator.permissions
          .query({ name })
          .then((status) => (status.state === 'granted' ? 'given' : 'no'), () => 'no');
      asked.camera2 = await outcome(() => navigator.mediaDevices.getUserMedia({ video: true }));
      asked.screen = await outcome(() => navigator.mediaDevices.getDisplayMedia({ video: true }));
      asked.notification = await outcome(() => Notification.requestPermission());
      asked.position = await outcome(() => new Promise((resolve, reject) => {
        navigator.geolocation.getCurrentPosition(() => resolve('here'), reject);
      }));
      asked.clipboard = await outcome(() => navigator.clipboard.readText());
      asked.usb = await outcome(() => navigator.usb.requestDevice({ filters: [] }));
      asked.hid = await outcome(() => navigator.hid.requestDevice({ filters: [] })
        .then((list) => (list.length === 0 ? null : 'device')));
      asked.serial = await outcome(() => navigator.serial.requestPort());
      return asked;
    })()`);
    expect(Object.entries(given as Record<string, string>).filter(([, verdict]) => verdict !== 'no')).toEqual([]);
  });

  it('runs its own files only, and takes the one style that react-aria adds', async () => {
    const seen = await inPage(`(async () => {
      const violations = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'window.ranInline = true';
      document.head.append(script);
      const style = document.createElement('style');
      style.textContent = 'body { color: red }';
      document.head.append(style);
      const attribute = document.createElement('div');
      attribute.setAttribute('onclick', 'window.ranInline = true');
      document.body.append(attribute);
      attribute.click();
      const pressable = document.createElement('style');
      pressable.textContent =
        '@layer {\\n  [data-react-aria-pressable] {\\n    touch-action: pan-x pan-y pinch-zoom;\\n  }\\n}';
      document.head.append(pressable);
      const byScript = document.createElement('div');
      byScript.style.width = '12px';
      document.body.append(byScript);
      const timer = await new Promise((resolve) => {
        setTimeout(() => resolve('waited'), 20);
        try { setTimeout('window.ranInline = true'); } catch { /* refused at once */ }
      });
      return {
        ran: window.ranInline === true,
        pressable: pressable.sheet !== null && pressable.sheet.cssRules.length,
        foreign: style.sheet,
        width: byScript.offsetWidth,
        timer,
        directives: [...new Set(violations)].sort(),
      };
    })()`);
    expect(seen).toMatchObject({ ran: false, pressable: 1, foreign: null, width: 12, timer: 'waited' });
    expect(seen).toMatchObject({
      directives: expect.arrayContaining(['script-src-attr', 'script-src-elem', 'style-src-elem']),
    });
    await shell.page.reload();
  });
});

describe('app://terminal/', () => {
  it('gives listed files with the policy', async () => {
    await expect(appFetch('app://terminal/')).resolves.toMatchObject({
      status: 200,
      type: 'text/html; charset=utf-8',
      policy: expect.stringContaining("default-src 'none'"),
    });
    await expect(appFetch('app://terminal/app.js?x')).resolves.toMatchObject({
      status: 200,
      type: 'text/javascript; charset=utf-8',
    });
  });

  it.each([
    'unlisted.js',
    'asset-manifest.json',
    '../main.js',
    '..%2fmain.js',
    '%2e%2e/main.js',
    '..%5cmain.js',
    'app.js%00',
    '%252e%252e/main.js',
    '/etc/hosts',
  ])('gives nothing for %s', async (path) => {
    const answer = await appFetch(`app://terminal/${path}`);
    expect(answer).toMatchObject({ status: 404, body: '', policy: expect.stringContaining("default-src 'none'") });
  });

  it('answers GET only', async () => {
    await expect(appFetch('app://terminal/', 'POST')).resolves.toMatchObject({ status: 405, body: '' });
  });
});

describe('the practice phone', () => {
  it("shows the simulator's page, and reaches nothing else and nothing of the terminal", async () => {
    const simulator = await countingServer((request, response) => {
      if (request.url === '/away') response.writeHead(302, { location: `${outside.origin}/landed` }).end();
      else
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>phone</title><p>phone</p>');
    });
    try {
      const opened = shell.electron.waitForEvent('window');
      await shell.electron.evaluate(async (_electron, url) => {
        const { phone, window } = await globalThis.shellApp;
        phone.show(
          window,
          { url, clientId: '', clientSecret: '', subscriptionKey: '', merchantSerialNumber: '' },
          'nb',
        );
      }, simulator.origin);
      const page = await opened;
      await page.waitForFunction("document.body?.textContent?.trim() === 'phone'");
      expect(page.url()).toBe(`${simulator.origin}/phone?lang=nb`);
      const seen = await page.evaluate(`(async () => ({
        bridge: 'terminal' in window || 'hostile' in window || 'require' in window,
        outside: await fetch(${JSON.stringify(outside.origin)}, { mode: 'no-cors' })
          .then(() => 'reached', () => 'blocked'),
        terminal: await fetch('app://terminal/index.html').then(() => 'reached', () => 'blocked'),
        own: await fetch('/own').then((answer) => answer.status),
        opened: window.open('/phone') === null,
      }))()`);
      expect(seen).toEqual({ bridge: false, outside: 'blocked', terminal: 'blocked', own: 200, opened: true });
      for (const way of [`location.href = ${JSON.stringify(outside.origin)}`, `location.href = 'app://terminal/'`])
        await page.evaluate(`void (${way})`);
      expect(page.url()).toBe(`${simulator.origin}/phone?lang=nb`);
      // A redirect away from the simulator ends nowhere.
      await page.evaluate(`fetch('/away', { mode: 'no-cors' }).then(() => 'reached', () => 'blocked')`);
      expect(outside.asked).toEqual([]);
      const closed = page.waitForEvent('close');
      await shell.electron.evaluate(async () => (await globalThis.shellApp).phone.close());
      await closed;
    } finally {
      await simulator.close();
    }
  });

  it('has a simulator that answers, and comes back on its port when it is killed', async () => {
    const outcome = await shell.electron.evaluate(async ({ app }) => {
      const practice = (await globalThis.shellApp).startPractice();
      const first = await practice.ready;
      const pids = () =>
        app
          .getAppMetrics()
          .filter((metric) => metric.name === 'Practice simulator')
          .map((metric) => metric.pid);
      const [pid] = pids();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      const second = await new Promise<typeof first>((resolve) => {
        let gone = false;
        const look = setInterval(() => {
          const server = practice.server();
          gone ||= server === null;
          if (!gone || !server) return;
          clearInterval(look);
          resolve(server);
        }, 5);
      });
      practice.stop();
      return {
        killed: pid !== undefined,
        same: second.url === first.url && second.clientSecret === first.clientSecret,
      };
    });
    expect(outcome).toEqual({ killed: true, same: true });
  }, 30_000);
});

describe('the keychain of this machine', () => {
  it('is told as it is, and nothing is written where it does not encrypt', async () => {
    const told = await shell.electron.evaluate(async ({ safeStorage }) => {
      const { vault } = await globalThis.shellApp;
      const keys = { clientId: 'canary-client', clientSecret: 'canary-secret', subscriptionKey: 'canary-subscription' };
      const kept = await vault.keep('production', keys, false);
      return {
        backend: process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : 'system',
        state: await vault.keychain(),
        kept: kept.ok,
        status: await vault.status('production'),
      };
    });
    const plain = told.backend === 'basic_text';
    expect(told).toMatchObject(
      plain ? { state: 'plain', kept: false, status: 'missing' } : { state: 'available', kept: true, status: 'stored' },
    );
  });
});

describe('a page whose process dies', () => {
  it('is loaded again by itself, and events in between are dropped', async () => {
    const state = await shell.electron.evaluate(async () => {
      const { window } = await globalThis.shellApp;
      const gone = new Promise<void>((resolve) => window.webContents.once('render-process-gone', () => resolve()));
      const back = new Promise<void>((resolve) => window.webContents.once('did-finish-load', () => resolve()));
      window.webContents.forcefullyCrashRenderer();
      await gone;
      await back;
      return {
        url: window.webContents.getURL(),
        text: (await window.webContents.executeJavaScript('document.body.textContent')) as unknown,
      };
    });
    expect(state).toEqual({ url: 'app://terminal/', text: 'ready' });
  });
});
