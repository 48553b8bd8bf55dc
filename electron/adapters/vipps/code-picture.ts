import type { Fetch } from './http.ts';
import { isPng } from './png.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { FetchPicture, PictureProblem } from '../../core/ports/code-picture.ts';
import { isPublicAddress } from '../system/private-address.ts';
import { err, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/** The picture itself is some 20 KB. */
const MOST_BYTES = 1024 * 1024;
const TIMEOUT_MS = 5_000;

export interface PictureDeps {
  /** Of a session that has neither the keys nor a cookie. */
  readonly fetch: Fetch;
  /** All IP addresses of a name; rejects when there is none. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly clock: Pick<Clock, 'after'>;
  /** Address of the wallet where it stands on this machine: its pictures may too; null: nothing here may be asked. */
  readonly loopback: () => Promise<string | null>;
}

/**
 * SECURITY: the address comes with an answer, and documented ones are not all under the wallet's own name [api 5.2]. So
 * any may be asked, but by https, after its name was looked up and found to lead to the internet, without keys,
 * cookies or our own headers; a redirect is not followed; what comes is bounded in time and size and is one whole PNG.
 */
export function createFetchPicture(deps: PictureDeps): FetchPicture {
  return async (address) => {
    const connection = new AbortController();
    let stopTimer = (): void => undefined;
    const late = new Promise<Result<never, PictureProblem>>((resolve) => {
      stopTimer = deps.clock.after(TIMEOUT_MS, () => {
        resolve(err('noAnswer'));
        connection.abort();
      });
    });
    try {
      return await Promise.race([fetched(address, deps, connection), late]);
    } finally {
      stopTimer();
    }
  };
}

async function fetched(address: string, deps: PictureDeps, connection: AbortController): ReturnType<FetchPicture> {
  try {
    const refused = await refusal(address, deps);
    if (refused) return err(refused);
    const response = await deps.fetch(address, {
      method: 'GET',
      headers: { accept: 'image/png' },
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: connection.signal,
    });
    if (response.status !== 200) return drop(response, 'status');
    if (!/^image\/png\s*(?:;|$)/i.test(response.headers.get('content-type') ?? '')) return drop(response, 'noPicture');
    return await bodyOf(response, connection);
  } catch {
    return err('noAnswer');
  }
}

function drop(response: Response, problem: PictureProblem): Result<never, PictureProblem> {
  response.body?.cancel().catch(() => undefined);
  return err(problem);
}

/** Why this address is not asked, or null. */
async function refusal(address: string, { resolve, loopback }: PictureDeps): Promise<PictureProblem | null> {
  if (!URL.canParse(address)) return 'address';
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return 'address';
  const own = await loopback();
  if (own !== null && url.origin === new URL(own).origin) return null;
  if (url.protocol !== 'https:') return 'address';
  const found = await resolve(url.hostname.replace(/^\[|\]$/g, '')).catch(() => null);
  if (found === null || found.length === 0) return 'noAnswer';
  return found.every(isPublicAddress) ? null : 'private';
}

async function bodyOf(response: Response, connection: AbortController): ReturnType<FetchPicture> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  if (!reader) return err('noPicture');
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > MOST_BYTES) {
      connection.abort();
      return err('tooLarge');
    }
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return isPng(whole) ? ok(whole) : err('noPicture');
}
