import { createContext, useCallback, useContext } from 'react';
import { WALLET_NAMES } from '../../shared/brand.ts';
import { enterRoom, roomTexts } from '../i18n/index.ts';
import type { RoomText } from '../i18n/rooms.ts';

const useTexts = roomTexts('setup');
void enterRoom('errors');

/** The wallet of the country that is being chosen, which need not be the one that is stored. */
export const WalletName = createContext<string>(WALLET_NAMES[0] ?? '');

export type SetupText = RoomText<'setup'>;

export function useSetupText(): SetupText {
  const wallet = useContext(WalletName);
  const text = useTexts();
  return useCallback((key, values) => text(key, { wallet, ...values }), [text, wallet]);
}
