import { session } from 'electron';
import type { Session } from 'electron';
import type { Fetch } from '../vipps/http.ts';

/** In memory only, and apart from the windows' sessions, whose requests are all cancelled. */
type Partition = 'vipps-api' | 'updates';

/**
 * `fetch` through Chromium's network stack: it knows the system's proxy, its certificates and its DNS. The session is
 * made at the first call. SECURITY: no cookies, no cache, no certificate exceptions; which hosts may be called is
 * decided by the address of whoever uses it.
 */
export function ownFetch(partition: Partition): Fetch {
  let own: Session | null = null;
  return async (input, init) => {
    own ??= openSession(partition);
    return own.fetch(input instanceof URL ? input.href : input, init);
  };
}

function openSession(partition: Partition): Session {
  const opened = session.fromPartition(partition, { cache: false });
  // Electron's fetch throws where nobody can catch it when a status is none of HTTP's; as a broken connection the
  // answer is merely unclear.
  opened.webRequest.onHeadersReceived(({ statusCode }, decide) =>
    decide({ cancel: statusCode < 200 || statusCode > 599 }),
  );
  return opened;
}
