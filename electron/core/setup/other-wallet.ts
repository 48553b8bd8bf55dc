import { isSameWallet, resolvedWallet } from '../../../shared/wallet.ts';
import type { Wallet } from '../../../shared/wallet.ts';
import type { JournalElsewhere } from '../ports/journal-keeper.ts';

/**
 * An open payment's wallet; of one whose journal cannot be read, or does not say it, only the environment and perhaps
 * the currency are known.
 */
export type OpenWallet = Pick<Wallet, 'environment'> & Partial<Wallet>;

/**
 * Whether a till may become another wallet's: not while anything is open, but the way back to what is open stands open
 * always.
 * @param now null where settings were lost
 */
export function mayBecome(wanted: Wallet, now: Wallet | null, open: readonly OpenWallet[]): boolean {
  if (open.length === 0 || (now !== null && isSameWallet(wanted, now))) return true;
  return open.some((known) => isSameWallet(wanted, { ...wanted, ...known }));
}

/** What is open in the journals on the disk. Practice has no money, so nobody is kept waiting for it. */
export function openElsewhere(journals: readonly JournalElsewhere[]): readonly OpenWallet[] {
  return journals.flatMap(({ environment, open, inForce }): readonly OpenWallet[] => {
    if (environment === 'practice') return [];
    if (open === null) return [{ environment }];
    return open.map((wallet) => {
      if (inForce) return resolvedWallet(wallet, inForce.unwritten);
      return wallet.name === 'written'
        ? { environment, merchantSerialNumber: wallet.merchantSerialNumber, currency: wallet.currency }
        : { environment, currency: wallet.currency };
    });
  });
}
