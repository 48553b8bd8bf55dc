import { useCallback, useEffect, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { CallInput, CallOutput } from '../../shared/ipc/contract.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { closingEn } from '../i18n/closing.en.ts';
import { closingNb } from '../i18n/closing.nb.ts';
import { addTexts, textHook } from '../i18n/index.ts';
import { withApproval } from '../people/approval.ts';
import { useWindow } from '../state/store.ts';

addTexts('closing', { en: closingEn, nb: closingNb });
export const useClosingText = textHook<typeof closingEn>('closing');
export type ClosingText = ReturnType<typeof useClosingText>;

type Accepted<T> = Extract<T, { readonly accepted: true }>;
export type Draft = Accepted<CallOutput<'closing.draft'>>;
export type Listed = Accepted<CallOutput<'closing.list'>>['closings'][number];
export type Progress = CallOutput<'closing.progress'>['progress'];
export type OneReport = CallInput<'closing.show'>;

const POLL_MS = 300;

export interface ClosingState {
  readonly draft: Draft | null;
  readonly progress: Progress;
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

/** What a closing would be now, made anew whenever something has happened at the till; and how far a comparison is. */
export function useClosing(): ClosingState {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [progress, setProgress] = useState<Progress>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const [made, setMade] = useState(0);
  const seq = useWindow(({ view }) => view?.seq ?? 0);
  const anew = useCallback(() => setMade((before) => before + 1), []);
  useEffect(() => {
    let wanted = true;
    const fetched = async () => {
      const [reply, { progress: now }] = await Promise.all([
        bridge.call['closing.draft'](undefined),
        bridge.call['closing.progress'](undefined),
      ]);
      if (!wanted) return;
      setProgress(now);
      if (reply.accepted) setDraft(reply);
      else setProblem(reply.error);
    };
    // Events come in bursts: a comparison makes many.
    const timer = setTimeout(
      () => void fetched().catch((reason: unknown) => wanted && setProblem(denialOf(reason))),
      60,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [seq, made]);
  const running = progress !== null;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      const follow = async () => {
        const { progress: now } = await bridge.call['closing.progress'](undefined);
        setProgress(now);
        if (now === null) anew();
      };
      void follow().catch(() => undefined);
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [running, anew]);
  const compare = () => {
    const begin = async () => {
      const refused = await refusal(bridge.call['closing.compare'](undefined));
      setProblem(refused);
      if (refused === null) setProgress({ done: 0, total: 0 });
    };
    void begin();
  };
  return {
    draft,
    progress,
    problem,
    compare,
    stop: () => void bridge.call['closing.stopComparing'](undefined).catch(() => undefined),
    explain: async (report, differences, reason) => {
      const refused = await refusal(bridge.call['closing.explain']({ report, differences: [...differences], reason }));
      anew();
      return refused;
    },
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
        anew();
        return reply.accepted ? reply.entry : null;
      } catch (denied) {
        setProblem(denialOf(denied));
        return null;
      }
    },
  };
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
