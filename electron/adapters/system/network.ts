import { session } from 'electron';
import type { Session } from 'electron';
import type { Fetch } from '../vipps/http.ts';

/** In memory only, and apart from the windows' sessions, whose requests are all cancelled. */
type Partition = 'vipps-api' | 'code-pictures' | 'updates';

const sessions = new Map<Partition, Session>();

/**
 * `fetch` through Chromium's network stack: it knows the system's proxy, its certificates and its DNS. The session is
 * made at the first call. SECURITY: no cookies, no cache, no certificate exceptions; which hosts may be called is
 * decided by the address of whoever uses it.
 */
export function ownFetch(partition: Partition): Fetch {
  return async (input, init) => sessionOf(partition).fetch(input instanceof URL ? input.href : input, init);
}

/** All IP addresses of a name, as the session finds them that asks there next. */
export const ownResolve =
  (partition: Partition) =>
  async (host: string): Promise<readonly string[]> =>
    (await sessionOf(partition).resolveHost(host)).endpoints.map(({ address }) => address);

/** Which proxy the system names for requests to this host, in Chromium's words (`DIRECT`, `PROXY host:port`). */
export const apiProxy = (host: string): Promise<string> => sessionOf('vipps-api').resolveProxy(`https://${host}/`);

function sessionOf(partition: Partition): Session {
  const own = sessions.get(partition) ?? openSession(partition);
  sessions.set(partition, own);
  return own;
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
