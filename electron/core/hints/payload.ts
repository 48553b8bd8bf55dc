import { z } from 'zod';
import type { Hint } from '../ports/hints.ts';

/** Events of payments, as a registration names them [api 12.1]. */
export const PAYMENT_EVENTS: readonly string[] = [
  'created',
  'authorized',
  'aborted',
  'expired',
  'cancelled',
  'captured',
  'refunded',
  'terminated',
].map((name) => `epayments.payment.${name}.v1`);

/** As the payload of each names itself: in upper case. */
const NAMES: ReadonlySet<string> = new Set(PAYMENT_EVENTS.map((event) => (event.split('.')[2] ?? '').toUpperCase()));

const text = z.string().min(1).max(200);

/** Everything else in it is not looked at. */
const payloadSchema = z.object({
  msn: z.union([text, z.number().int().transform(String)]),
  reference: text,
  name: text,
  pspReference: text.nullable().catch(null),
  success: z.boolean().catch(true),
});

/** What a proved body says, or that it is no event of a payment, or none at all. */
export type Payload = { readonly kind: 'hint'; readonly hint: Hint } | { readonly kind: 'unknownEvent' | 'unreadable' };

export function readPayload(body: Uint8Array): Payload {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { kind: 'unreadable' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { kind: 'unreadable' };
  const read = payloadSchema.safeParse(value);
  // A newer event, or one about something else, such as a code that was scanned.
  if (!read.success || !NAMES.has(read.data.name)) return { kind: 'unknownEvent' };
  return { kind: 'hint', hint: read.data };
}
