import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import type { ChangesOfRecipient } from './change-recipient.ts';
import { refuse, sendAgain, startSale } from './start-sale.ts';
import type { Refusal, SaleDeps } from './start-sale.ts';

interface SaleCallsDeps {
  readonly sales: SaleDeps;
  readonly changes: ChangesOfRecipient;
  readonly store: StoreSettings;
}

const reply = (result: Result<unknown, Refusal>) =>
  result.ok ? { accepted: true as const } : { accepted: false as const, ...result.error };

/** Rings up sales and sends requests. @param deps the counter while it is open for sales, or why it is not */
export function saleCalls(
  deps: () => Result<SaleCallsDeps, ErrorCode>,
): Pick<CallHandlers, 'sale.start' | 'sale.sendAgain' | 'sale.change'> {
  return {
    'sale.start': (input, actor) => {
      const open = deps();
      const started = open.ok ? startSale(open.value.sales, open.value.store, input, actor.by) : refuse(open.error);
      return started.ok ? { accepted: true, saleId: started.value } : { accepted: false, ...started.error };
    },
    'sale.sendAgain': (input, actor) => {
      const open = deps();
      return reply(open.ok ? sendAgain(open.value.sales, open.value.store, input, actor.by) : refuse(open.error));
    },
    'sale.change': (input, actor) => {
      const open = deps();
      return reply(open.ok ? open.value.changes.ask(input, actor) : refuse(open.error));
    },
  };
}
