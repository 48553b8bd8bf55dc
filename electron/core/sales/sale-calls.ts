import type { ErrorCode } from '../../../shared/errors.ts';
import type { CallHandlers } from '../../../shared/ipc/contract.ts';
import type { Result } from '../../../shared/result.ts';
import type { StoreSettings } from '../../../shared/settings.ts';
import type { ChangesOfRecipient } from './change-recipient.ts';
import { sendAgain, startSale } from './start-sale.ts';
import type { SaleDeps } from './start-sale.ts';

interface SalesDesk {
  readonly sales: SaleDeps;
  readonly changes: ChangesOfRecipient;
  readonly store: StoreSettings;
}

const reply = (result: Result<unknown, ErrorCode>) => (result.ok ? { accepted: true as const } : { accepted: false as const, error: result.error });

/** Rings up sales and sends requests. @param desk the counter while it is open for sales, or why it is not */
export function saleCalls(desk: () => Result<SalesDesk, ErrorCode>): Pick<CallHandlers, 'sale.start' | 'sale.sendAgain' | 'sale.change'> {
  return {
    'sale.start': (input, actor) => {
      const open = desk();
      if (!open.ok) return { accepted: false, error: open.error, duplicateOf: null };
      const started = startSale(open.value.sales, open.value.store, input, actor.by);
      return started.ok ? { accepted: true, saleId: started.value } : { accepted: false, ...started.error };
    },
    'sale.sendAgain': (input, actor) => {
      const open = desk();
      return reply(open.ok ? sendAgain(open.value.sales, open.value.store, input, actor.by) : open);
    },
    'sale.change': (input, actor) => {
      const open = desk();
      return reply(open.ok ? open.value.changes.ask(input, actor) : open);
    },
  };
}
