import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SqliteJournal } from '../../electron/adapters/journal/store/sqlite-journal.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import { minor } from '../../shared/money.ts';
import { PRACTICE_STORE } from '../../shared/practice.ts';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { filesWith, memoryOf, recordTraffic } from '../support/app/canary.ts';
import { typeAsPerson } from '../support/app/hands.ts';
import { shareTerminal } from '../support/app/shared-terminal.ts';
import type { SharedOptions } from '../support/app/shared-terminal.ts';
import { until } from '../support/app/simulator-process.ts';
import type { SteeredSimulator } from '../support/app/simulator-process.ts';
import { goTo, goneFrom, screenOf, seeState, sendRequest } from '../support/app/terminal-app.ts';
import type { TerminalApp } from '../support/app/terminal-app.ts';
import { CALM } from '../support/app/prepared-profile.ts';

/** Who is at the till, on the real one: sign in, take over, lock, approve in place, and the way back in. */

const PINS = { Mia: '83619274', Anna: '57204968', Bo: '6935' } as const;
type Name = keyof typeof PINS;

const shop = shareTerminal();
let simulator: SteeredSimulator;
let terminal: TerminalApp;
let profile: string;

async function start(wanted: SharedOptions = {}): Promise<void> {
  ({ terminal, simulator, profile } = await shop.begin(wanted));
}

const button = (name: string | RegExp) => terminal.page.getByRole('button', { name });
const dialog = () => terminal.page.getByRole('alertdialog');
const lockScreen = () => terminal.page.getByRole('dialog', { name: 'Who is at the till?' });
const people = async () =>
  (await terminal.page.evaluate(async () => window.terminal.call['terminal.snapshot'](undefined))).till.people;
const configure = (settings: CallInput<'people.configure'>) =>
  terminal.page.evaluate(async (input) => window.terminal.call['people.configure'](input), settings);

/** Adds the staff as a manager would who begins, and switches PINs on. */
async function staffByHand(): Promise<void> {
  const { page } = terminal;
  await goTo(terminal.page, 'settings');
  await page.getByRole('tab', { name: 'People' }).click();
  for (const name of ['Mia', 'Anna', 'Bo'] as const) {
    await button('Add a person').click();
    await dialog().waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByLabel('PIN, 4 to 8 digits').fill(PINS[name]);
    await page.getByLabel('The same PIN again').fill(PINS[name]);
    await button(/^Add$/).click();
    await page.getByRole('listitem').filter({ hasText: name }).waitFor();
  }
  expect((await people()).list.map(({ name, role }) => `${name} ${role}`)).toEqual([
    'Mia manager',
    'Anna cashier',
    'Bo cashier',
  ]);
  await page.locator('.switch').click();
  await button('Switch on').click();
  await lockScreen().waitFor();
  await typePin('Mia');
  await lockScreen().waitFor({ state: 'detached' });
  expect(await configure({ pinsOn: true, lockAfterMinutes: 5, refundLimit: minor(0) })).toEqual({ accepted: true });
  await page.keyboard.press('Escape');
  await button('Switch cashier').waitFor();
}

/** Staff by the calls of those buttons, which the first test presses: who is needed, since a PIN costs its time. */
async function staff(names: readonly Name[], lockAfterMinutes = 5): Promise<void> {
  for (const name of ['Mia', ...names] as const)
    await terminal.page.evaluate(async (person) => window.terminal.call['people.add'](person), {
      name,
      role: name === 'Mia' ? 'manager' : 'cashier',
      pin: PINS[name],
    } as const);
  expect(await configure({ pinsOn: true, lockAfterMinutes, refundLimit: minor(0) })).toEqual({ accepted: true });
  await lockScreen().waitFor();
  await typePin('Mia');
  await lockScreen().waitFor({ state: 'detached' });
  await button('Switch cashier').waitFor();
}

async function typePin(name: Name, pin: string = PINS[name]): Promise<void> {
  await terminal.page.getByRole('radio', { name }).click();
  await typeAsPerson(terminal.page, pin);
  await terminal.page.keyboard.press('Enter');
}

