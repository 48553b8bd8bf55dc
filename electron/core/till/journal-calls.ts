import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { Progress } from '../../../shared/progress.ts';
import { err } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { JournalKeeper } from '../ports/journal-keeper.ts';
import { reply } from '../../../shared/ipc/replies.ts';

interface JournalDesk {
  readonly journals: JournalKeeper;
  /** What a window sees of the journal has changed. */
  changed(): void;
  startAnew(): Promise<Result<null, ErrorCode>>;
  /** Whether something stands in the way of selling is different now. */
  looked(): void;
  progressed(task: 'verify', progress: Progress | null): void;
}

type JournalCall = 'journal.acknowledge' | 'journal.accept' | 'journal.startAnew' | 'journal.verify';

/** What a person can want with the journal itself. */
export function journalCalls(desk: () => JournalDesk): Pick<CallHandlers, JournalCall> {
  return {
    'journal.acknowledge': (_, actor) => {
      const { journals } = desk();
      // That the shop goes on without seals is a manager's to know.
      if (journals.notice?.name === 'unsealed' && !actor.mayApprove) return reply(err('people.managerNeeded'));
      const done = journals.acknowledge(actor);
      desk().changed();
      return reply(done);
    },
    'journal.accept': ({ reason }, actor) => {
      const done = desk().journals.accept(actor, reason);
      desk().looked();
      return reply(done);
    },
    'journal.startAnew': async () => reply(await desk().startAnew()),
    'journal.verify': async () => {
      const { journals, progressed } = desk();
      const verdict = await journals.verify((progress) => progressed('verify', progress));
      progressed('verify', null);
      return verdict.ok ? { accepted: true, verdict: verdict.value } : { accepted: false, error: verdict.error };
    },
  };
}
