import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { rememberScrypt } from '../support/till/remembered-scrypt.ts';
import { filesOf, filesWithKeys, SET_UP, setUpFiles } from '../support/till/set-up-files.ts';

rememberScrypt();

const { home, file, profile, makeFile, start, apply } = setUpFiles();

/** Runs a till that dies before its nth step. @returns whether it died */
const diesAt = (step: number, folder: string, code: string): boolean => {
  const child = fileURLToPath(new URL('../support/till/provision-child.ts', import.meta.url));
  const { signal, status } = spawnSync(process.execPath, [child, folder, file(), code, String(step)]);
  expect([signal, status]).toEqual(signal === null ? [null, 0] : ['SIGKILL', null]);
  return signal !== null;
};

it('a kill before any step leaves the question for the code, or the till as it was set up', async () => {
  const code = await makeFile();
  const after: string[] = [];
  for (let step = 1; ; step += 1) {
    const folder = profile(`killed-${step}`);
    if (!diesAt(step, folder, code)) break;
    const started = await start({ folder });
    const { status, people, credentials } = started.view();
    const names = filesOf(folder).filter((name) => /^(?:people|settings|credentials-\w+)\.(?:json|bin)$/.test(name));
    after.push(`${status} ${people.list.length} ${credentials} ${names.join(' ')}`);
    expect(filesOf(folder)).not.toContain('provisioning');
    expect(filesWithKeys(folder)).toEqual([]);
    if (status === 'setup') expect(await apply(started, code)).toBe('set up');
    started.stop();
  }
  expect(new Set(after)).toEqual(
    new Set(['setup 0 missing ', 'open 2 stored credentials-test.bin people.json settings.json']),
  );
  expect(after.length).toBeGreaterThan(4);
});

it('forty tills from one file are alike but for their id, and no key lies anywhere in plain', async () => {
  const computer = { startWithSystem: true, fullScreen: true, keepAwake: true, comesBack: true };
  const code = await makeFile({ ...SET_UP, computer });
  const tills: unknown[] = [];
  for (let number = 1; number <= 40; number += 1) {
    const folder = profile(`till-${number}`);
    const machine = `BUTIKK-${String(number).padStart(2, '0')}`;
    const first = await start({ folder, machine });
    expect(await apply(first, code)).toBe('set up');
    first.stop();
    const { view, stop } = await start({ folder, machine });
    const { store, preferences, people, credentials, status } = view();
    stop();
    expect(store?.posId).toBe(`kasse${number}`);
    expect(preferences.counter).toEqual(computer);
    const list = people.list.map(({ name, role }) => ({ name, role }));
    tills.push({
      store: { ...store, posId: 'x' },
      preferences,
      list,
      settings: people.settings,
      credentials,
      status,
    });
  }
  expect(new Set(tills.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(filesWithKeys(home())).toEqual([]);
  const bytes = filesOf(home()).map((name) => readFileSync(join(home(), name), 'latin1'));
  expect(bytes.some((each) => each.includes(code))).toBe(false);
});
