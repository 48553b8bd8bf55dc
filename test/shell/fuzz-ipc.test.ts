import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorCodeSchema } from '../../shared/errors.ts';
import { CALLS } from '../../shared/ipc/contract.ts';
import { CALL_NAMES, CALLS_OF } from '../../shared/ipc/names.ts';
import { drawMessage, expected, validInputs } from '../support/fuzz/messages.ts';
import type { Message } from '../support/fuzz/messages.ts';
import { createDice, fuzzSeed } from '../support/fuzz/random.ts';
import { validValues } from '../support/fuzz/schema.ts';
import { launchShell } from './app/launch.ts';
import type { Launched } from './app/launch.ts';
import './app/main-types.ts';

/**
 * More than twenty thousand messages over the real channel, from our own page, from pages and windows that may not
 * call, and from frames that disappear while they speak. The router, gate and log are the product's.
 */

const OWN = 6_000;
const FOREIGN = 2_500;
const VANISHING = 600;
const BATCH = 500;
const ABREAST = 40;
/** A message that waits this long for its answer has been forgotten. */
const BOUND_MS = 5_000;
const SECRETS = ['canary-client-secret-4411', 'canary-subscription-8822', '4791919191', '91 91 91 91', '+4791919191'];

const seed = fuzzSeed('messages of a page');
const dice = createDice(seed);
const valid = validInputs(seed);
/** As they travel to the page, in JSON, which knows no NaN. */
const draw = (count: number): Message[] =>
  JSON.parse(JSON.stringify(Array.from({ length: count }, () => drawMessage(dice, valid, SECRETS)))) as Message[];

let shell: Launched;
let drawn = 0;
beforeAll(async () => {
  shell = await launchShell();
  const answers = CALL_NAMES.map((name) => [name, validValues(CALLS[name].output, 1, seed)[0]] as const);
  await shell.electron.evaluate(async (_electron, given) => {
    const app = await globalThis.shellApp;
    for (const [name, answer] of given) app.answers.set(name, answer);
    await app.openLog();
  }, answers);
});
afterAll(async () => {
  await shell?.close();
}, 30_000);
beforeEach(async () => {
  await reached();
});

const reached = () =>
  shell.electron.evaluate(async () => (await globalThis.shellApp).reached.splice(0).map(({ name }) => name));
const bugs = () => shell.electron.evaluate(async () => (await globalThis.shellApp).bugs);

interface Told {
  readonly answers: readonly unknown[];
  readonly longest: number;
}

/** What became of a message, from its answer. */
function outcome(answer: unknown): string {
  if (typeof answer === 'string') return answer.startsWith('thrown: ') ? 'unsendable' : answer;
  if (typeof answer !== 'object' || answer === null) return `strange: ${JSON.stringify(answer)}`;
  if ('denied' in answer)
    return errorCodeSchema.safeParse(answer.denied).success && answer.denied !== 'internal'
      ? String(answer.denied)
      : `denied with ${String(answer.denied)}`;
  return 'lawful';
}

const DENIALS = ['ipc.payloadInvalid', 'ipc.unknownCall', 'ipc.tooLarge'];

/** A call of another window's: this page may not make it, whatever it says. */
const isForOthers = ([name]: Message): boolean =>
  CALL_NAMES.some((each) => each === name) && !CALLS_OF.till.some((each) => each === name);

function checkOwn(messages: readonly Message[], { answers, longest }: Told): string[] {
  const wrong = messages.flatMap((message, index) => {
    const should = expected(message);
    const was = outcome(answers[index]);
    const right = isForOthers(message)
      ? [...DENIALS, 'ipc.senderDenied', 'unsendable'].includes(was)
      : should === 'either'
        ? was === 'lawful' || DENIALS.includes(was)
        : should === 'denied'
          ? DENIALS.includes(was)
          : was === should;
    return right
      ? []
      : [
          `${should}, but ${was}: ${JSON.stringify(message).slice(0, 300)} ` +
            `${JSON.stringify(answers[index]).slice(0, 200)}`,
        ];
  });
  if (longest > BOUND_MS) wrong.push(`an answer took ${Math.round(longest)} ms`);
  for (const secret of SECRETS) if (JSON.stringify(answers).includes(secret)) wrong.push(`an answer tells ${secret}`);
  return wrong;
}

/** @param how runs in the page and gives the JSON of answers */
async function allDenied(count: number, how: (messages: string) => Promise<string>): Promise<void> {
  for (let left = count; left > 0; left -= BATCH) {
    const messages = draw(Math.min(BATCH, left));
    const told: Told = JSON.parse(await how(JSON.stringify(messages)));
    const sent = told.answers.map(outcome).filter((each) => each !== 'unsendable');
    expect(new Set(sent)).toEqual(new Set(['ipc.senderDenied']));
    expect(told.longest).toBeLessThan(BOUND_MS);
    drawn += sent.length;
  }
  expect(await reached()).toEqual([]);
  expect(await bugs()).toEqual([]);
}

