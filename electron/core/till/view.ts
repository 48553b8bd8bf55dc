import { isUnexamined } from '../doctor/needed.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { CustomerScreen } from '../ports/customer-screen.ts';
import type { JournalKeeper } from '../ports/journal-keeper.ts';
import type { Journal } from '../ports/journal.ts';
import type { LogoDoor } from '../ports/logo.ts';
import type { SettingsStore } from '../ports/settings.ts';
import type { PrintService } from '../printing/print-service.ts';
import { businessDayAt } from '../reports/business-day.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Till as TillView } from '../../../shared/ipc/contract.ts';
import { ZERO } from '../../../shared/money.ts';

export type Status = Pick<TillView, 'status' | 'problem'>;
export const SETUP: Status = { status: 'setup', problem: null };
export const STARTING: Status = { status: 'starting', problem: null };
export const OPEN: Status = { status: 'open', problem: null };
export const DISK_REFUSES: Status = { status: 'open', problem: 'till.journalUnavailable' };
export const blocked = (problem: ErrorCode): Status => ({ status: 'blocked', problem });

/** What an opened counter is: nothing new is sold in a journal that cannot be trusted. */
export function statusOf({ damage, tampering }: Pick<JournalKeeper, 'damage' | 'tampering'>): Status {
  if (damage) return blocked('till.journalDamaged');
  return tampering ? blocked('till.journalTampered') : OPEN;
}

/** Whether what is found in the journal, or accepted there, changes what the till is. */
export const mayChange = ({ status, problem }: Status): boolean =>
  status === 'open' || problem === 'till.journalTampered';

interface ViewDeps {
  readonly connections: Connections;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly slips: Pick<PrintService, 'jobs'>;
  readonly customer: CustomerScreen;
  readonly logo: LogoDoor;
  readonly version: string;
}

/** What the till itself holds. */
type Held = Status &
  Pick<
    TillView,
    | 'store'
    | 'preferences'
    | 'credentials'
    | 'keychain'
    | 'lamps'
    | 'leaving'
    | 'people'
    | 'settingsFound'
    | 'provision'
    | 'update'
  >;

/** Everything about the till that is not a sale, as a window gets it. @param journal of the open counter, or null */
export function viewOf(
  { connections, settings, clock, calendar, slips, customer, logo, version }: ViewDeps,
  held: Held,
  journal: Journal | null,
): TillView {
  const { from } = businessDayAt(calendar, held.store?.dayStartsAt ?? 0, clock.now());
  const { sum, count } = journal?.takings(from) ?? { sum: ZERO, count: 0 };
  return {
    ...held,
    setUp: settings.current().store !== null,
    today: { sum, count },
    damagedSettings: settings.damaged(),
    damage: connections.journals.damage,
    tampering: connections.journals.tampering,
    journalNotice: connections.journals.notice,
    slips: [...slips.jobs],
    unexamined: journal !== null && held.store !== null && isUnexamined(journal, held.store.environment),
    version,
    displays: customer.displays(),
    logo: logo.current(),
  };
}
