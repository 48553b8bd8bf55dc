/** Signs with the till's own secret; `version` names that secret. */
export interface Signer {
  readonly version: string;
  /** Tells one secret from another and nothing else about it. */
  readonly fingerprint: string;
  /** HMAC-SHA1 with a key of 128 bits, as base64. */
  sign(text: string): string;
}
