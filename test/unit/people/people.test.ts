import { describe, expect, it } from 'vitest';
import { waitAfter } from '../../../electron/core/people/wrong-tries.ts';
import type { Connections } from '../../../electron/core/ports/connections.ts';
import type { PersonRecord, PinHasher } from '../../../electron/core/ports/people.ts';
import { merchantSerialNumberSchema, referenceSchema } from '../../../shared/ids.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { minor } from '../../../shared/money.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { err, ok } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import { WHOLE_JOURNALS } from '../../support/journal/whole-journals.ts';
import { QUICK_HASHER } from '../../support/till/no-people.ts';
import { STAFF, staffedTill } from '../../support/till/staffed-till.ts';
import type { StaffedTill } from '../../support/till/staffed-till.ts';

const types = (till: StaffedTill) => till.noted.map((entry) => entry.type);
const minutes = (count: number) => count * 60_000;

describe('wrong PINs', () => {
  it('cost nothing twice, then more each time, up to ten minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 8, 9, 50].map(waitAfter)).toEqual([
      0, 0, 0, 10_000, 20_000, 40_000, 320_000, 600_000, 600_000,
    ]);
  });

  it('are not looked at before the wait is over, the right one neither; then the right one ends the row', async () => {
    const till = staffedTill();
    for (const _ of [1, 2, 3]) expect(await till.signIn('anna', '3131')).toBe('people.wrongPin');
    expect(await till.signIn('anna', '1111')).toBe('people.wait');
    expect(till.service.view.list[0]?.waitUntil).toBe(till.clock.now() + 10_000);
    await till.clock.pass(9_999);
    expect(await till.signIn('anna', '1111')).toBe('people.wait');
    await till.clock.pass(1);
    expect(await till.signIn('anna', '3131')).toBe('people.wrongPin');
    await till.clock.pass(19_999);
    expect(await till.signIn('anna', '1111')).toBe('people.wait');
    await till.clock.pass(1);
    expect(await till.signIn('anna', '1111')).toBe('in');
    expect(till.disk.file.people[0]?.wrongTries).toBe(0);
    // Another person never waited.
    expect(await till.signIn('bo', '2222')).toBe('in');
  });

  it('still count after a restart, and the wait begins anew', async () => {
    const till = staffedTill();
    for (const _ of [1, 2, 3]) await till.signIn('anna', '3131');
    expect(till.disk.file.people[0]?.wrongTries).toBe(3);
    const again = staffedTill({ disk: till.disk });
    expect(await again.signIn('anna', '1111')).toBe('people.wait');
    await again.clock.pass(10_000);
    expect(await again.signIn('anna', '3131')).toBe('people.wrongPin');
    expect(again.disk.file.people[0]?.wrongTries).toBe(4);
  });

  it('are no way round the wait when a hundred come at once', async () => {
    let looked = 0;
    const hasher: PinHasher = {
      ...QUICK_HASHER,
      verify: (pin, kept) => ((looked += 1), QUICK_HASHER.verify(pin, kept)),
    };
    const till = staffedTill({ hasher });
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, number) => till.signIn('anna', String(2000 + number))),
    );
    expect(looked).toBe(3);
    expect(answers.filter((answer) => answer === 'people.wait')).toHaveLength(97);
  });

  it('are told to the journal from the third on, and the PIN is in no entry', async () => {
    const till = staffedTill();
    for (const _ of [1, 2]) await till.signIn('anna', '3131');
    expect(till.noted).toEqual([]);
    await till.signIn('anna', '3131');
    expect(till.noted).toMatchObject([{ type: 'person.pinWrong', who: { id: 'anna', name: 'Anna' }, inARow: 3 }]);
    expect(JSON.stringify(till.noted)).not.toContain('3131');
  });

  it('of a manager lock them out of that place alone; another manager’s right PIN goes through', async () => {
    const right = { role: 'manager', active: true, pin: 'hash of 8888', wrongTries: 0, wrongApprovals: 0 } as const;
    const eva: PersonRecord = { id: 'eva', name: 'Eva', ...right };
    const till = staffedTill({ disk: { file: { ...STAFF, people: [...STAFF.people, eva] } } });
    await till.signIn('anna', '1111');
    const asked = { call: 'settings.preferences', input: { language: 'nb', theme: 'dark', sounds: true } } as const;
    const approve = async (personId: string, pin: string) => {
      const answer = await till.calls['people.approve']({ personId, pin, ...asked });
      return answer.accepted ? 'approved' : answer.error;
    };
    for (const _ of [1, 2, 3]) expect(await approve('mia', '3131')).toBe('people.wrongPin');
    expect(await approve('mia', '9999')).toBe('people.wait');
    expect(await approve('eva', '8888')).toBe('approved');
    const approvalWaitUntil = till.clock.now() + 10_000;
    expect(till.service.view.list.find(({ id }) => id === 'mia')).toMatchObject({ waitUntil: null, approvalWaitUntil });
    // A restart changes neither.
    const again = staffedTill({ disk: till.disk });
    expect(await again.signIn('mia', '9999')).toBe('in');
    // And nobody who was locked out of signing in is locked out of approving.
    await again.clock.pass(10_000);
    for (const _ of [1, 2, 3]) await again.signIn('mia', '3131');
    await again.signIn('bo', '2222');
    expect(await again.signIn('mia', '9999')).toBe('people.wait');
    expect(await again.calls['people.approve']({ personId: 'mia', pin: '9999', ...asked })).toEqual({ accepted: true });
  });

  it('whose hash cannot be read any more are not counted', async () => {
    const till = staffedTill({ hasher: { ...QUICK_HASHER, verify: () => Promise.resolve('unreadable') } });
    for (const _ of [1, 2, 3, 4]) expect(await till.signIn('anna', '1111')).toBe('people.pinUnreadable');
  });
});

