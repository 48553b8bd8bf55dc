import { createClient } from './client.ts';
import type { Client, VippsOptions } from './client.ts';
import { readCreateAnswer, readEventLog, readPayment } from './wire.ts';
import type { ApiFailure } from '../../core/ports/api-failure.ts';
import type { PaymentApi } from '../../core/ports/wallet.ts';
import type { IdempotencyKey, Reference } from '../../../shared/ids.ts';
import type { Msisdn } from '../../../shared/phone.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

export interface VippsApi extends PaymentApi {
  /**
   * Approves in the customer's place: test environment and practice only [EP-1.8.1 forceApprove]. In production nothing
   * is sent.
   */
  forceApprove(reference: Reference, msisdn: Msisdn): Promise<Result<null, ApiFailure>>;
}

const BASE = '/epayment/v1';

/**
 * The ePayment API of one sales unit [EP-1.8.1]. Never throws after it was made.
 * @throws when made with an address that is not allowed
 */
export function createVippsApi(options: VippsOptions, client: Client = createClient(options)): VippsApi {
  const { environment, clock, currency } = options;
  const at = (reference: Reference, rest = ''): string => `${BASE}/payments/${encodeURIComponent(reference)}${rest}`;
  const modify = (
    operation: 'capture' | 'cancel' | 'refund',
    reference: Reference,
    key: IdempotencyKey,
    body: string,
  ) =>
    client.run({
      operation,
      reference,
      path: at(reference, `/${operation}`),
      key,
      body,
      read: ({ text }) => readPayment(text, reference, currency),
    });

  return {
    reach: () => client.reach(),
    create: (reference, key, body) =>
      client.run({
        operation: 'create',
        reference,
        path: `${BASE}/payments`,
        key,
        body,
        read: ({ text }) => readCreateAnswer(text, reference),
      }),
    get: (reference) =>
      client.run({
        operation: 'get',
        reference,
        path: at(reference),
        read: ({ text }) => readPayment(text, reference, currency),
      }),
    events: (reference) =>
      client.run({
        operation: 'events',
        reference,
        path: at(reference, '/events'),
        read: ({ text, serverTime }) => {
          const log = readEventLog(text, reference);
          return log === null ? null : { ...log, clockSkewMs: serverTime === null ? 0 : serverTime - clock.now() };
        },
      }),
    capture: (reference, key, body) => modify('capture', reference, key, body),
    cancel: (reference, key, body) => modify('cancel', reference, key, body),
    refund: (reference, key, body) => modify('refund', reference, key, body),
    async forceApprove(reference, msisdn) {
      if (environment === 'production') {
        return err({ kind: 'rejected', error: 'wallet.notPermitted', status: 0, problemCode: null, traceId: null });
      }
      const body = JSON.stringify({ customer: { phoneNumber: msisdn } });
      const path = `${BASE}/test/payments/${encodeURIComponent(reference)}/approve`;
      const done = await client.run({ operation: 'forceApprove', reference, path, body, read: () => true });
      return done.ok ? ok(null) : done;
    },
  };
}
