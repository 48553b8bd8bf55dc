import type { TillEntry } from '../journal/till-entries.ts';
import type { BackupDoor } from '../ports/backup.ts';
import type { Calendar, Clock } from '../ports/clock.ts';
import { slug } from '../../../shared/ids.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { Actor } from '../../../shared/people.ts';
import type { Progress } from '../../../shared/progress.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';

interface BackupDeps {
  readonly backup: BackupDoor;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly till: { readonly hasOpenPayments: boolean };
  readonly keeper: {
    readonly store: StoreSettings | null;
    /** The counter is closed for good: another till stands here from the next start on. */
    endOfDays(): void;
  };
  readonly news: { progressed(task: 'backup' | 'restore', progress: Progress | null): void };
  note(entry: TillEntry): void;
}

/** Long enough for the window to say what happened. */
const RESTART_MS = 1_500;

type BackupCall = 'backup.make' | 'backup.restore';

/** One at a time, of either. */
export function backupCalls(deps: () => BackupDeps): Pick<CallHandlers, BackupCall> {
  let busy = false;
  const alone = async <T>(
    task: 'backup' | 'restore',
    work: () => Promise<Result<T, ErrorCode>>,
  ): Promise<Result<T, ErrorCode>> => {
    if (busy) return err('export.busy');
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
      deps().news.progressed(task, null);
    }
  };
  return {
    'backup.make': async ({ passphrase }, { by, approvedBy }) => {
      const made = await alone('backup', () => make(deps(), passphrase));
      if (!made.ok) return { accepted: false, error: made.error };
      const { note, clock } = deps();
      if (made.value !== null)
        note({ type: 'export.made', at: clock.now(), by, approvedBy, kind: 'backup', period: null });
      return { accepted: true, file: made.value };
    },
    'backup.restore': async ({ passphrase }, actor) => {
      const restored = await alone('restore', () => restore(deps, passphrase, actor));
      return restored.ok ? { accepted: true, madeAt: restored.value } : { accepted: false, error: restored.error };
    },
  };
}

function make({ backup, clock, calendar, keeper: { store }, news }: BackupDeps, passphrase: string) {
  const { date } = calendar.local(clock.now());
  const shop = store ? `${store.storeName} · ${store.posId}` : '';
  const name = store ? `${slug(store.storeName, 20)}-${slug(store.posId, 20)}` : 'skranke';
  const suggestion = `${name}-${date}.skranke-backup`;
  return backup.make({ passphrase, suggestion, shop }, (progress) => news.progressed('backup', progress));
}

/** Nothing that was sold is ever put aside by it: only a till that never sold becomes another. */
async function restore(
  deps: () => BackupDeps,
  passphrase: string,
  actor: Actor,
): Promise<Result<number | null, ErrorCode>> {
  const { backup, clock, news, keeper } = deps();
  const inTheWay = async (): Promise<ErrorCode | null> => {
    const empty = await backup.isEmpty();
    return deps().till.hasOpenPayments ? 'setup.openPayments' : empty ? null : 'backup.notEmpty';
  };
  const refused = await inTheWay();
  if (refused) return err(refused);
  const laidOut = await backup.layOut(passphrase, actor, (progress) => news.progressed('restore', progress));
  if (!laidOut.ok) return laidOut;
  if (laidOut.value === null) return ok(null);
  // Somebody can have sold while the file was read.
  const meanwhile = await inTheWay();
  if (meanwhile) return err(meanwhile);
  keeper.endOfDays();
  const done = await backup.commit();
  // Whatever the disk said: the counter is closed, and the next start shows which till it is.
  clock.after(RESTART_MS, () => backup.restart());
  return done.ok ? ok(laidOut.value.madeAt) : done;
}
