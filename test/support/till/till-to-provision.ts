import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createConnections } from '../../../electron/adapters/connections.ts';
import { openSettingsStore } from '../../../electron/adapters/files/settings-store.ts';
import { createVault } from '../../../electron/adapters/keys/vault.ts';
import { createLog } from '../../../electron/adapters/log/log.ts';
import { openPeopleStore } from '../../../electron/adapters/people/people-store.ts';
import { createPinHasher } from '../../../electron/adapters/people/pin-hasher.ts';
import { openProvisionDoor } from '../../../electron/adapters/provision/door.ts';
import { provisionPath } from '../../../electron/adapters/provision/find.ts';
import { undoHalf } from '../../../electron/adapters/provision/half-done.ts';
import { HALF_DONE } from '../../../electron/adapters/provision/mark.ts';
import { sealProvision } from '../../../electron/adapters/provision/seal.ts';
import { requestBodies } from '../../../electron/adapters/vipps/bodies.ts';
import type { Cipher } from '../../../electron/adapters/keys/cipher.ts';
import type { Clock } from '../../../electron/core/ports/clock.ts';
import type { ExportDoor } from '../../../electron/core/ports/export.ts';
import { Provisioning } from '../../../electron/core/setup/provisioning.ts';
import { Till } from '../../../electron/core/till/till.ts';
import type { Till as TillView } from '../../../shared/ipc/contract.ts';
import { UTC } from './calendars.ts';
import { NO_CARE } from './no-care.ts';
import { itemsInMemory } from './items-in-memory.ts';
import { schoolInMemory } from './school-in-memory.ts';
import { NO_BACKUP, NO_COMPUTER, NO_CUSTOMER_SCREEN, NO_LOGO } from './no-backup.ts';
import { NO_EXPORTS } from './no-exports.ts';
import { noPrinter } from './no-printer.ts';
import { systemIds } from './system-ids.ts';
import { turnedCipher } from './turned-cipher.ts';
import { NO_PICTURES } from './no-pictures.ts';
import { createPictureShelf } from '../../../electron/shell/picture-shelf.ts';

// electron-store asks the electron package for its app; outside Electron that package gives a path, and must not fetch
// a binary for it.
process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= 'none';

export interface Started {
  readonly till: Till;
  /** As it was published last. */
  view(): TillView;
  stop(): void;
}

export interface StartOptions {
  readonly folder: string;
  /** The set-up file that the switch names. */
  readonly file: string;
  readonly machine: string;
  readonly clock: Clock;
  readonly cipher?: Cipher;
  readonly exports?: ExportDoor;
  /** What the disk does not take. */
  readonly refuses?: 'settings' | 'people';
}

/** A start of the app without windows, as `assembly.ts` makes it: real files, real log, a keychain that is known. */
export async function startToProvision(options: StartOptions): Promise<Started> {
  const { folder, file, machine, clock, cipher = turnedCipher(), refuses } = options;
  const log = createLog({ path: join(folder, 'logs', 'skranke.log'), clock });
  const store = await openSettingsStore(folder, log);
  const full = { ok: false, error: 'people.notSaved' } as const;
  const settings = { ...store, write: refuses === 'settings' ? async () => full : store.write };
  if (existsSync(join(folder, HALF_DONE))) undoHalf(folder, settings, log);
  const onSecret = (secret: string) => log.watch(secret);
  const vault = createVault({ folder, cipher, log, onSecret });
  const people = openPeopleStore(folder, log);
  const connections = createConnections({
    folder,
    clock,
    log,
    vault,
    fetch: () => Promise.reject(new TypeError('no network here')),
    pictures: NO_PICTURES,
    version: '0.0.0',
    apiUrl: 'http://127.0.0.1:9',
    seals: null,
    practice: {
      start: () => Promise.reject(new Error('no practice')),
      showPhone: () => undefined,
      heldOut: () => Promise.resolve(null),
      stop: () => undefined,
    },
  });
  await connections.journals.ready();
  const path = settings.current().store === null ? provisionPath(['.', `--provision=${file}`], file) : null;
  const door =
    path === null
      ? null
      : openProvisionDoor({ path, folder, log, onSecret, machine, forgetKeys: (of) => vault.forget(of) });
  let view: TillView | null = null;
  const till = new Till({
    shelf: createPictureShelf(),
    connections,
    settings,
    keys: vault,
    tryOut: null,
    provision: door && ((host) => new Provisioning(door, host)),
    maker: { make: sealProvision },
    items: itemsInMemory(),
    school: schoolInMemory(),
    bodies: requestBodies,
    clock,
    ids: systemIds,
    log,
    calendar: UTC,
    exports: options.exports ?? NO_EXPORTS,
    people: refuses === 'people' ? { ...people, write: async () => full } : people,
    hasher: createPinHasher(cipher, log),
    ...noPrinter(),
    ...NO_CARE,
    publisher: { publish: (event) => void (event.type === 'till' && (view = event.till)) },
    leave: () => undefined,
    backup: NO_BACKUP,
    computer: NO_COMPUTER,
    customer: NO_CUSTOMER_SCREEN,
    logo: NO_LOGO,
    updates: null,
    restart: () => undefined,
    version: '0.0.0',
  });
  await till.start();
  await log.open();
  return {
    till,
    view: () => {
      if (view === null) throw new Error('nothing was published');
      return view;
    },
    stop: () => till.stop(),
  };
}
