import { useEffect, useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ExportProgress, ExportRequest } from '../../shared/export.ts';
import { bridge, denialOf } from '../state/bridge.ts';
import { withApproval } from '../people/approval.ts';

export type ExportState =
  | { readonly name: 'idle' }
  | { readonly name: 'running'; readonly progress: ExportProgress | null }
  | { readonly name: 'saved'; readonly file: string }
  | { readonly name: 'refused'; readonly problem: ErrorCode };

/** Saves a file and follows how far it is. */
export function useExport(): {
  readonly state: ExportState;
  readonly save: (request: ExportRequest) => void;
  readonly forget: () => void;
} {
  const [state, setState] = useState<ExportState>({ name: 'idle' });
  const running = state.name === 'running';
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => {
      const follow = async () => {
        const { progress } = await bridge.call['day.exportProgress'](undefined);
        setState((now) => (now.name === 'running' ? { name: 'running', progress } : now));
      };
      void follow().catch(() => undefined);
    }, 250);
    return () => clearInterval(timer);
  }, [running]);
  const save = (request: ExportRequest) => {
    setState({ name: 'running', progress: null });
    withApproval('day.export', request).then(
      (reply) =>
        setState(
          reply.accepted
            ? reply.file === null
              ? { name: 'idle' }
              : { name: 'saved', file: reply.file }
            : { name: 'refused', problem: reply.error },
        ),
      (reason: unknown) => setState({ name: 'refused', problem: denialOf(reason) }),
    );
  };
  return { state, save, forget: () => setState({ name: 'idle' }) };
}
