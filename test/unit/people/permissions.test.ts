import { describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../../../electron/core/people/permissions.ts';
import type { CallInput, GuardedCalls } from '../../../shared/ipc/contract.ts';
import { CALLS } from '../../../shared/ipc/contract.ts';
import { CALLS_OF } from '../../../shared/ipc/names.ts';
import type { CallOf } from '../../../shared/ipc/names.ts';
import { validInputs } from '../../support/fuzz/messages.ts';
import { QUICK_HASHER } from '../../support/till/no-people.ts';
import { STAFF, staffedTill } from '../../support/till/staffed-till.ts';
import type { StaffedTill } from '../../support/till/staffed-till.ts';

const INPUTS = validInputs(7, 2);
const ofPeople = (name: CallOf<'till'>) => name.startsWith('people.');
const call = async (calls: GuardedCalls, name: CallOf<'till'>): Promise<unknown> =>
  (calls[name] as (input: unknown) => unknown)(INPUTS[name][0]);
/** Calls about people have handlers of their own; whether they act is seen in other tests. */
const through = ({ reached }: StaffedTill, name: CallOf<'till'>) => reached.some((each) => each.call === name);
const OTHERS = CALLS_OF.till.filter((name) => !ofPeople(name));

describe('every call', () => {
  it.each(CALLS_OF.till)(
    '%s has a row, and can say no in the words of its answer where the row asks for somebody',
    (name) => {
      expect(['anyone', 'signedIn', 'manager']).toContain(PERMISSIONS[name]);
      if (PERMISSIONS[name] === 'anyone') return;
      for (const error of ['people.locked', 'people.managerNeeded'])
        expect(CALLS[name].output.safeParse({ accepted: false, error })).toMatchObject({
          success: true,
          data: { accepted: false, error },
        });
    },
  );
});

describe.each(OTHERS)('%s', (name) => {
  it('is refused while the till is locked, unless anyone may make it', async () => {
    const till = staffedTill();
    const answer = await call(till.calls, name);
    expect(through(till, name)).toBe(PERMISSIONS[name] === 'anyone');
    if (PERMISSIONS[name] !== 'anyone') expect(answer).toMatchObject({ accepted: false, error: 'people.locked' });
  });

  it('is refused to a cashier where it needs a manager, and made by a manager', async () => {
    const till = staffedTill();
    await till.signIn('anna', '1111');
    const answer = await call(till.calls, name);
    expect(through(till, name)).toBe(PERMISSIONS[name] !== 'manager');
    if (PERMISSIONS[name] === 'manager')
      expect(answer).toMatchObject({ accepted: false, error: 'people.managerNeeded' });
    else
      expect(till.reached.at(-1)?.actor).toEqual({
        by: { id: 'anna', name: 'Anna' },
        mayApprove: false,
        approvedBy: null,
      });
    await till.signIn('mia', '9999');
    await call(till.calls, name);
    expect(till.reached.at(-1)).toEqual({
      call: name,
      actor: { by: { id: 'mia', name: 'Mia' }, mayApprove: true, approvedBy: null },
    });
  });

  it('is made by everybody in a shop without PINs, and nobody is named', async () => {
    const till = staffedTill({ disk: { file: { ...STAFF, settings: { ...STAFF.settings, pinsOn: false } } } });
    await call(till.calls, name);
    expect(till.reached).toEqual([{ call: name, actor: { by: null, mayApprove: true, approvedBy: null } }]);
  });
});

it.each(CALLS_OF.till.filter((name) => ofPeople(name) && PERMISSIONS[name] !== 'anyone'))(
  '%s is refused while the till is locked',
  async (name) => {
    const till = staffedTill();
    expect(await call(till.calls, name)).toMatchObject({ accepted: false, error: 'people.locked' });
    expect(till.disk.file).toBe(STAFF);
  },
);

it.each(['people.add', 'people.change', 'people.configure'] as const)('%s is refused to a cashier', async (name) => {
  const till = staffedTill();
  await till.signIn('anna', '1111');
  expect(await call(till.calls, name)).toMatchObject({ accepted: false, error: 'people.managerNeeded' });
  expect(till.disk.file).toBe(STAFF);
});

describe('an approval in place', () => {
  const release: CallInput<'setup.checkConnection'> = {
    environment: 'practice',
    merchantSerialNumber: null,
    credentials: null,
  };
  const approve = (till: StaffedTill, more: Partial<CallInput<'people.approve'>> = {}) =>
    till.calls['people.approve']({
      personId: 'mia',
      pin: '9999',
      call: 'setup.checkConnection',
      input: release,
      ...more,
    });
  const ask = async (till: StaffedTill, input = release) => (await till.calls['setup.checkConnection'](input)).accepted;
  const staffed = async () => {
    const till = staffedTill();
    await till.signIn('anna', '1111');
    return till;
  };

  it('lets this one call pass, once; the cashier stays signed in, and the entry can name the manager', async () => {
    const till = await staffed();
    expect(await ask(till)).toBe(false);
    expect(await approve(till)).toEqual({ accepted: true });
    expect(till.service.view.signedIn?.name).toBe('Anna');
    expect(await ask(till)).toBe(true);
    expect(till.reached.at(-1)?.actor).toEqual({
      by: { id: 'anna', name: 'Anna' },
      mayApprove: true,
      approvedBy: { id: 'mia', name: 'Mia' },
    });
    expect(await ask(till)).toBe(false);
  });

  it('is for exactly this input, however it is spelled', async () => {
    const till = await staffed();
    await approve(till);
    expect(await ask(till, { ...release, environment: 'test' })).toBe(false);
    expect(await ask(till, { credentials: null, merchantSerialNumber: null, environment: 'practice' })).toBe(true);
  });

  it('is for exactly this call', async () => {
    const till = await staffed();
    await approve(till, { call: 'settings.preferences', input: { language: 'nb', theme: 'dark', sounds: true } });
    expect(await ask(till)).toBe(false);
  });

  it('is over after a minute, when the till locks, and when another cashier takes over', async () => {
    const late = await staffed();
    await approve(late);
    await late.clock.pass(60_000);
    expect(await ask(late)).toBe(false);
    const locked = await staffed();
    await approve(locked);
    await locked.calls['people.lock'](undefined);
    await locked.signIn('anna', '1111');
    expect(await ask(locked)).toBe(false);
    const switched = await staffed();
    await approve(switched);
    await switched.signIn('bo', '2222');
    expect(await ask(switched)).toBe(false);
  });

  it('is not given to somebody who took over while the PIN was looked at', async () => {
    let looked = (): void => undefined;
    const slow = new Promise<void>((resolve) => (looked = resolve));
    const till = staffedTill({
      hasher: {
        ...QUICK_HASHER,
        verify: async (pin, kept) =>
          (pin === '9999' ? slow : Promise.resolve()).then(() => QUICK_HASHER.verify(pin, kept)),
      },
    });
    await till.signIn('anna', '1111');
    const approval = approve(till);
    await till.signIn('bo', '2222');
    looked();
    expect(await approval).toEqual({ accepted: false, error: 'people.locked' });
    expect(await ask(till)).toBe(false);
  });

  it('takes the PIN of a manager alone, and counts wrong ones', async () => {
    const till = await staffed();
    expect(await approve(till, { personId: 'bo', pin: '2222' })).toEqual({
      accepted: false,
      error: 'people.notManager',
    });
    for (const _ of [1, 2, 3])
      expect(await approve(till, { pin: '1234' })).toEqual({ accepted: false, error: 'people.wrongPin' });
    expect(await approve(till)).toEqual({ accepted: false, error: 'people.wait' });
    expect(await ask(till)).toBe(false);
  });

  it('is not given for an input that the call would not take', async () => {
    const till = await staffed();
    expect(await approve(till, { input: { strange: true } })).toEqual({ accepted: false, error: 'ipc.payloadInvalid' });
  });
});
