import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { Progress } from '../../../shared/progress.ts';
import { err } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { JournalKeeper } from '../ports/journal-keeper.ts';
import { reply } from '../../../shared/ipc/replies.ts';

interface JournalCallsDeps {
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
export function journalCalls(deps: () => JournalCallsDeps): Pick<CallHandlers, JournalCall> {
  return {
    'journal.acknowledge': (_, actor) => {
      const { journals } = deps();
      // That the shop goes on without seals is a manager's to know.
      if (journals.notice?.name === 'unsealed' && !actor.mayApprove) return reply(err('people.managerNeeded'));
      const done = journals.acknowledge(actor);
      deps().changed();
      return reply(done);
    },
    'journal.accept': ({ reason }, actor) => {
      const done = deps().journals.accept(actor, reason);
      deps().looked();
      return reply(done);
    },
    'journal.startAnew': async () => reply(await deps().startAnew()),
    'journal.verify': async () => {
      const { journals, progressed } = deps();
      const verdict = await journals.verify((progress) => progressed('verify', progress));
      progressed('verify', null);
      return verdict.ok ? { accepted: true, verdict: verdict.value } : { accepted: false, error: verdict.error };
    },
  };
}
