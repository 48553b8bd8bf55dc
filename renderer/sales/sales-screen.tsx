import type { Till } from '../../shared/ipc/contract.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import SalesList from './sales-list.tsx';
import { RefundAction } from '../refund/refund-action.tsx';
import '../manager/day.css';

/** Every sale that was ever rung up, found by what a customer has in hand, with what can be done about its money. */
export default function SalesScreen({
  till,
  store,
  onClose,
}: {
  readonly till: Till;
  readonly store: StoreSettings;
  readonly onClose: () => void;
}) {
  const { language } = till.preferences;
  return (
    <SalesList
      store={store}
      language={language}
      actionsOf={(sale) => <RefundAction sale={sale} language={language} />}
      onClose={onClose}
    />
  );
}
