import { useState } from 'react';
import type { ErrorCode } from '../../shared/errors.ts';
import type { ExportRequest } from '../../shared/export.ts';
import type { Progress } from '../../shared/progress.ts';
import { denialOf } from '../state/bridge.ts';
import { useProgress } from '../state/store.ts';
import { withApproval } from '../people/approval.ts';

export type ExportState =
  | { readonly name: 'idle' }
  | { readonly name: 'running'; readonly progress: Progress | null }
  | { readonly name: 'saved'; readonly file: string }
  | { readonly name: 'refused'; readonly problem: ErrorCode };

/** Saves a file and follows how far it is. */
export function useExport(): {
  readonly state: ExportState;
  readonly save: (request: ExportRequest) => void;
  readonly forget: () => void;
} {
  const [state, setState] = useState<ExportState>({ name: 'idle' });
  const progress = useProgress('export');
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
  return {
    state: state.name === 'running' ? { name: 'running', progress } : state,
    save,
    forget: () => setState({ name: 'idle' }),
  };
}