const fuzzHere = (messages: string) =>
  shell.page.evaluate(([text, abreast]) => window.hostile.fuzz('terminal.call', text, abreast), [
    messages,
    ABREAST,
  ] as const);

describe('messages from our own page', () => {
  it(`${OWN} of them: each is answered, and reaches a handler only where it follows the contract`, async () => {
    for (let left = OWN; left > 0; left -= BATCH) {
      const messages = draw(Math.min(BATCH, left));
      const told: Told = JSON.parse(await fuzzHere(JSON.stringify(messages)));
      expect(checkOwn(messages, told).slice(0, 5)).toEqual([]);
      const sent = told.answers.map(outcome);
      drawn += sent.filter((each) => each !== 'unsendable').length;
      const lawful = messages.flatMap((message, index) => (sent[index] === 'lawful' ? [String(message[0])] : []));
      expect((await reached()).toSorted()).toEqual(lawful.toSorted());
    }
    expect(await bugs()).toEqual([]);
  }, 120_000);

  it('a thousand at once are answered too, most of them with a denial', async () => {
    const messages = Array.from({ length: 1_000 }, (): Message => ['network.changed', { online: true }]);
    const told: Told = JSON.parse(
      await shell.page.evaluate((text) => window.hostile.fuzz('terminal.call', text, 1_000), JSON.stringify(messages)),
    );
    const was = told.answers.map(outcome);
    drawn += was.length;
    expect([...new Set(was)].filter((each) => each !== 'lawful' && each !== 'ipc.tooLarge')).toEqual([]);
    expect(await reached()).toHaveLength(was.filter((each) => each === 'lawful').length);
    await expect(
      shell.page.evaluate(() => window.terminal.call['network.changed']({ online: true })),
    ).resolves.toBeTruthy();
  });
});

