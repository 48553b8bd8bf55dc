import type { TillEntry } from '../../../electron/core/journal/till-entries.ts';
import { PeopleService } from '../../../electron/core/people/people-service.ts';
import type { Connections } from '../../../electron/core/ports/connections.ts';
import type { KeyKeeper } from '../../../electron/core/ports/keys.ts';
import type { PeopleFile, PinHasher } from '../../../electron/core/ports/people.ts';
import type { CallHandlers, GuardedCalls } from '../../../shared/ipc/contract.ts';
import { CALL_NAMES } from '../../../shared/ipc/names.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import { DEFAULT_PEOPLE_SETTINGS } from '../../../shared/people.ts';
import type { Actor } from '../../../shared/people.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import { WHOLE_JOURNALS } from '../journal/whole-journals.ts';
import { T0 } from '../machine/payment-samples.ts';
import { QUICK_HASHER, peopleInMemory } from './no-people.ts';
import { recordingLog } from './recording-log.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Two who sell and one who leads, PINs on. Their PINs: 1111, 2222, 9999. */
export const STAFF: PeopleFile = {
  settings: { ...DEFAULT_PEOPLE_SETTINGS, pinsOn: true },
  people: [
    { id: 'anna', name: 'Anna', role: 'cashier', active: true, pin: 'hash of 1111', wrongTries: 0, wrongApprovals: 0 },
    { id: 'bo', name: 'Bo', role: 'cashier', active: true, pin: 'hash of 2222', wrongTries: 0, wrongApprovals: 0 },
    { id: 'mia', name: 'Mia', role: 'manager', active: true, pin: 'hash of 9999', wrongTries: 0, wrongApprovals: 0 },
  ],
  wrongKeys: 0,
};

export interface StaffedTill {
  readonly service: PeopleService;
  readonly calls: GuardedCalls;
  readonly clock: VirtualClock;
  readonly disk: { file: PeopleFile };
  readonly noted: TillEntry[];
  /** Every call that got through the guard to a handler that only notes it. */
  readonly reached: { readonly call: CallName; readonly actor: Actor }[];
  signIn(personId: string, pin: string): Promise<string>;
}

export interface StaffedTillOptions {
  readonly disk?: { file: PeopleFile };
  readonly hasher?: PinHasher;
  readonly keys?: Partial<KeyKeeper>;
  readonly connections?: Partial<Connections>;
  readonly shop?: StoreSettings | null;
}

const refuses = (): never => {
  throw new Error('nobody should ask');
};

/** The people of a till with handlers that do nothing: who gets through, as whom, and what the journal hears. */
export function staffedTill({
  disk = { file: STAFF },
  hasher = QUICK_HASHER,
  keys = {},
  connections = {},
  shop = null,
}: StaffedTillOptions = {}): StaffedTill {
  const clock = new VirtualClock(T0);
  const noted: TillEntry[] = [];
  const reached: StaffedTill['reached'] = [];
  const service = new PeopleService({
    store: peopleInMemory(disk),
    hasher,
    clock,
    log: recordingLog(),
    keys: {
      keychain: refuses,
      status: () => Promise.resolve('missing'),
      judged: refuses,
      keep: refuses,
      matches: refuses,
      ...keys,
    },
    connections: {
      journals: WHOLE_JOURNALS,
      open: refuses,
      showPhone: refuses,
      heldOut: () => Promise.resolve(null),
      reads: refuses,
      examine: refuses,
      toExamine: refuses,
      ...connections,
    },
    shop: () => shop,
    note: (entry) => void noted.push(entry),
    changed: () => undefined,
  });
  const handlers = Object.fromEntries(
    CALL_NAMES.map((call) => [
      call,
      (_input: unknown, actor: Actor) => {
        reached.push({ call, actor });
        return { accepted: true };
      },
    ]),
  ) as unknown as CallHandlers;
  const calls = service.guard(handlers);
  return {
    service,
    calls,
    clock,
    disk,
    noted,
    reached,
    async signIn(personId, pin) {
      const answer = await calls['people.signIn']({ personId, pin });
      return answer.accepted ? 'in' : answer.error;
    },
  };
}
