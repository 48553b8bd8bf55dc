import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../electron/adapters/system/clock.ts';
import { NO_WISHES } from '../../../shared/settings.ts';
import { rememberScrypt } from '../../support/till/remembered-scrypt.ts';
import { CANARY, filesOf, filesWithKeys, SET_UP, setUpFiles } from '../../support/till/set-up-files.ts';

rememberScrypt();

/** The steps of a kill, and forty tills from one file, are in test/long/provision.test.ts. */
const { home, file, profile, makeFile, start, apply } = setUpFiles();
const TAKES_LONG = 60_000;

const json = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));

describe('a set-up file and its code', () => {
  it('make a till with its settings, people and keys, also after a restart', async () => {
    const code = await makeFile();
    const first = await start();
    expect(first.view()).toMatchObject({
      status: 'setup',
      provision: { problem: null, lines: [], becomes: { storeName: 'Bakeri på hjørnet', posId: 'kasse7', people: 2 } },
    });
    expect(await apply(first, code.toLowerCase().replaceAll('0', 'o'))).toBe('set up');
    first.stop();
    const second = await start();
    expect(second.view()).toMatchObject({
      status: 'open',
      setUp: true,
      provision: null,
      credentials: 'stored',
      store: { environment: 'test', merchantSerialNumber: '654321', posId: 'kasse7', vatRates: [2500, 1500, 1200, 0] },
      // The file is from before there were wishes of the computer.
      preferences: {
        language: 'nb',
        theme: 'system',
        sounds: false,
        wholeAmounts: false,
        paidStays: 8,
        counter: NO_WISHES,
      },
      people: { settings: { pinsOn: false }, list: [{ name: 'Kari', role: 'manager' }, { name: 'Ola' }] },
    });
    expect(filesOf(profile())).not.toContain('provisioning');
    expect(filesWithKeys(home())).toEqual([]);
  });

  it('sign nobody in before a PIN was chosen, and turn PINs on only with a manager who has one', async () => {
    const code = await makeFile();
    const { till, view } = await start();
    await till.handlers['provision.apply']({ code, number: null });
    const kari = view().people.list[0]?.id ?? '';
    const on = { pinsOn: true, lockAfterMinutes: 5, refundLimit: view().people.settings.refundLimit };
    expect(await till.handlers['people.configure'](on)).toEqual({ accepted: false, error: 'people.noManager' });
    const named = { personId: kari, name: 'Kari', role: 'manager', active: true } as const;
    expect(await till.handlers['people.change']({ ...named, pin: '4711' })).toEqual({ accepted: true });
    expect(await till.handlers['people.configure'](on)).toEqual({ accepted: true });
    const ola = view().people.list[1]?.id ?? '';
    const noPin = { accepted: false, error: 'people.noPin' };
    expect(await till.handlers['people.signIn']({ personId: ola, pin: '0000' })).toEqual(noPin);
    expect(await till.handlers['people.signIn']({ personId: kari, pin: '4711' })).toEqual({ accepted: true });
  });

  it('ask for a number where the name of the machine has none, and refuse an id that is too long', async () => {
    const code = await makeFile();
    const started = await start({ machine: 'counter' });
    expect(started.view().provision?.becomes?.posId).toBeNull();
    expect(await apply(started, code)).toBe('provision.noTillId');
    expect(await apply(started, code, 12)).toBe('set up');
    expect(started.view().store?.posId).toBe('kasse12');
    await makeFile({ ...SET_UP, till: { id: '{machine}' } });
    const other = await start({ folder: profile('other'), machine: 'm'.repeat(37) });
    expect(other.view().provision?.problem).toBe('provision.noTillId');
  });

  it('leave keys out where the till is for practice', async () => {
    const code = await makeFile({ ...SET_UP, environment: 'practice', merchantSerialNumber: null });
    const started = await start();
    expect(await apply(started, code)).toBe('set up');
    expect(json(profile(), 'settings.json')).toMatchObject({ store: { environment: 'practice', posId: 'kasse7' } });
  });
});

