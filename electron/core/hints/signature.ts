import { parseAddress } from '../../../shared/pages.ts';
import type { Delivery, Hashing, Registration } from '../ports/hints.ts';

/** A real event is below 2 KB. */
export const MOST_BODY_BYTES = 64 * 1024;

const SIGNED_HEADERS = 'x-ms-date;host;x-ms-content-sha256';
/** Longer than any date or hash there is: what is longer is not hashed. */
const MOST_HEADER = 256;

/**
 * What the signature proves, or what is wrong. `unsigned`: a header is missing; `anotherBody`: these are not the bytes
 * that were signed; `wrongSignature`: nobody who knows a secret of this address has signed it.
 */
export type Proof = 'proved' | 'tooLong' | 'unsigned' | 'anotherBody' | 'wrongSignature';

/**
 * SECURITY: checks a delivery by its exact bytes. Nothing is refused for its age: deliveries are repeated for a week,
 * and whether they are signed anew is not said [api 12.4]. A replay only makes somebody look once more.
 */
export function prove(delivery: Delivery, registrations: readonly Registration[], hashing: Hashing): Proof {
  const { headers, body } = delivery;
  if (body.byteLength > MOST_BODY_BYTES) return 'tooLong';
  const [date, hash, given] = ['x-ms-date', 'x-ms-content-sha256', 'authorization'].map((name) => headers[name]);
  if (!isHeader(date) || !isHeader(hash) || !isHeader(given)) return 'unsigned';
  if (!hashing.isSame(hashing.sha256(body), hash)) return 'anotherBody';
  const isSigned = candidates(delivery, registrations).some(({ url, secret }) => {
    const text = stringToSign(url, date, hash);
    return text !== null && hashing.isSame(authorization(hashing.hmacSha256(secret, text)), given);
  });
  return isSigned ? 'proved' : 'wrongSignature';
}

const isHeader = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value.length <= MOST_HEADER;

/** What is signed: path, query and host of the address as it was registered, the port where it is not the usual one. */
export function stringToSign(url: string, date: string, hash: string): string | null {
  const address = parseAddress(url);
  return address && `POST\n${address.pathname}${address.search}\n${date};${address.host};${hash}`;
}

/** The whole header, so that nothing else of it can be varied. */
export const authorization = (signature: string): string =>
  `HMAC-SHA256 SignedHeaders=${SIGNED_HEADERS}&Signature=${signature}`;

/** The registration that the delivery names; where it names none that is known, all of its address. */
function candidates({ address, headers }: Delivery, registrations: readonly Registration[]): readonly Registration[] {
  const here = registrations.filter(({ url }) => url === address);
  const id = headers['webhook-id'];
  const named = here.filter((each) => each.id === id);
  return named.length > 0 ? named : here;
}
