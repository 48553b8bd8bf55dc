import type { WalletState } from '../../../shared/payment.ts';
import type { WireAnswer } from './answers.ts';

/**
 * What an answer says, read as strictly as money is: the most that anybody may take it for. Written apart from the
 * client's own reading, in plain steps, so that a mistake there is not made here too.
 */

const STATES: readonly WalletState[] = ['CREATED', 'AUTHORIZED', 'ABORTED', 'EXPIRED', 'TERMINATED'];

export interface SaidReport {
  readonly state: WalletState;
  readonly amounts: Readonly<Record<'authorized' | 'captured' | 'cancelled' | 'refunded', number>>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As the standard says that a body is decoded: UTF-8, one byte order mark taken off. */
function read(body: WireAnswer['body']): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(typeof body === 'string' ? new TextEncoder().encode(body) : body));
  } catch {
    return undefined;
  }
}

function own(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Minor units in the sales unit's currency, or null. */
function sum(value: unknown, currency: string): number | null {
  const amount = own(value, 'value');
  const whole = typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0 && amount <= 65_000_000_000;
  return whole && own(value, 'currency') === currency ? amount : null;
}

/** State and sums that a body validly tells about this payment, or null where it tells none. */
export function reportIn(body: WireAnswer['body'], reference: string, currency: string): SaidReport | null {
  const value = read(body);
  const state = STATES.find((each) => each === own(value, 'state'));
  if (own(value, 'reference') !== reference || state === undefined) return null;
  if (sum(own(value, 'amount'), currency) === null) return null;
  const aggregate = own(value, 'aggregate');
  const [authorized, captured, cancelled, refunded] = [
    'authorizedAmount',
    'capturedAmount',
    'cancelledAmount',
    'refundedAmount',
  ].map((name) => sum(own(aggregate, name), currency));
  if (
    typeof authorized !== 'number' ||
    typeof captured !== 'number' ||
    typeof cancelled !== 'number' ||
    typeof refunded !== 'number'
  )
    return null;
  return { state, amounts: { authorized, captured, cancelled, refunded } };
}

/** Whether a body says that this very payment was created. */
export const createdIn = (body: WireAnswer['body'], reference: string): boolean =>
  own(read(body), 'reference') === reference;

export interface SaidEvent {
  readonly name: string;
  readonly success: boolean;
  readonly key: string | null;
  /** Null: odd, or none. */
  readonly value: number | null;
}

/** What an event log says about this payment; `complete`: and nothing else. Null where it is no log. */
export function eventsIn(
  body: WireAnswer['body'],
  reference: string,
): { readonly entries: readonly SaidEvent[]; readonly complete: boolean } | null {
  const value = read(body);
  if (!Array.isArray(value)) return null;
  const entries = value.flatMap((entry: unknown): SaidEvent[] => {
    const [name, success, key = null] = [own(entry, 'name'), own(entry, 'success'), own(entry, 'idempotencyKey')];
    if (
      own(entry, 'reference') !== reference ||
      typeof name !== 'string' ||
      name === '' ||
      name.length > 50 ||
      typeof success !== 'boolean'
    )
      return [];
    if (key !== null && (typeof key !== 'string' || key.length > 200)) return [];
    const currency = own(own(entry, 'amount'), 'currency');
    const known = typeof currency === 'string' && ['NOK', 'DKK', 'EUR'].includes(currency);
    return [{ name, success, key, value: known ? sum(own(entry, 'amount'), currency) : null }];
  });
  return { entries, complete: entries.length === value.length };
}