async function takeOver(name: Name): Promise<void> {
  await terminal.page.keyboard.press('F8');
  await dialog().waitFor();
  await typePin(name);
  await dialog().waitFor({ state: 'detached' });
}

const waiting = () => until('a request at the wallet', async () => (await simulator.waiting())[0]);

function entriesOfPeople(environment: string) {
  const journal = new SqliteJournal(join(profile, `journal-${environment}.db`));
  const entries = journal
    .entries({
      types: ['person.signedIn', 'person.signedOut', 'person.locked', 'person.pinWrong', 'people.changed'],
      limit: 100,
    })
    .toReversed();
  journal.close();
  return entries;
}

describe('people at the till', () => {
  it('switch, lock and approve in place; what is keyed stays, the journal tells who, PINs are nowhere', async () => {
    await start();
    const traffic = await recordTraffic(terminal.electron);
    const { page } = terminal;
    await staffByHand();
    await takeOver('Anna');
    await button('Switch cashier').filter({ hasText: 'Anna' }).waitFor();

    // What was keyed in stays through a lock and another cashier.
    await screenOf(page).amount.click();
    await screenOf(page).amount.pressSequentially('24900');
    await page.keyboard.press('F9');
    await lockScreen().waitFor();
    expect(
      await page.evaluate(async () =>
        window.terminal.call['sale.start']({
          lines: [],
          total: 100 as never,
          to: { method: 'code' },
          duplicateAcknowledged: true,
        }),
      ),
    ).toEqual({ accepted: false, error: 'people.locked', duplicateOf: null });
    await typePin('Bo');
    await lockScreen().waitFor({ state: 'detached' });
    await button('Switch cashier').filter({ hasText: 'Bo' }).waitFor();
    expect(await screenOf(page).amount.inputValue()).toMatch(/249,00/);

    // A manager approves in place; Bo stays signed in.
    await goTo(terminal.page, 'settings');
    await page.getByRole('radio', { name: 'Dark' }).click();
    await dialog().waitFor();
    await typeAsPerson(page, '1234');
    await page.keyboard.press('Enter');
    await dialog().getByText('That is not the PIN').waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).not.toBe('dark');
    await typeAsPerson(page, PINS.Mia);
    await page.keyboard.press('Enter');
    await page.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
    expect((await people()).signedIn?.name).toBe('Bo');
    // Once: the next change asks again, and no manager means no change.
    await page.getByRole('radio', { name: 'Light' }).click();
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('This needs a manager').waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');

    // The people themselves: a cashier goes, and their name stays in the book.
    await page.getByRole('tab', { name: 'People' }).click();
    await button('Change Anna').click();
    await dialog().locator('.switch').click();
    await button(/^Save$/)
      .last()
      .click();
    await page.getByRole('heading', { name: 'A manager has to approve this' }).waitFor();
    await typeAsPerson(page, PINS.Mia);
    await page.keyboard.press('Enter');
    await page.getByRole('listitem').filter({ hasText: 'Has left' }).filter({ hasText: 'Anna' }).waitFor();
    await page.keyboard.press('F9');
    await lockScreen().waitFor();
    expect(await page.getByRole('radio').count()).toBe(2);

    const told = (await traffic()).flatMap(({ direction, name, text }) =>
      Object.values(PINS).flatMap((pin) => (text.includes(pin) ? [`${direction} ${name}`] : [])),
    );
    expect([...new Set(told)].toSorted()).toEqual(['in people.add', 'in people.approve', 'in people.signIn']);
    const memory = await memoryOf(page);
    expect(memory).toContain('Has left');
    expect([PINS.Mia, PINS.Anna].filter((pin) => memory.includes(pin))).toEqual([]);
    await terminal.kill();
    expect(filesWith(profile, [PINS.Mia, PINS.Anna])).toEqual([]);
    expect(entriesOfPeople('practice')).toMatchObject([
      { type: 'people.changed', by: null, what: 'added Mia as manager' },
      { type: 'people.changed', what: 'added Anna as cashier' },
      { type: 'people.changed', what: 'added Bo as cashier' },
      { type: 'people.changed', by: null, what: 'pinsOn true' },
      { type: 'person.signedIn', by: { name: 'Mia' } },
      { type: 'person.signedOut', by: { name: 'Mia' } },
      { type: 'person.signedIn', by: { name: 'Anna' } },
      { type: 'person.locked', by: { name: 'Anna' } },
      { type: 'person.signedIn', by: { name: 'Bo' } },
      { type: 'people.changed', by: { name: 'Bo' }, approvedBy: { name: 'Mia' }, what: 'Anna: left' },
      { type: 'person.locked', by: { name: 'Bo' } },
    ]);
  });

  it('is locked by itself and by sleep; payments go on, also of those who have left; the start is locked', async () => {
    await start();
    const { page } = terminal;
    await staff(['Anna', 'Bo'], 1);
    await takeOver('Anna');
    await sendRequest(page, '24900', '91234567');
    await seeState(page, /waiting/i);
    const reference = await waiting();
    await terminal.pass(61_000);
    await lockScreen().waitFor();
    await lockScreen().getByText('1 payment is in progress').waitFor();
    await simulator.act(reference, 'approve');
    await until(
      'the approval in the locked window',
      async () =>
        (await page.evaluate(async () => window.terminal.call['terminal.snapshot'](undefined))).sales[0]?.payments[0]
          ?.phase.name === 'authorized',
    );
    await typePin('Mia');
    await lockScreen().waitFor({ state: 'detached' });
    const anna = (await people()).list.find(({ name }) => name === 'Anna');
    expect(
      await page.evaluate(
        async (personId) =>
          window.terminal.call['people.change']({ personId, name: 'Anna', role: 'cashier', active: false, pin: null }),
        anna?.id ?? '',
      ),
    ).toEqual({ accepted: true });
    await terminal.electron.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
    await lockScreen().waitFor();
    await typePin('Bo');
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
    await terminal.kill();
    terminal = await shop.restart();
    await lockScreen().waitFor();
    await lockScreen().getByText('No payment is in progress').waitFor();
  });

  it('wait after wrong PINs, also after a restart; others can go on', async () => {
    await start();
    await staff(['Anna', 'Bo']);
    await terminal.page.keyboard.press('F9');
    await lockScreen().waitFor();
    for (const wrong of ['1111', '2222', '3333']) {
      await typePin('Anna', wrong);
      await lockScreen()
        .getByRole('alert')
        .filter({ hasText: wrong === '3333' ? 'Too many wrong tries' : 'That is not the PIN' })
        .waitFor();
    }
    await terminal.kill();
    terminal = await shop.restart();
    await lockScreen().waitFor();
    await terminal.page.getByRole('radio', { name: 'Anna' }).click();
    await lockScreen().getByRole('alert').filter({ hasText: 'Too many wrong tries' }).waitFor();
    await typePin('Bo');
    await lockScreen().waitFor({ state: 'detached' });
    await terminal.kill();
    expect(entriesOfPeople('practice')).toContainEqual(
      expect.objectContaining({ type: 'person.pinWrong', who: expect.objectContaining({ name: 'Anna' }), inARow: 3 }),
    );
  });

  it('anybody closes the locked app, after a question; a damaged file locks, a manager is added anew', async () => {
    await start();
    const { page } = terminal;
    await staff([]);
    await sendRequest(page, '24900', '91234567');
    await seeState(page, /waiting/i);
    await page.keyboard.press('F9');
    await lockScreen().waitFor();
    const over = goneFrom(terminal.electron.process());
    await terminal.electron.evaluate(({ app }) => app.quit());
    await terminal.page
      .getByTestId('leave')
      .click()
      .catch(() => undefined);
    await over;
    writeFileSync(join(profile, 'people.json'), readFileSync(join(profile, 'people.json'), 'utf8').slice(0, 200));
    terminal = await shop.restart();
    const recovery = terminal.page.getByRole('dialog', { name: /new PIN for a manager/ });
    await recovery.getByText('people.damaged-1.json').waitFor();
    await recovery.getByText('1 payment is in progress').waitFor();
    await terminal.page.getByRole('textbox', { name: 'Name of the manager' }).fill('Eva');
    await terminal.page.getByLabel('New PIN, 4 to 8 digits').fill('4711');
    await terminal.page.getByLabel('The same PIN again').fill('4711');
    await button('Set PIN and sign in').click();
    await recovery.waitFor({ state: 'detached' });
    expect(await people()).toMatchObject({
      signedIn: { name: 'Eva', role: 'manager' },
      settings: { pinsOn: true },
      damaged: null,
    });
  });

  it('are shown in a way that everybody can use, in both languages and themes', async () => {
    await start();
    await staff(['Anna']);
    const { page } = terminal;
    const found: string[] = [];
    const look = async (what: string) => {
      for (const finding of await axeFindings(page)) found.push(`${what}: ${finding}`);
    };
    await inEachLook(page, async (name) => {
      await page.keyboard.press('F8');
      await dialog().waitFor();
      await look(`switch ${name}`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('F9');
      await page.locator('.lock-dialog').waitFor();
      await look(`lock ${name}`);
      await page.locator('.lock-foot button').click();
      await page.locator('.recovery').waitFor();
      await look(`recovery ${name}`);
      await page.locator('.recovery-actions button').first().click();
      await typePin('Mia');
      await page.locator('.lock-dialog').waitFor({ state: 'detached' });
    });
    expect(found).toEqual([]);
  });
});

