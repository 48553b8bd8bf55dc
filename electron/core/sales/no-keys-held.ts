import type { ApiFailure } from '../ports/api-failure.ts';
import type { PaymentApi } from '../ports/wallet.ts';
import { err } from '../../../shared/result.ts';

const NOT_SENT: ApiFailure = {
  kind: 'notSent',
  error: 'wallet.keysOfOther',
  detail: 'no keys of this serial number are held',
};
const notSent = () => Promise.resolve(err(NOT_SENT));

/** Stands for a wallet whose keys the till does not hold: nothing is sent. */
export const NO_KEYS_HELD: PaymentApi = {
  reach: notSent,
  create: notSent,
  get: notSent,
  events: notSent,
  capture: notSent,
  cancel: notSent,
  refund: notSent,
};
