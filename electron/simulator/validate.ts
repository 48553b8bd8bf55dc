import { z } from 'zod';
import type { FieldProblem } from './problems.ts';

/**
 * The form of request bodies [EP-1.8.1 CreatePaymentRequest, *ModificationRequest, ForceApprove]. Unknown fields are
 * refused, as the service is reported to do [api 1.3]. What a form cannot say (rights, states, sums) is judged
 * elsewhere.
 */

const currency = z.enum(['NOK', 'DKK', 'EUR', 'SEK', 'USD', 'GBP']);
const integer = z.int();
const amount = z.strictObject({ value: integer.min(0).max(65_000_000), currency });
const text = z.string();

const customer = z
  .strictObject({
    phoneNumber: text.regex(/^\d{9,15}$/).optional(),
    personalQr: text.min(5).max(255).optional(),
    customerToken: text.min(1).max(1000).optional(),
  })
  .refine(
    (given) => Object.values(given).filter((value) => value !== undefined).length === 1,
    'Exactly one of phoneNumber, personalQr and customerToken must be set.',
  );

const orderLine = z
  .strictObject({
    name: text,
    id: text,
    totalAmount: integer,
    totalAmountExcludingTax: integer,
    totalTaxAmount: integer,
    taxPercentage: integer.min(0).max(100).nullish(),
    taxRate: integer.min(0).max(10_000).nullish(),
    unitInfo: z
      .strictObject({
        unitPrice: integer.min(0).nullable(),
        quantity: text.max(10).regex(/^\d+([.]\d{1,8})?$/),
        quantityUnit: z.enum(['PCS', 'KG', 'KM', 'MINUTE', 'LITRE', 'KWH']).nullish(),
      })
      .optional(),
    discount: integer.min(0).nullish(),
    productUrl: text.nullish(),
    isReturn: z.boolean().nullish(),
    isShipping: z.boolean().nullish(),
  })
  .refine(
    (line) => (line.taxRate ?? line.taxPercentage ?? null) !== null,
    'Either taxRate or taxPercentage must be set.',
  )
  .refine((line) => line.totalAmount >= 0, 'Negative order lines are not allowed, use isReturn.');

const money = integer.min(0).nullish();
const bottomLine = z.strictObject({
  currency,
  tipAmount: money,
  giftCardAmount: money,
  posId: text.nullish(),
  totalAmount: integer.nullish(),
  totalTax: money,
  totalDiscount: money,
  shippingAmount: money,
  shippingInfo: z
    .strictObject({ amount: money, amountExcludingTax: money, taxAmount: money, taxPercentage: money })
    .optional(),
  paymentSources: z
    .strictObject({
      giftCard: integer.nullish(),
      card: integer.nullish(),
      voucher: integer.nullish(),
      cash: integer.nullish(),
    })
    .optional(),
  barcode: z
    .strictObject({ format: z.enum(['EAN-13', 'CODE 39', 'CODE 128']).nullable(), data: text.nullable() })
    .optional(),
  receiptNumber: text.nullish(),
  terminalId: text.nullish(),
});

export const CreateBody = z.strictObject({
  amount,
  customer: customer.optional(),
  minimumUserAge: integer.min(0).max(100).nullish(),
  customerInteraction: z.enum(['CUSTOMER_PRESENT', 'CUSTOMER_NOT_PRESENT']).optional(),
  industryData: z.looseObject({}).optional(),
  paymentMethod: z.strictObject({
    type: z.enum(['WALLET', 'CARD', 'CARD_PASSTHROUGH']),
    blockedSources: z.array(z.enum(['COMMERCIAL_CARDS'])).optional(),
  }),
  profile: z.strictObject({ scope: text.optional() }).optional(),
  reference: text.regex(/^[a-zA-Z0-9-]{8,64}$/),
  returnUrl: text.max(2500).optional(),
  userFlow: z.enum(['PUSH_MESSAGE', 'NATIVE_REDIRECT', 'WEB_REDIRECT', 'QR']),
  expiresAt: text
    .regex(/^((?:(\d{4}-\d{2}-\d{2})(T|t)(\d{2}:\d{2}:\d{2}(?:\.\d+)?))(Z|z|([+-](?:2[0-3]|[01][0-9]):[0-5][0-9])))$/)
    .nullish(),
  qrFormat: z
    .strictObject({
      format: z.enum(['TEXT/TARGETURL', 'IMAGE/SVG+XML', 'IMAGE/PNG']),
      size: integer.min(100).max(2000).nullish(),
    })
    .nullish(),
  paymentDescription: text.min(3).max(100).optional(),
  receipt: z.strictObject({ orderLines: z.array(orderLine).min(1), bottomLine }).optional(),
  metadata: z.record(text, text).nullish(),
  receiptUrl: text.nullish(),
  shipping: z.looseObject({}).optional(),
  cardPassthrough: z.looseObject({}).optional(),
  // Seen in use, newer than the 1.8.1 file [api 5.1].
  merchantLegalLinks: z.strictObject({ termsOfSaleUrl: text, privacyPolicyUrl: text }).optional(),
});
export type CreateBody = z.infer<typeof CreateBody>;

export const ModificationBody = z.strictObject({ modificationAmount: amount });
export const CancelBody = z.strictObject({ cancelTransactionOnly: z.boolean().optional() });
export const ApproveBody = z.strictObject({ customer: customer.optional(), token: text.optional() });

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

type Issue = z.core.$ZodIssue;

function reasonOf(field: string, issue: Issue): string {
  switch (issue.code) {
    case 'invalid_format':
      return (
        `The field ${field} must match the regular expression ` +
        `'${String(issue.pattern ?? issue.format).replace(/^\/|\/[a-z]*$/g, '')}'.`
      );
    case 'too_small':
      return `The field ${field} must be at least ${issue.minimum}.`;
    case 'too_big':
      return `The field ${field} must be at most ${issue.maximum}.`;
    case 'invalid_value':
      return `The field ${field} must be one of: ${issue.values.join(', ')}.`;
    case 'invalid_type':
      return issue.input === undefined
        ? `The ${field} field is required.`
        : `The field ${field} must be of type ${issue.expected}.`;
    default:
      return issue.message;
  }
}

/** At most this many fields are named in one answer. */
const MOST_FIELDS = 20;

function fieldProblems(issues: readonly Issue[]): FieldProblem[] {
  const found: FieldProblem[] = [];
  for (const issue of issues) {
    const path = issue.path.map((part) => (typeof part === 'string' ? capitalized(part) : String(part))).join('.');
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        found.push({ name: path === '' ? key : `${path}.${key}`, reason: `The field ${key} is not known.` });
    } else {
      found.push({ name: path === '' ? 'Body' : path, reason: reasonOf(path === '' ? 'Body' : path, issue) });
    }
  }
  return found.slice(0, MOST_FIELDS);
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fields: readonly FieldProblem[] };

/** Reads a JSON text against a form; an absent body stands for `{}` only where `optional` says so. */
export function parseBody<T>(form: z.ZodType<T>, body: string, optional = false): Parsed<T> {
  let value: unknown;
  try {
    value = body === '' && optional ? {} : JSON.parse(body);
  } catch {
    return { ok: false, fields: [{ name: 'Body', reason: 'The body is not valid JSON.' }] };
  }
  const parsed = form.safeParse(value, { reportInput: true });
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, fields: fieldProblems(parsed.error.issues) };
}
