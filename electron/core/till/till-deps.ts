import type { CareDoor } from '../ports/care.ts';
import type { BackupDoor } from '../ports/backup.ts';
import type { PictureShelf } from '../ports/code-picture.ts';
import type { Computer } from '../ports/computer.ts';
import type { Connections } from '../ports/connections.ts';
import type { CustomerScreen } from '../ports/customer-screen.ts';
import type { Ids } from '../ports/ids.ts';
import type { ItemsStore } from '../ports/items.ts';
import type { KeyKeeper } from '../ports/keys.ts';
import type { LogoDoor } from '../ports/logo.ts';
import type { Log } from '../ports/log.ts';
import type { PeopleStore, PinHasher } from '../ports/people.ts';
import type { Publisher } from '../ports/publisher.ts';
import type { SchoolStore } from '../ports/school.ts';
import type { RequestBodies } from '../ports/wallet.ts';
import type { PrintDeps } from '../printing/print-calls.ts';
import type { DayDeps } from './day-calls.ts';
import type { DayNews } from '../closing/closing-service.ts';
import type { ProvisionDeps } from './provision-host.ts';
import type { UpdatingDeps } from './updating.ts';
import type { TerminalEvent } from '../../../shared/ipc/contract.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

/** What the till is given of the world. */
export interface TillDeps extends PrintDeps, ProvisionDeps, UpdatingDeps, Omit<DayDeps, 'note' | keyof DayNews> {
  readonly connections: Connections;
  readonly keys: KeyKeeper;
  /** What the till is while it has no settings, or null: then it asks first. */
  readonly tryOut: StoreSettings | null;
  readonly items: ItemsStore;
  readonly school: SchoolStore;
  readonly bodies: RequestBodies;
  readonly ids: Ids;
  readonly log: Log;
  readonly publisher: Publisher<TerminalEvent>;
  readonly people: PeopleStore;
  readonly hasher: PinHasher;
  readonly backup: BackupDoor;
  readonly computer: Computer;
  readonly customer: CustomerScreen;
  readonly shelf: PictureShelf;
  readonly logo: LogoDoor;
  /** Loaded when somebody looks after the till. */
  care(): Promise<CareDoor>;
  /** Ends the app; open payments are looked up at the next start. */
  leave(): void;
}
