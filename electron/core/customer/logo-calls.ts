import type { TillEntry } from '../journal/till-entries.ts';
import type { Clock } from '../ports/clock.ts';
import type { LogoDoor } from '../ports/logo.ts';
import { changesBetween, recordOf } from '../setup/settings-changes.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import type { Actor } from '../../../shared/people.ts';

export interface LogoDeps {
  readonly logo: LogoDoor;
  readonly clock: Clock;
  /** Writes an entry into the journal. */
  note(entry: TillEntry): void;
  /** The picture is another. */
  changed(): void;
}

/** Keeping the shop's picture. The journal hears who changed it, as of all settings. */
export function logoCalls(deps: () => LogoDeps): Pick<CallHandlers, 'logo.choose' | 'logo.remove'> {
  const record = () => recordOf({ logo: deps().logo.current() });
  const noted = (before: ReturnType<typeof record>, { by, approvedBy }: Actor): void => {
    const { clock, note, changed } = deps();
    const changes = changesBetween(before, record());
    if (changes.length === 0) return;
    note({ type: 'settings.changed', at: clock.now(), by, approvedBy, changes });
    changed();
  };
  return {
    'logo.choose': async (_, actor) => {
      const before = record();
      const chosen = await deps().logo.choose();
      if (!chosen.ok) return { accepted: false, error: chosen.error };
      noted(before, actor);
      return { accepted: true, taken: chosen.value !== null };
    },
    'logo.remove': (_, actor) => {
      const before = record();
      const removed = deps().logo.remove();
      noted(before, actor);
      return reply(removed);
    },
  };
}
