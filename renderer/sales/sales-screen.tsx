import type { ScreenProps } from '../frame/screen-top.tsx';
import SalesList from './sales-list.tsx';
import { RefundAction } from '../refund/refund-action.tsx';

/** Every sale that was ever rung up, found by what a customer has in hand, with what can be done about its money. */
export default function SalesScreen({ till, store, onClose }: ScreenProps) {
  const { language } = till.preferences;
  return (
    <SalesList
      store={store}
      language={language}
      actionsOf={(sale, close) => <RefundAction sale={sale} language={language} onDone={close} />}
      onClose={onClose}
    />
  );
}