describe('who is signed in', () => {
  it('is nobody at a start; a switch signs one out and the other in', async () => {
    const till = staffedTill();
    expect(till.service.view).toMatchObject({ locked: true, signedIn: null });
    await till.signIn('anna', '1111');
    await till.signIn('bo', '2222');
    expect(till.service.view).toMatchObject({ locked: false, signedIn: { name: 'Bo' }, lastId: 'bo' });
    await till.calls['people.lock'](undefined);
    expect(till.service.view).toMatchObject({ locked: true, signedIn: null, lastId: 'bo' });
    expect(till.noted).toMatchObject([
      { type: 'person.signedIn', by: { name: 'Anna' } },
      { type: 'person.signedOut', by: { name: 'Anna' } },
      { type: 'person.signedIn', by: { name: 'Bo' } },
      { type: 'person.locked', by: { name: 'Bo' } },
    ]);
  });

  it('is nobody once nobody has touched the till for the set time, whatever the clock on the wall says', async () => {
    const till = staffedTill();
    await till.signIn('anna', '1111');
    await till.clock.pass(minutes(4));
    await till.calls['people.active'](undefined);
    await till.clock.pass(minutes(5) - 1);
    expect(till.service.view.locked).toBe(false);
    await till.clock.pass(1);
    expect(till.service.view.locked).toBe(true);
  });

  it('is locked out by a new, shorter time as well', async () => {
    const till = staffedTill();
    await till.signIn('mia', '9999');
    await till.clock.pass(minutes(2));
    await till.calls['people.configure']({ ...STAFF.settings, lockAfterMinutes: 1 });
    await till.clock.pass(0);
    expect(till.service.view.locked).toBe(true);
  });
});

