import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBundle, planFor } from '../../build/bundle.ts';
import { debName, makeDeb } from '../../build/installers/deb.ts';
import { writeManifest } from '../../build/installers/manifest.ts';
import { papersFor } from '../../build/installers/papers.ts';
import { packagedFolder, packageName, PRODUCT } from '../../build/packaged.ts';
import { packageProgram } from '../../build/packaging.ts';
import { chosenElectron } from '../../build/setup/electron-runtime.ts';
import { root } from '../../build/setup/paths.ts';
import { signingKey } from '../../build/update-keys.ts';
import { isPaid } from '../../shared/payment-standing.ts';
import { axeFindings, inEachLook } from '../support/app/axe.ts';
import { canHaveRoot, cleanRoot, type CleanRoot } from '../support/app/clean-root.ts';
import { paymentsInJournal } from '../support/app/compare-books.ts';
import {
  freshFolder,
  goneFrom,
  launchTerminal,
  removeFolder,
  screenOf,
  seeState,
  sendRequest,
  type TerminalApp,
} from '../support/app/terminal-app.ts';
import { until } from '../support/app/simulator-process.ts';
import { updateServer, type UpdateServer } from '../support/network/update-server.ts';

const NAME = packageName('test');
const { version: FIRST } = planFor('test');
const NEXT = '98.0.0';
const TIME = 1_780_000_000;

/** As a system has it where a person sits in front: who they are is asked of nobody in a root without a seat. */
const RULE = `polkit.addRule(function (action, subject) {
  if (action.id === 'no.skranke.${NAME}.update' && subject.user === 'seller') return polkit.Result.YES;
});
`;

