import { CODE_HOST } from '../../../shared/brand.ts';

/** What never reaches the log, whoever passed it. Pure but for the secrets it is told. */

const HIDDEN = '[hidden]';
const MAX_LINE = 4000;

/** `name: value`, `name=value` and `"name":"value"` of what carries keys in the API's requests and answers. */
const KEYS =
  'client[_-]?(?:id|secret)|ocp-apim-subscription-key|subscription-?key|access_?token|authorization|idempotency-key';
const NAMED = new RegExp(String.raw`((?:${KEYS})["']?\s*[:=]\s*["']?)(?:(?:bearer|basic)\s+)?[^\s"',;}\])]+`, 'gi');
const BEARER = /\b(bearer|basic)\s+[a-z0-9._~+/=-]{8,}/gi;
const JWT = /\beyJ[\w-]{4,}\.[\w-]+\.[\w-]*/g;
/** A code of the wallet's, in any spelling of its address: a customer's own can hold their number [api 6.3]. */
const WALLET_CODE = new RegExp(String.raw`${CODE_HOST.replaceAll('.', '(?:\\.|%2e)')}(?:/|\\/|%2f)[^\s"',;<>]*`, 'gi');
const UUID = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
/**
 * Eight to nineteen digits, alone or in groups: phone numbers, and card numbers should one ever be typed. Parts of a
 * reference stay, and so does a day (`2026-11-21`): nobody writes a number like that.
 */
const LONG_NUMBER = /(?<![\w.-])\+?(?!20\d\d-[01]\d-[0-3]\d(?!\d))\d(?:[ ().\u00a0-]?\d){7,18}(?![\w-])/g;

/** What the wallet calls one exchange [W3C traceparent, or a UUID]: support asks for it whole. */
const TRACE_ID = /^(?:[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

export interface Redactor {
  /** A secret that must not be written in any spelling. */
  watch(secret: string): void;
  /** One line of at most 4,000 characters without control characters. */
  line(text: string): string;
  /** `name=value`; numbers as long as a phone number with its country code are hidden, longer ones are times. */
  field(name: string, value: string | number | boolean | null): string;
}

export function createRedactor(): Redactor {
  const spellings = new Set<string>();

  /** Whether a secret stands in it, in any case of its letters. */
  const isSecret = (text: string): boolean =>
    [...spellings].some((secret) => text.toLowerCase().includes(secret.toLowerCase()));

  const line = (text: string): string => {
    // eslint-disable-next-line no-control-regex
    let clean = text.slice(0, MAX_LINE * 2).replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');
    for (const secret of spellings) clean = clean.replaceAll(secret, HIDDEN);
    return (
      clean
        .replace(NAMED, `$1${HIDDEN}`)
        .replace(WALLET_CODE, HIDDEN)
        .replace(BEARER, `$1 ${HIDDEN}`)
        .replace(JWT, HIDDEN)
        // The head of an id is enough to find the lines that belong together, and too little to be a key.
        .replace(UUID, '$1…')
        .replace(LONG_NUMBER, HIDDEN)
        .slice(0, MAX_LINE)
    );
  };

  return {
    watch(secret) {
      if (secret.length < 6) return;
      const base64 = Buffer.from(secret).toString('base64');
      for (const spelling of [
        secret,
        encodeURIComponent(secret),
        JSON.stringify(secret).slice(1, -1),
        base64,
        base64.replace(/=+$/, ''),
      ])
        spellings.add(spelling);
    },
    line,
    field(name, value) {
      if (name === 'traceId' && typeof value === 'string' && TRACE_ID.test(value))
        return `traceId=${isSecret(value) ? HIDDEN : value}`;
      if (typeof value === 'number' && !/^\d{9,12}$/.test(String(value))) return `${line(name)}=${value}`;
      return line(`${name}=${String(value)}`);
    },
  };
}
