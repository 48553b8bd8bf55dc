import { expect, it } from 'vitest';
import { SqliteJournal } from '../../../electron/adapters/journal/store/sqlite-journal.ts';
import { requestBodies } from '../../../electron/adapters/vipps/bodies.ts';
import type { KeyedEnvironment } from '../../../electron/core/ports/keys.ts';
import type { ApiFailure } from '../../../electron/core/ports/api-failure.ts';
import { Till } from '../../../electron/core/till/till.ts';
import { merchantSerialNumberSchema } from '../../../shared/ids.ts';
import type { Till as TillView } from '../../../shared/ipc/contract.ts';
import { PRACTICE_STORE } from '../../../shared/practice.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/settings.ts';
import { WHOLE_JOURNALS } from '../../support/journal/whole-journals.ts';
import { T0 } from '../../support/machine/payment-samples.ts';
import { UTC } from '../../support/till/calendars.ts';
import { schoolInMemory } from '../../support/till/school-in-memory.ts';
import { itemsInMemory } from '../../support/till/items-in-memory.ts';
import { NO_BACKUP, NO_COMPUTER, NO_CUSTOMER_SCREEN, NO_LOGO } from '../../support/till/no-backup.ts';
import { NO_EXPORTS } from '../../support/till/no-exports.ts';
import { noPeople } from '../../support/till/no-people.ts';
import { NO_PROVISION } from '../../support/till/no-provision.ts';
import { noPrinter } from '../../support/till/no-printer.ts';
import { systemIds } from '../../support/till/system-ids.ts';
import { VirtualClock } from '../../support/till/virtual-clock.ts';
import { NO_CARE } from '../../support/till/no-care.ts';
import { createPictureShelf } from '../../../electron/shell/picture-shelf.ts';

const REFUSED: ApiFailure = { kind: 'unauthorized', error: 'wallet.keysRejected', status: 401 };

it('shows in the middle of a day that the keys are refused, and that they work again', async () => {
  const clock = new VirtualClock(T0);
  const journal = new SqliteJournal(':memory:');
  const seen: TillView['credentials'][] = [];
  const judged: [KeyedEnvironment, boolean][] = [];
  let answer: Result<null, ApiFailure> = ok(null);
  const never = () => expect.unreachable('nothing is sold');
  const api = {
    reach: () => Promise.resolve(answer),
    create: never,
    get: never,
    events: never,
    capture: never,
    cancel: never,
    refund: never,
  };
  const till = new Till({
    shelf: createPictureShelf(),
    ...NO_CARE,
    school: schoolInMemory(),
    connections: {
      journals: WHOLE_JOURNALS,
      open: () =>
        Promise.resolve(
          ok({
            journal,
            api,
            wallet: () => api,
            settlement: { ledger: never },
            picture: never,
            close: () => journal.close(),
          }),
        ),
      reads: never,
      examine: never,
      toExamine: never,
      showPhone: never,
      heldOut: () => Promise.resolve(null),
    },
    settings: {
      current: () => ({
        store: {
          ...PRACTICE_STORE,
          environment: 'test',
          merchantSerialNumber: merchantSerialNumberSchema.parse('123456'),
        },
        preferences: DEFAULT_PREFERENCES,
      }),
      damaged: () => null,
      newer: () => false,
      write: never,
    },
    keys: {
      keychain: () => Promise.resolve('available'),
      status: () => Promise.resolve(judged.at(-1)?.[1] === false ? 'rejected' : 'stored'),
      judged: (environment, accepted) => void judged.push([environment, accepted]),
      keep: never,
      matches: never,
    },
    tryOut: null,
    items: itemsInMemory(),
    bodies: requestBodies,
    clock,
    calendar: UTC,
    ids: systemIds,
    log: { info: never, warn: never, error: never },
    publisher: { publish: (event) => void (event.type === 'till' && seen.push(event.till.credentials)) },
    leave: never,
    backup: NO_BACKUP,
    computer: NO_COMPUTER,
    customer: NO_CUSTOMER_SCREEN,
    logo: NO_LOGO,
    updates: null,
    restart: () => undefined,
    exports: NO_EXPORTS,
    ...noPeople(),
    ...noPrinter(),
    ...NO_PROVISION,
    version: '0.0.0',
  });
  await till.start();
  answer = err(REFUSED);
  till.lookAtAll();
  await clock.settle();
  expect(seen.at(-1)).toBe('rejected');
  answer = ok(null);
  till.lookAtAll();
  await clock.settle();
  expect(seen.at(-1)).toBe('stored');
  // Every answer says what the keys are worth; only a change is told.
  till.lookAtAll();
  await clock.settle();
  expect(judged).toEqual([
    ['test', false],
    ['test', true],
  ]);
  till.stop();
});
