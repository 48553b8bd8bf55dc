import type { Payment } from '../../shared/payment.ts';
import type { StoreSettings } from '../../shared/settings.ts';
import { isSameWallet, resolvedWallet, walletOfStore } from '../../shared/wallet.ts';
import type { Text } from '../i18n/index.ts';
import { useText } from '../i18n/index.ts';
import { useWindow } from '../state/store.ts';
import './band-note.css';

/**
 * Where a payment was made, when that is not what the till works with now: its keys are the ones that are needed. Null
 * for the till's own.
 */
export function otherWalletWords(
  { wallet }: Pick<Payment, 'wallet'>,
  store: StoreSettings | null,
  text: Text,
): string | null {
  if (!store || isSameWallet(resolvedWallet(wallet, walletOfStore(store)), walletOfStore(store))) return null;
  const { currency } = wallet;
  const serial = wallet.name === 'written' ? wallet.merchantSerialNumber : null;
  return serial === null ? text('state.otherCurrency', { currency }) : text('state.otherWallet', { serial, currency });
}

export function WalletNote({ payment }: { readonly payment: Payment }) {
  const text = useText();
  const store = useWindow(({ view }) => view?.till.store ?? null);
  const words = otherWalletWords(payment, store, text);
  return words !== null && <p className="band-note band-note-more">{words}</p>;
}
