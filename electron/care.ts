import { doctorWorld, programFacts } from './adapters/doctor/world.ts';
import type { Cipher } from './adapters/keys/cipher.ts';
import { createCareDoor } from './adapters/support/care-door.ts';
import type { CareDoorOptions } from './adapters/support/care-door.ts';
import { apiProxy } from './adapters/system/network.ts';
import type { CareDoor } from './core/ports/care.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Connections } from './core/ports/connections.ts';

export interface CareOptions extends Omit<CareDoorOptions, 'world'> {
  readonly clock: Clock;
  readonly cipher: Cipher;
  readonly connections: Connections;
  /** Names of the system's printers. */
  readonly printers: () => Promise<readonly string[]>;
}

/** The part of the composition that a till needs only when somebody looks after it; loaded then. */
export function careOf({ clock, cipher, connections, printers, ...door }: CareOptions): CareDoor {
  const program = programFacts(__APP_VERSION__, __FLAVOUR__);
  return createCareDoor({
    ...door,
    world: async (store) => {
      const wallet = store && (await connections.toExamine(store));
      return doctorWorld({ folder: door.folder, clock, cipher, wallet, resolveProxy: apiProxy, printers, program });
    },
  });
}
