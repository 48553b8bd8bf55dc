import { z } from 'zod';
import { CODE_HOST } from '../../../shared/brand.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { ApiFailure } from '../../core/ports/api-failure.ts';
import type { HttpAnswer, HttpOutcome } from './http.ts';
import { httpDate } from './instant.ts';
import { readJson } from './read-json.ts';

/**
 * What an answer other than success means for the payment: could the request have taken effect? [api 3.2, 3.3]
 */

const rejected = (error: ErrorCode) => ({ kind: 'rejected', error }) as const;
const retryLater = (error: ErrorCode) => ({ kind: 'retryLater', error }) as const;
/** The code alone does not tell; the status does. */
const byStatus = { kind: 'byStatus' } as const;

type Verdict = ReturnType<typeof rejected> | ReturnType<typeof retryLater> | typeof byStatus;

/** Every code of ePayment [api 3.3]. Titles are reworded over time, codes are not. */
export const PROBLEM_CODES: Readonly<Record<string, Verdict>> = {
  3010: byStatus,
  4010: rejected('wallet.idempotencyConflict'),
  4020: rejected('wallet.idempotencyConflict'),
  4040: rejected('wallet.amountInvalid'),
  4050: rejected('wallet.tokenOrQrInvalid'),
  4060: rejected('wallet.tokenOrQrInvalid'),
  4070: rejected('wallet.phoneInvalid'),
  4080: rejected('wallet.requestInvalid'),
  4090: rejected('wallet.requestInvalid'),
  4100: rejected('wallet.requestInvalid'),
  4110: rejected('wallet.requestInvalid'),
  4120: rejected('wallet.requestInvalid'),
  4130: rejected('wallet.requestInvalid'),
  4140: rejected('wallet.requestInvalid'),
  4150: rejected('wallet.referenceTaken'),
  4160: rejected('wallet.requestInvalid'),
  5010: rejected('wallet.featureNotAllowed'),
  5020: rejected('wallet.featureNotAllowed'),
  5030: rejected('wallet.featureNotAllowed'),
  5040: rejected('wallet.currencyNotAllowed'),
  5050: rejected('wallet.featureNotAllowed'),
  5060: rejected('wallet.salesUnitNotReady'),
  5070: rejected('wallet.salesUnitNotReady'),
  5080: rejected('wallet.pushNotAllowed'),
  5090: rejected('wallet.referenceUnknown'),
  5100: rejected('wallet.refundNotPossible'),
  6010: rejected('wallet.amountTooSmall'),
  6020: rejected('wallet.nothingCaptured'),
  6030: rejected('wallet.periodOver'),
  6040: rejected('wallet.alreadyCaptured'),
  6050: rejected('wallet.alreadyEnded'),
  6060: rejected('wallet.alreadyApproved'),
  6070: rejected('wallet.alreadyEnded'),
  6080: rejected('wallet.notApprovedYet'),
  6090: rejected('wallet.captureTooHigh'),
  6100: rejected('wallet.periodOver'),
  6110: rejected('wallet.requestInvalid'),
  6120: rejected('wallet.requestInvalid'),
  6130: rejected('wallet.requestInvalid'),
  6140: rejected('wallet.partialCaptureNotAllowed'),
  6150: rejected('wallet.refundTooHigh'),
  6160: retryLater('wallet.busy'),
  6170: rejected('wallet.alreadyCaptured'),
  6180: rejected('wallet.alreadyRefunded'),
  6190: rejected('wallet.alreadyEnded'),
  6200: rejected('wallet.alreadyEnded'),
  6210: rejected('wallet.notRefundable'),
  6220: rejected('wallet.refundPeriodOver'),
  6230: rejected('wallet.alreadyReserved'),
  6250: retryLater('wallet.customerIsConfirming'),
  6260: rejected('wallet.fundsGone'),
  6280: retryLater('wallet.busy'),
  7010: rejected('wallet.noWallet'),
  10010: rejected('wallet.testApprovalFailed'),
  10020: rejected('wallet.testApprovalFailed'),
  10030: rejected('wallet.testApprovalFailed'),
  10040: rejected('wallet.testApprovalFailed'),
  10050: rejected('wallet.testApprovalFailed'),
  10060: rejected('wallet.testApprovalFailed'),
  10070: rejected('wallet.testApprovalFailed'),
};