describe('a file that cannot be used changes nothing', () => {
  const nothingWritten = (folder = profile()) =>
    expect(filesOf(folder).filter((name) => !name.startsWith('logs'))).toEqual([]);

  it('with the wrong code, and after three the tries wait', async () => {
    const other = await makeFile();
    await makeFile();
    const started = await start();
    for (let tries = 0; tries < 3; tries += 1) expect(await apply(started, other)).toBe('provision.wrongCode');
    expect(await apply(started, other)).toBe('provision.wait');
    expect(started.view().provision?.waitUntil).toBeGreaterThan(systemClock.now());
    nothingWritten();
  });

  it.each<[string, (text: string) => string]>([
    ['another shop', (text) => text.replace('Bakeri på', 'Baker på')],
    ['another sales unit', (text) => text.replace('654321', '654322')],
    ['a later end', (text) => text.replace(/"expires": "20\d\d/, '"expires": "2099')],
    ['one more manager', (text) => text.replace('"cashier"', '"manager"')],
    [
      'another seal',
      (text) => text.replace(/"iv": "../, (start) => `${start.slice(0, -2)}${start.endsWith('AA') ? 'BB' : 'AA'}`),
    ],
  ])('with the right code and %s in it', async (_, change) => {
    const code = await makeFile(SET_UP, change);
    expect(await apply(await start(), code)).toBe('provision.tampered');
    nothingWritten();
  });

  it('after its end', async () => {
    const code = await makeFile(SET_UP, undefined, -1);
    const started = await start();
    expect(started.view().provision?.problem).toBe('provision.expired');
    expect(await apply(started, code)).toBe('provision.expired');
    nothingWritten();
  });

  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'provision.unreadable'],
    ['cut off', '{"format": "skranke-provision",', 'provision.unreadable'],
    ['of a megabyte', ' '.repeat(1024 * 1024), 'provision.unreadable'],
    ['of random bytes', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256), 'provision.unreadable'],
    ['of another kind', '{"format": "something", "version": 1}', 'provision.unreadable'],
    ['of another version', '{"format": "skranke-provision", "version": 2, "more": true}', 'provision.otherVersion'],
    ['the plain one with the keys', JSON.stringify({ ...SET_UP, keys: CANARY }), 'provision.unreadable'],
  ])('that is %s', async (_, content, problem) => {
    writeFileSync(file(), content);
    const started = await start();
    expect(started.view().provision).toMatchObject({ problem, becomes: null });
    expect(JSON.stringify(started.view())).not.toContain('canary');
    expect(await apply(started, 'anything')).toBe(problem);
    nothingWritten();
    expect(filesWithKeys(profile())).toEqual([]);
  });

  it('that is not there, or a folder', async () => {
    const missing = await start({ file: join(home(), 'nowhere.json') });
    expect(missing.view().provision?.problem).toBe('provision.unreadable');
    const folder = await start({ file: home(), folder: profile('other') });
    expect(folder.view().provision?.problem).toBe('provision.unreadable');
  });

  it('and says line by line what is wrong in it', async () => {
    const wrong = {
      ...SET_UP,
      shop: { name: '', country: 'SE' },
      till: { id: 'kasse' },
      vat: { rates: [25, 12], usual: 15 },
      people: [...SET_UP.people, { name: 'kari', role: 'boss' }],
      pin: '1234',
    };
    await makeFile(wrong);
    const { provision } = (await start()).view();
    expect(provision?.lines.map(({ path, found, expected, value }) => [path, found, expected, value])).toEqual([
      ['setUp.shop.name', '""', 'atLeast', '1'],
      ['setUp.shop.country', '"SE"', 'oneOf', 'NO, DK, FI'],
      ['setUp.till.id', '"kasse"', 'tillRule', ''],
      ['setUp.people[3].role', '"boss"', 'oneOf', 'cashier, manager'],
      ['setUp.pin', '"1234"', 'notThere', ''],
    ]);
    await makeFile({ ...SET_UP, vat: { rates: [25, 12], usual: 15 }, people: [...SET_UP.people, SET_UP.people[0]] });
    const again = await start({ folder: profile('other') });
    expect(again.view().provision?.lines.map(({ path, expected }) => [path, expected])).toEqual([
      ['setUp.vat.usual', 'inRates'],
      ['setUp.people[3].name', 'otherName'],
    ]);
  });

  it('on a till that has people or was set up before', async () => {
    const code = await makeFile();
    const used = await start();
    expect(await apply(used, code)).toBe('set up');
    expect(await apply(used, code)).toBe('provision.notFresh');
    used.stop();
    rmSync(join(profile(), 'settings.json'));
    const again = await start();
    expect(again.view().provision?.problem).toBe('provision.notFresh');
    expect(await apply(again, code)).toBe('provision.notFresh');
  });
});

describe(
  'settings, people and keys are written together or not at all',
  () => {
    const left = () => filesOf(profile()).filter((name) => !name.startsWith('logs') && name !== 'settings.json');

    it('when the disk refuses the settings', async () => {
      const code = await makeFile();
      const refused = await start({ refuses: 'settings' });
      expect(await apply(refused, code)).toBe('people.notSaved');
      expect(refused.view()).toMatchObject({ status: 'setup', people: { list: [] } });
      refused.stop();
      const again = await start();
      expect(left()).toEqual([]);
      expect(await apply(again, code)).toBe('set up');
    });

    it('when the disk refuses the people', async () => {
      const code = await makeFile();
      const refused = await start({ refuses: 'people' });
      expect(await apply(refused, code)).toBe('people.notSaved');
      refused.stop();
      await start();
      expect(left()).toEqual([]);
    });

    it('when the keychain refuses the keys', async () => {
      const code = await makeFile({ ...SET_UP, environment: 'production' });
      const cipher = {
        keychain: async () => 'plain' as const,
        encrypt: async () => Buffer.from(''),
        decrypt: async () => ({ text: '', renew: false }),
      };
      const refused = await start({ cipher });
      expect(await apply(refused, code)).toBe('setup.keychainUnavailable');
      expect(refused.view()).toMatchObject({ status: 'setup', people: { list: [] }, provision: { problem: null } });
      expect(filesWithKeys(profile())).toEqual([]);
    });
  },
  TAKES_LONG,
);
