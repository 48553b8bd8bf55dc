import { COUNTRIES } from './country.ts';
import { merchantSerialNumberSchema } from './ids.ts';
import { NO_PRINTER } from './printer-settings.ts';
import type { Credentials, StoreSettings } from './settings.ts';
import { vatRate } from './vat.ts';

/** The keys of every practice sales unit. They open nothing but a simulator on this machine, so they are no secret. */
export const PRACTICE_CREDENTIALS: Credentials = {
  clientId: '6f0c1a52-7d0e-4b7c-9a55-5b1a7c0e0001',
  clientSecret: 'practice-client-secret',
  subscriptionKey: '00000000000000000000000000005b1a',
};
export const PRACTICE_SERIAL_NUMBER = merchantSerialNumberSchema.parse('123456');

/** The shop of somebody who only wants to try: nothing to fill in before the first sale. */
export const PRACTICE_STORE: StoreSettings = {
  environment: 'practice',
  merchantSerialNumber: null,
  storeName: 'Skranke',
  country: 'NO',
  posId: 'till-1',
  vatRates: COUNTRIES.NO.vatRates.map(vatRate),
  defaultVatRate: vatRate(2500),
  dayStartsAt: 0,
  printer: NO_PRINTER,
  takesPayment: 'atHandover',
  askOnScan: false,
  drawsCode: false,
};
