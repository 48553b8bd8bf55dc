import type { ErrorCode } from '../../shared/errors.ts';
import type { Till as TillView } from '../../shared/ipc/contract.ts';
import { minor, ZERO } from '../../shared/money.ts';
import { businessDayAt } from './day/business-day.ts';
import type { Calendar, Clock, Connections, Journal, SettingsStore } from './ports.ts';
import type { PrintDesk } from './printing/print-desk.ts';

export type Status = Pick<TillView, 'status' | 'problem'>;
export const SETUP: Status = { status: 'setup', problem: null };
export const STARTING: Status = { status: 'starting', problem: null };
export const OPEN: Status = { status: 'open', problem: null };
export const DISK_REFUSES: Status = { status: 'open', problem: 'till.journalUnavailable' };
export const blocked = (problem: ErrorCode): Status => ({ status: 'blocked', problem });

interface ViewDeps {
  readonly connections: Connections;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly slips: Pick<PrintDesk, 'jobs'>;
  readonly version: string;
}

/** What the till itself holds. */
type Held = Status &
  Pick<TillView, 'store' | 'preferences' | 'credentials' | 'keychain' | 'lamps' | 'leaving' | 'people' | 'settingsFound'>;

/** Everything about the till that is not a sale, as a window gets it. @param journal of the open counter, or null */
export function viewOf({ connections, settings, clock, calendar, slips, version }: ViewDeps, held: Held, journal: Journal | null): TillView {
  const { from } = businessDayAt(calendar, held.store?.dayStartsAt ?? 0, clock.now());
  const { sum, count } = journal?.takings(from) ?? { sum: 0, count: 0 };
  return {
    ...held,
    setUp: settings.current().store !== null,
    today: { sum: sum === 0 ? ZERO : minor(sum), count },
    damagedSettings: settings.damaged(),
    damage: connections.journals.damage,
    journalNotice: connections.journals.notice,
    slips: [...slips.jobs],
    version,
  };
}
