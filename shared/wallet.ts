import { z } from 'zod';
import { COUNTRIES } from './country.ts';
import { merchantSerialNumberSchema } from './ids.ts';
import { currencySchema } from './money.ts';
import { environmentSchema } from './settings.ts';
import type { StoreSettings } from './settings.ts';

/**
 * A sales unit at the wallet, with the currency of its money. Null in practice, where the simulator gives the serial
 * number.
 */
export const walletSchema = z
  .object({
    environment: environmentSchema,
    merchantSerialNumber: merchantSerialNumberSchema.nullable(),
    currency: currencySchema,
  })
  .readonly();
export type Wallet = z.infer<typeof walletSchema>;

/**
 * The wallet that a payment is made in, as its request says. `notWritten`: it is from before that was written down, and
 * only the currency of its amount is known; its environment is that of the journal in which it stands.
 */
export const paymentWalletSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('written'), ...walletSchema.unwrap().shape }),
  z.object({ name: z.literal('notWritten'), currency: currencySchema }),
]);
export type PaymentWallet = z.infer<typeof paymentWalletSchema>;

type Shop = Pick<StoreSettings, 'environment' | 'merchantSerialNumber' | 'country'>;

/** The wallet of a till that is set up like this. */
export const walletOfStore = ({ environment, merchantSerialNumber, country }: Shop): Wallet => ({
  environment,
  merchantSerialNumber: environment === 'practice' ? null : merchantSerialNumber,
  currency: COUNTRIES[country].currency,
});

export const isSameWallet = (a: Wallet, b: Wallet): boolean =>
  a.environment === b.environment && a.merchantSerialNumber === b.merchantSerialNumber && a.currency === b.currency;

/** @param unwritten whose the payments are that do not say it */
export const resolvedWallet = (wallet: PaymentWallet, unwritten: Wallet): Wallet =>
  wallet.name === 'notWritten'
    ? { ...unwritten, currency: wallet.currency }
    : { environment: wallet.environment, merchantSerialNumber: wallet.merchantSerialNumber, currency: wallet.currency };
