import { useCallback, useEffect, useRef, useState } from 'react';
import { withApproval } from '../people/approval.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { useBooks, useProgress } from '../state/store.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import type { Progress } from '../../shared/progress.ts';

type Accepted<T> = Extract<T, { readonly accepted: true }>;
export type Draft = Accepted<CallOutput<'closing.draft'>>;
export type Listed = Accepted<CallOutput<'closing.list'>>['closings'][number];
export type OneReport = CallInput<'closing.show'>;

export interface ClosingState {
  readonly draft: Draft | null;
  readonly progress: Progress | null;
  /** From the moment it is asked for until what it found is in the draft. */
  readonly comparing: boolean;
  readonly problem: ErrorCode | null;
  readonly compare: () => void;
  readonly stop: () => void;
  /** One reason for all of these differences. */
  readonly explain: (
    report: number | null,
    differences: readonly string[],
    reason: string,
  ) => Promise<ErrorCode | null>;
  readonly close: (reason: string | null, what: string) => Promise<number | null>;
}

/** Why not, or null. */
async function refusal(
  call: Promise<{ accepted: true } | { accepted: false; error: ErrorCode }>,
): Promise<ErrorCode | null> {
  try {
    const answer = await call;
    return answer.accepted ? null : answer.error;
  } catch (reason) {
    return denialOf(reason);
  }
}

/** Why it does not come out of the printer, or null. */
export const printReport = (what: OneReport): Promise<ErrorCode | null> => refusal(bridge.call['closing.print'](what));

/** What a closing would be now, made anew whenever the books have changed; and how far a comparison is. */
export function useClosing(): ClosingState {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const progress = useProgress('compare');
  const books = useBooks();
  const [asked, setAsked] = useState(false);
  const running = useRef(false);
  useEffect(() => void (running.current = progress !== null), [progress]);
  useEffect(() => {
    let wanted = true;
    const fetched = async () => {
      const reply = await bridge.call['closing.draft'](undefined);
      if (!wanted) return;
      if (reply.accepted) setDraft(reply);
      else setProblem(reply.error);
      if (!running.current) setAsked(false);
    };
    // Events come in bursts: a sale that is paid makes several.
    const timer = setTimeout(
      () => void fetched().catch((reason: unknown) => wanted && setProblem(denialOf(reason))),
      60,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [books]);
  const compare = useCallback(() => {
    setAsked(true);
    void refusal(bridge.call['closing.compare'](undefined)).then((refused) => {
      setProblem(refused);
      if (refused !== null) setAsked(false);
    });
  }, []);
  const comparing = asked || progress !== null;
  useCompareByItself(draft, comparing, compare);
  return {
    draft,
    progress,
    comparing,
    problem,
    compare,
    stop: () => void bridge.call['closing.stopComparing'](undefined).catch(() => undefined),
    explain: (report, differences, reason) =>
      refusal(bridge.call['closing.explain']({ report, differences: [...differences], reason })),
    close: async (reason, what) => {
      if (!draft) return null;
      const { takings, refunds, requests } = draft.report;
      try {
        const reply = await withApproval(
          'closing.close',
          { seen: { takings: takings.amount, refunds: refunds.amount, requests: requests.sent.count }, reason },
          what,
        );
        setProblem(reply.accepted ? null : reply.error);
        return reply.accepted ? reply.entry : null;
      } catch (denied) {
        setProblem(denialOf(denied));
        return null;
      }
    },
  };
}

/**
 * The first step takes itself: what was never compared, or has moved since, is compared once. What the wallet could not
 * answer is left to a person.
 */
function useCompareByItself(draft: Draft | null, comparing: boolean, compare: () => void): void {
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (!draft || draft.unused || comparing) return;
    const { takings, refunds, reconciliation, needs } = draft.report;
    const isStale = needs.includes('notCompared') && (reconciliation?.wallet.notAsked ?? 0) === 0;
    const moved = [takings, refunds].map(({ count, amount }) => `${count} ${amount}`).join(' ');
    if (!isStale || done.current === moved) return;
    done.current = moved;
    compare();
  }, [draft, comparing, compare]);
}

/** The closings of this till, newest first. */
export function useClosings(made: number): {
  readonly closings: readonly Listed[];
  readonly more: (() => void) | null;
} {
  const [closings, setClosings] = useState<readonly Listed[]>([]);
  const [more, setMore] = useState(false);
  const fetch = useCallback(async (before: number | null) => {
    const reply = await bridge.call['closing.list']({ before }).catch(() => null);
    if (!reply?.accepted) return;
    setClosings((known) => (before === null ? reply.closings : [...known, ...reply.closings]));
    setMore(reply.more);
  }, []);
  useEffect(() => void fetch(null), [fetch, made]);
  const last = closings.at(-1);
  return { closings, more: more && last ? () => void fetch(last.entry) : null };
}
