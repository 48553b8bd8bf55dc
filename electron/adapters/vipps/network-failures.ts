import type { ErrorCode } from '../../../shared/errors.ts';

/**
 * Why no whole answer came. `sent: 'no'` only where it is certain that no byte of the request reached the server; all
 * else is `maybe`. `detail` is a code of the system, never a message: messages can quote header values, and those are
 * keys.
 */
export interface NetworkFailure {
  readonly sent: 'no' | 'maybe';
  readonly error: ErrorCode;
  readonly detail: string;
}

const no = (error: ErrorCode) => ({ sent: 'no', error }) as const;
const maybe = (error: ErrorCode) => ({ sent: 'maybe', error }) as const;
type Verdict = Omit<NetworkFailure, 'detail'>;

/** Codes of Node's sockets, resolver, TLS and undici. What is not here is "maybe". */
const NODE: Readonly<Record<string, Verdict>> = {
  ENOTFOUND: no('network.dns'),
  EAI_AGAIN: no('network.dns'),
  EAI_FAIL: no('network.dns'),
  EAI_NODATA: no('network.dns'),
  EAI_NONAME: no('network.dns'),
  ENODATA: no('network.dns'),
  ESERVFAIL: no('network.dns'),
  EREFUSED: no('network.dns'),
  ENETUNREACH: no('network.offline'),
  ENETDOWN: no('network.offline'),
  EHOSTUNREACH: no('network.offline'),
  EHOSTDOWN: no('network.offline'),
  EADDRNOTAVAIL: no('network.offline'),
  ECONNREFUSED: no('network.refused'),
  UND_ERR_CONNECT_TIMEOUT: no('network.timeout'),
  UND_ERR_PRX_TLS: no('network.proxy'),
  // Checked in the handshake, before any data is written.
  CERT_HAS_EXPIRED: no('network.clock'),
  CERT_NOT_YET_VALID: no('network.clock'),
  CRL_HAS_EXPIRED: no('network.clock'),
  CRL_NOT_YET_VALID: no('network.clock'),
  DEPTH_ZERO_SELF_SIGNED_CERT: no('network.tls'),
  SELF_SIGNED_CERT_IN_CHAIN: no('network.tls'),
  UNABLE_TO_GET_ISSUER_CERT: no('network.tls'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: no('network.tls'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: no('network.tls'),
  INVALID_CA: no('network.tls'),
  INVALID_PURPOSE: no('network.tls'),
  HOSTNAME_MISMATCH: no('network.tls'),
  ERR_SSL_WRONG_VERSION_NUMBER: no('network.tls'),
  ERR_SSL_UNSUPPORTED_PROTOCOL: no('network.tls'),
  ERR_SSL_NO_PROTOCOLS_AVAILABLE: no('network.tls'),
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: no('network.tls'),
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: no('network.tls'),
  // These two end a session in which data may have gone out.
  ERR_TLS_RENEGOTIATION_DISABLED: maybe('network.tls'),
  ERR_TLS_SESSION_ATTACK: maybe('network.tls'),
  EPROTO: maybe('network.tls'),
  ETIMEDOUT: maybe('network.timeout'),
  UND_ERR_HEADERS_TIMEOUT: maybe('network.timeout'),
  UND_ERR_BODY_TIMEOUT: maybe('network.timeout'),
  UND_ERR_HEADERS_OVERFLOW: maybe('network.unreadable'),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: maybe('network.unreadable'),
  UND_ERR_RES_EXCEEDED_MAX_SIZE: maybe('network.unreadable'),
};

const NODE_FAMILIES: readonly (readonly [RegExp, Verdict])[] = [
  [/^CERT_/, no('network.tls')],
  [/^ERR_TLS_/, no('network.tls')],
  [/^ERR_SSL_/, maybe('network.tls')],
  [/^HPE_/, maybe('network.unreadable')],
];

/** Chromium's names [net/base/net_error_list.h], for a fetch that goes through Electron's `net`. */
const CHROMIUM: Readonly<Record<string, Verdict>> = {
  ERR_INTERNET_DISCONNECTED: no('network.offline'),
  ERR_NETWORK_ACCESS_DENIED: no('network.offline'),
  ERR_ADDRESS_UNREACHABLE: no('network.offline'),
  ERR_ADDRESS_INVALID: no('network.offline'),
  ERR_NAME_NOT_RESOLVED: no('network.dns'),
  ERR_NAME_RESOLUTION_FAILED: no('network.dns'),
  ERR_ICANN_NAME_COLLISION: no('network.dns'),
  ERR_CONNECTION_REFUSED: no('network.refused'),
  ERR_CONNECTION_FAILED: no('network.refused'),
  // The attempt to connect timed out; a connection that went silent is ERR_TIMED_OUT.
  ERR_CONNECTION_TIMED_OUT: no('network.timeout'),
  ERR_CERT_DATE_INVALID: no('network.clock'),
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: no('network.tls'),
  ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN: no('network.tls'),
  ERR_MANDATORY_PROXY_CONFIGURATION_FAILED: no('network.proxy'),
  ERR_NO_SUPPORTED_PROXIES: no('network.proxy'),
  ERR_UNEXPECTED_PROXY_AUTH: no('network.proxy'),
  ERR_HTTPS_PROXY_TUNNEL_RESPONSE_REDIRECT: no('network.proxy'),
  ERR_TIMED_OUT: maybe('network.timeout'),
  ERR_INVALID_RESPONSE: maybe('network.unreadable'),
  ERR_INVALID_HTTP_RESPONSE: maybe('network.unreadable'),
  ERR_CONTENT_LENGTH_MISMATCH: maybe('network.unreadable'),
  ERR_CONTENT_DECODING_FAILED: maybe('network.unreadable'),
  ERR_RESPONSE_HEADERS_TOO_BIG: maybe('network.unreadable'),
};

const CHROMIUM_FAMILIES: readonly (readonly [RegExp, Verdict])[] = [
  [/^ERR_DNS_/, no('network.dns')],
  [/^ERR_CERT_/, no('network.tls')],
  [/^ERR_(?:PROXY|TUNNEL|SOCKS|PAC)_/, no('network.proxy')],
  [/^ERR_SSL_/, maybe('network.tls')],
  [/^ERR_HTTP2_|^ERR_QUIC_/, maybe('network.dropped')],
];

const inFamily = (families: readonly (readonly [RegExp, Verdict])[], code: string): Verdict | undefined =>
  families.find(([pattern]) => pattern.test(code))?.[1];

const MOST_CAUSES = 6;

/** The error and what caused it, also the attempts to the several addresses of one name. */
function chain(error: unknown, found: unknown[] = []): unknown[] {
  if (typeof error !== 'object' || error === null || found.length >= MOST_CAUSES || found.includes(error)) return found;
  found.push(error);
  if (error instanceof AggregateError) for (const each of error.errors) chain(each, found);
  return chain('cause' in error ? error.cause : null, found);
}

function verdictOf(error: unknown): { readonly code: string; readonly verdict: Verdict } | null {
  if (typeof error !== 'object' || error === null) return null;
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  const chromium = /\bnet::(ERR_[A-Z0-9_]{1,60})\b/.exec(message)?.[1];
  if (chromium !== undefined) {
    const verdict = CHROMIUM[chromium] ?? inFamily(CHROMIUM_FAMILIES, chromium) ?? maybe('network.dropped');
    return { code: `net::${chromium}`, verdict };
  }
  const code =
    'code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{2,60}$/.test(error.code) ? error.code : null;
  if (code === null) return null;
  // The same code ends an attempt to connect and a connection in use; only the first is certain.
  if (code === 'ETIMEDOUT' && 'syscall' in error && error.syscall === 'connect')
    return { code, verdict: no('network.timeout') };
  return { code, verdict: NODE[code] ?? inFamily(NODE_FAMILIES, code) ?? maybe('network.dropped') };
}

/**
 * Reads what a fetch threw, Node's (a TypeError whose cause has a `code`) or Electron's (a message with `net::ERR_…`).
 * Where several causes are named, one uncertain cause makes the whole uncertain.
 */
export function networkFailure(error: unknown): NetworkFailure {
  const verdicts = chain(error)
    .map(verdictOf)
    .filter((each) => each !== null);
  const decisive = verdicts.find(({ verdict }) => verdict.sent === 'maybe') ?? verdicts[0];
  if (decisive) return { ...decisive.verdict, detail: decisive.code };
  return {
    ...maybe('network.dropped'),
    detail: error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : 'unknown',
  };
}

/**
 * Chromium sends a request again by itself, also a POST, when a kept connection breaks before an answer
 * [HttpNetworkTransaction:: ShouldResendRequest]. Its "refused" can therefore be about the second try, while the first
 * one arrived. Undici does not do this.
 */
export const couldHideAnEarlierTry = ({ detail, error }: NetworkFailure): boolean =>
  detail.startsWith('net::') &&
  (error === 'network.refused' || error === 'network.timeout' || detail === 'net::ERR_ADDRESS_UNREACHABLE');
