import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { LINES_AT_ONCE } from '../../shared/log-line.ts';
import type { LogLevel, LogLine } from '../../shared/log-line.ts';
import { withApproval } from '../people/approval.ts';
import { bridge, denialOf } from '../state/bridge.ts';

/** While a person types. */
const TYPING_MS = 120;

export interface LogInView {
  /** Null while it was not opened. */
  readonly total: number | null;
  readonly lineAt: (row: number) => LogLine | undefined;
  readonly show: (first: number, last: number) => void;
  readonly open: () => void;
  readonly problem: ErrorCode | null;
  /** Of what is shown: another one is another list. */
  readonly by: string;
}

interface Found {
  readonly by: string;
  readonly total: number;
  readonly blocks: ReadonlyMap<number, readonly LogLine[]>;
}

/** The log as it was when it was opened; what is in view is fetched in blocks. @param what is approved with it */
export function useLog(level: LogLevel, text: string, what: string): LogInView {
  const [log, setLog] = useState<string | null>(null);
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const asked = useRef(new Set<string>());
  const by = `${log} ${level} ${text}`;
  const open = useCallback(() => {
    withApproval('log.open', undefined, what).then(
      (reply) => {
        setProblem(reply.accepted ? null : reply.error);
        if (reply.accepted) setLog(reply.log);
      },
      (reason: unknown) => setProblem(denialOf(reason)),
    );
  }, [what]);
  const fetchBlock = useCallback(
    async (block: number) => {
      const name = `${by} ${block}`;
      if (log === null || asked.current.has(name)) return;
      asked.current.add(name);
      try {
        const from = block * LINES_AT_ONCE;
        const reply = await bridge.call['log.page']({ log, level, text, from, count: LINES_AT_ONCE });
        if (!reply.accepted) return setProblem(reply.error);
        setFound((before) => ({
          by,
          total: reply.total,
          blocks: new Map([...(before?.by === by ? before.blocks : []), [block, reply.lines]]),
        }));
      } catch (reason) {
        setProblem(denialOf(reason));
      } finally {
        asked.current.delete(name);
      }
    },
    [log, level, text, by],
  );
  useEffect(() => {
    const timer = setTimeout(() => void fetchBlock(0), text === '' ? 0 : TYPING_MS);
    return () => clearTimeout(timer);
  }, [fetchBlock, text]);
  const current = found?.by === by ? found : null;
  const blocks = current?.blocks;
  const show = useCallback(
    (first: number, last: number) => {
      for (let block = Math.floor(first / LINES_AT_ONCE); block <= Math.floor(last / LINES_AT_ONCE); block += 1)
        if (blocks && !blocks.has(block)) void fetchBlock(block);
    },
    [blocks, fetchBlock],
  );
  return {
    total: log === null ? null : (current?.total ?? found?.total ?? 0),
    lineAt: (row) => (current ?? found)?.blocks.get(Math.floor(row / LINES_AT_ONCE))?.[row % LINES_AT_ONCE],
    show,
    open,
    problem,
    by: (current ?? found)?.by ?? by,
  };
}
