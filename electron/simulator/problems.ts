import { json, problemJson, type WireResponse } from './wire.ts';
import type { Random } from './random.ts';

/**
 * Every refusal the simulated service knows. Status by the safe assumption of [api 3.3]: 4010, 4020, 4150 are
 * conflicts, 5090 is "not found", 6160 is "locked", the rest are bad requests.
 */
const PROBLEMS = {
  3010: 'Internal error',
  4010: 'Capture idempotency conflict',
  4020: 'Idempotency key already exists',
  4040: 'Invalid amount',
  4050: 'Invalid customer token',
  4060: 'Invalid personal QR',
  4070: 'Invalid phone number',
  4080: 'Invalid scope',
  4090: 'Invalid URL',
  4100: 'Metadata capacity exceeded',
  4120: 'Metadata key too long',
  4130: 'Metadata value too long',
  4140: 'Missing required parameter',
  4150: 'Reference already exists',
  4160: 'Invalid payment method type',
  5010: 'Blocked payment sources are not applicable',
  5020: 'Express is not allowed',
  5030: 'Illegal scope',
  5040: 'Invalid currency for merchant',
  5050: 'Long-living payments are not allowed',
  5060: 'Merchant bank account is not verified',
  5070: 'Payment cannot be created',
  5080: 'User flow PUSH_MESSAGE is not allowed',
  5090: 'Reference not found',
  5100: 'Refund is not possible',
  6010: 'Amount is too small',
  6020: 'Cannot refund before reservation and capture',
  6030: 'Cancel period has expired',
  6040: 'Cannot cancel a captured payment',
  6050: 'Cannot cancel a non-reserved payment',
  6060: 'Cannot cancel an authorized payment',
  6070: 'Cannot capture a cancelled payment',
  6080: 'Cannot capture before reservation',
  6090: 'Capture amount is too high',
  6100: 'Capture period has expired',
  6110: 'ExpiresAt is too late',
  6120: 'ExpiresAt is too soon',
  6130: 'Long-living payments require a receipt',
  6140: 'Must capture the full amount',
  6150: 'Not enough funds to refund',
  6160: 'The order is being processed',
  6170: 'Payment is already captured',
  6180: 'Payment is already refunded',
  6190: 'Payment cannot be cancelled',
  6200: 'Payment cannot be captured',
  6210: 'Payment cannot be refunded',
  6220: 'Refund period has expired',
  6230: 'Payment is already reserved',
  6250: 'Cannot cancel a payment that is being processed',
  6260: 'Funds are unavailable',
  6280: 'Capture failed, try again later',
  7010: 'Customer not found',
  10010: 'Force approve failed',
  10020: 'Force approve is not allowed',
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

export const PROBLEM_CODES = Object.keys(PROBLEMS).map(Number);
export const isProblemCode = (code: number): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

const STATUS: Partial<Record<ProblemCode, number>> = {
  3010: 500,
  4010: 409,
  4020: 409,
  4150: 409,
  5090: 404,
  6160: 423,
};
export const statusOf = (code: ProblemCode): number => STATUS[code] ?? 400;

/** Problems that say "the moment is wrong, not the request": their outcome is not kept for the idempotency key. */
const PASSING: ReadonlySet<ProblemCode> = new Set<ProblemCode>([3010, 6160, 6250, 6280]);
export const isPassing = (code: ProblemCode): boolean => PASSING.has(code);

export interface FieldProblem {
  readonly name: string;
  readonly reason: string;
}

const typeOf = (status: number): string => `https://httpstatuses.io/${status}`;
const traceId = (random: Random): string => `00-${random.hex(32)}-${random.hex(16)}-01`;

/** A refusal with its code, as problem+json [EP-1.8.1 Problem, ExtraDetail]. */
export function problem(random: Random, code: ProblemCode, detail?: string): WireResponse {
  const status = statusOf(code);
  const title = PROBLEMS[code];
  return problemJson(status, {
    type: typeOf(status),
    title,
    detail: detail ?? `${title}.`,
    status,
    traceId: traceId(random),
    extraDetails: [{ name: 'ErrorCode', reason: String(code) }],
  });
}

/** A refusal of the request's form: fields and reasons, no code [api 3.1]. */
export const invalid = (
  random: Random,
  fields: readonly FieldProblem[],
  status = 400,
  title = 'Bad Request',
): WireResponse =>
  problemJson(status, {
    type: typeOf(status),
    title,
    detail: 'One or more fields of the request are not valid. See extraDetails.',
    status,
    traceId: traceId(random),
    extraDetails: fields,
  });

/**
 * A refusal before any code of ours was looked for, in the one shape that the files have for refusals [EP-1.8.1
 * Problem].
 */
export const turnedAway = (
  random: Random,
  status: number,
  title: string,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): WireResponse => {
  const answer = problemJson(status, {
    type: typeOf(status),
    title,
    detail,
    status,
    traceId: traceId(random),
    extraDetails: null,
  });
  return { ...answer, headers: { ...answer.headers, ...headers } };
};

/** What the gateway in front of the service answers by itself: another shape [api 3.1]. */
export const gateway = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): WireResponse => {
  const answer = json(status, { statusCode: status, message });
  return { ...answer, headers: { ...answer.headers, ...headers } };
};