/**
 * What a code means for a refund where it means something else for other calls: 4150 is then about the key [api 3.3].
 */
const REFUND_CODES: Readonly<Record<string, Verdict>> = { 4150: rejected('wallet.idempotencyConflict') };

/**
 * RFC 7807 as ePayment writes it [EP-1.8.1 Problem]. Read loosely: gateways answer in other shapes, and texts are not
 * for branching.
 */
const problemSchema = z.object({
  type: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  // SECURITY: only what looks like a trace id [W3C traceparent, or a UUID] is told on: an answer could quote a key.
  traceId: z
    .string()
    .regex(/^(?:[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i)
    .nullish()
    .catch(null),
  extraDetails: z
    .array(z.object({ name: z.string(), reason: z.coerce.string() }).nullable().catch(null))
    .nullish()
    .catch(null),
});

const LONGEST_TEXT = 300;
/** A customer's own code [api 6.3]. */
const WALLET_CODE = new RegExp(String.raw`(?:https?://)?${CODE_HOST.replaceAll('.', '\\.')}/\S*`, 'gi');
/** The API quotes what was sent: a code, and a number as long as a phone number, are left out here already. */
const quoted = (text: string, secrets: readonly string[]): string =>
  secrets
    .reduce((clean, secret) => (secret === '' ? clean : clean.replaceAll(secret, '[hidden]')), text)
    .replace(WALLET_CODE, '#')
    .replace(/\d(?:[ ()./-]?\d){6,}/g, '#')
    .slice(0, LONGEST_TEXT);

const saidSchema = z.object({
  title: z.string().nullish().catch(null),
  detail: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
  extraDetails: z
    .array(z.object({ name: z.string(), reason: z.coerce.string() }).nullable().catch(null))
    .nullish()
    .catch(null),
});

/**
 * What an answer says in words, for the log alone: never for branching, and never on screen. Null where it says
 * nothing.
 * @param secrets what the call carried: an answer can quote it, and the log's own redactor need not know a token
 */
export function wordsOf(
  text: string,
  secrets: readonly string[],
): { readonly title: string | null; readonly said: string | null; readonly fields: string | null } {
  const found = readJson(saidSchema, text);
  const fields = (found?.extraDetails ?? []).flatMap((each) =>
    each === null || each.name.toLowerCase() === 'errorcode' ? [] : [`${each.name}: ${each.reason}`],
  );
  const plain = (words: string | null | undefined): string | null => (words ? quoted(words, secrets) : null);
  return { title: plain(found?.title), said: plain(found?.detail ?? found?.message), fields: plain(fields.join('; ')) };
}

interface ReadProblem {
  readonly code: string | null;
  readonly traceId: string | null;
  /** The API itself wrote it, not a gateway or proxy in front of it. */
  readonly isProblem: boolean;
}

export function readProblem(text: string): ReadProblem {
  const found = readJson(problemSchema, text);
  if (!found) return { code: null, traceId: null, isProblem: false };
  const { type, title, traceId, extraDetails } = found;
  const reason = extraDetails?.find((detail) => detail?.name.toLowerCase() === 'errorcode')?.reason.trim() ?? '';
  const code = /^\d{4,5}$/.test(reason) ? reason : null;
  return {
    code,
    traceId: traceId ?? null,
    isProblem: code !== null || (title !== undefined && (type !== undefined || traceId !== null)),
  };
}

/**
 * Half of the life of a request: whatever the API asks for, one that a customer can still approve is looked at again.
 */
const LONGEST_WAIT_MS = 5 * 60_000;

/** `Retry-After` in ms from now, in seconds or as a date; null when absent or unreadable. */
export function retryAfterMs(answer: Pick<HttpAnswer, 'retryAfter' | 'serverTime'>, now: number): number | null {
  const header = answer.retryAfter?.trim() ?? '';
  if (/^\d{1,9}$/.test(header)) return Math.min(Number(header) * 1000, LONGEST_WAIT_MS);
  const date = httpDate(header);
  // Measured on the server's own clock where it told it: this machine's can be wrong.
  return date === null ? null : Math.min(Math.max(0, date - (answer.serverTime ?? now)), LONGEST_WAIT_MS);
}

export const unclear = (error: ErrorCode, detail: string): ApiFailure => ({ kind: 'unclear', error, detail });

/** What an answer other than success tells, whatever it is taken for. */
interface Told {
  readonly status: number;
  readonly problemCode: string | null;
  readonly traceId: string | null;
  readonly afterMs: number | null;
}

const rejection = (error: ErrorCode, { status, problemCode, traceId }: Told): ApiFailure => ({
  kind: 'rejected',
  error,
  status,
  problemCode,
  traceId,
});
const doubt = (error: ErrorCode, detail: string, told: Told): ApiFailure => ({
  kind: 'unclear',
  error,
  detail,
  ...told,
});

function failureOfStatus(told: Told, isProblem: boolean): ApiFailure {
  const { status } = told;
  const later = (error: ErrorCode): ApiFailure => ({ kind: 'retryLater', error, ...told });
  switch (status) {
    case 401:
      return { kind: 'unauthorized', error: 'wallet.keysRejected', ...told };
    case 403:
      return rejection('wallet.notPermitted', told);
    case 404:
      // Only the API itself can say that it does not know a payment. A gateway that has lost its way says 404 too.
      return isProblem
        ? rejection('wallet.referenceUnknown', told)
        : doubt('network.notTheWallet', 'status 404 without a problem', told);
    case 407:
      return { kind: 'notSent', error: 'network.proxy', detail: 'status 407', ...told };
    case 408:
      return doubt('network.timeout', 'status 408', told);
    case 409:
      return rejection('wallet.idempotencyConflict', told);
    case 423:
      return later('wallet.busy');
    case 429:
      return later('wallet.tooManyRequests');
    case 400:
    case 415:
    case 422:
      return rejection('wallet.requestInvalid', told);
    default:
      if (status >= 500) return doubt('network.serverError', `status ${status}`, told);
      return status >= 400 ? rejection('wallet.rejected', told) : doubt('network.unreadable', `status ${status}`, told);
  }
}

/** Statuses that say enough without their body. */
const DECISIVE: ReadonlySet<number> = new Set([401, 423, 429]);

/** The API looked at the request and said no. After 408 it may have been taken all the same. */
const isRefusal = (status: number): boolean => status >= 400 && status < 500 && status !== 408;

/** Any answer that is not a success. Code first, status second; a body that broke off could have held any code. */
export function failureOfAnswer(answer: HttpAnswer, now: number, call: 'refund' | 'other' = 'other'): ApiFailure {
  const { status, bodyProblem } = answer;
  const { code, traceId, isProblem } = readProblem(answer.text);
  const told: Told = { status, problemCode: code, traceId, afterMs: retryAfterMs(answer, now) };
  if (bodyProblem !== null && !DECISIVE.has(status))
    return doubt(bodyProblem, `status ${status}, body broke off`, told);
  const verdict =
    code === null
      ? byStatus
      : ((call === 'refund' ? REFUND_CODES[code] : undefined) ?? PROBLEM_CODES[code] ?? byStatus);
  // Beside any other status a code explains, but does not prove that nothing happened.
  if (verdict.kind !== 'byStatus' && !isRefusal(status))
    return doubt(verdict.error, `status ${status}, code ${code ?? ''}`, told);
  switch (verdict.kind) {
    case 'rejected':
      return rejection(verdict.error, told);
    case 'retryLater':
      return { ...verdict, ...told };
    case 'byStatus':
      return failureOfStatus(told, isProblem);
  }
}

/** The request that should have changed or read something did not get a whole answer. */
export const failureOfNetwork = ({ sent, error, detail }: Extract<HttpOutcome, { kind: 'failed' }>): ApiFailure => ({
  kind: sent === 'no' ? 'notSent' : 'unclear',
  error,
  detail,
});