describe.skipIf(!canHaveRoot())('the installed program updates itself', () => {
  let system: CleanRoot;
  let made: string;
  let server: UpdateServer;
  const daemons: ReturnType<typeof spawn>[] = [];
  const profile = (): string => join(system.home, '.config', PRODUCT['test']);
  const paid = (): number => paymentsInJournal(profile()).filter(isPaid).length;
  const installed = (): string => system.asRoot('dpkg-query', '--show', '--showformat=${Version}', NAME);

  async function deb(version: string, program: string): Promise<string> {
    const file = join(made, debName('test', version));
    await makeDeb({ flavour: 'test', version, program, deb: file, time: TIME, compression: 'quick' });
    return file;
  }

  /** The same sources under a higher version. */
  async function nextProgram(): Promise<string> {
    const plan = { ...planFor('test'), version: NEXT, out: join(root, 'out', 'app-test-update') };
    await ensureBundle(plan);
    const folder = join(made, 'next');
    const papers = papersFor(plan);
    await packageProgram({ flavour: 'test', bundle: plan, folder, electron: chosenElectron(), papers });
    const [unpacked = ''] = readdirSync(folder).filter((name) => name.endsWith('-unpacked'));
    return join(folder, unpacked);
  }

  /** The doors of a real system: its bus, and who says what a person may have done as root. */
  async function openDoor(): Promise<void> {
    writeFileSync(join(system.folder, '/etc/polkit-1/rules.d/10-seller.rules'), RULE);
    mkdirSync(join(system.folder, '/run/dbus'), { recursive: true });
    const daemon = (...command: string[]) =>
      daemons.push(spawn('chroot', [system.folder, ...command], { stdio: 'ignore' }));
    system.asRoot('sh', '-c', 'test -s /etc/machine-id || dbus-uuidgen > /etc/machine-id');
    daemon('/usr/bin/dbus-daemon', '--system', '--nofork', '--nopidfile');
    await until(
      'the bus',
      async () => statSync(join(system.folder, '/run/dbus/system_bus_socket'), { throwIfNoEntry: false }) !== undefined,
    );
    daemon('/usr/lib/polkit-1/polkitd', '--no-debug');
  }

  /** Programs that run in there, but for those that were started here. */
  const running = (): number[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => {
        try {
          return (
            readlinkSync(`/proc/${pid}/root`) === system.folder &&
            readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith(`/opt/${NAME}/`)
          );
        } catch {
          return false;
        }
      });

  beforeAll(async () => {
    made = freshFolder();
    server = await updateServer();
    system = await cleanRoot();
    await openDoor();
    const first = await deb(FIRST, packagedFolder('test'));
    spawnSync('cp', [first, join(system.folder, '/tmp/first.deb')]);
    system.asRoot('dpkg', '--install', '/tmp/first.deb');
    const next = await deb(NEXT, await nextProgram());
    const key = signingKey('test');
    const told = { product: NAME, channel: 'stable', version: NEXT, time: TIME, files: [next], folder: made } as const;
    const manifest = await writeManifest({ ...told, keys: key ? [key] : [] });
    for (const file of [next, manifest]) server.files.set(file.split('/').at(-1) ?? '', readFileSync(file));
    mkdirSync(profile(), { recursive: true });
    writeFileSync(join(profile(), 'updates.json'), JSON.stringify({ address: server.address }));
  }, 1_000_000);
  afterAll(async () => {
    for (const pid of running()) process.kill(pid, 'SIGKILL');
    for (const daemon of daemons) daemon.kill('SIGKILL');
    system?.end();
    await server?.end();
    removeFolder(made);
  });

  const open = (opensOn: 'set-up' | 'sale') =>
    launchTerminal({ executable: system.starter(`/usr/bin/${NAME}`), opensOn, sandboxed: true });

  async function sale({ page, phone }: TerminalApp, amount: string, number: string): Promise<void> {
    await sendRequest(page, amount, number);
    await seeState(page, /waiting/i);
    await (await phone()).getByRole('button', { name: /^approve/i }).click();
    await seeState(page, /approved/i);
    await screenOf(page).capture.click();
    await seeState(page, /^paid/i);
  }

  const updatesOf = async ({ page }: TerminalApp): Promise<void> => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Updates' }).click();
  };

  it('finds, fetches and proves it while it sells, installs it at a manager’s word, and has every sale', async () => {
    const first = await open('set-up');
    await first.page.getByRole('button', { name: 'Continue' }).click();
    await first.page.getByRole('button', { name: 'Start practising' }).click();
    await sale(first, '12500', '91234567');
    await updatesOf(first);
    await first.page.locator('[data-update="idle"]').waitFor();
    const findings: string[] = [];
    await inEachLook(first.page, async () => void findings.push(...(await axeFindings(first.page))));
    await first.page.getByRole('button', { name: 'Look now' }).click();
    await first.page.locator('[data-update="ready"]').waitFor();
    await inEachLook(first.page, async () => void findings.push(...(await axeFindings(first.page))));
    expect(findings).toEqual([]);
    expect(installed()).toBe(FIRST);
    const gone = goneFrom(first.child);
    const begun = performance.now();
    await first.page.getByTestId('install-now').click();
    await gone;
    const restarted = performance.now() - begun;
    expect(installed()).toBe(NEXT);
    expect(system.asRoot('dpkg', '--verify', NAME)).toBe('');
    // It has started itself anew; here that one makes room for one that can be steered.
    await until('the program that started anew', async () => running().length > 0);
    console.log(`installed and started anew after ${(restarted / 1000).toFixed(1)} s`);
    for (const pid of running()) process.kill(pid, 'SIGKILL');
    await until('its end', async () => running().length === 0);

    const second = await open('sale');
    expect(await second.electron.evaluate(({ app }) => app.getVersion())).toBe(NEXT);
    await second.page.getByText(`Updated from version ${FIRST} to ${NEXT}`).waitFor();
    await sale(second, '9900', '92345678');
    await second.close();
    expect(paid()).toBe(2);
    expect(readdirSync(join(system.folder, '/var/lib')).filter((name) => name.startsWith('skranke'))).toEqual([]);
  });
});
