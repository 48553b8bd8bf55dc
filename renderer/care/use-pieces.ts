import { useCallback, useEffect, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import { bridge, denialOf } from '../state/bridge.ts';

/** A prepared file, read piece by piece: a log can be longer than a screen should hold at once. */
export function usePieces(prepared: string, name: string) {
  const [pieces, setPieces] = useState('');
  const [next, setNext] = useState<number | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const read = useCallback(
    (from: number) => {
      bridge.call['support.read']({ prepared, name, from }).then(
        (reply) => {
          if (!reply.accepted) return setProblem(reply.error);
          setPieces((before) => before.slice(0, from) + reply.text);
          setNext(reply.next);
        },
        (reason: unknown) => setProblem(denialOf(reason)),
      );
    },
    [prepared, name],
  );
  useEffect(() => read(0), [read]);
  return { pieces, next, problem, readOn: () => next !== null && read(next) };
}