describe('messages from where none may come', () => {
  it('the window that may call, on another page', async () => {
    // The terminal's own leaves such a page at once, so another one stands in for it here, which nobody calls back.
    await shell.electron.evaluate(async ({ BrowserWindow, app }) => {
      const webPreferences = { preload: `${app.getAppPath()}/preload.cjs`, sandbox: true, partition: 'stranger' };
      const other = new BrowserWindow({ show: false, webPreferences });
      await other.loadURL('about:blank');
      Reflect.set(globalThis, 'stranger', other);
      (await globalThis.shellApp).adopt(other);
    });
    await allDenied(FOREIGN, inStranger);
    await shell.electron.evaluate(async () => {
      (await globalThis.shellApp).adopt(null);
      Reflect.get(globalThis, 'stranger').destroy();
    });
  });

  it('a window of another audience: what is not for it', async () => {
    await shell.electron.evaluate(async ({ BrowserWindow, app, session }) => {
      // As the real page is served: an origin and a session of its own.
      const partition = 'fuzzed-customer';
      const page = () => new Response('<p>', { headers: { 'content-type': 'text/html' } });
      session.fromPartition(partition).protocol.handle('app', page);
      const webPreferences = { preload: `${app.getAppPath()}/preload.cjs`, sandbox: true, partition };
      const other = new BrowserWindow({ show: false, webPreferences });
      await other.loadURL('app://customer/');
      Reflect.set(globalThis, 'stranger', other);
      (await globalThis.shellApp).adopt(other, 'customer');
    });
    const isFor = (name: unknown) => CALLS_OF.customer.some((each) => each === name);
    for (let left = FOREIGN; left > 0; left -= BATCH) {
      const messages = draw(Math.min(BATCH, left)).filter(([name]) => !isFor(name));
      const told: Told = JSON.parse(await inStranger(JSON.stringify(messages)));
      const was = told.answers.map(outcome);
      const wrong = messages.filter(([name], index) =>
        CALLS_OF.till.some((each) => each === name)
          ? !['ipc.senderDenied', 'ipc.payloadInvalid', 'unsendable'].includes(was[index] ?? '')
          : !['ipc.unknownCall', 'ipc.payloadInvalid', 'unsendable'].includes(was[index] ?? ''),
      );
      expect(wrong.slice(0, 5)).toEqual([]);
      expect(was).toContain('ipc.senderDenied');
      drawn += was.filter((each) => each !== 'unsendable').length;
    }
    expect(await reached()).toEqual([]);
    expect(await bugs()).toEqual([]);
    await shell.electron.evaluate(async () => {
      (await globalThis.shellApp).adopt(null);
      Reflect.get(globalThis, 'stranger').destroy();
    });
  });

  it.each(['app://terminal/', 'about:blank', 'data:text/html,<title>x</title>'])(
    'another window, on %s',
    async (url) => {
      await shell.electron.evaluate(async ({ BrowserWindow, app }, to) => {
        const other = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: `${app.getAppPath()}/preload.cjs`,
            sandbox: true,
            partition: to.startsWith('app://terminal') ? '' : 'stranger',
          },
        });
        await other.loadURL(to);
        Reflect.set(globalThis, 'stranger', other);
      }, url);
      await allDenied(FOREIGN, inStranger);
      await shell.electron.evaluate(() => Reflect.get(globalThis, 'stranger').destroy());
    },
  );

  it.each(['app://terminal/', 'about:blank'])('a frame in our own window, which is on %s', async (url) => {
    await shell.electron.evaluate(async ({ BrowserWindow, app }, to) => {
      const host = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/preload.cjs`, sandbox: true, nodeIntegrationInSubFrames: true },
      });
      await host.loadURL(to);
      // A document of its own: only such a frame gets the preload.
      const inner =
        'const frame = document.createElement("iframe"); frame.srcdoc = "<title>inner</title>"; new ' +
        'Promise((resolve) => { frame.onload = () => resolve(true); document.body.append(frame); })';
      await host.webContents.executeJavaScript(inner);
      (await globalThis.shellApp).adopt(host);
      Reflect.set(globalThis, 'stranger', host);
    }, url);
    await allDenied(FOREIGN, (messages) => inStranger(messages, 'frames[0].hostile'));
    if (url.startsWith('app://terminal')) {
      // Its top frame may call: the window is ours by all other signs.
      const told: Told = JSON.parse(await inStranger(JSON.stringify([['network.changed', { online: true }]])));
      expect(told.answers.map(outcome)).toEqual(['lawful']);
    }
    await shell.electron.evaluate(async () => {
      Reflect.get(globalThis, 'stranger').destroy();
      (await globalThis.shellApp).adopt(null);
    });
  });

  it('frames that disappear while they speak: another window destroyed, our own page loaded again', async () => {
    await shell.electron.evaluate(
      async ({ BrowserWindow, app }, [text, rounds]) => {
        for (let round = 0; round < rounds; round += 1) {
          const other = new BrowserWindow({
            show: false,
            webPreferences: { preload: `${app.getAppPath()}/preload.cjs`, sandbox: true },
          });
          await other.loadURL('app://terminal/');
          await other.webContents.executeJavaScript(`hostile.shout('terminal.call', ${JSON.stringify(text)})`);
          other.destroy();
        }
      },
      [JSON.stringify(draw(VANISHING / 3)), 3] as const,
    );
    expect(await reached()).toEqual([]);
    for (let round = 0; round < 3; round += 1) {
      await shell.page.evaluate(
        (text) => window.hostile.shout('terminal.call', text),
        JSON.stringify(draw(VANISHING / 3)),
      );
      await shell.page.reload();
      await shell.page.waitForFunction("document.body?.textContent === 'ready'");
    }
    await expect(
      shell.page.evaluate(() => window.terminal.call['network.changed']({ online: true })),
    ).resolves.toBeTruthy();
    expect(await bugs()).toEqual([]);
  });
});

/** Runs in the window that should not be heard. */
function inStranger(messages: string, hostile = 'hostile'): Promise<string> {
  return shell.electron.evaluate(
    (_electron, [text, abreast, via]) =>
      Reflect.get(globalThis, 'stranger').webContents.executeJavaScript(
        `${via}.fuzz('terminal.call', ${JSON.stringify(text)}, ${abreast})`,
      ),
    [messages, ABREAST, hostile] as const,
  );
}

describe('afterwards', () => {
  it('the log tells of denials, but neither all of them nor anything of what was sent', () => {
    expect(drawn).toBeGreaterThan(10_000);
    const log = readFileSync(join(shell.profile, 'logs', 'skranke.log'), 'utf8');
    const denied = log.split('\n').filter((line) => line.includes('ipc denied '));
    expect(denied.length).toBeGreaterThan(10);
    const [first, last] = [denied[0], denied.at(-1)].map((line) => Date.parse(line?.slice(0, 24) ?? ''));
    const minutes = Math.ceil(((last ?? 0) - (first ?? 0)) / 60_000) + 1;
    expect(denied.length).toBeLessThanOrEqual(20 * minutes);
    for (const line of denied) expect(line).toMatch(/code=ipc\.\w+ why=/);
    for (const secret of SECRETS) expect(log).not.toContain(secret);
    expect(log).not.toMatch(/\d{8}/);
    expect(log).not.toContain(' error ');
  });
});