describe('the book of people', () => {
  const managed = async () => {
    const till = staffedTill();
    await till.signIn('mia', '9999');
    till.noted.length = 0;
    return till;
  };
  const anna: CallInput<'people.change'> = { personId: 'anna', name: 'Anna', role: 'cashier', active: true, pin: null };
  const mia: CallInput<'people.change'> = { personId: 'mia', name: 'Mia', role: 'manager', active: true, pin: null };

  it('never has fewer than one manager while PINs are on', async () => {
    const till = await managed();
    expect(await till.calls['people.change']({ ...mia, active: false })).toEqual({
      accepted: false,
      error: 'people.lastManager',
    });
    expect(await till.calls['people.change']({ ...mia, role: 'cashier' })).toEqual({
      accepted: false,
      error: 'people.lastManager',
    });
    await till.calls['people.change']({ ...anna, role: 'manager' });
    expect(await till.calls['people.change']({ ...mia, active: false })).toEqual({ accepted: true });
    // Who has left is out at once.
    expect(till.service.view).toMatchObject({ locked: true, signedIn: null });
    expect(await till.signIn('mia', '9999')).toBe('people.unknown');
    expect(till.disk.file.people.map(({ name }) => name)).toEqual(['Anna', 'Bo', 'Mia']);
  });

  it('keeps the last of two managers who leave at the same time', async () => {
    const till = await managed();
    await till.calls['people.change']({ ...anna, role: 'manager' });
    const answers = await Promise.all([
      till.calls['people.change']({ ...anna, role: 'cashier' }),
      till.calls['people.change']({ ...mia, role: 'cashier' }),
    ]);
    expect(answers.map(({ accepted }) => accepted)).toEqual([true, false]);
  });

  it('has each name once, also that of somebody who left, whatever its letters', async () => {
    const till = await managed();
    await till.calls['people.change']({ ...anna, active: false });
    expect(await till.calls['people.add']({ name: 'ANNA', role: 'cashier', pin: '5555' })).toEqual({
      accepted: false,
      error: 'people.nameTaken',
    });
    expect(await till.calls['people.change']({ ...mia, name: 'bo' })).toEqual({
      accepted: false,
      error: 'people.nameTaken',
    });
    expect(await till.calls['people.change']({ ...anna, active: true })).toEqual({ accepted: true });
    expect(await till.signIn('anna', '1111')).toBe('in');
  });

  it('takes a new PIN, which ends a wait, and tells the journal what changed but not the PIN', async () => {
    const till = await managed();
    for (const _ of [1, 2, 3]) await till.signIn('anna', '3131');
    till.noted.length = 0;
    await till.calls['people.change']({ ...anna, name: 'Anna B', role: 'manager', pin: '345678' });
    expect(await till.signIn('anna', '1111')).toBe('people.wrongPin');
    expect(await till.signIn('anna', '345678')).toBe('in');
    await till.calls['people.add']({ name: 'Cai', role: 'cashier', pin: '7654' });
    await till.calls['people.configure']({ ...STAFF.settings, refundLimit: minor(50_000) });
    expect(till.noted).toMatchObject([
      { type: 'people.changed', by: { name: 'Mia' }, what: 'Anna: now named Anna B, now manager, new PIN' },
      { type: 'person.signedOut' },
      { type: 'person.signedIn', by: { name: 'Anna B' } },
      { type: 'people.changed', by: { name: 'Anna B' }, what: 'added Cai as cashier' },
      { type: 'people.changed', what: 'refundLimit 50000' },
    ]);
    expect(JSON.stringify(till.noted)).not.toMatch(/345678|7654|3131/);
  });

  it('does not lose one of two changes made at the same time', async () => {
    const till = await managed();
    await Promise.all([
      till.calls['people.add']({ name: 'Cai', role: 'cashier', pin: '7654' }),
      till.calls['people.add']({ name: 'Dag', role: 'cashier', pin: '8765' }),
    ]);
    expect(till.service.view.list.map(({ name }) => name)).toEqual(['Anna', 'Bo', 'Mia', 'Cai', 'Dag']);
  });

  it('lets a new shop add people first, refuses PINs without a manager, locks when they are switched on', async () => {
    const till = staffedTill({
      disk: { file: { ...STAFF, people: [], settings: { ...STAFF.settings, pinsOn: false } } },
    });
    expect(till.service.view).toMatchObject({ locked: false, signedIn: null });
    expect(await till.signIn('mia', '9999')).toBe('people.pinsOff');
    await till.calls['people.add']({ name: 'Cai', role: 'cashier', pin: '7654' });
    expect(await till.calls['people.configure'](STAFF.settings)).toEqual({
      accepted: false,
      error: 'people.noManager',
    });
    await till.calls['people.add']({ name: 'Dag', role: 'manager', pin: '8765' });
    expect(await till.calls['people.configure'](STAFF.settings)).toEqual({ accepted: true });
    expect(till.service.view.locked).toBe(true);
    const dag = till.service.view.list.find(({ name }) => name === 'Dag');
    expect(await till.signIn(dag?.id ?? '', '8765')).toBe('in');
    expect(await till.calls['people.configure']({ ...STAFF.settings, pinsOn: false })).toEqual({ accepted: true });
    expect(till.service.view).toMatchObject({ locked: false, signedIn: null });
  });
});