describe('a manager who forgot the PIN', () => {
  const KEYS = {
    clientId: 'recovery-client-id-31f0',
    clientSecret: 'recovery-client-secret-6c2d',
    subscriptionKey: 'recovery-subscription-9ab4',
  };

  async function setUp(): Promise<void> {
    const { page } = terminal;
    const answer = await page.evaluate(
      async ([credentials, store, preferences]) =>
        window.terminal.call['setup.complete']({
          store: {
            ...store,
            environment: 'test',
            merchantSerialNumber: '654321' as never,
            storeName: 'Bakeri',
            posId: 'till-9',
          },
          preferences,
          credentials,
          thisRunOnly: false,
        }),
      [KEYS, PRACTICE_STORE, CALM] as const,
    );
    expect(answer).toEqual({ accepted: true });
  }

  it('gets back in with the API keys of the till, checked and shown to nobody; wrong keys change nothing', async () => {
    await start({ keys: { ...KEYS, merchantSerialNumber: '654321' } });
    const { page } = terminal;
    await setUp();
    await staff([]);
    await page.keyboard.press('F9');
    await button('Forgotten PIN').click();
    await page.getByText('three API keys of the test environment').waitFor();
    const recover = async (secret: string) => {
      await page.getByRole('textbox', { name: 'Client ID' }).fill(KEYS.clientId);
      await page.getByRole('textbox', { name: 'Client secret' }).fill(secret);
      await page.getByRole('textbox', { name: /subscription key/i }).fill(KEYS.subscriptionKey);
      await page.getByLabel('New PIN, 4 to 8 digits').fill('40718253');
      await page.getByLabel('The same PIN again').fill('40718253');
      await button('Set PIN and sign in').click();
    };
    await recover('not-the-right-secret');
    await page.getByText('These are not the keys of this till').waitFor();
    await recover(KEYS.clientSecret);
    await page.locator('.lock-dialog').waitFor({ state: 'detached' });
    expect((await people()).signedIn?.name).toBe('Mia');
    await page.keyboard.press('F9');
    await lockScreen().waitFor();
    await typePin('Mia');
    await lockScreen().getByText('That is not the PIN').waitFor();
    await typePin('Mia', '40718253');
    await lockScreen().waitFor({ state: 'detached' });
    await terminal.kill();
    expect(filesWith(profile, [...Object.values(KEYS), '40718253'])).toEqual([]);
    expect(entriesOfPeople('test')).toContainEqual(
      expect.objectContaining({ type: 'people.changed', what: 'PIN of Mia set anew, with the test keys' }),
    );
  });
});
