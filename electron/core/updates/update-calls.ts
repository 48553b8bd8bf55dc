import type { Updates } from './updates.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { CallName } from '../../../shared/ipc/names.ts';
import { reply } from '../../../shared/ipc/replies.ts';
import { err } from '../../../shared/result.ts';

type UpdateCall = Extract<CallName, `update.${string}`>;

/** What a manager may ask about updates. @param updates null until they are loaded, shortly after the first picture */
export function updateCalls(updates: () => Updates | null): Pick<CallHandlers, UpdateCall> {
  return {
    'update.look': async () => reply((await updates()?.look()) ?? err('till.starting')),
    'update.install': async ({ when }) => reply((await updates()?.install(when)) ?? err('till.starting')),
    'update.read': () => {
      updates()?.read();
      return { accepted: true };
    },
  };
}