describe('a forgotten PIN of a manager', () => {
  const KEYS = { clientId: 'client-id-1', clientSecret: 'client-secret-1', subscriptionKey: 'subscription-1' };
  const WRONG = { ...KEYS, clientSecret: 'client-secret-2' };
  const shop: StoreSettings = {
    ...PRACTICE_STORE,
    environment: 'production',
    merchantSerialNumber: merchantSerialNumberSchema.parse('123456'),
  };
  const held = (environment: string) => ({
    status: (asked: string) => Promise.resolve(asked === environment ? ('stored' as const) : ('missing' as const)),
    matches: (_environment: string, typed: typeof KEYS) => Promise.resolve(typed.clientSecret === KEYS.clientSecret),
  });
  const recover = (till: StaffedTill, more: Partial<CallInput<'people.recover'>> = {}) =>
    till.calls['people.recover']({ credentials: KEYS, who: { personId: 'mia' }, pin: '4321', ...more });

  it('is set anew by whoever types the API keys, and the journal tells it', async () => {
    const till = staffedTill({ shop, keys: held('production') });
    expect(await till.calls['people.recoveryNeeds'](undefined)).toEqual({ keysOf: 'production' });
    expect(await recover(till)).toEqual({ accepted: true });
    expect(till.service.view.signedIn?.name).toBe('Mia');
    await till.calls['people.lock'](undefined);
    expect(await till.signIn('mia', '9999')).toBe('people.wrongPin');
    expect(await till.signIn('mia', '4321')).toBe('in');
    expect(types(till)).toContain('people.changed');
    expect(till.noted).toContainEqual(
      expect.objectContaining({ what: 'PIN of Mia set anew, with the production keys' }),
    );
    expect(JSON.stringify(till.noted)).not.toMatch(/4321|client-|subscription-/);
  });

  it('stays as it is with wrong keys or none, and wrong keys make everybody wait for longer', async () => {
    const till = staffedTill({ shop, keys: held('production') });
    expect(await recover(till, { credentials: null })).toEqual({ accepted: false, error: 'setup.keysIncomplete' });
    for (const _ of [1, 2, 3])
      expect(await recover(till, { credentials: WRONG })).toEqual({ accepted: false, error: 'people.wrongKeys' });
    expect(await recover(till)).toEqual({ accepted: false, error: 'people.wait' });
    expect(till.service.view.recoveryWaitUntil).toBe(till.clock.now() + 10_000);
    expect(till.disk.file.wrongKeys).toBe(3);
    const again = staffedTill({ disk: till.disk, shop, keys: held('production') });
    expect(await recover(again)).toEqual({ accepted: false, error: 'people.wait' });
    expect(await again.signIn('mia', '9999')).toBe('in');
    expect(again.disk.file.people).toEqual(STAFF.people);
  });

  it('needs no keys only where there is no money: never while keys to real money are held', async () => {
    const practice = staffedTill({ shop: PRACTICE_STORE });
    expect(await practice.calls['people.recoveryNeeds'](undefined)).toEqual({ keysOf: null });
    expect(await recover(practice, { credentials: null })).toEqual({ accepted: true });
    const training = staffedTill({ shop: PRACTICE_STORE, keys: held('production') });
    expect(await recover(training, { credentials: null })).toEqual({ accepted: false, error: 'setup.keysIncomplete' });
    // Settings that were spoiled are no way round it either.
    const spoiled = staffedTill({ shop: null, keys: held('production') });
    expect(await recover(spoiled, { credentials: null })).toEqual({ accepted: false, error: 'setup.keysIncomplete' });
  });

  it('asks the API where the keys are not held any more; no answer is no verdict', async () => {
    const checked: unknown[] = [];
    const answers: Awaited<ReturnType<Connections['examine']>>[] = [
      err('network.offline'),
      err('wallet.keysRejected'),
      ok({ serialNumber: 'proved', name: null }),
    ];
    const examine: Connections['examine'] = (input) => (
      checked.push(input),
      Promise.resolve(answers.shift() ?? err('internal'))
    );
    const journals = {
      ...WHOLE_JOURNALS,
      walletOf: () => ({ merchantSerialNumber: merchantSerialNumberSchema.parse('123456'), payment: null }),
    };
    const settings = { ...shop, merchantSerialNumber: merchantSerialNumberSchema.parse('666666') };
    const till = staffedTill({
      shop: settings,
      connections: { journals, examine },
      keys: { matches: () => Promise.resolve(null) },
    });
    expect(await recover(till)).toEqual({ accepted: false, error: 'network.offline' });
    expect(till.disk.file.wrongKeys).toBe(0);
    expect(await recover(till)).toEqual({ accepted: false, error: 'people.wrongKeys' });
    expect(await recover(till)).toEqual({ accepted: true });
    // The serial number is the journal's; the file of the settings can be edited.
    expect(checked[0]).toEqual({ environment: 'production', merchantSerialNumber: '123456', credentials: KEYS });
    const unproved = staffedTill({
      shop,
      connections: { journals, examine: () => Promise.resolve(ok({ serialNumber: 'notProved', name: null })) },
      keys: { matches: () => Promise.resolve(null) },
    });
    expect(await recover(unproved)).toEqual({ accepted: false, error: 'people.keysNotProved' });
    const nothing = staffedTill({
      shop,
      connections: { examine: () => expect.unreachable('no journal says whom to ask about') },
      keys: { matches: () => Promise.resolve(null) },
    });
    expect(await recover(nothing)).toEqual({ accepted: false, error: 'people.keysNotProved' });
  });

  it('with a payment in the journal only keys that read it count: any merchant’s pass the other checks', async () => {
    const payment = { reference: referenceSchema.parse('k7m2-till-1-1'), currency: 'NOK' as const };
    const merchantSerialNumber = merchantSerialNumberSchema.parse('123456');
    const journals = { ...WHOLE_JOURNALS, walletOf: () => ({ merchantSerialNumber, payment }) };
    const answers: Awaited<ReturnType<Connections['reads']>>[] = [err('network.offline'), ok(false), ok(true)];
    const read: unknown[] = [];
    const reads: Connections['reads'] = (asked) => (
      read.push(asked),
      Promise.resolve(answers.shift() ?? err('internal'))
    );
    const examine: Connections['examine'] = () => Promise.resolve(ok({ serialNumber: 'proved', name: 'Another shop' }));
    const till = staffedTill({
      shop,
      connections: { journals, examine, reads },
      keys: { matches: () => Promise.resolve(null) },
    });
    expect(await recover(till)).toEqual({ accepted: false, error: 'network.offline' });
    expect(await recover(till)).toEqual({ accepted: false, error: 'people.wrongKeys' });
    expect(await recover(till)).toEqual({ accepted: true });
    expect(read[0]).toEqual({ environment: 'production', merchantSerialNumber, credentials: KEYS, ...payment });
  });

  it('is no way in for a cashier, and adds a manager where the file was lost', async () => {
    const till = staffedTill({ shop: PRACTICE_STORE });
    expect(await recover(till, { who: { personId: 'anna' } })).toEqual({ accepted: false, error: 'people.unknown' });
    const lost = staffedTill({ shop: PRACTICE_STORE, disk: { file: { ...STAFF, people: [] } } });
    expect(lost.service.view.locked).toBe(true);
    expect(await recover(lost, { who: { name: 'Eva' } })).toEqual({ accepted: true });
    expect(lost.service.view).toMatchObject({ locked: false, signedIn: { name: 'Eva', role: 'manager' } });
  });
});
